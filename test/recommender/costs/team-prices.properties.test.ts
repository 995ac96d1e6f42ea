import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, recommend, SHIPPED_PRICES, type TeamPrices, type Workload } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, sparseWorkload } from '../../support/workloads.ts';

const workloads = fc.oneof(anyWorkload, sparseWorkload);
const by = (team: TeamPrices) => ({ ...SHIPPED_PRICES, team });

describe("for any workload, a team's prices", () => {
  it('of 0 % change no byte but the notice', () => {
    const check = fc.property(workloads, (workload) => {
      const answer = recommend(workload, by({ discountPercent: 0 }));
      const { prices, ...facts } = answer.facts;
      expect(prices).toEqual({ list: facts.pricesAsOf, discountPercent: 0 });
      expect(JSON.stringify({ ...answer, facts })).toBe(JSON.stringify(recommend(workload)));
    });
    fc.assert(check, { numRuns: runs(100, { costly: true }) });
  });

  it('never raise a bill by a larger discount', () => {
    const percent = fc.integer({ min: 0, max: 95 });
    const check = fc.property(workloads, percent, percent, (workload, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const after = billsOf(workload, { discountPercent: more });
      for (const [option, usd] of billsOf(workload, { discountPercent: less })) {
        const then = after.get(option);
        // A budget that is met now may bring a dearer option's bill, never take a cheaper one's away.
        if (then !== undefined) expect(then).toBeLessThanOrEqual(usd * (1 + 1e-9));
      }
    });
    fc.assert(check, { numRuns: runs(200, { costly: true }) });
  });

  it('of 50 % halve every bill, and leave the types, counts and ranking, where no budget is stated', () => {
    const check = fc.property(workloads, ({ monthlyBudgetUsd: _, ...workload }) => {
      const [list, half] = [estimate(workload, SHIPPED_PRICES), estimate(workload, by({ discountPercent: 50 }))];
      expect(half.choice?.instance).toEqual(list.choice?.instance);
      expect(half.costs.map(({ option }) => option)).toEqual(list.costs.map(({ option }) => option));
      for (const [at, { monthlyUsd, listMonthlyUsd }] of half.costs.entries()) {
        const listed = list.costs[at]?.monthlyUsd ?? null;
        if (monthlyUsd === null || listed === null) continue;
        expect(Math.abs(monthlyUsd.likely * 2 - listed.likely)).toBeLessThanOrEqual(listed.likely * 1e-9);
        if (listMonthlyUsd) expect(listMonthlyUsd).toEqual(listed);
      }
    });
    fc.assert(check, { numRuns: runs(200) });
  });
});

function billsOf(workload: Workload, team: TeamPrices): Map<string, number> {
  const { costs } = estimate(workload, by(team));
  return new Map(costs.flatMap(({ option, monthlyUsd }) => (monthlyUsd ? [[option, monthlyUsd.likely]] : [])));
}
