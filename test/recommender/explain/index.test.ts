import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';

describe('the title of a choice', () => {
  it.each([
    [{ trafficPattern: 'variable' }, 'Real-time inference with auto scaling'],
    [{ trafficPattern: 'steady' }, 'Real-time inference with a fixed number of instances'],
    [{ trafficPattern: 'intermittent' }, 'Serverless inference'],
    [
      { trafficPattern: 'intermittent', trafficPredictable: true, coldStarts: 'unacceptable' },
      'Serverless inference with provisioned concurrency',
    ],
    [{ payloadSizeMB: 500 }, 'Asynchronous inference with auto scaling'],
    [{ payloadSizeMB: 500, trafficPattern: 'intermittent' }, 'Asynchronous inference with scaling to zero'],
    [{ trafficPattern: 'dataset' }, 'Batch transform'],
    [{ trafficPattern: 'dataset', modelCount: 3 }, 'Batch transform with a job for each model'],
    [{ trafficPattern: 'dataset', containerCount: 2 }, 'Batch transform on an inference pipeline'],
    [{ modelCount: 300 }, 'Real-time inference on a multi-model endpoint with auto scaling'],
    [{ modelCount: 3, containerCount: 3 }, 'Real-time inference on a multi-container endpoint with auto scaling'],
    [{ containerCount: 3 }, 'Real-time inference on an inference pipeline with auto scaling'],
    [{ modelAdapters: true }, 'Real-time inference on inference components with auto scaling'],
    [{ modelCount: 3, payloadSizeMB: 500 }, 'Asynchronous inference on an endpoint for each model with auto scaling'],
  ] as const)('for %j is "%s"', (stated, title) => {
    expect(explained(stated).choice?.title).toBe(title);
  });
});

describe('an answer without the search', () => {
  const { assumptions, choice, flips, rejected } = explained({ containerCount: 3 });

  it('has the choice and its reasons, and nothing of what would change it', () => {
    expect(choice).toMatchObject({ option: 'real-time', hosting: 'inference-pipeline' });
    expect(flips).toEqual([]);
    expect(rejected.map(({ wouldFitIf }) => wouldFitIf)).toEqual([null, null, null]);
  });

  it('knows of no silence that decides, and assumes only the defaults and what the estimate rests on', () => {
    expect(assumptions.map(({ field }) => field)).toEqual([
      'trafficPattern',
      'responseTimeSeconds',
      'coldStarts',
      'costPriority',
      'containerInvocation',
      'region',
      'instanceType',
      'containerImageSizeGB',
    ]);
  });
});
