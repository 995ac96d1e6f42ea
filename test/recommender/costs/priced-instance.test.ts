import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { describedWorkload } from '../../support/confidence.ts';
import { runs } from '../../support/lane.ts';

const instanceFor = (stated: Partial<Workload>) => explained(stated).choice?.instance;

describe('the instances that are priced', () => {
  it('are as many as the peak needs where their number is fixed', () => {
    // 150 requests per second of 0.04 s are 6 in work; an ml.c6i.large takes 2 x 0.7.
    expect(
      instanceFor({
        trafficPattern: 'steady',
        responseTimeSeconds: 0.3,
        processingTimeSeconds: 0.04,
        monthlyRequests: 60_000_000,
        peakRequestsPerSecond: 150,
        modelSizeGB: 1,
      }),
    ).toEqual({ type: 'ml.c6i.large', min: 5, start: 5, max: 5, holds: '1 GB of model in 4 GB, 2 requests at once' });
  });

  it('are from the floor to the 5 of the peak and one more where they follow the traffic', () => {
    expect(
      instanceFor({
        trafficPattern: 'variable',
        responseTimeSeconds: 0.3,
        processingTimeSeconds: 0.04,
        peakRequestsPerSecond: 150,
        modelSizeGB: 1,
        availability: 'multi-az',
      }),
    ).toMatchObject({ type: 'ml.c6i.large', min: 2, start: 2, peak: 5, max: 6 });
  });

  it('are none while idle, one to start with, and room for another where the load is not known and they scale to zero', () => {
    expect(
      instanceFor({ trafficPattern: 'intermittent', responseTimeSeconds: 900, payloadSizeMB: 500, requiresGpu: true }),
    ).toEqual({ type: 'ml.g4dn.xlarge', min: 0, start: 1, max: 2, holds: '1 request at once' });
  });

  it('are one with room for another where answers are due within 5 min, and no processing time or load is stated', () => {
    const due = { trafficPattern: 'variable', responseTimeSeconds: 300 } as const;
    expect(instanceFor(due)).toMatchObject({ min: 1, start: 1, max: 2 });
    expect(instanceFor({ ...due, requiresVpc: true, modelParametersBillion: 8 })).toMatchObject({
      max: 2,
      holds: '14.9 GB of weights and 3.47 GB of cache for 7 requests of 4,096 tokens in 22.4 GB, which holds up to 7',
    });
  });

  it('are as many as a job needs to be done in time', () => {
    // 2,000,000 records of 0.02 s on 4 at a time take 10,000 s; an hour less five minutes leaves 3,300 s: 3.03. Of two vCPUs it
    // would be 7, and an account starts with 4.
    expect(
      instanceFor({
        trafficPattern: 'dataset',
        processingTimeSeconds: 0.02,
        datasetRecordsPerRun: 2_000_000,
        datasetRunsPerMonth: 30,
        datasetDeadlineHours: 1,
      }),
    ).toEqual({ type: 'ml.c6i.xlarge', min: 4, start: 4, max: 4, holds: '4 records at once' });
  });

  it('are none for serverless', () => {
    const { choice } = explained({ trafficPattern: 'intermittent', coldStarts: 'acceptable' });
    expect(choice).toMatchObject({ option: 'serverless', instance: null });
  });

  it('are whole numbers that fit the scaling, for any workload', () => {
    fc.assert(
      fc.property(describedWorkload, (stated) => {
        const { choice } = explained(stated);
        if (!choice?.instance) return;
        const { min, start, max } = choice.instance;
        for (const count of [min, start, max]) expect(Number.isSafeInteger(count)).toBe(true);
        expect(start).toBeGreaterThanOrEqual(1);
        expect(max).toBeGreaterThanOrEqual(start);
        expect(min).toBe(choice.scaling === 'scale-to-zero' ? 0 : start);
        if (choice.scaling === 'auto-scaling') expect(max).toBeGreaterThan(start);
        if (choice.scaling === 'fixed' || choice.scaling === 'per-job') expect(start).toBe(max);
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });
});
