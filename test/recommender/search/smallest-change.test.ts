import { describe, expect, it } from 'vitest';
import { type InferenceOptionId, recommend, type Workload } from '../../../src/recommender/index.ts';
import { workload } from '../../support/workloads.ts';

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
    const stated = {
      trafficPattern: 'intermittent',
      coldStarts: 'acceptable',
      responseTimeSeconds: 30,
      processingTimeSeconds: 0.5,
      payloadSizeMB: 0.5,
      monthlyRequests: 20_000,
      modelSizeGB: 2,
    } as const;
    expect(changeFor('real-time', stated)).toEqual({
      text: 'Chosen if the model needs over 6 GB, up to 500 GB.',
      changes: { modelSizeGB: 6.004 },
    });
  });

  it('is two fields where two are enough, though three fit without a doubt', () => {
    const stated = {
      trafficPattern: 'intermittent',
      responseTimeSeconds: 37,
      coldStarts: 'unacceptable',
      processingTimeSeconds: 4.3,
      peakRequestsPerSecond: 2.9,
      modelCount: 100,
      modelSizeGB: 4.9,
      containerInvocation: 'serial',
      requiresMarketplaceModel: true,
      region: 'us-west-2',
    } as const;
    expect(changeFor('asynchronous', stated)?.changes).toEqual({ responseTimeSeconds: 60, containerCount: 1 });
  });

  it('keeps the requests of a fraud check: a cold start is accepted before the task becomes another', () => {
    const stated = {
      trafficPattern: 'steady',
      coldStarts: 'unacceptable',
      responseTimeSeconds: 0.1,
      processingTimeSeconds: 0.03,
    } as const;
    expect(changeFor('serverless', stated)?.changes).toEqual({ coldStarts: 'acceptable' });
  });

  it('keeps what was asked for as long as something else will do', () => {
    const { changes } = changeFor('serverless', { requiresMultipleVariants: true, trafficPattern: 'variable' }) ?? {};
    expect(changes).toEqual({ requiresMultipleVariants: false });
    expect(changeFor('batch-transform', { requiresScaleToZero: true })?.changes).toEqual({ trafficPattern: 'dataset' });
  });
});
