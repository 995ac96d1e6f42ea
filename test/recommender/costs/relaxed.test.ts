import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, SHIPPED_PRICES, type Workload } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';

const asked = fc.record({
  modelId: fc.constantFrom('llama-3.1-8b', 'qwen3-32b', 'llama-3.3-70b', 'gpt-oss-20b', 'qwen3-30b-a3b', 'deepseek-r1'),
  modelPrecisionBits: fc.constantFrom(8, 16),
  inputTokens: fc.constantFrom(100, 500, 2000, 8000),
  outputTokens: fc.constantFrom(30, 100, 400, 1500),
  trafficPattern: fc.constantFrom('steady', 'variable'),
  requiresStreaming: fc.constantFrom('response', 'none'),
  peakRequestsPerSecond: fc.double({ min: 0.02, max: 40, noNaN: true }),
  responseTimeSeconds: fc.double({ min: 0.4, max: 55, noNaN: true }),
  streamTokensPerSecond: fc.double({ min: 5, max: 60, noNaN: true }),
});

/** More time, a slower stream, a shorter prompt. */
const RELAXED = {
  responseTimeSeconds: (seconds: number, times: number) => seconds * times,
  streamTokensPerSecond: (speed: number, times: number) => speed / times,
  inputTokens: (tokens: number, times: number) => Math.round(tokens / times),
} as const;

const billOf = (stated: Partial<Workload>): number | undefined =>
  estimate(workload(stated), SHIPPED_PRICES).costs[0]?.monthlyUsd?.likely;

describe('a limit of a language model that is relaxed', () => {
  it('never raises the bill, but for the tenth within which fewer GPUs win', () => {
    fc.assert(
      fc.property(
        asked,
        fc.constantFrom('responseTimeSeconds', 'streamTokensPerSecond', 'inputTokens'),
        fc.double({ min: 1.05, max: 4, noNaN: true }),
        (stated, field, times) => {
          const usd = billOf(stated);
          fc.pre(usd !== undefined);
          const relaxed = { ...stated, [field]: RELAXED[field](stated[field], times) };
          expect(billOf(relaxed)).toBeLessThanOrEqual(1.1001 * Number(usd));
        },
      ),
      { numRuns: runs(1000, { costly: true }) },
    );
  });
});
