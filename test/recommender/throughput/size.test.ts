import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Architecture,
  atMostOn,
  billOf,
  gpuTypeOf,
  type Sizing,
  type SizingQuery,
  type Span,
  sizeLanguageModel,
  tokensPerSecond,
  usdPerMillionTokens,
  usualArchitecture,
} from '../../../src/recommender/throughput/index.ts';
import { runs } from '../../support/lane.ts';
import { architecture, GPU_TYPES, query, sized } from '../../support/sizing.ts';

const countOn = (sizing: Sizing, type: string) =>
  sizing.ok ? sizing.candidates.find((one) => one.type === type)?.load?.count : undefined;
const whyNot = (more: Partial<SizingQuery>, type: string) =>
  sized(more).refused.find((refused) => refused.type === type)?.why;

describe('a load', () => {
  it('in tokens per second is divided by the tokens of an answer: 2,500 at 500 are 5 per second', () => {
    const byTokens = sized({ load: { tokensPerSecond: 2500, meanRps: 2 } });
    expect(byTokens.load?.peakRps).toBe(5);
    expect(byTokens.choice).toEqual(sized().choice);
  });

  it('without a mean has 0.4 of its peak as the mean', () => {
    const { choice } = sized({ load: { peakRps: 50, meanRps: 20 } });
    expect(sized({ load: { peakRps: 50 } }).choice).toEqual(choice);
  });

  it('of 500 requests in progress takes 500 / (256 x 0.8) = 3 instances, and no fewer, since memory holds 235 at their longest', () => {
    const sizing = sized({ load: { concurrentRequests: 500 } });
    expect(countOn(sizing, 'ml.g6e.xlarge')).toEqual({ low: 3, likely: 3, high: 5 });
    expect(sizing.peak?.inProgress).toBe(500);
  });

  it('of requests in progress runs half of the instances and half of one on average', () => {
    const { candidates } = sized({ load: { concurrentRequests: 500 } });
    const average = candidates.find(({ type }) => type === 'ml.g6e.xlarge')?.load?.averageInstances;
    expect(average?.scaled.likely).toBe(2);
    expect(average?.fixed.likely).toBe(3);
  });

  it('of requests in progress takes at least the instances whose memory holds them at their longest', () => {
    const at = (contextTokens: number | null) =>
      countOn(sized({ load: { peakRps: 1, concurrentRequests: 1000 }, contextTokens }), 'ml.g6e.xlarge');
    expect(at(null)?.low).toBe(5);
    expect(at(8192)?.low).toBeGreaterThanOrEqual(40);
  });

  it('across two Availability Zones takes 2 instances at least, and so does a minimum of 2', () => {
    const scaling = { isScaled: true, minInstances: 1, isMultiAz: true };
    expect(countOn(sized({ scaling }), 'ml.g6e.xlarge')?.low).toBe(2);
    const { choice } = sized({ scaling: { isScaled: true, minInstances: 2, isMultiAz: false } });
    expect(choice?.load.averageInstances.scaled.likely).toBe(2);
  });

  it('that is not known gives no count and no choice, but what one instance carries, cheapest by the hour first', () => {
    const { choice, peak, firmness, candidates } = sized({ load: null });
    expect([choice, peak, firmness]).toEqual([null, null, null]);
    expect(candidates.slice(0, 3).map(({ type }) => type)).toEqual(['ml.g6.xlarge', 'ml.g6.2xlarge', 'ml.g5.xlarge']);
    const g6e = candidates.find(({ type }) => type === 'ml.g6e.xlarge');
    expect(g6e?.requestsPerSecond.likely).toBeCloseTo(8, 1);
    expect(g6e && atMostOn(g6e).inProgress).toBe(256);
    expect(g6e?.monthlyUsd).toBeNull();
  });
});

