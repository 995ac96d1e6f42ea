import { describe, expect, it } from 'vitest';
import { instanceTypeOf } from '../../../src/recommender/facts/instance-types.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { computedWorkOf, understand } from '../../../src/recommender/needs/needs.ts';
import {
  audioPerSecond,
  type ComputingSpeed,
  computingSpeed,
} from '../../../src/recommender/throughput/computed-work.ts';
import { explained } from '../../support/answers.ts';
import { workload } from '../../support/workloads.ts';

const steady = (stated: Partial<Workload>): Workload => workload({ trafficPattern: 'steady', ...stated });

/** What a request takes of a type; nothing where that isn't modelled. */
function speedOn(type: string, stated: Partial<Workload>): ComputingSpeed | undefined {
  const work = computedWorkOf(understand(steady(stated)));
  const spec = instanceTypeOf(type);
  return work && spec && computingSpeed(work, spec);
}

/** Seconds of one request by itself: at best, likely and at worst. */
function secondsOn(type: string, stated: Partial<Workload>): number[] {
  const speed = speedOn(type, stated);
  if (speed === undefined) throw new Error(`Not modelled on ${type}`);
  const { alone, factors } = speed;
  return [alone.least, alone.likely, alone.likely / factors.low];
}

const close = (figures: readonly number[], digits: number) =>
  figures.map((figure): unknown => expect.closeTo(figure, digits));

const bgeM3 = { modelId: 'bge-m3', inputTokens: 256 } as const;
/** 50 documents of 300 tokens, with the query in each. */
const reranked = { modelId: 'bge-reranker-v2-m3', inputTokens: 50 * 300 } as const;
const sdxl = { modelId: 'sdxl', imageSteps: 30 } as const;
const whisper = { modelId: 'whisper-large-v3' } as const;

