import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ModelConfig, readModelConfig } from '../../../src/recommender/index.ts';
import { architectureOf, bitsOf, precisionOf } from '../../../src/recommender/throughput/architecture.ts';
import { GPU_SOURCES, GPUS, tokensPerSecond, usualArchitecture } from '../../../src/recommender/throughput/index.ts';
import { CONFIGS } from '../../support/configs.ts';
import { runs } from '../../support/lane.ts';
import { architecture, GPU_TYPES } from '../../support/sizing.ts';
import { MODEL_CONFIGS } from '../../support/workloads.ts';

const asked = {
  model: 'llama-3.1-8b',
  instanceType: 'ml.g6e.xlarge',
  inputTokens: 300,
  outputTokens: 500,
  concurrency: 64,
};

function answered(more: Partial<Parameters<typeof tokensPerSecond>[0]> = {}) {
  const answer = tokensPerSecond({ ...asked, ...more });
  if (!answer.ok) throw new Error(answer.text);
  return answer;
}

const configOf = (name: string): ModelConfig =>
  CONFIGS.find((one) => one.name === name)?.config as unknown as ModelConfig;

/** What is said of a config.json that says nothing. */
const nothing = readModelConfig({});
const NO_CONFIG = nothing.ok ? '' : nothing.faults.map(({ text }) => text).join(' ');

