import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { isGroup } from '../../policy/team-rules.ts';
import { formatNumber, type Reason, type Source } from '../../recommender/index.ts';
import type { Neighbour } from '../../reviews/record.ts';
import { FORMER_MEMBER, FORMER_MEMBER_WORDS, oneLine, withoutBidiControls } from '../../wording/text.ts';
import { SLACK_LIMITS } from './limits.ts';

// Renders data as Block Kit. Calls nothing and stores nothing.

/**
 * Arguments for every message, so that Slack turns nothing that people typed into links or mentions. Without `parse: none` it
 * links bare addresses in the text (docs.slack.dev/reference/methods/chat.postMessage#formatting).
 */
export const AS_WRITTEN = { parse: 'none', link_names: false } as const;

/** The same of a new post, beside which Slack shows no pages that are linked. */
export const POSTED_AS_WRITTEN = { ...AS_WRITTEN, unfurl_links: false, unfurl_media: false } as const;

/** Cuts a text to `max` UTF-16 units, at a character, with "…" at the end. `written`: the form in which these count. */
export function clip(text: string, max: number, written = (part: string): string => part): string {
  if (written(text).length <= max) return text;
  let [kept, length] = ['', 0];
  for (const character of text) {
    length += written(character).length;
    if (length > max - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Escapes people's words for mrkdwn. `&`, `<` and `>` are Slack's only control characters
 * (docs.slack.dev/messaging/formatting-message-text#escaping), so the words can't contain mentions or links; `*` and `_` may
 * still format. Use it with {@link mrkdwn}, whose `verbatim` keeps Slack from linking addresses, `@here` or `#general`
 * (docs.slack.dev/reference/block-kit/composition-objects/text-object).
 */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A plain text object of at most `max` characters. Slack refuses an empty one, so the caller never passes ''. */
export const plain = (text: string, max: number = SLACK_LIMITS.textObject): PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, max),
});

/**
 * A mrkdwn text object. `verbatim`: Slack adds no mentions or links. Not clipped, because a cut may fall inside `<…>`: clip
 * people's words before escaping them.
 */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** A link in mrkdwn. The address must be trusted. Replaces `|` in the label, which would end it, with "¦". */
export function link(url: string, label: string): string {
  const address = url.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return `<${address}|${escapeMrkdwn(label).replaceAll('|', '¦')}>`;
}

const BREAKS = /[\r\n\u2028\u2029]+/g;

/** Escapes words for one line of mrkdwn, cut to `max` escaped characters, with "…" at the end. */
export const escapeWithin = (text: string, max: number): string =>
  escapeMrkdwn(clip(text.replace(BREAKS, ' '), max, escapeMrkdwn));

const ROOM_FOR_REST = 30;

/**
 * Joins lines to a text of at most `max` characters. Keeps whole lines, because a cut may fall inside a link, and counts the
 * rest in a last line.
 */
export function joinLines(lines: readonly string[], max: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > max - ROOM_FOR_REST) break;
    kept.push(line);
    length += line.length + 1;
  }
  const rest = lines.length - kept.length;
  return rest === 0 ? kept.join('\n') : [...kept, `… and ${formatNumber(rest)} more`].join('\n');
}

/** The first of several, and how many more there are. */
export const firstOf = (items: readonly string[], max: number, more = (rest: number) => `${rest} more`): string[] =>
  items.length <= max ? [...items] : [...items.slice(0, max), more(items.length - max)];

const USER_ID = /^[UWB][A-Z0-9]{1,30}$/;
const SHOWN_MAX = 40;

/** Mentions a person by id, so that Slack shows their current name. Other texts are shown as they are. */
export function mention(userId: string): string {
  if (userId === FORMER_MEMBER) return FORMER_MEMBER_WORDS;
  return USER_ID.test(userId) ? `<@${userId}>` : escapeWithin(userId, SHOWN_MAX);
}

/** Mentions a person or a user group (docs.slack.dev/messaging/formatting-message-text#mentioning-groups). */
export const mentionAny = (id: string): string => (isGroup(id) ? `<!subteam^${id}>` : mention(id));

/** Mentions a person at the start of a sentence. */
export function mentionFirst(userId: string): string {
  const shown = mention(userId);
  return userId === FORMER_MEMBER ? `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)}` : shown;
}

/** Whether Slack can notify somebody by an id. */
export const canBeMentioned = (id: string): boolean => USER_ID.test(id) || isGroup(id);

/**
 * A time that Slack shows in each reader's time zone, with UTC as a fallback
 * (docs.slack.dev/messaging/formatting-message-text#date-formatting). `at`: milliseconds since 1970.
 */
export function when(at: number): string {
  const universal = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time}|${universal}>`;
}

/** Writes a date such as `2026-11-30` unambiguously: "30 November 2026". */
export function dayWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    date,
  );
}

/** Writes a date such as `2026-12-04` as something to keep: "Friday, December 4", with its year unless that is `now`'s. */
export function deadlineWords(day: string, now: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const isThisYear = date.getUTCFullYear() === new Date(now).getUTCFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...year,
    timeZone: 'UTC',
  }).format(date);
}

/** The permalink of a message, without a call to `chat.getPermalink` for each. `teamUrl` ends in a slash. */
export function permalink(teamUrl: string, { channelId, messageTs }: { channelId: string; messageTs: string }): string {
  return `${teamUrl}archives/${channelId}/p${messageTs.replace('.', '')}`;
}

const NEIGHBOUR_MAX = 80;

/** Another review by its name: as a link to its message, or in quotes where it isn't posted. */
export const neighbourWords = ({ name, url }: Neighbour): string =>
  url === null ? `“${escapeWithin(name, NEIGHBOUR_MAX)}”` : link(url, clip(oneLine(name), NEIGHBOUR_MAX));

const TEXT_MAX = 400;
const LABEL_MAX = 60;
const ADDRESS_MAX = 500;

/** "The payload is 500 MB; Serverless Inference takes 4 MB at most. (Serverless Inference)", the brackets as a link. */
export function reasonLine(
  { text, source }: Pick<Reason, 'text' | 'source'>,
  { max = TEXT_MAX, page = source && pageName(source) }: { max?: number; page?: string | undefined } = {},
): string {
  const sentence = escapeWithin(text, max);
  return source && source.url.length <= ADDRESS_MAX ? `${sentence} (${link(source.url, page ?? '')})` : sentence;
}

/** The page's name without its guide: every source in a review is from AWS. */
export function pageName({ title }: Source): string {
  const guide = title.lastIndexOf(', ');
  return clip(guide > 0 ? title.slice(0, guide) : title, LABEL_MAX);
}

const CHANNEL_ID = /^[CG][A-Z0-9]{1,30}$/;

/** A channel as a link in mrkdwn; "that conversation" for a direct message. */
export const channelWords = (channelId: string): string =>
  CHANNEL_ID.test(channelId) ? `<#${channelId}>` : 'that conversation';

/** Slack's `<@U1|name>`, `<#C1|name>`, `<http://…|label>` and similar (docs.slack.dev/messaging/formatting-message-text). */
const REFERENCE = /<([^<>|]*)(?:\|([^<>]*))?>/g;

/** Returns a message's text as typed, without Slack's escapes and references, and without the bot's name. */
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
