import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

const nightly = {
  trafficPattern: 'dataset',
  datasetRecordsPerRun: 1_000_000,
  datasetRunsPerMonth: 30,
  processingTimeSeconds: 0.05,
  instanceType: 'ml.m5.xlarge',
} as const;

const billOf = (stated: Partial<Workload>) =>
  costOf(plan('batch-transform', 'per-job'), needsOf({ ...nightly, ...stated }), BOOK);
const hours = (stated: Partial<Workload>) => billOf(stated).components[0]?.monthlyQuantity;

/** A million records of 50 ms: 50,000 s of work a run, four records at once on an ml.m5.xlarge. */
const WORK_HOURS = (30 * 50_000) / 4 / 3600;
const START_UP_HOURS = 5 / 60;

describe('a batch transform job', () => {
  it('costs its instance for the records, four at once, and for 5 min of starting: 106.7 hours for 30 runs', () => {
    expect(billOf({}).components).toMatchObject([
      { name: 'Instances (ml.m5.xlarge, while jobs run)', unit: 'hours', unitPriceUsd: 0.23, basis: 'derived' },
    ]);
    expect(hours({})).toBeCloseTo(WORK_HOURS + 30 * START_UP_HOURS, 6);
  });

  it('has neither data charges nor storage', () => {
    expect(billOf({ datasetSizeGB: 100, payloadSizeMB: 1 }).components).toHaveLength(1);
  });

  it('takes as many instances as its deadline needs, each of which has to start: 4 for 3.5 h of work in one hour', () => {
    expect(hours({ datasetDeadlineHours: 1 })).toBeCloseTo(WORK_HOURS + 30 * 4 * START_UP_HOURS, 6);
  });

  it('takes as many instances as it needs to be done before the next run: 6 for a run every 44 min', () => {
    expect(hours({ datasetRunsPerMonth: 1000 })).toBeCloseTo((1000 / 30) * WORK_HOURS + 1000 * 6 * START_UP_HOURS, 6);
  });

  it('takes no more than the 100 instances of a job, also where the deadline ends before it has started', () => {
    const most = WORK_HOURS + 30 * 100 * START_UP_HOURS;
    expect(hours({ datasetDeadlineHours: 0.084 })).toBeCloseTo(most, 6);
    expect(hours({ datasetDeadlineHours: 0.01 })).toBeCloseTo(most, 6);
  });

  it('is a job for each model, which all have to start', () => {
    expect(hours({ modelCount: 3 })).toBeCloseTo(WORK_HOURS + 30 * 3 * START_UP_HOURS, 6);
  });

  it('is one job for a pipeline, however many containers it has', () => {
    const pipeline = costOf(
      plan('batch-transform', 'per-job', 'inference-pipeline'),
      needsOf({ ...nightly, containerCount: 3, containerInvocation: 'serial' }),
      BOOK,
    );
    expect(pipeline.components[0]?.monthlyQuantity).toBeCloseTo(WORK_HOURS + 30 * START_UP_HOURS, 6);
  });

  it('costs nothing without a run', () => {
    expect(billOf({ datasetRunsPerMonth: 0 }).monthlyUsd).toEqual({ low: 0, likely: 0, high: 0 });
  });
});
