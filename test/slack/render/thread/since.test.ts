import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import type { Calibration } from '../../../../src/account/calibration/compare.ts';
import type { OptionCost, Recommendation } from '../../../../src/recommender/index.ts';
import type { Review } from '../../../../src/reviews/record.ts';
import { compareWithToday } from '../../../../src/reviews/replay/compare-with-today.ts';
import {
  buildSince,
  type Occasion,
  readRevisitValue,
  revisitValue,
} from '../../../../src/slack/render/thread/since.ts';
import { FORMER_MEMBER } from '../../../../src/wording/text.ts';
import { expectGolden } from '../../../support/golden.ts';
import { CT_SCANS, HOSTILE_WORDS } from '../../../support/recommendations.ts';
import { REVIEWS, reviewOf } from '../../../support/reviews.ts';
import { readable } from '../../readable.ts';

const DAY_MS = 86_400_000;
const ACCEPTED = { ...REVIEWS['accepted'], revisitOn: '2027-02-23' } as Review;
const DECIDED_AT = ACCEPTED.decision?.at ?? 0;
const NEWER = { quotasAsOf: '2027-02', pricesAsOf: '2027-02-20', version: 'newer' };

const MEASURED: Calibration = {
  endpoint: 'ct-scans-prod',
  region: 'eu-west-1',
  option: 'asynchronous',
  runs: 'asynchronous',
  estimatedUsd: { low: 145, likely: 231, high: 348 },
  measuredUsd: 251,
  counted: '0.2 instances × 730 h',
  days: 30,
  volume: { stated: null, measured: 2100 },
  ratio: 251 / 231,
  why: null,
};

const DRIFT = ['It runs on ml.g5.2xlarge; ml.g4dn.xlarge was decided.'];

/** Today's answer, where quotas or prices are newer. */
const newer = (change: Partial<Recommendation> = {}): Recommendation => ({ ...CT_SCANS, facts: NEWER, ...change });

/** A bill of so much per month. */
const bill = (option: OptionCost['option'], likely: number): OptionCost => ({
  option,
  monthlyUsd: { low: likely / 2, likely, high: likely * 2 },
  perMillionOutputTokensUsd: null,
  components: [],
  note: null,
});

const priced = reviewOf({ ...CT_SCANS, costs: [bill('asynchronous', 231)] });
const PRICED: Review = { ...ACCEPTED, latest: priced.latest };

const REAL_TIME: Recommendation = newer({
  choice: CT_SCANS.choice && { ...CT_SCANS.choice, option: 'real-time', title: 'Real-time Inference' },
  rejected: [
    {
      option: 'asynchronous',
      title: 'Asynchronous Inference',
      verdict: 'ruled-out',
      reasons: [{ code: 'payload-over-limit', text: 'The payload is 500 MB; it takes 400 MB at most.' }],
      wouldFitIf: null,
    },
  ],
  costs: [bill('real-time', 180), bill('asynchronous', 231)],
});

interface Case {
  occasion: Occasion;
  review?: Review;
  today?: Recommendation;
  calibration?: Calibration;
  keepDays?: number;
  days?: number;
}

const built = ({ occasion, review = PRICED, today = review.latest.recommendation, days = 90, ...more }: Case) =>
  buildSince({
    occasion,
    review,
    today,
    replayed: compareWithToday(review, today),
    keepDays: 90,
    at: DECIDED_AT + days * DAY_MS,
    ...more,
  });

const DUE: Occasion = { why: 'due', on: '2027-02-23', isLate: false };

