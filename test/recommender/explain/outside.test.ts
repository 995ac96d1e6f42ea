import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTSIDE_SOURCES } from '../../../src/recommender/facts/outside.ts';
import type { Recommendation, Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload } from '../../support/workloads.ts';
import { tokenWorkload } from '../costs/support.ts';

/** What is stated; `undefined` takes a field away. */
type Stated = { readonly [Field in keyof Workload]?: unknown };

const outsideOf = (stated: Stated) => explained(stated as Partial<Workload>).outside ?? [];

const CHAT = {
  modelId: 'llama-3.1-8b',
  trafficPattern: 'variable',
  peakRequestsPerSecond: 50,
  inputTokens: 1000,
  outputTokens: 300,
} as const;
const SPIKY = {
  ...CHAT,
  trafficPattern: 'intermittent',
  peakRequestsPerSecond: undefined,
  monthlyRequests: 20_000,
} as const;
/** config.json of a Llama of 8 billion parameters. */
const LLAMA = {
  ...{ model_type: 'llama', hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8 },
  ...{ intermediate_size: 14_336, vocab_size: 128_256, max_position_embeddings: 131_072, torch_dtype: 'bfloat16' },
};
const OWN = { ...SPIKY, modelId: undefined } as const;
const video = { requiresGpu: true, trafficPattern: 'intermittent' } as const;
const tiny = { modelSizeGB: 0.2, processingTimeSeconds: 0.1, monthlyRequests: 1e6, monthlyBudgetUsd: 1 } as const;
const rare = { modelSizeGB: 0.2, processingTimeSeconds: 0.1, trafficPattern: 'intermittent' } as const;

const IMPORT = 'bedrock-imported';
const BOTH = ['bedrock-on-demand', IMPORT];

// biome-ignore format: one case a line.
const CASES: readonly (readonly [sentence: string, ...(readonly [Stated, string[]])[]])[] = [
  ['is a job per file where one takes 2 hours and no option fits, and nothing of the kind at 1 hour',
    [{ ...video, processingTimeSeconds: 7200 }, ['processing-job']],
    [{ ...video, processingTimeSeconds: 3600 }, []]],
  ['is Bedrock for a known model with spiky traffic', [SPIKY, BOTH]],
  ['is Bedrock on demand for a load that one instance holds, and not for 50 requests per second',
    [{ ...CHAT, peakRequestsPerSecond: 0.1 }, ['bedrock-on-demand']],
    [CHAT, []]],
  ['is all that could serve it where the likely bill is over the budget of $1,000, and nothing within $1 million',
    [{ ...CHAT, monthlyBudgetUsd: 1000 }, BOTH],
    [{ ...CHAT, monthlyBudgetUsd: 1e6 }, []]],
  ['is no Bedrock for adapters, several models, a VPC, two-way streams or a dataset',
    [{ ...SPIKY, modelAdapters: true }, []],
    [{ ...SPIKY, modelCount: 3 }, []],
    [{ ...SPIKY, requiresVpc: true }, []],
    [{ ...SPIKY, requiresStreaming: 'bidirectional' }, []],
    [{ ...SPIKY, trafficPattern: 'dataset', datasetRecordsPerRun: 1000 }, []]],
  ['is no import where cold starts are ruled out: idle models are unloaded',
    [{ ...SPIKY, coldStarts: 'unacceptable' }, ['bedrock-on-demand']]],
  ['is an import alone for the config.json of a supported architecture',
    [{ ...OWN, modelConfig: LLAMA }, [IMPORT]],
    [{ ...OWN, modelConfig: { ...LLAMA, model_type: 'phi3' } }, []]],
  ['is Lambda for a model of 200 MB on a CPU over its budget of $1, and not for 1 GB, a GPU or within the budget',
    [tiny, ['lambda']],
    [{ ...tiny, modelSizeGB: 1 }, []],
    [{ ...tiny, requiresGpu: true }, []],
    [{ ...tiny, monthlyBudgetUsd: 1000 }, []]],
  ['is Lambda for rare calls where a Region has no serverless, and not where serverless bills the time in use as well',
    [{ ...rare, region: 'eu-central-2' }, ['lambda']],
    [rare, []],
    [{ ...rare, region: 'eu-central-2', coldStarts: 'unacceptable' }, []]],
];

describe('what to look at outside SageMaker endpoints', () => {
  for (const [sentence, ...cases] of CASES)
    it(sentence, () => {
      const found = cases.map(([stated]) => outsideOf(stated).map(({ id }) => id));
      expect(found).toEqual(cases.map(([, ids]) => ids));
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
    expect(outsideOf({ ...SPIKY, region, modelId }).some(({ id }) => id === IMPORT)).toBe(isTaken);
  });

  it.each([
    [
      { ...video, processingTimeSeconds: 7200 },
      "SageMaker Processing or AWS Batch: one job per file, with no 1-hour limit. A job takes minutes to start and can't answer requests.",
    ],
    [
      { ...SPIKY, region: 'eu-central-1' },
      "Bedrock on demand: billed per token, if llama-3.1-8b itself is in Bedrock in eu-central-1. It doesn't serve custom weights.",
    ],
  ])('is said with its condition: %j', (stated, text) => expect(outsideOf(stated)[0]?.text).toBe(text));

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
  // biome-ignore format: a fixture in few lines.
  const steady = { trafficPattern: 'steady', processingTimeSeconds: 0.1, modelSizeGB: 0.2, peakRequestsPerSecond: 100,
    coldStarts: 'unacceptable' } as const;

  it.each([
    ['2 instances of 8 vCPUs that run all month', steady, 2, 'the 2 instances that run'],
    [
      'the floor of auto scaling, the one that never goes',
      { ...steady, trafficPattern: 'variable' },
      1,
      'the instance that runs',
    ],
    [
      'the floor in two zones',
      { ...steady, trafficPattern: 'variable', availability: 'multi-az' },
      2,
      'the 2 instances that run',
    ],
  ] as const)('are one line for %s', (_what, stated, instances, said) => {
    const text = `Savings Plans: up to 64% less for ${said} all month, for a commitment of one or three years.`;
    expect(planOf(stated)).toMatchObject({ instances, text });
  });

  it.each([
    ['serverless', { trafficPattern: 'intermittent', monthlyRequests: 1000, processingTimeSeconds: 0.1 }],
    ['a queue', { payloadSizeMB: 500, trafficPattern: 'steady', processingTimeSeconds: 60 }],
    ['a job', { trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, processingTimeSeconds: 1 }],
    ['a size that is unknown', { trafficPattern: 'variable', requiresGpu: true, peakRequestsPerSecond: 5 }],
    ['a Region without prices, so without a monthly total', { ...steady, region: 'us-gov-west-1' }],
  ] as const)('are left out of %s', (_what, stated) => expect(planOf(stated)).toBeUndefined());

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
