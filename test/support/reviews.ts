import fc from 'fast-check';
import type { TeamRules } from '../../src/policy/team-rules.ts';
import type { Recommendation } from '../../src/recommender/index.ts';
import type { History } from '../../src/reviews/history.ts';
import type { NamedReview, Revision } from '../../src/reviews/record.ts';
import type { TeamAround } from '../../src/slack/outbox/answer-question.ts';
import { anyRecommendation, CT_SCANS, HOSTILE_WORDS } from './recommendations.ts';

/** 2026-11-24 10:00 UTC. */
const CREATED_AT = 1_795_514_400_000;

/** A review of a recommendation: proposed, and nothing has happened to it, unless told. */
export function reviewOf(
  recommendation: Recommendation,
  { revision = 1, authorId, ...more }: Partial<NamedReview & Pick<Revision, 'revision' | 'authorId'>> = {},
): NamedReview {
  const requesterId = 'U0ANA00001';
  return {
    id: 'review-1',
    teamId: 'T0ACME0001',
    requesterId,
    state: 'proposed',
    since: { byId: requesterId, at: CREATED_AT, reason: null },
    version: revision,
    latest: {
      revision,
      workload: recommendation.workload,
      recommendation,
      factsVersion: recommendation.facts.version,
      authorId: authorId ?? requesterId,
      createdAt: CREATED_AT,
    },
    concerns: [],
    approvals: [],
    candidate: null,
    decision: null,
    revisitOn: null,
    deciderId: null,
    decideBy: null,
    endpoint: null,
    supersedes: null,
    supersededBy: null,
    neighbours: { supersedes: null, supersededBy: null },
    isPublic: true,
    createdAt: CREATED_AT,
    ...more,
  };
}

/** What happened to a review of which only the creation is told. */
export function historyOf({ requesterId, createdAt, latest }: NamedReview): History {
  return { events: [{ kind: 'created', actorId: requesterId, at: createdAt, revision: 1 }], revisions: [latest] };
}

/** Nothing is known of the team, and nothing has happened to the review since. */
export const NO_TEAM: TeamAround = {
  history: async () => ({ events: [], revisions: [] }),
  deciders: 'channel',
  group: async () => null,
  handles: async () => new Map(),
  lookAgain: async () => ({ text: 'As decided.', blocks: [] }),
  tags: async () => ({}),
};

/** 2026-11-25 10:00 UTC. */
const NEXT_DAY = 1_795_600_800_000;
const BEN = 'U0BEN00001';
const DEED = { byId: BEN, at: NEXT_DAY };
// biome-ignore format: a fixture in few lines.
const DECISION = { ...DEED, kind: 'accepted', option: 'asynchronous', revision: 1, reason: null, own: false, despiteConcerns: [] } as const;

// biome-ignore format: a fixture in few lines.
const CONCERNS: NamedReview['concerns'] = [
  { id: 1, text: 'Who wakes it <!channel> at night?', blocking: false, raised: { byId: BEN, at: NEXT_DAY }, resolved: null },
  { id: 2, text: 'Is 1 GB enough?', blocking: false, raised: DEED, resolved: { ...DEED, note: 'Yes' } },
];

/** A review in each state that it can be in, and with each thing that can be said of it. */
// biome-ignore format: a fixture in few lines.
export const REVIEWS: Readonly<Record<string, NamedReview>> = {
  proposed: reviewOf(CT_SCANS),
  'asked-of-somebody': reviewOf(CT_SCANS, { deciderId: BEN, decideBy: '2026-11-30', revision: 2, authorId: BEN }),
  doubted: reviewOf(CT_SCANS, { concerns: CONCERNS }),
  accepted: reviewOf(CT_SCANS,
    { state: 'accepted', since: { ...DEED, reason: null }, decision: { ...DECISION, own: true, despiteConcerns: [1] }, concerns: CONCERNS,
      endpoint: 'ct-scans-prod' }),
  overridden: reviewOf(CT_SCANS,
    { state: 'overridden', since: { ...DEED, reason: 'We tile the scans & <more>' },
      decision: { ...DECISION, kind: 'overridden', option: 'real-time', reason: 'We tile the scans & <more>' } }),
  withdrawn: reviewOf(CT_SCANS, { state: 'withdrawn', since: { ...DEED, reason: 'Not this year' } }),
  reopened: reviewOf(CT_SCANS, { since: { ...DEED, reason: null } }),
  superseded: reviewOf(CT_SCANS,
    { state: 'superseded', since: { ...DEED, reason: null }, decision: DECISION,
      neighbours: { supersedes: { name: 'ct-scans of 2025', url: null },
        supersededBy: { name: 'ct-scans <v2>', url: 'https://acme.slack.com/archives/C0123/p1795600800000100' } } }),
};

