import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { findSavings } from '../../src/advice/savings.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { named, type Workload, whatWouldChange } from '../../src/recommender/index.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { answerUnreviewed } from '../../src/slack/outbox/answer-question.ts';
import { buildAccept } from '../../src/slack/render/dialogs/accept.ts';
import { buildReviewMessage } from '../../src/slack/render/message/index.ts';
import { buildDetails } from '../../src/slack/render/thread/details.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { writeCheaper, writeShort } from '../../src/terminal/write-short.ts';
import { answerLine } from '../../src/wording/answer-line.ts';
import { historyOf, reviewOf } from '../support/reviews.ts';

const currencyAt = (perUsd: number, code = 'EUR') => ({ code, perUsd, asOf: '2026-11-20' });
const inEuros = createAdvisor({ team: { currency: currencyAt(0.91) } });

/** A queue, a budget that is exceeded, and a model that writes tokens. */
const WORKLOADS = [
  { ...named('scans'), payloadSizeMB: 500, responseTimeSeconds: 900, processingTimeSeconds: 90, monthlyRequests: 2000 },
  { ...named('capped'), payloadSizeMB: 1, processingTimeSeconds: 0.2, monthlyRequests: 3e6, monthlyBudgetUsd: 20 },
  {
    ...named('chat'),
    modelId: 'meta-llama/Llama-3.1-8B-Instruct',
    peakRequestsPerSecond: 20,
    inputTokens: 1000,
    outputTokens: 300,
  },
] as const satisfies readonly Workload[];

const CHAT = createAdvisor().advise(WORKLOADS[2]);

/** What begins with a headline. */
const headed = (recommendation: ReturnType<typeof inEuros.advise>) => [
  JSON.stringify(buildReviewMessage(reviewOf(recommendation))),
  writeRecommendation(recommendation, inEuros.curveOf(recommendation)),
  writeShort(recommendation),
  answerLine(recommendation),
];

describe("a team's currency", () => {
  it.each(WORKLOADS)('is said once in each headline of $name, and with "about"', (workload) => {
    for (const text of headed(inEuros.advise(workload))) {
      expect(text.match(/€/g)).toHaveLength(1);
      expect(text.replace(/\s+/g, ' ')).toMatch(/\$[\d,.]+ \(about €[\d,.]+\) per month/);
    }
  });

  it.each([
    [0.91, 'EUR', '$6,000 (about €5,400) per month'],
    [155.2, 'JPY', '$6,000 (about ¥920,000) per month'],
    [0.8, 'CHF', '$6,000 (about CHF\u00a04,800) per month'],
    [1, 'USD', '$6,000 per month'],
  ])('at %d for a dollar is %s: %s, with as many digits as the dollars have', (perUsd, code, said) => {
    const { facts, ...answer } = CHAT;
    const prices = { list: facts.pricesAsOf, currency: currencyAt(perUsd, code) };
    expect(answerLine({ ...answer, facts: { ...facts, prices } })).toContain(said);
  });

  it("is said of the team's own choice, too", () => {
    const recommendation = inEuros.advise(WORKLOADS[1]);
    const other = recommendation.rejected.find(({ verdict }) => verdict === 'outranked')?.option ?? 'real-time';
    const review = reviewOf(recommendation, {
      state: 'overridden',
      decision: {
        kind: 'overridden',
        option: other,
        reason: 'We know it.',
        at: 1,
        byId: 'U0ADA00001',
        revision: 1,
        own: false,
        despiteConcerns: [],
      },
    });
    const text = JSON.stringify(buildReviewMessage(review));
    expect(text).toMatch(/The team's choice · \*\$[\d,.]+ \(about €[\d,.]+\) per month\*/);
    expect(text.match(/€/g)).toHaveLength(1);
  });

  it('is nowhere else: thread, bill, tables, record, dialogs, answers and code are in US dollars, as is what is stored', async () => {
    const recommendation = inEuros.advise(WORKLOADS[1]);
    const review = reviewOf(recommendation);
    const ask = (words: string) => answerUnreviewed({ words, advisor: inEuros, given: recommendation });
    const texts = [
      buildDetails({ ...review.latest, curve: inEuros.curveOf(recommendation) }),
      buildAccept(review),
      writeAdr(review, historyOf(review), { url: null }),
      writeCheaper(findSavings(inEuros, recommendation)),
      renderDeployment(recommendation, { format: 'cloudformation' }),
      whatWouldChange(recommendation, 5),
      ...(await Promise.all(['what does it cost?', 'why this instance?', 'what if twice the traffic'].map(ask))),
    ];
    for (const text of texts) expect(JSON.stringify(text)).not.toMatch(/€|EUR/);
    const { prices, ...facts } = recommendation.facts;
    expect(prices).toEqual({ list: facts.pricesAsOf, currency: currencyAt(0.91) });
    expect({ ...recommendation, facts }).toEqual(createAdvisor().advise(WORKLOADS[1]));
  });
});
