import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, monthlyUsd } from '../../../src/recommender/costs/bill.ts';
import { LIKELY } from '../../../src/recommender/costs/circumstances.ts';
import { type Plan, usdOn } from '../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { countSpan, instanceOf, plannedInstances } from '../../../src/recommender/costs/priced-instance.ts';
import { volumeOf, volumesOf } from '../../../src/recommender/costs/volume.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { understand, writesTokens } from '../../../src/recommender/needs/needs.ts';
import { billOf, explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, sparseWorkload, workload } from '../../support/workloads.ts';
import { BOOK, listOf, PRICES, plan as planOf, plansFor, pricedWorkload, RATES, tokenWorkload } from './support.ts';

const workloads = fc
  .oneof(pricedWorkload, pricedWorkload, tokenWorkload, sparseWorkload, anyWorkload)
  .map(inPricedRegion);
const factors = fc.double({ min: 1, max: 1000, noNaN: true });
const RUNS = { numRuns: runs(2000) };

/** Only there are prices, and nothing that a test changes may change the assumed traffic. */
function inPricedRegion(stated: Workload): Workload {
  return { ...stated, region: 'us-east-1', trafficPattern: understand(stated).traffic };
}

const priceOf = (plan: Plan, stated: Workload): number | null =>
  monthlyUsd({ plan, needs: understand(stated), book: BOOK });

/** Not less, give or take a rounding error, which of next to nothing is all of it; beyond sense there is no amount. */
function expectNotLess(more: number | null, less: number | null): void {
  if (less === null) expect(more).toBeNull();
  else if (more !== null) expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-9) - 1e-9);
  else expect(less).toBeGreaterThanOrEqual(0);
}

/** With as many requests in progress, more of them are shorter, and longer ones are fewer. */
const withoutConcurrency = ({ concurrentRequests: _, ...stated }: Workload): Workload => stated;

function forEveryPlan(holds: (plan: Plan, stated: Workload, factor: number) => void): void {
  fc.assert(
    fc.property(workloads, factors, (stated, factor) => {
      for (const plan of plansFor(stated)) holds(plan, stated, factor);
    }),
    RUNS,
  );
}

/**
 * A type may cost a little more than the cheapest, for fewer GPUs or a handier number of instances, so that with another one a month
 * may cost a little less. So each of these is priced on one type, whatever a test changes.
 */
function forEveryPlanOnOneType(holds: (plan: Plan, stated: Workload, factor: number) => void): void {
  forEveryPlan((plan, stated, factor) => holds(plan, onOneType(plan, stated), factor));
}

function onOneType(plan: Plan, stated: Workload): Workload {
  const needs = understand(stated);
  const instance = instanceOf({ plan, needs, book: BOOK });
  return instance ? { ...stated, instanceType: instance.type } : stated;
}

const times = (value: number | undefined, factor: number, otherwise: number): number =>
  Math.min((value ?? otherwise) * factor, Number.MAX_VALUE);

/** At most 1e300, so that the requests for it are a number. */
function atPeak(stated: Workload, by: number) {
  const peakRequestsPerSecond = Math.min(1e300, times(stated.peakRequestsPerSecond, by, 1));
  return { ...withoutConcurrency(stated), peakRequestsPerSecond };
}

/** What grows by `by`, which is 1 or `factor`. */
type Grown = (stated: Workload, by: number, factor: number) => Workload;

const peaks: Grown = ({ monthlyRequests, ...stated }, by, factor) => {
  const least = 80_000 * atPeak(stated, factor).peakRequestsPerSecond;
  const enough = monthlyRequests === undefined ? {} : { monthlyRequests: Math.max(monthlyRequests, least) };
  return { ...atPeak(stated, by), ...enough };
};
const processing: Grown = (stated, by) => {
  if (writesTokens(understand(stated))) return stated;
  return {
    ...withoutConcurrency(stated),
    processingTimeSeconds: times(stated.processingTimeSeconds, by, 0.2),
  };
};

// biome-ignore format: one case a line.
const GROWN: readonly (readonly [what: string, grown: Grown])[] = [
  ['more requests', (stated, by) => ({ ...withoutConcurrency(stated), monthlyRequests: times(stated.monthlyRequests, by, 1e6) })],
  ['a higher peak that lasts as long, with 80,000 requests per month for each per second', peaks],
  ['more in progress', ({ monthlyRequests: _, peakRequestsPerSecond: __, ...stated }, by) =>
    ({ ...stated, concurrentRequests: times(stated.concurrentRequests, by, 1) })],
  ['more records of a run', (stated, by) => ({ ...stated, datasetRecordsPerRun: times(stated.datasetRecordsPerRun, by, 10) })],
  ['more runs', (stated, by) => ({ ...stated, datasetRunsPerMonth: times(stated.datasetRunsPerMonth, by, 10) })],
  ['longer processing, but of a model that writes tokens, of which it is the limit of an answer', processing],
];

