import * as z from 'zod';
import { SLACK_LIMITS } from '../../limits.ts';
import { anyOption, INITIAL_NOT_OFFERED, initialIsOffered, overflowOption } from '../options.ts';
import { actionId, confirm } from '../text-objects.ts';
import { focus } from './shared-fields.ts';

/** What shows all its options, or a few of them behind three dots. */

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
