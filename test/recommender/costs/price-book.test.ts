import { describe, expect, it } from 'vitest';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import type { PriceList } from '../../../src/recommender/facts/price-list.ts';
import { listOf, PRICES } from './support.ts';

const M5 = 'ml.m5.xlarge';

describe('a price book', () => {
  const book = bookFor(
    listOf([
      { component: 'hosting', instanceType: M5, usd: 0.23 },
      { component: 'hosting', instanceType: 'ml.r5.large', usd: 0.151 },
      { component: 'hosting', instanceType: 'ml.g6.xlarge', usd: 1.1267 },
      { component: 'asynchronous', instanceType: 'ml.g6.xlarge', usd: 1.2 },
      { component: 'serverless', memorySizeInMB: 2048, usd: 0.00004 },
      { component: 'serverless', memorySizeInMB: 5120, usd: 0.0001, grade: 'derived' },
      { component: 'data', usd: 0.016 },
    ]),
    'us-east-1',
  );

  it('finds a price by instance type, by memory size, or by its component alone, with the row it rests on', () => {
    expect(book.find('hosting', M5)).toMatchObject({ usd: 0.23, basis: 'listed', row: { instanceType: M5 } });
    expect(book.find('serverless', 2048)).toMatchObject({ usd: 0.00004, basis: 'listed' });
    expect(book.find('data', '')).toMatchObject({ usd: 0.016, basis: 'listed' });
  });

  it('marks a row that was derived by arithmetic', () => {
    expect(book.find('serverless', 5120)?.basis).toBe('derived');
  });

  it('finds nothing where nothing is listed: not 0', () => {
    expect(book.find('hosting', 'ml.m5.2xlarge')).toBeUndefined();
    expect(book.find('serverless', 1024)).toBeUndefined();
    expect(book.find('storage', '')).toBeUndefined();
  });

  it('derives asynchronous and batch instances from hosting where they have no row of their own', () => {
    expect(book.find('asynchronous', M5)).toMatchObject({ usd: 0.23, basis: 'derived', row: { component: 'hosting' } });
    expect(book.find('batch', M5)).toMatchObject({ usd: 0.23, basis: 'derived' });
    expect(book.find('asynchronous', 'ml.g6.xlarge')).toMatchObject({ usd: 1.2, basis: 'listed' });
  });

  it('derives no batch price for a type that transform jobs do not take', () => {
    expect(book.find('asynchronous', 'ml.r5.large')?.basis).toBe('derived');
    expect(book.find('batch', 'ml.r5.large')).toBeUndefined();
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

  it('is made once for a list and a Region', () => {
    expect(bookFor(PRICES, 'us-east-1')).toBe(bookFor(PRICES, 'us-east-1'));
    expect(bookFor(PRICES, 'us-east-2')).not.toBe(bookFor(PRICES, 'us-east-1'));
  });
});
