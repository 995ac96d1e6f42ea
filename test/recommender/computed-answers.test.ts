import { describe, expect, it } from 'vitest';
import { instanceTypeOf, type Workload } from '../../src/recommender/index.ts';
import { answerTo, billOf, explained } from '../support/answers.ts';

const choiceOf = (stated: Partial<Workload>) => explained(stated).choice ?? expect.fail('nothing fits');

const sizingOf = (stated: Partial<Workload>) => choiceOf(stated).sizing ?? expect.fail('no size');

const typeOf = (stated: Partial<Workload>): string | undefined => choiceOf(stated).instance?.type;

/** The likely month of the choice. */
const usdOf = (stated: Partial<Workload>) => billOf(explained(stated))?.monthlyUsd?.likely;

const steady = { trafficPattern: 'steady', coldStarts: 'unacceptable' } as const;

describe('an encoder of which the tokens are stated', () => {
  const texts = { ...steady, modelId: 'bge-m3', inputTokens: 256, responseTimeSeconds: 0.5 } as const;

  it('is sized by 2 × 0.31 billion × 256 FLOP per request: 200 per second on 2 T4 (2–5), modelled', () => {
    expect(sizingOf({ ...texts, peakRequestsPerSecond: 200 })).toMatchObject({
      basis: 'modelled',
      typeFirm: false,
      count: { low: 2, likely: 2, high: 5 },
      text: '200 requests of 256 tokens per second come at the peak; one ml.g4dn.xlarge does about 140 (61–230), and is planned to be 70% busy.',
      needs: [],
      tokens: null,
    });
  });

  it('has no processor that takes 2.6 s for an answer that is due in 0.5 s', () => {
    expect(instanceTypeOf(typeOf({ ...texts, peakRequestsPerSecond: 0.2 }) ?? '')?.gpuCount).toBe(1);
  });

  it('counts what its server batches, whatever one request takes alone', () => {
    const stated = { ...texts, peakRequestsPerSecond: 200, processingTimeSeconds: 0.05 };
    expect(sizingOf(stated).count).toEqual(sizingOf({ ...texts, peakRequestsPerSecond: 200 }).count);
  });

  it('is asked for its tokens or its time where neither is known', () => {
    const { inputTokens: _, ...open } = texts;
    expect(sizingOf({ ...open, peakRequestsPerSecond: 200 })).toMatchObject({
      basis: 'unknown',
      count: null,
      needs: ['inputTokens', 'processingTimeSeconds'],
    });
    expect(usdOf({ ...open, peakRequestsPerSecond: 200 })).toBeUndefined();
  });
});

describe('live speech', () => {
  const live = { trafficPattern: 'steady', modelId: 'whisper-large-v3', requiresStreaming: 'bidirectional' } as const;

  it('of 50 streams with windows of 7 s takes 5 GPUs (3–8), not 50', () => {
    const sizing = sizingOf({ ...live, concurrentRequests: 50, audioSeconds: 7 });
    expect(sizing.count).toEqual({ low: 3, likely: 5, high: 8 });
    expect(sizing.text).toMatch(/^50 live streams send 7\.14 windows of 7 s per second; /);
  });

  it('is asked for its window, also where a time is stated', () => {
    for (const more of [
      {},
      { processingTimeSeconds: 0.5, requiresStreaming: 'none', responseTimeSeconds: 2 },
    ] as const) {
      const { basis, count, needs } = sizingOf({ ...live, concurrentRequests: 50, ...more });
      expect([basis, count]).toEqual(['unknown', null]);
      expect(needs).toContain('audioSeconds');
    }
  });
});

describe('recordings', () => {
  const files = { modelId: 'whisper-large-v3', audioSeconds: 1800, trafficPattern: 'dataset' } as const;

  it('of 30 min, 20,000 in a run, take 66 GPU hours of L40S: 12 s each, up to 16 stretches of 30 s together', () => {
    const { instance, option } = choiceOf({ ...files, datasetRecordsPerRun: 20_000, datasetRunsPerMonth: 1 });
    expect([option, instance?.type, instance?.max]).toEqual(['batch-transform', 'ml.g6e.xlarge', 1]);
    const usd = usdOf({ ...files, datasetRecordsPerRun: 20_000, datasetRunsPerMonth: 1 });
    expect(usd).toBeCloseTo(((20_000 * 1800) / ((130 * 362) / 312) / 3600) * 2.61 + 2.61 / 12, -1);
  });

  it('of a week are over every limit, and say up to which length they fit', () => {
    // biome-ignore format: a fixture in few lines.
    const { kind, rejected, outside } = answerTo({ modelId: 'whisper-large-v3', audioSeconds: 604_800, monthlyRequests: 100, responseTimeSeconds: 86_400 });
    expect(kind).toBe('nothing-fits');
    const queue = rejected.find(({ option }) => option === 'asynchronous');
    expect(queue?.wouldFitIf?.changes).toEqual({ audioSeconds: 97_500 });
    expect(outside?.map(({ id }) => id)).toEqual(['processing-job']);
  });
});

