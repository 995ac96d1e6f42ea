import type { RichTextBlock, RichTextLink, RichTextText, SectionBlock, TableBlock } from '@slack/types';
import {
  briefReason,
  type InferenceOptionId,
  optionTitle,
  type Reason,
  type Recommendation,
  type Source,
} from '../../../recommender/index.ts';
import { briefCost, writeBriefCost } from '../../../wording/money.ts';
import { ruledOut } from '../../../wording/sentences.ts';
import { lowered } from '../../../wording/text.ts';
import { section } from '../blocks.ts';
import { clip, escapeWithin, link, mrkdwn } from '../mrkdwn.ts';
import { type Answered, needsFacts, type Section } from './section.ts';

/** What else fits, of an open review, with what it costs. The choice stands above. */
export const optionsSection: Section<Answered> = {
  id: 'options',
  build(review, { table }) {
    const { rejected } = review.latest.recommendation;
    const rows = optionRows(review.latest.recommendation).filter(({ option }) =>
      rejected.some((other) => other.option === option && other.verdict === 'outranked'),
    );
    if (rows.length === 0 || review.state !== 'proposed' || needsFacts(review)) return [];
    return [table ? buildOptionsTable(rows) : buildOptionsFields(rows)];
  },
};

/** "Ruled out: Serverless (no GPUs), Batch Transform (scores datasets)", each reason a link to its page. */
export const ruledOutSection: Section<Answered> = {
  id: 'ruled-out',
  build(review) {
    const out = ruledOut(review.latest.recommendation);
    if (review.state !== 'proposed' || out.length === 0) return [];
    const parts = out.map(({ option, title, reasons: [strongest] }) => {
      const name = escapeWithin(title.replace(' Inference', ''), CELL_MAX);
      return strongest === undefined ? name : `${name} (${whyOut(strongest, option)})`;
    });
    return [section(`Ruled out: ${parts.join(', ')}.`)];
  },
};

function whyOut(reason: Reason, option: InferenceOptionId): string {
  const words = clip(lowered(briefReason(reason, option)), CELL_MAX);
  return hasShortAddress(reason.source) ? link(reason.source.url, words) : escapeWithin(words, CELL_MAX);
}

type Cell = TableBlock['rows'][number][number];

/** A cell of this length takes three lines of a phone at most. */
const CELL_MAX = 60;

/** Leaves room for an option's name beside it. */
const COST_MAX = 34;

const ADDRESS_MAX = 500;

/**
 * Two columns, since a phone cuts off a third. Words in table cells are never read as markup, so nothing in them needs escaping.
 */
export function buildOptionsTable(rows: readonly OptionRow[]): TableBlock {
  const headings = ['Option, per month', 'Verdict'];
  return {
    type: 'table',
    column_settings: [{ is_wrapped: true }, { is_wrapped: true }],
    rows: [headings.map((text) => richText([{ type: 'text', text, style: { bold: true } }])), ...rows.map(optionCells)],
  };
}

/** The same where Slack refuses a table: a pair of fields for each option. */
export function buildOptionsFields(rows: readonly OptionRow[]): SectionBlock {
  return {
    type: 'section',
    fields: rows.flatMap(({ title, isChosen, cost, verdict, source }) => [
      mrkdwn(`*${escapeWithin(nameOf(title, isChosen), CELL_MAX)}*\n${escapeWithin(cost, CELL_MAX)}`),
      mrkdwn(`${escapeWithin(verdict, CELL_MAX)}${hasShortAddress(source) ? ` (${link(source.url, LABEL)})` : ''}`),
    ]),
  };
}

function optionCells({ title, isChosen, monthly, verdict, source }: OptionRow): Cell[] {
  const name = nameOf(title, isChosen);
  const cost = clip(monthly, COST_MAX);
  return [
    richText([
      { type: 'text', text: clip(name, CELL_MAX - cost.length - 1), ...(isChosen && { style: { bold: true } }) },
      { type: 'text', text: `\n${cost}` },
    ]),
    verdictCell(clip(verdict, CELL_MAX), source),
  ];
}

const nameOf = (title: string, isChosen: boolean): string => (isChosen ? `✓ ${title}` : title);

const LABEL = 'AWS';

/** With the page that it rests on; where a label has no room, the words are the link. */
function verdictCell(text: string, source: Source | undefined): Cell {
  if (!hasShortAddress(source)) return { type: 'raw_text', text };
  const { url } = source;
  if (text.length + ` (${LABEL})`.length > CELL_MAX) return richText([{ type: 'link', url, text }]);
  return richText([
    { type: 'text', text: `${text} (` },
    { type: 'link', url, text: LABEL },
    { type: 'text', text: ')' },
  ]);
}

const hasShortAddress = (source: Source | undefined): source is Source =>
  source !== undefined && source.url.length <= ADDRESS_MAX;

const richText = (elements: (RichTextText | RichTextLink)[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

/** One option as the table and its plain form show it. */
interface OptionRow {
  option: InferenceOptionId;
  title: string;
  /** What the team goes with, or is recommended to. */
  isChosen: boolean;
  /** "$357 ($300–$535)", "from $172", "Ruled out". */
  monthly: string;
  /** The same where no heading says "per month". */
  cost: string;
  /** Why not; of the choice, that it is the one. */
  verdict: string;
  source?: Source;
}

/** The choice first, then the others in the order of the recommendation. */
export function optionRows(recommendation: Recommendation): OptionRow[] {
  const { choice, rejected } = recommendation;
  const chosen = choice ? [{ ...bareRow(choice.option, recommendation), isChosen: true, verdict: 'Recommended' }] : [];
  const others = rejected.map(({ option, title, reasons: [strongest], verdict }) => ({
    ...bareRow(option, recommendation),
    title,
    ...(verdict === 'ruled-out' ? { monthly: 'Ruled out', cost: 'Ruled out' } : {}),
    verdict: strongest === undefined ? 'No reason recorded' : briefReason(strongest, option),
    ...(strongest?.source && { source: strongest.source }),
  }));
  return [...chosen, ...others];
}

function bareRow(option: InferenceOptionId, { costs }: Recommendation): OptionRow {
  const cost = costs.find((candidate) => candidate.option === option);
  const words = { monthly: monthlyWords(cost), cost: (cost && writeBriefCost(cost)) ?? NOT_PRICED };
  return { option, title: optionTitle(option), isChosen: false, ...words, verdict: '' };
}

const NOT_PRICED = 'Not priced';

/** The heading says "per month", so a month's amount stands alone. */
function monthlyWords(cost: Recommendation['costs'][number] | undefined): string {
  const brief = cost && briefCost(cost);
  if (brief === undefined) return NOT_PRICED;
  return brief.unit === 'per month' ? brief.amount : `${brief.amount} ${brief.unit}`;
}
