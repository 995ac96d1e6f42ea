import { describe, expect, it } from 'vitest';
import {
  readCount,
  readModel,
  readUsd,
  writeCount,
  writeModel,
  writeUsd,
} from '../../../src/wording/quantities/index.ts';

describe('readModel', () => {
  it.each([
    ['2 GB', { modelSizeGB: 2 }],
    ['14 GB gpu', { modelSizeGB: 14, requiresGpu: true }],
    ['400 models', { modelCount: 400 }],
    ['2k models', { modelCount: 2000 }],
    ['one model', { modelCount: 1 }],
    ['400 models, 512 MB each', { modelCount: 400, modelSizeGB: 0.5 }],
    ['400 models of 512MB', { modelCount: 400, modelSizeGB: 0.5 }],
    ['GPU', { requiresGpu: true }],
    ['gpu required', { requiresGpu: true }],
    ['', {}],
  ])('"%s" is read as size, GPU and number', (text, model) => {
    expect(readModel(text)).toEqual({ ok: true, value: model });
  });

  it.each([
    'no gpu',
    'no GPUs',
    'without a gpu',
    'needs no gpu',
    "doesn't need a gpu",
    'not gpu',
    'gpu: no',
    'gpu not needed',
    'gpu is not required',
    'cpu only',
    'non-gpu',
  ])('"%s" never means that a GPU is needed', (text) => {
    expect(readModel(text)).toEqual({ ok: true, value: { requiresGpu: false } });
  });

  it.each(['0 models', '1.5 models', '0 GB', '7B', '-2 GB', 'gpu, no gpu', '2 GB 3 GB', 'gpu maybe', '1,5 GB'])(
    '"%s" is refused',
    (text) => {
      expect(readModel(text).ok).toBe(false);
    },
  );

  it('writes the number, the size and the GPU', () => {
    expect(writeModel({ modelCount: 400, modelSizeGB: 0.5, requiresGpu: false })).toBe('400 models, 512 MB, no gpu');
  });
});

describe('readCount', () => {
  it.each([
    ['400', 400],
    ['1,000', 1000],
    ['2k', 2000],
    ['2.5k', 2500],
    ['100 million', 100_000_000],
    ['3M records', 3_000_000],
    ['4.33', 4.33],
  ])('"%s" is %d', (text, count) => {
    expect(readCount(text)).toEqual({ ok: true, value: count });
  });

  it.each(['12,34', '5 dozen', '5 percent', '-1', 'many', '1.000.000', '١٢', '10²', '½'])('"%s" is refused', (text) => {
    expect(readCount(text).ok).toBe(false);
  });

  it('writes thousands with commas', () => {
    expect(writeCount(2_000_000)).toBe('2,000,000');
  });
});

describe('readUsd', () => {
  it.each([
    ['$500', 500],
    ['500 USD', 500],
    ['500', 500],
    ['$1,500/month', 1500],
    ['1.5k a month', 1500],
    ['under $500 per month', 500],
  ])('"%s" is %d dollars per month', (text, usd) => {
    expect(readUsd(text)).toEqual({ ok: true, value: usd });
  });

  it.each(['€500', '500 EUR', '$5 a day', '$-5', '1,5', 'cheap'])('"%s" is refused', (text) => {
    expect(readUsd(text).ok).toBe(false);
  });

  it('writes 1500 as $1,500', () => {
    expect(writeUsd(1500)).toBe('$1,500');
  });
});
