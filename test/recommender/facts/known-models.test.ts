import { describe, expect, it } from 'vitest';
import { findModel, KNOWN_MODELS } from '../../../src/recommender/facts/known-models.ts';
import { sourceOfModel } from '../../../src/recommender/facts/model-figures.ts';

describe('the figures of a known model', () => {
  it('name where they were read; boosted trees have none but their task', () => {
    expect(sourceOfModel(findModel('sdxl')?.figures)?.title).toBeTruthy();
    expect(sourceOfModel(findModel('xgboost')?.figures)).toBeUndefined();
  });
});

describe('the figures that were corrected', () => {
  it.each([
    ['qwen3.5-35b-a3b', 35.071, 20_480],
    ['qwen3.5-122b-a10b', 122.522, 24_576],
    ['qwen3.5-397b-a17b', 396.757, 30_720],
    ['glm-5', 743.91, 89_856],
    ['glm-5.2', 743.91, 89_856],
    ['glm-4.5', 352.796, 376_832],
    ['glm-4.5-air', 106.851, 188_416],
    ['kimi-k2', 1026.407, 70_272],
    ['kimi-k2.5', 1026.818, 70_272],
    ['nemotron-3-nano-30b-a3b', 31.578, 6144],
    ['qwen3-vl-30b-a3b', 30.943, 98_304],
    ['qwen3-coder-480b-a35b', 480.154, 253_952],
    ['gemma-4-26b-a4b', 25.777, 20_480],
    ['gemma-4-31b', 31.241, 81_920],
    ['ministral-3-3b', 3.8, 106_496],
    ['ministral-3-8b', 8.9, 139_264],
    ['ministral-3-14b', 13.9, 163_840],
  ])('%s has %d billion parameters and %d bytes of cache per token', (id, billions, kvBytes) => {
    expect(findModel(id)?.figures).toMatchObject({ billions, kvBytes });
  });

  it.each(['llama-4-scout', 'llama-4-maverick'])(
    '%s takes 49,152 bytes only where the server bounds its windows, else 196,608',
    (id) => {
      expect(findModel(id)?.figures).toMatchObject({ kvBytes: 49_152, kvBytesUnbounded: 196_608, layers: 48 });
    },
  );
});

describe('a model by a usual name', () => {
  it.each([
    ['llama-3-8b', 'llama-3-8b'],
    ['Llama 3 8B', 'llama-3-8b'],
    ['meta-llama/Meta-Llama-3-8B-Instruct', 'llama-3-8b'],
    ['mixtral', 'mixtral-8x7b'],
    ['whisper large v3', 'whisper-large-v3'],
    ['BAAI/bge-large-en-v1.5', 'bge-large-en-v1.5'],
    ['Qwen/Qwen2.5-7B-Instruct-AWQ', 'qwen2.5-7b'],
    ['google/gemma-3-27b-it', 'gemma-3-27b'],
    ['sdxl', 'stable-diffusion-xl'],
  ])('%s is %s', (name, id) => expect(findModel(name)?.id).toBe(id));

  it.each([
    ['llama-3.3-70b-fp8', 8],
    ['llama-3-8b-instruct-awq', 4],
    ['llama-3-8b-gptq', 4],
    ['llama-3-8b', undefined],
  ])('%s says %s bits per weight', (name, bits) => expect(findModel(name)?.bits).toBe(bits));

  it('is found by its id and every other name, to the same figures', () => {
    for (const [id, names] of KNOWN_MODELS) {
      expect(findModel(id)?.id).toBe(id);
      for (const name of names) expect(findModel(name)?.figures).toBe(findModel(id)?.figures);
    }
  });

  it.each(['a model of ours', 'llama', '', '-', 'constructor', 'toString-fp8', '__proto__'])('is none for %j', (name) =>
    expect(findModel(name)).toBeUndefined(),
  );
});
