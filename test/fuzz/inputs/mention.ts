import fc from 'fast-check';
import { hostileText, ping } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { HOME_CHANNEL, THREADS } from './known-ids.ts';
import { event, type Person, person } from './people.ts';

const asked = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  // Something that is answered with what was said, and something behind it that is not understood.
  { weight: 1, arbitrary: ping.map((odd) => `what if payload 30 MB ${odd.replace('<', '&lt;').replace('>', '&gt;')}`) },
);

/** The bot is spoken to, in a review's thread and elsewhere. Strangers speak in a channel with the same id. */
export const mention: fc.Arbitrary<Drawn> = fc
  .tuple(person, asked, fc.constantFrom(undefined, ...THREADS, '9.9'))
  .map(([who, text, thread_ts]) => mentionWith(who, text, thread_ts));

/** What somebody says to the bot, in a thread or beside one. */
export function mentionWith(who: Person, text: string, thread_ts: string | undefined): Drawn {
  return {
    kind: 'mention',
    expectsWords: true,
    body: event(who, {
      type: 'app_mention',
      user: who.userId,
      channel: HOME_CHANNEL,
      ts: '5.6',
      event_ts: '5.6',
      text: `<@U0BOT> ${text}`,
      ...(thread_ts !== undefined && { thread_ts }),
    }),
  };
}

/** Somebody writes in their own conversation with the bot. */
export const directMessage: fc.Arbitrary<Drawn> = fc
  .tuple(person, asked, fc.constantFrom(undefined, ...THREADS, '9.9'))
  .map(([who, text, thread_ts]) => ({
    kind: 'direct message',
    expectsWords: true,
    body: event(who, {
      type: 'message',
      channel_type: 'im',
      user: who.userId,
      channel: 'D0ADA',
      ts: '5.7',
      event_ts: '5.7',
      text,
      ...(thread_ts !== undefined && { thread_ts }),
    }),
  }));
