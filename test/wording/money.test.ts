import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { describeCostDifference, writeDollars, writeMonthlyCost } from '../../src/wording/money.ts';

describe('money', () => {
  it.each([
    [0, '$0'],
    [0.484, '$0.48'],
    [9.5, '$9.5'],
    [10.4, '$10'],
    [1408.2, '$1,408'],
  ])('writes %s dollars as %s', (usd, written) => {
    expect(writeDollars(usd)).toBe(written);
  });

  it('writes a month with its range, once where both ends read the same', () => {
    expect(writeMonthlyCost({ monthlyUsd: { low: 300, likely: 357, high: 535 } })).toBe(
      'about $357 a month ($300 to $535)',
    );
    expect(writeMonthlyCost({ monthlyUsd: { low: 357.1, likely: 357.2, high: 357.3 } })).toBe('about $357 a month');
    expect(writeMonthlyCost({ monthlyUsd: null })).toBe('cost not known');
  });

  it('says what a change does to the cost of the choice', () => {
    const workload = {
      name: 'n',
      trafficPattern: 'steady',
      responseTimeSeconds: 1,
      processingTimeSeconds: 0.2,
      payloadSizeMB: 1,
    } as const;
    const few = recommend({ ...workload, monthlyRequests: 100_000 });
    const unknown = recommend(workload);
    const cost = (usd: number) => ({
      ...few,
      costs: few.costs.map((one) => ({ ...one, monthlyUsd: { low: usd, likely: usd, high: usd } })),
    });
    expect(describeCostDifference(cost(12), cost(141))).toBe('about $12 → $141 a month');
    expect(describeCostDifference(cost(12), cost(12.2))).toBe('still about $12 a month');
    expect(describeCostDifference({ ...few, costs: [] }, cost(12))).toBe('not known → $12 a month');
    expect(describeCostDifference({ ...unknown, costs: [] }, { ...unknown, costs: [] })).toBeUndefined();
  });
});
