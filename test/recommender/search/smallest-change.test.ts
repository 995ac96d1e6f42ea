import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InferenceOptionId, recommend, type Workload } from '../../../src/recommender/index.ts';
import { servedModel } from '../../../src/recommender/needs/served-model.ts';
import { describedWorkload } from '../../support/confidence.ts';
import { runs } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';

const KNOWN = ['llama-3-8b', 'llama-3.3-70b', 'whisper-large-v3', 'bge-large-en-v1.5', 'sdxl', 'mixtral'];

const changeFor = (option: InferenceOptionId, stated: Partial<Workload>) =>
  recommend(workload(stated)).rejected.find((rejected) => rejected.option === option)?.wouldFitIf;

const variable = { trafficPattern: 'variable' } as const;
const chat = { ...variable, modelId: 'llama-3-8b' } as const;

describe('the smallest change that makes another option fit or win', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['is 60 s or more where no response time is stated, as the flip says', 'asynchronous', {},
      { text: 'Chosen if the allowed response time is at least 60 s.', changes: { responseTimeSeconds: 60 } }],
    ['is a model three times as large before a payload eight times as large', 'real-time',
      { trafficPattern: 'intermittent', coldStarts: 'acceptable', responseTimeSeconds: 30, processingTimeSeconds: 0.5, payloadSizeMB: 0.5,
        monthlyRequests: 20_000, modelSizeGB: 2 },
      { text: 'Chosen if the model needs over 6 GB.', changes: { modelSizeGB: 6.004 } }],
    ['is two fields where two are enough, though three fit without a doubt', 'asynchronous',
      { trafficPattern: 'intermittent', responseTimeSeconds: 37, coldStarts: 'unacceptable', processingTimeSeconds: 4.3,
        peakRequestsPerSecond: 2.9,
        modelCount: 100, modelSizeGB: 4.9, containerInvocation: 'serial', requiresMarketplaceModel: true, region: 'us-west-2' },
      { changes: { responseTimeSeconds: 60, containerCount: 1 } }],
    ['keeps the requests of a fraud check: a cold start is accepted before the task becomes another', 'serverless',
      { trafficPattern: 'steady', coldStarts: 'unacceptable', responseTimeSeconds: 0.1, processingTimeSeconds: 0.03 },
      { changes: { coldStarts: 'acceptable' } }],
    ['keeps what was asked for as long as something else will do', 'serverless', { ...variable, requiresMultipleVariants: true },
      { changes: { requiresMultipleVariants: false } }],
    ['keeps scale to zero where a dataset will do', 'batch-transform', { requiresScaleToZero: true },
      { changes: { trafficPattern: 'dataset' } }],
    ["turns the requests of 40 models into no dataset for serverless's sake: accepting cold starts and one model come first", 'serverless',
      { coldStarts: 'unacceptable', modelCount: 40 }, { changes: { coldStarts: 'acceptable', modelCount: 1 } }],
    ['is a size where no model is known', 'serverless', { ...variable, modelSizeGB: 8 }, { changes: { modelSizeGB: 6 } }],
    ['serves a model of 1.5 billion parameters in 32 bits at half that where it has to fit 6 GB', 'serverless',
      { ...variable, modelParametersBillion: 1.5, modelPrecisionBits: 32 },
      { text: 'Fits if weights take at most 16 bits.', changes: { modelPrecisionBits: 16 } }],
    ['says of a dataset instead of requests no response time, which it has none of', 'batch-transform',
      { ...variable, responseTimeSeconds: 2 },
      { text: 'Fits if a dataset is scored instead of requests.' }],
    ['asks for a demand that only one option meets where nothing less strange makes it win', 'real-time', { trafficPattern: 'dataset' },
      { changes: { requiresMultipleVariants: true } }],
    ['leaves a known model what it is: no 8 billion parameters fit 6 GB without a GPU, whatever else changes', 'serverless', chat, null],
    ['leaves a known model on its GPU', 'serverless', { ...chat, requiresGpu: true }, null],
    ['leaves stated parameters as they are', 'serverless', { ...variable, modelParametersBillion: 8 }, null],
  ] as const)('%s', (_sentence, option, stated, change) => {
    const found = changeFor(option, stated);
    if (change === null) expect(found).toBeNull();
    else expect({ ...found }).toEqual({ ...found, ...change });
  });

  // biome-ignore format: one case a line.
  it.each([
    ['a ban on cold starts', 'asynchronous', { modelInvocationFrequency: 'frequent', requiresVpc: true }, 'coldStarts'],
    ['a second container', 'real-time', { trafficPattern: 'intermittent', containerCount: 1 }, 'containerCount'],
    ['a second container before another task', 'real-time',
      { ...variable, payloadSizeMB: 20, processingTimeSeconds: 60, responseTimeSeconds: 900,
      monthlyRequests: 20_000 }, 'containerInvocation'],
    ['a second model', 'real-time', { busyDaysPerWeek: 1, modelCount: 1 }, 'modelCount'],
    ['scale to zero', 'serverless', { processingTimeSeconds: 1, costPriority: 'performance' }, 'requiresScaleToZero'],
  ] as const)('asks for no %s while something else will do', (_what, option, stated, field) => {
    const { changes = {} } = changeFor(option, stated) ?? {};
    expect(Object.keys(changes).length).toBeGreaterThan(0);
    expect(changes).not.toHaveProperty(field);
  });

  it('changes no size, parameters or accelerator of any known model', () => {
    fc.assert(
      fc.property(describedWorkload, fc.constantFrom(...KNOWN), (stated, modelId) => {
        for (const { wouldFitIf } of recommend({ ...stated, modelId }).rejected) {
          const changes = Object.keys(wouldFitIf?.changes ?? {});
          expect(changes).not.toContain('modelSizeGB');
          expect(changes).not.toContain('modelParametersBillion');
          if (servedModel({ ...stated, modelId })?.needsAccelerator) expect(changes).not.toContain('requiresGpu');
        }
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('makes no other task of requests that are waited for, whatever else is stated', () => {
    fc.assert(
      fc.property(describedWorkload, (stated) => {
        if (stated.trafficPattern === 'dataset' || stated.responseTimeSeconds === undefined) return;
        for (const { option, wouldFitIf } of recommend(stated).rejected) {
          if (option !== 'batch-transform')
            expect(wouldFitIf?.changes ?? {}).not.toHaveProperty('trafficPattern', 'dataset');
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
