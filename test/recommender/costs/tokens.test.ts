import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { workload } from '../../support/workloads.ts';

const costOf = (stated: Partial<Workload>) => recommend(workload({ trafficPattern: 'steady', ...stated })).costs[0];

const qwen = { modelId: 'qwen3-32b', inputTokens: 522, outputTokens: 600, concurrentRequests: 32 } as const;
const usdOf = (stated: Partial<Workload>) => costOf({ ...qwen, ...stated })?.perMillionOutputTokensUsd;

describe('the cost of a million output tokens', () => {
  it('is price by tokens per second, 30 % lower and higher than the lowest and highest run: 492 to 606', () => {
    const perHour = costOf(qwen)?.components[0]?.unitPriceUsd ?? 0;
    expect(usdOf({})?.low).toBeCloseTo((perHour * 1e6 * 0.7) / (606 * 3600), 6);
    expect(usdOf({})?.high).toBeCloseTo((perHour * 1e6 * 1.3) / (492 * 3600), 6);
  });

  it('has its source: title, address and date, and is said with the input length', () => {
    expect(usdOf({})?.source).toMatchObject({ title: expect.stringContaining('AWS samples'), date: '2026-03' });
    expect(costOf(qwen)?.note).toContain('per million output tokens at 522 input tokens');
  });

  it('is higher with fewer in progress: 16 at once share the instance less well than 32', () => {
    expect(usdOf({ concurrentRequests: 16 })?.high).toBeGreaterThan(usdOf({})?.high ?? 0);
  });

  it.each([
    ['tokens out of twice the range', { outputTokens: 1300 }],
    ['another precision', { modelPrecisionBits: 8 as const }],
    ['a type that was not measured', { instanceType: 'ml.g7e.4xlarge' }],
    ['more in progress on an instance than were measured', { concurrentRequests: 60 }],
    ['a model that was not measured', { modelId: 'llama-3-8b' }],
  ])('is unknown for %s, and the answer says what to measure', (_what, stated) => {
    expect(usdOf(stated)).toBeNull();
    expect(costOf({ ...qwen, ...stated })?.note).toContain("weren't measured publicly on");
  });

  it('asks for input tokens where only output tokens are stated', () => {
    const { inputTokens: _, ...rest } = qwen;
    expect(costOf(rest)).toMatchObject({
      perMillionOutputTokensUsd: null,
      note: 'State the input tokens for a cost per million output tokens.',
    });
  });

  it('is no question where no output tokens are stated, or of a model that writes none', () => {
    expect(costOf({ modelId: 'qwen3-32b', concurrentRequests: 4 })).toMatchObject({ note: null });
    expect(costOf({ modelId: 'whisper-large-v3', outputTokens: 100 })?.perMillionOutputTokensUsd).toBeNull();
  });
});
