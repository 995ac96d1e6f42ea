import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tableRows } from '../../../src/recommender/costs/price-book.ts';
import { instanceTypeOf } from '../../../src/recommender/facts/instance-types.ts';
import { PRICE_TABLE, REGIONS as PRICED } from '../../../src/recommender/facts/prices.ts';
import { SERVERLESS_REGIONS } from '../../../src/recommender/facts/quotas.ts';
import { AWS_REGIONS } from '../../../src/recommender/facts/regions.ts';

const REGIONS = Object.keys(PRICE_TABLE.regions);
const rowsOf = (region: string) => tableRows(PRICE_TABLE, region);
const usdOf = (region: string, type: string) => rowsOf(region).find(({ instanceType }) => instanceType === type)?.usd;

describe('the table of prices', () => {
  it('has 3,740 instance prices in 34 Regions and serverless prices in 21, as AWS listed them on 2026-09-22', () => {
    const rows = REGIONS.flatMap(rowsOf);
    expect(REGIONS).toHaveLength(34);
    expect(rows.filter(({ component }) => component === 'hosting')).toHaveLength(3740);
    expect(rows.filter(({ component }) => component === 'serverless')).toHaveLength(21 * 6);
    expect(new Set(rows.map(({ date }) => date))).toEqual(new Set(['2026-09-22']));
  });

  it('is of Regions that a workload may state, 34 of 48', () => {
    expect(AWS_REGIONS).toHaveLength(48);
    expect(PRICED.filter((region) => !AWS_REGIONS.includes(region))).toEqual([]);
  });

  it('has serverless prices exactly where Serverless Inference is', () => {
    const priced = REGIONS.filter((region) => rowsOf(region).some(({ component }) => component === 'serverless'));
    expect(priced.toSorted()).toEqual([...SERVERLESS_REGIONS].toSorted());
  });

  it('has no type twice in a Region, and none without a price above 0', () => {
    for (const region of REGIONS) {
      const hosting = rowsOf(region).filter(({ component }) => component === 'hosting');
      expect(new Set(hosting.map(({ instanceType }) => instanceType)).size).toBe(hosting.length);
      for (const { usd, instanceType } of hosting) {
        expect(usd).toBeGreaterThan(0);
        expect(instanceType).toMatch(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/);
      }
    }
  });

  it.each([
    ['eu-central-1', 'ml.m5.xlarge', 0.276],
    ['eu-central-1', 'ml.g7e.2xlarge', 7.149],
    ['eu-west-1', 'ml.g5.2xlarge', 1.69],
    ['eu-central-1', 'ml.g5.2xlarge', 1.894],
    ['ap-northeast-1', 'ml.g5.2xlarge', 2.197],
    ['us-east-1', 'ml.p4d.24xlarge', 25.25],
    ['af-south-1', 'ml.c5.18xlarge', 4.925],
  ])('has in %s for %s about $%d', (region, type, usd) => {
    expect(usdOf(region, type)).toBeCloseTo(usd, 2);
  });

  it('computes only the smaller sizes of a family in proportion to its largest: ml.m5.xlarge, but not ml.m5.24xlarge', () => {
    const derived = rowsOf('eu-central-1').flatMap(({ instanceType, isDerived }) => (isDerived ? instanceType : []));
    expect(derived).toContain('ml.m5.xlarge');
    expect(derived).not.toContain('ml.m5.24xlarge');
    expect(derived).not.toContain('ml.g5.xlarge');
  });

  it('multiplies a GB-second by the memory size: 4 GB in Cape Town cost 4 times $0.0000265', () => {
    const at4GB = rowsOf('af-south-1').find(({ memorySizeInMB }) => memorySizeInMB === 4096);
    expect(at4GB).toMatchObject({ component: 'serverless', usd: 0.000106 });
  });

  it('has nothing of a Region that it does not know', () => {
    expect(rowsOf('us-gov-west-1')).toEqual([]);
  });

  it('names only instance types that endpoints take', () => {
    const named = new Set(REGIONS.flatMap(rowsOf).flatMap(({ instanceType }) => instanceType ?? []));
    expect([...named].filter((type) => instanceTypeOf(type) === undefined)).toEqual([]);
  });

  it('takes at most 14 KB compressed', () => {
    expect(gzipSync(JSON.stringify(PRICE_TABLE), { level: 9 }).length).toBeLessThanOrEqual(14 * 1024);
  });
});
