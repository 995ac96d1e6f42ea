import * as z from 'zod';
import { SLACK_LIMITS } from '../limits.ts';
import { richText } from './rich-text.ts';
import { textLength } from './text-length.ts';
import { text } from './text-objects.ts';

/** The two kinds of table, and what holds over all cells of one. */

const filledRichText = richText.refine((cell) => textLength(cell) > 0, { message: 'is an empty cell' });

const cell = z.discriminatedUnion('type', [
  filledRichText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1, 'is an empty cell') }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1, 'is an empty cell') }),
]);

const row = z.array(cell).min(1).max(SLACK_LIMITS.table.columns);

const fitsTogether = (table: { rows: unknown }) => textLength(table.rows) <= SLACK_LIMITS.table.characters;
const TOO_MUCH_TEXT = { message: `has more than ${SLACK_LIMITS.table.characters} characters over all its cells` };
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
  .refine(fitsTogether, TOO_MUCH_TEXT);

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id,
    caption: z.string().min(1),
    rows: z.array(row).min(SLACK_LIMITS.dataTable.minRows).max(SLACK_LIMITS.dataTable.maxRows),
    page_size: z.int().min(1).max(SLACK_LIMITS.dataTable.pageSize).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine(fitsTogether, TOO_MUCH_TEXT)
  .refine((block) => block.rows.every((cells) => cells.length === block.rows[0]?.length), {
    message: 'has rows of different lengths',
  })
  .refine((block) => block.rows[0]?.every((header) => header.type !== 'rich_text'), {
    message: 'has rich text in its header row',
  });