describe('the choice', () => {
  it('without scaling is that of the fixed bill: one ml.g6e.xlarge, not four ml.g5.xlarge', () => {
    const { candidates } = sized({ scaling: { isScaled: false, minInstances: 1, isMultiAz: false } });
    expect(candidates[0]?.type).toBe('ml.g6e.xlarge');
  });

  it('where performance comes first is the fastest that costs at most twice as much', () => {
    const { choice, candidates } = sized({ costPriority: 'performance' });
    expect(choice?.gpu).toBe('rtxpro6000');
    expect(choice?.monthlyUsd.scaled.likely).toBeLessThanOrEqual(
      2 * (candidates[0] ? (billOf(candidates[0], true) ?? 0) : 0),
    );
  });

  it('is none where nothing is priced, or nothing is offered', () => {
    const instances = GPU_TYPES.map((type) => ({ ...type, usdPerHour: null }));
    expect(sized({ instances })).toMatchObject({ choice: null, firmness: null });
    expect(sized({ instances: [] })).toMatchObject({ choice: null, candidates: [], refused: [] });
  });

  it('is firm without another GPU to compare with', () => {
    const instances = GPU_TYPES.filter(({ gpu }) => gpu === 'l40s');
    expect(sized({ instances }).firmness).toMatchObject({ isFirm: true, runnerUp: null });
  });

  it('is doubted where only the parameters are known, and on a GPU with few measurements', () => {
    const instances = GPU_TYPES.filter(({ gpu }) => gpu === 'l4');
    expect(sized({ architecture: usualArchitecture(8), instances }).firmness?.doubts).toEqual([
      'architecture',
      'class',
      'few-measurements',
    ]);
  });

  it('costs by the million tokens what an hour costs, and with idle hours more', () => {
    const { choice, load } = sized();
    if (!choice || !load) throw new Error('no choice');
    const usd = usdPerMillionTokens(choice, load, choice.monthlyUsd.scaled.likely);
    expect(usd.busy).toBeCloseTo((choice.usdPerHour * 1e6) / (0.8 * choice.tokensPerSecond.likely * 3600), 6);
    expect(usd.month).toBeCloseTo((choice.usdPerHour * 730 * 1e6) / (2 * 500 * 2_628_000), 6);
    expect(usdPerMillionTokens(choice, { ...load, meanRps: 0 }, 1).month).toBeNull();
    const peak = { ...load, meanRps: null, peakRps: 5 };
    expect(usdPerMillionTokens(choice, peak, 100).month).toBeCloseTo(1e8 / (2 * 500 * 2_628_000), 9);
    const unstated = { peakRps: null, concurrentRequests: 10, meanRps: null };
    expect(usdPerMillionTokens(choice, unstated, 1).month).toBeGreaterThan(0);
  });

  it('of FP8 weights is a GPU that computes at 16 bits only where no other holds them', () => {
    const instances = GPU_TYPES.filter(({ gpu }) => gpu === 'a10g');
    expect(sized({ precision: 'fp8', instances }).choice?.gpu).toBe('a10g');
    expect(sized({ precision: 'fp8' }).candidates.some(({ gpu }) => gpu === 'a10g')).toBe(false);
  });
});

describe('a measurement', () => {
  const measured = { architecture: architecture('qwen3-32b'), inputTokens: 522, outputTokens: 600 };
  const types = GPU_TYPES.filter(({ type }) => type === 'ml.g7e.2xlarge');

  it('wins where the instance carries no more than was measured: 28 in progress on one ml.g5.12xlarge', () => {
    const instances = GPU_TYPES.filter(({ type }) => type === 'ml.g5.12xlarge');
    const [only] = sized({ ...measured, inputTokens: 1000, outputTokens: 500, instances }).candidates;
    expect(only?.plan).toMatchObject({ basis: 'measured', sequences: 28, factors: { low: 0.7, high: 1.3 } });
    expect(only?.tokensPerSecond.likely).toBeCloseTo(425, 0);
  });

  it('is shown with the model where the instance carries more: 64 in progress, measured up to 32', () => {
    const [only] = sized({ ...measured, inputTokens: 1000, outputTokens: 500, instances: types }).candidates;
    expect(only?.plan).toMatchObject({ basis: 'modelled', sequences: 64, measurement: { input: 1608 } });
  });

  it('tells what a stream gets too', () => {
    const limits = { streamTokensPerSecond: 18 };
    const { choice, peak } = sized({ ...measured, limits, instances: types, load: { concurrentRequests: 5 } });
    expect(choice?.plan.basis).toBe('measured');
    expect(peak?.perStream.likely).toBeGreaterThan(17);
    expect(peak?.answerSeconds.likely).toBeCloseTo(600 / (peak?.perStream.likely ?? 1), 6);
    const { peak: alone } = sized({ ...measured, limits, instances: types, load: { peakRps: 0.01 } });
    expect(alone?.perStream.likely).toBeGreaterThan(18);
  });

  it('of another precision or of tokens three times as many says nothing', () => {
    const basisOf = (more: Partial<SizingQuery>) =>
      sized({ ...measured, instances: types, limits: { streamTokensPerSecond: 18 }, ...more }).candidates[0]?.plan
        .measurement;
    expect(basisOf({ precision: 'fp8' })).toBeNull();
    expect(basisOf({ precision: 'nvfp4' })).toBeNull();
    expect(basisOf({ inputTokens: 5000, limits: {} })).toBeNull();
  });

  it('on both the choice and the runner-up is as good as clearly cheaper', () => {
    const instances = GPU_TYPES.filter(({ type }) => /g6e\.12xlarge|g5\.12xlarge|g7e\.2xlarge/.test(type));
    const { firmness } = sized({
      ...measured,
      instances,
      limits: { streamTokensPerSecond: 18 },
      load: { peakRps: 0.1 },
    });
    expect(firmness).toMatchObject({ areMeasured: true, isFirm: true });
  });
});

