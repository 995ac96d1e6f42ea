import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { isGpuInstance, type Needs, understand } from '../../../src/recommender/needs/needs.ts';
import { workload } from '../../support/workloads.ts';

const needsOf = (stated: Partial<Workload>): Needs => understand(workload(stated));

describe('the traffic pattern, where it is not given', () => {
  it('is variable: requests arrive', () => expect(needsOf({}).traffic).toBe('variable'));

  it('is intermittent with 12 busy hours a day, not with 12.1', () => {
    expect(needsOf({ busyHoursPerDay: 12 }).traffic).toBe('intermittent');
    expect(needsOf({ busyHoursPerDay: 12.1 }).traffic).toBe('variable');
  });

  it('is intermittent below 43,800 requests per month, one a minute', () => {
    expect(needsOf({ monthlyRequests: 43_799 }).traffic).toBe('intermittent');
    expect(needsOf({ monthlyRequests: 43_800 }).traffic).toBe('variable');
  });

  it('is never a dataset where a response time is stated', () => {
    expect(needsOf({ responseTimeSeconds: 3600 }).isDataset).toBe(false);
  });
});

describe('the traffic pattern, where it is stated', () => {
  it('stands, whatever hours and volumes say', () => {
    expect(needsOf({ trafficPattern: 'steady', busyHoursPerDay: 1, monthlyRequests: 1 }).traffic).toBe('steady');
  });
});

describe('busy times', () => {
  it('are known where it is said so, or where the hours of a day are stated', () => {
    expect(needsOf({}).busyTimesKnown).toBe(false);
    expect(needsOf({ trafficPredictable: true }).busyTimesKnown).toBe(true);
    expect(needsOf({ busyHoursPerDay: 9 }).busyTimesKnown).toBe(true);
  });

  it('are not known where it was said that they are not', () => {
    expect(needsOf({ trafficPredictable: false, busyHoursPerDay: 9 }).busyTimesKnown).toBe(false);
  });
});

describe('cold starts, of which nothing is said', () => {
  it.each([
    [0.2, 'unacceptable'],
    [0.999, 'unacceptable'],
    [1, 'acceptable'],
    [3600, 'acceptable'],
    [undefined, 'acceptable'],
  ] as const)('are with %d s of response time %s', (responseTimeSeconds, coldStarts) => {
    const stated = responseTimeSeconds === undefined ? {} : { responseTimeSeconds };
    expect(needsOf(stated).coldStarts).toBe(coldStarts);
  });

  it('are as stated where something is said', () => {
    expect(needsOf({ responseTimeSeconds: 0.2, coldStarts: 'minutes-acceptable' }).coldStarts).toBe(
      'minutes-acceptable',
    );
  });
});

describe('the payload', () => {
  it('is held to no quota where a request carries only an address', () => {
    expect(needsOf({ payloadSizeMB: 500, payloadByReference: true }).payloadSizeMB).toBeUndefined();
    expect(needsOf({ payloadSizeMB: 500, payloadByReference: false }).payloadSizeMB).toBe(500);
    expect(needsOf({ payloadSizeMB: 500 }).payloadSizeMB).toBe(500);
  });
});

describe('the requests in work at once', () => {
  it.each([
    [{}, undefined],
    [{ peakRequestsPerSecond: 50 }, undefined],
    [{ processingTimeSeconds: 2 }, undefined],
    [{ peakRequestsPerSecond: 50, processingTimeSeconds: 2 }, 100],
    [{ burstRequests: 70 }, 70],
    [{ burstRequests: 70, peakRequestsPerSecond: 50 }, 70],
    [{ burstRequests: 70, peakRequestsPerSecond: 50, processingTimeSeconds: 2 }, 100],
    [{ burstRequests: 170, peakRequestsPerSecond: 50, processingTimeSeconds: 2 }, 170],
  ])('with %j are %d', (stated, concurrency) => expect(needsOf(stated).concurrency).toBe(concurrency));
});

describe('a GPU', () => {
  it('is needed where an instance type with one is stated and nothing else is said', () => {
    expect(needsOf({ instanceType: 'ml.g5.xlarge' }).requiresGpu).toBe(true);
    expect(needsOf({ instanceType: 'ml.g5.xlarge', requiresGpu: false }).requiresGpu).toBe(false);
    expect(needsOf({ instanceType: 'ml.m5.xlarge' }).requiresGpu).toBe(false);
    expect(needsOf({ requiresGpu: true, instanceType: 'ml.m5.xlarge' }).requiresGpu).toBe(true);
    expect(needsOf({}).requiresGpu).toBe(false);
  });

  it.each(['ml.g4dn.xlarge', 'ml.g6e.48xlarge', 'ml.p3.2xlarge', 'ml.p6-b200.48xlarge'])('is in %s', (instanceType) =>
    expect(isGpuInstance(instanceType)).toBe(true),
  );

  it.each(['ml.m5.xlarge', 'ml.c6g.large', 'ml.inf2.xlarge', 'ml.trn1.2xlarge', 'ml.r7gd.large', undefined])(
    'is not in %s',
    (instanceType) => expect(isGpuInstance(instanceType)).toBe(false),
  );
});

describe('the other defaults', () => {
  it('are balanced costs, us-east-1 and no streaming', () => {
    expect(needsOf({})).toMatchObject({ costPriority: 'balanced', region: 'us-east-1', streaming: 'none' });
  });
});
