import { SLACK_LIMITS } from '../limits.ts';
import type { Message } from '../message.ts';
import { escapeWithin, link } from '../mrkdwn.ts';

// An answer names people as text: a mention would notify them of a question that somebody else asked.

const MENTION = /<@([UW][A-Z0-9]{1,30})>/g;
const NAME_MAX = 80;

export function mentionedIn(message: Message, botUserId: string): string[] {
  const ids = [...JSON.stringify(message).matchAll(MENTION)].map(([, id = '']) => id);
  return [...new Set(ids)].filter((id) => id !== botUserId);
}

/**
 * The same message with names in place of mentions; somebody whose name isn't known is a link to their profile. One that would be too
 * long for Slack has names as short as the mentions were.
 */
export function withNames(
  message: Message,
  names: ReadonlyMap<string, string>,
  { botUserId, teamUrl }: { botUserId: string; teamUrl: string },
): Message {
  const named = (text: string, isShort: boolean) =>
    text.replace(MENTION, (mention, id: string) => {
      if (id === botUserId) return mention;
      const name = names.get(id);
      if (name !== undefined) return escapeWithin(name, isShort ? mention.length : NAME_MAX);
      return isShort ? id : link(`${teamUrl}team/${id}`, id);
    });
  const lengths: number[] = [];
  const whole = everyText(message.blocks, (text) => {
    const written = named(text, false);
    lengths.push(written.length);
    return written;
  });
  const isTooLong =
    lengths.some((length) => length > SLACK_LIMITS.sectionText) ||
    lengths.reduce((sum, length) => sum + length, 0) > SLACK_LIMITS.message.blockText;
  const blocks = isTooLong ? everyText(message.blocks, (text) => named(text, true)) : whole;
  return { ...message, text: named(message.text, isTooLong), blocks: blocks as Message['blocks'] };
}

/** The same value with a change of every `text` in it. */
function everyText(value: unknown, change: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => everyText(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => {
    return [key, key === 'text' && typeof one === 'string' ? change(one) : everyText(one, change)];
  });
  return Object.fromEntries(entries);
}
