import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSavings } from '../../src/advice/savings.ts';
import type { Workload } from '../../src/recommender/index.ts';
import { type Lever, savingsReport, savingsWords, savingWords } from '../../src/wording/savings.ts';
import { pricedWorkload, tokenWorkload } from '../recommender/costs/support.ts';
import { ADVISOR } from '../support/advisor.ts';
import { runs } from '../support/lane.ts';
import { STREAMED } from '../support/priced-workloads.ts';
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

const WAY_OUT = /^If .+: .+, (?:about \$[\d,.]+|less than \$0\.01) per month\.$/;
const AMOUNTS = String.raw`^(?:\$[\d,.]+|less than \$0\.01) instead of \$[\d,.]+ per month \(\d+% less\): `;

describe('a saving in words', () => {
  it.each<[Lever, Partial<Workload>, string]>([
    [
      'eight-bits',
      { ...CHAT, peakRequestsPerSecond: 0.5 },
      '8-bit weights, 1 × ml.g7e.2xlarge. Check the quality of its answers on your own prompts first.',
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
    [
      'office-hours',
      { ...CHAT, modelId: 'llama-3.1-8b', peakRequestsPerSecond: 20 },
      'on for 10 hours on 5 days per week, which makes Asynchronous Inference on 2 × ml.p5.4xlarge the choice. ',
    ],
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

  it('of another type has it for each of 3 variants', () => {
    const stated = {
      trafficPattern: 'steady',
      peakRequestsPerSecond: 10,
      processingTimeSeconds: 0.02,
      coldStarts: 'unacceptable',
      requiresMultipleVariants: true,
      variantCount: 3,
    } as const;
    expect(wordsOf(stated, 'another-type')).toMatch(/: each 1 × ml\.c\dg\.large, if the image is built for arm64\./);
  });

  it('of an option that is chosen already says only what it needs: no data capture', () => {
    expect(savingsWords(savingsOf(STREAMED)).lines.join('\n')).toMatch(
      /^\$[\d.]+ instead of \$23,682 per month \(99% less\): Real-time Inference if no data capture is needed\.$/m,
    );
  });

  it('is a share of the amounts as written: 25 % of $6,000 for both ways to $4,500', () => {
    const { lines } = savingsWords(savingsOf({ ...CHAT, modelId: 'llama-3.1-8b', peakRequestsPerSecond: 20 }));
    const shares = lines.filter((line) => line.startsWith('$4,500 instead of $6,000 per month'));
    expect(shares.map((line) => /\((\d+)% less\)/.exec(line)?.[1])).toEqual(['25', '25']);
  });

  it('is one of at most three, on each surface the same', () => {
    fc.assert(
      fc.property(fc.oneof(tokenWorkload, pricedWorkload, anyWorkload), (stated) => {
        const savings = findSavings(ADVISOR, { workload: stated });
        const { lines, heading } = savingsWords(savings);
        const report = savingsReport(savings);
        expect(lines.length).toBeLessThanOrEqual(3);
        const told = savings.today.choice === null ? (report.waysOut ?? []) : report.ways;
        expect([report.heading, told.map(({ text }) => text)]).toEqual([heading, lines]);
        for (const line of lines) {
          expect(line).toMatch(savings.today.choice === null ? WAY_OUT : new RegExp(AMOUNTS));
          expect(line).not.toContain('(0% less)');
          expect(line).not.toMatch(/undefined|NaN|\.\.|, ?,/);
        }
      }),
      { numRuns: runs(60, { costly: true }) },
    );
  });

  it('is, where no option fits, a change with which one does and what it costs then', () => {
    const video = { requiresGpu: true, trafficPattern: 'intermittent', processingTimeSeconds: 7200 } as const;
    expect(savingsWords(savingsOf({ ...video, monthlyRequests: 100 }))).toEqual({
      heading: 'No option fits, so there is no bill to lower. What would make one fit:',
      lines: ['If a request takes at most 1 hour: Asynchronous Inference, about $53.70 per month.'],
    });
  });

  it('is missed where no option fits, and where no total is known', () => {
    expect(savingsWords(savingsOf({ payloadSizeMB: 5000, responseTimeSeconds: 1 }))).toEqual({
      heading: 'No option fits, so there is no bill to lower.',
      lines: [],
    });
  });

  it.each<[string, Partial<Workload>, string]>([
    [
      'the tokens and requests that are missing',
      { modelId: 'llama-3.1-8b' },
      ' without output tokens, input tokens and requests per month: one ml.g6.xlarge that stays on costs $822 per month.',
    ],
    [
      'a type that the Region does not list',
      { ...ON_GPU, region: 'mx-central-1' },
      '. Price not listed for ml.g4dn.xlarge in mx-central-1.',
    ],
    [
      'a Region without prices',
      { ...ON_GPU, region: 'us-gov-west-1' },
      ". AWS's price list has no prices for us-gov-west-1.",
    ],
  ])('is missed without a total, and %s named', (_, stated, why) => {
    expect(savingsWords(savingsOf(stated)).heading).toBe(`There's no monthly total to compare${why}`);
  });
});
