import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/recommender/costs/choose-instance.ts';
import { refusalIn, refusalsOf, writingModel, writingOn } from '../../../src/recommender/costs/writing-types.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import type { TypePlan } from '../../../src/recommender/throughput/plan.ts';
import { explained } from '../../support/answers.ts';
import { BOOK, needsOf, plan } from './support.ts';

/** How a type serves a model, or why it doesn't. */
function served(stated: Partial<Workload>, type: string) {
  const needs = needsOf({ ...stated, requiresGpu: true });
  const writing = writingModel({ hosting: 'single-model' }, needs);
  if (!writing) throw new Error('It writes no tokens');
  return writingOn(writing, 'hosting', needs, type);
}

const planned = (stated: Partial<Workload>, type: string): TypePlan => {
  const plan = served(stated, type);
  if ('kind' in plan) throw new Error(plan.kind);
  return plan;
};

/** Requests that a type holds of a model. */
const held = (stated: Partial<Workload>, type: string): number => planned(stated, type).requestsHeld;

const answer = (stated: Partial<Workload>) => explained({ trafficPattern: 'steady', ...stated });
const instanceOf = (stated: Partial<Workload>) => answer(stated).choice?.instance;
const likely = (stated: Partial<Workload>) => Math.round(answer(stated).costs[0]?.monthlyUsd?.likely ?? 0);
const hourly = (stated: Partial<Workload>) => answer(stated).costs[0]?.components[0]?.unitPriceUsd ?? 0;

const tokens = { inputTokens: 1000, outputTokens: 300 } as const;
const llama = { modelId: 'llama-3-8b', modelPrecisionBits: 16, contextTokens: 8192 } as const;
const llama70 = { modelId: 'llama-3.3-70b', modelPrecisionBits: 8, contextTokens: 8192 } as const;
const busy = { ...llama, ...tokens, concurrentRequests: 50 } as const;
const busy70 = { ...llama70, ...tokens, concurrentRequests: 50 } as const;

describe('the requests that an instance holds', () => {
  it.each([
    ['ml.g7e.2xlarge', 70],
    ['ml.g6.12xlarge', 61],
    ['ml.g5.12xlarge', 61],
    ['ml.g6e.xlarge', 23],
    ['ml.g5.2xlarge', 3],
  ])('of llama-3-8b at 16 bits and 8,192 tokens: %s holds %d', (type, requests) => {
    expect(held(llama, type)).toBe(requests);
  });

  it.each([
    ['ml.g7e.24xlarge', 109],
    ['ml.g7e.12xlarge', 41],
    ['ml.g6e.12xlarge', 35],
    ['ml.p4d.24xlarge', 85],
  ])('of llama-3.3-70b at 8 bits and 8,192 tokens: %s holds %d', (type, requests) => {
    expect(held(llama70, type)).toBe(requests);
  });

  it('of a model whose heads are not known are found on any power of two: 130 GB of weights on 4 GPUs of 48 GB', () => {
    const model = { modelParametersBillion: 70, contextTokens: 8192 };
    expect(held(model, 'ml.g6e.12xlarge')).toBe(9);
    expect(served(model, 'ml.g6e.xlarge')).toMatchObject({ kind: 'does-not-hold' });
  });

  it('of latent attention are held whole on each GPU: more GPUs only make room', () => {
    const model = { modelId: 'deepseek-v2-lite', contextTokens: 32_768 };
    expect(held(model, 'ml.g6e.12xlarge')).toBeLessThan(held(model, 'ml.g7e.12xlarge') * 2);
    expect(held(model, 'ml.g6e.12xlarge')).toBeGreaterThan(0);
  });

  it('are none on 16 GB for 15 GB of weights, nor on accelerators that take compiled models, nor on a CPU', () => {
    expect(served(llama, 'ml.g4dn.xlarge')).toMatchObject({ kind: 'does-not-hold', gpuMemoryGiB: 16 });
    expect(served(llama, 'ml.inf2.48xlarge')).toEqual({ kind: 'not-covered' });
    expect(served(llama, 'ml.m5.24xlarge')).toEqual({ kind: 'not-covered' });
  });
});

