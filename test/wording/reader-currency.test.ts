import { describe, expect, it } from 'vitest';
import { readUsd } from '../../src/wording/quantities/index.ts';
import { readTyped } from '../../src/wording/read-words.ts';

const budgetIn = (words: string) => {
  const { says, unclear } = readTyped(words);
  return says.monthlyBudgetUsd ?? unclear.find(({ field }) => field === 'monthlyBudgetUsd')?.words;
};

describe('a budget in words', () => {
  it.each([
    ['budget 400 a month', 400],
    ['we can spend 400 a month', 400],
    ['budget: 4 grand a month', 4000],
    ['budget is $1.2k', 1200],
    ['budget 300-400 dollars', 400],
    ['400 US dollars a month max', 400],
    ['400 USD per month budget', 400],
    ['monthlyBudgetUsd: "$400"\nmonthlyRequests: 1000', 400],
  ])('as "%s" is %d US dollars', (words, usd) => {
    expect(budgetIn(words)).toBe(usd);
  });

  it.each(['€400', '400€', '£400', '400 yen', '¥400', '400 zloty', 'A$400', 'C$400', 'R$400', '400 SEK', 'kr 400'])(
    'of %s is asked about, and never taken for dollars',
    (amount) => {
      expect(budgetIn(`budget ${amount}`)).toBe(amount);
    },
  );

  it('takes CAD for drawings', () => {
    expect(readTyped('3000 CAD files per day').says).toEqual({ monthlyRequests: 90_000 });
  });
});

describe('a budget in the form', () => {
  it.each(['500', '$500', '500 USD', '500 a month', '0.5k'])('as "%s" is 500 US dollars', (typed) => {
    expect(readUsd(typed)).toEqual({ ok: true, value: 500 });
  });

  it.each(['£500', '500 zloty'])('of %s is refused', (typed) => {
    expect(readUsd(typed)).toEqual({ ok: false, text: 'Say it in US dollars; write it like $500 or 1.5k a month.' });
  });
});
