import { describe, expect, it } from 'vitest';
import { recommend, SHIPPED_PRICES, type TeamPrices, type Workload } from '../../src/recommender/index.ts';
import { savingsWords } from '../../src/wording/savings.ts';
import { writeSize } from '../../src/wording/sizes.ts';
import { paidWith, writePaidCost, writePricesOf } from '../../src/wording/team-prices.ts';
import { workload } from '../support/workloads.ts';

const FRAUD = workload({
  name: 'fraud',
  trafficPattern: 'steady',
  monthlyRequests: 50_000_000,
  peakRequestsPerSecond: 60,
  processingTimeSeconds: 0.04,
  payloadSizeMB: 0.1,
  coldStarts: 'unacceptable',
  instanceType: 'ml.m5.xlarge',
});
const SCANS = workload({
  name: 'scans',
  trafficPattern: 'intermittent',
  payloadSizeMB: 500,
  monthlyRequests: 1000,
  processingTimeSeconds: 90,
  instanceType: 'ml.m5.xlarge',
});
const answer = (team: TeamPrices, stated: Workload = FRAUD) => recommend(stated, { ...SHIPPED_PRICES, team });
const planOf = (region = 'us-east-1') => ({
  savingsPlan: {
    term: '3-years' as const,
    payment: 'no-upfront' as const,
    rates: [{ instanceType: 'ml.m5.xlarge', region, usd: 0.147 }],
  },
});

describe("a team's prices in words", () => {
  it('stand once above what would cost less, since all of it is counted with them', () => {
    const headingOf = (team: TeamPrices) => savingsWords({ today: answer(team), ways: [], waysOut: [] }).heading;
    expect(headingOf({ discountPercent: 23 })).toMatch(/ per month.*, with the team's 23% discount; list \$[\d,]+\.$/);
    expect(headingOf({ discountPercent: 0 })).not.toContain('discount');
  });

  it('say the discount and the list amount once, beside the size', () => {
    const paid = answer({ discountPercent: 23 });
    const [bill] = paid.costs;
    expect(paidWith(paid)).toMatch(/^with the team's 23% discount; list \$[\d,]+$/);
    expect(writeSize(paid).match(/discount/g)).toHaveLength(1);
    expect(bill && writePaidCost(bill)).toMatch(/ per month.*, list \$[\d,]+$/);
  });

  it('name the discount of the instance type that is paid, and the plan with the discount on the rest', () => {
    const discounts = [{ instanceType: 'ml.m5.*', percent: 30 }];
    expect(paidWith(answer({ discountPercent: 23, discounts }))).toMatch(/^with the team's 30% discount; list /);
    expect(paidWith(answer({ discountPercent: 23, ...planOf() }))).toMatch(
      /^with the team's Savings Plan and 23% discount; list /,
    );
  });

  it('say nothing where the list price is paid: 0 %, a plan of another Region, only a currency', () => {
    expect(paidWith(answer({ discountPercent: 0 }))).toBeUndefined();
    expect(paidWith(answer(planOf('eu-west-1')))).toBeUndefined();
    expect(paidWith(answer({ currency: { code: 'EUR', perUsd: 0.91, asOf: '2026-11-20' } }))).toBeUndefined();
    expect(writePricesOf(undefined)).toBe('at list prices');
    expect(writePricesOf({ list: '2026', discountPercent: 0 })).toBe('at list prices');
  });

  it('name what many bills are counted with', () => {
    expect(writePricesOf({ list: '2026', discountPercent: 12.5 })).toBe("with the team's 12.5% discount");
    expect(writePricesOf({ list: '2026', ...planOf() })).toBe("with the team's Savings Plan");
  });
});

describe('the line on Savings Plans', () => {
  const lineOf = (team: TeamPrices, stated?: Workload) => answer(team, stated).savingsPlan?.text;

  it('says what the plan covers: type, hours and both rates', () => {
    expect(lineOf(planOf())).toMatch(
      /^The Savings Plan \(3 years, no upfront\) covers \d+ × ml\.m5\.xlarge all month: \$0\.147 instead of \$0\.23 per hour, if /,
    );
  });

  it('says that it has no rate here, or that AWS does not name asynchronous endpoints', () => {
    expect(lineOf(planOf('eu-west-1'))).toBe(
      "The Savings Plan (3 years, no upfront) has no rate for ml.m5.xlarge in us-east-1, so it isn't counted here.",
    );
    expect(answer(planOf(), SCANS).choice?.option).toBe('asynchronous');
    expect(lineOf(planOf(), SCANS)).toBe(
      "The Savings Plan (3 years, no upfront) isn't counted here: AWS names real-time endpoints and transform jobs, not asynchronous ones.",
    );
  });

  it("stays AWS's offer without a plan: up to 64 %, also with a discount", () => {
    expect(lineOf({ discountPercent: 23 })).toMatch(/^Savings Plans: up to 64% less for the /);
  });
});
