import fc from 'fast-check';
import { SHORTCUTS } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { HOME_CHANNEL, THREADS } from './known-ids.ts';
import { type Body, interaction, type Person, person } from './people.ts';

/** A shortcut, from anywhere or on a message, in a review's thread and elsewhere. */
export const shortcut: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .tuple(
      fc.constantFrom(...Object.values(SHORTCUTS), 'shortcut_2019'),
      fc.option(hostileText),
      fc.boolean(),
      fc.constantFrom(...THREADS),
    )
    .map(([id, text, isGlobal, thread_ts]) => {
      if (id !== SHORTCUTS.newReview && !isGlobal) return onMessageWith(who, id, text, thread_ts);
      return shortcutOf(who, {
        type: 'shortcut',
        callback_id: id === SHORTCUTS.newReview ? id : 'shortcut_2019',
      });
    }),
);

/** A shortcut on a message with a text, or with none. */
export function onMessageWith(who: Person, id: string, text: string | null, thread_ts?: string): Drawn {
  return shortcutOf(who, {
    type: 'message_action',
    callback_id: id,
    channel: { id: id === SHORTCUTS.raiseConcern ? HOME_CHANNEL : who.channelId, name: 'ml' },
    message: { type: 'message', user: who.userId, ts: '3.4', thread_ts, ...(text !== null && { text }) },
    message_ts: '3.4',
  });
}

const shortcutOf = (who: Person, body: Body): Drawn => ({
  kind: 'shortcut',
  expectsWords: true,
  body: { ...interaction(who), action_ts: '1', ...body },
});
