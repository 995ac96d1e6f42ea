import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, pickConfig, readModelConfig } from '../../../src/recommender/index.ts';
import { configFigures } from '../../../src/recommender/workload/model-config/read-model-config.ts';
import { CONFIGS } from '../../support/configs.ts';
import { fastestMs } from '../../support/processor-time.ts';

const LLAMA = CONFIGS.find(({ name }) => name === 'meta-llama/Meta-Llama-3.1-8B')?.config ?? {};

const faultsOf = (json: unknown): string[] => {
  const read = readModelConfig(json);
  return read.ok ? [] : read.faults.map(({ field, text }) => `${field} | ${text}`);
};

describe.each(CONFIGS)('the config.json of $name', ({ config, expected }) => {
  const read = configFigures(config);
  if (!read.ok) throw new Error(read.faults[0]?.text);
  const { figures, kind } = read;

  it('has the published parameters within 3 %, those of a token within 1 %', () => {
    expect(Math.abs(figures.billions / expected.billions - 1)).toBeLessThan(0.03);
    if (expected.active === null) expect(figures.active).toBeUndefined();
    else expect(Math.abs((figures.active ?? 0) / expected.active - 1)).toBeLessThan(0.01);
  });

  it('keeps exactly as many bytes for a token, and for a request besides', () => {
    expect(figures.kvBytes).toBe(expected.kvBytes);
    expect(figures.window ?? null).toBe(expected.fixed);
    expect(figures.growingLayers).toBe(expected.growing);
  });

  it('says layers, heads, bits, context and kind', () => {
    const { layers, heads, bits, context } = expected;
    expect(figures).toMatchObject({ layers, heads, bits, context });
    expect(kind).toBe(expected.kind);
  });

  it('is kept in 1,000 characters, which read the same again', () => {
    const { config: kept } = read;
    expect(JSON.stringify(kept).length).toBeLessThan(1000);
    expect(configFigures(JSON.parse(JSON.stringify(kept)))).toEqual(read);
  });
});

