import { describe, expect, it } from 'vitest';
import { FACTORS } from '../../../src/recommender/throughput/factors.ts';
import { type Architecture, GPUS, usualArchitecture } from '../../../src/recommender/throughput/index.ts';
import { classOf, factorsOf } from '../../../src/recommender/throughput/interval.ts';
import {
  answerSeconds,
  cacheBytes,
  firstTokenSeconds,
  firstTokenSecondsFloor,
  replicaOf,
  replicaTokensPerSecond,
  type ServedAs,
  sequencesHeld,
  stepSeconds,
  tokenSeconds,
  tokenSecondsFloor,
  weightBytes,
} from '../../../src/recommender/throughput/replica.ts';
import { architecture } from '../../support/sizing.ts';

const served = (of: Architecture, precision: ServedAs['precision'] = 'bf16', fp8Cache = false): ServedAs => ({
  architecture: of,
  precision,
  fp8Cache,
});
const llama = served(architecture('llama-3.1-8b'));
const tokens = { inputTokens: 300, outputTokens: 500 };
const GIB = 2 ** 30;

describe('a step', () => {
  it('of one sequence on an L40S reads 16.1 GB at 87 % of 864 GB/s, and takes 2.7 ms and 10 us besides', () => {
    const cacheSeconds = (131_072 * 550) / (864e9 * 0.87);
    const expected = 16.056e9 / (864e9 * 0.87) + cacheSeconds + 1e-3 + 32 * 53e-6 + 10e-6;
    expect(stepSeconds(replicaOf(llama, GPUS.l40s, 1, tokens), 1)).toBeCloseTo(expected, 9);
  });

  it('of 256 sequences on an A10G computes longer than it reads: 2 FLOPs a parameter at 55 % of 70 TFLOPS', () => {
    const computeSeconds = (2 * 8.028e9 * 256) / (70e12 * 0.55);
    const cacheSeconds = (131_072 * 550 * 256) / (600e9 * 0.87);
    const expected = computeSeconds + cacheSeconds + 1e-3 + 32 * 53e-6 + 256 * 10e-6;
    expect(stepSeconds(replicaOf(llama, GPUS.a10g, 1, tokens), 256)).toBeCloseTo(expected, 9);
  });

  it('across 4 GPUs over PCIe exchanges twice a layer: 102 us, and the hidden state at 60 % of 32 GB/s', () => {
    const read = 16.056e9 / (4 * 864e9 * 0.87);
    const cacheSeconds = (131_072 * 550) / (4 * 864e9 * 0.87);
    const exchange = 2 * 32 * (102e-6 + (4608 * 4 * 0.75) / (0.6 * 32e9));
    const expected = read + cacheSeconds + exchange + 1e-3 + 32 * 53e-6 + 10e-6;
    expect(stepSeconds(replicaOf(llama, GPUS.l40s, 4, tokens), 1)).toBeCloseTo(expected, 9);
  });

  it('of a mixture reads the active parameters for one sequence, and nearly all for 64', () => {
    const mixture = served(architecture('qwen3-30b-a3b'), 'fp8');
    const replica = replicaOf(mixture, GPUS.h100, 1, tokens);
    const readSeconds = (sequences: number): number => {
      const { readSeconds: always, expertsSeconds, unusedShare } = replica;
      return always + expertsSeconds * (1 - unusedShare ** sequences);
    };
    const bandwidth = 3350e9 * 0.87 * 0.67;
    expect(readSeconds(1) * bandwidth).toBeCloseTo(3.352e9, -3);
    expect(readSeconds(64) * bandwidth).toBeGreaterThan(0.97 * 30.531e9);
  });

  it('of a mixture of unknown experts reads the active parameters for one sequence too', () => {
    const unknown = { ...architecture('qwen3-30b-a3b'), experts: null, expertsPerToken: null };
    const { readSeconds, expertsSeconds, unusedShare } = replicaOf(served(unknown), GPUS.h100, 1, tokens);
    expect((readSeconds + expertsSeconds * (1 - unusedShare)) * 3350e9 * 0.87 * 0.67).toBeCloseTo(2 * 3.352e9, -3);
  });

  it('of a mixture that uses all its experts reads all parameters that are active', () => {
    const all = { ...architecture('qwen3-30b-a3b'), experts: 8, expertsPerToken: 8 };
    expect(replicaOf(served(all), GPUS.h100, 1, tokens).expertsSeconds).toBe(0);
  });
});

