import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../../src/recommender/costs/price-book.ts';
import { volumeAt } from '../../../../src/recommender/costs/volume.ts';
import { usedFigures } from '../../../../src/recommender/explain/assumptions/estimate.ts';
import { recommend, WORKLOAD_FIELDS, type Workload } from '../../../../src/recommender/index.ts';
import { understand } from '../../../../src/recommender/needs/needs.ts';
import { runs } from '../../../support/lane.ts';
import { anyWorkload, sparseWorkload, workload } from '../../../support/workloads.ts';
import { BOOK, needsOf, PRICES, plan, plansFor, pricedWorkload } from '../../costs/support.ts';

const used = (priced: Plan, stated: Partial<Workload>) =>
  usedFigures(priced, needsOf(stated), BOOK).map(({ say, sayBriefly: _, ...figure }) => ({ ...figure, text: say() }));
const figures = (priced: Plan, stated: Partial<Workload>) => used(priced, stated).map(({ figure }) => figure);
const textOf = (figure: string, priced: Plan, stated: Partial<Workload>) =>
  used(priced, stated).find((assumption) => assumption.figure === figure)?.text;

const REAL_TIME = plan('real-time', 'fixed');
const FOLLOWING = plan('real-time', 'auto-scaling');
const SERVERLESS = plan('serverless', 'on-demand');
const QUEUE = plan('asynchronous', 'scale-to-zero');
const JOB = plan('batch-transform', 'per-job');
const little = {
  trafficPattern: 'steady',
  monthlyRequests: 1000,
  processingTimeSeconds: 0.1,
  payloadSizeMB: 1,
} as const;

