import { describe, expect, it } from 'vitest';
import { bookFor, priceCoverage, tableRows } from '../../../src/recommender/costs/price-book.ts';
import type { PriceList } from '../../../src/recommender/facts/price-list.ts';
import { PRICE_TABLE, SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import { listOf, PRICES } from './support.ts';

const M5 = 'ml.m5.xlarge';
const US = bookFor(SHIPPED_PRICES, 'us-east-1');

describe('a regional guide', () => {
  const ireland = bookFor(SHIPPED_PRICES, 'eu-west-1');

  const usd = (component: 'hosting' | 'data' | 'storage' | 'serverless', key: string | number) =>
    US.find(component, key)?.usd ?? Number.NaN;
  // biome-ignore format: one case a line.
  it.each([
    ['us-east-1 times the median ratio of its family, within 1 %', 'af-south-1', 'hosting', 'ml.inf1.24xlarge',
      usd('hosting', 'ml.inf1.24xlarge') * 1.3134, 0.01],
    ['us-east-1 times the median of GPU families where the family is not listed, within 10 %', 'eu-west-1', 'hosting', 'ml.g6e.xlarge',
      usd('hosting', 'ml.g6e.xlarge') * 1.1156, 0.1],
    ['that of us-east-1 for data', 'af-south-1', 'data', '', 0.016],
    ['by CPU prices for storage', 'af-south-1', 'storage', '', 0.14 * 1.3304],
    ['by serverless prices for provisioned concurrency', 'af-south-1', 'provisioned-warm', 2048, 0.00001 * 1.325],
  ] as const)('is %s: in %s for %s %s', (_what, region, component, key, expected, error?: number) => {
    const price = bookFor(SHIPPED_PRICES, region).find(component, key);
    expect(Number(price?.usd) / expected).toBeCloseTo(1, 4);
    expect(price?.basis).toBe('regional-guide');
    if (error !== undefined) expect(price?.guide?.error).toBe(error);
  });

  it('says which ratio it is: 1.12 of GPU prices for an ml.g6e.xlarge in Ireland', () => {
    const price = ireland.find('hosting', 'ml.g6e.xlarge');
    expect(price?.guide?.ratio).toBeCloseTo(1.116, 3);
    expect(price?.row.source).toBe("us-east-1's price × 1.12, the ratio of its GPU prices");
  });

  it('is none for a type that is not chosen by itself: only listed types are', () => {
    expect(ireland.instancesPriced('hosting')).not.toContain('ml.g6e.xlarge');
    expect(ireland.listed('hosting', 'ml.g6e.xlarge')).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'eu-nowhere-1'])('is none for %s, which is no Region', (region) => {
    expect(bookFor(SHIPPED_PRICES, region).isPriced).toBe(false);
  });

  it.each([
    ['a type without a price in us-east-1', 'eu-west-1', 'hosting', 'ml.p2.xlarge'],
    ['a GPU where no GPU is listed', 'mx-central-1', 'hosting', 'ml.g5.xlarge'],
    ['a transform job on a type that none takes', 'eu-west-1', 'batch', 'ml.c6gn.large'],
    ['Serverless Inference where there is none', 'eu-central-2', 'serverless', 2048],
    ['provisioned concurrency where there is no Serverless Inference', 'mx-central-1', 'provisioned-warm', 2048],
    ['a Region of which nothing is known', 'us-gov-west-1', 'data', ''],
  ] as const)('is none for %s', (_what, region, component, key) => {
    expect(bookFor(SHIPPED_PRICES, region).find(component, key)).toBeUndefined();
  });
});

describe('a price book', () => {
  const book = bookFor(
    listOf([
      { component: 'hosting', instanceType: M5, usd: 0.23 },
      { component: 'hosting', instanceType: 'ml.r5.large', usd: 0.151 },
      { component: 'hosting', instanceType: 'ml.g6.xlarge', usd: 1.1267 },
      { component: 'asynchronous', instanceType: 'ml.g6.xlarge', usd: 1.2 },
      { component: 'serverless', memorySizeInMB: 2048, usd: 0.00004 },
      { component: 'serverless', memorySizeInMB: 5120, usd: 0.0001, isDerived: true },
      { component: 'data', usd: 0.016 },
    ]),
    'us-east-1',
  );

  it.each([
    ['hosting', M5, 0.23, 'listed'],
    ['serverless', 2048, 0.00004, 'listed'],
    ['data', '', 0.016, 'listed'],
    ['serverless', 5120, 0.0001, 'derived'],
    ['asynchronous', M5, 0.23, 'derived'],
    ['batch', M5, 0.23, 'derived'],
    ['asynchronous', 'ml.g6.xlarge', 1.2, 'listed'],
    ['asynchronous', 'ml.r5.large', 0.151, 'derived'],
  ] as const)('finds of %s, by instance type, by memory size or alone, %s: $%d, %s', (component, key, usd, basis) => {
    expect(book.find(component, key)).toMatchObject({ usd, basis });
  });

  it.each([
    ['hosting', 'ml.m5.2xlarge'],
    ['serverless', 1024],
    ['storage', ''],
    // Which transform jobs do not take.
    ['batch', 'ml.r5.large'],
  ] as const)('finds nothing, not 0, of %s %s', (component, key) => {
    expect(book.find(component, key)).toBeUndefined();
  });

  it('derives no asynchronous price for ml.g4dn.xlarge in eu-west-3, which is not offered there', () => {
    const rate = { component: 'hosting', instanceType: 'ml.g4dn.xlarge', usd: 0.861 } as const;
    expect(bookFor(listOf([rate], 'eu-west-3'), 'eu-west-3').find('asynchronous', 'ml.g4dn.xlarge')).toBeUndefined();
    expect(bookFor(listOf([rate], 'eu-west-1'), 'eu-west-1').find('asynchronous', 'ml.g4dn.xlarge')?.usd).toBe(0.861);
  });

  it('lets the dearer of two rows for one thing stand, whichever comes first', () => {
    const rates = [0.016, 0.02].map((usd) => ({ component: 'data', usd }) as const);
    for (const order of [rates, rates.toReversed()]) {
      expect(bookFor(listOf(order), 'us-east-1').find('data', '')?.usd).toBe(0.02);
    }
  });

  it('is empty for a Region that is not in the list, and gathers one that is there twice', () => {
    expect(bookFor(PRICES, 'eu-central-1')).toMatchObject({ region: 'eu-central-1', isPriced: false });
    const [first] = listOf([{ component: 'data', usd: 0.016 }]).regions;
    const [second] = listOf([{ component: 'storage', usd: 0.14 }]).regions;
    const twice: PriceList = { regions: [first, second].flatMap((region) => region ?? []) };
    const gathered = bookFor(twice, 'us-east-1');
    expect([gathered.find('data', '')?.usd, gathered.find('storage', '')?.usd]).toEqual([0.016, 0.14]);
  });

  it('takes from the table what no row has, and derives asynchronous and batch instances from it', () => {
    const frankfurt = bookFor(SHIPPED_PRICES, 'eu-central-1');
    expect(frankfurt.find('hosting', M5)).toMatchObject({ usd: 0.276, basis: 'derived', row: { date: '2026-09-22' } });
    expect(frankfurt.find('hosting', 'ml.m5.24xlarge')).toMatchObject({ usd: 6.624, basis: 'listed' });
    expect(frankfurt.find('asynchronous', 'ml.g5.xlarge')).toMatchObject({ basis: 'derived' });
    expect(frankfurt.find('serverless', 3072)).toMatchObject({ usd: 0.00006, basis: 'listed' });
    expect(bookFor(SHIPPED_PRICES, 'us-east-1').find('hosting', M5)?.row.date).toBe('2026-09-28');
  });

  it('computes a family from its largest size: half up, to as many decimals as that has, and no further than the Region lists', () => {
    const table = {
      source: 'a test',
      date: '2026-10-05',
      sizes: { c5: 'large xlarge 2xlarge 9xlarge', c6i: 'medium large 12xlarge 24xlarge' },
      regions: { here: '~c5 4.925; ~c6i 12xlarge 3.69790' },
    };
    const rows = tableRows(table, 'here').map(({ instanceType, usd, isDerived = false }) => [
      instanceType,
      usd,
      isDerived,
    ]);
    expect(rows).toEqual([
      ['ml.c5.large', 0.274, true],
      ['ml.c5.xlarge', 0.547, true],
      ['ml.c5.2xlarge', 1.094, true],
      ['ml.c5.9xlarge', 4.925, false],
      ['ml.c6i.medium', 0.07704, true],
      ['ml.c6i.large', 0.15408, true],
      ['ml.c6i.12xlarge', 3.6979, false],
    ]);
  });

  it('takes nothing from the table where a newer list of the Region is whole', () => {
    const rows = [{ component: 'hosting', instanceType: M5, usd: 0.3, source: 'a test', date: '2026-10-05' }] as const;
    const listOn = (asOf: string): PriceList => ({
      regions: [{ region: 'eu-central-1', rows, asOf }],
      table: PRICE_TABLE,
    });
    expect(bookFor(listOn('2026-10-05'), 'eu-central-1').instancesPriced('hosting')).toEqual([M5]);
    expect(bookFor(listOn('2026-09-21'), 'eu-central-1').instancesPriced('hosting')).toHaveLength(159);
  });

  it('is made once for a list and a Region', () => {
    expect(bookFor(PRICES, 'us-east-1')).toBe(bookFor(PRICES, 'us-east-1'));
    expect(bookFor(PRICES, 'us-east-2')).not.toBe(bookFor(PRICES, 'us-east-1'));
  });
});

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
