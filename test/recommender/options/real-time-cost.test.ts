import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

const FIXED = plan('real-time', 'fixed');
const FOLLOWING = plan('real-time', 'auto-scaling');
const TO_ZERO = plan('real-time', 'scale-to-zero', 'inference-components');

const bill = (priced: typeof FIXED, stated: Partial<Workload>) => costOf(priced, needsOf(stated), BOOK).components;
const hours = (priced: typeof FIXED, stated: Partial<Workload>) => bill(priced, stated)[0]?.monthlyQuantity;

describe('instances that stay on', () => {
  const steady = { trafficPattern: 'steady', processingTimeSeconds: 0.1 } as const;

  it('are one ml.m5.xlarge for 730 hours up to 28 requests of 100 ms a second: 4 at once, 70 % busy', () => {
    expect(hours(FIXED, { ...steady, peakRequestsPerSecond: 28 })).toBe(730);
  });

  it('are two for the 29th', () => {
    expect(hours(FIXED, { ...steady, peakRequestsPerSecond: 29 })).toBe(1460);
  });

  it('are counted from the month where no peak is stated: 76,633,200 requests are 29.16 per second', () => {
    expect(hours(FIXED, { ...steady, monthlyRequests: 29.16 * 730 * 3600 })).toBe(1460);
  });

  it('are two where one Availability Zone is not enough, even for no requests', () => {
    expect(hours(FIXED, { ...steady, monthlyRequests: 0, availability: 'multi-az' })).toBe(1460);
  });

  it('do one request at once on each GPU: 2 requests of 350 ms a second fill one ml.g5.xlarge, a third of one more does not fit', () => {
    const gpu = { trafficPattern: 'steady', processingTimeSeconds: 0.35, requiresGpu: true } as const;
    expect(hours(FIXED, { ...gpu, peakRequestsPerSecond: 2 })).toBe(730);
    expect(hours(FIXED, { ...gpu, peakRequestsPerSecond: 2.3 })).toBe(1460);
  });

  it("do one request at once on each of AWS's accelerators, and on a type that is not described", () => {
    const onTwo = { trafficPattern: 'steady', processingTimeSeconds: 0.7, peakRequestsPerSecond: 2 } as const;
    expect(hours(FIXED, { ...onTwo, instanceType: 'ml.inf2.xlarge' })).toBe(1460);
    expect(hours(FIXED, { ...onTwo, instanceType: 'ml.g7.2xlarge' })).toBe(1460);
  });
});

describe('instances that follow the load', () => {
  it('are as many in each hour of variable traffic as it needs: 3 in 8 hours, 2 in 6 and 1 in 10, in place of 3 all day', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 0.1, peakRequestsPerSecond: 84 } as const;
    expect(hours(FOLLOWING, variable)).toBeCloseTo((730 * (8 * 3 + 6 * 2 + 10)) / 24, 6);
    expect(hours(FIXED, variable)).toBe(3 * 730);
  });

  it('are provisioned for the stated peak in the busiest hours, and for the month in the others', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 0.1, monthlyRequests: 1_000_000 } as const;
    // A million per month is one instance at any hour; 84 per second are three in the 3 hours of 24 at the peak.
    expect(hours(FOLLOWING, variable)).toBe(730);
    expect(hours(FOLLOWING, { ...variable, peakRequestsPerSecond: 84 })).toBeCloseTo(730 * ((3 * 3 + 21) / 24), 6);
  });

  it('are one outside the busy hours: 3 instances for 8 of 24 hours are 1,216.7 hours', () => {
    const busy = { trafficPattern: 'intermittent', busyHoursPerDay: 8, processingTimeSeconds: 0.1 } as const;
    expect(hours(FOLLOWING, { ...busy, peakRequestsPerSecond: 84 })).toBeCloseTo((730 * (3 * 8 + 16)) / 24, 6);
  });

  it('take the day as it is where it has no busy hours: 0 says as little as silence', () => {
    const none = { trafficPattern: 'variable', processingTimeSeconds: 0.1, monthlyRequests: 1e8 } as const;
    expect(hours(FOLLOWING, { ...none, busyHoursPerDay: 0, busyDaysPerWeek: 0 })).toBe(hours(FOLLOWING, none));
  });
});

