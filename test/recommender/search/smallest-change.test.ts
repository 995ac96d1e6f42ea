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

describe('the smallest change that makes another option fit or win', () => {
  it('is 60 s or more where no response time is stated, as the flip says', () => {
    expect(changeFor('asynchronous', {})).toEqual({
      text: 'Chosen if the allowed response time is at least 60 s.',
      changes: { responseTimeSeconds: 60 },
    });
  });

  it('is a model three times as large before a payload eight times as large', () => {
    // biome-ignore format: a fixture in few lines.
    const stated = { trafficPattern: 'intermittent', coldStarts: 'acceptable', responseTimeSeconds: 30, processingTimeSeconds: 0.5, payloadSizeMB: 0.5,
      monthlyRequests: 20_000, modelSizeGB: 2 } as const;
    expect(changeFor('real-time', stated)).toEqual({
      text: 'Chosen if the model needs over 6 GB.',
      changes: { modelSizeGB: 6.004 },
    });
  });

  it('is two fields where two are enough, though three fit without a doubt', () => {
    // biome-ignore format: a fixture in few lines.
    const stated = { trafficPattern: 'intermittent', responseTimeSeconds: 37, coldStarts: 'unacceptable', processingTimeSeconds: 4.3,
      peakRequestsPerSecond: 2.9, modelCount: 100, modelSizeGB: 4.9, containerInvocation: 'serial', requiresMarketplaceModel: true,
        region: 'us-west-2' } as const;
    expect(changeFor('asynchronous', stated)?.changes).toEqual({ responseTimeSeconds: 60, containerCount: 1 });
  });

  it('keeps the requests of a fraud check: a cold start is accepted before the task becomes another', () => {
    // biome-ignore format: a fixture in few lines.
    const stated = { trafficPattern: 'steady', coldStarts: 'unacceptable', responseTimeSeconds: 0.1, processingTimeSeconds: 0.03 } as const;
    expect(changeFor('serverless', stated)?.changes).toEqual({ coldStarts: 'acceptable' });
  });

  it('keeps what was asked for as long as something else will do', () => {
    const { changes } = changeFor('serverless', { requiresMultipleVariants: true, trafficPattern: 'variable' }) ?? {};
    expect(changes).toEqual({ requiresMultipleVariants: false });
    expect(changeFor('batch-transform', { requiresScaleToZero: true })?.changes).toEqual({ trafficPattern: 'dataset' });
  });

  it("turns the requests of 40 models into no dataset for serverless's sake: accepting cold starts and one model come first", () => {
    const { changes } = changeFor('serverless', { coldStarts: 'unacceptable', modelCount: 40 }) ?? {};
    expect(changes).toEqual({ coldStarts: 'acceptable', modelCount: 1 });
  });

  it.each([
    ['a ban on cold starts', 'asynchronous', { modelInvocationFrequency: 'frequent', requiresVpc: true }, 'coldStarts'],
    ['a second container', 'real-time', { trafficPattern: 'intermittent', containerCount: 1 }, 'containerCount'],
    ['a second model', 'real-time', { busyDaysPerWeek: 1, modelCount: 1 }, 'modelCount'],
    ['scale to zero', 'serverless', { processingTimeSeconds: 1, costPriority: 'performance' }, 'requiresScaleToZero'],
  ] as const)('asks for no %s while something else will do', (_what, option, stated, field) => {
    const { changes = {} } = changeFor(option, stated) ?? {};
    expect(Object.keys(changes).length).toBeGreaterThan(0);
    expect(changes).not.toHaveProperty(field);
  });

  it('leaves a known model what it is: no 8 billion parameters fit 6 GB without a GPU, whatever else changes', () => {
    const chat = { modelId: 'llama-3-8b', trafficPattern: 'variable' } as const;
    expect(changeFor('serverless', chat)).toBeNull();
    expect(changeFor('serverless', { ...chat, requiresGpu: true })).toBeNull();
    expect(changeFor('serverless', { trafficPattern: 'variable', modelParametersBillion: 8 })).toBeNull();
    expect(changeFor('serverless', { trafficPattern: 'variable', modelSizeGB: 8 })?.changes).toEqual({
      modelSizeGB: 6,
    });
  });

  it('serves a model of 1.5 billion parameters in 32 bits at half that where it has to fit 6 GB', () => {
    const stated = { modelParametersBillion: 1.5, modelPrecisionBits: 32, trafficPattern: 'variable' } as const;
    expect(recommend(workload(stated)).rejected.find(({ option }) => option === 'serverless')?.verdict).toBe(
      'ruled-out',
    );
    expect(changeFor('serverless', stated)).toEqual({
      text: 'Fits if weights take at most 16 bits.',
      changes: { modelPrecisionBits: 16 },
    });
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

  it('says of a dataset instead of requests no response time, which it has none of', () => {
    expect(changeFor('batch-transform', { responseTimeSeconds: 2, trafficPattern: 'variable' })?.text).toBe(
      'Fits if you score a dataset instead of requests.',
    );
  });

  it('puts no second container before another task', () => {
    // biome-ignore format: a fixture in few lines.
    const scans = { trafficPattern: 'variable', payloadSizeMB: 20, processingTimeSeconds: 60, responseTimeSeconds: 900, monthlyRequests: 20_000 } as const;
    expect(Object.keys(changeFor('real-time', scans)?.changes ?? {})).not.toContain('containerInvocation');
  });

  it('asks for a demand that only one option meets where nothing less strange makes it win', () => {
    expect(changeFor('real-time', { trafficPattern: 'dataset' })?.changes).toEqual({ requiresMultipleVariants: true });
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
