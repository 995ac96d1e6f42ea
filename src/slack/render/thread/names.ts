import type { Message } from '../message.ts';
import { escapeWithin, link } from '../mrkdwn.ts';

// An answer names people as text: a mention would notify them of a question that somebody else asked.

const MENTION = /<@([UW][A-Z0-9]{1,30})>/g;

const NAME_MAX = 80;

/** The people whom a message mentions, apart from the bot. */
export function mentionedIn(message: Message, botUserId: string): string[] {
  const ids = [...JSON.stringify(message).matchAll(MENTION)].map(([, id = '']) => id);
  return [...new Set(ids)].filter((id) => id !== botUserId);
}

/** The same message with names in place of mentions; somebody whose name isn't known is a link to their profile. */
export function withNames(
  message: Message,
  names: ReadonlyMap<string, string>,
  { botUserId, teamUrl }: { botUserId: string; teamUrl: string },
): Message {
  const named = (text: string) =>
    text.replace(MENTION, (mention, id: string) => {
      if (id === botUserId) return mention;
      const name = names.get(id);
      return name === undefined ? link(`${teamUrl}team/${id}`, id) : escapeWithin(name, NAME_MAX);
    });
  return { ...message, text: named(message.text), blocks: everyText(message.blocks, named) as Message['blocks'] };
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
