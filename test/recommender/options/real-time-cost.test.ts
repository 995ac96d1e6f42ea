import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

const FIXED = plan('real-time', 'fixed');
const FOLLOWING = plan('real-time', 'auto-scaling');
const TO_ZERO = plan('real-time', 'scale-to-zero', 'inference-components');

/** On the types that the figures were worked out with. */
const bill = (priced: typeof FIXED, stated: Partial<Workload>) => {
  const instanceType = stated.requiresGpu ? 'ml.g5.xlarge' : 'ml.m5.xlarge';
  return costOf(priced, needsOf({ instanceType, ...stated }), BOOK).components;
};
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

describe('a burst whose callers wait', () => {
  // biome-ignore format: a fixture in few lines.
  const burst = { trafficPattern: 'variable', processingTimeSeconds: 30, monthlyRequests: 20_000, burstRequests: 2000 } as const;
  const waiting = (stated: Partial<Workload> = {}) => hours(FOLLOWING, { ...burst, ...stated });

  it('needs 250 instances that stay on: 2,000 of 30 s, two in turn within the 60 s of a call, on 4 at once', () => {
    expect(waiting()).toBe(250 * 730);
    expect(hours(FIXED, { ...burst, trafficPattern: 'steady' })).toBe(250 * 730);
  });

  it('needs 500 where 31 s leave no time for a second, or where an answer is due in 30 s', () => {
    expect(waiting({ processingTimeSeconds: 31 })).toBe(500 * 730);
    expect(waiting({ responseTimeSeconds: 30 })).toBe(500 * 730);
  });

  it('adds none where one instance answers 4 at once, or where no processing time is stated', () => {
    expect(waiting({ burstRequests: 8 })).toBe(waiting({ burstRequests: 1 }));
    const { processingTimeSeconds: _, ...open } = burst;
    expect(hours(FOLLOWING, { ...open, trafficPattern: 'variable' })).toBe(730);
  });

  it('costs more in real time than behind a queue that has 15 min for it', () => {
    // biome-ignore format: a fixture in few lines.
    const patient = { ...burst, trafficPattern: 'steady', processingTimeSeconds: 60, responseTimeSeconds: 900 } as const;
    expect(explained(patient).choice?.option).toBe('asynchronous');
  });
});

describe('instances that follow the load', () => {
  it('are as many in each hour of variable traffic as the mean request needs: 3 in 8 hours, 2 in 6 and 1 in 10', () => {
    // A p95 of 143 ms is a mean of 100 ms; 80 per second are 2.9 instances, 0.65 of them 1.9.
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 1 / 7, peakRequestsPerSecond: 80 } as const;
    const scalingIn = 2 * (16 / 60);
    expect(hours(FOLLOWING, variable)).toBeCloseTo((730 / 24) * (8 * 3 + 6 * 2 + 10 + scalingIn), 6);
  });

  it('are sized for the p95 where their number is fixed: 80 of 143 ms a second are 5 all day', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 1 / 7, peakRequestsPerSecond: 80 } as const;
    expect(hours(FIXED, variable)).toBe(5 * 730);
  });

  it('are added for the stated peak as long as it lasts, 21 min of a day, and for 16 min of scaling in', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 1 / 7, monthlyRequests: 10_000_000 } as const;
    // Ten million per month is one instance at any hour; 80 per second are three.
    expect(hours(FOLLOWING, variable)).toBe(730);
    const peaks = (730 / 24) * 2 * (0.35 + 16 / 60);
    expect(hours(FOLLOWING, { ...variable, peakRequestsPerSecond: 80 })).toBeCloseTo(730 + peaks, 6);
  });

  it('are added for at most half of the requests of the month: 20,000 last 125 s at 80 per second', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 1 / 7, monthlyRequests: 20_000 } as const;
    const peaks = 2 * (10_000 / 80 / 3600 + (730 / 24) * (16 / 60));
    expect(hours(FOLLOWING, { ...variable, peakRequestsPerSecond: 80 })).toBeCloseTo(730 + peaks, 6);
  });

  it('are one more where few and long requests come unevenly: 0.9 instances are 2 with 30 s each, and 1 with 30 ms', () => {
    const gpu = { trafficPattern: 'steady', requiresGpu: true } as const;
    const of = (seconds: number) =>
      hours(FOLLOWING, {
        ...gpu,
        processingTimeSeconds: seconds / 0.7,
        monthlyRequests: (0.9 * 0.7 * 730 * 3600) / seconds,
      });
    expect(of(0.03)).toBe(730);
    expect(of(30)).toBeCloseTo(2 * 730, 0);
  });

  it('are one outside the busy hours, and in them never fewer than the two of a schedule, from 15 min before', () => {
    const busy = { trafficPattern: 'intermittent', busyHoursPerDay: 9, processingTimeSeconds: 1 / 7 } as const;
    // 40 per second on average are 72 in 3 of the hours and 24 in 6: 2.6 and 0.9 instances.
    const stated = { ...busy, monthlyRequests: 40 * 9 * (730 / 24) * 3600 };
    expect(hours(FOLLOWING, stated)).toBeCloseTo((730 / 24) * (3 * 3 + 6 * 2 + 15 + 2 * (16 / 60) + 15 / 60), 6);
  });

  it('take the day as it is where it has no busy hours: 0 says as little as silence', () => {
    const none = { trafficPattern: 'variable', processingTimeSeconds: 0.1, monthlyRequests: 1e8 } as const;
    expect(hours(FOLLOWING, { ...none, busyHoursPerDay: 0, busyDaysPerWeek: 0 })).toBe(hours(FOLLOWING, none));
  });
});

