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
    ['more records than fewer than 200 at once score within the hour',
      { ...stored, datasetRecordsPerRun: 1e6, processingTimeSeconds: 1, datasetDeadlineHours: 1 }, { datasetRecordsPerRun: 720_000 }],
    ['a container image of 10 GB', { containerImageSizeGB: 12 }, { containerImageSizeGB: 10 }],
    ['a Region that has it', { region: 'me-central-1' }, { region: 'us-east-1' }],
  ] as const)('is %s, and no VPC', (_what, stated, changes) => {
    expect(changesFor('serverless', { ...stated, ...inVpc })?.changes).toEqual({ ...changes, requiresVpc: false });
  });
});

/** All that keeps a model off serverless. */
// biome-ignore format: one workload a line.
const EVERYTHING = { coldStarts: 'unacceptable', payloadSizeMB: 500, processingTimeSeconds: 4000, burstRequests: 250,
  modelCount: 3, modelSizeGB: 600,
  modelsShareEndpoint: true, containerImageSizeGB: 12, requiresGpu: true, requiresVpc: true, requiresNetworkIsolation: true,
    requiresDataCapture: true,
  requiresMultipleVariants: true, requiresMarketplaceModel: true, requiresStreaming: 'response', region: 'me-central-1' } as const;
const tooSmall = { processingTimeSeconds: 1e-322, responseTimeSeconds: 5.4e-323 } as const;

describe('what would make another option fit, by several changes', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['gives a job that is due in 3 minutes 24 hours, and takes the variants away', 'batch-transform',
      { ...stored, datasetDeadlineHours: 0.05, requiresMultipleVariants: true },
      { datasetDeadlineHours: 24, requiresMultipleVariants: false },
      'Fits if the deadline of a run is at least 24 hours and one production variant is enough.'],
    ['leaves 15 models, each in its container, where 16 are stated', 'real-time',
      { modelCount: 16, containerInvocation: 'direct', modelsShareEndpoint: true, requiresScaleToZero: true, requiresMultipleVariants: true,
        requiresStreaming: 'bidirectional', processingTimeSeconds: 3600 },
      { requiresStreaming: 'none', processingTimeSeconds: 60, modelCount: 15, requiresScaleToZero: false }],
    ['takes back a change that was not needed: the GPU may be the one that is stated', 'real-time',
      { modelCount: 3, modelsShareEndpoint: true, instanceType: 'ml.g6.2xlarge', processingTimeSeconds: 90,
        requiresMultipleVariants: true },
      { processingTimeSeconds: 60, requiresMultipleVariants: false },
        'Fits if a request takes at most 60 s and one production variant is enough.'],
    ['names the first value that was tried if the turn lies too close to zero to be narrowed', 'serverless',
      { trafficPattern: 'variable', coldStarts: 'acceptable', ...tooSmall }, { responseTimeSeconds: 0.01 },
      'Fits if the allowed response time is at least 10 ms.'],
    ['names 200 at once as 32.7 requests of 6.1 s in a second, not as a number whose last digit is past the limit', 'serverless',
      { peakRequestsPerSecond: 400, processingTimeSeconds: 6.1, ...inVpc }, { peakRequestsPerSecond: 32.7, requiresVpc: false },
      "Fits if the peak is at most 32.7 requests per second and no VPC access is needed."],
    ['names fewer records where a job of 1,000,000,000,000 fits neither 30 runs per month nor one', 'batch-transform',
      { trafficPattern: 'variable', datasetRecordsPerRun: 1e12, processingTimeSeconds: 1, datasetRunsPerMonth: 30 },
      { trafficPattern: 'dataset', datasetRecordsPerRun: 1 }],
  ] as const)('%s', (_sentence, option, stated, changes, text?: string) => {
    expect(changesFor(option, stated)).toEqual({ text: text ?? expect.any(String), changes });
  });

  it('names 15 where it takes as many', () => {
    expect(Object.keys(changesFor('serverless', EVERYTHING)?.changes ?? {})).toHaveLength(15);
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