describe('the seconds that a request takes', () => {
  // 2 x 310 million parameters without the embedding table x 256 tokens are 158.7 GFLOP.
  it.each([
    ['ml.g4dn.xlarge', 'a T4 of 65 TFLOPS', [0.0044, 0.007, 0.0163]],
    ['ml.g6.xlarge', 'an L4 of 121 TFLOPS', [0.0024, 0.0037, 0.0087]],
  ])('of bge-m3 with 256 tokens on %s, %s, are those of 0.55, 0.35 and 0.15 of its rate: %j', (type, _, seconds) => {
    expect(secondsOn(type, bgeM3)).toEqual(close(seconds, 4));
  });

  it('of bge-m3 with 256 tokens on 4 vCPUs of 30 GFLOP per second each are 1.3, from half of that to twice', () => {
    expect(secondsOn('ml.c6i.xlarge', bgeM3)).toEqual(close([0.661, 1.323, 2.645], 3));
    expect(speedOn('ml.c6i.xlarge', bgeM3)?.units).toBe(4);
    expect(secondsOn('ml.c6i.2xlarge', bgeM3)[1]).toBeCloseTo(1.323 / 2, 3);
  });

  // 30 x 2 x 5.98 + 10 are 368.8 TFLOP.
  it.each([
    ['ml.g6e.xlarge', 'an L40S of 362 TFLOPS', [2.04, 3.09, 5.09]],
    ['ml.g6.xlarge', 'an L4 of 121 TFLOPS', [6.1, 9.24, 15.24]],
    ['ml.g4dn.xlarge', 'a T4 of 65 TFLOPS', [11.35, 17.19, 28.37]],
  ])('of an SDXL image of 30 steps on %s, %s, are those of 0.5, 0.33 and 0.2 of its rate: %j', (type, _, seconds) => {
    expect(secondsOn(type, sdxl)).toEqual(close(seconds, 2));
  });

  it('of SDXL grow with its steps, images and pixels: 3.1 s for one, 6.1 s with 60 steps, 12.3 s for four, 12.3 s at 2,048 x 2,048', () => {
    const on = (more: Partial<Workload>) => secondsOn('ml.g6e.xlarge', { ...sdxl, ...more })[1];
    expect(on({})).toBeCloseTo(3.09, 2);
    // 60 x 2 x 5.98 + 10 are 727.6 TFLOP.
    expect(on({ imageSteps: 60 })).toBeCloseTo(6.09, 2);
    expect(on({ images: 4 })).toBeCloseTo(12.35, 2);
    expect(on({ imageMegapixels: 4 * 1.048576 })).toBeCloseTo(12.35, 2);
  });

  it('of SDXL without stated steps are those of 30', () => {
    expect(secondsOn('ml.g6e.xlarge', { modelId: 'sdxl' })).toEqual(secondsOn('ml.g6e.xlarge', sdxl));
  });

  it('of Whisper large-v3 are a fifteenth of its audio, at most a tenth, on any GPU, where it is one stretch of 30 s: 2 s (up to 3)', () => {
    for (const type of ['ml.g4dn.xlarge', 'ml.g6.xlarge', 'ml.g6e.xlarge', 'ml.p5.4xlarge']) {
      expect(secondsOn(type, { ...whisper, audioSeconds: 30 }).slice(1)).toEqual(close([2, 3], 9));
    }
  });

  it('of Whisper are 0.59 s of 60 s on a T4 at best, where a server takes the parts of a recording together', () => {
    const [least] = secondsOn('ml.g4dn.xlarge', { ...whisper, audioSeconds: 60 });
    expect(least).toBeCloseTo(60 / ((195 * 65) / 312) / 2.5, 6);
  });

  it.each([
    ['27 (14 to 41) of 10 min on a T4, by its rate', 't4', 600, false, [14, 27, 41]],
    ['151 (75 to 226) of 10 min on an L40S', 'l40s', 600, false, [75, 151, 226]],
    ['30 (20 to 50) of 60 s on an L40S: two stretches of 30 s together', 'l40s', 60, false, [20, 30, 50]],
    ['15 (10 to 25) of a window of 7 s', 'l40s', 7, false, [10, 15, 25]],
    ['68 (34 to 102) of large-v3-turbo on a T4', 't4', 600, true, [34, 68, 102]],
    ['240 of an hour on an H100: 16 stretches at most', 'h100', 3600, false, [160, 240, 400]],
  ] as const)('are those of WhisperX: %s', (_, gpu, audioSeconds, isTurbo, rates) => {
    const { low, likely, high } = audioPerSecond(audioSeconds, isTurbo, gpu);
    expect([low, likely, high].map(Math.round)).toEqual(rates);
  });

  it('of WhisperX are of the engine that the template deploys, and the answer names it: 5 recordings of 10 min per minute on an L4', () => {
    const { assumptions, choice } = explained(steady({ ...whisper, audioSeconds: 600, monthlyRequests: 1e5 }));
    const text = assumptions.map((assumption) => assumption.text).join(' ');
    expect(text).toContain(
      'A GPU is taken to transcribe one recording after the other with WhisperX, as the template deploys it: 15 s of audio per second (10–25) for each 30 s that it takes together, up to 27 on a T4 and 151 on an L40S: modelled',
    );
    expect(choice?.sizing?.text).toContain('one ml.g6.xlarge with WhisperX does about 5 (2.5–7.6)');
  });

  it('are as many on each GPU of several: of four L40S each takes 3.1 s for an image, and four are made at once', () => {
    expect(speedOn('ml.g6e.12xlarge', sdxl)?.units).toBe(4);
    expect(secondsOn('ml.g6e.12xlarge', sdxl)).toEqual(secondsOn('ml.g6e.xlarge', sdxl));
  });

  it("aren't known of Whisper and SDXL on a CPU, and of nothing on Inferentia", () => {
    expect(speedOn('ml.c6i.32xlarge', { ...whisper, audioSeconds: 60 })).toBeUndefined();
    expect(speedOn('ml.c6i.32xlarge', sdxl)).toBeUndefined();
    expect(speedOn('ml.inf2.xlarge', bgeM3)).toBeUndefined();
  });

  it("aren't known of a model without a size to compute them from: no tokens, no audio, another diffusion model", () => {
    expect(speedOn('ml.g6.xlarge', { modelId: 'bge-m3' })).toBeUndefined();
    expect(speedOn('ml.g6.xlarge', whisper)).toBeUndefined();
    expect(speedOn('ml.g6.xlarge', { modelId: 'flux.1-dev', imageSteps: 30 })).toBeUndefined();
  });
});

interface Example {
  readonly load: string;
  readonly stated: Partial<Workload>;
  readonly type: string;
  readonly count: readonly [low: number, likely: number, high: number];
  /** Per month, to 100 US dollars. */
  readonly usd: number;
  readonly next: readonly (readonly [type: string, count: number, usd: number])[];
}

