import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWERING, endpointInstances, endpointUsage } from '../../../src/recommender/costs/endpoint-usage.ts';
import { volumeOf } from '../../../src/recommender/costs/volume.ts';
import { instancesWithin, waitingShare, waitP95 } from '../../../src/recommender/costs/waiting.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { usersFeel } from '../../../src/wording/sizes.ts';
import { answerTo, explained } from '../../support/answers.ts';
import { needsOf, plan } from './support.ts';

const steady = { trafficPattern: 'steady', coldStarts: 'unacceptable' } as const;
const answered = (stated: Partial<Workload>) => explained({ ...steady, ...stated });

describe('the 95th percentile of waiting', () => {
  it.each([
    ['is 0 on 6 copies for 200 per second of 15 ms', [6, 200, 0.015], 0],
    ['is 11 ms on 6 copies for 20 per second of 200 ms', [6, 20, 0.2], 0.0113],
    ['is 0.21 s on one copy for 2 per second of 200 ms', [1, 2, 0.2], 0.211],
    ['is 0 on two of them', [2, 2, 0.2], 0],
    ['has no end where more come than are worked on', [1, 8, 0.2], Infinity],
  ] as const)('%s', (_case, at, seconds) => {
    const [copies, perSecond, each] = at;
    expect(waitP95(copies, perSecond, each)).toBeCloseTo(seconds, 3);
  });

  it('is Erlang C: half of the requests for one copy that is half busy wait, a third for two, and 20% for 100 of which 90 are busy', () => {
    expect(waitingShare(1, 0.5)).toBeCloseTo(0.5, 12);
    expect(waitingShare(2, 1)).toBeCloseTo(1 / 3, 12);
    expect(waitingShare(100, 90)).toBeCloseTo(0.217, 3);
    expect(waitingShare(100_000, 90_000)).toBeCloseTo(0, 12);
  });

  it('is 0 on 1,000 copies and more that are at most 90% busy, without counting', () => {
    expect(20 * waitingShare(1000, 900)).toBeLessThan(1);
    expect(waitP95(1e15, 1e14, 1)).toBe(0);
  });
});

