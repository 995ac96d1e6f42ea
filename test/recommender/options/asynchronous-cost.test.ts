import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

const scan = { processingTimeSeconds: 60, payloadSizeMB: 500 } as const;

const billOf = (scaling: 'fixed' | 'auto-scaling' | 'scale-to-zero', stated: Partial<Workload>) =>
  costOf(plan('asynchronous', scaling), needsOf({ ...scan, ...stated }), BOOK).components;
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

  it('has two instances for 150,000 scans of a minute a month: 3.4 in work at a time, 2.8 on each', () => {
    expect(hours('fixed', { trafficPattern: 'steady', monthlyRequests: 150_000 })).toBe(1460);
  });

  it('follows the hours of the day: 75,000 scans need two instances in the 7 busiest of 24 hours', () => {
    const variable = { trafficPattern: 'variable', monthlyRequests: 75_000 } as const;
    expect(hours('auto-scaling', variable)).toBeCloseTo((730 * (7 * 2 + 17)) / 24, 6);
  });
});

describe('an asynchronous endpoint at zero', () => {
  const office = { trafficPattern: 'intermittent', busyHoursPerDay: 8, busyDaysPerWeek: 5 } as const;
  const days = (730 / 24 / 7) * 5;

  it('costs the busy hours and 10 min each day for waking and waiting: 177.4 hours', () => {
    expect(hours('scale-to-zero', { ...office, monthlyRequests: 2000 })).toBeCloseTo(days * (8 + 1 / 6), 6);
  });

  it('costs 11 min for each scan that comes alone: 20 per month are 3.67 hours', () => {
    expect(hours('scale-to-zero', { ...office, monthlyRequests: 20 })).toBeCloseTo((20 * 660) / 3600, 6);
  });

  it('costs what the work needs, in parts of instances, where one cannot do it: 1.4 instances', () => {
    const monthlyRequests = (days * 8 * 3600 * 1.4 * 4 * 0.7) / 60;
    expect(hours('scale-to-zero', { ...office, monthlyRequests })).toBeCloseTo(days * 1.4 * (8 + 1 / 6), 6);
  });

  it('costs a run of a dataset and its wake-up, and nothing between the runs', () => {
    const weekly = {
      trafficPattern: 'dataset',
      datasetRunsPerMonth: 4,
      datasetRecordsPerRun: 1000,
      payloadSizeMB: 1,
    } as const;
    const work = (4000 * 60) / 3600 / (4 * 0.7);
    expect(hours('scale-to-zero', weekly)).toBeCloseTo(work + 4 / 6, 6);
  });
});
