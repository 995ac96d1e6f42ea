import { describe, expect, it } from 'vitest';
import { heldModel, requestsHeldOn } from '../../../src/recommender/costs/choose-accelerator.ts';
import { instanceTypeOf } from '../../../src/recommender/facts/instance-types.ts';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { workload } from '../../support/workloads.ts';
import { needsOf } from './support.ts';

/** Requests that a type holds of a model. */
function held(stated: Partial<Workload>, type: string): number {
  const model = heldModel({ hosting: 'single-model' }, needsOf({ ...stated, requiresGpu: true }));
  const spec = instanceTypeOf(type);
  if (!model || !spec) throw new Error(`No model or no ${type}`);
  return requestsHeldOn(model, spec);
}

const answer = (stated: Partial<Workload>) => recommend(workload({ trafficPattern: 'steady', ...stated }));
const instanceOf = (stated: Partial<Workload>) => answer(stated).choice?.instance;
const likely = (stated: Partial<Workload>) => Math.round(answer(stated).costs[0]?.monthlyUsd?.likely ?? 0);
const hourly = (stated: Partial<Workload>) => answer(stated).costs[0]?.components[0]?.unitPriceUsd ?? 0;

const llama = { modelId: 'llama-3-8b', modelPrecisionBits: 16, contextTokens: 8192 } as const;
const llama70 = { modelId: 'llama-3.3-70b', modelPrecisionBits: 8, contextTokens: 8192 } as const;