describe('tokens per second', () => {
  it('of Llama 3.1 8B on an ml.g6e.xlarge are about 4,000 at 256 in progress, 0.5 to 1.65 of it', () => {
    const answer = answered({ concurrency: 256 });
    expect(answer).toMatchObject({ basis: 'modelled', class: 'B', fits: 256 });
    expect(answer.perSecond.likely).toBeCloseTo(4022, -1);
    expect(answer.perSecond.low).toBeCloseTo(0.5 * answer.perSecond.likely, 9);
    expect(answer.perSecond.high).toBeCloseTo(1.65 * answer.perSecond.likely, 9);
    expect(answer.perStream.likely).toBeCloseTo(answer.perSecond.likely / 256, 9);
  });

  it('are no more at 300 in progress: 44 wait, which the first token tells', () => {
    const [at256, at300] = [answered({ concurrency: 256 }), answered({ concurrency: 300 })];
    expect(at300.perSecond).toEqual(at256.perSecond);
    expect(at300.firstTokenSeconds.likely).toBeGreaterThan(at256.firstTokenSeconds.likely + 5);
  });

  it('of one request in progress use all four GPUs of an ml.g6e.12xlarge, and those of 1,000 a copy on each', () => {
    expect(answered({ instanceType: 'ml.g6e.12xlarge', concurrency: 1 }).class).toBe('D');
    expect(answered({ instanceType: 'ml.g6e.12xlarge', concurrency: 1000 })).toMatchObject({ class: 'B', fits: 1024 });
  });

  it('of half a request in progress are half of those of one', () => {
    const [half, one] = [answered({ concurrency: 0.5 }), answered({ concurrency: 1 })];
    expect(half.perSecond.likely).toBeCloseTo(one.perSecond.likely / 2, 9);
    expect(half.perStream).toEqual(one.perStream);
  });

  it('are as measured up to 32 in progress, and modelled beyond', () => {
    const qwen = { model: 'qwen3-32b', instanceType: 'ml.g7e.2xlarge', inputTokens: 522, outputTokens: 600 };
    const measured = answered({ ...qwen, concurrency: 32 });
    expect(measured).toMatchObject({ basis: 'measured', perSecond: { likely: 530 } });
    expect(measured.perSecond.low).toBeCloseTo(0.7 * 530, 9);
    expect(answered({ ...qwen, concurrency: 24 }).perSecond.likely).toBeCloseTo((530 + 312) / 2, 9);
    expect(answered({ ...qwen, concurrency: 33 }).basis).toBe('modelled');
  });

  it('on an ml.p5en.48xlarge are those measured on an ml.p5e.48xlarge, which has the same GPUs', () => {
    const qwen = { model: 'qwen3-235b-a22b', inputTokens: 522, outputTokens: 600, concurrency: 32 };
    const [p5e, p5en] = ['ml.p5e.48xlarge', 'ml.p5en.48xlarge'].map((instanceType) =>
      answered({ ...qwen, instanceType }),
    );
    expect(p5en).toEqual(p5e);
  });

  it('rise at 8 bits where the name or the question says so', () => {
    const [bf16, fp8, named] = [answered(), answered({ precisionBits: 8 }), answered({ model: 'llama-3.1-8b-fp8' })];
    expect(fp8.perSecond.likely).toBeGreaterThan(bf16.perSecond.likely);
    expect(named).toEqual(fp8);
  });

  it('are answered for the config.json of a model that was measured as for its name, within 1 %', () => {
    const config = answered({ model: configOf('meta-llama/Meta-Llama-3.1-8B'), concurrency: 256 });
    expect(config).toMatchObject({ basis: 'modelled', class: 'B', fits: 256 });
    expect(config.perSecond.likely).toBeCloseTo(answered({ concurrency: 256 }).perSecond.likely, -2);
  });

  it('of a config.json are at the bits that it states: 8 of Qwen3 30B A3B, 4 of gpt-oss-20b', () => {
    const mixture = { model: configOf('Qwen/Qwen3-30B-A3B-FP8') };
    expect(answered(mixture)).toEqual(answered({ ...mixture, precisionBits: 8 }));
    expect(answered({ model: configOf('openai/gpt-oss-20b') }).class).toBe('C');
  });

  it('grow with more in progress, and are finite', () => {
    const models = fc.constantFrom('llama-3.1-8b', 'gpt-oss-120b', 'deepseek-r1', ...MODEL_CONFIGS);
    const type = fc.constantFrom(...GPU_TYPES.map((one) => one.type));
    const tokens = fc.integer({ min: 1, max: 1e5 });
    const concurrency = fc.double({ min: 0.1, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(models, type, tokens, tokens, concurrency, (model, instanceType, inputTokens, outputTokens, few) => {
        const query = { model, instanceType, inputTokens, outputTokens };
        const [one, more] = [few, few * 1.5].map((each) => tokensPerSecond({ ...query, concurrency: each }));
        if (!one?.ok || !more?.ok || one.basis === 'measured' || more.basis === 'measured') return;
        expect(more.perSecond.likely).toBeGreaterThanOrEqual(one.perSecond.likely * (1 - 1e-9));
        expect(Number.isFinite(more.firstTokenSeconds.high)).toBe(true);
      }),
      { numRuns: runs(500) },
    );
  });

  // biome-ignore format: one case a line.
  it.each([
    [{ model: 'nothing-known' }, "The size of nothing-known isn't known."],
    [{ model: {} }, NO_CONFIG],
    [{ model: { ...configOf('Qwen/Qwen3-8B'), architectures: ['Qwen3Model'] } }, "The model of this config.json makes embeddings, and doesn't write tokens."],
    [{ model: 'stable-diffusion-3.5-large' }, "The size of stable-diffusion-3.5-large isn't known."],
    [{ model: 'llama-3.3-70b' }, "ml.g6e.xlarge doesn't hold llama-3.3-70b at bf16 with a request of 800 tokens."],
    [{ instanceType: 'ml.m5.large' }, "Tokens on ml.m5.large can't be estimated: it has no GPU of a kind that was measured."],
    [{ inputTokens: -1 }, 'Input tokens have to be 0 to a billion.'],
    [{ outputTokens: 0 }, 'Output tokens have to be 1 to a billion.'],
    [{ concurrency: 0 }, 'Concurrency has to be above 0 and at most a billion.'],
    [{ concurrency: Number.NaN }, 'Concurrency has to be above 0 and at most a billion.'],
  ])('are refused with why', (more, text) => {
    expect(tokensPerSecond({ ...asked, ...more })).toEqual({ ok: false, text });
  });
});

describe('an architecture', () => {
  it('is read from a row of the table', () => {
    expect(architecture('qwen3-30b-a3b')).toMatchObject({
      modelId: 'qwen3-30b-a3b',
      parametersBillion: 30.531,
      activeBillion: 3.352,
      isMixture: true,
      layers: 48,
      experts: 128,
      expertsPerToken: 8,
      cacheParts: 4,
      isKnown: true,
    });
    expect(architecture('deepseek-r1')).toMatchObject({ isLatent: true, cacheParts: 1, nativePrecision: 'fp8' });
    expect(architecture('gpt-oss-20b')).toMatchObject({
      nativePrecision: 'mxfp4',
      checkpointGiB: 12.8,
      windowTokens: 128,
    });
  });

  it('without layers is not known, and as usual for its parameters', () => {
    const usual = usualArchitecture(7);
    expect(architectureOf({ task: 'text-generation', billions: 7 })).toEqual({ ...usual, isKnown: false });
  });

  it('without parameters is none', () => {
    expect(architectureOf({ task: 'text-generation' })).toBeUndefined();
    expect(architectureOf({ task: 'text-generation', billions: 0 })).toBeUndefined();
  });

  it('of a dense model that sees multiplies with the part that writes alone', () => {
    const figures = { task: 'image-text-to-text', billions: 8.29, layers: 28, kvBytes: 57_344 } as const;
    expect(architectureOf(figures, { textBillion: 7.61 })).toMatchObject({ activeBillion: 7.61, isMixture: false });
  });

  it('has the precision that its bits say, and as published where those are as many', () => {
    const oss = architecture('gpt-oss-20b');
    expect([undefined, 4, 8, 16].map((bits) => precisionOf(oss, bits as 4 | undefined))).toEqual([
      'mxfp4',
      'mxfp4',
      'fp8',
      'bf16',
    ]);
    expect(precisionOf(architecture('llama-3.1-8b'), 4)).toBe('int4');
    expect(architecture('kimi-k2.5').nativePrecision).toBe('int4');
    expect((['bf16', 'fp8', 'int4', 'mxfp4', 'nvfp4'] as const).map(bitsOf)).toEqual([16, 8, 4, 4, 4]);
  });
});

describe.each(Object.entries(GPUS))('the GPU %s', (_id, gpu) => {
  it('has a source with title, address and date', () => {
    const { title, url, date } = GPU_SOURCES[gpu.source];
    expect(title).toMatch(/^[A-Z].{4,}$/);
    expect(url).toMatch(/^https:\/\/[\w./-]+$/);
    expect(date).toMatch(/^20\d\d(-\d\d){0,2}$/);
  });

  it('computes at 8 bits about twice as fast as at 16, where it can', () => {
    if (gpu.tflops8 !== null) expect(gpu.tflops8 / gpu.tflops16).toBeCloseTo(2, 1);
  });
});
