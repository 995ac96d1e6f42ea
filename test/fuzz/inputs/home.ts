import fc from 'fast-check';
import { encodeCursor } from '../../../src/reviews/lists/list.ts';
import { ACTIONS, VIEWS } from '../../../src/slack/ids.ts';
import { SEARCH_BLOCK, SEARCH_INPUT } from '../../../src/slack/render/home/home.ts';
import { HOME_LISTS } from '../../../src/slack/render/home/item.ts';
import { oddMetadata } from './form.ts';
import { hostileText } from './hostile.ts';
import { type Drawn, event, GUARDED_IDS, interaction, person, REVIEW_IDS, SEARCHED, viewOf } from './payload.ts';

/** Where a page begins: at a review of any person's, or anywhere. */
const cursor: fc.Arbitrary<string> = fc.oneof(
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
    fc.constantFrom(`${ACTIONS.homeTurn}:Older`, `${ACTIONS.homeTurn}:Newest`, ACTIONS.fillForm, ACTIONS.homeSearch),
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

const SEARCH_BLOCKS = [{ type: 'input', block_id: SEARCH_BLOCK }];

/** Words by which something is found, and any others. */
const searched = fc.oneof(fc.constantFrom(SEARCHED, SEARCHED.slice(0, 4), `${SEARCHED} review`), hostileText);
const stateOf = (value: string) => ({ [SEARCH_BLOCK]: { [SEARCH_INPUT]: { value } } });

const submitted: fc.Arbitrary<Drawn> = fc.tuple(person, searched).map(([who, words]) => ({
  kind: 'search',
  expectsWords: false,
  body: { ...interaction(who), type: 'view_submission', view: viewOf(VIEWS.search, '', stateOf(words), SEARCH_BLOCKS) },
}));

/** "Older", from any place in anybody's list. */
const older: fc.Arbitrary<Drawn> = fc
  .tuple(
    person,
    fc.oneof(
      searched.map((words) => JSON.stringify({ words })),
      oddMetadata,
    ),
    cursor,
  )
  .map(([who, metadata, value]) => ({
    kind: 'search',
    expectsWords: true,
    body: {
      ...interaction(who),
      type: 'block_actions',
      container: { type: 'view', view_id: 'V0' },
      view: viewOf(VIEWS.search, metadata, {}, SEARCH_BLOCKS),
      actions: [{ type: 'button', action_id: ACTIONS.searchOlder, block_id: 'search_pages', action_ts: '1', value }],
    },
  }));

/** The search by name, and its next page. */
export const search: fc.Arbitrary<Drawn> = fc.oneof(submitted, older);
