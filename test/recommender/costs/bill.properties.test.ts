import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, monthlyUsd } from '../../../src/recommender/costs/bill.ts';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, sparseWorkload } from '../../support/workloads.ts';
import { BOOK, listOf, PRICES, plansFor, pricedWorkload, RATES } from './support.ts';

const workloads = fc.oneof(pricedWorkload, pricedWorkload, sparseWorkload, anyWorkload).map(inPricedRegion);
const factors = fc.double({ min: 1, max: 1000, noNaN: true });
const RUNS = { numRuns: runs(2000) };

/** Only there are prices, and nothing that a test changes may change the assumed traffic. */
function inPricedRegion(stated: Workload): Workload {
  return { ...stated, region: 'us-east-1', trafficPattern: understand(stated).traffic };
}

const priceOf = (plan: Plan, stated: Workload): number | null => monthlyUsd(plan, understand(stated), BOOK);

/** Not less, give or take a rounding error; beyond sense there is no amount. */
function expectNotLess(more: number | null, less: number | null): void {
  if (less === null) expect(more).toBeNull();
  else if (more !== null) expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-9));
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

const times = (value: number | undefined, factor: number, otherwise: number): number =>
  Math.min((value ?? otherwise) * factor, Number.MAX_VALUE);

describe('the estimate of any plan that fits', () => {
  it('is never less for more requests', () => {
    forEveryPlan((plan, stated, factor) => {
      const at = (by: number): Workload => ({
        ...withoutConcurrency(stated),
        monthlyRequests: times(stated.monthlyRequests, by, 1e6),
      });
      expectNotLess(priceOf(plan, at(factor)), priceOf(plan, at(1)));
    });
  });

  it('is never less for a higher peak', () => {
    forEveryPlan((plan, stated, factor) => {
      const at = (by: number): Workload => ({
        ...withoutConcurrency(stated),
        peakRequestsPerSecond: times(stated.peakRequestsPerSecond, by, 1),
      });
      expectNotLess(priceOf(plan, at(factor)), priceOf(plan, at(1)));
    });
  });

  it('is never less for more in progress', () => {
    forEveryPlan((plan, { monthlyRequests: _, peakRequestsPerSecond: __, ...stated }, factor) => {
      const at = (by: number): Workload => ({ ...stated, concurrentRequests: times(stated.concurrentRequests, by, 1) });
      expectNotLess(priceOf(plan, at(factor)), priceOf(plan, at(1)));
    });
  });

  it.each(['datasetRecordsPerRun', 'datasetRunsPerMonth'] as const)('is never less for more %s', (field) => {
    forEveryPlan((plan, stated, factor) => {
      const at = (by: number): Workload => ({ ...stated, [field]: times(stated[field], by, 10) });
      expectNotLess(priceOf(plan, at(factor)), priceOf(plan, at(1)));
    });
  });

  it('is never less for more records where there are next to none of next to nothing', () => {
    const dataset = { name: 'next to nothing', trafficPattern: 'dataset', processingTimeSeconds: 0.001 } as const;
    const at = (records: number): Workload =>
      inPricedRegion({
        ...dataset,
        datasetSizeGB: 285 * Number.MIN_VALUE,
        datasetRecordsPerRun: records * Number.MIN_VALUE,
        datasetRunsPerMonth: 8.5,
      });
    for (const plan of plansFor(at(3))) expectNotLess(priceOf(plan, at(4)), priceOf(plan, at(3)));
  });

  it('is never less for longer processing', () => {
    forEveryPlan((plan, stated, factor) => {
      const at = (by: number): Workload => ({
        ...withoutConcurrency(stated),
        processingTimeSeconds: times(stated.processingTimeSeconds, by, 0.2),
      });
      expectNotLess(priceOf(plan, at(factor)), priceOf(plan, at(1)));
    });
  });

  it('is never lower with a higher price, of one thing or of all', () => {
    const raised = fc.tuple(fc.nat(RATES.length - 1), fc.boolean(), factors);
    fc.assert(
      fc.property(workloads, raised, (stated, [index, all, factor]) => {
        const rates = RATES.map((rate, at) => ({ ...rate, usd: all || at === index ? rate.usd * factor : rate.usd }));
        const dearer = bookFor(listOf(rates), 'us-east-1');
        for (const plan of plansFor(stated)) {
          expectNotLess(monthlyUsd(plan, understand(stated), dearer), priceOf(plan, stated));
        }
      }),
      RUNS,
    );
  });

  it('is never less with two instances than with one', () => {
    forEveryPlan((plan, stated) => {
      const at = (availability: 'single-instance' | 'multi-az') => priceOf(plan, { ...stated, availability });
      expectNotLess(at('multi-az'), at('single-instance'));
    });
  });

  it('is never more for what goes to zero than for what follows the load', () => {
    forEveryPlan((plan, stated) => {
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
      const { monthlyUsd: range, components } = costOf(plan, understand(stated), BOOK);
      if (!range) return;
      expect(range.likely).toBe(priceOf(plan, stated));
      expectNotLess(range.likely, range.low);
      expectNotLess(range.high, range.likely);
      const sum = components.reduce((total, { monthlyCostUsd }) => total + (monthlyCostUsd ?? Number.NaN), 0);
      expect(sum).toBeCloseTo(range.likely, 9);
    });
  });

  it('holds no amount that is negative, not finite or not a number, and survives JSON', () => {
    forEveryPlan((plan, stated) => {
      const bill = costOf(plan, understand(stated), BOOK);
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
      const { monthlyUsd: range, note } = costOf(plan, understand(stated), BOOK);
      if (!range) expect(note).toMatch(/^[A-Z].*\.$/);
      expect(note ?? '').not.toMatch(/undefined|NaN|Infinity|\[object/);
    });
  });

  it('has no total where a price is missing, and says which', () => {
    fc.assert(
      fc.property(workloads, fc.nat(RATES.length - 1), (stated, index) => {
        const book = bookFor(listOf(RATES.filter((_rate, at) => at !== index)), 'us-east-1');
        for (const plan of plansFor(stated)) {
          const bill = costOf(plan, understand(stated), book);
          if (bill.components.every(({ unitPriceUsd }) => unitPriceUsd !== null)) continue;
          expect(bill.monthlyUsd).toBeNull();
          expect(bill.note).toMatch(/^Price not listed for .* in us-east-1\.$/);
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
      expect(costOf(plan, needs, again)).toEqual(costOf(plan, needs, BOOK));
    });
  });
});
