import type { RichTextBlock, RichTextLink, RichTextText, SectionBlock, TableBlock } from '@slack/types';
import { clip, mrkdwn } from '../block-kit/text.ts';
import { escapeWithin } from './escape-within.ts';
import type { OptionRow } from './option-rows.ts';
import { pageName, reasonLine } from './reason-line.ts';

type Cell = TableBlock['rows'][number][number];

const CELL_MAX = 400;
const TITLE_MAX = 60;
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
