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

  it('lies between two measurements in proportion: 24 at once are halfway from 16 to 32', () => {
    const [of16, of24, of32] = [16, 24, 32].map((concurrentRequests) => 1 / (usdOf({ concurrentRequests })?.low ?? 0));
    expect(of24).toBeCloseTo(((of16 ?? 0) + (of32 ?? 0)) / 2, 9);
  });

  it('of one request at a time is that of the lowest measurement', () => {
    const perHour = costOf(qwen)?.components[0]?.unitPriceUsd ?? 0;
    expect(usdOf({ concurrentRequests: 1, instanceType: 'ml.g7e.2xlarge' })?.low).toBeCloseTo(
      (perHour * 1e6 * 0.7) / (24 * 3600),
      6,
    );
  });

  it('on an ml.p5en.48xlarge rests on the ml.p5e.48xlarge, which has the same GPUs', () => {
    const stated = { modelId: 'qwen3-235b-a22b', modelPrecisionBits: 16, instanceType: 'ml.p5en.48xlarge' } as const;
    expect(usdOf(stated)?.source.date).toBe('2026-03');
  });

  it('is no question in a Region without prices', () => {
    expect(costOf({ ...qwen, region: 'us-gov-west-1' })?.note).toBe(
      "AWS's price list has no prices for us-gov-west-1.",
    );
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

  it('says "the model" of one without a usual name, and 1 in progress where nobody says how many are', () => {
    const { inputTokens, outputTokens } = qwen;
    const { note } = costOf({ inputTokens, outputTokens, modelParametersBillion: 7 }) ?? {};
    expect(note).toContain('Tokens per second of the model weren');
    expect(note).toContain('with 1 in progress');
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
