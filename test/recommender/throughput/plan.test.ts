import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { gpuTypeOf, type Span, usualArchitecture } from '../../../src/recommender/throughput/index.ts';
import { peakOn } from '../../../src/recommender/throughput/load.ts';
import { answerSecondsOn, streamOn, type TypePlan } from '../../../src/recommender/throughput/plan.ts';
import { plansFor } from '../../../src/recommender/throughput/plans.ts';
import { firstTokenSeconds } from '../../../src/recommender/throughput/replica.ts';
import { runs } from '../../support/lane.ts';
import { architecture, GPU_TYPES, type WorkAsked, workOf } from '../../support/sizing.ts';
import { workload } from '../../support/workloads.ts';

const typesOf = (names: RegExp) => GPU_TYPES.filter(({ type }) => names.test(type));
const whyNot = (more: WorkAsked, type: string) =>
  plansFor(workOf(more), GPU_TYPES).refused.find((refused) => refused.type === type)?.why;

/** How the one type of a list serves the work. */
function planOf(more: WorkAsked, names: RegExp): TypePlan {
  const [only] = plansFor(workOf(more), typesOf(names)).holding;
  if (!only) throw new Error(`${names} doesn't serve it`);
  return only.plan;
}

describe('figures from which no speed follows', () => {
  const stated = { modelParametersBillion: Number.MAX_VALUE, modelSizeGB: 2, inputTokens: 1000, outputTokens: 300 };

  it.each([{}, { trafficPattern: 'dataset' }, { requiresStreaming: 'response', streamTokensPerSecond: 20 }] as const)(
    'are no crash and no NaN: 1.8e308 billion parameters, stated to need 2 GB, with %j',
    (more) => {
      const { choice, costs } = recommend(workload({ name: 'slip', ...stated, ...more }));
      expect(choice).toMatchObject({ instance: null, sizing: { basis: 'unknown', count: null } });
      expect(JSON.stringify([choice, costs])).not.toMatch(/NaN|Infinity/);
    },
  );
});

describe('a measurement', () => {
  const measured = { architecture: architecture('qwen3-32b'), inputTokens: 522, outputTokens: 600 };
  const usual = { ...measured, inputTokens: 1000, outputTokens: 500 };
  const limits = { streamTokensPerSecond: 18 };

  it('wins where the instance carries no more than was measured: 28 in progress on one ml.g5.12xlarge', () => {
    const plan = planOf(usual, /g5\.12xlarge/);
    expect(plan).toMatchObject({ basis: 'measured', sequences: 28, factors: { low: 0.7, high: 1.3 } });
    expect(plan.tokensPerSecond).toBeCloseTo(425, 0);
  });

  it('is shown with the model where the instance carries more: 64 in progress, measured up to 32', () => {
    const plan = planOf(usual, /g7e\.2xlarge/);
    expect(plan).toMatchObject({ basis: 'modelled', sequences: 64, measurement: { input: 1608 } });
  });

  it('tells what a stream gets too', () => {
    const plan = planOf({ ...measured, limits }, /g7e\.2xlarge/);
    const peak = peakOn(plan, { concurrentRequests: 5 }, 1);
    expect(plan.basis).toBe('measured');
    expect(peak.perStream.likely).toBeGreaterThan(17);
    expect(peak.answerSeconds.likely).toBeCloseTo(600 / peak.perStream.likely, 6);
    expect(peakOn(plan, { peakRps: 0.01 }, 1).perStream.likely).toBeGreaterThan(18);
  });

  it('of another precision or of tokens three times as many says nothing', () => {
    const measurementOf = (more: WorkAsked) => planOf({ ...measured, limits, ...more }, /g7e\.2xlarge/).measurement;
    expect(measurementOf({ precision: 'fp8' })).toBeNull();
    expect(measurementOf({ precision: 'nvfp4' })).toBeNull();
    expect(measurementOf({ inputTokens: 5000, limits: {} })).toBeNull();
  });
});

