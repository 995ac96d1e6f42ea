import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate, formatUsd, formatUsdApart, roundedUsd } from '../../../src/recommender/workload/money.ts';

describe('an amount of dollars', () => {
  it.each([
    [0, '$0'],
    [4e-13, 'less than $0.01'],
    [0.0049, 'less than $0.01'],
    [0.005, '$0.01'],
    [0.04, '$0.04'],
    [0.2875, '$0.29'],
    [0.605, '$0.61'],
    [0.994, '$0.99'],
    [1, '$1.00'],
    [1.005, '$1.01'],
    [4.2, '$4.20'],
    [9.975, '$9.98'],
    [40.16, '$40.16'],
    [99.994, '$99.99'],
    [99.995, '$100'],
    [100, '$100'],
    [167.9, '$168'],
    [176_300, '$176,300'],
    [1e12, '$1,000,000,000,000'],
  ])('of %d is %s: cents below a hundred dollars, whole from there on', (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });

  it('is never read with an exponent or a third decimal, up to the largest that is told', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (usd) => {
        expect(formatUsd(usd)).toMatch(/^(?:less than )?\$\d{1,3}(?:,\d{3})*(?:\.\d\d)?$/);
      }),
    );
  });
});

describe('two amounts that are compared', () => {
  it.each([
    [172.1, 100, ['$172', '$100']],
    [100.3, 100, ['$100.30', '$100.00']],
    [1234.06, 1233.9, ['$1,234.06', '$1,233.90']],
    [0.0004, 0.0001, ['$0.00', '$0.00']],
  ] as const)('of %d and %d read as %j: in cents where whole dollars would be the same', (one, other, texts) => {
    expect(formatUsdApart(one, other)).toEqual(texts);
  });
});

describe('the price of one unit', () => {
  it.each([
    [0, '$0.00'],
    [4e-13, 'less than $0.000001'],
    [0.000005, '$0.000005'],
    [0.00001165, '$0.00001165'],
    [0.00004, '$0.00004'],
    [0.1 + 0.2, '$0.30'],
    [0.016, '$0.016'],
    [0.2, '$0.20'],
    [0.7364, '$0.7364'],
    [1.408, '$1.408'],
    [2, '$2.00'],
    [113.068, '$113.068'],
    [1_500, '$1,500'],
  ])('of %d is %s: all its digits, at least cents', (usd, text) => {
    expect(formatRate(usd)).toBe(text);
  });

  it('is never read with an exponent', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (usd) => {
        expect(formatRate(usd)).toMatch(/^(?:less than )?\$\d{1,3}(?:,\d{3})*(?:\.\d{2,10})?$/);
      }),
    );
  });
});

describe('an amount that is estimated', () => {
  it.each([
    ['estimated', 1084, '$1,080'],
    ['estimated', 357.4, '$357'],
    ['estimated', 80.07, '$80.10'],
    ['estimated', 4.196, '$4.20'],
    ['modelled', 6049, '$6,000'],
    ['modelled', 99.7, '$100'],
    ['modelled', 73.4, '$73'],
    ['modelled', 4.196, '$4.20'],
    ['modelled', 0, '$0'],
    ['modelled', 0.0004, 'less than $0.01'],
  ] as const)('%s as %d reads %s: three digits, and two of a modelled speed', (basis, usd, text) => {
    expect(formatUsd(usd, basis)).toBe(text);
    expect(formatUsd(roundedUsd(usd, basis), basis)).toBe(text);
  });
});
