import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../../../src/recommender/index.ts';
import { spokenTime } from '../../../src/recommender/workload/measures.ts';

describe('numbers', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [0.08, '0.08'],
    [0.001, '0.001'],
    [0.0009, '9e-4'],
    [5e-324, '4.9e-324'],
    [1.23456, '1.235'],
    [999.4, '999.4'],
    [1000, '1,000'],
    [1234.5, '1,235'],
    [1_234_567, '1,234,567'],
    [999_999_999_999_999, '999,999,999,999,999'],
    [1e15, '1e+15'],
    [Number.MAX_VALUE, '1.8e+308'],
    [Number.POSITIVE_INFINITY, '1.8e+308'],
  ])('%d is said "%s"', (number, said) => expect(formatNumber(number)).toBe(said));
});

describe('seconds', () => {
  it.each([
    [0.0005, '0.5 ms'],
    [0.3, '300 ms'],
    [0.999, '999 ms'],
    [1, '1 s'],
    [45.5, '45.5 s'],
    [60, '60 s'],
    [90, '90 s'],
    [119, '119 s'],
    [120, '2 min'],
    [121, '121 s'],
    [900, '15 min'],
    [3600, '1 hour'],
    [3660, '61 min'],
    [7200, '2 hours'],
    [43_200, '12 hours'],
    [5400, '90 min'],
    [7260, '121 min'],
  ])('%d are said "%s"', (seconds, said) => expect(formatSeconds(seconds)).toBe(said));
});

describe('megabytes', () => {
  it.each([
    [0, '0 MB'],
    [0.125, '128 KB'],
    [0.5, '512 KB'],
    [1, '1 MB'],
    [500, '500 MB'],
    [1023, '1,023 MB'],
    [1024, '1 GB'],
    [1025, '1,025 MB'],
    [1536, '1.5 GB'],
    [5120, '5 GB'],
  ])('%d are said "%s"', (megabytes, said) => expect(formatMB(megabytes)).toBe(said));
});

describe('gigabytes', () => {
  it.each([
    [0.08, '81.92 MB'],
    [0.5, '512 MB'],
    [1, '1 GB'],
    [30, '30 GB'],
    [500.1, '500.1 GB'],
  ])('%d are said "%s"', (gigabytes, said) => expect(formatGB(gigabytes)).toBe(said));
});

describe('counts', () => {
  it('have a singular for one, and only for one', () => {
    expect(formatCount(1, 'model')).toBe('1 model');
    expect(formatCount(0, 'model')).toBe('0 models');
    expect(formatCount(2000, 'model')).toBe('2,000 models');
    expect(formatCount(2, 'entry', 'entries')).toBe('2 entries');
    expect(formatCount(1, 'entry', 'entries')).toBe('1 entry');
  });
});

describe('any amount', () => {
  it('is said in a short text that starts with a digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true }), (amount) => {
        for (const said of [formatNumber(amount), formatSeconds(amount), formatMB(amount), formatGB(amount)]) {
          expect(said).toMatch(/^\d/);
          expect(said.length).toBeLessThan(26);
        }
      }),
    );
  });

  it('keeps its order: the larger of two is never said to be the smaller', () => {
    const value = (said: string): number => Number(said.replaceAll(',', ''));
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        (a, b) => {
          const [smaller, larger] = a <= b ? [a, b] : [b, a];
          expect(value(formatNumber(smaller))).toBeLessThanOrEqual(value(formatNumber(larger)));
        },
      ),
    );
  });
});

describe('a time as it is said', () => {
  it.each([
    [0, 'less than a second'],
    [0.4, 'less than a second'],
    [1, '1 second'],
    [45.2, '45 seconds'],
    [60, '1 minute'],
    [248.4, '4 minutes'],
    [3599.9, '1 hour'],
    [5299.8, '88 minutes'],
    [7199, '2 hours'],
    [10_299.6, '2 hours 52 minutes'],
    [26_280, '7 hours 18 minutes'],
    [7260, '2 hours 1 minute'],
    [0.05 * 3600, '3 minutes'],
    [172_799, '48 hours'],
    [219_600, '61 hours'],
  ])('of %d s is %s', (seconds, text) => {
    expect(spokenTime(seconds)).toBe(text);
  });

  it('never reads the same for what is needed as for the less that is allowed, from a second on', () => {
    const seconds = fc.double({ min: 1, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-6 * Math.max(a, b));
        expect(spokenTime(Math.max(a, b), Math.ceil)).not.toBe(spokenTime(Math.min(a, b), Math.floor));
      }),
    );
  });
});
