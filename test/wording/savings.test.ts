import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSavings } from '../../src/advice/savings.ts';
import type { Workload } from '../../src/recommender/index.ts';
import { type Lever, savingsReport, savingsWords, savingWords } from '../../src/wording/savings.ts';
import { pricedWorkload, tokenWorkload } from '../recommender/costs/support.ts';
import { ADVISOR } from '../support/advisor.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload, workload } from '../support/workloads.ts';

const savingsOf = (stated: Partial<Workload>) => findSavings(ADVISOR, { workload: workload(stated) });

function wordsOf(stated: Partial<Workload>, lever: Lever): string | undefined {
  const { today, ways } = savingsOf(stated);
  const way = ways.find((each) => each.lever === lever);
  return way && savingWords(way, today);
}

const CHAT = { modelId: 'llama-3.3-70b', trafficPattern: 'variable', inputTokens: 1000, outputTokens: 300 } as const;
const ON_GPU = {
  requiresGpu: true,
  trafficPattern: 'variable',
  peakRequestsPerSecond: 20,
  processingTimeSeconds: 0.5,
  responseTimeSeconds: 2,
  coldStarts: 'acceptable',
} as const;

const AMOUNTS = String.raw`^\$[\d,.]+ instead of \$[\d,.]+ per month \(\d+% less\): `;

describe('a saving in words', () => {
  it.each<[Lever, Partial<Workload>, string]>([
    [
      'eight-bits',
      { ...CHAT, peakRequestsPerSecond: 0.5 },
      '8-bit weights, 1 × ml.g7e.2xlarge. Check the quality of its answers on your own prompts first.',
    ],
    [
      'shorter-context',
      { ...CHAT, peakRequestsPerSecond: 0.5, contextTokens: 128_000 },
      '64,000 tokens of context instead of 128,000, 1 × ml.g7e.12xlarge. Longer prompts must be cut.',
    ],
    [
      'another-region',
      { ...ON_GPU, region: 'sa-east-1' },
      'in us-east-2. Check latency for your callers, and whether your data may be there.',
    ],
    [
      'half-time',
      { trafficPattern: 'steady', peakRequestsPerSecond: 100, processingTimeSeconds: 0.1, coldStarts: 'unacceptable' },
      'half the processing time',
    ],
    [
      'one-zone',
      {
        trafficPattern: 'steady',
        processingTimeSeconds: 0.1,
        coldStarts: 'unacceptable',
        availability: 'multi-az',
        monthlyRequests: 1e5,
      },
      'one Availability Zone instead of two',
    ],
    ['batching', { ...ON_GPU, instanceType: 'ml.g5.xlarge' }, 'batching on the GPU, '],
  ])('of %s has both amounts, what is done and what it costs', (lever, stated, text) => {
    const words = wordsOf(stated, lever) ?? '';
    expect(words).toMatch(new RegExp(AMOUNTS));
    expect(words.slice(words.indexOf('): ') + 3)).toMatch(
      new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    );
  });

  it('of a queue says 15 min, and of office hours 10 hours on 5 days', () => {
    expect(wordsOf({ ...ON_GPU, peakRequestsPerSecond: 200 }, 'queue')).toContain(
      'Asynchronous Inference, answers within 15 min',
    );
    expect(wordsOf(ON_GPU, 'office-hours')).toContain('on for 10 hours on 5 days per week');
  });

  it('is one of at most three, on each surface the same', () => {
    fc.assert(
      fc.property(fc.oneof(tokenWorkload, pricedWorkload, anyWorkload), (stated) => {
        const savings = findSavings(ADVISOR, { workload: stated });
        const { lines, heading } = savingsWords(savings);
        const report = savingsReport(savings);
        expect(lines.length).toBe(Math.min(3, savings.ways.length));
        expect([report.heading, report.ways.map(({ text }) => text)]).toEqual([heading, lines]);
        for (const line of lines) {
          expect(line).toMatch(new RegExp(AMOUNTS));
          expect(line).not.toMatch(/undefined|NaN|\.\.|, ?,/);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('is missed where no option fits, and where no total is known', () => {
    expect(savingsWords(savingsOf({ payloadSizeMB: 5000, responseTimeSeconds: 1 }))).toEqual({
      heading: 'No option fits, so there is no bill to lower.',
      lines: [],
    });
    expect(savingsWords(savingsOf({ modelId: 'llama-3.1-8b' })).heading).toBe(
      "There's no monthly total to compare: size unknown until the output tokens per request are known.",
    );
  });
});
