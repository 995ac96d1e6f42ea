import type { KnownBlock, RichTextBlock, TextObject } from '@slack/types';
import type { Message, MessageBlock } from '../../src/slack/render/message.ts';
import { table, wrap } from '../../src/terminal/lines.ts';

const WIDTH = 100;
/** Of the table's first column; the second takes what is left of the line. */
const FIRST_WIDTH = 48;
const GAP = 2;

/** The blocks of a message as plain text, for a page that shows what people see: links by their label, no markup. */
export function messageAsText({ blocks }: Message, nameOf: (userId: string) => string): string {
  const parts = blocks.map((block) => blockLines(block, nameOf).join('\n'));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockLines(block: MessageBlock, nameOf: (userId: string) => string): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text, '='.repeat(block.text.text.length)];
    case 'section':
      return [block.text, ...(block.fields ?? [])]
        .flatMap((text) => (text ? plainText(text, nameOf).split('\n') : []))
        .flatMap(wrapped);
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? wrapped(plainText(element, nameOf)) : []));
    case 'actions':
      return [block.elements.map(buttonText).join(' ')];
    case 'table':
      return tableLines(block.rows);
    default:
      throw new Error(`A ${block.type} block cannot be shown as text yet`);
  }
}

function tableLines(rows: Extract<KnownBlock, { type: 'table' }>['rows']): string[] {
  const [head = [], ...body] = rows.map((row) =>
    row.map((cell) => (cell.type === 'rich_text' ? richText(cell) : cell.text).replaceAll('\n', ' · ')),
  );
  const columns = head.map((title, at) => ({ title, width: at === 0 ? FIRST_WIDTH : WIDTH - FIRST_WIDTH - GAP }));
  return table(columns, body).map((line) => line.slice(2));
}

function buttonText(element: Extract<KnownBlock, { type: 'actions' }>['elements'][number]): string {
  return element.type === 'button' ? `[${element.text.text}]` : '[...]';
}

function wrapped(line: string): string[] {
  const indent = line.startsWith('• ') ? '  ' : '';
  return wrap(line, WIDTH - indent.length).map((part, at) => (at === 0 ? part : indent + part));
}

/** Slack's markup taken off (docs.slack.dev/messaging/formatting-message-text). */
function plainText({ type, text }: TextObject, nameOf: (userId: string) => string): string {
  if (type === 'plain_text') return text;
  return text
    .replace(/<@([^<>|]+)>/g, (_, userId: string) => `@${nameOf(userId)}`)
    .replace(/<[^<>|]+\|([^<>]+)>/g, '$1')
    .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function richText({ elements }: RichTextBlock): string {
  return elements
    .flatMap((element) => (element.type === 'rich_text_section' ? element.elements : []))
    .map((element) => ('text' in element ? (element.text ?? '') : ''))
    .join('');
}
