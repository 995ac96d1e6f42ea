import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { answerLine } from '../../../src/wording/answer-line.ts';
import { answerTo } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';

const LARGE = { modelId: 'llama-3.3-70b', modelPrecisionBits: 8, peakRequestsPerSecond: 1 } as const;
const TOKENS = { inputTokens: 1500, outputTokens: 1500 };
const SMALL = { modelId: 'llama-3.1-8b', inputTokens: 1200, outputTokens: 256, concurrentRequests: 32 } as const;

const usdOf = (stated: Partial<Workload>): number => Number(answerTo(stated).costs[0]?.monthlyUsd?.likely);

describe('streaming of which nothing is said', () => {
  it('decides between 12 × ml.p5.4xlarge for whole answers and 2 × ml.g7e.12xlarge streamed, and says so first', () => {
    const { choice, assumptions, flips, questions } = answerTo({ ...LARGE, ...TOKENS });
    expect(choice).toMatchObject({ confidence: 'likely', instance: { type: 'ml.p5.4xlarge', peak: 12 } });
    expect(choice?.holdsIf[0]).toMatchObject({ field: 'requiresStreaming', value: 'response', to: 'real-time' });
    expect(assumptions[0]).toEqual({
      field: 'requiresStreaming',
      value: 'none',
      text: "Streaming: not given; whole answers within 60 s are planned: 12 × ml.p5.4xlarge, about $40,000 per month. Streamed, it's 2 × ml.g7e.12xlarge, about $11,000 per month.",
      decisive: true,
    });
    expect(flips.find(({ field }) => field === 'requiresStreaming')).toMatchObject({ from: null, to: 'response' });
    expect(questions?.[0]).toMatchObject({
      field: 'requiresStreaming',
      answers: [{ values: ['none'] }, { values: ['response'] }],
    });
  });

  it('stands on the one line of an answer', () => {
    expect(answerLine(answerTo({ ...LARGE, ...TOKENS }))).toContain('(likely: holds unless answers are streamed');
  });

  it('takes a stated 1 s for the whole answer where a type writes it in that time', () => {
    const { choice, assumptions } = answerTo({ ...SMALL, responseTimeSeconds: 1 });
    expect(choice?.instance?.type).toBe('ml.p6-b200.48xlarge');
    expect(assumptions[0]?.text).toContain("Streamed, it's 3 × ml.g6.xlarge, about $1,600 per month.");
  });

  it('takes a stated 200 ms for the first token where no type writes a whole answer in it, and is not firm', () => {
    const { choice, assumptions } = answerTo({ ...SMALL, responseTimeSeconds: 0.2 });
    expect(choice).toMatchObject({ confidence: 'likely', instance: { type: 'ml.p5.4xlarge' } });
    expect(choice?.holdsIf[0]).toMatchObject({ field: 'requiresStreaming', value: 'none', to: null });
    expect(assumptions[0]?.text).toBe(
      'Streaming: not given; assumed, with 200 ms as the time to the first token, because no instance type writes a whole answer within 200 ms.',
    );
  });

  it('is assumed where no type writes 9,000 tokens within the 60 s of a call', () => {
    const { choice } = answerTo({
      modelId: 'llama-3.1-405b',
      peakRequestsPerSecond: 0.2,
      inputTokens: 2000,
      outputTokens: 9000,
    });
    expect(choice?.instance?.type).toBe('ml.p5en.48xlarge');
  });

  it.each([
    ['that it is streamed', { requiresStreaming: 'response' }],
    ['that it is not', { requiresStreaming: 'none' }],
    ['how long a whole answer may take', { answerSeconds: 60 }],
    ['over 60 s', { responseTimeSeconds: 90 }],
    ['a dataset', { trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, datasetRunsPerMonth: 1 }],
    ['an answer of 63 tokens', { outputTokens: 63 }],
  ] as const)('is settled by who states %s', (_, stated) => {
    const { choice, assumptions } = answerTo({ ...LARGE, ...TOKENS, ...stated });
    expect(choice?.holdsIf.some(({ field }) => field === 'requiresStreaming')).toBe(false);
    expect(assumptions.some(({ field, decisive }) => field === 'requiresStreaming' && decisive)).toBe(false);
  });

  it('is not mentioned where both come to the same', () => {
    const { assumptions } = answerTo({ ...SMALL, concurrentRequests: 2, peakRequestsPerSecond: 0.1 });
    expect(assumptions.some(({ field, decisive }) => field === 'requiresStreaming' && decisive)).toBe(false);
  });

  it('never leads to the cheaper plan in silence', () => {
    const loads = fc.record({
      modelId: fc.constantFrom('llama-3.1-8b', 'llama-3.3-70b', 'gpt-oss-120b', 'deepseek-r1'),
      peakRequestsPerSecond: fc.double({ min: 0.1, max: 50, noNaN: true }),
      inputTokens: fc.integer({ min: 10, max: 20_000 }),
      outputTokens: fc.integer({ min: 64, max: 8000 }),
      responseTimeSeconds: fc.option(fc.double({ min: 0.1, max: 60, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(loads, (stated) => {
        const { assumptions, choice } = answerTo(stated);
        const isSaid = assumptions[0]?.field === 'requiresStreaming' && assumptions[0].decisive;
        if (choice?.option !== 'real-time' || choice.sizing?.basis === 'unknown' || isSaid) return;
        const [own, other] = [usdOf(stated), usdOf({ ...stated, requiresStreaming: 'response' })];
        expect(Math.max(own, other)).toBeLessThanOrEqual(1.25 * Math.min(own, other));
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });
});
