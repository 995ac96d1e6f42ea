import * as z from 'zod';
import { SLACK_LIMITS } from '../limits.ts';

/** Text objects, confirmation dialogs and images: what blocks and elements are made of. */

export const text = (max: number) => z.string().min(1).max(max);
export const actionId = text(SLACK_LIMITS.actionId).optional();
export const url = text(SLACK_LIMITS.url).regex(/^(https?|mailto|slack):/, 'must be an absolute address');

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });

export const mrkdwnText = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)]);

export const style = z.enum(['primary', 'danger']).optional();

export const confirm = z
  .strictObject({
    title: plainText(SLACK_LIMITS.confirm.title).optional(),
    text: anyText(SLACK_LIMITS.confirm.text),
    confirm: plainText(SLACK_LIMITS.confirm.button).optional(),
    deny: plainText(SLACK_LIMITS.confirm.button).optional(),
    style,
  })
  .optional();

export const placeholder = plainText(SLACK_LIMITS.placeholder).optional();

export const imageSource = {
  alt_text: text(SLACK_LIMITS.imageAlt),
  image_url: url.optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
};

export const imageElement = z
  .strictObject({ type: z.literal('image'), ...imageSource })
  .refine((image) => (image.image_url === undefined) !== (image.slack_file === undefined), {
    message: 'needs one of image_url and slack_file',
  });