const CASES: Readonly<Record<string, Case>> = {
  'due, measured, the endpoint differs': {
    occasion: { ...DUE, calibration: MEASURED, differences: DRIFT },
    calibration: MEASURED,
  },
  'due, the endpoint runs as decided, told late to its owner': {
    occasion: { ...DUE, isLate: true, calibration: MEASURED, differences: [] },
    calibration: { ...MEASURED, measuredUsd: 231, ratio: 1 },
    review: { ...PRICED, deciderId: 'U0DINA0001' },
    days: 93,
  },
  'due, no endpoint is noted': { occasion: DUE },
  'due, the endpoint is gone': {
    occasion: { ...DUE, calibration: { ...MEASURED, why: "There's no endpoint ct-scans-prod in eu-west-1." } },
    calibration: { ...MEASURED, why: "There's no endpoint ct-scans-prod in eu-west-1." },
  },
  'a month after the decision': {
    occasion: { why: 'month', differences: [] },
    calibration: MEASURED,
    days: 30,
  },
  'new prices, another estimate': {
    occasion: { why: 'facts' },
    today: newer({ costs: [bill('asynchronous', 245)] }),
    days: 1,
  },
  'new prices, the same estimate': {
    occasion: { why: 'facts' },
    today: newer({ costs: priced.latest.recommendation.costs }),
  },
  'new quotas that rule the decided option out': { occasion: { why: 'facts' }, today: REAL_TIME },
  'new quotas, no option fits': {
    occasion: { why: 'facts' },
    today: newer({ kind: 'nothing-fits', choice: null, costs: [] }),
  },
  'chosen against the recommendation': {
    occasion: DUE,
    review: {
      ...PRICED,
      state: 'overridden',
      decision: PRICED.decision && { ...PRICED.decision, kind: 'overridden', option: 'real-time', reason: 'We tile' },
    },
  },
  'not decided': {
    occasion: { why: 'facts' },
    review: reviewOf({ ...CT_SCANS, costs: [bill('asynchronous', 231)] }),
    today: REAL_TIME,
  },
  'decided by somebody who was forgotten since': {
    occasion: DUE,
    review: { ...PRICED, decision: PRICED.decision && { ...PRICED.decision, byId: FORMER_MEMBER } },
    days: 0,
  },
  'replaced since': { occasion: DUE, review: { ...PRICED, state: 'superseded' } },
};

describe('what changed since a decision', () => {
  it('reads as reviewed', async () => {
    const texts = Object.entries(CASES).map(([name, one]) => `## ${name}\n\n${readable(built(one))}`);
    await expectGolden(`${texts.join('\n\n')}\n`, 'slack/since.txt');
  });

  it.each(Object.entries(CASES))('%s: Slack takes it, and its text says what its blocks say', (_, one) => {
    const message = built(one);
    expect(validateMessage(message)).toEqual([]);
    const [first] = message.blocks;
    const said = first?.type === 'section' ? (first.text?.text ?? '') : '';
    expect(message.text).toBe(said.replaceAll('\n• ', ' '));
  });

  it('is one that Slack takes, without a mention of a channel, whatever AWS and people call things', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOSTILE_WORDS), fc.nat({ max: 40 }), (word, times) => {
        const why = `${word} `.repeat(times);
        const calibration = { ...MEASURED, why, endpoint: word };
        const message = built({ occasion: { ...DUE, calibration, differences: [why, why] }, calibration });
        expect(validateMessage(message)).toEqual([]);
        expect(JSON.stringify(message)).not.toMatch(/<!(?:channel|here)/);
      }),
    );
  });

  it('has buttons on a decision that still counts only, which carry what was seen', () => {
    const typesOf = (one: Case) => built(one).blocks.map(({ type }) => type);
    expect(typesOf({ occasion: DUE })).toEqual(['section', 'actions']);
    expect(typesOf(CASES['not decided'] ?? { occasion: DUE })).toEqual(['section']);
    expect(typesOf(CASES['replaced since'] ?? { occasion: DUE })).toEqual(['section']);
    const [, actions] = built({ occasion: DUE }).blocks;
    const values = actions?.type === 'actions' ? actions.elements.map((one) => 'value' in one && one.value) : [];
    expect(values.map((value) => readRevisitValue(String(value)))).toEqual(
      [1, 2].map(() => ({ reviewId: 'review-1', decidedAt: DECIDED_AT, revisitOn: '2027-02-23', days: 90 })),
    );
  });

  it('its values read back, and nothing else does', () => {
    const seen = { reviewId: 'a-b', decidedAt: 1_795_600_800_000, revisitOn: null, days: 30 };
    expect(readRevisitValue(revisitValue(seen))).toEqual(seen);
    expect(['', 'a-b', 'a-b 1 2 3', 'a-b@2'].map(readRevisitValue)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
