import { buildRaiseConcern, buildResolveConcern } from '../decide/build-concern-dialogs.ts';
import { buildOverride } from '../decide/build-override.ts';
import { buildDecider, buildEndpoint, buildReopen, buildWithdraw } from '../decide/build-standing-dialogs.ts';
import { mention } from '../message/mention.ts';
import { openConcernsOf, type ReviewCard } from '../message/review-card.ts';
import { when } from '../message/when.ts';
import type { ReviewDialog } from './review-dialogs.ts';

/** The dialogs of a review. A probe is any action of the kind; its words do not matter. */
export const DIALOGS = {
  raiseConcern: { probe: { kind: 'raise-concern', text: '?' }, build: (card) => buildRaiseConcern(card) },
  resolveConcern: {
    probe: { kind: 'resolve-concern', concernId: 0, note: '?' },
    build: (card) => (openConcernsOf(card).length > 0 ? buildResolveConcern(card) : { text: noConcernLeft(card) }),
  },
  override: { probe: { kind: 'override', option: 'real-time', reason: '?' }, build: buildOverride },
  withdraw: { probe: { kind: 'withdraw' }, build: buildWithdraw },
  reopen: { probe: { kind: 're-open' }, build: buildReopen },
  decider: { probe: { kind: 'set-decider', userId: null }, build: buildDecider },
  endpoint: { probe: { kind: 'note-endpoint', endpoint: null }, build: buildEndpoint },
} as const satisfies Record<string, ReviewDialog>;

function noConcernLeft({ concerns }: ReviewCard): string {
  const resolved = concerns.flatMap((concern) => (concern.resolved === null ? [] : [concern.resolved]));
  const [last] = resolved.toSorted((one, other) => other.at - one.at);
  return last === undefined
    ? 'No concern is open.'
    : `No concern is open any more: ${mention(last.byId)} resolved the last one ${when(last.at)}.`;
}
