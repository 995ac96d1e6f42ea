import { describe, expect, it } from 'vitest';
import { compareWithEstimate, type Found } from '../../src/account/observed-bill.ts';
import type { EndpointLine } from '../../src/account/review.ts';
import { recommend } from '../../src/recommender/index.ts';
import { REVIEWS, reviewOf } from '../support/reviews.ts';
import { workload } from '../support/workloads.ts';
import { reviewed } from './support/read-directly.ts';
import { realTime, worldOf } from './support/seeded.ts';

/** What AWS says of `fraud`: two ml.m5.xlarge at office hours. */
const { line, days } = reviewed(worldOf(realTime({ name: 'fraud' })), 'fraud');

const STATED = {
  trafficPattern: 'steady',
  monthlyRequests: 400_000,
  processingTimeSeconds: 0.08,
  responseTimeSeconds: 0.3,
} as const;
const answered = reviewOf(recommend(workload({ name: 'fraud', ...STATED })));
const decision = REVIEWS['accepted']?.decision ?? null;
const review = { ...answered, endpoint: 'fraud', decision: decision && { ...decision, option: 'real-time' as const } };

const compared = (given: Partial<EndpointLine> = {}, seenDays: number | null = days) =>
  compareWithEstimate(review, { kind: 'read', line: { ...line, ...given }, days: seenDays } satisfies Found);

describe('the bill of what runs', () => {
  it('is compared with the estimate of the decision, and the volume with the stated one', () => {
    const bill = compared();
    const estimate = review.latest.recommendation.costs.find(({ option }) => option === 'real-time')?.monthlyUsd;
    const observedUsd = line.monthlyUsd?.now ?? 0;
    expect(observedUsd).toBeGreaterThan(0);
    expect(bill).toEqual({
      endpoint: 'fraud',
      estimatedUsd: estimate,
      observedUsd,
      counted: line.counted,
      days,
      volume: { stated: 400_000, observed: line.workload.monthlyRequests },
      ratio: observedUsd / (estimate?.likely ?? 0),
      why: null,
    });
  });

  it('takes 14 days of data, a count and a price, and says which is missing', () => {
    expect(compared({}, 13.9)).toMatchObject({ observedUsd: null, why: 'It has 13 days of data; it takes 14.' });
    expect(compared({ monthlyUsd: null, unknown: [] }).why).toBe('Its price, count or volume is not known.');
    const denied = { what: 'metrics', why: 'Access denied: cloudwatch:GetMetricData' };
    expect(compared({ unknown: [denied] }, null)).toMatchObject({ days: null, observedUsd: null, why: denied.why });
  });

  it('is compared with no estimate of another option', () => {
    expect(compared({ runs: { ...line.runs, option: 'asynchronous' } })).toMatchObject({ ratio: null, why: null });
  });

  it('is of a decision with an endpoint alone', () => {
    const found = { kind: 'unread', why: '' } as const;
    for (const none of [
      { ...review, endpoint: null },
      { ...review, decision: null },
    ])
      expect(() => compareWithEstimate(none, found)).toThrow();
  });
});
