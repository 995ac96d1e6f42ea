import type { KnownBlock, RichTextBlock, RichTextLink, RichTextText, SectionBlock, TableBlock } from '@slack/types';
import {
  type Choice,
  type InferenceOptionId,
  optionTitle,
  type Reason,
  type Recommendation,
  type RejectedOption,
} from '../../../recommender/index.ts';
import { writeOptionCost } from '../../../wording/money.ts';
import { clip, escapeWithin, joinLines, mrkdwn, pageName, reasonLine } from '../mrkdwn.ts';
import type { Section } from './section.ts';

const TITLE_MAX = 60;

const CHANGE_MAX = 300;

const TEXT_MAX = 1500;

/** All four options side by side: which one, why not the others, and what would have to change for them. */
export const optionsSection: Section = {
  id: 'options',
  build({ latest: { recommendation } }, { table }) {
    const rows = optionRows(recommendation);
    return [table ? buildOptionsTable(rows) : buildOptionsFields(rows), ...buildChanges(recommendation)];
  },
};

function buildChanges({ rejected }: Recommendation): KnownBlock[] {
  const lines = rejected.flatMap(({ title, wouldFitIf }) =>
    wouldFitIf ? [`• ${escapeWithin(title, TITLE_MAX)}: ${escapeWithin(wouldFitIf.text, CHANGE_MAX)}`] : [],
  );
  if (lines.length === 0) return [];
  return [{ type: 'section', text: mrkdwn(joinLines(['*What would have to change*', ...lines], TEXT_MAX)) }];
}

type Cell = TableBlock['rows'][number][number];

const CELL_MAX = 400;

const MONTHLY_MAX = 120;

const ADDRESS_MAX = 500;

/** One row for each option. Words in table cells are never read as markup, so nothing in them needs escaping. */
export function buildOptionsTable(rows: readonly OptionRow[]): TableBlock {
  const showsCost = rows.some(({ monthly }) => monthly !== null);
  const headings = ['Option', 'Verdict', 'Because', ...(showsCost ? ['A month'] : [])];
  return {
    type: 'table',
    column_settings: [
      {},
      {},
      { is_wrapped: true },
      ...(showsCost ? [{ align: 'right' as const, is_wrapped: true }] : []),
    ],
    rows: [headings.map((heading) => boldCell(heading)), ...rows.map((row) => optionCells(row, showsCost))],
  };
}

/** The same where Slack refuses a table: a pair of fields for each option. */
export function buildOptionsFields(rows: readonly OptionRow[]): SectionBlock {
  return {
    type: 'section',
    fields: rows.flatMap(({ title, verdict, reason, monthly }) => [
      mrkdwn(
        `*${escapeWithin(title, TITLE_MAX)}*\n${verdict}${monthly === null ? '' : `\nA month: ${escapeWithin(monthly, MONTHLY_MAX)}`}`,
      ),
      mrkdwn(reasonLine(reason)),
    ]),
  };
}

function optionCells({ title, verdict, reason, monthly }: OptionRow, showsCost: boolean): Cell[] {
  return [
    boldCell(clip(title, TITLE_MAX)),
    textCell(verdict),
    reasonCell(reason),
    ...(showsCost ? [textCell(clip(monthly ?? 'Not known', MONTHLY_MAX))] : []),
  ];
}

function boldCell(text: string): RichTextBlock {
  return richText([{ type: 'text', text, style: { bold: true } }]);
}

function textCell(text: string): Cell {
  return { type: 'raw_text', text };
}

function reasonCell(reason: OptionRow['reason']): Cell {
  const text: RichTextText = { type: 'text', text: clip(reason.text, CELL_MAX) };
  const { source } = reason;
  if (!source || source.url.length > ADDRESS_MAX) return richText([text]);
  return richText([
    { ...text, text: `${text.text} (` },
    { type: 'link', url: source.url, text: pageName(source) },
    { type: 'text', text: ')' },
  ]);
}

function richText(elements: (RichTextText | RichTextLink)[]): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** One option as the table and its plain form show it. */
interface OptionRow {
  option: InferenceOptionId;
  title: string;
  verdict: string;
  /** Why not; for the choice, how it is set up. */
  reason: Pick<Reason, 'text' | 'source'>;
  /** A month's cost in words, its range and what drives it; null where no option's is known, and the costs section says why. */
  monthly: string | null;
}

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'Ruled out',
  outranked: 'Fits, not chosen',
};

/** The choice first, then the others in the order of the recommendation. */
export function optionRows(recommendation: Recommendation): OptionRow[] {
  const { choice, rejected } = recommendation;
  const chosen = choice ? [chosenRow(choice, recommendation)] : [];
  return [...chosen, ...rejected.map((option) => rejectedRow(option, recommendation))];
}

function chosenRow(choice: Choice, recommendation: Recommendation): OptionRow {
  return {
    option: choice.option,
    title: optionTitle(choice.option),
    verdict: choice.conditional ? 'Chosen, on a condition' : 'Chosen',
    reason: { text: choice.scaling === 'per-job' ? `${choice.title}, a job for each run` : choice.title },
    monthly: writeOptionCost(choice.option, recommendation),
  };
}

function rejectedRow(
  { option, title, verdict, reasons: [strongest] }: RejectedOption,
  recommendation: Recommendation,
): OptionRow {
  return {
    option,
    title,
    verdict: VERDICTS[verdict],
    reason: strongest ?? { text: 'No reason recorded' },
    monthly: writeOptionCost(option, recommendation),
  };
}