const anyWords = fc.oneof(
  fc.constantFrom(...HOSTILE_WORDS),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1000 }),
  fc.constantFrom('&', '字').map((character) => character.repeat(1000)),
);
const anyDeed = fc.record({ byId: fc.constant(BEN), at: fc.integer({ min: 0, max: 4_000_000_000_000 }) });
const anyConcern = fc.record({
  text: anyWords,
  blocking: fc.boolean(),
  raised: anyDeed,
  resolved: fc.option(fc.tuple(anyDeed, anyWords).map(([deed, note]) => ({ ...deed, note }))),
});

const anyNeighbour = fc.option(
  fc.record({ name: anyWords, url: fc.option(fc.constant('https://acme.slack.com/archives/C0123/p1795600800000100')) }),
);

/** Two approvals of the architects for anything, and a lead who may decide despite blocking concerns. */
// biome-ignore format: a fixture in few lines.
export const TEAM_RULES: TeamRules = { version: 'a1b2c3d4',
  approvals: [{ name: 'expensive endpoints', when: { monthlyUsdOver: 1 }, count: 2, from: ['S0ARCH', 'U0LEAD'], notRequester: true }],
    blockingMayBeAcceptedBy: ['U0LEAD'], revisitAfterDays: 90 };

/** Any review that the types allow, with words that people might type. */
export const anyReview: fc.Arbitrary<NamedReview> = fc
  .record({
    recommendation: anyRecommendation,
    state: fc.constantFrom('proposed', 'accepted', 'overridden', 'withdrawn', 'superseded'),
    since: fc.tuple(anyDeed, fc.option(anyWords)).map(([deed, reason]) => ({ ...deed, reason })),
    concerns: fc
      .array(anyConcern, { maxLength: 120 })
      .map((some) => some.map((one, index) => ({ id: index + 1, ...one }))),
    decision: fc.option(
      fc.record({
        byId: fc.constant(BEN),
        at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        kind: fc.constantFrom('accepted', 'overridden'),
        revision: fc.integer({ min: 1, max: 99_999 }),
        reason: fc.option(anyWords),
        option: fc.constantFrom('real-time', 'serverless', 'asynchronous', 'batch-transform'),
        own: fc.boolean(),
        despiteConcerns: fc.array(fc.integer({ min: 1 }), { maxLength: 5 }),
      }),
    ),
    approvals: fc.array(
      anyDeed.map((deed) => ({ ...deed, rules: ['expensive endpoints'] })),
      { maxLength: 3 },
    ),
    candidate: fc.option(
      fc.record({
        byId: fc.constant(BEN),
        at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        option: fc.constantFrom('real-time', 'serverless', 'asynchronous', 'batch-transform'),
        reason: anyWords,
      }),
    ),
    revisitOn: fc.option(fc.constant('2027-02-27')),
    team: fc.option(fc.constant(TEAM_RULES)),
    deciderId: fc.option(fc.constant(BEN)),
    decideBy: fc.option(fc.constant('2026-11-30')),
    endpoint: fc.option(fc.string({ minLength: 1, maxLength: 200 })),
    neighbours: fc.record({ supersedes: anyNeighbour, supersededBy: anyNeighbour }),
    revision: fc.integer({ min: 1, max: 99_999 }),
  })
  .map(({ recommendation, team, ...more }) => {
    const review = reviewOf(recommendation, more);
    return team === null ? review : { ...review, latest: { ...review.latest, team } };
  });