describe('how fast a type has to be', () => {
  const stream = { ...llama, ...tokens, requiresStreaming: 'response' } as const;
  const sequences = (stated: Partial<Workload>, type = 'ml.g6e.xlarge') => planned(stated, type).sequences;

  it('is 10 tokens per second for a stream where nothing is stated, and as stated else: fewer at once on one instance', () => {
    expect(sequences(stream)).toBe(156);
    expect(sequences({ ...stream, streamTokensPerSecond: 30 })).toBeLessThan(60);
  });

  it('is the stated response time for the first token of a stream, and for the whole answer without one', () => {
    const { requiresStreaming: _, ...whole } = stream;
    expect(sequences({ ...stream, responseTimeSeconds: 12 })).toBe(156);
    expect(sequences({ ...whole, responseTimeSeconds: 12 })).toBeLessThan(100);
    expect(sequences({ ...stream, responseTimeSeconds: 0.3 })).toBeLessThan(100);
  });

  it('is the shortest of what is stated of a whole answer: answerSeconds, processingTimeSeconds, and 60 s at most', () => {
    const at = (more: Partial<Workload>) => sequences({ ...stream, ...more });
    expect(at({ processingTimeSeconds: 12 })).toBe(at({ answerSeconds: 12 }));
    expect(at({ processingTimeSeconds: 12, answerSeconds: 10 })).toBe(at({ answerSeconds: 10 }));
    const slow = served(
      { ...tokens, modelId: 'llama-3-8b', outputTokens: 4000, streamTokensPerSecond: 1 },
      'ml.g6.xlarge',
    );
    expect(refusalIn(slow)).toMatchObject({ limit: 'answerSeconds', stated: 60 });
  });

  it('is nothing behind a queue and in a job: an ml.g6.xlarge works on all that its memory holds', () => {
    const needs = needsOf({ ...llama, ...tokens, requiresGpu: true });
    const writing = writingModel({ hosting: 'single-model' }, needs);
    const plan = writing && writingOn(writing, 'batch', needs, 'ml.g6e.xlarge');
    expect(plan).toMatchObject({ sequences: expect.any(Number) });
    expect(plan && 'sequences' in plan && plan.sequences).toBeGreaterThanOrEqual(sequences(stream));
  });

  it('rules out what is too slow, and every refused candidate says why', () => {
    const needs = needsOf({ ...stream, requiresGpu: true, streamTokensPerSecond: 10_000 });
    const writing = writingModel({ hosting: 'single-model' }, needs);
    if (!writing) throw new Error('It writes no tokens');
    const candidates = candidatesOf({ plan: plan('real-time', 'fixed'), needs, book: BOOK });
    const kinds = refusalsOf(writing, needs, candidates).map(({ why }) => why.kind);
    expect(kinds).toHaveLength(candidates.types.length);
    expect(new Set(kinds)).toEqual(new Set(['impossible', 'does-not-hold']));
  });
});

describe('why an instance holds the load', () => {
  it('says the cache at the longest request, which decides: 50 GB for 8,192 tokens, 7.93 GB for 1,300', () => {
    expect(instanceOf(busy)?.holds).toBe(
      '15 GB of weights and 50 GB of cache for 50 requests of 8,192 tokens in 96 GB, which holds up to 70',
    );
    const { contextTokens: _, ...open } = busy;
    expect(instanceOf(open)?.holds).toBe(
      '15 GB of weights and 7.93 GB of cache for 50 requests of 1,300 tokens in 44.7 GB, which holds up to 151',
    );
  });

  it('says how many copies of the weights there are: 2 of llama-3.3-70b on an ml.g7e.12xlarge', () => {
    expect(instanceOf(busy70)?.holds).toBe(
      '2 copies of 65.7 GB of weights and 62.5 GB of cache for 25 requests of 8,192 tokens in 192 GB, which holds up to 41',
    );
  });

  it('says megabytes as they were stated, and records of a dataset: 50 MB, 2 records', () => {
    const small = { trafficPattern: 'dataset', modelSizeGB: 50 / 1024 } as const;
    expect(explained(small).choice?.instance?.holds).toBe('50 MB of model in 4 GB, 2 records at once');
  });
});