describe('instances for callers who wait', () => {
  // Two vCPUs work on two requests at once, and one GPU on one.
  it.each([
    [
      'are 3 where 95% find a worker free: 200/s, 15 ms of 30 ms, two copies each',
      {
        peakRequestsPerSecond: 200,
        processingTimeSeconds: 0.015,
        responseTimeSeconds: 0.03,
        instanceType: 'ml.m5.large',
      },
      3,
      0,
    ],
    [
      'are 6 by 70%, where 11 ms of waiting fit 250 ms: 20/s, 200 ms, one copy each',
      {
        peakRequestsPerSecond: 20,
        processingTimeSeconds: 0.2,
        responseTimeSeconds: 0.25,
        instanceType: 'ml.g4dn.xlarge',
      },
      6,
      0.0113,
    ],
    [
      'are 2 where one keeps them waiting 0.21 s: 2/s, 200 ms of 300 ms, one copy each',
      {
        peakRequestsPerSecond: 2,
        processingTimeSeconds: 0.2,
        responseTimeSeconds: 0.3,
        instanceType: 'ml.g4dn.xlarge',
      },
      2,
      0,
    ],
  ] as const)('%s', (_case, stated, count, p95) => {
    const { choice } = answered(stated);
    expect(choice?.sizing?.count?.likely).toBe(count);
    expect(choice?.sizing?.waitSeconds?.p95).toBeCloseTo(p95, 3);
    expect(usersFeel({ ...(choice ?? expect.fail()), confidence: 'firm', holdsIf: [] })).toBe(
      p95 === 0
        ? '95% of requests find a free worker at once.'
        : '95% of requests wait at most 11 ms for a free worker.',
    );
  });

  it.each<[string, Partial<Workload>]>([
    ['a burst', { burstRequests: 4 }],
    ['requests at once', { concurrentRequests: 4 }],
    ['a stream', { peakRequestsPerSecond: 2, requiresStreaming: 'response' }],
    ['no limit', { peakRequestsPerSecond: 2, responseTimeSeconds: undefined }],
    ['a queue', { peakRequestsPerSecond: 2, responseTimeSeconds: 600, payloadSizeMB: 100 }],
  ])('are not counted by waiting for %s', (_case, stated) => {
    const { choice } = answered({
      processingTimeSeconds: 0.2,
      responseTimeSeconds: 0.3,
      instanceType: 'ml.g4dn.xlarge',
      ...stated,
    });
    expect(choice?.instance).not.toBeNull();
    expect(choice?.sizing).not.toHaveProperty('waitSeconds');
  });

  it('are never fewer than without a limit, nor their hours, and keep waiting and work within it', () => {
    const rate = fc.double({ min: 0.01, max: 500, noNaN: true });
    const share = fc.double({ min: 0.05, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        rate,
        share,
        fc.constantFrom('ml.m5.large', 'ml.g4dn.xlarge', 'ml.m5.2xlarge'),
        (peak, seconds, of, instanceType) => {
          const stated = {
            trafficPattern: 'variable',
            peakRequestsPerSecond: peak,
            processingTimeSeconds: seconds / 100,
            instanceType,
          } as const;
          const limit = seconds / 100 / of;
          const counted = (more: Partial<Workload>) => {
            const needs = needsOf({ ...stated, ...more });
            const [priced, volume] = [plan('real-time', 'auto-scaling'), volumeOf(needs) ?? expect.fail()];
            const capacity = priced.costing.capacityFor({ plan: priced, needs, book: {} as never }) ?? expect.fail();
            const { busiest } = endpointInstances(priced, needs, volume, capacity, ANSWERING);
            return { busiest, hours: endpointUsage(priced, needs, volume, capacity, ANSWERING).instanceHours };
          };
          const [within, without] = [counted({ responseTimeSeconds: limit }), counted({})];
          expect(within.busiest).toBeGreaterThanOrEqual(without.busiest);
          expect(within.hours).toBeGreaterThanOrEqual(without.hours * (1 - 1e-9));
          const copies = within.busiest * { 'ml.m5.large': 2, 'ml.g4dn.xlarge': 1, 'ml.m5.2xlarge': 8 }[instanceType];
          expect(waitP95(copies, peak, seconds / 100) + seconds / 100).toBeLessThanOrEqual(limit + 1e-6);
        },
      ),
    );
  });
});

describe('a billion requests per second', () => {
  it('find their instances without a loop over the copies', () => {
    expect(waitP95(1e9, 0.95e9, 1 / 0.7)).toBe(Infinity);
    expect(instancesWithin(0.3, { least: 1e8, atOnce: 2, perSecond: 1e9, seconds: 0.2 })).toBe(1e8);
    expect(instancesWithin(0.3, { least: 1e7, atOnce: 2, perSecond: 1e9, seconds: 0.2 })).toBe(77_777_778);
  });
});

describe('a time of 95% of the response time', () => {
  const at = (seconds: number) =>
    answerTo({
      ...steady,
      peakRequestsPerSecond: 50,
      processingTimeSeconds: seconds,
      responseTimeSeconds: 0.02,
      modelSizeGB: 1,
    });

  it('is never firm: 19 ms of 20 ms hold if a request takes at most 20 ms, and 18.9 ms are', () => {
    const { choice, warnings } = at(0.019);
    expect(choice).toMatchObject({
      confidence: 'likely',
      holdsIf: [{ field: 'processingTimeSeconds', to: null, text: 'If a request takes over 20 ms: no option fits.' }],
    });
    expect(warnings.map(({ code }) => code)).toContain('response-time-without-margin');
    expect(at(0.0189).choice).toMatchObject({ confidence: 'firm', holdsIf: [] });
  });
});