describe('components that go to zero', () => {
  // biome-ignore format: a fixture in few lines.
  const busy = { trafficPattern: 'intermittent', busyHoursPerDay: 2, busyDaysPerWeek: 7, processingTimeSeconds: 0.1, monthlyRequests: 100_000 } as const;

  it('cost the busy hours and 26 min of cooling down each day: 74 hours in place of 730', () => {
    expect(hours(TO_ZERO, busy)).toBeCloseTo((730 / 24) * (2 + 26 / 60), 6);
  });

  it('cost 15 min more per day where somebody knows the hours: a schedule has a copy up before them', () => {
    const known = { ...busy, trafficPredictable: true };
    expect(hours(TO_ZERO, known)).toBeCloseTo((730 / 24) * (2 + (15 + 26) / 60), 6);
    // 10 requests per month would wake it for a few minutes each.
    const rare = { ...busy, monthlyRequests: 10 };
    expect(hours(TO_ZERO, { ...rare, trafficPredictable: true })).toBe(hours(TO_ZERO, rare));
  });

  it('cost 5 min of starting and 26 of cooling down for each request that comes alone: 10 are some 5 hours', () => {
    expect(Number(hours(TO_ZERO, { ...busy, monthlyRequests: 10 })) / ((10 * 1860) / 3600)).toBeCloseTo(0.95, 2);
  });

  it('stay up for requests that come every 10 min in 85 % of that time, and wake for the others', () => {
    const everyTen = { ...busy, busyHoursPerDay: 24, monthlyRequests: 730 * 6 };
    // Spread as a busy spell is: 10.8 per hour in a third of the hours, 3.6 in the others; 26 min and 70 ms to the next one,
    // 2 min until an alarm has seen it, and 5 min to start.
    const up = (perHour: number) => {
      const paid = Math.exp(perHour * (1560.07 / 3600)) - 1 + perHour * (300 / 3600);
      return paid / (paid + 1 + perHour * (120 / 3600));
    };
    expect(hours(TO_ZERO, everyTen)).toBeCloseTo((730 * (up(10.8) + 2 * up(3.6))) / 3, 6);
  });

  it('cost nothing without a request', () => {
    expect(hours(TO_ZERO, { ...busy, monthlyRequests: 0 })).toBe(0);
  });

  it('never cost more than those that stay on, however often they wake', () => {
    expect(hours(TO_ZERO, { ...busy, busyHoursPerDay: 23.99 })).toBe(730);
  });

  it('wake once a week for days that are busy around the clock', () => {
    const days = { ...busy, busyHoursPerDay: 24, busyDaysPerWeek: 5 };
    expect(hours(TO_ZERO, days)).toBeCloseTo((730 * 5) / 7 + (730 / 24 / 7) * (26 / 60), 4);
  });
});

describe('an endpoint that takes a dataset', () => {
  // biome-ignore format: a fixture in few lines.
  const nightly = { trafficPattern: 'dataset', datasetRecordsPerRun: 1_000_000, datasetRunsPerMonth: 30, processingTimeSeconds: 0.1 } as const;

  it('has as many instances as the deadline needs while there is one, and one otherwise', () => {
    // A million of 100 ms are 100,000 s of work in 2 h; on 4 at once at 70 % that is 4.96 instances, in 60 of 730 hours.
    expect(hours(FOLLOWING, { ...nightly, datasetDeadlineHours: 2 })).toBeCloseTo(60 * 5 + 670 + 30 * 4 * (16 / 60), 6);
  });

  it('spreads the run over the time to the next where there is no deadline', () => {
    expect(hours(FOLLOWING, nightly)).toBe(730);
  });

  it('goes to zero where it is done: 298 hours of work and 30 times 31 min of starting and cooling down', () => {
    const work = 3_000_000 / 3600 / 4 / 0.7;
    expect(hours(TO_ZERO, { ...nightly, datasetDeadlineHours: 20 })).toBeCloseTo(work + 30 * (1860 / 3600), 6);
  });
});

describe('data and storage', () => {
  const steady = { trafficPattern: 'steady', monthlyRequests: 1_000_000, processingTimeSeconds: 0.1 } as const;
  const names = (stated: Partial<Workload>) => bill(FIXED, stated).map(({ name }) => name);

  it('are 703.1 GB in and out for a million requests of at most 1 MB: 0.6 MB and a fifth of it back, at $0.016', () => {
    expect(bill(FIXED, { ...steady, payloadSizeMB: 1 })[1]).toMatchObject({
      name: 'Data processed',
      unit: 'GB',
      monthlyQuantity: (1_000_000 * 0.6 * 1.2) / 1024,
      monthlyCostUsd: 11.25,
    });
  });

  it('are no data where a request carries only an address', () => {
    expect(names({ ...steady, payloadSizeMB: 1, payloadByReference: true })).not.toContain('Data processed');
  });

  it('are the size of the dataset and a fifth of it back, whatever the largest record', () => {
    // biome-ignore format: a fixture in few lines.
    const dataset = { trafficPattern: 'dataset', datasetRecordsPerRun: 1000, datasetRunsPerMonth: 30, datasetSizeGB: 2, processingTimeSeconds: 0.1,
      payloadSizeMB: 5 } as const;
    expect(bill(FOLLOWING, dataset)[1]?.monthlyQuantity).toBeCloseTo(30 * 2 * 1.2, 9);
    expect(bill(FOLLOWING, { ...dataset, payloadByReference: true })[1]?.name).toBe('Storage volumes');
  });

  it('are 30 GB per month for an ml.m5.xlarge, and none for an ml.g5.xlarge, which has local disks', () => {
    expect(bill(FIXED, steady)[1]).toMatchObject({ name: 'Storage volumes', unit: 'GB-months', monthlyQuantity: 30 });
    expect(names({ ...steady, requiresGpu: true })).toEqual(['Instances (ml.g5.xlarge, always on)']);
  });
});