describe('the figures that an estimate made use of', () => {
  it('are, of an endpoint that hardly works, its instance type, its data and its volume: no processing time moves it', () => {
    expect(figures(REAL_TIME, little)).toEqual(['instance-type', 'largest-payload', 'storage-volume']);
  });

  it('name the mean that stands for a p95 where the time used is paid for, with its range', () => {
    expect(textOf('processing-range', SERVERLESS, little)).toBe(
      'Requests are priced at a mean of 0.7 times the p95 that you gave, and the range at 0.4 to 1 times.',
    );
  });

  it('name no p95 as given where only requests in progress are stated', () => {
    expect(textOf('processing-range', FOLLOWING, { concurrentRequests: 50 })).toBe(
      'Requests are priced at a mean of 0.7 times their p95, and the range at 0.4 to 1 times.',
    );
  });

  it('name the instances of a burst and when they are done: 200 requests of 60 s in 15 min on 5 of 4 vCPUs', () => {
    const burst = {
      trafficPattern: 'variable',
      monthlyRequests: 1000,
      processingTimeSeconds: 60,
      responseTimeSeconds: 900,
      burstRequests: 200,
      instanceType: 'ml.m5.xlarge',
    } as const;
    const queue = plan('asynchronous', 'auto-scaling');
    expect(used(queue, burst).find(({ figure }) => figure === 'burst')).toMatchObject({
      field: 'burstRequests',
      value: 5,
      text: 'The burst is planned on up to 5 instances, which finish it in 10 min once they serve.',
    });
    expect(figures(queue, { ...burst, burstRequests: 40 })).not.toContain('burst');
  });

  it('name the instances that stay on for a burst whose callers wait: 200 requests of 60 s on 50 of 4 vCPUs, 30 s on 25', () => {
    const burst = {
      trafficPattern: 'variable',
      monthlyRequests: 1000,
      processingTimeSeconds: 60,
      burstRequests: 200,
      instanceType: 'ml.m5.xlarge',
    } as const;
    expect(used(REAL_TIME, burst).find(({ figure }) => figure === 'burst')).toMatchObject({
      value: 50,
      text: 'The burst is planned on 50 instances that stay on, for 200 requests at once.',
    });
    expect(textOf('burst', REAL_TIME, { ...burst, processingTimeSeconds: 30 })).toBe(
      'The burst is planned on 25 instances that stay on, for 100 requests at once.',
    );
    expect(figures(REAL_TIME, { ...burst, burstRequests: 4 })).not.toContain('burst');
    const busier = { ...burst, processingTimeSeconds: 0.04, responseTimeSeconds: 0.3, peakRequestsPerSecond: 400 };
    expect(textOf('burst', REAL_TIME, busier)).toBe(
      'The burst is planned on 8 instances that stay on, for 29 requests at once.',
    );
  });

  it('name the maximum concurrency of a serverless endpoint, and the units that are kept warm for its busy hours', () => {
    const office = {
      trafficPattern: 'intermittent',
      busyHoursPerDay: 8,
      monthlyRequests: 100_000,
      processingTimeSeconds: 0.5,
      concurrentRequests: 20,
    } as const;
    const warm = plan('serverless', 'provisioned-concurrency');
    expect(textOf('max-concurrency', warm, office)).toBe('Maximum concurrency is planned at 29, of 200 per endpoint.');
    expect(textOf('warm-units', warm, office)).toBe(
      '20 units of provisioned concurrency are kept warm for 243 hours per month.',
    );
    const brief = { ...office, busyDaysPerWeek: 1, monthlyRequests: 1000 } as const;
    expect(textOf('warm-units', warm, { ...brief, busyHoursPerDay: 0.25 })).toBe(
      '20 units of provisioned concurrency are kept warm for 1 hour per month.',
    );
    expect(textOf('warm-units', warm, { ...brief, busyHoursPerDay: 0.1 })).toBe(
      '20 units of provisioned concurrency are kept warm for 0.4345 hours per month.',
    );
    expect(figures(SERVERLESS, office)).not.toContain('warm-units');
    expect(figures(SERVERLESS, little)).not.toContain('max-concurrency');
    expect(figures(REAL_TIME, office)).not.toContain('max-concurrency');
  });

  it('say how an instance wakes once, and of other options only the times', () => {
    const { assumptions } = recommend(workload({ name: 'x', concurrentRequests: 100, requiresScaleToZero: true }));
    expect(assumptions.find(({ field }) => field === 'coldStarts')?.text).toBe(
      'Cold starts: not given; a few seconds after idle periods are assumed to be fine. Each wake-up takes 8 min, of which 5 min are billed, and zero comes 3 min after the last answer (Asynchronous Inference). Real-time Inference: 7 min to wake and 26 min until zero again.',
    );
  });

  it('are none of ours where the type is stated, has its own disks, and nothing is known of the volume', () => {
    expect(figures(REAL_TIME, { instanceType: 'ml.g5.xlarge' })).toEqual([]);
  });

  it('are none where nothing holds the model', () => {
    expect(figures(SERVERLESS, { modelSizeGB: 7 })).toEqual([]);
  });

  it('name the instance type with the smallest bill, ml.m5.large for $88, and the model that it holds', () => {
    expect(used(REAL_TIME, little)[0]).toEqual({
      figure: 'instance-type',
      field: 'instanceType',
      value: 'ml.m5.large',
      text: "Instance type: not given; ml.m5.large is priced, chosen by the month's bill.",
    });
    expect(textOf('instance-type', REAL_TIME, { ...little, modelSizeGB: 20 })).toBe(
      "Instance type: not given; ml.m5.2xlarge is priced, chosen by the month's bill; it holds 20 GB.",
    );
  });

  it('call nothing priced where the Region has no prices, and keep what sizes the instances', () => {
    const busy = {
      ...little,
      trafficPattern: 'variable',
      peakRequestsPerSecond: 200,
      coldStarts: 'acceptable',
    } as const;
    const unpriced = usedFigures(
      FOLLOWING,
      needsOf({ ...busy, region: 'us-gov-west-1' }),
      bookFor(PRICES, 'us-gov-west-1'),
    );
    expect(unpriced.map(({ figure }) => figure)).toEqual(['instance-type', 'requests-at-once', 'target-utilisation']);
    expect(unpriced[0]?.say()).toBe('Instance type: not given; ml.c6i.large is assumed.');
    expect(unpriced.map(({ say }) => say()).join(' ')).not.toMatch(/priced|range/);
  });

  it('name the memory of Serverless Inference only where it is not given', () => {
    expect(used(SERVERLESS, little)[0]).toMatchObject({ figure: 'serverless-memory', field: 'modelSizeGB', value: 2 });
    expect(figures(SERVERLESS, { ...little, modelSizeGB: 3 })).toEqual(['largest-payload', 'processing-range']);
  });

  it('name the target utilisation where the load takes more than the least capacity', () => {
    expect(figures(REAL_TIME, { ...little, peakRequestsPerSecond: 14 })).not.toContain('target-utilisation');
    expect(textOf('target-utilisation', REAL_TIME, { ...little, peakRequestsPerSecond: 15 })).toBe(
      'Instances are sized to be 70% busy at the peak.',
    );
  });

  it('name the requests that an instance has in work, 1 on each vCPU, where the load takes more than the least capacity', () => {
    const peak = (peakRequestsPerSecond: number) =>
      ({ ...little, peakRequestsPerSecond, instanceType: 'ml.m5.xlarge' }) as const;
    expect(figures(REAL_TIME, peak(28))).not.toContain('requests-at-once');
    expect(used(REAL_TIME, peak(29))).toContainEqual({
      figure: 'requests-at-once',
      field: 'instanceType',
      value: 4,
      text: 'Each instance is assumed to process 4 requests at once, 1 per vCPU.',
    });
    const unknown = { ...peak(29), instanceType: 'ml.unheard-of.large' };
    expect(textOf('requests-at-once', REAL_TIME, unknown)).toBe(
      "Each instance is assumed to process 1 request at once, because its size isn't known.",
    );
  });

  it('say that a server which batches needs fewer instance hours, with a GPU or with streaming', () => {
    const busy = { ...little, peakRequestsPerSecond: 29 } as const;
    expect(textOf('requests-at-once', REAL_TIME, { ...busy, requiresGpu: true })).toBe(
      'Each instance is assumed to process 1 request at once, 1 per GPU or accelerator; a server that batches requests needs fewer instance hours.',
    );
    expect(textOf('requests-at-once', REAL_TIME, { ...busy, requiresStreaming: 'response' })).toContain('batches');
    expect(textOf('requests-at-once', REAL_TIME, { ...busy, instanceType: 'ml.inf2.xlarge' })).toContain('batches');
  });

  it('name them for a job, whose hours follow from its records', () => {
    const nightly = { trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, datasetRunsPerMonth: 30 } as const;
    expect(figures(JOB, { ...nightly, processingTimeSeconds: 1 })).toContain('requests-at-once');
  });

  it('name what an instance does at a volume at which plans are compared, although the month needs one instance', () => {
    const turn = volumeAt(needsOf(little), 1e9, 0.1);
    const compared = usedFigures(REAL_TIME, needsOf(little), BOOK, [turn]).map(({ figure }) => figure);
    expect(compared).toEqual(expect.arrayContaining(['requests-at-once', 'target-utilisation']));
  });

  it('name the busy hours where traffic comes and goes without any stated, and capacity depends on them', () => {
    const sparse = { ...little, trafficPattern: 'intermittent' } as const;
    expect(textOf('busy-hours', FOLLOWING, sparse)).toBe('Busy hours: not given; 4 per day are priced.');
    expect(figures(FOLLOWING, { ...sparse, busyHoursPerDay: 6 })).not.toContain('busy-hours');
    expect(figures(SERVERLESS, sparse)).not.toContain('busy-hours');
  });

  it('name the waking and the waiting of what goes to zero', () => {
    expect(used(QUEUE, { ...little, trafficPattern: 'intermittent' })).toContainEqual({
      figure: 'waking',
      field: 'coldStarts',
      value: 480 + 150,
      text: 'Each wake-up takes 8 min, of which 5 min are billed, and zero comes 3 min after the last answer.',
    });
    expect(figures(QUEUE, { ...little, monthlyRequests: 0 })).not.toContain('waking');
  });

  it('name the start of each job', () => {
    const nightly = { trafficPattern: 'dataset', datasetRecordsPerRun: 9, processingTimeSeconds: 1 } as const;
    expect(textOf('start-up', JOB, { ...nightly, datasetRunsPerMonth: 30 })).toBe(
      'Each job is priced with 5 min to start.',
    );
    expect(figures(JOB, { ...nightly, datasetRunsPerMonth: 0 })).not.toContain('start-up');
    expect(figures(JOB, { ...nightly, datasetRunsPerMonth: 30 })).not.toContain('target-utilisation');
  });

  it('name the shape of the day where capacity follows it, or the month was told from the peak', () => {
    const variable = { ...little, trafficPattern: 'variable' } as const;
    expect(used(FOLLOWING, variable)).toContainEqual({
      figure: 'day-shape',
      field: 'trafficPattern',
      value: 0.5,
      text: 'Average load is taken as half the peak.',
    });
    expect(figures(SERVERLESS, variable)).not.toContain('day-shape');
    const byPeak = { trafficPattern: 'variable', peakRequestsPerSecond: 1, processingTimeSeconds: 0.1 } as const;
    expect(figures(SERVERLESS, byPeak)).toContain('day-shape');
  });

  it('name the missing payload where data is charged for', () => {
    const { payloadSizeMB: _payload, ...silent } = little;
    expect(textOf('payload', REAL_TIME, silent)).toBe("Payload: not given; data in and out isn't priced.");
    expect(figures(SERVERLESS, silent)).toContain('payload');
    expect(figures(QUEUE, silent)).not.toContain('payload');
    expect(figures(REAL_TIME, { ...silent, payloadByReference: true })).not.toContain('payload');
  });

  it('name the mean payload that stands for the largest where data is charged for, and what goes the other way', () => {
    expect(used(SERVERLESS, { ...little, payloadSizeMB: 5.8 })).toContainEqual({
      figure: 'largest-payload',
      field: 'payloadSizeMB',
      value: 5.8,
      text: 'Payloads are priced at 60% of the largest, 5.8 MB, and 20% of that in the other direction.',
    });
    expect(figures(QUEUE, little)).not.toContain('largest-payload');
    expect(figures(REAL_TIME, { ...little, payloadByReference: true })).not.toContain('largest-payload');
  });

  it('name the mean record that stands for the largest, unless the size of the dataset is stated', () => {
    const scored = {
      trafficPattern: 'dataset',
      datasetRecordsPerRun: 9,
      datasetRunsPerMonth: 30,
      processingTimeSeconds: 1,
      payloadSizeMB: 2,
    } as const;
    expect(textOf('largest-payload', SERVERLESS, scored)).toBe(
      'Records are priced at 60% of the largest, 2 MB, and 20% of that in the other direction.',
    );
    expect(figures(SERVERLESS, { ...scored, datasetSizeGB: 1 })).not.toContain('largest-payload');
  });

  it('name the month that is told from a peak, and how: 500 per second all month are 1,314,000,000 requests', () => {
    const { monthlyRequests: _month, ...silent } = little;
    expect(used(REAL_TIME, { ...silent, peakRequestsPerSecond: 500 })).toContainEqual({
      figure: 'month-from-peak',
      field: 'monthlyRequests',
      value: 1_314_000_000,
      text: 'Requests per month: not given; 1,314,000,000 are priced, at 500 per second, 24 hours per day, 7 days per week.',
    });
    const office = {
      ...silent,
      trafficPattern: 'variable',
      peakRequestsPerSecond: 3,
      busyHoursPerDay: 10,
      busyDaysPerWeek: 5,
    } as const;
    expect(textOf('month-from-peak', SERVERLESS, office)).toBe(
      'Requests per month: not given; 1,173,214 are priced, at 50% of 3 per second, 10 hours per day, 5 days per week.',
    );
    expect(textOf('month-from-peak', SERVERLESS, { ...office, busyHoursPerDay: 1, busyDaysPerWeek: 1 })).toContain(
      '1 hour per day, 1 day per week.',
    );
  });

  it('name it only where the estimate rests on it, and not on the peak alone', () => {
    const { monthlyRequests: _month, payloadSizeMB: _payload, ...silent } = little;
    const peak = { ...silent, peakRequestsPerSecond: 500 };
    expect(figures(REAL_TIME, peak)).not.toContain('month-from-peak');
    expect(figures(FOLLOWING, { ...peak, trafficPattern: 'variable' })).toContain('month-from-peak');
    expect(figures(SERVERLESS, peak)).toContain('month-from-peak');
    expect(figures(SERVERLESS, { ...peak, monthlyRequests: 9 })).not.toContain('month-from-peak');
  });

  it('name the 7 busy days where hours of the day are stated without days, and the estimate would be another', () => {
    const hours = { ...little, trafficPattern: 'intermittent', busyHoursPerDay: 6 } as const;
    expect(used(QUEUE, hours)).toContainEqual({
      figure: 'busy-days',
      field: 'busyDaysPerWeek',
      value: 7,
      text: 'Busy days: not given; all 7 per week are priced.',
    });
    expect(figures(QUEUE, { ...hours, busyDaysPerWeek: 5 })).not.toContain('busy-days');
    expect(figures(SERVERLESS, hours)).not.toContain('busy-days');
    const { processingTimeSeconds: _time, ...unknown } = hours;
    expect(figures(QUEUE, unknown)).not.toContain('busy-days');
  });

  it('name the share of models that are called, where it decides about memory', () => {
    const shared = plan('real-time', 'fixed', 'multi-model');
    const many = { ...little, modelCount: 2005, modelSizeGB: 0.1 } as const;
    expect(textOf('active-models', shared, many)).toBe(
      'Models called per hour: not given; memory for 201 of 2,005 is priced.',
    );
    expect(figures(shared, { ...many, activeModelCount: 100 })).not.toContain('active-models');
    expect(figures(shared, { ...little, modelCount: 2000 })).not.toContain('active-models');
  });

  it('are each named once, in one sentence, at a field of the workload, for any plan', () => {
    fc.assert(
      fc.property(fc.oneof(pricedWorkload, anyWorkload, sparseWorkload), (stated) => {
        for (const priced of plansFor(stated)) {
          const assumed = usedFigures(priced, understand(stated), BOOK);
          expect(new Set(assumed.map(({ figure }) => figure)).size).toBe(assumed.length);
          for (const { field, say } of assumed) {
            const text = say();
            expect(WORKLOAD_FIELDS).toContain(field);
            expect(text).toMatch(/^[A-Z\d][^.]*(\.\S[^.]*)*\.$/);
            expect(text).not.toMatch(/undefined|NaN|Infinity|(?<![.\d])[01] (?:hours|days)\b/);
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('are said alike in all estimates of a workload in which they have the same value', () => {
    fc.assert(
      fc.property(fc.oneof(pricedWorkload, anyWorkload, sparseWorkload), (stated) => {
        const sentences = new Map<string, string>();
        for (const priced of plansFor(stated)) {
          for (const { figure, value, say } of usedFigures(priced, understand(stated), BOOK)) {
            const key = `${figure} ${value}`;
            expect(say()).toBe(sentences.get(key) ?? say());
            sentences.set(key, say());
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
