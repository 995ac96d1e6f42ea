import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthlyUsd } from '../../../src/recommender/costs/bill.ts';
import { breakEvenPoint, planCurves } from '../../../src/recommender/costs/break-even.ts';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import { bookFor, type PriceBook } from '../../../src/recommender/costs/price-book.ts';
import { type Volume, volumeAt } from '../../../src/recommender/costs/volume.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { type Needs, understand } from '../../../src/recommender/needs/needs.ts';
import { runs } from '../../support/lane.ts';
import { sparseWorkload, workload } from '../../support/workloads.ts';
import { BOOK, needsOf, PRICES, plan, plansFor, pricedWorkload } from './support.ts';

const REAL_TIME = plan('real-time', 'fixed');
const SERVERLESS = plan('serverless', 'on-demand');
function pointBetween(a: Plan, b: Plan, needs: Needs, book: PriceBook) {
  const [curveA, curveB] = planCurves([a, b], needs, book);
  return curveA && curveB ? breakEvenPoint(curveA, curveB, needs) : null;
}
const breakEven = (...between: Parameters<typeof pointBetween>) => pointBetween(...between)?.requests ?? null;
const JOB = plan('batch-transform', 'per-job');
const XLARGE = { instanceType: 'ml.m5.xlarge' } as const;

describe('the break-even between two plans', () => {
  it('is at 30.7 million requests of 200 ms (140 ms on average) at 2 GB: $172.10 for an ml.m5.xlarge and its volume, $5.60 for a million', () => {
    const stated = { trafficPattern: 'steady', ...XLARGE } as const;
    expect(breakEven(REAL_TIME, SERVERLESS, needsOf(stated), BOOK)).toBeCloseTo(172.1 / 5.6e-6, -4);
  });

  it('is at 15.7 million of them where the type is chosen: $88.15 for an ml.m5.large and its volume', () => {
    expect(breakEven(REAL_TIME, SERVERLESS, needsOf({ trafficPattern: 'steady' }), BOOK)).toBeCloseTo(
      88.15 / 5.6e-6,
      -4,
    );
  });

  it('says which one is cheaper below, in whatever order they are given', () => {
    const needs = needsOf({ trafficPattern: 'steady' });
    expect(pointBetween(REAL_TIME, SERVERLESS, needs, BOOK)?.cheaperBelow).toBe(SERVERLESS);
    expect(pointBetween(SERVERLESS, REAL_TIME, needs, BOOK)).toEqual(pointBetween(REAL_TIME, SERVERLESS, needs, BOOK));
  });

  it('takes the stated processing time, memory and payload: at 1 s, 4 GB and 1 MB it is at 1.6 million', () => {
    const stated = { trafficPattern: 'steady', processingTimeSeconds: 1, modelSizeGB: 4, payloadSizeMB: 1 } as const;
    // An ml.m5.large with its volume of 36 GB is $88.99; 700,000 s at 4 GB are $56; data costs both the same.
    expect(breakEven(REAL_TIME, SERVERLESS, needsOf(stated), BOOK)).toBeCloseTo(88.99 / 0.000056, -3);
  });

  // biome-ignore format: one case a line.
  it.each([
    ['between plans that cost the same', REAL_TIME, plan('asynchronous', 'fixed'), { trafficPattern: 'steady' }, BOOK],
    ['where one of them is always the cheaper one', plan('asynchronous', 'scale-to-zero'), REAL_TIME,
      { trafficPattern: 'intermittent', processingTimeSeconds: 50, requiresGpu: true }, BOOK],
    ['where a price is not known', REAL_TIME, SERVERLESS, { trafficPattern: 'steady' }, bookFor(PRICES, 'eu-central-1')],
  ] as const)('is none %s', (_what, one, other, stated, book) => {
    expect(breakEven(one, other, needsOf(stated), book)).toBeNull();
  });

  it('is the first, also where instances in steps are overtaken again: at 30.7 million and not at 61 million', () => {
    const daily = needsOf({ trafficPattern: 'steady', busyHoursPerDay: 22, processingTimeSeconds: 0.2, ...XLARGE });
    expect(breakEven(REAL_TIME, SERVERLESS, daily, BOOK)).toBeCloseTo(172.1 / 5.6e-6, -4);
  });

  it('of a dataset is one of records per month, at its stated runs, and none without them', () => {
    const dataset = { trafficPattern: 'dataset', datasetDeadlineHours: 10, ...XLARGE } as const;
    // 30 starts of 5 min are $0.575, and a quarter of 200 ms costs $0.0000032 as against $0.0000080 for each record.
    const expected = (30 * 300 * 0.23) / 3600 / (0.2 * 0.00004 - ((0.2 / 4) * 0.23) / 3600);
    const found = pointBetween(JOB, SERVERLESS, needsOf({ ...dataset, datasetRunsPerMonth: 30 }), BOOK);
    expect(found?.cheaperBelow).toBe(SERVERLESS);
    expect((found?.requests ?? 0) / expected).toBeCloseTo(1, 3);
    expect(breakEven(JOB, SERVERLESS, needsOf(dataset), BOOK)).toBeNull();
  });
});

