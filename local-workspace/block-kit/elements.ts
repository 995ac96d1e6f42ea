import * as z from 'zod';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import {
  actionId,
  anyOption,
  confirm,
  hasOneOptionSource,
  INITIAL_NOT_OFFERED,
  initialIsOffered,
  ONE_OPTION_SOURCE,
  optionGroup,
  overflowOption,
  placeholder,
  plainOption,
  plainText,
  style,
  text,
  url,
} from './composition.ts';
import { richText } from './rich-text.ts';

/** What people press, choose from and type into. */

const focus = { focus_on_load: z.boolean().optional() };
const menu = { action_id: actionId, confirm, placeholder, ...focus };

export const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plainText(SLACK_LIMITS.button.text),
  value: z.string().max(SLACK_LIMITS.button.value).optional(),
  url: url.max(SLACK_LIMITS.button.url).optional(),
  style,
  confirm,
  accessibility_label: text(SLACK_LIMITS.button.accessibilityLabel).optional(),
});

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  action_id: actionId,
  text: plainText(SLACK_LIMITS.button.text),
  workflow: z.looseObject({}),
  style,
  confirm,
  accessibility_label: text(SLACK_LIMITS.button.accessibilityLabel).optional(),
});

const feedback = z.strictObject({
  text: plainText(SLACK_LIMITS.button.text),
  accessibility_label: text(SLACK_LIMITS.button.accessibilityLabel).optional(),
  value: text(SLACK_LIMITS.button.value),
});

export const contextActions = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: actionId,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    action_id: actionId,
    icon: text(SLACK_LIMITS.button.text),
    text: plainText(SLACK_LIMITS.button.text),
    accessibility_label: text(SLACK_LIMITS.button.accessibilityLabel).optional(),
    value: z.string().max(SLACK_LIMITS.button.value).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    confirm,
  }),
]);

const choiceOptions = z.array(anyOption).min(1).max(SLACK_LIMITS.options.choice);

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    action_id: actionId,
    options: choiceOptions,
    initial_options: z.array(anyOption).min(1).optional(),
    confirm,
    ...focus,
  })
  .refine(initialIsOffered, INITIAL_NOT_OFFERED);

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    action_id: actionId,
    options: choiceOptions,
    initial_option: anyOption.optional(),
    confirm,
    ...focus,
  })
  .refine(initialIsOffered, INITIAL_NOT_OFFERED);

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(overflowOption).min(1).max(SLACK_LIMITS.options.overflow),
  confirm,
});

const multi = { max_selected_items: z.int().min(1).optional() };
const id = text(SLACK_LIMITS.actionId);
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const responseUrlEnabled = { response_url_enabled: z.boolean().optional() };
const selectOptions = {
  options: z.array(plainOption).min(1).max(SLACK_LIMITS.options.select).optional(),
  option_groups: z.array(optionGroup).min(1).max(SLACK_LIMITS.optionGroups.groups).optional(),
};

export const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...menu, ...selectOptions, initial_option: plainOption.optional() })
  .refine(hasOneOptionSource, ONE_OPTION_SOURCE)
  .refine(initialIsOffered, INITIAL_NOT_OFFERED);

export const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...multi,
    ...selectOptions,
    initial_options: z.array(plainOption).min(1).optional(),
  })
  .refine(hasOneOptionSource, ONE_OPTION_SOURCE)
  .refine(initialIsOffered, INITIAL_NOT_OFFERED);

const minQuery = { min_query_length: z.int().min(0).optional() };

export const sourcedMenus = [
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    ...minQuery,
    initial_option: plainOption.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...menu,
    ...multi,
    ...minQuery,
    initial_options: z.array(plainOption).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: id.optional() }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...menu,
    ...multi,
    initial_users: z.array(id).optional(),
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    ...responseUrlEnabled,
    initial_conversation: id.optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...menu,
    ...multi,
    initial_conversations: z.array(id).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    ...responseUrlEnabled,
    initial_channel: id.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...menu,
    ...multi,
    initial_channels: z.array(id).optional(),
  }),
] as const;

/** Dates and times. */
export const pickers = [
  z.strictObject({
    type: z.literal('datepicker'),
    ...menu,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be written YYYY-MM-DD')
      .optional(),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/, 'must be written HH:mm')
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    action_id: actionId,
    confirm,
    ...focus,
    initial_date_time: z.int().optional(),
  }),
] as const;

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
