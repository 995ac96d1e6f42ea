import fc from 'fast-check';
import { SHORTCUTS } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { HOME_CHANNEL, THREADS } from './known-ids.ts';
import { interaction, person } from './people.ts';

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
      const isOnMessage = id !== SHORTCUTS.newReview && !isGlobal;
      const message = {
        type: 'message',
        user: who.userId,
        ts: '3.4',
        thread_ts,
        ...(text !== null && { text }),
      };
      const channel = id === SHORTCUTS.raiseConcern ? HOME_CHANNEL : who.channelId;
      return {
        kind: 'shortcut',
        expectsWords: true,
        body: {
          ...interaction(who),
          type: isOnMessage ? 'message_action' : 'shortcut',
          callback_id: isOnMessage || id === SHORTCUTS.newReview ? id : 'shortcut_2019',
          action_ts: '1',
          ...(isOnMessage && { channel: { id: channel, name: 'ml' }, message, message_ts: '3.4' }),
        },
      };
    }),
);