describe('components that go to zero', () => {
  const busy = {
    trafficPattern: 'intermittent',
    busyHoursPerDay: 2,
    busyDaysPerWeek: 7,
    processingTimeSeconds: 0.1,
    monthlyRequests: 100_000,
  } as const;

  it('cost the busy hours, and 5 min of waking and 5 of waiting each day: 65.9 hours in place of 730', () => {
    expect(hours(TO_ZERO, busy)).toBeCloseTo((730 / 24) * (2 + 10 / 60), 6);
  });

  it('cost a wake-up for each request where they come far apart: 10 requests are 1.67 hours', () => {
    expect(hours(TO_ZERO, { ...busy, monthlyRequests: 10 })).toBeCloseTo((10 * (600 + 0.1)) / 3600, 6);
  });

  it('cost nothing without a request', () => {
    expect(hours(TO_ZERO, { ...busy, monthlyRequests: 0 })).toBe(0);
  });

  it('never cost more than those that stay on, however often they wake', () => {
    expect(hours(TO_ZERO, { ...busy, busyHoursPerDay: 23.99 })).toBe(730);
  });

  it('wake once a week for days that are busy around the clock', () => {
    const days = { ...busy, busyHoursPerDay: 24, busyDaysPerWeek: 5 };
    expect(hours(TO_ZERO, days)).toBeCloseTo((730 * 5) / 7 + (730 / 24 / 7) * (10 / 60), 6);
  });
});

describe('an endpoint that takes a dataset', () => {
  const nightly = {
    trafficPattern: 'dataset',
    datasetRecordsPerRun: 1_000_000,
    datasetRunsPerMonth: 30,
    processingTimeSeconds: 0.1,
  } as const;

  it('has as many instances as the deadline needs while there is one, and one otherwise', () => {
    // 100,000 s of work in 2 h on 4 at once at 70 % are 5 instances; 60 of 730 hours.
    expect(hours(FOLLOWING, { ...nightly, datasetDeadlineHours: 2 })).toBeCloseTo(60 * 5 + 670, 6);
  });

  it('spreads the run over the time to the next where there is no deadline', () => {
    expect(hours(FOLLOWING, nightly)).toBe(730);
  });

  it('goes to zero where it is done: 298 hours of work and 30 wake-ups', () => {
    const work = (3_000_000 / 3600 / 4 / 0.7) * 1;
    expect(hours(TO_ZERO, { ...nightly, datasetDeadlineHours: 20 })).toBeCloseTo(work + 30 * (600 / 3600), 6);
  });
});

describe('data and storage', () => {
  const steady = { trafficPattern: 'steady', monthlyRequests: 1_000_000, processingTimeSeconds: 0.1 } as const;
  const names = (stated: Partial<Workload>) => bill(FIXED, stated).map(({ name }) => name);

  it('are 976.6 GB for a million requests of 1 MB, counted once, at $0.016', () => {
    expect(bill(FIXED, { ...steady, payloadSizeMB: 1 })[1]).toMatchObject({
      name: 'Data processed',
      unit: 'GB',
      monthlyQuantity: 976.5625,
      monthlyCostUsd: 15.625,
    });
  });

  it('are no data where a request carries only an address', () => {
    expect(names({ ...steady, payloadSizeMB: 1, payloadByReference: true })).not.toContain('Data processed');
  });

  it('are the size of the dataset, whatever the largest record', () => {
    const dataset = {
      trafficPattern: 'dataset',
      datasetRecordsPerRun: 1000,
      datasetRunsPerMonth: 30,
      datasetSizeGB: 2,
      processingTimeSeconds: 0.1,
      payloadSizeMB: 5,
    } as const;
    expect(bill(FOLLOWING, dataset)[1]?.monthlyQuantity).toBeCloseTo(60, 9);
    expect(bill(FOLLOWING, { ...dataset, payloadByReference: true })[1]?.name).toBe('Storage volumes');
  });

  it('are 30 GB per month for an ml.m5.xlarge, and none for an ml.g5.xlarge, which has local disks', () => {
    expect(bill(FIXED, steady)[1]).toMatchObject({ name: 'Storage volumes', unit: 'GB-months', monthlyQuantity: 30 });
    expect(names({ ...steady, requiresGpu: true })).toEqual(['Instances (ml.g5.xlarge, always on)']);
  });
});
