import { describe, expect, it } from 'vitest';
import { findModel, KNOWN_MODELS } from '../../../src/recommender/facts/known-models.ts';
import { sourceOfModel } from '../../../src/recommender/facts/model-figures.ts';

describe('the figures of a known model', () => {
  it('name where they were read; boosted trees have none but their task', () => {
    expect(sourceOfModel(findModel('sdxl')?.figures)?.title).toBeTruthy();
    expect(sourceOfModel(findModel('xgboost')?.figures)).toBeUndefined();
  });
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
