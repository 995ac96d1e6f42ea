import fc from 'fast-check';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { onMessage, person } from './people.ts';

const ITEMS = ['override', 'decider', 'withdraw', 're-open', 'supersede', 'export-adr'];

/** A choice in the menu of a review's message. */
export const menu: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...ITEMS).map((item) => `${item}:${who.reviewId}`) },
      { weight: 1, arbitrary: hostileText },
    )
    .map((value) => ({
      kind: 'menu',
      expectsWords: true,
      body: onMessage(who, { type: 'overflow', action_id: ACTIONS.more, selected_option: { value } }),
    })),
);
