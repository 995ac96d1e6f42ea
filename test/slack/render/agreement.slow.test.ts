import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BREAK_EVEN_PROCESSING_SECONDS } from '../../../src/recommender/facts/working-figures.ts';
import { formatNumber, type Recommendation, recommend, type Workload } from '../../../src/recommender/index.ts';
import { buildReviewMessage } from '../../../src/slack/render/message/index.ts';
import { buildCosts } from '../../../src/slack/render/thread/bill.ts';
import { buildCostAnswer } from '../../../src/slack/render/thread/costs.ts';
import { buildDetails } from '../../../src/slack/render/thread/details.ts';
import { buildCount, buildInstance, buildScaling } from '../../../src/slack/render/thread/sizing.ts';
import { writeMonthlyCost } from '../../../src/wording/money.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { describedWorkload } from '../../support/confidence.ts';
import { runs } from '../../support/lane.ts';
import { PRICED_WORKLOADS } from '../../support/priced-workloads.ts';
import { reviewOf } from '../../support/reviews.ts';
import { workload } from '../../support/workloads.ts';
import { readable, sizeOf } from '../readable.ts';

/** A model that writes tokens, with and without its load. */
const chatWorkload: fc.Arbitrary<Workload> = fc
  .record(
    {
      modelId: fc.constantFrom('llama-3.1-8b', 'llama-3.1-70b', 'qwen2.5-7b', 'never-heard-of-it'),
      trafficPattern: fc.constantFrom('steady', 'variable', 'intermittent'),
      peakRequestsPerSecond: fc.constantFrom(0.1, 2, 50),
      inputTokens: fc.constantFrom(200, 1000),
      outputTokens: fc.constantFrom(100, 500),
      requiresStreaming: fc.constantFrom('none', 'response'),
      instanceType: fc.constantFrom('ml.g6e.xlarge', 'ml.g4dn.xlarge'),
      monthlyBudgetUsd: fc.constantFrom(500, 50_000),
    },
    { requiredKeys: ['modelId'] },
  )
  .map((stated) => workload(stated));

const anyAnswer = fc
  .oneof(describedWorkload, chatWorkload, fc.constantFrom(...PRICED_WORKLOADS))
  .map((stated) => recommend(stated))
  .filter(({ choice }) => choice !== null && choice.confidence !== 'needs-facts');

const plainly = (text: string): string => text.replaceAll('*', '').replaceAll('&amp;', '&');

/** Everything that Slack shows of an answer's size. */
function surfacesOf(recommendation: Recommendation) {
  const curve = ADVISOR.curveOf(recommendation);
  const budget = { recommendation, about: 'budget', options: [], words: 'within $100?', curve, look: {} } as const;
  const shown = {
    message: buildReviewMessage(reviewOf(recommendation)),
    thread: buildDetails({ recommendation, curve }),
    cost: buildCosts(recommendation),
    count: buildCount(recommendation),
    instance: buildInstance(recommendation),
    scaling: buildScaling(recommendation),
    budget: buildCostAnswer(budget),
  };
  const text = Object.fromEntries(Object.entries(shown).map(([name, message]) => [name, plainly(readable(message))]));
  return { ...(text as Record<keyof typeof shown, string>), curve, shown };
}

/** Whether the fewest instances there are process this many requests per month: their bill rises with none of them. */
function fewestCarry(month: number, { choice, workload: { processingTimeSeconds } }: Recommendation): boolean {
  const requests = month / (choice?.instance?.endpoints ?? 1) / (choice?.instance?.variants ?? 1);
  const [, atOnce] = /([\d,]+) requests? at once/.exec(choice?.instance?.holds ?? '') ?? [];
  const inProgress = (requests * (processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS)) / (730 * 3600);
  // Whatever serves takes one at once.
  const each = Math.max(1, Number(atOnce?.replaceAll(',', '') ?? 0));
  return each * Math.max(1, choice?.instance?.min ?? 1) >= inProgress;
}

describe('the surfaces agree, so for any workload', () => {
  it('message and answers name one count, one type and one bill', () => {
    fc.assert(
      fc.property(anyAnswer, (recommendation) => {
        const { choice, costs } = recommendation;
        const { message, cost: bill, count, instance } = surfacesOf(recommendation);
        const cost = costs.find(({ option }) => option === choice?.option);
        if (cost?.monthlyUsd) {
          const written = writeMonthlyCost(cost);
          for (const surface of [message, bill]) expect(surface).toContain(written);
          if (choice?.instance) for (const surface of [count, instance]) expect(surface).toContain(written);
        }
        if (!choice?.instance || !choice.sizing?.count) return;
        const { type } = choice.instance;
        for (const surface of [message, count, instance]) expect(surface).toContain(type);
        const { low, likely, high } = choice.sizing.count;
        const said =
          low === high
            ? `${formatNumber(likely)} × ${type}`
            : `${formatNumber(likely)} (${formatNumber(low)}–${formatNumber(high)}) × ${type}`;
        expect(count).toContain(said);
        expect(instance).toContain(said);
        if (low !== high) expect(message).toContain(said);
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });

  it('a size that nobody can know has its question, no amount that begins with "from", and no verdict on a budget', () => {
    fc.assert(
      fc.property(anyAnswer, (recommendation) => {
        if (recommendation.choice?.sizing?.basis !== 'unknown') return;
        const { message, count, budget } = surfacesOf(recommendation);
        expect(message).toMatch(/size unknown|no instance type found/);
        if (recommendation.choice.sizing.needs.length > 0) expect(message).toContain('[Answer]');
        for (const surface of [message, count, budget]) expect(surface).not.toContain('from $');
        expect(budget).not.toMatch(/stays within|Probably|over \$/);
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });

  it('the chart at "you are here" is the likely amount of the bill', () => {
    fc.assert(
      fc.property(anyAnswer, (recommendation) => {
        const curve = ADVISOR.curveOf(recommendation);
        const here = curve?.points.find(({ isStated }) => isStated);
        if (curve === null || here === undefined) return;
        for (const { option, monthlyUsd } of recommendation.costs) {
          const at = curve.options.indexOf(option);
          if (at < 0 || monthlyUsd === null) continue;
          expect(Math.abs((here.usd[at] ?? 0) - monthlyUsd.likely)).toBeLessThanOrEqual(
            0.01 * monthlyUsd.likely + 0.01,
          );
        }
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });

  it('no curve is flat from 10,000 to 100 million requests', () => {
    fc.assert(
      fc.property(anyAnswer, (recommendation) => {
        const curve = ADVISOR.curveOf(recommendation);
        if (curve === null || curve.counts !== 'requests') return;
        const [few, many] = [curve.points.find(({ volume }) => volume <= 1e4), curve.points.at(-1)];
        if (few === undefined || many === undefined || many.volume < 1e8) return;
        if (fewestCarry(1e8, recommendation)) return;
        for (const at of curve.options.keys()) expect(many.usd[at] ?? 0).toBeGreaterThan(few.usd[at] ?? 0);
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });

  it('the message has at most 60 characters in a cell, and 900 characters and 14 lines for 19 of 20 language models', () => {
    const sizes = fc
      .sample(chatWorkload, { numRuns: runs(200, { costly: true }), seed: 29 })
      .map((stated) => sizeOf(buildReviewMessage(reviewOf(recommend(stated)))));
    expect(Math.max(...sizes.map(({ widestCell }) => widestCell))).toBeLessThanOrEqual(60);
    const short = sizes.filter(({ characters, lines }) => characters <= 900 && lines <= 14);
    expect(short.length / sizes.length).toBeGreaterThanOrEqual(0.95);
  });
});
