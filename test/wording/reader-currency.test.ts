import { describe, expect, it } from 'vitest';
import { inCurrency } from '../../src/recommender/index.ts';
import { readUsd, writeUsd } from '../../src/wording/quantities/index.ts';
import { readTyped } from '../../src/wording/read-words.ts';

const of = (code: string, perUsd: number) => ({ code, perUsd, asOf: '2026-11-20' });
const EUR = of('EUR', 0.8);

const budgetIn = (words: string) => {
  const { says, unclear } = readTyped(words);
  return says.monthlyBudgetUsd ?? unclear.find(({ field }) => field === 'monthlyBudgetUsd')?.words;
};

describe('a budget in words', () => {
  it.each([
    ['budget 400 a month', 500],
    ['budget of €400', 500],
    ['budget 400€ per month', 500],
    ['max 400 euros per month', 500],
    ['we can spend 400 a month', 500],
    ['budget: 4 grand a month', 5000],
    ['budget is €1.2k', 1500],
    ['budget 300-400 eur', 500],
    ['budget $400', 400],
    ['400 US dollars a month max', 400],
    ['400 USD per month budget', 400],
    ['monthlyBudgetUsd: 400\nmonthlyRequests: 1000', 400],
    ['monthlyBudgetUsd: "400"\nmonthlyRequests: 1000', 400],
    ['monthlyBudgetUsd: "€400"\nmonthlyRequests: 1000', 500],
    ['budget of £400', '£400'],
    ['budget 400 SEK', '400 SEK'],
  ])('of a team that counts in euros at 0.8 per dollar: "%s" is %s US dollars, or asked', (words, usd) => {
    expect(inCurrency(EUR, () => budgetIn(words) ?? null)).toBe(usd);
  });

  it.each(['€400', '400€', '400 yen', '¥400', '400 zloty', 'A$400', 'C$400', 'R$400', '400 SEK', 'kr 400'])(
    'of %s is asked about, and never taken for dollars, where the team counts in dollars',
    (amount) => {
      expect(budgetIn(`budget ${amount}`)).toBe(amount);
    },
  );

  it('takes CAD for Canadian dollars, and for drawings where files are counted', () => {
    inCurrency(of('CAD', 1.25), () => {
      expect(budgetIn('budget of 500 CAD a month')).toBe(400);
      expect(readTyped('3000 CAD files per day').says).toEqual({ monthlyRequests: 90_000 });
    });
  });
});

describe('a budget in the form', () => {
  it.each([
    ['EUR', 0.91, '€500'],
    ['GBP', 0.79, '£500'],
    ['CHF', 0.8, 'CHF\u00a0500'],
    ['JPY', 155.2, '¥500'],
    ['CNY', 7.2, 'CN¥500'],
    ['CAD', 1.37, 'CA$500'],
    ['AUD', 1.5, 'A$500'],
    ['SEK', 10.4, 'SEK\u00a0500'],
    ['VND', 25_345, '₫500'],
    ['TRY', 32.1, 'TRY\u00a0500'],
    ['KWD', 0.3071, 'KWD\u00a0500'],
  ])('in %s at %d per dollar is shown as %s again, however 500 was typed', (code, perUsd, shown) => {
    inCurrency(of(code, perUsd), () => {
      for (const typed of ['500', shown, `500 ${code}`, `${code} 500`, '500 a month', '0.5k']) {
        const read = readUsd(typed);
        expect(read).toEqual({ ok: true, value: expect.closeTo(500 / perUsd, 9) });
        expect(read.ok && writeUsd(read.value)).toBe(shown);
      }
    });
  });

  it('of another currency is refused, naming those that it takes', () => {
    const refusal = (currency: typeof EUR | undefined, typed: string) => inCurrency(currency, () => readUsd(typed));
    expect(refusal(EUR, '£500')).toEqual({
      ok: false,
      text: 'Say it in EUR or US dollars; write it like €500 or 1.5k a month.',
    });
    expect(refusal(undefined, '500 zloty')).toEqual({
      ok: false,
      text: 'Say it in US dollars; write it like $500 or 1.5k a month.',
    });
  });
});