describe('the estimate of any plan that fits', () => {
  it.each(GROWN)('is never less for %s', (_what, grown) => {
    forEveryPlanOnOneType((plan, stated, factor) => {
      const [more, less] = [grown(stated, factor, factor), grown(stated, 1, factor)];
      expectNotLess(priceOf(plan, more), priceOf(plan, less));
    });
  });

  it('is never less for a higher peak that ends sooner, apart from what the hours of the lower one cost', () => {
    forEveryPlanOnOneType((plan, stated, factor) => {
      const needs = understand(atPeak(stated, 1));
      const volume = volumeOf(needs);
      const withoutHours = monthlyUsd({ plan, needs, book: BOOK }, volume && { ...volume, peakHours: 0 });
      expectNotLess(priceOf(plan, atPeak(stated, factor)), withoutHours);
    });
  });

  it('is $1 less at 14 than at 11 per second on ml.m5.xlarge, where half of 500,000 requests take the same instances for less time', () => {
    const stated = { trafficPattern: 'intermittent', monthlyRequests: 500_000, processingTimeSeconds: 1.1 } as const;
    const on = { ...stated, instanceType: 'ml.m5.xlarge' };
    const at = (peakRequestsPerSecond: number) =>
      priceOf(planOf('real-time', 'auto-scaling'), inPricedRegion(workload({ ...on, peakRequestsPerSecond })));
    expect(at(11)).toBeCloseTo(182.3, 2);
    expect(at(14)).toBeCloseTo(181.34, 2);
  });

  it('is never less for more records where there are next to none of next to nothing', () => {
    const dataset = { name: 'next to nothing', trafficPattern: 'dataset', processingTimeSeconds: 0.001 } as const;
    const at = (records: number): Workload =>
      inPricedRegion(
        workload({
          ...dataset,
          datasetSizeGB: 285 * Number.MIN_VALUE,
          datasetRecordsPerRun: records * Number.MIN_VALUE,
          datasetRunsPerMonth: 8.5,
        }),
      );
    for (const plan of plansFor(at(3))) expectNotLess(priceOf(plan, at(4)), priceOf(plan, at(3)));
  });

  it('is $0 where 1e105 instances would wake for next to no request, without a rounding error of $1e90', () => {
    const at = (processingTimeSeconds: number) => {
      const stated = {
        monthlyRequests: 5e-324,
        burstRequests: 1.3021319611405638e106,
        busyHoursPerDay: 1e-6,
        processingTimeSeconds,
      };
      const plan = planOf('real-time', 'scale-to-zero', 'inference-components');
      return priceOf(plan, inPricedRegion(workload({ ...stated, trafficPattern: 'intermittent' })));
    };
    expect(at(8.571428572653062)).toBe(0);
  });

  it('is never lower with a higher price, of one thing or of all', () => {
    const raised = fc.tuple(fc.nat(RATES.length - 1), fc.boolean(), factors);
    fc.assert(
      fc.property(workloads, raised, (stated, [index, all, factor]) => {
        const rates = RATES.map((rate, at) => ({ ...rate, usd: all || at === index ? rate.usd * factor : rate.usd }));
        const dearer = bookFor(listOf(rates), 'us-east-1');
        for (const plan of plansFor(stated)) {
          const same = onOneType(plan, stated);
          expectNotLess(monthlyUsd({ plan, needs: understand(same), book: dearer }), priceOf(plan, same));
        }
      }),
      RUNS,
    );
  });

  it('is never less with two instances than with one of the same type', () => {
    forEveryPlanOnOneType((plan, stated) => {
      const at = (availability: 'single-instance' | 'multi-az') => priceOf(plan, { ...stated, availability });
      expectNotLess(at('multi-az'), at('single-instance'));
    });
  });

  it('is never less than ten elevenths of it with two instances of any type, since the type is chosen by the bill', () => {
    fc.assert(
      fc.property(tokenWorkload.map(inPricedRegion), (stated) => {
        for (const plan of plansFor(stated)) {
          const at = (availability: 'single-instance' | 'multi-az') => priceOf(plan, { ...stated, availability });
          const [one, two] = [at('single-instance'), at('multi-az')];
          if (one !== null && two !== null) expect(two * 1.1).toBeGreaterThanOrEqual(one * (1 - 1e-9));
        }
      }),
      RUNS,
    );
  });

  it('is never more for an answer that may take longer, by over the tenth and what more at once keep instances up for', () => {
    fc.assert(
      fc.property(tokenWorkload.map(inPricedRegion), factors, ({ answerSeconds = 10, ...stated }, factor) => {
        const longer = { ...stated, answerSeconds: answerSeconds * factor };
        for (const plan of plansFor({ ...stated, answerSeconds })) {
          const [less, more] = [priceOf(plan, longer), priceOf(plan, { ...stated, answerSeconds })];
          if (less !== null && more !== null) expect(less).toBeLessThanOrEqual(more * 1.2);
        }
      }),
      RUNS,
    );
  });

  it('is never more for what goes to zero than for what follows the load', () => {
    forEveryPlanOnOneType((plan, stated) => {
      const at = (scaling: Plan['scaling']) => priceOf({ ...plan, scaling }, stated);
      if (plan.option === 'real-time' || plan.option === 'asynchronous') {
        expectNotLess(at('auto-scaling'), at('scale-to-zero'));
        expectNotLess(at('fixed'), at('auto-scaling'));
      }
    });
  });
});

