import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

const ON_DEMAND = plan('serverless', 'on-demand');
const PROVISIONED = plan('serverless', 'provisioned-concurrency');
const traffic = { trafficPattern: 'intermittent', monthlyRequests: 100_000, processingTimeSeconds: 0.5 } as const;

const bill = (priced: typeof ON_DEMAND, stated: Partial<Workload>) =>
  costOf(priced, needsOf({ ...traffic, ...stated }), BOOK).components;

describe('Serverless Inference on demand', () => {
  it('costs its mean seconds at 2 GB where no memory is stated: 100,000 of 350 ms are $1.40', () => {
    expect(bill(ON_DEMAND, {})).toEqual([
      {
        name: 'Inference duration (2 GB)',
        unit: 'seconds',
        unitPriceUsd: 0.00004,
        monthlyQuantity: 35_000,
        monthlyCostUsd: expect.closeTo(1.4, 9),
        basis: 'listed',
      },
    ]);
  });

  it.each([
    [0.2, '1 GB'],
    [1, '1 GB'],
    [1.01, '2 GB'],
    [5.5, '6 GB'],
    [6, '6 GB'],
  ])('takes for a model of %d GB the smallest size that holds it, %s', (modelSizeGB, size) => {
    expect(bill(ON_DEMAND, { modelSizeGB })[0]?.name).toBe(`Inference duration (${size})`);
  });

  it('has no size that holds 6.1 GB, and says so', () => {
    const { monthlyUsd, components, note } = costOf(ON_DEMAND, needsOf({ ...traffic, modelSizeGB: 6.1 }), BOOK);
    expect({ monthlyUsd, components }).toEqual({ monthlyUsd: null, components: [] });
    expect(note).toBe('Nothing on the price list holds a model of 6.1 GB.');
  });

  it('costs the same for five models that share the requests as for one', () => {
    expect(bill(ON_DEMAND, { modelCount: 5 })).toEqual(bill(ON_DEMAND, {}));
  });
});

describe('provisioned concurrency', () => {
  const kept = (stated: Partial<Workload>) => bill(PROVISIONED, { busyHoursPerDay: 8, ...stated })[0]?.monthlyQuantity;
  const busySeconds = (730 / 3) * 3600;

  it('is kept warm over the busy hours, inference on it has a separate rate, and what finds it at work is paid on demand', () => {
    const inWork = (100_000 / busySeconds) * 0.35;
    // Of one unit, a busy spell of 1.8 times the mean in a third of the hours, of 0.6 times in the others: a / (1 + a) find it at work.
    const lost = (load: number) => (load * inWork) / (1 + load * inWork);
    const overflow = 35_000 * ((1.8 / 3) * lost(1.8) + ((2 * 0.6) / 3) * lost(0.6));
    expect(bill(PROVISIONED, { busyHoursPerDay: 8 })).toMatchObject([
      { name: 'Provisioned concurrency kept warm (2 GB)', unitPriceUsd: 0.00001, monthlyQuantity: busySeconds },
      { unitPriceUsd: 0.0000233, monthlyQuantity: expect.closeTo(35_000 - overflow, 6) },
      { unitPriceUsd: 0.00004, monthlyQuantity: expect.closeTo(overflow, 6) },
    ]);
  });

  it('has next to no overflow where 20 units are kept for a burst', () => {
    const lines = bill(PROVISIONED, { busyHoursPerDay: 8, burstRequests: 20 });
    expect(lines[2]?.monthlyQuantity).toBeLessThan(1e-9);
  });

  it('is kept warm for 4 hours a day where none are stated', () => {
    expect(bill(PROVISIONED, {})[0]?.monthlyQuantity).toBeCloseTo(busySeconds / 2, 6);
  });

  it('has a unit for each request in work at the peak: 10 per second of 500 ms are 5', () => {
    expect(kept({ peakRequestsPerSecond: 10 })).toBeCloseTo(5 * busySeconds, 6);
  });

  it('has a unit for each request in progress, as stated: 20 are 20, and not 14', () => {
    expect(kept({ concurrentRequests: 20 })).toBeCloseTo(20 * busySeconds, 6);
  });

  it('has a unit for each of a burst: 20 at once are 20', () => {
    expect(kept({ peakRequestsPerSecond: 10, burstRequests: 20 })).toBeCloseTo(20 * busySeconds, 6);
  });

  it('has no more units than the quota of 200', () => {
    expect(kept({ burstRequests: 5000 })).toBeCloseTo(200 * busySeconds, 6);
  });

  it('has at least one unit for each of several models', () => {
    expect(kept({ modelCount: 3 })).toBeCloseTo(3 * busySeconds, 6);
    expect(kept({ modelCount: 3, burstRequests: 20 })).toBeCloseTo(3 * 7 * busySeconds, 6);
  });
});
