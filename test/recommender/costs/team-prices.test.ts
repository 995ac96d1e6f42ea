import { describe, expect, it } from 'vitest';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { named, SHIPPED_PRICES, type TeamPrices, type Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';

const M5 = 'ml.m5.xlarge';
type TeamRate = NonNullable<TeamPrices['savingsPlan']>['rates'][number];
const GUIDED = 'ml.inf1.24xlarge';
const THREE_YEARS = { term: '3-years', payment: 'no-upfront' } as const;
const planFor = (usd: number, more: Partial<TeamRate> = {}): TeamPrices => ({
  savingsPlan: { ...THREE_YEARS, rates: [{ instanceType: M5, region: 'us-east-1', usd, ...more }] },
});
const OFF_23: TeamPrices = { discountPercent: 23 };
const BY_TYPE: TeamPrices = {
  discountPercent: 10,
  discounts: [
    { instanceType: 'ml.g5.*', percent: 40 },
    { instanceType: 'ml.g*', percent: 30 },
  ],
};
const OFF_GUIDE: TeamPrices = { discountPercent: 50, discounts: [{ instanceType: GUIDED, percent: 20 }] };
const PLAN_AND_OFF: TeamPrices = { ...planFor(0.147), ...OFF_23 };
const OF_QUEUES = planFor(0.1, { component: 'asynchronous' });

describe("a team's prices", () => {
  // biome-ignore format: one case a line.
  it.each([
    ['23 % off instances', OFF_23, 'hosting', M5, 0.77],
    ['23 % off instances behind a queue', OFF_23, 'asynchronous', M5, 0.77],
    ['23 % off jobs', OFF_23, 'batch', M5, 0.77],
    ['23 % off serverless', OFF_23, 'serverless', 2048, 0.77],
    ['23 % off what is kept warm', OFF_23, 'provisioned-warm', 2048, 0.77],
    ['23 % off storage', OFF_23, 'storage', '', 0.77],
    ['23 % off data', OFF_23, 'data', '', 0.77],
    ['the first discount that matches an instance type', BY_TYPE, 'hosting', 'ml.g5.xlarge', 0.6],
    ['the next discount where the first does not match', BY_TYPE, 'hosting', 'ml.g6.xlarge', 0.7],
    ['the discount on everything for the rest', BY_TYPE, 'hosting', M5, 0.9],
    ['no rate of a plan for a queue, but the discount', PLAN_AND_OFF, 'asynchronous', M5, 0.77],
    ['no rate for others where it is for asynchronous instances alone', OF_QUEUES, 'hosting', M5, 1],
    ['a discount off a regional guide', OFF_GUIDE, 'hosting', GUIDED, 0.8, 'af-south-1'],
  ] as const)('have %s', (_what, team, component, key, times, region: string = 'us-east-1') => {
    const list = bookFor(SHIPPED_PRICES, region).find(component, key);
    const paid = bookFor({ ...SHIPPED_PRICES, team }, region);
    expect(paid.find(component, key)?.usd).toBeCloseTo(Number(list?.usd) * times, 9);
    // The ratio of a guide stays that of list prices.
    expect(paid.find(component, key)?.guide).toEqual(list?.guide);
    expect(paid.list.find(component, key)?.usd).toBe(list?.usd);
  });

  // biome-ignore format: one case a line.
  it.each([
    ["a plan's rate for instances, with no discount on it", PLAN_AND_OFF, 'hosting', M5, 0.147],
    ["a plan's rate for jobs, with no discount on it", PLAN_AND_OFF, 'batch', M5, 0.147],
    ['a rate for asynchronous instances alone', OF_QUEUES, 'asynchronous', M5, 0.1],
    ["a plan's rate where the list price is only guided", planFor(1.5, { instanceType: 'ml.g6e.xlarge', region: 'eu-west-1' }),
      'hosting', 'ml.g6e.xlarge',
      1.5, 'eu-west-1'],
  ] as const)('have %s', (_what, team, component, key, usd, region: string = 'us-east-1') => {
    expect(bookFor({ ...SHIPPED_PRICES, team }, region).find(component, key)).toMatchObject({ usd });
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
    expect(answerWith(planFor(0.147)).facts.version).not.toBe(answerWith(planFor(0.148)).facts.version);
  });
});