describe('a config.json', () => {
  it('gives eight figures and nothing else', () => {
    expect(readModelConfig(LLAMA)).toEqual({
      ok: true,
      parametersBillion: expect.closeTo(8.03, 2),
      activeBillion: null,
      kvBytesPerTokenAt16: 131_072,
      layers: 32,
      kvHeads: 8,
      precisionBits: 16,
      contextTokens: 131_072,
      kind: 'text',
    });
  });

  it('is read as a text with NaN, Infinity and curly quotes, which a value may not have where it is read', () => {
    const text = JSON.stringify(LLAMA).replace('{', '{ "router_z": NaN, "scale": -Infinity, "note": "NaN", ');
    expect(readModelConfig(text)).toEqual(readModelConfig(LLAMA));
    expect(readModelConfig(text.replaceAll('"', '“'))).toEqual(readModelConfig(LLAMA));
    expect(faultsOf({ ...LLAMA, hidden_size: Number.NaN })).toEqual([
      'hidden_size | hidden_size must be a whole number of at most 100000000; it is not a finite number.',
    ]);
  });

  // biome-ignore format: one case a line.
  it.each([
    ['a list', [LLAMA], ' | A config.json is a JSON object; this is a list.'],
    ['a number', 4, ' | A config.json is a JSON object; this is none.'],
    ['nothing', undefined, ' | A config.json is a JSON object; this text is not JSON.'],
    ['a text that is no JSON', 'llama 3 8b', ' | A config.json is a JSON object; this text is not JSON.'],
    ['300 KB', { ...LLAMA, ignore: 'x'.repeat(300_000) }, ' | A config.json has at most 256 KB; this one is larger.'],
    ['300 KB of text', 'x'.repeat(300_000), ' | A config.json has at most 256 KB; this one is larger.'],
    ['1,000 levels', nested(1000), ' | A config.json nests at most 32 deep; this one is deeper.'],
    ['1,000 levels of text', `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`, ' | A config.json nests at most 32 deep; this one is deeper.'],
    ['another schema', { name: 'a workload' }, 'hidden_size | hidden_size must be a whole number of at least 1; it is missing.'],
    ['a pipeline that draws', { _class_name: 'FluxPipeline' },
      '_class_name | _class_name: this describes a pipeline that draws, not a language model. State its memory instead.'],
    ['an encoder and a decoder', { is_encoder_decoder: true, d_model: 512, encoder_layers: 6 },
      'is_encoder_decoder | is_encoder_decoder: models that encode and decode apart, as T5 and Whisper, are not read. State the parameters instead.'],
    ['a text for a number', { ...LLAMA, num_hidden_layers: '32' },
      'num_hidden_layers | num_hidden_layers must be a whole number from 1 to 2000; it is "32".'],
    ['a million layers', { ...LLAMA, num_hidden_layers: 1e6 }, 'num_hidden_layers | num_hidden_layers must be a whole number from 1 to 2000; it is 1000000.'],
    ['more parameters than there are', { ...LLAMA, hidden_size: 90_000_000 },
      'hidden_size | hidden_size, layers and experts multiply to more than 100000 billion parameters.'],
  ])('is refused by its field if it is %s', (_, json, fault) => expect(faultsOf(json)[0]).toBe(fault));

  it('is refused in well under a second with 5 MB or 100,000 levels, as a text or an object', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 160_000 }, (_, index) => [`label_of_class_${index}`, 'a label']),
    );
    const nests = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const tooLarge = ' | A config.json has at most 256 KB; this one is larger.';
    const tooDeep = ' | A config.json nests at most 32 deep; this one is deeper.';
    const large = JSON.stringify({ ...LLAMA, ...many });
    expect(large.length).toBeGreaterThan(5_000_000);
    const cases: [unknown, string][] = [
      [large, tooLarge],
      [{ ...LLAMA, label2id: many }, tooLarge],
      [`"${'\\"'.repeat(2_500_000)}`, tooLarge],
      [nests, tooDeep],
      [JSON.parse(nests), tooDeep],
    ];
    for (const [json, fault] of cases) {
      const slowMs = 1000;
      expect(await fastestMs(() => expect(faultsOf(json)).toEqual([fault]), { slowMs })).toBeLessThan(slowMs);
    }
  });

  it('never overflows the stack, whatever holds itself', () => {
    const loop: Record<string, unknown> = { ...LLAMA };
    loop['text_config'] = loop;
    expect(faultsOf(loop)[0]).toMatch(/nests at most 32 deep|at most 256 KB/);
  });

  it('reads any value without throwing, and what it reads is finite', () => {
    const keys = [
      ...Object.keys(LLAMA),
      'layer_types',
      'num_experts',
      'kv_lora_rank',
      'compress_ratios',
      'vision_config',
    ];
    const value = fc.oneof(fc.integer(), fc.jsonValue(), fc.double(), fc.constantFrom(...Object.values(LLAMA)));
    const objects = fc.dictionary(fc.constantFrom(...keys), value).map((more) => ({ ...LLAMA, ...more }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), objects), (json) => {
        const read = readModelConfig(json);
        if (!read.ok) return read.faults.length > 0;
        const { parametersBillion, activeBillion, kvBytesPerTokenAt16 } = read;
        return [parametersBillion, activeBillion ?? 1, kvBytesPerTokenAt16].every((n) => Number.isFinite(n) && n >= 0);
      }),
    );
  });

  it('says 8 of bits in two minds, and 4 where the experts have them', () => {
    const bitsOf = (more: object) => {
      const read = readModelConfig({ ...LLAMA, ...more });
      return read.ok && read.precisionBits;
    };
    expect(bitsOf({ quantization_config: { quant_algo: 'MIXED_PRECISION' } })).toBe(8);
    expect(bitsOf({ quantization_config: { quant_method: 'fp8' }, expert_dtype: 'fp4' })).toBe(4);
    expect(bitsOf({ quantization_config: { quant_method: 'awq', bits: 4 } })).toBe(4);
    expect(bitsOf({ quantization_config: { quant_method: 'bitsandbytes', load_in_4bit: true } })).toBe(4);
    expect(bitsOf({ torch_dtype: 'float32' })).toBe(32);
  });

  it('has keys compressed by layer in DeepSeek V4: 6,880 bytes a token and 284.3 billion parameters', () => {
    const read = configFigures({
      model_type: 'deepseek_v4',
      hidden_size: 4096,
      num_hidden_layers: 43,
      num_attention_heads: 64,
      num_key_value_heads: 1,
      head_dim: 512,
      q_lora_rank: 1024,
      o_lora_rank: 1024,
      o_groups: 8,
      index_n_heads: 64,
      index_head_dim: 128,
      sliding_window: 128,
      compress_ratios: [0, 0, ...Array.from({ length: 41 }, (__, at) => (at % 2 === 0 ? 4 : 128)), 0],
      n_routed_experts: 256,
      num_experts_per_tok: 6,
      moe_intermediate_size: 2048,
      n_shared_experts: 1,
      vocab_size: 129_280,
    });
    expect(read.ok && read.figures).toMatchObject({
      kvBytes: 6880,
      window: 5_636_096,
      windowTokens: 128,
      billions: expect.closeTo(284.296, 2),
      active: expect.closeTo(13.234, 2),
    });
  });
});

describe('a workload with a config.json', () => {
  it('keeps what is read of it and nothing else', () => {
    const parsed = parseWorkload({ name: 'x', modelConfig: { ...LLAMA, rms_norm_eps: 1e-5, bos_token_id: 1 } });
    const picked = pickConfig(LLAMA);
    expect(parsed.ok && parsed.workload.modelConfig).toEqual(picked.ok && picked.config);
  });

  it('is refused with what is wrong inside', () => {
    expect(parseWorkload({ name: 'x', modelConfig: { ...LLAMA, vocab_size: 'many' } })).toEqual({
      ok: false,
      faults: [
        {
          field: 'modelConfig',
          text: 'modelConfig: vocab_size must be a whole number of at most 100000000; it is "many".',
        },
      ],
    });
    expect(parseWorkload({ name: 'x', modelConfig: 'llama' })).toMatchObject({
      faults: [{ text: `modelConfig must be an object, the model's config.json; it is "llama".` }],
    });
  });
});

function nested(depth: number): object {
  let inner: object = {};
  for (let at = 1; at < depth; at += 1) inner = { inner };
  return inner;
}
