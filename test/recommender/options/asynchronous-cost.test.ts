import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import { instanceOf } from '../../../src/recommender/costs/priced-instance.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

const scan = { processingTimeSeconds: 60, payloadSizeMB: 500 } as const;

/** On the types that the figures were worked out with. */
const billOf = (scaling: 'fixed' | 'auto-scaling' | 'scale-to-zero', stated: Partial<Workload>) => {
  const instanceType = stated.requiresGpu ? 'ml.g5.xlarge' : 'ml.m5.xlarge';
  return costOf(plan('asynchronous', scaling), needsOf({ ...scan, instanceType, ...stated }), BOOK).components;
};
const hours = (...about: Parameters<typeof billOf>) => billOf(...about)[0]?.monthlyQuantity;

describe('an asynchronous endpoint', () => {
  it('is priced at the hosting rate where it has no rate, and marked as derived', () => {
    const [instances] = billOf('fixed', { trafficPattern: 'steady', monthlyRequests: 1000, requiresGpu: true });
    expect(instances).toMatchObject({ unitPriceUsd: 1.408, basis: 'derived' });
  });

  it('has no data processed: payloads lie in S3, and a request carries their address', () => {
    const names = billOf('fixed', { trafficPattern: 'steady', monthlyRequests: 1000 }).map(({ name }) => name);
    expect(names).toEqual(['Instances (ml.m5.xlarge, always on)', 'Storage volumes']);
  });

  it('is sized for the average hour, since the queue takes the peaks: a peak of 10 per second costs nothing', () => {
    const stated = { trafficPattern: 'steady', monthlyRequests: 10_000 } as const;
    expect(hours('fixed', { ...stated, peakRequestsPerSecond: 10 })).toBe(730);
  });

  it('has two instances for 150,000 scans of a minute per month: 3.42 in work at a time, 3.4 on one that is 85 % busy', () => {
    expect(hours('fixed', { trafficPattern: 'steady', monthlyRequests: 150_000 })).toBe(1460);
    expect(hours('fixed', { trafficPattern: 'steady', monthlyRequests: 148_000 })).toBe(730);
  });

  it('follows the work of the day, in parts of instances: 200,000 scans take more than one in 11 of 24 hours', () => {
    const variable = { trafficPattern: 'variable', monthlyRequests: 200_000 } as const;
    // Their mean is 42 s, so 3.2 are in work at a time: 0.94 of an instance that is 85 % busy, 1.88 at the top of the day.
    // The queue takes what comes unevenly; after the top, what was added stays for 2.5 min.
    const top = (200_000 * 42) / (730 * 3600 * 4 * 0.85) / 0.5;
    const busier = [1, 1, 1, 0.9, 0.9, 0.9, 0.85, 0.75, 0.65, 0.65, 0.55];
    const above = busier.map((load) => Math.max(0, top * load - 1)).reduce((sum, part) => sum + part, 0);
    expect(hours('auto-scaling', variable)).toBeCloseTo(730 + (730 / 24) * (above + ((top - 1) * 2.5) / 60), 6);
  });
});