describe('images that are made', () => {
  const images = { ...steady, coldStarts: 'acceptable', modelId: 'sdxl', peakRequestsPerSecond: 0.1 } as const;

  it('are assumed to take 30 steps, and are asked for them', () => {
    const { choice, assumptions } = explained({ ...images, responseTimeSeconds: 30 });
    expect(choice?.sizing?.needs).toEqual(['imageSteps']);
    expect(assumptions.find(({ field }) => field === 'imageSteps')?.value).toBe(30);
  });

  it('of FLUX have a size only where their seconds are stated', () => {
    const flux = { ...images, modelId: 'flux.1-dev', responseTimeSeconds: 60 } as const;
    expect(sizingOf(flux)).toMatchObject({ basis: 'unknown', count: null, needs: ['processingTimeSeconds'] });
    expect(sizingOf({ ...flux, processingTimeSeconds: 20 }).count?.likely).toBe(3);
  });

  it('of 1,000 steps in 10 s are too slow on every type, and the one that comes nearest is named', () => {
    const { instance, sizing } = choiceOf({ ...images, imageSteps: 1000, responseTimeSeconds: 10 });
    expect(instance).toBeNull();
    expect(sizing?.text).toMatch(
      /^No instance type is fast enough: a request on ml\.p6-b\S+ is expected to take at least 16 s, and 10 s is allowed\.$/,
    );
  });
});

describe('a type without a GPU for what needs one', () => {
  it.each([
    ['a diffusion model', { modelId: 'sdxl', imageSteps: 30 }, 'stable-diffusion-xl'],
    ['a model that is said to need one', { requiresGpu: true, processingTimeSeconds: 0.1 }, 'the model'],
  ] as const)('has no count and no bill for %s', (_, stated, name) => {
    const named = { ...steady, ...stated, peakRequestsPerSecond: 1, instanceType: 'ml.m5.xlarge' };
    expect(sizingOf(named)).toMatchObject({
      basis: 'unknown',
      count: null,
      text: `ml.m5.xlarge has no GPU, and ${name} needs one.`,
    });
    expect(usdOf(named)).toBeUndefined();
  });
});

describe('no image', () => {
  it('is as one that is made', () => {
    const images = { ...steady, modelId: 'sdxl', imageSteps: 30, peakRequestsPerSecond: 0.1, responseTimeSeconds: 30 };
    expect(usdOf({ ...images, images: 0 })).toBe(usdOf(images));
  });
});

describe('what an answer advises', () => {
  // biome-ignore format: a fixture in few lines.
  const one = { trafficPattern: 'variable', peakRequestsPerSecond: 10, processingTimeSeconds: 0.05, coldStarts: 'unacceptable', modelSizeGB: 0.3 } as const;

  it('is priced: a second instance in production adds $78.80', () => {
    const { costs, warnings } = explained(one);
    expect(warnings.map(({ code }) => code)).toContain('one-instance-in-production');
    expect(costs[0]?.note).toContain('A second instance in production adds $78.80 per month.');
    expect(Number(usdOf({ ...one, availability: 'multi-az' })) - Number(usdOf(one))).toBeCloseTo(78.8, 2);
  });
});

describe('several small models of different frameworks on GPUs', () => {
  // biome-ignore format: a fixture in few lines.
  const models = { ...steady, modelCount: 3, modelSizeGB: 1, requiresGpu: true, modelsShareContainer: false, coldStarts: 'acceptable',
    processingTimeSeconds: 0.05 } as const;

  it('share one ml.g4dn.xlarge under a server such as Triton, for a third of the bill of an endpoint each', () => {
    const { choice, warnings, costs } = explained({ ...models, peakRequestsPerSecond: 3 });
    expect(choice).toMatchObject({ hosting: 'multi-model', instance: { type: 'ml.g4dn.xlarge', max: 1 } });
    expect(warnings.map(({ code }) => code)).toContain('needs-server-of-all-frameworks');
    expect(costs[0]?.note).toContain('One endpoint per model would cost $1,613 per month.');
  });

  it('have an endpoint each where sharing saves less than a tenth: 84 per second keep six accelerators busy either way', () => {
    const { choice, rejectedHosting } = explained({ ...models, peakRequestsPerSecond: 84 });
    expect(choice?.hosting).toBe('single-model');
    const reasons = rejectedHosting.find(({ hosting }) => hosting === 'multi-model')?.reasons;
    expect(reasons?.map(({ code }) => code)).toEqual(['sharing-saves-little']);
  });
});

describe('what a size was chosen against', () => {
  const scores = { ...steady, peakRequestsPerSecond: 60, processingTimeSeconds: 0.02, modelId: 'xgboost' } as const;

  it('has Graviton first where it costs less, on the condition that the image is built for it', () => {
    const [first, ...others] = sizingOf(scores).alternatives;
    expect(instanceTypeOf(first?.type ?? '')?.isArm).toBe(true);
    expect(first?.why).toBe('only if the image is built for arm64 (Graviton)');
    expect(others.some(({ type }) => instanceTypeOf(type)?.isArm)).toBe(false);
  });

  it('costs what the recommender says when it is asked for it', () => {
    for (const { type, monthlyUsd, count } of sizingOf(scores).alternatives) {
      expect(usdOf({ ...scores, instanceType: type })).toBeCloseTo(monthlyUsd, 6);
      expect(sizingOf({ ...scores, instanceType: type }).count?.likely).toBe(count);
    }
  });
});
