import fc from 'fast-check';
import { encodeCursor } from '../../../src/reviews/lists/list.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { HOME_LISTS } from '../../../src/slack/render/home/item.ts';
import { oddMetadata } from './form-parts.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { GUARDED_IDS, REVIEW_IDS } from './known-ids.ts';
import { event, interaction, person } from './people.ts';

/** Where a page begins: at a review of any person's, or anywhere. */
export const cursor: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, Date.now(), 999_999_999_999_999), fc.constantFrom(...REVIEW_IDS, ...GUARDED_IDS))
    .map(([at, id]) => encodeCursor({ at, id })),
  hostileText,
);

const list = fc.constantFrom(...HOME_LISTS);
const pages = fc.oneof(
  fc.constant(''),
  fc.tuple(list, cursor).map(([id, after]) => JSON.stringify({ [id]: after })),
  oddMetadata,
);
const viewOfHome = (metadata: string) => ({
  id: 'V1',
  type: 'home',
  private_metadata: metadata,
  blocks: [],
  state: { values: {} },
});

/** Somebody opens the home tab, turned to any page. */
export const home: fc.Arbitrary<Drawn> = fc.tuple(person, pages).map(([who, metadata]) => ({
  kind: 'home',
  expectsWords: true,
  body: event(who, {
    type: 'app_home_opened',
    user: who.userId,
    channel: 'D0ADA',
    tab: 'home',
    event_ts: '1',
    view: viewOfHome(metadata),
  }),
}));

const turn = fc.oneof(
  fc.tuple(list, fc.option(cursor)).map(([id, after]) => JSON.stringify({ list: id, after })),
  hostileText,
);

/** The buttons of the home tab. */
export const homeButton: fc.Arbitrary<Drawn> = fc
  .tuple(
    person,
    pages,
    turn,
    fc.constantFrom(ACTIONS.homeOlder, ACTIONS.homeNewest, ACTIONS.homeNewReview, ACTIONS.homeSearch),
  )
  .map(([who, metadata, value, action_id]) => ({
    kind: 'home button',
    expectsWords: true,
    body: {
      ...interaction(who),
      type: 'block_actions',
      container: { type: 'view', view_id: 'V1' },
      view: viewOfHome(metadata),
      actions: [{ type: 'button', action_id, block_id: 'b', action_ts: '1', value }],
    },
  }));
