import { describe, expect, it } from 'vitest';
import { type Serving, servingOf, type Workload } from '../../../src/recommender/index.ts';
import { workload } from '../../support/workloads.ts';

const servingFor = (stated: Partial<Workload>, option: Serving['option']): Serving | null =>
  servingOf(workload(stated), option);

const REAL_TIME = { trafficPattern: 'variable', processingTimeSeconds: 0.1, peakRequestsPerSecond: 20 } as const;
const SPORADIC = { ...REAL_TIME, trafficPattern: 'intermittent', modelSizeGB: 2 } as const;
const { peakRequestsPerSecond: _peak, ...UNPEAKED } = SPORADIC;
const INDEPENDENT = {
  ...REAL_TIME,
  modelCount: 3,
  modelsScaleIndependently: true,
  modelsShareEndpoint: true,
  requiresGpu: true,
  modelSizeGB: 14,
} as const;

describe('how an option would serve', () => {
  it('is null where the option does not fit', () => {
    expect(servingFor(REAL_TIME, 'batch-transform')).toBeNull();
  });

  it('has an instance with the requests that it takes at once: 2 on 2 vCPUs', () => {
    const serving = servingFor({ ...REAL_TIME, modelSizeGB: 1 }, 'real-time');
    expect(serving?.instance).toMatchObject({ type: 'ml.c6i.large', atOnce: 2, isOffered: true });
    expect(serving).toMatchObject({ serverless: null, copies: null, endpoints: 1, secondsPerRequest: 0.1 });
  });

  it('says where AWS lists no price for a stated type in the Region', () => {
    const stated = { ...REAL_TIME, region: 'af-south-1', instanceType: 'ml.p5.48xlarge' };
    expect(servingFor(stated, 'real-time')?.instance?.isOffered).toBe(false);
    expect(servingFor({ ...stated, region: 'xx-west-9' }, 'real-time')?.instance?.isOffered).toBe(true);
  });

  it('has no instance where none holds the model', () => {
    expect(servingFor({ ...REAL_TIME, modelSizeGB: 9000 }, 'real-time')?.instance).toBeNull();
  });

  it('counts the records of a job by what it may send at once: 4 of 25 MB', () => {
    const stated = { trafficPattern: 'dataset', payloadSizeMB: 25, instanceType: 'ml.m5.4xlarge' } as const;
    expect(servingFor(stated, 'batch-transform')?.instance?.atOnce).toBe(4);
  });

  it.each([
    [12, '8 in work, with room for uneven arrivals', { ...SPORADIC, peakRequestsPerSecond: 80 }],
    [143, 'a burst of 100', { ...SPORADIC, burstRequests: 100 }],
    [200, 'a burst of 150, which is all that an endpoint takes', { ...SPORADIC, burstRequests: 150 }],
    [5, 'what nothing is said of', { trafficPattern: 'intermittent', coldStarts: 'acceptable' }],
    [5, '1,000 requests per month, never fewer', { ...UNPEAKED, monthlyRequests: 1000 }],
    [7, '20 million requests per month, where no peak is stated', { ...UNPEAKED, monthlyRequests: 20_000_000 }],
  ] as const)('gives serverless %d at once for %s', (maxConcurrency, _what, stated) => {
    expect(servingFor(stated, 'serverless')?.serverless).toEqual({
      memorySizeInMB: 2048,
      maxConcurrency,
      provisionedConcurrency: null,
    });
  });

  it('plans a queue for its busiest hour, not for a peak of 20 per second', () => {
    const stated = { ...SPORADIC, responseTimeSeconds: 900, monthlyRequests: 100_000, busyHoursPerDay: 4 };
    const rate = servingFor(stated, 'asynchronous')?.requestsPerSecond ?? 0;
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThan(stated.peakRequestsPerSecond);
  });

  it('keeps at least 1 warm, and never more than the maximum', () => {
    const warm = { trafficPattern: 'intermittent', trafficPredictable: true, coldStarts: 'unacceptable' } as const;
    for (const stated of [warm, { ...warm, burstRequests: 150, processingTimeSeconds: 1, monthlyRequests: 9000 }]) {
      const { provisionedConcurrency, maxConcurrency = 0 } = servingFor(stated, 'serverless')?.serverless ?? {};
      expect(provisionedConcurrency).toBeGreaterThanOrEqual(1);
      expect(provisionedConcurrency).toBeLessThanOrEqual(maxConcurrency);
    }
  });

  it('gives a component a whole accelerator, and as many copies as there is room for', () => {
    const serving = servingFor(INDEPENDENT, 'real-time');
    expect(serving).toMatchObject({ hosting: 'inference-components', models: 3 });
    expect(serving?.copies).toMatchObject({ accelerators: 1, atOnce: 1, start: 1 });
    expect(serving?.copies?.max).toBe((serving?.instance?.max ?? 0) - 2);
  });

  it('starts all copies at once where the number is fixed', () => {
    const serving = servingFor({ ...INDEPENDENT, trafficPattern: 'steady' }, 'real-time');
    expect(serving?.scaling).toBe('fixed');
    expect(serving?.copies?.start).toBe(Math.max(1, Math.floor((serving?.instance?.max ?? 0) / 3)));
  });

  it('gives a component on CPUs the memory of its model', () => {
    const { requiresGpu: _, ...stated } = INDEPENDENT;
    const copies = servingFor({ ...stated, modelSizeGB: 4 }, 'real-time')?.copies;
    expect(copies?.accelerators).toBe(0);
    expect(copies?.memoryMB).toBe(4096);
    expect(servingFor({ ...stated, modelSizeGB: undefined as never }, 'real-time')?.copies?.memoryMB).toBeGreaterThan(
      128,
    );
  });

  it('divides a language model over the accelerators that hold it', () => {
    const { processingTimeSeconds: _, ...rate } = REAL_TIME;
    const tokens = { inputTokens: 500, outputTokens: 200, modelParametersBillion: 70 };
    const serving = servingFor({ ...rate, ...tokens, modelAdapters: true, modelCount: 3 }, 'real-time');
    expect(serving).toMatchObject({ isAdapters: true, writesTokens: true });
    expect(serving?.copies?.accelerators).toBeGreaterThan(1);
  });
});
