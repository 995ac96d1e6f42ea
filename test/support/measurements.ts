import type { Measurement } from '../../src/recommender/index.ts';

const point = (concurrency: number, requestsPerSecond: number, p95: number, tokens: [number, number] | null) => ({
  concurrency,
  requestsPerSecond,
  outputTokensPerSecond: tokens === null ? null : requestsPerSecond * tokens[1],
  inputTokens: tokens?.[0] ?? null,
  outputTokens: tokens?.[1] ?? null,
  // To the digits that are kept.
  seconds: { mean: Number((concurrency / requestsPerSecond).toPrecision(12)), p50: null, p95, p99: null },
  timeToFirstTokenSeconds: null,
  failedShare: 0,
});

/** What a workload may hold as its measurements: of a language model at several levels, of a classifier, and of no known instance. */
// biome-ignore format: one case a line.
export const MEASURED: readonly Measurement[][] = [
  [{ source: 'guidellm', instanceType: 'ml.g6e.xlarge', instanceCount: 1, model: 'Qwen/Qwen3-8B', measuredAt: '2026-11-20',
    points: [point(1, 0.2, 5.4, [1000, 300]), point(8, 1.4, 6.1, [1000, 300]), point(32, 4.2, 8.4, [1000, 300]), point(64, 6.1, 12, [1000, 300])] }],
  [
    { source: 'row', instanceType: 'ml.c6i.xlarge', instanceCount: 1, model: null, measuredAt: null,
      points: [point(4, 80, 0.07, null), point(8, 96, 0.11, null)] },
    { source: 'row', instanceType: 'ml.g5.xlarge', instanceCount: 2, model: null, measuredAt: '2026-10-02', points: [point(16, 300, 0.08, null)] },
  ],
  [{ source: 'vllm-bench', instanceType: null, instanceCount: 1, model: 'Qwen/Qwen3-8B', measuredAt: null, points: [point(8, 2, 4.5, [512, 128])] }],
];