/** What callers ask of a model on a CPU: enough for serverless and for instances, which then differ in how they are paid. */
const askedOfCpu = fc
  .record(
    {
      trafficPattern: fc.constantFrom('steady', 'variable', 'intermittent'),
      processingTimeSeconds: fc.double({ min: 0.02, max: 20, noNaN: true }),
      busyHoursPerDay: fc.integer({ min: 1, max: 24 }),
      modelSizeGB: fc.double({ min: 0.1, max: 6, noNaN: true }),
      payloadSizeMB: fc.double({ min: 0, max: 4, noNaN: true }),
      peakRequestsPerSecond: fc.double({ min: 0.01, max: 200, noNaN: true }),
    },
    { requiredKeys: ['trafficPattern', 'processingTimeSeconds'] },
  )
  .map((stated): Workload => workload({ name: 'asked', ...stated }));
const BY_THE_SECOND = [SERVERLESS, plan('serverless', 'provisioned-concurrency')];
const BY_THE_HOUR = [
  REAL_TIME,
  plan('real-time', 'auto-scaling'),
  plan('asynchronous', 'auto-scaling'),
  plan('asynchronous', 'scale-to-zero'),
];

describe('any break-even', () => {
  const priceAt = (priced: Plan, stated: Workload, requests: number): number => {
    const needs = understand(stated);
    return (
      monthlyUsd({ plan: priced, needs, book: BOOK }, volumeAt(needs, requests, stated.processingTimeSeconds ?? 0.2)) ??
      Infinity
    );
  };

  it('is the first if found within 40 looks, as 4 of 5 are: on a scan in steps of 2 % no two steps in a row turn before it', () => {
    let found = 0;
    let searchedLong = 0;
    fc.assert(
      fc.property(askedOfCpu, (stated) => {
        const needs = understand(stated);
        for (const a of BY_THE_SECOND) {
          for (const b of BY_THE_HOUR) {
            let looks = 0;
            const [curveA, curveB] = planCurves([a, b], needs, BOOK).map((curve) => ({
              ...curve,
              usdAt: (volume: Volume) => {
                looks += 0.5;
                return curve.usdAt(volume);
              },
            }));
            const point = curveA && curveB && breakEvenPoint(curveA, curveB, needs);
            if (!point) continue;
            found++;
            // After 40 looks only what the grid shows is found.
            if (looks >= 40) {
              searchedLong++;
              continue;
            }
            const [cheaper, dearer] = point.cheaperBelow === a ? [curveA, curveB] : [curveB, curveA];
            let turned = 0;
            for (let requests = point.requests / 1.02; requests > 1; requests /= 1.02) {
              const volume = volumeAt(needs, requests, stated.processingTimeSeconds ?? 0.2);
              const isTurned = (cheaper.usdAt(volume) ?? Infinity) > (dearer.usdAt(volume) ?? Infinity) * (1 + 1e-8);
              turned = isTurned ? turned + 1 : 0;
              expect(turned).toBeLessThan(2);
            }
          }
        }
      }),
      { numRuns: Math.max(4, runs(40, { costly: true })) },
    );
    expect(found).toBeGreaterThan(runs(100, { costly: true }));
    // A sample as small as the quick lane's is off by those of one workload.
    expect(searchedLong).toBeLessThan(found / 5 + 8);
  });

  it('holds on both sides: 0.02 % below it the one is not dearer, at it the other is cheaper', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(pricedWorkload, sparseWorkload, askedOfCpu), (drawn) => {
        const stated = { ...drawn, region: 'us-east-1' };
        const plans = plansFor(stated);
        for (const [index, a] of plans.entries()) {
          for (const b of plans.slice(index + 1)) {
            const point = pointBetween(a, b, understand(stated), BOOK);
            if (!point) continue;
            found++;
            const [cheaper, dearer] = point.cheaperBelow === a ? [a, b] : [b, a];
            expect(priceAt(dearer, stated, point.requests)).toBeLessThan(priceAt(cheaper, stated, point.requests));
            const below = point.requests / 1.0002;
            const slack = 1 + 1e-8;
            expect(priceAt(cheaper, stated, below)).toBeLessThanOrEqual(priceAt(dearer, stated, below) * slack);
          }
        }
      }),
      { numRuns: runs(300, { costly: true }) },
    );
    expect(found).toBeGreaterThan(runs(50, { costly: true }));
  });
});
