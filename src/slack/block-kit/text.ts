import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { SLACK_LIMITS } from './limits.ts';

/**
 * Goes with every message, so that Slack makes no links and mentions of what people typed. Without `parse: none` it links
 * bare addresses in a message's text (docs.slack.dev/reference/methods/chat.postMessage#formatting).
 */
export const AS_WRITTEN = { parse: 'none', link_names: false } as const;

/** At most `max` UTF-16 units of `text`, never half a character; what was cut shows as "…". */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Words of people for mrkdwn: `&`, `<` and `>` are Slack's only control characters
 * (docs.slack.dev/messaging/formatting-message-text#escaping), so no mention or link can come of them; `*` and `_` may
 * still format. Use it with {@link mrkdwn}, whose `verbatim` keeps Slack from linking addresses, `@here` or `#general`
 * by itself (docs.slack.dev/reference/block-kit/composition-objects/text-object).
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A plain text object of at most `max` characters. Slack refuses an empty one, so the caller never passes ''. */
export function plain(text: string, max: number = SLACK_LIMITS.textObject): PlainTextElement {
  return { type: 'plain_text', text: clip(text, max) };
}

/**
 * A mrkdwn text object. `verbatim`: Slack turns nothing into mentions or links by itself. It is not clipped, because a cut
 * may fall inside `<…>`: clip people's words before escaping them.
 */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** A link as mrkdwn writes it. The address must be ours; a `|` in the label would end it, so it becomes "¦". */
export function link(url: string, label: string): string {
  const address = url.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return `<${address}|${escapeMrkdwn(label).replaceAll('|', '¦')}>`;
}
