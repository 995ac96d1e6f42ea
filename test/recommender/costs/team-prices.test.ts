import { describe, expect, it } from 'vitest';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { named, SHIPPED_PRICES, type TeamPrices, type Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';

const M5 = 'ml.m5.xlarge';
const booksOf = (team: TeamPrices, region = 'us-east-1') => {
  const list = bookFor(SHIPPED_PRICES, region);
  return { list, paid: bookFor({ ...SHIPPED_PRICES, team }, region) };
};
const THREE_YEARS = { term: '3-years', payment: 'no-upfront' } as const;
const planOf = (usd: number, region = 'us-east-1'): TeamPrices => ({
  savingsPlan: { ...THREE_YEARS, rates: [{ instanceType: M5, region, usd }] },
});

describe("a team's prices", () => {
  it('take 23 % off everything: instances, serverless, storage and data', () => {
    const { list, paid } = booksOf({ discountPercent: 23 });
    for (const [component, key] of [
      ['hosting', M5],
      ['asynchronous', M5],
      ['batch', M5],
      ['serverless', 2048],
      ['provisioned-warm', 2048],
      ['storage', ''],
      ['data', ''],
    ] as const) {
      expect(paid.find(component, key)?.usd).toBeCloseTo((list.find(component, key)?.usd ?? NaN) * 0.77, 12);
    }
    expect(paid.list.find('hosting', M5)?.usd).toBe(list.find('hosting', M5)?.usd);
  });

  it('take the first discount that matches an instance type, and the one on everything for the rest', () => {
    const { list, paid } = booksOf({
      discountPercent: 10,
      discounts: [
        { instanceType: 'ml.g5.*', percent: 40 },
        { instanceType: 'ml.g*', percent: 30 },
      ],
    });
    const off = (type: string) => 1 - (paid.find('hosting', type)?.usd ?? 0) / (list.find('hosting', type)?.usd ?? 0);
    expect(off('ml.g5.xlarge')).toBeCloseTo(0.4, 9);
    expect(off('ml.g6.xlarge')).toBeCloseTo(0.3, 9);
    expect(off(M5)).toBeCloseTo(0.1, 9);
  });

  it("pay the plan's rate for real-time and batch instances, with no discount on it", () => {
    const { list, paid } = booksOf({ ...planOf(0.147), discountPercent: 23 });
    expect(paid.find('hosting', M5)?.usd).toBe(0.147);
    expect(paid.find('batch', M5)?.usd).toBe(0.147);
    expect(paid.find('asynchronous', M5)?.usd).toBeCloseTo((list.find('asynchronous', M5)?.usd ?? NaN) * 0.77, 9);
  });

  it('pay a rate that AWS lists for asynchronous instances alone for these alone', () => {
    const rates = [{ instanceType: M5, region: 'us-east-1', usd: 0.1, component: 'asynchronous' }] as const;
    const { list, paid } = booksOf({ savingsPlan: { ...THREE_YEARS, rates } });
    expect(paid.find('asynchronous', M5)?.usd).toBe(0.1);
    expect(paid.find('hosting', M5)?.usd).toBe(list.find('hosting', M5)?.usd);
  });

  it('take a discount off a regional guide, whose ratio stays that of list prices', () => {
    const type = 'ml.inf1.24xlarge';
    const { list, paid } = booksOf(
      { discountPercent: 50, discounts: [{ instanceType: type, percent: 20 }] },
      'af-south-1',
    );
    expect(paid.find('hosting', type)).toMatchObject({
      basis: 'regional-guide',
      guide: list.find('hosting', type)?.guide,
    });
    expect(paid.find('hosting', type)?.usd).toBeCloseTo((list.find('hosting', type)?.usd ?? NaN) * 0.8, 9);
  });

  it("know a plan's rate where the list price is only guided", () => {
    const savingsPlan = { ...THREE_YEARS, rates: [{ instanceType: 'ml.g6e.xlarge', region: 'eu-west-1', usd: 1.5 }] };
    const { paid } = booksOf({ savingsPlan }, 'eu-west-1');
    expect(paid.find('hosting', 'ml.g6e.xlarge')).toMatchObject({ usd: 1.5, basis: 'listed' });
  });
});

const FRAUD: Workload = {
  ...named('fraud'),
  trafficPattern: 'steady',
  monthlyRequests: 50_000_000,
  peakRequestsPerSecond: 60,
  processingTimeSeconds: 0.04,
  payloadSizeMB: 0.1,
  coldStarts: 'unacceptable',
  instanceType: M5,
};
const answerWith = (team?: TeamPrices) => explained(FRAUD, team ? { ...SHIPPED_PRICES, team } : SHIPPED_PRICES);

describe("an answer by a team's prices", () => {
  it('bills what is paid, with the list amount beside it: 23 % less', () => {
    const [bill] = answerWith({ discountPercent: 23 }).costs;
    const [list] = answerWith().costs;
    expect(bill?.listMonthlyUsd).toEqual(list?.monthlyUsd);
    expect(bill?.monthlyUsd?.likely).toBeCloseTo((list?.monthlyUsd?.likely ?? NaN) * 0.77, 6);
  });

  it('says in its facts what it used: of the rates those of its bills', () => {
    const discounts = [
      { instanceType: 'ml.m*', percent: 30 },
      { instanceType: 'ml.g*', percent: 40 },
    ];
    const rates = [
      { instanceType: M5, region: 'us-east-1', usd: 0.147 },
      { instanceType: M5, region: 'eu-west-1', usd: 0.15 },
      { instanceType: 'ml.c5.xlarge', region: 'us-east-1', usd: 0.1 },
    ];
    const currency = { code: 'EUR', perUsd: 0.91, asOf: '2026-11-20' };
    const savingsPlan = { ...THREE_YEARS, rates };
    const { facts } = answerWith({ discountPercent: 10, discounts, savingsPlan, currency });
    const used = { ...THREE_YEARS, rates: rates.slice(0, 1) };
    expect(facts.prices).toEqual({
      list: facts.pricesAsOf,
      discountPercent: 10,
      discounts,
      savingsPlan: used,
      currency,
    });
  });

  it('changes its version with what is paid, and not with a currency or 0 %', () => {
    const currency = { code: 'EUR', perUsd: 0.91, asOf: '2026-11-20' };
    const listed = answerWith().facts.version;
    expect(answerWith({ discountPercent: 0, currency }).facts.version).toBe(listed);
    expect(answerWith({ discountPercent: 1 }).facts.version).not.toBe(listed);
    expect(answerWith(planOf(0.147)).facts.version).not.toBe(answerWith(planOf(0.148)).facts.version);
  });
});
