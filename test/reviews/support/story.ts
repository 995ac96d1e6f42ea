import type { TeamRules } from '../../../src/policy/team-rules.ts';
import type { ReviewAction, Standing } from '../../../src/reviews/action.ts';
import { decide } from '../../../src/reviews/decide.ts';
import type { History } from '../../../src/reviews/history.ts';
import type { NamedReview } from '../../../src/reviews/record.ts';
import { CT_SCANS } from '../../support/recommendations.ts';
import { reviewOf } from '../../support/reviews.ts';

export const ANA = 'U0ANA00001';
export const BEN = 'U0BEN00001';
export const CHEN = 'U0CHEN0001';
export const DINA = 'U0DINA0001';

export const PEOPLE: ReadonlyMap<string, string> = new Map([
  [ANA, 'ana'],
  [BEN, 'ben'],
  [CHEN, 'chen'],
  [DINA, 'dina'],
]);

export const RULES: TeamRules = {
  version: 'c3f7f86e',
  approvals: [{ name: 'expensive endpoints', count: 2, notRequester: true }],
  blockingMayBeAcceptedBy: [DINA],
};

/** 2026-11-24 10:00 UTC. */
const START = 1_795_514_400_000;
const HOUR = 60 * 60 * 1000;

type Act = readonly [byId: string, action: ReviewAction, standing?: Partial<Standing>];

/** A review, and all that happened to it. */
export interface Told {
  review: NamedReview;
  history: History;
}

/** A review after the actions of a team, an hour apart, and all that happened to it. Throws where one is refused. */
export function tell(acts: readonly Act[], first: NamedReview = proposed()): Told {
  let review = first;
  const revisions = [first.latest];
  const events: History['events'][number][] = [{ kind: 'created', actorId: first.requesterId, at: START, revision: 1 }];
  for (const [index, [userId, action, standing = {}]] of acts.entries()) {
    const decided = decide(review, action, { ...standing, userId, at: START + (index + 1) * HOUR });
    if (!decided.ok) throw new Error(`${action.kind} of ${userId}: ${JSON.stringify(decided.refusal)}`);
    review = { ...decided.review, neighbours: review.neighbours };
    events.push(...decided.events);
    if (review.latest !== revisions.at(-1)) revisions.push(review.latest);
  }
  return { review, history: { events, revisions } };
}

/** What Ana proposed. */
export function proposed(team?: TeamRules): NamedReview {
  const review = reviewOf(CT_SCANS);
  return { ...review, latest: { ...review.latest, ...(team && { team }) } };
}
