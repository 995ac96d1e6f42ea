import * as z from 'zod';
import { SLACK_LIMITS } from '../../limits.ts';
import {
  hasOneOptionSource,
  INITIAL_NOT_OFFERED,
  initialIsOffered,
  ONE_OPTION_SOURCE,
  optionGroup,
  plainOption,
} from '../options.ts';
import { text } from '../text-objects.ts';
import { menu } from './shared-fields.ts';

/** Menus with options of their own, and those that Slack fills with people and channels. */

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
