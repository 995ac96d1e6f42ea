import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTSIDE_SOURCES } from '../../../src/recommender/facts/outside.ts';
import type { Recommendation, Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload } from '../../support/workloads.ts';
import { tokenWorkload } from '../costs/support.ts';

const outsideOf = (stated: Partial<Workload>) => explained(stated).outside ?? [];
const idsOf = (stated: Partial<Workload>) => outsideOf(stated).map(({ id }) => id);

const CHAT = {
  modelId: 'llama-3.1-8b',
  trafficPattern: 'variable',
  peakRequestsPerSecond: 50,
  inputTokens: 1000,
  outputTokens: 300,
} as const;

const SPIKY = { ...CHAT, trafficPattern: 'intermittent', peakRequestsPerSecond: undefined, monthlyRequests: 20_000 };
const spiky = (more: Partial<Workload>) => idsOf({ ...SPIKY, ...more } as Partial<Workload>);

const IMPORT = 'bedrock-imported';

describe('what to look at outside SageMaker endpoints', () => {
  it('is a job per file where one takes 2 hours and no option fits, and nothing of the kind at 1 hour', () => {
    const video = { requiresGpu: true, trafficPattern: 'intermittent' } as const;
    const answer = explained({ ...video, processingTimeSeconds: 7200 });
    expect(answer.choice).toBeNull();
    expect(answer.outside?.map(({ text }) => text)).toEqual([
      "SageMaker Processing or AWS Batch: one job per file, with no 1-hour limit. A job takes minutes to start and can't answer requests.",
    ]);
    expect(idsOf({ ...video, processingTimeSeconds: 3600 })).toEqual([]);
  });

  it('is Bedrock for a known model with spiky traffic, on the condition that the model is there', () => {
    expect(spiky({})).toEqual(['bedrock-on-demand', IMPORT]);
    expect(outsideOf({ ...SPIKY, region: 'eu-central-1' } as Partial<Workload>)[0]?.text).toBe(
      "Bedrock on demand: billed per token, if llama-3.1-8b itself is in Bedrock in eu-central-1. It doesn't serve your own weights.",
    );
  });

  it('is Bedrock on demand for a load that one instance holds, and not for 50 requests per second', () => {
    expect(idsOf({ ...CHAT, peakRequestsPerSecond: 0.1 })).toEqual(['bedrock-on-demand']);
    expect(idsOf(CHAT)).toEqual([]);
  });

  it('is all that could serve it where the likely bill is over the budget of $1,000, and nothing within $1 million', () => {
    expect(idsOf({ ...CHAT, monthlyBudgetUsd: 1000 })).toEqual(['bedrock-on-demand', IMPORT]);
    expect(idsOf({ ...CHAT, monthlyBudgetUsd: 1e6 })).toEqual([]);
  });

  it('is no Bedrock for adapters, several models, a VPC, two-way streams or a dataset', () => {
    for (const stated of [
      { modelAdapters: true },
      { modelCount: 3 },
      { requiresVpc: true },
      { requiresStreaming: 'bidirectional' },
      { trafficPattern: 'dataset', datasetRecordsPerRun: 1000 },
    ] as const)
      expect(spiky(stated)).toEqual([]);
  });

  it.each([
    ['eu-west-1', 'llama-3.1-8b', false],
    ['us-west-2', 'llama-3.1-8b', true],
    ['us-west-2', 'gpt-oss-20b', false],
    ['us-east-1', 'gpt-oss-20b', true],
    ['us-east-1', 'llama-3.1-405b', false],
    ['us-east-1', 'qwen2.5-vl-7b', true],
    ['us-east-1', 'qwen3-8b', true],
    ['us-east-1', 'llama-2-7b', true],
    ['us-east-1', 'mistral-7b', true],
    ['us-east-1', 'mixtral-8x7b', true],
    ['us-east-1', 'qwen3-next-80b-a3b', false],
    ['us-east-1', 'gemma-3-12b', false],
    ['us-east-1', 'phi-4', false],
    ['us-east-1', 'deepseek-v3', false],
  ])('takes imported weights in %s of %s: %s', (region, modelId, isTaken) => {
    expect(spiky({ region, modelId }).includes(IMPORT)).toBe(isTaken);
  });

  it('is no import where cold starts are ruled out: idle models are unloaded', () => {
    expect(spiky({ coldStarts: 'unacceptable' })).not.toContain(IMPORT);
  });

  it('is an import alone for the config.json of a supported architecture', () => {
    const modelConfig = {
      model_type: 'llama',
      hidden_size: 4096,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      intermediate_size: 14_336,
      vocab_size: 128_256,
      max_position_embeddings: 131_072,
      torch_dtype: 'bfloat16',
    };
    expect(spiky({ modelId: undefined, modelConfig } as unknown as Partial<Workload>)).toEqual([IMPORT]);
    const phi = { ...modelConfig, model_type: 'phi3' };
    expect(spiky({ modelId: undefined, modelConfig: phi } as unknown as Partial<Workload>)).toEqual([]);
  });

  it('is Lambda for a model of 200 MB on a CPU over its budget of $1, and not for 1 GB, a GPU or within the budget', () => {
    const tiny = { modelSizeGB: 0.2, processingTimeSeconds: 0.1, monthlyRequests: 1e6, monthlyBudgetUsd: 1 } as const;
    expect(idsOf(tiny)).toEqual(['lambda']);
    expect(idsOf({ ...tiny, modelSizeGB: 1 })).toEqual([]);
    expect(idsOf({ ...tiny, requiresGpu: true })).toEqual([]);
    expect(idsOf({ ...tiny, monthlyBudgetUsd: 1000 })).toEqual([]);
  });

  it('is Lambda for rare calls where a Region has no serverless, and not where serverless bills the time in use as well', () => {
    const rare = { modelSizeGB: 0.2, processingTimeSeconds: 0.1, trafficPattern: 'intermittent' } as const;
    expect(explained({ ...rare, region: 'eu-central-2' }).choice?.option).not.toBe('serverless');
    expect(idsOf({ ...rare, region: 'eu-central-2' })).toEqual(['lambda']);
    expect(idsOf(rare)).toEqual([]);
    expect(idsOf({ ...rare, region: 'eu-central-2', coldStarts: 'unacceptable' })).toEqual([]);
  });

  it('names a source of AWS and never a price, whatever the workload', () => {
    const sources = Object.values(OUTSIDE_SOURCES).map(({ url }) => url);
    fc.assert(
      fc.property(fc.oneof(tokenWorkload, anyWorkload), (stated) => {
        for (const { text, source } of explained(stated).outside ?? []) {
          expect(text).not.toMatch(/\$/);
          expect(text).toMatch(/\.$/);
          expect(sources).toContain(source.url);
        }
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });
});

describe('Savings Plans', () => {
  const planOf = (stated: Partial<Workload>): Recommendation['savingsPlan'] => explained(stated).savingsPlan;
  const steady = {
    trafficPattern: 'steady',
    processingTimeSeconds: 0.1,
    modelSizeGB: 0.2,
    peakRequestsPerSecond: 100,
    coldStarts: 'unacceptable',
  } as const;

  it('are one line for 2 instances of 8 vCPUs that run all month', () => {
    expect(planOf(steady)).toMatchObject({
      instances: 2,
      text: 'Savings Plans: up to 64% less for the 2 instances that run all month, for a commitment of one or three years.',
    });
  });

  it('count the floor of auto scaling: the one instance that never goes', () => {
    expect(planOf({ ...steady, trafficPattern: 'variable' })).toMatchObject({
      instances: 1,
      text: 'Savings Plans: up to 64% less for the instance that runs all month, for a commitment of one or three years.',
    });
    expect(planOf({ ...steady, trafficPattern: 'variable', availability: 'multi-az' })?.instances).toBe(2);
  });

  it('are left out of serverless, asynchronous and batch, of what scales to zero, and of a size that is unknown', () => {
    expect(
      planOf({ trafficPattern: 'intermittent', monthlyRequests: 1000, processingTimeSeconds: 0.1 }),
    ).toBeUndefined();
    expect(planOf({ payloadSizeMB: 500, trafficPattern: 'steady', processingTimeSeconds: 60 })).toBeUndefined();
    expect(planOf({ trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, processingTimeSeconds: 1 })).toBeUndefined();
    expect(planOf({ trafficPattern: 'variable', requiresGpu: true, peakRequestsPerSecond: 5 })).toBeUndefined();
  });

  it('are left out where the Region has no prices, so there is no monthly total', () => {
    expect(planOf({ ...steady, region: 'us-gov-west-1' })).toBeUndefined();
  });

  it('are never of more instances than the bill has all month', () => {
    fc.assert(
      fc.property(fc.oneof(tokenWorkload, anyWorkload), (stated) => {
        const { savingsPlan, costs } = explained(stated);
        if (costs[0]?.monthlyUsd == null) expect(savingsPlan).toBeUndefined();
        const hours = costs[0]?.components.find(({ unit }) => unit === 'hours')?.monthlyQuantity ?? 0;
        expect((savingsPlan?.instances ?? 0) * 730).toBeLessThanOrEqual(hours * (1 + 1e-9));
      }),
      { numRuns: runs(100) },
    );
  });
});
