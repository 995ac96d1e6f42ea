import { describe, expect, it } from 'vitest';
import { recommend } from '../../../../src/recommender/index.ts';
import { codesOf } from '../../../support/reading.ts';
import { workload } from '../../../support/workloads.ts';

describe('a comfortable workload', () => {
  it.each([
    ['nothing is known of', {}],
    [
      'is served in real time',
      {
        trafficPattern: 'variable',
        responseTimeSeconds: 0.5,
        payloadSizeMB: 1,
        processingTimeSeconds: 0.1,
        modelSizeGB: 2,
      },
    ],
    [
      'is served without servers',
      {
        trafficPattern: 'intermittent',
        coldStarts: 'acceptable',
        payloadSizeMB: 1,
        processingTimeSeconds: 1,
        burstRequests: 5,
      },
    ],
    [
      'is served from a queue',
      { trafficPattern: 'variable', responseTimeSeconds: 1800, payloadSizeMB: 200, processingTimeSeconds: 90 },
    ],
    ['is scored every night', { trafficPattern: 'dataset', datasetRunsPerMonth: 30, datasetSizeGB: 6 }],
    ['is a chain of containers', { containerCount: 3, containerInvocation: 'serial', payloadSizeMB: 1 }],
    ['is a menu of containers', { modelCount: 3, containerCount: 3, containerInvocation: 'direct' }],
    ['is made of adapters', { modelCount: 3, modelAdapters: true }],
    [
      'is served on two instances',
      {
        trafficPattern: 'variable',
        responseTimeSeconds: 1,
        payloadSizeMB: 1,
        processingTimeSeconds: 0.2,
        modelCount: 1,
        availability: 'multi-az',
      },
    ],
  ] as const)('that %s gets none', (_what, stated) => {
    const { choice, warnings } = recommend(workload(stated));
    expect(choice?.conditional).toBe(false);
    expect(warnings).toEqual([]);
  });
});

describe('conditions for the choice to hold', () => {
  it('comes before the mistakes that the choice invites', () => {
    const { warnings } = recommend(
      workload({ modelCount: 50, modelsShareContainer: true, payloadSizeMB: 10, coldStarts: 'unacceptable' }),
    );
    expect(codesOf(warnings)).toEqual(['payload-disputed', 'cold-loads-not-accepted', 'cold-load-takes-seconds']);
  });

  it('is not asked where no option fits', () => {
    const answer = recommend(workload({ payloadSizeMB: 10, responseTimeSeconds: 1, processingTimeSeconds: 2 }));
    expect(answer.kind).toBe('nothing-fits');
    expect(answer.warnings).toEqual([]);
  });
});
