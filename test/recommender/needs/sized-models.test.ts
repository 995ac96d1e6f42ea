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

describe('an unknown model with a size in its name', () => {
  it('has that size, needs a GPU from 1.5 billion, and the assumption says whence', () => {
    expect(servedModel(workload({ modelId: 'our-chat-70b' }))).toMatchObject({ billions: 70, bits: 16, from: 'name' });
    expect(assumed({ modelId: 'our-chat-70b' }, 'modelParametersBillion')).toBe(
      "our-chat-70b isn't a known model; its name says 70 billion parameters.",
    );
    expect(explained({ modelId: 'our-chat-70b' }).choice?.instance?.type).toMatch(/^ml\.[gp]\d/);
    expect(servedModel(workload({ modelId: 'our-tagger-270m' }))).toMatchObject({
      billions: 0.27,
      needsAccelerator: false,
      writing: undefined,
    });
  });

  it('has the precision of its name, of which the assumption says so', () => {
    const stated = { modelId: 'our-chat-70b-awq' };
    expect(servedModel(workload(stated))).toMatchObject({ bits: 4, billions: 70 });
    expect(assumed(stated, 'modelPrecisionBits')).toBe(
      "Precision: not given; 4 bits per weight assumed, from the model's name.",
    );
  });

  it('has active parameters where its name says them, also alone', () => {
    expect(servedModel(workload({ modelId: 'ours-35b-a3b' }))).toMatchObject({ billions: 35, active: 3 });
    expect(servedModel(workload({ modelId: 'ours-a13b' }))).toMatchObject({
      billions: undefined,
      active: 13,
      needsAccelerator: true,
    });
  });

  it('loses to stated parameters', () => {
    const stated = { modelId: 'our-chat-70b', modelParametersBillion: 8, modelPrecisionBits: 8 } as const;
    expect(servedModel(workload(stated))).toMatchObject({ billions: 8, bits: 8 });
    expect(assumed(stated, 'modelParametersBillion')).toBeUndefined();
  });

  it('is unsized without one: nothing is read from gpt-3.5-turbo, and no instance is chosen as if it were small', () => {
    expect(servedModel(workload({ modelId: 'gpt-3.5-turbo' }))).toMatchObject({ isUnsized: true, billions: undefined });
    expect(explained({ modelId: 'gpt-3.5-turbo' }).choice?.instance).toBeNull();
  });
});

describe('a config.json', () => {
  const mixture = configOf('Qwen3-30B-A3B-FP8');

  it('says size, precision and cache, and the assumptions say so', () => {
    expect(servedModel(workload({ modelConfig: mixture }))).toMatchObject({
      billions: expect.closeTo(30.53, 2),
      active: expect.closeTo(3.042, 2),
      bits: 8,
      from: 'config',
      needsAccelerator: true,
      figures: { experts: [128, 8], layers: 48, heads: 32, kvHeads: 4, kvBytes: 98_304 },
    });
    expect(assumed({ modelConfig: mixture }, 'modelParametersBillion')).toBe(
      'The config.json has 30.5 billion parameters, 3.04 billion of them active per token: 48 layers, 98,304 bytes of cache per token at 16 bits.',
    );
    expect(assumed({ modelConfig: mixture }, 'modelPrecisionBits')).toBe(
      'Precision: not given; 8 bits per weight assumed, from its config.json.',
    );
  });

  it("wins over the known model's row, which stays the name where both have one size", () => {
    const of = (modelId: string) => servedModel(workload({ modelId, modelConfig: configOf('Qwen3-8B') }));
    expect(of('llama-3.3-70b')).toMatchObject({ billions: expect.closeTo(8.19, 2), known: undefined });
    expect(of('qwen3-8b')).toMatchObject({ known: { id: 'qwen3-8b' }, from: 'config' });
  });

  it('loses to stated parameters, precision and context', () => {
    const stated = { modelParametersBillion: 14, modelPrecisionBits: 4, contextTokens: 2000 } as const;
    expect(servedModel(workload({ modelConfig: mixture, ...stated }))).toMatchObject({
      billions: 14,
      bits: 4,
      writing: { contextTokens: 2000, served: { precision: 'int4' } },
    });
  });

  it('leaves the precision to the name where it says nothing of quantization', () => {
    const modelConfig = configOf('Qwen3-8B');
    expect(servedModel(workload({ modelConfig }))).toMatchObject({ bits: 16 });
    expect(servedModel(workload({ modelConfig, modelId: 'org/Ours-8B-FP8' }))).toMatchObject({ bits: 8 });
  });
});