describe('prefill', () => {
  it('of 300 tokens of Llama 3.1 8B on an L40S takes 25 ms', () => {
    const flops = 2 * 8.028e9 * 300 + 2 * 32 * 4608 * 300 ** 2;
    expect(replicaOf(llama, GPUS.l40s, 1, tokens).prefillSeconds).toBeCloseTo(flops / (362e12 * 0.55), 9);
  });

  it.each([
    ['fp8', 'l40s', 733 * 0.54],
    ['fp8', 'a10g', 70 * 0.55],
    ['int4', 'h100', 989 * 0.55],
    ['mxfp4', 'b200', 4500 * 0.54],
    ['mxfp4', 'h100', 989 * 0.55],
    ['nvfp4', 'b200', 9000 * 0.37],
    ['nvfp4', 'h100', 1979 * 0.54],
  ] as const)('of %s weights on %s runs at %d TFLOPS', (precision, gpu, tflops) => {
    const { computeSecondsPerSequence } = replicaOf(served(llama.architecture, precision), GPUS[gpu], 1, tokens);
    expect((2 * 8.028e9) / computeSecondsPerSequence / 1e12).toBeCloseTo(tflops, 6);
  });

  it('with latent attention counts the prompt squared twice', () => {
    const plain = { ...llama.architecture, isLatent: false };
    const seconds = (isLatent: boolean) =>
      replicaOf(served({ ...plain, isLatent }), GPUS.h100, 1, { inputTokens: 8000, outputTokens: 1 }).prefillSeconds;
    expect((seconds(true) - seconds(false)) * 989e12 * 0.55).toBeCloseTo(2 * 32 * 4608 * 8000 ** 2, -6);
  });
});

describe('a stream', () => {
  const replica = replicaOf(llama, GPUS.l40s, 1, tokens);

  it('waits for the prefills of the others between its steps', () => {
    expect(tokenSeconds(replica, 64)).toBeCloseTo(stepSeconds(replica, 64) + (64 * replica.prefillSeconds) / 500, 9);
    expect(replicaTokensPerSecond(replica, 64)).toBeCloseTo(64 / tokenSeconds(replica, 64), 6);
  });

  it('starts after 0.05 s, one and a half prefills, three steps and 6 % of the prefills of the others', () => {
    const expected = 0.05 + (1.5 + 0.06 * 64) * replica.prefillSeconds + 3 * stepSeconds(replica, 64);
    expect(firstTokenSeconds(replica, 64)).toBeCloseTo(expected, 9);
    expect(answerSeconds(replica, 64)).toBeCloseTo(expected + 499 * tokenSeconds(replica, 64), 9);
  });

  it('waits in a queue where 300 are there and 256 run', () => {
    const queue = (44 * 500) / replicaTokensPerSecond(replica, 256);
    expect(firstTokenSeconds(replica, 300)).toBeCloseTo(firstTokenSeconds(replica, 256) + queue, 9);
  });

  it('is never faster than reading the weights at the bandwidth of the data sheet: 54 tokens per second', () => {
    expect(1 / tokenSecondsFloor(llama, GPUS.l40s, 1)).toBeCloseTo(864 / 16.056, 6);
    expect(firstTokenSecondsFloor(llama, GPUS.l40s, 1, 300)).toBeCloseTo((2 * 8.028e9 * 300) / 362e12, 9);
  });
});

