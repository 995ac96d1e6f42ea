import { describe, expect, it } from 'vitest';
import { paidPrice } from '../../src/prices/aws/paid-price.ts';

interface Range {
  unit?: string;
  beginRange?: string;
  pricePerUnit: Record<string, string>;
}

const termsOf = (...ranges: Range[]) => ({
  'SKU.TERM': {
    priceDimensions: Object.fromEntries(ranges.map((range, index) => [`SKU.TERM.${index}`, { unit: 'Hrs', ...range }])),
  },
});

describe('paidPrice', () => {
  it('reads the digits of the text: "0.0000233000" is 0.0000233', () => {
    expect(paidPrice(termsOf({ pricePerUnit: { USD: '0.0000233000' } }))).toEqual({
      ok: true,
      value: { usd: 0.0000233, unit: 'Hrs' },
    });
  });

  it('takes the paid range and not the free one, whichever comes first', () => {
    const free = { unit: 'seconds', beginRange: '0', pricePerUnit: { USD: '0.0000000000' } };
    const paid = { unit: 'seconds', beginRange: '150000', pricePerUnit: { USD: '0.0000400000' } };
    for (const ranges of [
      [free, paid],
      [paid, free],
    ])
      expect(paidPrice(termsOf(...ranges))).toMatchObject({ value: { usd: 0.00004 } });
  });

  it('takes the first paid range, before any discount for volume', () => {
    const first = { beginRange: '0', pricePerUnit: { USD: '0.0200000000' } };
    const later = { beginRange: '10000', pricePerUnit: { USD: '0.0100000000' } };
    expect(paidPrice(termsOf(later, first))).toMatchObject({ value: { usd: 0.02 } });
  });

  it('takes the higher of two prices for one range', () => {
    const [low, high] = [{ pricePerUnit: { USD: '0.10' } }, { pricePerUnit: { USD: '0.20' } }];
    expect(paidPrice(termsOf(low, high))).toMatchObject({ value: { usd: 0.2 } });
  });

  it('finds no price where all is free, in another currency, or not stated', () => {
    for (const terms of [termsOf({ pricePerUnit: { USD: '0.0' } }), termsOf({ pricePerUnit: { CNY: '1.5' } }), {}])
      expect(paidPrice(terms)).toEqual({ ok: true, value: undefined });
  });

  it.each(['-0.1', '1e3', 'NaN', 'Infinity', '', '0x10', '1,5'])('refuses "%s" as a price', (usd) => {
    expect(paidPrice(termsOf({ pricePerUnit: { USD: usd } }))).toMatchObject({ ok: false });
  });

  it.each([undefined, null, [], 'free', { T: {} }, { T: { priceDimensions: { D: { unit: 'Hrs' } } } }])(
    'refuses %j as terms',
    (terms) => {
      expect(paidPrice(terms)).toMatchObject({ ok: false });
    },
  );
});
