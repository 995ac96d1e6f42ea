import { afterEach, describe, expect, it } from 'vitest';
import { type Advisor, createAdvisor } from '../../src/advice/advisor.ts';
import { findSavings } from '../../src/advice/savings.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { setCurrency, type Workload, whatWouldChange } from '../../src/recommender/index.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { answerUnreviewed } from '../../src/slack/outbox/answer.ts';
import { buildAccept } from '../../src/slack/render/dialogs/accept.ts';
import { buildReviewMessage } from '../../src/slack/render/message/index.ts';
import { buildDetails } from '../../src/slack/render/thread/details.ts';
import { writeCheaper } from '../../src/terminal/write-cheaper.ts';
import { writeRecommendation, writeShort } from '../../src/terminal/write-recommendation.ts';
import { answerLine } from '../../src/wording/answer-line.ts';
import { inEurosAt, WORKLOADS } from '../support/euros.ts';
import { historyOf, reviewOf } from '../support/reviews.ts';

/** Everything that people read of an answer. */
async function textsOf(advisor: Advisor, workload: Workload): Promise<string[]> {
  setCurrency(advisor.prices.team?.currency);
  const recommendation = advisor.advise(workload);
  const curve = advisor.curveOf(recommendation);
  const review = reviewOf(recommendation);
  const ask = async (words: string) => await answerUnreviewed({ words, advisor, given: recommendation });
  const messages = [
    buildReviewMessage(review),
    buildDetails({ ...review.latest, curve }),
    buildAccept(review),
    ...(await Promise.all(
      ['what does it cost?', 'cheaper?', 'why this instance?', 'what if twice the traffic', 'compare'].map(ask),
    )),
  ];
  return [
    writeRecommendation(recommendation, curve),
    writeShort(recommendation),
    answerLine(recommendation),
    writeCheaper(findSavings(advisor, recommendation)),
    writeAdr(review, historyOf(review), { url: null }),
    JSON.stringify(renderDeployment(recommendation, { format: 'terraform' })).replaceAll('${', '{'),
    ...messages.map((message) => JSON.stringify(message)),
    ...whatWouldChange(recommendation, 5),
    ...wordsIn(recommendation),
  ];
}

/** Its sentences, without its data. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
};

const AMOUNT = /[$€]((?:\d{1,3}(?:,\d{3})*|\d+)(?:\.\d+)?)/g;
const amountsIn = (text: string): number[] =>
  [...text.matchAll(AMOUNT)].map(([, digits = '']) => Number(digits.replaceAll(',', '')));

describe("texts in the team's currency", () => {
  afterEach(() => setCurrency(undefined));

  it('have no dollar, on every surface', async () => {
    const advisor = inEurosAt(0.91);
    for (const workload of WORKLOADS)
      for (const text of await textsOf(advisor, workload))
        expect(text.replaceAll('0.91 per USD', '')).not.toMatch(/\$\d|USD|dollar/);
  });

  it('have the amounts of the data × 10 at 10 per dollar, each converted once', async () => {
    const [dollars, tens] = [createAdvisor(), inEurosAt(10)];
    for (const workload of WORKLOADS) {
      const [before, after] = [await textsOf(dollars, workload), await textsOf(tens, workload)];
      for (const [at, text] of before.entries()) {
        const [usd, eur] = [amountsIn(text), amountsIn(after[at] ?? '')];
        expect(eur.length).toBeGreaterThanOrEqual(usd.length);
        if (eur.length !== usd.length) continue;
        for (const [place, amount] of usd.entries())
          expect(Math.abs((eur[place] ?? 0) / 10 - amount)).toBeLessThanOrEqual(Math.max(0.51, amount * 0.06));
      }
    }
  });
});