describe('a peak', () => {
  const plan = planOf({}, /g6e\.xlarge/);

  it('of 500 requests in progress on 3 ml.g6e.xlarge has 167 on each', () => {
    const peak = peakOn(plan, { concurrentRequests: 500 }, 3);
    expect(peak.inProgress).toBe(500);
    expect(peak.perStream.likely).toBeCloseTo(streamOn(plan, 500 / 3), 9);
  });

  it('of 5 requests per second has as many in progress as come while one is answered', () => {
    const peak = peakOn(plan, { peakRps: 5 }, 1);
    expect(peak.inProgress).toBeCloseTo(5 * peak.answerSeconds.likely, 4);
    expect(peak.inProgress).toBeCloseTo(100, -1);
  });

  it('of more than the instance answers has as many in progress as its memory holds: 256', () => {
    expect(peakOn(plan, { peakRps: 1e9 }, 1).inProgress).toBe(256);
  });
});

describe('a type is refused', () => {
  it('as too small, with the weights and what its GPUs hold', () => {
    const why = whyNot({ architecture: architecture('llama-3.3-70b') }, 'ml.g5.xlarge');
    expect(why).toEqual({ kind: 'does-not-hold', weightsGiB: expect.closeTo(131.4, 1), gpuMemoryGiB: 22.35 });
  });

  const fp8 = {
    architecture: architecture('llama-3.3-70b'),
    precision: 'fp8',
    inputTokens: 1000,
    outputTokens: 400,
  } as const;
  const closeTo = (best: number, digits: number): unknown => expect.closeTo(best, digits);

  // biome-ignore format: one case a line.
  it.each([
    ['30 tokens per second of 16 GB of weights at 300 GB/s: 18.7 at best', { streamTokensPerSecond: 30 },
      { kind: 'impossible', limit: 'streamTokensPerSecond', best: closeTo(18.68, 2), stated: 30 }],
    ['17 tokens per second, between the floor and the model', { streamTokensPerSecond: 17 },
      { kind: 'not-expected', limit: 'streamTokensPerSecond', stated: 17 }],
    ['a first token in 10 ms', { firstTokenSeconds: 0.01 }, { kind: 'impossible', limit: 'firstTokenSeconds' }],
    ['a first token in 60 ms', { firstTokenSeconds: 0.06 }, { kind: 'not-expected', limit: 'firstTokenSeconds' }],
    ['an answer in 25 s', { answerSeconds: 25 }, { kind: 'impossible', best: closeTo(26.8, 1) }],
  ] as const)('as too slow for %s', (_what, limits, why) => {
    expect(whyNot({ limits }, 'ml.g6.xlarge')).toMatchObject(why);
  });

  it('as impossible for 400 tokens in 10 s of 70 GB at 1,597 GB/s: reading it 400 times takes 17.7 s', () => {
    const why = whyNot({ ...fp8, limits: { answerSeconds: 10 } }, 'ml.g7e.2xlarge');
    expect(why).toEqual({ kind: 'impossible', limit: 'answerSeconds', best: closeTo(17.67, 2), stated: 10 });
  });

  it('as not expected where one GPU has the first token in time, four have the stream, and none has both', () => {
    const long = { precision: 'fp8', inputTokens: 8000 } as const;
    const splitAt = (limits: WorkAsked['limits']) =>
      planOf({ ...long, limits: limits ?? {} }, /g6e?\.12xlarge/).replica.gpusEach;
    const types = typesOf(/g6\.12xlarge/);
    expect(splitAt({ streamTokensPerSecond: 70 })).toBe(4);
    expect(splitAt({ firstTokenSeconds: 0.75 })).toBe(1);
    const both = workOf({ ...long, limits: { streamTokensPerSecond: 70, firstTokenSeconds: 0.75 } });
    const [refused] = plansFor(both, types).refused;
    expect(refused?.why).toMatchObject({ kind: 'not-expected', limit: 'firstTokenSeconds', stated: 0.75 });
  });

  it('as computing FP8 weights at 16 bits only where another one holds them', () => {
    expect(whyNot({ precision: 'fp8' }, 'ml.g5.xlarge')).toEqual({ kind: 'weights-only' });
    expect(planOf({ precision: 'fp8' }, /g5\.xlarge/).tokensPerSecond).toBeGreaterThan(0);
  });
});

