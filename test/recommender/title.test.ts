import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { workload } from '../support/workloads.ts';

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
    expect(recommend(workload(stated)).choice?.title).toBe(title);
  });
});
