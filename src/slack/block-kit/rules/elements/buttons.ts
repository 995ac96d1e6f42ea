import * as z from 'zod';
import { SLACK_LIMITS } from '../../limits.ts';
import { actionId, confirm, plainText, style, text, url } from '../text-objects.ts';

/** What is pressed. */

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