describe('the instance that holds the load', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['of llama-3-8b with 50 at once in us-east-1', busy, 'ml.g7e.2xlarge', 1, 1, 3069],
    ['of the same in eu-central-1', { ...busy, region: 'eu-central-1' }, 'ml.g7e.2xlarge', 1, 1, 5219],
    ['of the same, named', { ...busy, instanceType: 'ml.g6.12xlarge' }, 'ml.g6.12xlarge', 1, 1, 4199],
    ['of the same, named', { ...busy, instanceType: 'ml.g5.12xlarge' }, 'ml.g5.12xlarge', 1, 1, 5176],
    ['of the same, named, by memory', { ...busy, instanceType: 'ml.g6e.xlarge' }, 'ml.g6e.xlarge', 3, 3, 5716],
    ['of llama-3.3-70b at 8 bits with 50 at once', busy70, 'ml.g7e.12xlarge', 2, 2, 15_122],
    ['of the same in two zones', { ...busy70, availability: 'multi-az' }, 'ml.g7e.12xlarge', 2, 2, 15_122],
    ['of 8-bit weights on GPUs that compute in 8 bits, not on an ml.p4d.24xlarge, though it holds 85',
      { ...busy70, concurrentRequests: 85 },
      'ml.g7e.24xlarge', 1, 1, null],
    ['of the busiest moment, eight, and two more', { ...busy70, trafficPattern: 'variable' }, 'ml.g7e.2xlarge', 1, 10, 4382],
  ] as const)('%s is of %j: %s, %d to %d for $%d', (_what, stated, type, min, max, usd) => {
    expect(instanceOf(stated)).toMatchObject({ type, min, start: min, max });
    if (usd !== null) expect(likely(stated)).toBe(usd);
  });

  it('is not counted without tokens: one of a type that holds all 50, what it carries as an example, and no bill', () => {
    const { inputTokens: _in, outputTokens: _out, ...open } = busy;
    const { choice, costs } = answer(open);
    expect(choice?.instance).toMatchObject({ type: 'ml.g7e.2xlarge', min: 1, max: 1 });
    expect(choice?.sizing).toMatchObject({ basis: 'unknown', count: null, needs: ['outputTokens', 'inputTokens'] });
    expect(costs[0]?.monthlyUsd).toBeNull();
  });

  it.each([
    [32_768, 10, {}],
    [32_768, 200, { requiresStreaming: 'response' }],
    [131_072, 40, { instanceType: 'ml.g6e.12xlarge' }],
    [16_384, 64, { requiresMultipleVariants: true }],
    [8192, 40, { outputTokens: 300 }],
    [65_536, 25, { ...tokens, peakRequestsPerSecond: 0.1 }],
  ] as const)(
    'holds requests of %d tokens, %d of them in progress, with %j',
    (contextTokens, concurrentRequests, more) => {
      const chosen = answer({ ...llama, contextTokens, concurrentRequests, ...more }).choice?.instance;
      const each = Number(/holds up to ([\d,]+)$/.exec(chosen?.holds ?? '')?.[1]?.replace(',', ''));
      expect(each * Number(chosen?.peak ?? chosen?.max) * (chosen?.variants ?? 1)).toBeGreaterThanOrEqual(
        concurrentRequests,
      );
    },
  );

  it('is chosen by memory where no price is known, without a bill or alternatives', () => {
    const { choice, costs } = answer({ ...llama, ...tokens, peakRequestsPerSecond: 1, region: 'us-gov-west-1' });
    expect(choice?.instance?.type).toMatch(/^ml\.g/);
    expect(choice?.sizing?.alternatives).toEqual([]);
    expect(costs[0]?.monthlyUsd).toBeNull();
  });

  it.each([
    ['whisper-large-v3', 'ml.g4dn.xlarge', 538, '10 GB of model in 16 GB'],
    ['bge-large-en-v1.5', 'ml.c6i.large', 74, '2.87 GB of model in 4 GB'],
    ['sdxl', 'ml.g4dn.xlarge', 538, '10 GB of model in 16 GB'],
  ])('of %s is %s for $%d a month: %s', (modelId, type, usd, holds) => {
    const stated = { modelId, requiresVpc: true };
    expect(instanceOf(stated)?.type).toBe(type);
    expect(instanceOf(stated)?.holds).toContain(holds);
    expect(Math.round(hourly(stated) * 730)).toBe(usd);
  });
});

describe('a model that needs an accelerator', () => {
  it('of which only the context is stated gets no instance, and is not served without servers either', () => {
    const { choice, rejected } = answer({
      contextTokens: 4096,
      trafficPattern: 'intermittent',
      coldStarts: 'acceptable',
    });
    expect(choice?.instance).toBeNull();
    expect(choice?.sizing?.needs).toEqual(['modelParametersBillion', 'modelSizeGB']);
    expect(rejected.find(({ option }) => option === 'serverless')?.verdict).toBe('ruled-out');
  });

  it.each([
    ['ml.g4dn.xlarge', 'is too small, which is said', "15 GB of weights and their cache don't fit 16 GB"],
    ['ml.m5.xlarge', 'has no GPU, which is said', '15 GB of weights, and no GPU'],
    ['ml.inf2.8xlarge', 'takes compiled models, so nothing is said', ''],
    ['ml.unknown.large', 'is not described, so nothing is said', ''],
  ])('is priced as asked on %s, which %s', (instanceType, _, holds) => {
    expect(instanceOf({ modelId: 'llama-3-8b', instanceType })).toMatchObject({ type: instanceType, holds });
  });

  it('of an unknown name without any size gets no instance and no bill, and its size is the first thing to state', () => {
    const { choice, costs } = answer({
      trafficPattern: 'variable',
      responseTimeSeconds: 1,
      modelId: 'a model of ours',
    });
    expect(choice).toMatchObject({ option: 'real-time', instance: null });
    expect(choice?.sizing).toMatchObject({
      basis: 'unknown',
      count: null,
      text: "I don't know the model a model of ours, nor how large it is, so no instance can be chosen for it.",
      needs: ['modelParametersBillion', 'modelSizeGB'],
    });
    expect(costs[0]).toMatchObject({ monthlyUsd: null, note: "No total without the model's size." });
  });

  it('that nothing serves in 100 ms says so, and not that nothing holds it', () => {
    const stated = { modelParametersBillion: 70, ...tokens, peakRequestsPerSecond: 1, processingTimeSeconds: 0.1 };
    const { choice, costs, warnings } = answer(stated);
    expect(choice?.instance).toBeNull();
    expect(choice?.sizing?.text).toMatch(/^No instance type is fast enough: a whole answer on ml\.\S+ takes at least /);
    expect(costs[0]?.note).toBe('No instance type on the price list holds the model and is as fast as needed.');
    expect(warnings.map(({ code }) => code)).not.toContain('no-instance-holds-model');
  });
});
