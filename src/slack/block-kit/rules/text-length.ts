import { isRecord } from './is-record.ts';

/**
 * UTF-16 units that a person would read in `value`: every `text` in it that is a string, at any depth. What a rich text
 * mentions (a user, an emoji, a date) counts as one each, so that a cell with only an emoji is not empty.
 */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isRecord(value)) return 0;
  const { type } = value;
  if (typeof type === 'string' && MENTIONS.has(type)) return 1;
  if (type === 'link' && value['text'] === undefined) return String(value['url'] ?? '').length;
  return Object.entries(value).reduce(
    (sum, [name, field]) => sum + (name === 'text' && typeof field === 'string' ? field.length : textLength(field)),
    0,
  );
}

const MENTIONS = new Set(['user', 'usergroup', 'channel', 'team', 'broadcast', 'emoji', 'date', 'color']);
