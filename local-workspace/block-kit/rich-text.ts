import * as z from 'zod';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import { isJson } from '../json.ts';
import { text, url } from './composition.ts';

/** Rich text, the two kinds of table whose cells it fills, and how much text a person reads in either. */

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const element = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url, text: z.string().optional(), unsafe: z.boolean().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('team'), team_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: z.string().min(1), style }),
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string().min(1),
    unicode: z.string().optional(),
    url: z.string().optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().min(1),
    url: url.optional(),
    fallback: z.string().optional(),
    style,
  }),
]);

const border = { border: z.union([z.literal(0), z.literal(1)]).optional() };
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(element) });

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: text(SLACK_LIMITS.blockId).optional(),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          ...border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(element), ...border }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(element), ...border }),
      ]),
    )
    .min(1),
});

/**
 * UTF-16 units that a person would read in `value`: every `text` in it that is a string, at any depth. What a rich text
 * mentions (a user, an emoji, a date) counts as one each, so that a cell with only an emoji is not empty.
 */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isJson(value)) return 0;
  const { type } = value;
  if (typeof type === 'string' && MENTIONS.has(type)) return 1;
  if (type === 'link' && value['text'] === undefined) return String(value['url'] ?? '').length;
  return Object.entries(value).reduce(
    (sum, [name, field]) => sum + (name === 'text' && typeof field === 'string' ? field.length : textLength(field)),
    0,
  );
}

const MENTIONS = new Set(['user', 'usergroup', 'channel', 'team', 'broadcast', 'emoji', 'date', 'color']);

const filledRichText = richText.refine((cell) => textLength(cell) > 0, { message: 'is an empty cell' });

const cell = z.discriminatedUnion('type', [
  filledRichText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1, 'is an empty cell') }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1, 'is an empty cell') }),
]);

const row = z.array(cell).min(1).max(SLACK_LIMITS.table.columns);

const block_id = text(SLACK_LIMITS.blockId).optional();

export const table = z
  .strictObject({
    type: z.literal('table'),
    block_id,
    rows: z.array(row).min(1).max(SLACK_LIMITS.table.rows),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(SLACK_LIMITS.table.columns)
      .optional(),
  })
  .refine((table) => textLength(table.rows) <= SLACK_LIMITS.table.characters, {
    message: `has more than ${SLACK_LIMITS.table.characters} characters over all its cells`,
  });
