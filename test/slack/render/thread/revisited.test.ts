import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import type { ObservedBill } from '../../../../src/account/observed-bill.ts';
import type { OptionCost, Recommendation } from '../../../../src/recommender/index.ts';
import type { Review } from '../../../../src/reviews/record.ts';
import {
  buildRevisited,
  type Revisited,
  readRevisitValue,
  revisitValue,
} from '../../../../src/slack/render/thread/revisited.ts';
import { FORMER_MEMBER } from '../../../../src/wording/text.ts';
import { expectGolden } from '../../../support/golden.ts';
import { CT_SCANS, HOSTILE_WORDS } from '../../../support/recommendations.ts';
import { REVIEWS, reviewOf } from '../../../support/reviews.ts';
import { readable } from '../../readable.ts';

const DAY_MS = 86_400_000;
const ACCEPTED = { ...REVIEWS['accepted'], revisitOn: '2027-02-23' } as Review;
const DECIDED_AT = ACCEPTED.decision?.at ?? 0;
const NEWER = { quotasAsOf: '2027-02', pricesAsOf: '2027-02-20', version: 'newer' };

const BILL: ObservedBill = {
  endpoint: 'ct-scans-prod',
  estimatedUsd: { low: 145, likely: 231, high: 348 },
  observedUsd: 251,
  counted: '0.2 instances × 730 h',
  days: 30,
  volume: { stated: null, observed: 2100 },
  ratio: 251 / 231,
  why: null,
};

const GONE: ObservedBill = { ...BILL, why: "There's no endpoint ct-scans-prod in eu-west-1." };

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

interface Case extends Partial<Pick<Revisited, 'review' | 'today' | 'seen' | 'lateSince'>> {
  days?: number;
}

const built = ({ review = PRICED, today = review.latest.recommendation, days = 90, ...more }: Case) =>
  buildRevisited({ review, today, keepDays: 90, at: DECIDED_AT + days * DAY_MS, ...more });

const CASES: Readonly<Record<string, Case>> = {
  'read, the endpoint differs': {
    seen: { bill: BILL, differences: ['It runs on ml.g5.2xlarge; ml.g4dn.xlarge was decided.'] },
  },
  'read, as decided, told late to its owner': {
    seen: { bill: { ...BILL, observedUsd: 231, ratio: 1 }, differences: [] },
    lateSince: '2027-02-23',
    review: { ...PRICED, deciderId: 'U0DINA0001' },
    days: 93,
  },
  'read, dearer than the range': {
    seen: { bill: { ...BILL, observedUsd: 462, ratio: 2, volume: { stated: 2000, observed: 4000 } }, differences: [] },
  },
  'read, another option runs, of which nothing was estimated': {
    seen: {
      bill: { ...BILL, estimatedUsd: null, ratio: null },
      differences: ['It runs Real-time Inference; Asynchronous Inference was decided.'],
    },
  },
  'no endpoint is noted': {},
  'the endpoint is gone': { seen: { bill: GONE, differences: null } },
  'new prices, another estimate': { today: newer({ costs: [bill('asynchronous', 245)] }), days: 1 },
  'new prices, the same estimate': { today: newer({ costs: priced.latest.recommendation.costs }) },
  'new quotas that rule the decided option out': { today: REAL_TIME },
  'new quotas, no option fits': { today: newer({ kind: 'nothing-fits', choice: null, costs: [] }) },
  'chosen against the recommendation': {
    review: {
      ...PRICED,
      decision: PRICED.decision && { ...PRICED.decision, kind: 'overridden', option: 'real-time', reason: 'We tile' },
    },
  },
  'decided by somebody who was forgotten since': {
    review: { ...PRICED, decision: PRICED.decision && { ...PRICED.decision, byId: FORMER_MEMBER } },
    days: 0,
  },
};

describe('a decision that is looked at again', () => {
  it('reads as reviewed', async () => {
    const texts = Object.entries(CASES).map(([name, one]) => `## ${name}\n\n${readable(built(one))}`);
    await expectGolden(`${texts.join('\n\n')}\n`, 'slack/revisited.txt');
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
        const message = built({ seen: { bill: { ...BILL, why, endpoint: word }, differences: [why, why] } });
        expect(validateMessage(message)).toEqual([]);
        expect(JSON.stringify(message)).not.toMatch(/<!(?:channel|here)/);
      }),
    );
  });

  it('has buttons that carry what was seen', () => {
    const [, actions] = built({}).blocks;
    const values = actions?.type === 'actions' ? actions.elements.map((one) => 'value' in one && one.value) : [];
    expect(values.map((value) => readRevisitValue(String(value)))).toEqual(
      [1, 2].map(() => ({ reviewId: 'review-1', decidedAt: DECIDED_AT, revisitOn: '2027-02-23', days: 90 })),
    );
  });

  it('its values read back, and nothing else does', () => {
    const seen = { reviewId: 'a-b', decidedAt: 1_795_600_800_000, revisitOn: null, days: 30 };
    expect(readRevisitValue(revisitValue(seen))).toEqual(seen);
    expect(['', 'a-b', 'a-b 1 2 3', 'a-b@2'].flatMap((text) => readRevisitValue(text) ?? [])).toEqual([]);
  });
});