describe('a type is refused', () => {
  it('as too small, with the weights and what its GPUs hold', () => {
    const why = whyNot({ architecture: architecture('llama-3.3-70b') }, 'ml.g5.xlarge');
    expect(why).toEqual({ kind: 'does-not-hold', weightsGiB: expect.closeTo(131.4, 1), gpuMemoryGiB: 22.35 });
  });

  it('as impossible for 30 tokens per second of 16 GB of weights at 300 GB/s: 18.7 at best', () => {
    const why = whyNot({ limits: { streamTokensPerSecond: 30 } }, 'ml.g6.xlarge');
    expect(why).toEqual({
      kind: 'impossible',
      limit: 'streamTokensPerSecond',
      best: expect.closeTo(18.68, 2),
      stated: 30,
    });
  });

  it('as not expected between the floor and the model: 17 tokens per second', () => {
    const why = whyNot({ limits: { streamTokensPerSecond: 17 } }, 'ml.g6.xlarge');
    expect(why).toMatchObject({ kind: 'not-expected', limit: 'streamTokensPerSecond', stated: 17 });
  });

  it('for the time to first token and for the whole answer', () => {
    expect(whyNot({ limits: { firstTokenSeconds: 0.01 } }, 'ml.g6.xlarge')).toMatchObject({
      kind: 'impossible',
      limit: 'firstTokenSeconds',
    });
    expect(whyNot({ limits: { firstTokenSeconds: 0.06 } }, 'ml.g6.xlarge')).toMatchObject({
      kind: 'not-expected',
      limit: 'firstTokenSeconds',
    });
    expect(whyNot({ limits: { answerSeconds: 25 } }, 'ml.g6.xlarge')).toMatchObject({
      kind: 'impossible',
      best: expect.closeTo(26.8, 1),
    });
  });

  it('as not expected where one GPU has the first token in time, four have the stream, and none has both', () => {
    const instances = GPU_TYPES.filter(({ type }) => type === 'ml.g6e.12xlarge');
    const at = (limits: SizingQuery['limits']) =>
      sized({ precision: 'fp8', inputTokens: 8000, instances, limits: limits ?? {} });
    expect(at({ streamTokensPerSecond: 70 }).candidates[0]?.plan.replica.gpusEach).toBe(4);
    expect(at({ firstTokenSeconds: 0.75 }).candidates[0]?.plan.replica.gpusEach).toBe(1);
    const [refused] = at({ streamTokensPerSecond: 70, firstTokenSeconds: 0.75 }).refused;
    expect(refused?.why).toMatchObject({ kind: 'not-expected', limit: 'firstTokenSeconds', stated: 0.75 });
  });
});