describe('the requests that an instance holds', () => {
  it.each([
    ['ml.g7e.2xlarge', 70],
    ['ml.g6.12xlarge', 61],
    ['ml.g5.12xlarge', 61],
    ['ml.g6e.xlarge', 23],
    ['ml.g5.2xlarge', 3],
    ['ml.g4dn.xlarge', 0],
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

  it('of a model with 28 heads stay on 4 of 8 GPUs each, since 8 do not divide 28', () => {
    expect(held({ modelId: 'qwen2.5-7b', contextTokens: 100_000 }, 'ml.g5.48xlarge') % 2).toBe(0);
  });

  it('of a model whose heads are not known are found on any power of two: 130 GB of weights on 4 GPUs of 48 GB', () => {
    const model = { modelParametersBillion: 70, contextTokens: 8192 };
    expect(held(model, 'ml.g6e.12xlarge')).toBeGreaterThan(0);
    expect(held(model, 'ml.g6e.xlarge')).toBe(0);
  });

  it('of latent attention are held whole on each GPU: more GPUs only make room', () => {
    const model = { modelId: 'deepseek-v2-lite', contextTokens: 32_768 };
    expect(held(model, 'ml.g6e.12xlarge')).toBeLessThan(held(model, 'ml.g7e.12xlarge') * 2);
    expect(held(model, 'ml.g6e.12xlarge')).toBeGreaterThan(0);
  });

  it('are none on accelerators that take compiled models, and none on a CPU', () => {
    expect(held(llama, 'ml.inf2.48xlarge')).toBe(0);
    expect(held(llama, 'ml.m5.24xlarge')).toBe(0);
  });
});

describe('why an instance holds the load', () => {
  it('says the cache at the longest request, which decides, and at the typical one: 50 GB and 7.93 GB', () => {
    const stated = { ...llama, concurrentRequests: 50, inputTokens: 1000, outputTokens: 300 };
    expect(instanceOf(stated)?.holds).toBe(
      '15 GB of weights and 50 GB of cache for 50 requests of 8,192 tokens in 96 GB, which holds up to 70; at the typical 1,300 tokens the cache takes 7.93 GB',
    );
  });

  it('says megabytes as they were stated, and records of a dataset: 50 MB, 2 records', () => {
    const small = { trafficPattern: 'dataset', modelSizeGB: 50 / 1024 } as const;
    expect(recommend(workload(small)).choice?.instance?.holds).toBe('50 MB of model in 8 GB, 2 records at once');
  });

  it('says one figure where no request is longer than the typical one', () => {
    const { contextTokens: _, ...open } = llama;
    expect(instanceOf({ ...open, concurrentRequests: 50, inputTokens: 1000, outputTokens: 300 })?.holds).not.toContain(
      'typical',
    );
  });

  it('is said of a cache in FP8, which half the instances hold: one ml.g7e.12xlarge for $7,561 instead of $15,122', () => {
    const { assumptions, costs } = answer({ ...llama70, concurrentRequests: 50 });
    expect(Math.round(costs[0]?.monthlyUsd?.likely ?? 0)).toBe(15_122);
    expect(assumptions.find(({ field }) => field === 'modelPrecisionBits')?.text).toBe(
      'The cache is planned with 16 bits per value; in FP8 it takes half, and 1 × ml.g7e.12xlarge would do for $7,561 per month.',
    );
  });

  it('has no amount where the requests of a month are unknown: 30 that arrive together, on one ml.g6e.xlarge instead of ml.g7e.2xlarge', () => {
    const { assumptions, choice } = answer({ ...llama, burstRequests: 30 });
    expect(choice?.instance?.type).toBe('ml.g7e.2xlarge');
    expect(assumptions.map(({ text }) => text)).toContain(
      'The cache is planned with 16 bits per value; in FP8 it takes half, and 1 × ml.g6e.xlarge would do.',
    );
  });

  it('says nothing of FP8 where half the cache saves nothing', () => {
    const { assumptions } = answer({ ...llama, concurrentRequests: 1 });
    expect(assumptions.map(({ text }) => text).join(' ')).not.toContain('FP8');
  });
});

describe('the instance that holds the load', () => {
  it('of llama-3-8b with 50 at once is one ml.g7e.2xlarge for $3,069 in us-east-1 and $5,219 in eu-central-1', () => {
    const busy = { ...llama, concurrentRequests: 50 };
    expect(instanceOf(busy)).toEqual({
      type: 'ml.g7e.2xlarge',
      min: 1,
      start: 1,
      max: 1,
      holds: '15 GB of weights and 50 GB of cache for 50 requests of 8,192 tokens in 96 GB, which holds up to 70',
    });
    expect(likely(busy)).toBe(3069);
    expect(likely({ ...busy, region: 'eu-central-1' })).toBe(5219);
  });

  it.each([
    ['ml.g6.12xlarge', 1, 4199],
    ['ml.g5.12xlarge', 1, 5176],
    ['ml.g6e.xlarge', 3, 5716],
  ])('of the same, named %s, is %d of them for $%d', (instanceType, count, usd) => {
    const named = { ...llama, concurrentRequests: 50, instanceType };
    expect(instanceOf(named)).toMatchObject({ type: instanceType, min: count, max: count });
    expect(Math.round(hourly(named) * 730 * count)).toBe(usd);
  });

  it('of the same with requests of 1,300 tokens is smaller: 50 of them take 7.9 GB of cache', () => {
    const { holds, type } = instanceOf({ ...llama, contextTokens: 1300, concurrentRequests: 50 }) ?? {};
    expect(holds).toContain('7.93 GB of cache for 50 requests of 1,300 tokens');
    expect(type).toBe('ml.g6e.xlarge');
  });

  it('of llama-3.3-70b at 8 bits with 50 at once costs $15,122: two ml.g7e.12xlarge, which also stand in two zones', () => {
    const busy = { ...llama70, concurrentRequests: 50 };
    expect(instanceOf(busy)).toMatchObject({ type: 'ml.g7e.12xlarge', max: 2 });
    expect(likely(busy)).toBe(15_122);
    expect(instanceOf({ ...busy, availability: 'multi-az' })).toMatchObject({ type: 'ml.g7e.12xlarge', min: 2 });
  });

  it('of 8-bit weights leaves out GPUs that compute in 16 bits: no ml.p4d.24xlarge, though it holds 85', () => {
    expect(instanceOf({ ...llama70, concurrentRequests: 85 })?.type).not.toBe('ml.p4d.24xlarge');
  });

  it.each([
    ['whisper-large-v3', 'ml.g4dn.xlarge', 538, '10 GB of model in 16 GB'],
    ['bge-large-en-v1.5', 'ml.c6i.xlarge', 149, '2.87 GB of model in 8 GB'],
    ['sdxl', 'ml.g4dn.xlarge', 538, '10 GB of model in 16 GB'],
  ])('of %s is %s for $%d a month: %s', (modelId, type, usd, holds) => {
    const stated = { modelId, requiresVpc: true };
    expect(instanceOf(stated)?.type).toBe(type);
    expect(instanceOf(stated)?.holds).toContain(holds);
    expect(Math.round(hourly(stated) * 730)).toBe(usd);
  });

  it('of boosted trees with 300 requests of 20 ms a second is three ml.m5.xlarge: 6 busy, 8.6 vCPUs at 70 %, $504', () => {
    const trees = { modelId: 'xgboost', modelSizeGB: 2, peakRequestsPerSecond: 300, processingTimeSeconds: 0.02 };
    const named = { ...trees, instanceType: 'ml.m5.xlarge', requiresVpc: true };
    expect(instanceOf(named)).toMatchObject({ min: 3, max: 3 });
    expect(Math.round(hourly(named) * 730 * 3)).toBe(504);
  });

  it('of qwen3-32b costs $1.35 to $3.09 per million output tokens on the ml.g7e.2xlarge where AWS measured it', () => {
    const { costs } = answer({ modelId: 'qwen3-32b', inputTokens: 522, outputTokens: 600, concurrentRequests: 32 });
    expect(costs[0]?.perMillionOutputTokensUsd?.low).toBeCloseTo(1.35, 2);
    expect(costs[0]?.perMillionOutputTokensUsd?.high).toBeCloseTo(3.09, 2);
    expect(costs[0]?.monthlyUsd?.likely).toBeCloseTo(3069, 0);
  });

  it('follows the rate where no requests in progress are stated: 8 per second of 5 s are 40 at once, 49 at 70 %', () => {
    const rate = { ...llama, peakRequestsPerSecond: 8, processingTimeSeconds: 5 };
    expect(instanceOf(rate)).toMatchObject({ type: 'ml.g7e.2xlarge', max: 1 });
    expect(instanceOf(rate)?.holds).toContain('for 40 requests');
    expect(instanceOf({ ...rate, instanceType: 'ml.g7e.2xlarge', peakRequestsPerSecond: 10 })?.max).toBe(2);
  });

  it('scales from one instance to as many as the busiest moment needs', () => {
    expect(instanceOf({ ...llama70, concurrentRequests: 50, trafficPattern: 'variable' })).toMatchObject({
      type: 'ml.g7e.12xlarge',
      min: 1,
      start: 1,
      max: 2,
    });
  });
});

describe('100 users at once', () => {
  it('cost more than one: 25 ml.m5.xlarge with 4 requests at once each', () => {
    const plain = { trafficPattern: 'steady', requiresVpc: true } as const;
    expect(instanceOf({ ...plain, concurrentRequests: 100 })?.max).toBe(25);
    expect(instanceOf({ ...plain, concurrentRequests: 1 })?.max).toBe(1);
  });
});

describe('a model that needs an accelerator', () => {
  it.each([
    { modelId: 'llama-3-8b' },
    { modelId: 'whisper-large-v3' },
    { modelParametersBillion: 7 },
    { contextTokens: 4096 },
  ])('is served on a GPU, never without servers: %o', (stated) => {
    const { choice, rejected } = answer({ ...stated, trafficPattern: 'intermittent', coldStarts: 'acceptable' });
    expect(choice?.instance?.type).toMatch(/^ml\.[gp]\d/);
    expect(rejected.find(({ option }) => option === 'serverless')?.verdict).toBe('ruled-out');
  });

  it('is none with 1.5 billion parameters and no context', () => {
    expect(answer({ modelParametersBillion: 1.5 }).choice?.instance?.type ?? 'none').not.toMatch(/^ml\.[gp]\d/);
  });

  it('is priced as asked on a type that cannot hold it, and warned about', () => {
    const { choice, warnings } = answer({ modelId: 'llama-3-70b', instanceType: 'ml.g5.2xlarge' });
    expect(choice?.instance).toMatchObject({
      type: 'ml.g5.2xlarge',
      holds: "131 GB of weights and their cache don't fit 22.4 GB",
    });
    expect(warnings.map(({ code }) => code)).toContain('model-over-instance');
  });

  it.each([
    ['ml.m5.xlarge', 'has no GPU, which is said', '15 GB of weights, and no GPU'],
    ['ml.inf2.8xlarge', 'takes compiled models, so nothing is said', ''],
    ['ml.unknown.large', 'is not described, so nothing is said', ''],
  ])('is priced as asked on %s, which %s', (instanceType, _, holds) => {
    expect(instanceOf({ modelId: 'llama-3-8b', instanceType })).toMatchObject({ type: instanceType, holds });
  });

  it('changes nothing where its name is unknown', () => {
    const plain = { trafficPattern: 'variable', responseTimeSeconds: 1 } as const;
    const { workload: _, ...unknown } = answer({ ...plain, modelId: 'a model of ours' });
    const { workload: __, ...without } = answer(plain);
    expect(unknown).toEqual(without);
  });
});
