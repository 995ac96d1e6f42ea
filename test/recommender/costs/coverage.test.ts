import { describe, expect, it } from 'vitest';
import { priceCoverage, SHIPPED_PRICES } from '../../../src/recommender/index.ts';

describe('how the prices of a Region are known', () => {
  it.each([
    ['us-east-1', { 'regional-guide': 0 }],
    ['eu-central-1', { listed: 67, derived: 92 }],
    ['us-gov-west-1', { listed: 0, derived: 0, 'regional-guide': 0, unknown: 277 }],
  ])('of %s is counted over all 277 instance types', (region, expected) => {
    const coverage = priceCoverage(SHIPPED_PRICES, region);
    expect(coverage).toMatchObject(expected);
    expect(Object.values(coverage).reduce((sum, count) => sum + count, 0)).toBe(277);
  });

  it('of us-east-1 leaves only types that AWS lists nowhere, such as p2 and trn2', () => {
    expect(priceCoverage(SHIPPED_PRICES, 'us-east-1').unknown).toBeLessThan(50);
  });
});