describe('the bill of any plan that fits', () => {
  it('has low ≤ likely ≤ high, and components that add up to likely', () => {
    forEveryPlan((plan, stated) => {
      const { monthlyUsd: range, components } = costOf({ plan, needs: understand(stated), book: BOOK });
      if (!range) return;
      expect(range.likely).toBe(priceOf(plan, stated));
      expectNotLess(range.likely, range.low);
      expectNotLess(range.high, range.likely);
      const sum = components.reduce((total, { monthlyCostUsd }) => total + (monthlyCostUsd ?? Number.NaN), 0);
      expect(sum).toBeCloseTo(range.likely, 9);
    });
  });

  it('has ends that hold the month with the least and the most instances at the peak, and are alike where nothing turns out otherwise', () => {
    forEveryPlan((plan, stated) => {
      const needs = understand(stated);
      const { monthlyUsd: range } = costOf({ plan, needs, book: BOOK });
      const planned = plannedInstances({ plan, needs, book: BOOK });
      const instance = instanceOf({ plan, needs, book: BOOK });
      if (!planned?.isSized || !range || !instance) return;
      const count = countSpan(plan, needs, planned);
      expect(instance.max).toBeGreaterThanOrEqual(
        plan.scaling === 'fixed' || plan.scaling === 'per-job' ? count.likely : count.high,
      );
      const at = (pace: 'low' | 'high') =>
        usdOn({ plan, needs, book: BOOK }, planned.capacity, volumesOf(needs)?.({ ...LIKELY, pace }) ?? expect.fail());
      expectNotLess(at('high'), range.low);
      expectNotLess(range.high, at('low'));
      // Every hour of a fixed number is paid, and no data comes to an amount that is known exactly.
      const isExact = plan.scaling === 'fixed' && (needs.payloadSizeMB ?? 0) === 0 && count.low === count.high;
      if (isExact) expect([range.low, range.high]).toEqual([range.likely, range.likely]);
    });
  });

  it.each([
    ['4 to 12 where 7 are likely', { concurrentRequests: 100, modelId: 'gemma-3-27b' }],
    ['one to some', { concurrentRequests: 1, modelId: 'llama-3.1-8b' }],
  ])('of a fixed number of instances is their price at each count: %s', (_counts, load) => {
    const { choice, costs } = explained({
      trafficPattern: 'steady',
      requiresStreaming: 'response',
      inputTokens: 1000,
      outputTokens: 400,
      ...load,
    });
    const { count } = choice?.sizing ?? {};
    const usd = billOf({ choice, costs })?.monthlyUsd ?? expect.fail();
    expect(choice?.scaling).toBe('fixed');
    for (const end of ['low', 'high'] as const) {
      expect(usd[end] / usd.likely).toBeCloseTo(Number(count?.[end]) / Number(count?.likely), 9);
    }
  });

  it('holds no amount that is negative, not finite or not a number, and survives JSON', () => {
    forEveryPlan((plan, stated) => {
      const bill = costOf({ plan, needs: understand(stated), book: BOOK });
      expect(JSON.parse(JSON.stringify(bill))).toEqual(bill);
      for (const { unitPriceUsd, monthlyQuantity, monthlyCostUsd } of bill.components) {
        for (const amount of [unitPriceUsd ?? 0, monthlyQuantity, monthlyCostUsd ?? 0]) {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(amount).toBeLessThan(Infinity);
        }
      }
    });
  });

  it('has a total, or a note that says why not', () => {
    forEveryPlan((plan, stated) => {
      const { monthlyUsd: range, note } = costOf({ plan, needs: understand(stated), book: BOOK });
      if (!range) expect(note).toMatch(/^[A-Z].*\.$/);
      expect(note ?? '').not.toMatch(/undefined|NaN|Infinity|\[object/);
    });
  });

  it('has no total where a price is missing, and says which', () => {
    fc.assert(
      fc.property(workloads, fc.nat(RATES.length - 1), (stated, index) => {
        const book = bookFor(listOf(RATES.filter((_rate, at) => at !== index)), 'us-east-1');
        for (const plan of plansFor(stated)) {
          const bill = costOf({ plan, needs: understand(stated), book });
          if (bill.components.every(({ unitPriceUsd }) => unitPriceUsd !== null)) continue;
          expect(bill.monthlyUsd).toBeNull();
          expect(bill.note).toMatch(/^(?:Price not listed for .* in|AWS's price list has no prices for) [a-z\d-]+\.$/);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('is the same when asked again, and from a list with the same rows', () => {
    const again = bookFor(listOf(RATES), 'us-east-1');
    expect(bookFor(PRICES, 'us-east-1')).toBe(BOOK);
    forEveryPlan((plan, stated) => {
      const needs = understand(stated);
      expect(costOf({ plan, needs, book: again })).toEqual(costOf({ plan, needs, book: BOOK }));
    });
  });
});
