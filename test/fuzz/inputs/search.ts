import fc from 'fast-check';
import { ACTIONS, VIEWS } from '../../../src/slack/ids.ts';
import { SEARCH_BLOCK, SEARCH_INPUT } from '../../../src/slack/render/home/home.ts';
import { oddMetadata } from './form-parts.ts';
import { cursor } from './home-tab.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { SEARCHED } from './known-ids.ts';
import { interaction, person, viewOf } from './people.ts';

const SEARCH_BLOCKS = [{ type: 'input', block_id: SEARCH_BLOCK }];

/** Words by which something is found, and any others. */
const searched = fc.oneof(fc.constantFrom(SEARCHED, SEARCHED.slice(0, 4), `${SEARCHED} review`), hostileText);
const stateOf = (value: string) => ({ [SEARCH_BLOCK]: { [SEARCH_INPUT]: { value } } });

const submitted: fc.Arbitrary<Drawn> = fc.tuple(person, searched).map(([who, words]) => ({
  kind: 'search',
  expectsWords: false,
  body: {
    ...interaction(who),
    type: 'view_submission',
    view: viewOf(VIEWS.search, '', stateOf(words), SEARCH_BLOCKS),
  },
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
