import { withoutBidiControls } from '../../wording/text.ts';

/** Slack's `<@U1|name>`, `<#C1|name>`, `<http://…|label>` and their like (docs.slack.dev/messaging/formatting-message-text). */
const REFERENCE = /<([^<>|]*)(?:\|([^<>]*))?>/g;

/** A message's text as it was typed: without Slack's escapes and references, and without the bot's name. */
export function plainWords(text: string, botUserId: string): string {
  return withoutBidiControls(text)
    .replace(REFERENCE, (_, target: string, label: string | undefined) => {
      if (target === `@${botUserId}`) return ' ';
      return label ?? (/^[@#!]/.test(target) ? ' ' : target);
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
