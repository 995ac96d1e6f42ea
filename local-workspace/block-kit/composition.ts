import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';

/** What blocks and elements are made of: texts, confirmation dialogs, images and options. */

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

const described = {
  value: text(SLACK_LIMITS.option.value),
  description: plainText(SLACK_LIMITS.option.description).optional(),
};

export const plainOption = z.strictObject({ text: plainText(SLACK_LIMITS.option.text), ...described });

/** Radio buttons and checkboxes alone may use mrkdwn. */
export const anyOption = z.strictObject({
  text: anyText(SLACK_LIMITS.option.text),
  value: described.value,
  description: anyText(SLACK_LIMITS.option.description).optional(),
});

/** Only an overflow menu's options may open an address. */
export const overflowOption = z.strictObject({
  text: plainText(SLACK_LIMITS.option.text),
  ...described,
  url: text(SLACK_LIMITS.option.url).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(SLACK_LIMITS.optionGroups.label),
  options: z.array(plainOption).min(1).max(SLACK_LIMITS.options.select),
});

interface Choice {
  options?: unknown[] | undefined;
  option_groups?: { options: unknown[] }[] | undefined;
  initial_option?: unknown;
  initial_options?: unknown[] | undefined;
}

/** Slack wants an initial option to equal, in all its parts, one that is offered. */
export function initialIsOffered(element: Choice): boolean {
  const offered = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  const initial = [...(element.initial_options ?? [])];
  if (element.initial_option !== undefined) initial.push(element.initial_option);
  return initial.every((option) => offered.some((other) => isDeepStrictEqual(other, option)));
}

export const INITIAL_NOT_OFFERED = { message: 'has an initial option that is not exactly one of its options' };

/** A static menu has either options or groups of them. */
export function hasOneOptionSource(element: Choice): boolean {
  return (element.options === undefined) !== (element.option_groups === undefined);
}

export const ONE_OPTION_SOURCE = { message: 'needs one of options and option_groups' };
