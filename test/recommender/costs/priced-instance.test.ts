import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { describedWorkload } from '../../support/confidence.ts';
import { runs } from '../../support/lane.ts';
import { tokenWorkload } from './support.ts';

const instanceFor = (stated: Partial<Workload>) => explained(stated).choice?.instance;

describe('the instances that are priced', () => {
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
    const run = { trafficPattern: 'dataset', processingTimeSeconds: 0.02, datasetRecordsPerRun: 2_000_000 } as const;
    expect(instanceFor({ ...run, datasetRunsPerMonth: 30, datasetDeadlineHours: 1 })).toEqual({
      ...{ type: 'ml.c6i.xlarge', min: 4, start: 4, max: 4 },
      holds: '4 records at once',
    });
  });

  it('are whole numbers that fit the scaling, and none without servers, for any workload', () => {
    fc.assert(
      fc.property(fc.oneof(describedWorkload, tokenWorkload), (stated) => {
        const { choice } = explained(stated);
        if (choice?.option === 'serverless') expect(choice.instance).toBeNull();
        if (!choice?.instance) return;
        const { min, start, max } = choice.instance;
        for (const count of [min, start, max]) expect(Number.isSafeInteger(count)).toBe(true);
        expect(start).toBeGreaterThanOrEqual(1);
        expect(max).toBeGreaterThanOrEqual(start);
        if (choice.scaling === 'auto-scaling') expect(min).toBeGreaterThanOrEqual(1);
        else expect(min).toBe(choice.scaling === 'scale-to-zero' ? 0 : start);
        expect(start).toBeGreaterThanOrEqual(min);
        if (choice.scaling === 'auto-scaling') expect(max).toBeGreaterThan(start);
        if (choice.scaling === 'fixed' || choice.scaling === 'per-job') expect(start).toBe(max);
        if (choice.sizing?.count) expect(max).toBeGreaterThanOrEqual(choice.sizing.count.likely);
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });
});
