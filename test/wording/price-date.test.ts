import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { writePricesAsOf, writeWithPrices } from '../../src/wording/money.ts';
import { workload } from '../support/workloads.ts';

describe('the date of the prices', () => {
  it.each([
    ['2026-09-28', 'prices as of 2026-09-28', 'at prices of 2026-09-28'],
    ['2026', '2026 prices', 'at 2026 prices'],
    ['undated', 'undated prices', 'at undated prices'],
    ['no price used', 'no price used', undefined],
  ])('of %s reads as %s, and after a heading as %s', (date, among, after) => {
    expect(writePricesAsOf(date)).toBe(among);
    expect(writeWithPrices(date)).toBe(after);
  });

  it('is none in a Region without prices', () => {
    const { pricesAsOf } = recommend(workload({ name: 'n', monthlyRequests: 1e6, region: 'us-gov-west-1' })).facts;
    expect(writeWithPrices(pricesAsOf)).toBeUndefined();
  });
});
