import * as z from 'zod';
import { SLACK_LIMITS } from '../../limits.ts';
import { richText } from '../rich-text.ts';
import { actionId, placeholder } from '../text-objects.ts';
import { focus } from './shared-fields.ts';

/** What is typed into, and files. */

const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .optional(),
    })
    .optional(),
};
const typed = { action_id: actionId, placeholder, ...focus, ...dispatch };

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(SLACK_LIMITS.input.plainText).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(SLACK_LIMITS.input.plainText).optional(),
    max_length: z.int().min(1).max(SLACK_LIMITS.input.plainText).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? SLACK_LIMITS.input.plainText), {
    message: 'has a min_length above its max_length',
  })
  .refine((input) => (input.initial_value ?? '').length <= (input.max_length ?? SLACK_LIMITS.input.plainText), {
    message: 'has an initial_value longer than its max_length',
  });

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number written as text');

export const inputsOnly = [
  plainTextInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(SLACK_LIMITS.input.files).optional(),
  }),
] as const;

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richText.optional(),
  min_lines: z.int().optional(),
  max_lines: z.int().optional(),
});