/** Worked out by hand in us-east-1: instances are the rate times the seconds of a request, at most 70 % busy. */
// biome-ignore format: one case a line.
const EXAMPLES: readonly Example[] = [
  // 200 x 0.00698 s keep 1.395 GPUs busy: 1.99 at 70 %, 1.27 at 0.55 of the rate, 4.65 at 0.15.
  { load: 'bge-m3, 200 requests per second of 256 tokens (32 TFLOP/s)',
    stated: { ...bgeM3, peakRequestsPerSecond: 200 }, type: 'ml.g4dn.xlarge', count: [2, 2, 5], usd: 1100,
    next: [['ml.g6.xlarge', 2, 1600], ['ml.g6e.xlarge', 1, 1900]] },
  // 200 x 0.00375 s keep 0.75 GPUs busy: 1.07 at 70 %, 0.68 at 0.55 of the rate, 2.5 at 0.15.
  { load: 'the same on an L4',
    stated: { ...bgeM3, peakRequestsPerSecond: 200, instanceType: 'ml.g6.xlarge' }, type: 'ml.g6.xlarge', count: [1, 2, 3], usd: 1600,
    next: [['ml.g4dn.xlarge', 2, 1100]] },
  // 20 x 9.3 TFLOP keep 1.47 GPUs of 127 TFLOP/s busy: 2.1 at 70 %, 1.33 at 0.55 of the rate, 4.89 at 0.15.
  { load: 'bge-reranker-v2-m3, 20 requests per second of 50 documents of 300 tokens (187 TFLOP/s)',
    stated: { ...reranked, peakRequestsPerSecond: 20 }, type: 'ml.g6e.xlarge', count: [2, 3, 5], usd: 5700,
    next: [['ml.g6.xlarge', 7, 5800], ['ml.g7e.2xlarge', 2, 6100]] },
  // 3.09 s every 6 s keep 0.51 GPUs busy: 0.74 at 70 %, 0.49 at 0.5 of the rate, 1.21 at 0.2.
  { load: 'SDXL, 10 images of 30 steps per minute',
    stated: { ...sdxl, peakRequestsPerSecond: 10 / 60 }, type: 'ml.g6e.xlarge', count: [1, 1, 2], usd: 1900,
    next: [['ml.g6.xlarge', 3, 2500], ['ml.g4dn.xlarge', 5, 2700]] },
  // 50 / 7 segments per second x 7 / 15 s keep 3.33 GPUs busy: 4.8 at 70 %, 2.9 at 25 s of audio per second, 7.1 at 10.
  { load: 'Whisper large-v3, 50 live streams in segments of 7 s, one after the other',
    stated: { ...whisper, audioSeconds: 7, concurrentRequests: 50, responseTimeSeconds: 3 }, type: 'ml.g4dn.xlarge',
      count: [3, 5, 8], usd: 2700,
    next: [['ml.g6.xlarge', 5, 4100]] },
  // 2 x 1.323 s on 4 vCPUs keep 2.65 instances busy: 3.8 at 70 %, 1.9 at twice the speed, 7.6 at half of it.
  { load: 'bge-m3, 2 requests per second of 256 tokens on 4 vCPUs',
    stated: { ...bgeM3, peakRequestsPerSecond: 2, instanceType: 'ml.c6i.xlarge' }, type: 'ml.c6i.xlarge', count: [2, 4, 8], usd: 600,
    next: [] },
];

const hundreds = (usd: number | undefined): number => Math.round((usd ?? Number.NaN) / 100) * 100;

describe.each(EXAMPLES)('$load', ({ stated, type, count: [low, likely, high], usd, next }) => {
  const { choice, costs } = explained(steady(stated));

  it(`takes ${likely} (${low} to ${high}) x ${type} for $${usd} per month, modelled`, () => {
    expect(choice?.instance).toMatchObject({ type, min: likely, max: likely });
    // A type is firm only where it is named.
    const typeFirm = stated.instanceType !== undefined;
    expect(choice?.sizing).toMatchObject({ basis: 'modelled', typeFirm, count: { low, likely, high } });
    expect(hundreds(costs[0]?.monthlyUsd?.likely)).toBe(usd);
  });

  it(`is weighed against ${next.map(([other, count, at]) => `${count} x ${other} for $${at}`).join(', ') || 'other types'}`, () => {
    const weighed = choice?.sizing?.alternatives ?? [];
    expect(weighed.length).toBeGreaterThan(0);
    for (const [other, count, at] of next) {
      const found = weighed.find((alternative) => alternative.type === other);
      expect(found).toMatchObject({ count });
      expect(hundreds(found?.monthlyUsd)).toBe(at);
    }
  });
});

describe('a model that computes its answer at once', () => {
  it('is put on no GPU that cannot reach the seconds that were stated: an SDXL image in 7 s on no T4, which takes 11 s at best', () => {
    const measured = { ...sdxl, peakRequestsPerSecond: 0.01 };
    expect(explained(steady(measured)).choice?.instance?.type).toBe('ml.g4dn.xlarge');
    expect(explained(steady({ ...measured, processingTimeSeconds: 7 })).choice?.instance?.type).toBe('ml.g6.xlarge');
  });

  it('is put on nothing that is too slow: an image within 4 s on no L4, which takes 9.2 s, nor within 1 ms on anything', () => {
    const within = (responseTimeSeconds: number) =>
      explained(steady({ ...sdxl, peakRequestsPerSecond: 0.01, responseTimeSeconds }));
    expect(within(10).choice?.instance?.type).toBe('ml.g6.xlarge');
    expect(within(4).choice?.instance?.type).toBe('ml.g6e.xlarge');
    const { choice, costs } = within(0.001);
    expect(choice?.instance).toBeNull();
    expect(choice?.sizing?.text).toMatch(/^No instance type is fast enough: /);
    expect(costs[0]?.monthlyUsd).toBeNull();
  });
});