describe('an asynchronous endpoint at zero', () => {
  const office = { trafficPattern: 'intermittent', busyHoursPerDay: 8, busyDaysPerWeek: 5 } as const;
  const days = (730 / 24 / 7) * 5;

  /** The share of a busy hour that is paid: 3 min are noticed without an instance, 5 min it starts, 2.5 min it waits for more. */
  const paidShare = (perHour: number): number => {
    const paid = Math.exp((perHour * (2.5 * 60 + 42)) / 3600) - 1 + (perHour * 5) / 60;
    return paid / (paid + 1 + (perHour * 3) / 60);
  };
  /** A third of the hours has 1.8 times the mean, the others 0.6 times. */
  const hoursUp = (monthlyRequests: number): number => {
    const shares = [1.8, 0.6, 0.6].map((load) => paidShare((monthlyRequests / days / 8) * load));
    return (days / 3) * shares.reduce((sum, share) => sum + share * (8 + (share * 2.5) / 60), 0);
  };

  it('costs most of the busy hours and 2.5 min each day for cooling down, where scans come all the time: 164 hours', () => {
    expect(hours('scale-to-zero', { ...office, monthlyRequests: 20_000 })).toBeCloseTo(164.06, 2);
    expect(hoursUp(20_000)).toBeCloseTo(164.06, 2);
  });

  it('sleeps between scans that are far apart: 2,000 per month, 12 per hour, keep it up for 88 of those hours', () => {
    expect(hours('scale-to-zero', { ...office, monthlyRequests: 2000 })).toBeCloseTo(87.76, 2);
    expect(hoursUp(2000)).toBeCloseTo(87.76, 2);
  });

  it('costs 8.2 min for each scan that comes alone: 20 per month are 2.7 hours', () => {
    const minutes = 5 + 2.5 + 42 / 60;
    expect(hours('scale-to-zero', { ...office, monthlyRequests: 20 })).toBeCloseTo((20 * minutes) / 60, 0);
  });

  it('costs what the work needs at 85 % busy, where one instance cannot do it: 2 on average, and 3 that cool down', () => {
    const monthlyRequests = (days * 8 * 3600 * 2 * 4 * 0.85) / 42;
    // A third of the hours has 1.8 times the mean, the others 0.6 times.
    expect(hours('scale-to-zero', { ...office, monthlyRequests })).toBeCloseTo(days * (2 * 8 + (3 * 2.5) / 60), 3);
  });

  it('costs a run of a dataset at the stated 60 s per record, its start and its cooldown, and nothing between the runs', () => {
    const weekly = {
      trafficPattern: 'dataset',
      datasetRunsPerMonth: 4,
      datasetRecordsPerRun: 1000,
      payloadSizeMB: 1,
    } as const;
    const work = (4000 * 60) / 3600 / 4;
    expect(hours('scale-to-zero', weekly)).toBeCloseTo(work + (4 * 7.5) / 60, 6);
  });
});

describe('a burst on an asynchronous endpoint', () => {
  const scans = {
    responseTimeSeconds: 900,
    processingTimeSeconds: 60,
    requiresGpu: true,
    monthlyRequests: 20_000,
    burstRequests: 2000,
  } as const;
  const largest = (scaling: 'fixed' | 'auto-scaling' | 'scale-to-zero', stated: Partial<Workload>) =>
    instanceOf(plan('asynchronous', scaling), needsOf({ ...scans, ...stated }), BOOK)?.max;

  it('needs 134 instances that stay on: 2,000 requests of 60 s due in 15 min', () => {
    expect(largest('fixed', { trafficPattern: 'steady' })).toBe(134);
    expect(hours('fixed', { ...scans, trafficPattern: 'steady' })).toBe(134 * 730);
  });

  it('needs 200 that start when it comes, and room for 40 more: 5 of the 15 min are spent starting', () => {
    expect(largest('scale-to-zero', { trafficPattern: 'intermittent' })).toBe(240);
    expect(largest('auto-scaling', { trafficPattern: 'variable' })).toBe(240);
  });

  it('has the age of 6 h at which a queued request expires where no response time is stated: 6 instances, and room for 2 more', () => {
    const { responseTimeSeconds: _none, ...open } = scans;
    const needs = needsOf({ ...open, trafficPattern: 'intermittent' });
    expect(instanceOf(plan('asynchronous', 'scale-to-zero'), needs, BOOK)?.max).toBe(8);
  });

  it('is paid with 7.5 min of each instance that it adds, every other day as far as the requests suffice', () => {
    const variable = { ...scans, trafficPattern: 'variable' } as const;
    const { burstRequests: _none, ...calm } = variable;
    const hourly = (20_000 / (730 * 3600) / 0.5 / 0.85) * 60;
    const extra = (stated: Partial<Workload>) =>
      Number(hours('auto-scaling', stated)) - Number(hours('auto-scaling', calm));
    expect(extra(variable)).toBeCloseTo(10 * (200 - Math.max(1, hourly)) * 0.125, 6);
    expect(extra({ ...variable, burstRequests: 200 })).toBeCloseTo(
      (730 / 24 / 2) * (20 - Math.max(1, hourly)) * 0.125,
      6,
    );
  });
});
