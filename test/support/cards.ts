import fc from 'fast-check';
import type { ReviewCard } from '../../src/slack/render/card.ts';
import { anyRecommendation, CT_SCANS, cardOf, HOSTILE_WORDS } from './recommendations.ts';

/** 2026-11-25 10:00 UTC. */
const NEXT_DAY = 1_795_600_800_000;
const BEN = 'U0BEN00001';
const DEED = { byId: BEN, at: NEXT_DAY };
const DECISION = { ...DEED, option: 'asynchronous', own: false, despiteConcerns: [] } as const;

const CONCERNS: ReviewCard['concerns'] = [
  { id: 1, text: 'Who wakes it <!channel> at night?', raised: { byId: BEN, at: NEXT_DAY }, resolved: null },
  { id: 2, text: 'Is 1 GB enough?', raised: DEED, resolved: { ...DEED, note: 'Yes' } },
];

/** One card for each state that a review can be in, and for what can be said of it. */
export const CARDS: Readonly<Record<string, ReviewCard>> = {
  proposed: cardOf(CT_SCANS),
  'asked-of-somebody': cardOf(CT_SCANS, { deciderId: BEN, decideBy: '2026-11-30', revision: 2, revisedBy: BEN }),
  doubted: cardOf(CT_SCANS, { concerns: CONCERNS }),
  accepted: cardOf(CT_SCANS, {
    state: 'accepted',
    since: { ...DEED, reason: null },
    decision: { ...DECISION, own: true, despiteConcerns: [1] },
    concerns: CONCERNS,
    endpoint: 'ct-scans-prod',
  }),
  overridden: cardOf(CT_SCANS, {
    state: 'overridden',
    since: { ...DEED, reason: 'We tile the scans & <more>' },
    decision: { ...DECISION, option: 'real-time' },
  }),
  withdrawn: cardOf(CT_SCANS, { state: 'withdrawn', since: { ...DEED, reason: 'Not this year' } }),
  reopened: cardOf(CT_SCANS, { since: { ...DEED, reason: null } }),
  superseded: cardOf(CT_SCANS, {
    state: 'superseded',
    since: { ...DEED, reason: null },
    decision: DECISION,
    supersededBy: { name: 'ct-scans <v2>' },
    supersedes: { name: 'ct-scans of 2025' },
  }),
};

const anyWords = fc.oneof(
  fc.constantFrom(...HOSTILE_WORDS),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1000 }),
  fc.constantFrom('&', '字').map((character) => character.repeat(1000)),
);
const anyDeed = fc.record({ byId: fc.constant(BEN), at: fc.integer({ min: 0, max: 4_000_000_000_000 }) });
const anyConcern = fc.record({
  text: anyWords,
  raised: anyDeed,
  resolved: fc.option(fc.tuple(anyDeed, anyWords).map(([deed, note]) => ({ ...deed, note }))),
});

/** Any card that the types allow, with words that people might type. */
export const anyCard: fc.Arbitrary<ReviewCard> = fc
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
        option: fc.constantFrom('real-time', 'serverless', 'asynchronous', 'batch-transform'),
        own: fc.boolean(),
        despiteConcerns: fc.array(fc.integer({ min: 1 }), { maxLength: 5 }),
      }),
    ),
    deciderId: fc.option(fc.constant(BEN)),
    decideBy: fc.option(fc.constant('2026-11-30')),
    endpoint: fc.option(fc.string({ minLength: 1, maxLength: 200 })),
    supersedes: fc.option(anyWords.map((name) => ({ name }))),
    supersededBy: fc.option(anyWords.map((name) => ({ name }))),
    revision: fc.integer({ min: 1, max: 99_999 }),
  })
  .map(({ recommendation, ...more }) => cardOf(recommendation, more));
