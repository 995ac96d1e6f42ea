import { describe, expect, it } from 'vitest';
import {
  type InferenceOptionId,
  type Recommendation,
  recommend,
  type Workload,
} from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import { outcomeOf } from '../../../src/recommender/search/outcome.ts';
import { Turns } from '../../../src/recommender/search/turn.ts';
import { wouldFitIf } from '../../../src/recommender/search/would-fit.ts';
import { workload } from '../../support/workloads.ts';

type WouldFitIf = Recommendation['rejected'][number]['wouldFitIf'];

const changesFor = (option: InferenceOptionId, stated: Partial<Workload>): WouldFitIf | undefined =>
  recommend(workload(stated)).rejected.find((rejected) => rejected.option === option)?.wouldFitIf;

const inVpc = { requiresVpc: true } as const;
const stored = { trafficPattern: 'dataset' } as const;

describe('what would make serverless fit, where a VPC keeps it out as well', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['200 requests that arrive together, of 250', { burstRequests: 250 }, { burstRequests: 200 }],
    ['200 requests a second of 1 s, of 400', { peakRequestsPerSecond: 400, processingTimeSeconds: 1 }, { peakRequestsPerSecond: 200 }],
    ['200 in work at once by either count', { burstRequests: 250, peakRequestsPerSecond: 400, processingTimeSeconds: 1 },
      { burstRequests: 200, peakRequestsPerSecond: 200 }],
    ['a lower peak alone where the burst of 100 is none too many', { burstRequests: 100, peakRequestsPerSecond: 400, processingTimeSeconds: 1 },
      { peakRequestsPerSecond: 200 }],
    ['so many records that 200 at once score them within the hour',
      { ...stored, datasetRecordsPerRun: 1e6, processingTimeSeconds: 1, datasetDeadlineHours: 1 }, { datasetRecordsPerRun: 720_000 }],
    ['a container image of 10 GB', { containerImageSizeGB: 12 }, { containerImageSizeGB: 10 }],
    ['a Region that has it', { region: 'me-central-1' }, { region: 'us-east-1' }],
  ] as const)('is %s, and no VPC', (_what, stated, changes) => {
    expect(changesFor('serverless', { ...stated, ...inVpc })?.changes).toEqual({ ...changes, requiresVpc: false });
  });
});

describe('what would make another option fit, by several changes', () => {
  it('gives a job that is due in 3 minutes 24 hours, and takes the variants away', () => {
    expect(
      changesFor('batch-transform', { ...stored, datasetDeadlineHours: 0.05, requiresMultipleVariants: true }),
    ).toEqual({
      text: 'Fits if the deadline of a run is at least 24 hours and one production variant is enough.',
      changes: { datasetDeadlineHours: 24, requiresMultipleVariants: false },
    });
  });

  it('leaves 15 models, each in its container, where 16 are stated', () => {
    const menu = { modelCount: 16, containerInvocation: 'direct', modelsShareEndpoint: true } as const;
    const asked = {
      requiresScaleToZero: true,
      requiresMultipleVariants: true,
      requiresStreaming: 'bidirectional',
      processingTimeSeconds: 3600,
    } as const;
    expect(changesFor('real-time', { ...menu, ...asked })?.changes).toEqual({
      requiresStreaming: 'none',
      processingTimeSeconds: 60,
      modelCount: 15,
      requiresScaleToZero: false,
    });
  });

  it('takes back a change that was not needed: the GPU may be the one that is stated', () => {
    const shared = { modelCount: 3, modelsShareEndpoint: true, instanceType: 'ml.g6.2xlarge' } as const;
    expect(changesFor('real-time', { ...shared, processingTimeSeconds: 90, requiresMultipleVariants: true })).toEqual({
      text: 'Fits if a request takes at most 60 s and one production variant is enough.',
      changes: { processingTimeSeconds: 60, requiresMultipleVariants: false },
    });
  });
});

describe('where a change is hard to find', () => {
  it('the first value that was tried is named if the turn lies too close to zero to be narrowed', () => {
    const tooSmall = { processingTimeSeconds: 1e-322, responseTimeSeconds: 5.4e-323 };
    expect(changesFor('serverless', { trafficPattern: 'variable', coldStarts: 'acceptable', ...tooSmall })).toEqual({
      text: 'Fits if the allowed response time is at least 10 ms.',
      changes: { responseTimeSeconds: 0.01 },
    });
  });

  it('15 changes are named where it takes as many', () => {
    const everything = {
      coldStarts: 'unacceptable',
      payloadSizeMB: 500,
      processingTimeSeconds: 4000,
      burstRequests: 250,
      modelCount: 3,
      modelSizeGB: 600,
      modelsShareEndpoint: true,
      containerImageSizeGB: 12,
      requiresGpu: true,
      requiresVpc: true,
      requiresNetworkIsolation: true,
      requiresDataCapture: true,
      requiresMultipleVariants: true,
      requiresMarketplaceModel: true,
      requiresStreaming: 'response',
      region: 'me-central-1',
    } as const;
    expect(Object.keys(changesFor('serverless', everything)?.changes ?? {})).toHaveLength(15);
  });

  it('200 at once are named as 32.7 requests of 6.1 s in a second, not as a number whose last digit is past the limit', () => {
    expect(changesFor('serverless', { peakRequestsPerSecond: 400, processingTimeSeconds: 6.1, ...inVpc })).toEqual({
      text: "Fits if the peak is at most 32.7 requests per second and you don't need VPC access.",
      changes: { peakRequestsPerSecond: 32.7, requiresVpc: false },
    });
  });

  it('fewer records are named where a job of 1,000,000,000,000 fits neither 30 runs per month nor one', () => {
    const never = { datasetRecordsPerRun: 1e12, processingTimeSeconds: 1, datasetRunsPerMonth: 30 };
    expect(changesFor('batch-transform', { trafficPattern: 'variable', ...never })?.changes).toEqual({
      trafficPattern: 'dataset',
      datasetRecordsPerRun: 1,
    });
  });

  it('none is named where no change helps: the search ends when it has tried what there is', () => {
    const base = judge(workload({ burstRequests: 250, ...inVpc }));
    let tried = 0;
    const stubborn = (): typeof base => {
      tried += 1;
      return base;
    };
    const nowhere = new Turns((_field, value) => ({ value, outcome: outcomeOf(base) }));
    expect(wouldFitIf('serverless', 'ruled-out', [], base, stubborn, nowhere)).toBeNull();
    expect(tried).toBeGreaterThan(1);
    expect(tried).toBeLessThan(30);
  });
});