describe('a type', () => {
  it("with AWS's own accelerators, or without GPUs, is not sized", () => {
    expect(['ml.inf2.xlarge', 'ml.trn1.2xlarge', 'ml.m5.large', 'ml.p2.xlarge', 'ml.nothing'].map(gpuTypeOf)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect(gpuTypeOf('ml.p5en.48xlarge')).toEqual({ type: 'ml.p5en.48xlarge', gpu: 'h200', gpus: 8 });
  });
});

describe('a query is refused', () => {
  const broken = (more: Partial<Architecture>) => ({ architecture: { ...usualArchitecture(8), ...more } });

  it.each<[string, Partial<SizingQuery>]>([
    ['outputTokens', { outputTokens: 0 }],
    ['outputTokens', { outputTokens: Number.NaN }],
    ['inputTokens', { inputTokens: -1 }],
    ['inputTokens', { inputTokens: Infinity }],
    ['contextTokens', { contextTokens: 1e12 }],
    ['load', { load: { peakRps: -1 } }],
    ['load', { load: { concurrentRequests: Infinity } }],
    ['limits', { limits: { answerSeconds: Number.NaN } }],
    ['scaling', { scaling: { isScaled: true, minInstances: -1, isMultiAz: false } }],
    ['prices', { instances: [{ type: 'ml.g5.xlarge', gpu: 'a10g', gpus: 1, usdPerHour: Number.NaN }] }],
    ['architecture', broken({ layers: 0 })],
    ['architecture', broken({ parametersBillion: Number.NaN })],
    ['architecture', broken({ activeBillion: -1 })],
    ['architecture', broken({ cacheParts: 0 })],
    ['architecture', broken({ kvBytesPerTokenAt16: Infinity })],
  ])('by its %s', (fault, more) => {
    expect(sizeLanguageModel(query(more))).toEqual({ ok: false, fault });
  });
});

describe('what is kept', () => {
  it('is bounded, and the same query gives the same object', () => {
    const first = sizeLanguageModel(query());
    expect(sizeLanguageModel(query())).toBe(first);
    for (let step = 1; step <= 70; step += 1) {
      expect(sized({ load: { peakRps: step } }).choice?.load.count.likely).toBeGreaterThanOrEqual(1);
    }
    for (let step = 1; step <= 70; step += 1) {
      expect(sized({ inputTokens: step }).candidates.length).toBeGreaterThan(10);
    }
    expect(sizeLanguageModel(query())).toEqual(first);
  });
});

describe('odd input', () => {
  it('of 10 million tokens of context fits nowhere, with why', () => {
    const { candidates, refused } = sized({ contextTokens: 1e7, architecture: architecture('llama-3.3-70b') });
    expect(candidates).toEqual([]);
    expect(refused.every(({ why }) => why.kind === 'does-not-hold')).toBe(true);
  });

  it('of a billion users is a count and a bill', () => {
    const { choice } = sized({ load: { concurrentRequests: 1e9 } });
    expect(choice?.load.count.likely).toBeGreaterThan(1e6);
    expect(Number.isFinite(choice?.monthlyUsd.fixed.high)).toBe(true);
  });

  it('of 10,000 tokens per second for a stream is impossible on every type that holds the model', () => {
    const { choice, refused } = sized({ limits: { streamTokensPerSecond: 10_000 } });
    expect(choice).toBeNull();
    expect(new Set(refused.map(({ why }) => why.kind))).toEqual(new Set(['impossible', 'does-not-hold']));
  });
});

const NAMES = [
  'llama-3.1-8b',
  'qwen3-32b',
  'gpt-oss-120b',
  'deepseek-r1',
  'gemma-3-27b',
  'qwen3-next-80b-a3b',
  'qwen2.5-vl-7b',
];
const arbitraryQuery: fc.Arbitrary<SizingQuery> = fc
  .record({
    architecture: fc.oneof(
      fc.constantFrom(...NAMES).map(architecture),
      fc.double({ min: 0.01, max: 3000, noNaN: true }).map(usualArchitecture),
    ),
    precision: fc.constantFrom('bf16', 'fp8', 'int4', 'mxfp4', 'nvfp4'),
    fp8Cache: fc.boolean(),
    inputTokens: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 1e9 })),
    outputTokens: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 1e9 })),
    contextTokens: fc.option(fc.integer({ min: 0, max: 1e7 })),
    load: fc.option(
      fc.record(
        {
          peakRps: fc.double({ min: 0, max: 1e9, noNaN: true }),
          concurrentRequests: fc.double({ min: 0, max: 1e9, noNaN: true }),
          meanRps: fc.double({ min: 0, max: 1e6, noNaN: true }),
          tokensPerSecond: fc.double({ min: 0, max: 1e9, noNaN: true }),
        },
        { requiredKeys: [] },
      ),
    ),
    limits: fc.record(
      {
        answerSeconds: fc.double({ min: 0, max: 1000, noNaN: true }),
        firstTokenSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
        streamTokensPerSecond: fc.double({ min: 0, max: 10_000, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
    isScaled: fc.boolean(),
    minInstances: fc.integer({ min: 0, max: 20 }),
    isMultiAz: fc.boolean(),
    costPriority: fc.constantFrom('cost', 'balanced', 'performance'),
  })
  .map(({ isScaled, minInstances, isMultiAz, ...rest }) => ({
    ...rest,
    scaling: { isScaled, minInstances, isMultiAz },
    instances: GPU_TYPES,
  }));

/** Every number in it, with where it is. Floors of what can't be computed don't exist. */
function numbersIn(value: unknown, at = ''): [string, number][] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => numbersIn(each, `${at}.${key}`));
}

