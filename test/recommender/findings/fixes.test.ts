import { describe, expect, it } from 'vitest';
import type { InferenceOptionId, Workload } from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import { fixesFor } from '../../../src/recommender/search/would-fit.ts';
import { workload } from '../../support/workloads.ts';

const triedFor = (option: InferenceOptionId, stated: Partial<Workload>) =>
  fixesFor(option, 'outranked', judge(workload(stated)));

describe('what is tried for an option that fits and loses', () => {
  it('is steady traffic, performance or a high volume for instances that stay on', () => {
    expect(triedFor('real-time', { trafficPattern: 'intermittent' })).toEqual([
      { trafficPattern: 'steady' },
      { costPriority: 'performance' },
      { monthlyRequests: 1e9 },
    ]);
  });

  it('is gaps, a balance or a low volume for what is paid by the request', () => {
    expect(triedFor('serverless', { trafficPattern: 'steady' })).toEqual([
      { trafficPattern: 'intermittent' },
      { costPriority: 'balanced' },
      { monthlyRequests: 1000 },
    ]);
  });

  it.each([
    ['the traffic as it is', 'steady', 'steady'],
    ['requests in place of stored data', 'dataset', 'variable'],
  ] as const)('is 15 minutes for a queue, with %s', (_what, trafficPattern, tried) => {
    expect(triedFor('asynchronous', { trafficPattern })).toEqual([
      { responseTimeSeconds: 900 },
      { trafficPattern: tried },
      { trafficPattern: 'variable' },
      { costPriority: 'balanced' },
    ]);
  });

  it('begins with what is in doubt: 7 MB where the lower of two figures is 6 MB', () => {
    expect(triedFor('real-time', { payloadSizeMB: 7 })[0]).toEqual({ payloadSizeMB: 6 });
  });

  it('begins with what is in doubt: a record of 150 MB, which a job takes only in chunks', () => {
    expect(triedFor('batch-transform', { trafficPattern: 'dataset', payloadSizeMB: 150 })).toEqual([
      { payloadSizeMB: 100 },
      { trafficPattern: 'dataset' },
      { datasetRunsPerMonth: 30 },
    ]);
  });
});
