import { describe, expect, it } from 'vitest';
import { HOURS_PER_MONTH, type Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';

const costOf = (stated: Partial<Workload>) => explained({ trafficPattern: 'steady', ...stated }).costs[0];

/** One request per second in every second of a month. */
const EVERY_SECOND = HOURS_PER_MONTH * 3600;

const qwen = {
  modelId: 'qwen3-32b',
  inputTokens: 522,
  outputTokens: 600,
  instanceType: 'ml.g7e.2xlarge',
  peakRequestsPerSecond: 1,
  monthlyRequests: EVERY_SECOND,
} as const;
const usdOf = (stated: Partial<Workload>) => costOf({ ...qwen, ...stated })?.perMillionOutputTokensUsd;

describe('the cost of a million output tokens', () => {
  it('is the compute of the month by its tokens, $3,069 for 1,577 million: modelled where more is carried than was measured', () => {
    const { components, monthlyUsd, perMillionOutputTokensUsd, note } = costOf(qwen) ?? {};
    const compute = components?.[0]?.monthlyCostUsd ?? 0;
    expect(compute).toBeCloseTo(3068.85, 2);
    const each = 1e6 / (EVERY_SECOND * 600);
    expect(perMillionOutputTokensUsd).toMatchObject({
      low: expect.closeTo((monthlyUsd?.low ?? 0) * each, 6),
      high: expect.closeTo((monthlyUsd?.high ?? 0) * each, 6),
      basis: 'modelled',
      source: { date: '2026-11-28' },
    });
    expect(note).toContain(
      'About $1.95 to $3.89 per million output tokens in such a month, at 522 input tokens (modelled; ',
    );
  });

  it('is measured where the instance carries no more: 18 tokens per second for each stream', () => {
    expect(usdOf({ streamTokensPerSecond: 18 })).toMatchObject({
      basis: 'measured',
      source: { title: expect.stringContaining('AWS samples'), date: '2026-03' },
    });
  });

  it('is one amount where nothing moves the bill', () => {
    const alone = costOf({ ...qwen, peakRequestsPerSecond: 0.1, monthlyRequests: 100_000 });
    expect(alone?.monthlyUsd).toMatchObject({ low: alone?.monthlyUsd?.high });
    expect(alone?.note).toContain('About $51.15 per million output tokens in such a month');
  });

  it('is higher in a month with idle hours: half the requests cost twice as much for each on a fixed instance', () => {
    const [all, half] = [100_000, 50_000].map((monthlyRequests) =>
      usdOf({ peakRequestsPerSecond: 0.1, monthlyRequests }),
    );
    expect(half?.low).toBeCloseTo(2 * (all?.low ?? 0), 6);
  });

  it('of requests in progress falls as more share the instance: 32 at once cost half of 16 at once', () => {
    const { peakRequestsPerSecond: _peak, monthlyRequests: _month, ...open } = qwen;
    const [of16, of32] = [16, 32].map((concurrentRequests) => costOf({ ...open, concurrentRequests }));
    expect(of32?.perMillionOutputTokensUsd?.low).toBeCloseTo((of16?.perMillionOutputTokensUsd?.low ?? 0) / 2, 6);
  });

  it('is known of any model of which the size is: 7 billion parameters, and another precision', () => {
    const { modelId: _, instanceType: _type, ...unnamed } = qwen;
    expect(costOf({ ...unnamed, modelParametersBillion: 7 })?.perMillionOutputTokensUsd).toMatchObject({
      basis: 'modelled',
    });
    expect(usdOf({ modelPrecisionBits: 8 })).toMatchObject({ basis: 'modelled' });
  });

  it('is no question in a Region without prices', () => {
    expect(costOf({ ...qwen, region: 'us-gov-west-1' })?.note).toBe(
      "AWS's price list has no prices for us-gov-west-1.",
    );
  });

  it('asks for input tokens where only output tokens are stated, and for output tokens where none are', () => {
    const { inputTokens: _, ...rest } = qwen;
    const { outputTokens: __, ...neither } = rest;
    expect(costOf(rest)).toMatchObject({ perMillionOutputTokensUsd: null });
    expect(costOf(rest)?.note).toContain('State the input tokens for a cost per million output tokens.');
    expect(costOf(neither)?.note).toContain('State the output tokens for a cost per million output tokens.');
  });

  it('is no question of a model that writes none', () => {
    expect(costOf({ modelId: 'whisper-large-v3', outputTokens: 100 })?.perMillionOutputTokensUsd).toBeNull();
  });
});
