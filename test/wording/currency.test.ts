import { afterEach, describe, expect, it } from 'vitest';
import { auditRecorded } from '../../src/account/recorded.ts';
import { writeAudit } from '../../src/account/write-account.ts';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { SHIPPED_PRICES, setCurrency } from '../../src/recommender/index.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { buildReviewMessage } from '../../src/slack/render/message/index.ts';
import { buildDetails } from '../../src/slack/render/thread/details.ts';
import { writeRecommendation, writeShort } from '../../src/terminal/write-recommendation.ts';
import { currencyAt, inEurosAt, WORKLOADS } from '../support/euros.ts';
import { historyOf, reviewOf } from '../support/reviews.ts';

describe("texts in the team's currency", () => {
  afterEach(() => setCurrency(undefined));

  it('say once which rate they are at: the message, the bill, the terminal, its short form and the record', async () => {
    const advisor = inEurosAt(0.91);
    setCurrency(advisor.prices.team?.currency);
    const recommendation = advisor.advise(WORKLOADS[1]);
    const review = reviewOf(recommendation);
    const texts = [
      JSON.stringify(buildReviewMessage(review)),
      JSON.stringify(buildDetails({ ...review.latest, curve: null })),
      writeRecommendation(recommendation, null).replaceAll('\n', ' '),
      writeShort(recommendation).replaceAll('\n', ' '),
      writeAdr(review, historyOf(review), { url: null }),
    ];
    expect(texts.map((text) => text.split('EUR at 0.91 per USD (2026-11-20)').length - 1)).toEqual([1, 1, 1, 1, 1]);
  });

  it('are, of an answer that was stored, in the currency that it keeps, whatever the team has by now', () => {
    const old = createAdvisor().advise(WORKLOADS[1]);
    setCurrency(currencyAt(0.91));
    expect(JSON.stringify(buildReviewMessage(reviewOf(old)))).not.toContain('€');
    expect(writeRecommendation(old, null)).toContain('budget of $20.00');
    const now = inEurosAt(0.91).advise(WORKLOADS[1]);
    setCurrency(undefined);
    expect(JSON.stringify(buildReviewMessage(reviewOf(now)))).not.toContain('$1');
    expect(writeRecommendation(now, null)).toContain('budget of €18.20');
  });

  it('leave numbers in US dollars: the data is that of an answer without a currency', () => {
    const [plain, priced] = [createAdvisor(), inEurosAt(0.91)].map((advisor) => advisor.advise(WORKLOADS[1]));
    const numbersIn = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' ? '' : each));
    const { prices, ...facts } = priced?.facts ?? {};
    expect(prices).toEqual({ list: plain?.facts.pricesAsOf, currency: currencyAt(0.91) });
    expect(numbersIn({ ...priced, facts })).toEqual(numbersIn(plain));
  });

  it('change no byte where the currency is the US dollar at 1', () => {
    const dollar = createAdvisor({ team: { currency: currencyAt(1, 'USD') } });
    const [plain, same] = [createAdvisor(), dollar].map((advisor) =>
      writeRecommendation(advisor.advise(WORKLOADS[0]), null),
    );
    expect(same).toBe(plain);
  });

  it('are those of an audit as well, with the rate once', async () => {
    const audited = await auditRecorded('examples/account/fictional.jsonl', {
      ...SHIPPED_PRICES,
      team: { currency: currencyAt(0.91) },
    });
    setCurrency(currencyAt(0.91));
    const text = audited.ok ? writeAudit(audited.audit).replaceAll('\n', ' ') : '';
    expect(text).toContain('€');
    expect(text).not.toMatch(/\$\d/);
    expect(text.split('EUR at 0.91 per USD (2026-11-20)').length - 1).toBe(1);
  });
});