const inOrder = ({ low, likely, high }: Span): boolean => low <= likely && likely <= high;

describe('any query', () => {
  it('is answered with finite numbers, in spans whose ends are in order', () => {
    fc.assert(
      fc.property(arbitraryQuery, (asked) => {
        const sizing = sizeLanguageModel(asked);
        expect(numbersIn(sizing).filter(([, number]) => !Number.isFinite(number))).toEqual([]);
        if (!sizing.ok) return;
        expect(sizing.candidates.length + sizing.refused.length).toBe(GPU_TYPES.length);
        for (const one of sizing.candidates) {
          expect(inOrder(one.tokensPerSecond) && inOrder(atMostOn(one).answerSeconds)).toBe(true);
          if (one.load) expect(inOrder(one.load.count)).toBe(true);
          if (one.load) expect(inOrder(one.load.averageInstances.scaled)).toBe(true);
          if (one.monthlyUsd) expect(inOrder(one.monthlyUsd.scaled) && inOrder(one.monthlyUsd.fixed)).toBe(true);
        }
        if (sizing.peak) expect(inOrder(sizing.peak.perStream) && inOrder(sizing.peak.firstTokenSeconds)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('costs no less with twice the load', () => {
    fc.assert(
      fc.property(arbitraryQuery, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (asked, peakRps) => {
        const [one, two] = [1, 2].map((times) => sizeLanguageModel({ ...asked, load: { peakRps: peakRps * times } }));
        if (!one?.ok || !two?.ok) return;
        const bills = new Map(one.candidates.map((sizedType) => [sizedType.type, sizedType.monthlyUsd]));
        for (const { type, monthlyUsd } of two.candidates) {
          expect(monthlyUsd?.scaled.likely).toBeGreaterThanOrEqual((bills.get(type)?.scaled.likely ?? 0) * (1 - 1e-9));
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('keeps what one instance carries within its limits', () => {
    fc.assert(
      fc.property(arbitraryQuery, (asked) => {
        const sizing = sizeLanguageModel(asked);
        for (const one of sizing.ok ? sizing.candidates : []) {
          if (one.plan.basis === 'measured') continue;
          const { perStream, answerSeconds, firstTokenSeconds } = atMostOn(one);
          const { limits = {} } = asked;
          expect(perStream.likely).toBeGreaterThanOrEqual((limits.streamTokensPerSecond ?? 0) * (1 - 1e-9));
          expect(answerSeconds.likely).toBeLessThanOrEqual((limits.answerSeconds ?? Infinity) * (1 + 1e-9));
          expect(firstTokenSeconds.likely).toBeLessThanOrEqual((limits.firstTokenSeconds ?? Infinity) * (1 + 1e-9));
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('makes more tokens with more in progress, and fewer for each of them', () => {
    const type = fc.constantFrom(...GPU_TYPES.map((one) => one.type));
    fc.assert(
      fc.property(arbitraryQuery, type, fc.double({ min: 0.1, max: 1e4, noNaN: true }), (asked, instanceType, few) => {
        const at = (concurrency: number) =>
          tokensPerSecond({ ...asked, model: asked.architecture, instanceType, concurrency });
        const [one, more] = [at(few), at(few * 1.5)];
        if (!one.ok || !more.ok) return;
        expect(numbersIn([one, more]).every(([, number]) => Number.isFinite(number))).toBe(true);
        if (one.basis === 'measured' || more.basis === 'measured') return;
        expect(more.perSecond.likely).toBeGreaterThanOrEqual(one.perSecond.likely * (1 - 1e-9));
      }),
      { numRuns: runs(500) },
    );
  });
});
