import type { KnownBlock, RichTextBlock, TextObject } from '@slack/types';
import type { ChartBlock, Message, MessageBlock } from '../../src/slack/render/message.ts';

type TableRows = Extract<KnownBlock, { type: 'table' }>['rows'];

/** A message as a reader sees it, in plain text, for golden files that people can review. */
export function readable({ text, blocks }: Message): string {
  return [`text: ${text}`, ...blocks.map(readableBlock)].join('\n\n').concat('\n');
}

function readableBlock(block: MessageBlock): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'section':
      return [block.text, ...(block.fields ?? [])]
        .flatMap((text) => (text ? [readableText(text)] : []))
        .join('\n')
        .concat(block.accessory?.type === 'button' ? ` [${block.accessory.text.text}]` : '');
    case 'context':
      return block.elements.map((element) => ('text' in element ? `(${readableText(element)})` : '')).join(' ');
    case 'actions':
      return block.elements
        .map((element) => {
          if (element.type === 'button') return `[${element.text.text}]`;
          return 'options' in element && element.options
            ? `[… ${element.options.map(({ text }) => text.text).join(' | ')}]`
            : element.type;
        })
        .join(' ');
    case 'table':
      return readableTable(block.rows);
    case 'data_visualization':
      return readableChart(block);
    case 'rich_text':
      return `> ${richText(block)}`;
    default:
      return `(${block.type})`;
  }
}

function readableText({ text }: TextObject): string {
  return text;
}

function readableTable(rows: TableRows): string {
  const cells = rows.map((row) =>
    row.map((cell) => (cell.type === 'rich_text' ? richText(cell) : cell.text).replaceAll('\n', ' · ')),
  );
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function readableChart({ title, chart }: ChartBlock): string {
  const { categories, x_label, y_label } = chart.axis_config;
  const lines = chart.series.map(({ name, data }) => `${name}: ${data.map(({ value }) => value).join(', ')}`);
  return [`[chart] ${title}`, `${x_label}: ${categories.join(', ')}`, ...lines, `(${y_label})`].join('\n');
}

function richText({ elements }: RichTextBlock): string {
  return elements
    .flatMap((element) => (element.type === 'rich_text_list' ? [] : element.elements))
    .map((element) =>
      element.type === 'text' ? element.text : element.type === 'link' ? `<${element.url}|${element.text ?? ''}>` : '',
    )
    .join('');
}

/** How much of a message a reader sees: outside the table, without buttons; links and mentions by their label. */
export interface Size {
  characters: number;
  lines: number;
  widestCell: number;
}

export function sizeOf({ blocks }: Message): Size {
  const lines = blocks.flatMap((block): string[] => {
    if (block.type === 'actions' || block.type === 'table') return [];
    return asSeen(readableBlock(withoutButton(block)).replace(/^# /, '')).split('\n');
  });
  const cells = blocks.flatMap((block) => (block.type === 'table' ? block.rows.flat() : []));
  return {
    characters: lines.reduce((sum, { length }) => sum + length, 0),
    lines: lines.length,
    widestCell: Math.max(
      0,
      ...cells.map((cell) => asSeen(cell.type === 'rich_text' ? richText(cell) : cell.text).length),
    ),
  };
}

const withoutButton = (block: MessageBlock): MessageBlock => {
  if (block.type !== 'section') return block;
  const { accessory: _, ...rest } = block;
  return rest;
};

function asSeen(text: string): string {
  return text
    .replace(/<@[^>]*>/g, '@somebody')
    .replace(/<[^|>]*\|([^>]*)>/g, '$1')
    .replace(/[*_](?=\S)|(?<=\S)[*_]/g, '')
    .replace(/&(lt|gt|amp);/g, '.');
}
