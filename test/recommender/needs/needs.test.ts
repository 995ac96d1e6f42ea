import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { isGpuInstance, type Needs, understand } from '../../../src/recommender/needs/needs.ts';
import { workload } from '../../support/workloads.ts';

const quick = { responseTimeSeconds: 0.2 } as const;
const scan = { payloadSizeMB: 500 } as const;
const rate = { peakRequestsPerSecond: 50 } as const;
const onGpu = { instanceType: 'ml.g5.xlarge' } as const;

type Understood = { readonly [Part in keyof Needs]?: Needs[Part] | undefined };

// biome-ignore format: one case a line.
const CASES: readonly (readonly [sentence: string, ...(readonly [Partial<Workload>, Understood])[]])[] = [
  ['the traffic is variable where nothing is said: requests arrive', [{}, { traffic: 'variable' }]],
  ['the traffic is intermittent with 12 busy hours a day, not with 12.1',
    [{ busyHoursPerDay: 12 }, { traffic: 'intermittent' }],
    [{ busyHoursPerDay: 12.1 }, { traffic: 'variable' }]],
  ['the traffic is intermittent below 43,800 requests per month, one a minute',
    [{ monthlyRequests: 43_799 }, { traffic: 'intermittent' }],
    [{ monthlyRequests: 43_800 }, { traffic: 'variable' }]],
  ['the traffic is never a dataset where a response time is stated', [{ responseTimeSeconds: 3600 }, { isDataset: false }]],
  ['the traffic that is stated stands, whatever hours and volumes say',
    [{ trafficPattern: 'steady', busyHoursPerDay: 1, monthlyRequests: 1 }, { traffic: 'steady' }]],
  ['busy times are known where it is said so, or where the hours of a day are stated, and not where it was said that they are not',
    [{}, { busyTimesKnown: false }],
    [{ trafficPredictable: true }, { busyTimesKnown: true }],
    [{ busyHoursPerDay: 9 }, { busyTimesKnown: true }],
    [{ trafficPredictable: false, busyHoursPerDay: 9 }, { busyTimesKnown: false }]],
  ['cold starts are ruled out below 1 s of response time, where nothing is said of them',
    [quick, { coldStarts: 'unacceptable' }],
    [{ responseTimeSeconds: 0.999 }, { coldStarts: 'unacceptable' }],
    [{ responseTimeSeconds: 1 }, { coldStarts: 'acceptable' }],
    [{ responseTimeSeconds: 3600 }, { coldStarts: 'acceptable' }],
    [{}, { coldStarts: 'acceptable' }],
    [{ ...quick, coldStarts: 'minutes-acceptable' }, { coldStarts: 'minutes-acceptable' }]],
  ['the payload is held to no quota where a request carries only an address',
    [{ ...scan, payloadByReference: true }, { payloadSizeMB: undefined }],
    [{ ...scan, payloadByReference: false }, scan],
    [scan, scan]],
  ['100 requests are in work at once where 50 a second take 2 s, or as many as arrive together, whichever is more',
    [{}, { concurrency: undefined }],
    [rate, { concurrency: undefined }],
    [{ processingTimeSeconds: 2 }, { concurrency: undefined }],
    [{ ...rate, processingTimeSeconds: 2 }, { concurrency: 100 }],
    [{ burstRequests: 70 }, { concurrency: 70 }],
    [{ ...rate, burstRequests: 70 }, { concurrency: 70 }],
    [{ ...rate, burstRequests: 70, processingTimeSeconds: 2 }, { concurrency: 100 }],
    [{ ...rate, burstRequests: 170, processingTimeSeconds: 2 }, { concurrency: 170 }]],
  ['a GPU is needed where an instance type with one is stated and nothing else is said',
    [onGpu, { requiresGpu: true }],
    [{ ...onGpu, requiresGpu: false }, { requiresGpu: false }],
    [{ instanceType: 'ml.m5.xlarge' }, { requiresGpu: false }],
    [{ instanceType: 'ml.m5.xlarge', requiresGpu: true }, { requiresGpu: true }],
    [{}, { requiresGpu: false }]],
  ['the other defaults are balanced costs, us-east-1 and no streaming',
    [{}, { costPriority: 'balanced', region: 'us-east-1', streaming: 'none' }]],
];

describe('what is understood of a workload', () => {
  for (const [sentence, ...cases] of CASES)
    it(sentence, () => {
      for (const [stated, understood] of cases) {
        const needs = understand(workload(stated));
        for (const [part, value] of Object.entries(understood)) expect(needs[part as keyof Needs], part).toEqual(value);
      }
    });

  it.each([
    ['ml.g4dn.xlarge', true],
    ['ml.g6e.48xlarge', true],
    ['ml.p3.2xlarge', true],
    ['ml.p6-b200.48xlarge', true],
    ['ml.m5.xlarge', false],
    ['ml.c6g.large', false],
    ['ml.inf2.xlarge', false],
    ['ml.trn1.2xlarge', false],
    ['ml.r7gd.large', false],
    [undefined, false],
  ])('that %s has a GPU: %s', (instanceType, hasOne) => expect(isGpuInstance(instanceType)).toBe(hasOne));
});
