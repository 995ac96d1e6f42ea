import fc from 'fast-check';
import { EVENTS } from '../../../src/slack/ids.ts';
import type { Drawn } from './input.ts';
import { STRANGER } from './known-ids.ts';
import { event, person } from './people.ts';

/** The stranger's team takes the app out, or somebody's token is revoked: what is another team's stays. */
export const leaving: fc.Arbitrary<Drawn> = fc
  .tuple(
    person,
    fc.constantFrom({ type: EVENTS.uninstalled }, { type: EVENTS.tokensRevoked, tokens: { oauth: ['U0BEN'] } }),
  )
  .map(([who, inner]) => ({
    kind: 'leaving',
    expectsWords: false,
    body: event({ ...who, teamId: STRANGER }, inner),
  }));
