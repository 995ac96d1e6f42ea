import { describe, expect, it } from 'vitest';
import { pickConfig, recommend, type Workload } from '../../../src/recommender/index.ts';
import { servedModel } from '../../../src/recommender/needs/served-model.ts';
import { explained } from '../../support/answers.ts';
import { CONFIGS } from '../../support/configs.ts';
import { workload } from '../../support/workloads.ts';

const configOf = (name: string): NonNullable<Workload['modelConfig']> => {
  const picked = pickConfig(CONFIGS.find((one) => one.name.endsWith(name))?.config);
  if (!picked.ok) throw new Error(name);
  return picked.config;
};

const assumed = (stated: Partial<Workload>, field: string): string | undefined =>
  recommend(workload(stated)).assumptions.find((assumption) => assumption.field === field)?.text;

const mixture = configOf('Qwen3-30B-A3B-FP8');
const qwen = configOf('Qwen3-8B');
const billions = (count: number): unknown => expect.closeTo(count, 2);

describe('a model of which nobody stated the size', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['has that in its name, and needs a GPU', { modelId: 'our-chat-70b' },
      { billions: 70, bits: 16, from: 'name', needsAccelerator: true }],
    ['needs no GPU with 270 million in its name', { modelId: 'our-tagger-270m' },
      { billions: 0.27, needsAccelerator: false, writing: undefined }],
    ['has the precision of its name', { modelId: 'our-chat-70b-awq' }, { bits: 4, billions: 70 }],
    ['has active parameters where its name says them', { modelId: 'ours-35b-a3b' }, { billions: 35, active: 3 }],
    ['has active parameters of its name alone', { modelId: 'ours-a13b' }, { billions: undefined, active: 13, needsAccelerator: true }],
    ['has stated parameters before those of its name',
      { modelId: 'our-chat-70b', modelParametersBillion: 8, modelPrecisionBits: 8 }, { billions: 8, bits: 8 }],
    ['is unsized where its name has none: gpt-3.5-turbo', { modelId: 'gpt-3.5-turbo' }, { isUnsized: true, billions: undefined }],
    ['has size, precision and cache of its config.json', { modelConfig: mixture },
      { billions: billions(30.53), active: billions(3.042), bits: 8, from: 'config',
      needsAccelerator: true, figures: { experts: [128, 8], layers: 48, heads: 32, kvHeads: 4, kvBytes: 98_304 } }],
    ["has its config.json before a known model's row", { modelId: 'llama-3.3-70b', modelConfig: qwen },
      { billions: billions(8.19), known: undefined }],
    ['keeps the name of a known model of the same size', { modelId: 'qwen3-8b', modelConfig: qwen },
      { known: { id: 'qwen3-8b' }, from: 'config' }],
    ['has stated parameters, precision and context before its config.json',
      { modelConfig: mixture, modelParametersBillion: 14, modelPrecisionBits: 4, contextTokens: 2000 },
      { billions: 14, bits: 4, writing: { contextTokens: 2000, served: { precision: 'int4' } } }],
    ['has 16 bits where a config.json says nothing of quantization', { modelConfig: qwen }, { bits: 16 }],
    ['has the bits of its name where its config.json says nothing', { modelConfig: qwen, modelId: 'org/Ours-8B-FP8' }, { bits: 8 }],
  ] as [string, Partial<Workload>, object][])('%s', (_sentence, stated, served) => {
    expect(servedModel(workload(stated))).toMatchObject(served);
  });

  // biome-ignore format: one case a line.
  it.each([
    [{ modelId: 'our-chat-70b' }, 'modelParametersBillion', "our-chat-70b isn't a known model; its name says 70 billion parameters."],
    [{ modelId: 'our-chat-70b', modelParametersBillion: 8 }, 'modelParametersBillion', undefined],
    [{ modelId: 'our-chat-70b-awq' }, 'modelPrecisionBits', "Precision: not given; 4 bits per weight assumed, from the model's name."],
    [{ modelConfig: mixture }, 'modelParametersBillion',
      'The config.json has 30.5 billion parameters, 3.04 billion of them active per token: 48 layers, 98,304 bytes of cache per token at 16 bits.'],
    [{ modelConfig: mixture }, 'modelPrecisionBits', 'Precision: not given; 8 bits per weight assumed, from its config.json.'],
  ] as [Partial<Workload>, string, string | undefined][])('of %j has an assumption of %s: %s', (stated, field, text) => {
    expect(assumed(stated, field)).toBe(text);
  });

  it('is put on a GPU of that size, and on nothing without one as if it were small', () => {
    expect(explained({ modelId: 'our-chat-70b' }).choice?.instance?.type).toMatch(/^ml\.[gp]\d/);
    expect(explained({ modelId: 'gpt-3.5-turbo' }).choice?.instance).toBeNull();
  });
});
