import { withoutBidiControls } from '../../wording/tidy.ts';

/** Slack's `<@U1|name>`, `<#C1|name>`, `<http://…|label>` and their like (docs.slack.dev/messaging/formatting-message-text). */
const REFERENCE = /<([^<>|]*)(?:\|([^<>]*))?>/g;
const STYLE = /[`*~]/g;

/** What somebody said to the bot, as plain words: without its name, Slack's escapes and styles. */
export function mentionWords(text: string, botUserId: string): string {
  return withoutBidiControls(text)
    .replace(REFERENCE, (_, target: string, label: string | undefined) => {
      if (target === `@${botUserId}`) return ' ';
      return label ?? (/^[@#!]/.test(target) ? ' ' : target);
    })
    .replace(STYLE, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/ {2,}/g, ' ')
    .trim();
}
