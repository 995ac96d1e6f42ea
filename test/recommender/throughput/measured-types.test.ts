import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src/recommender/index.ts';
import { type MeasuredTypes, measuredTypes } from '../../../src/recommender/throughput/measured-types.ts';
import { measured } from '../../support/measured.ts';

const OF = {
  modelId: 'llama-3.1-8b',
  bits: 16,
  inputTokens: 300,
  inputTokensMost: 300,
  outputTokens: 500,
  writesTokens: true,
};
const of = (...measurements: Measurement[]): MeasuredTypes => measuredTypes(measurements, OF);
const levelsOf = (...measurements: Measurement[]) => of(...measurements).levels.get('ml.c5.xlarge') ?? [];

describe('a level of load', () => {
  it('is that of one instance: 2 with 32 in progress and 10 per second are 16 and 5', () => {
    const points = [{ concurrency: 32, requestsPerSecond: 10, outputTokensPerSecond: 5000 }];
    const [level] = levelsOf(measured({ instanceCount: 2, points }));
    expect(level).toMatchObject({ concurrency: 16, requestsPerSecond: 5, outputTokensPerSecond: 2500 });
  });

  it('follows from rate and time where nobody says how much was in progress: 20 per second at 250 ms are 5', () => {
    expect(levelsOf(measured({ points: [{ requestsPerSecond: 20, p50: 0.25 }] }))[0]?.concurrency).toBe(5);
    expect(levelsOf(measured({ points: [{ requestsPerSecond: 20, p50: 0.25, mean: 0.3 }] }))[0]?.concurrency).toBe(6);
  });

  it('is only a rate where nobody timed it', () => {
    const [level] = levelsOf(measured({ points: [{ requestsPerSecond: 20 }] }));
    expect(level).toMatchObject({ concurrency: null, latency: null, requestsPerSecond: 20 });
  });

  it.each([
    [
      { p95: 0.4, p50: 0.2, mean: 0.25 },
      { statistic: 'p95', seconds: 0.4 },
    ],
    [
      { p50: 0.2, mean: 0.25 },
      { statistic: 'p50', seconds: 0.2 },
    ],
    [{ mean: 0.25 }, { statistic: 'mean', seconds: 0.25 }],
    [{}, { statistic: 'rate', seconds: 0.2 }],
  ])('is timed by the strictest that is known: %j', (seconds, latency) => {
    expect(levelsOf(measured({ points: [{ concurrency: 8, requestsPerSecond: 40, ...seconds }] }))[0]?.latency).toEqual(
      latency,
    );
  });

  it('with 0 output tokens says nothing of how long answers are', () => {
    const at = (outputTokens: number | null) =>
      levelsOf(measured({ points: [{ concurrency: 8, requestsPerSecond: 4, outputTokens }] }));
    expect(at(0)).toMatchObject([{ outputTokens: null, outputTokensPerSecond: null }]);
    expect(at(500)).toMatchObject([{ outputTokens: 500, outputTokensPerSecond: 2000 }]);
  });

  it('counts with 1 % of failed requests, and not with more', () => {
    const at = (failedShare: number) =>
      of(measured({ points: [{ concurrency: 8, requestsPerSecond: 40, failedShare }] }));
    expect(at(0.01).levels.size).toBe(1);
    expect(at(0.011).levels.size).toBe(0);
    expect(at(0.011).failed).toHaveLength(1);
  });

  it.each([
    [{ inputTokens: 600, outputTokens: 250 }, true],
    [{ inputTokens: 601, outputTokens: 500 }, false],
    [{ inputTokens: 300, outputTokens: 249 }, false],
    [{ inputTokens: null, outputTokens: null }, true],
  ])('is taken as it is with up to twice the tokens of 300 + 500, or half: %j', (tokens, isAlike) => {
    const found = of(measured({ points: [{ concurrency: 8, requestsPerSecond: 4, ...tokens }] }));
    expect([found.levels.size, found.apart.size]).toEqual(isAlike ? [1, 0] : [0, 1]);
  });
});

describe('a measurement', () => {
  it.each([
    ['meta-llama/Llama-3.1-8B-Instruct', true],
    ['our-finetune-v3', true],
    [null, true],
    ['Qwen/Qwen3-8B', false],
    ['llama-3.1-8b-fp8', false],
  ])('of %s counts for llama-3.1-8b at 16 bits: %s', (model, counts) => {
    const found = of(measured({ model }));
    expect([found.levels.size, found.otherModels.length]).toEqual(counts ? [1, 0] : [0, 1]);
  });

  it('without an instance type counts for none', () => {
    const found = of(measured({ instanceType: null }));
    expect([found.levels.size, found.untyped.length]).toEqual([0, 1]);
  });
});

const point = (concurrency: number, requestsPerSecond: number) => ({ concurrency, requestsPerSecond });
const rates = (...measurements: Measurement[]) => levelsOf(...measurements).map((level) => level.requestsPerSecond);

describe('two measurements of a type', () => {
  const later = measured({ measuredAt: '2026-11-20', points: [point(8, 30), point(32, 50)] });

  it.each([
    ['each load once: of two days the later', '2026-10-02', [point(8, 60)], [30, 50]],
    ['the later at any load that lies between its own', '2026-10-02', [point(16, 60)], [30, 50]],
    ['both where the earlier goes further', '2026-10-02', [point(1, 9), point(64, 55)], [9, 30, 50, 55]],
    ['the slower where neither is later', '2026-11-20', [point(8, 20), point(32, 60)], [20, 50]],
    ['one without a day as the earliest', null, [point(8, 20)], [30, 50]],
  ])('count %s', (_what, measuredAt, points, expected) => {
    expect(rates(later, measured({ measuredAt, points }))).toEqual(expected);
  });

  it('disagree where one is at least twice as fast at about the same load', () => {
    const against = (rate: number, concurrency = 8.5) =>
      of(later, measured({ measuredAt: null, points: [point(concurrency, rate)] })).disagreements.length;
    expect([against(15), against(60), against(15.1), against(59), against(15, 10)]).toEqual([1, 1, 0, 0, 0]);
  });

  it('count alike in whatever order they come', () => {
    const some = fc.array(
      fc.record({
        measuredAt: fc.constantFrom(null, '2026-10-02', '2026-11-20'),
        points: fc.array(
          fc.record({
            concurrency: fc.constantFrom(null, 1, 8, 8.5, 16, 64),
            requestsPerSecond: fc.constantFrom(5, 10, 20, 40),
            outputTokensPerSecond: fc.constantFrom(null, 5000),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 2, maxLength: 4 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const measurements = given.map((one) => measured(one));
        expect(levelsOf(...measurements.toReversed())).toEqual(levelsOf(...measurements));
      }),
    );
  });
});