describe('a type', () => {
  it("with AWS's own accelerators, or without GPUs, is not sized", () => {
    const others = ['ml.inf2.xlarge', 'ml.trn1.2xlarge', 'ml.m5.large', 'ml.p2.xlarge', 'ml.nothing'];
    expect(others.map(gpuTypeOf)).toEqual(others.map(() => undefined));
    expect(gpuTypeOf('ml.p5en.48xlarge')).toEqual({ type: 'ml.p5en.48xlarge', gpu: 'h200', gpus: 8 });
  });
});

describe('what is kept of plans', () => {
  it('is bounded, and the same work gets the same object', () => {
    const first = plansFor(workOf(), GPU_TYPES);
    expect(plansFor(workOf(), GPU_TYPES)).toBe(first);
    for (let inputTokens = 1; inputTokens <= 70; inputTokens += 1) {
      expect(plansFor(workOf({ inputTokens }), GPU_TYPES).holding.length).toBeGreaterThan(10);
    }
    expect(plansFor(workOf(), GPU_TYPES)).toEqual(first);
  });
});

const NAMES = ['llama-3.1-8b', 'qwen3-32b', 'gpt-oss-120b', 'deepseek-r1', 'gemma-3-27b', 'qwen3-next-80b-a3b'];
const arbitraryWork = fc
  .record({
    architecture: fc.oneof(
      fc.constantFrom(...NAMES).map(architecture),
      fc.double({ min: 0.01, max: 3000, noNaN: true }).map(usualArchitecture),
    ),
    precision: fc.constantFrom('bf16', 'fp8', 'int4', 'mxfp4', 'nvfp4'),
    fp8Cache: fc.boolean(),
    inputTokens: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 1e9 })),
    outputTokens: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 1e9 })),
    hasImages: fc.boolean(),
    limits: fc.record(
      {
        answerSeconds: fc.double({ min: 0, max: 1000, noNaN: true }),
        firstTokenSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
        streamTokensPerSecond: fc.double({ min: 0, max: 10_000, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(workOf);

/** Every number in it, with where it is. */
function numbersIn(value: unknown, at = ''): [string, number][] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => numbersIn(each, `${at}.${key}`));
}

const inOrder = ({ low, likely, high }: Span): boolean => low <= likely && likely <= high;

describe('any work', () => {
  it('has for each type a plan or a refusal, of finite numbers, with spans whose ends are in order', () => {
    const load = fc.oneof(
      fc.double({ min: 0, max: 1e9, noNaN: true }).map((peakRps) => ({ peakRps })),
      fc.double({ min: 0, max: 1e9, noNaN: true }).map((concurrentRequests) => ({ concurrentRequests })),
    );
    fc.assert(
      fc.property(arbitraryWork, load, fc.integer({ min: 1, max: 1000 }), (work, at, instances) => {
        const { holding, refused } = plansFor(work, GPU_TYPES);
        expect(holding.length + refused.length).toBe(GPU_TYPES.length);
        const peaks = holding.map(({ plan }) => peakOn(plan, at, instances));
        expect(numbersIn([holding, refused, peaks]).filter(([, number]) => !Number.isFinite(number))).toEqual([]);
        for (const { perStream, firstTokenSeconds: first, answerSeconds } of peaks) {
          expect([perStream, first, answerSeconds].every(inOrder)).toBe(true);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('keeps what one instance carries within its limits', () => {
    fc.assert(
      fc.property(arbitraryWork, (work) => {
        const { answerSeconds, firstTokenSeconds: first, streamTokensPerSecond } = work.limits;
        for (const { plan } of plansFor(work, GPU_TYPES).holding) {
          if (plan.basis === 'measured') continue;
          expect(streamOn(plan, plan.sequences)).toBeGreaterThanOrEqual((streamTokensPerSecond ?? 0) * (1 - 1e-9));
          expect(answerSecondsOn(plan, plan.sequences)).toBeLessThanOrEqual((answerSeconds ?? Infinity) * (1 + 1e-9));
          expect(firstTokenSeconds(plan.replica, plan.sequences)).toBeLessThanOrEqual((first ?? Infinity) * (1 + 1e-9));
        }
      }),
      { numRuns: runs(500) },
    );
  });
});
