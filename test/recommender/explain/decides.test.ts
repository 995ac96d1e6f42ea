import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';

const CHAT = {
  modelId: 'llama-3.1-8b',
  requiresStreaming: 'response',
  inputTokens: 1000,
  outputTokens: 500,
  peakRequestsPerSecond: 5,
} as const;

const fieldsOf = (stated: Partial<Workload>): string[] =>
  (answerTo(stated).choice?.sizing?.decides ?? []).map(({ field }) => field);

describe('what decides a size', () => {
  it('is a stated speed of a stream that turns $4,100 into $5,800', () => {
    const { choice, flips } = answerTo({ ...CHAT, streamTokensPerSecond: 60 });
    expect(choice?.sizing?.decides?.[0]).toMatchObject({ field: 'streamTokensPerSecond', value: 60 });
    expect(choice?.sizing?.text).toContain('Limited by 60 tokens per second to each stream ($4,100 per month at 30).');
    expect(flips.map(({ text }) => text)).toContain(
      'If one answer needs at most 30 tokens per second: Real-time Inference, about $4,100 per month.',
    );
  });

  it.each([
    [
      'the 60 s of a call',
      { ...CHAT, requiresStreaming: 'none', modelId: 'llama-3.3-70b', outputTokens: 1500 },
      'invocation-limit',
    ],
    ['a response time', { ...CHAT, requiresStreaming: 'none', responseTimeSeconds: 2 }, 'responseTimeSeconds'],
    ['the first token', { ...CHAT, responseTimeSeconds: 0.1, inputTokens: 4000 }, 'responseTimeSeconds'],
    ['requests at once', { ...CHAT, peakRequestsPerSecond: undefined, concurrentRequests: 400 }, 'concurrentRequests'],
    ['a stated time', { ...CHAT, requiresStreaming: 'none', processingTimeSeconds: 6 }, 'processingTimeSeconds'],
    ['tokens in', { ...CHAT, inputTokens: 8000 }, 'inputTokens'],
    ['memory', { ...CHAT, peakRequestsPerSecond: 0.1 }, 'memory'],
  ] as const)('is %s where relaxing it by half costs less', (_, stated, field) => {
    expect(fieldsOf(stated)).toContain(field);
  });

  it('names nothing that may be relaxed without saving any', () => {
    expect(fieldsOf({ ...CHAT, peakRequestsPerSecond: 0.1, streamTokensPerSecond: 5 })).not.toContain(
      'streamTokensPerSecond',
    );
  });

  it('is told with a bill that the relaxed workload has', () => {
    const stated = { ...CHAT, streamTokensPerSecond: 60 } as const;
    const [first] = answerTo(stated).choice?.sizing?.decides ?? [];
    const relaxed = recommend({ ...answerTo(stated).workload, streamTokensPerSecond: 30 });
    expect(first?.relaxedMonthlyUsd).toBe(relaxed.costs[0]?.monthlyUsd?.likely);
  });

  it('counts requests in progress as they are stated, not as a rate that nobody gave', () => {
    const { choice } = answerTo({
      trafficPattern: 'steady',
      concurrentRequests: 40,
      processingTimeSeconds: 0.015,
      responseTimeSeconds: 0.05,
      peakRequestsPerSecond: 200,
      modelSizeGB: 1,
    });
    expect(choice?.sizing?.text).toMatch(/^40 are in progress at the peak; one /);
  });
});