describe('memory', () => {
  it('holds 52 requests of Llama 3.1 8B on an A10G', () => {
    const roomGiB = 0.9 * 22.35 - 1 - 1.02 * (16.056e9 / GIB);
    expect(sequencesHeld(llama, GPUS.a10g, 1, 600)).toBeCloseTo((roomGiB * GIB) / (131_072 * 600), 6);
    expect(Math.floor(replicaOf(llama, GPUS.a10g, 1, tokens).sequencesHeld)).toBe(52);
  });

  it('holds nothing of a model whose weights alone are larger', () => {
    expect(sequencesHeld(served(architecture('llama-3.3-70b')), GPUS.a10g, 1, 600)).toBe(0);
  });

  it('of weights is 2 bytes a parameter at 16 bits, 1 at 8 and 0.625 at 4, or the checkpoint as published', () => {
    expect(weightBytes(llama)).toBeCloseTo(2 * 8.028e9, -1);
    expect(weightBytes(served(llama.architecture, 'fp8'))).toBeCloseTo(8.028e9, -1);
    expect(weightBytes(served(llama.architecture, 'int4'))).toBeCloseTo(0.625 * 8.028e9, -1);
    expect(weightBytes(served(architecture('gpt-oss-20b'), 'mxfp4'))).toBe(12.8 * GIB);
    expect(weightBytes(served(architecture('gpt-oss-20b')))).toBeCloseTo(2 * 20.91e9, -1);
  });

  it('of a cache counts a window up to its tokens, and a state up to what a full cache would take', () => {
    const oss = served(architecture('gpt-oss-20b'));
    expect(cacheBytes(oss, 64)).toBe(24_576 * 64 + 3_145_728 / 2);
    expect(cacheBytes(oss, 1000)).toBe(24_576 * 1000 + 3_145_728);
    const state = served({ ...llama.architecture, windowBytesPerSequence: 1e6 });
    expect(cacheBytes(state, 1)).toBe(2 * 131_072);
    expect(cacheBytes(state, 1000)).toBe(131_072_000 + 1e6);
  });

  it('of a cache is half at 8 bits, its window included', () => {
    expect(cacheBytes(served(llama.architecture, 'bf16', true), 1000)).toBe(65_536_000);
    expect(cacheBytes(served(architecture('gpt-oss-20b'), 'bf16', true), 1000)).toBe(12_288_000 + 1_572_864);
  });

  it('across 16 GPUs is divided by the 8 key-value heads alone, and with latent attention not at all', () => {
    const [eight, sixteen] = [8, 16].map((gpusEach) => sequencesHeld(llama, GPUS.h100, gpusEach, 1e6));
    expect((sixteen ?? 0) / (eight ?? 1)).toBeLessThan(1.1);
    const deepseek = served(architecture('deepseek-r1'), 'fp8');
    expect(deepseek.architecture.cacheParts).toBe(1);
  });
});

describe('a model of which only the parameters are known', () => {
  it('is dense, with usual layers and cache by its size', () => {
    expect([8, 20, 32, 70].map((billions) => usualArchitecture(billions).kvBytesPerTokenAt16)).toEqual([
      130_000, 160_000, 260_000, 330_000,
    ]);
    expect([0.5, 8, 70].map((billions) => usualArchitecture(billions).layers)).toEqual([20, 50, 81]);
  });
});

describe('the class', () => {
  const dense = llama.architecture;
  const mixture = architecture('qwen3-30b-a3b');

  it.each([
    ['A', dense, 'h100', 8],
    ['A', dense, 'v100', 1],
    ['B', dense, 'l40s', 1],
    ['C', mixture, 'l40s', 1],
    ['C', mixture, 'h100', 8],
    ['D', mixture, 'l40s', 2],
    ['D', dense, 'rtxpro6000', 2],
    ['B', usualArchitecture(8), 'h100', 1],
    ['C', usualArchitecture(8), 'l4', 1],
    ['D', usualArchitecture(8), 'l4', 4],
  ] as const)('is %s', (grade, of, gpu, gpusEach) => {
    expect(classOf(of, GPUS[gpu], gpusEach)).toBe(grade);
  });

  it('is one worse with images', () => expect(classOf(dense, GPUS.h100, 1, true)).toBe('B'));

  it('spans x 0.6 to 1.45 in A, and further with fewer than ten measurements', () => {
    expect(factorsOf('A', GPUS.h100)).toEqual({ low: 0.6, high: 1.45 });
    expect(factorsOf('B', GPUS.l4)).toEqual({ low: 0.425, high: 1.65 * 1.2 });
  });
});

describe('the factors', () => {
  it('are those of 2026-11-28', () => {
    expect(FACTORS).toEqual({
      bandwidth: 0.87,
      rate16: 0.55,
      rate8: 0.54,
      rate4: 0.37,
      mixture: 0.67,
      layerSeconds: 53e-6,
      pcieSeconds: 102e-6,
    });
  });
});
