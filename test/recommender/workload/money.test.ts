import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currencyNote,
  formatModelledUsd,
  formatRate,
  formatUsd,
  formatUsdApart,
  inCurrency,
  inTeamCurrency,
  inUsd,
} from '../../../src/recommender/workload/money.ts';

const asOf = '2026-11-20';
const EUR = { code: 'EUR', perUsd: 0.91, asOf };
const JPY = { code: 'JPY', perUsd: 155.2, asOf };
const CHF = { code: 'CHF', perUsd: 0.8, asOf };
const KWD = { code: 'KWD', perUsd: 0.31, asOf };

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

describe('an amount in the currency of a team', () => {
  it.each([
    [EUR, 0, '€0'],
    [EUR, 0.004, 'less than €0.01'],
    [EUR, 4.2, '€3.82'],
    [EUR, 100, '€91.00'],
    [EUR, 4280, '€3,895'],
    [EUR, 1e12, '€910,000,000,000'],
    [JPY, 0.001, 'less than ¥1'],
    [JPY, 0.3, '¥47'],
    [JPY, 168, '¥26,074'],
    [CHF, 168, 'CHF\u00a0134'],
    [CHF, 5, 'CHF\u00a04.00'],
    [KWD, 5, 'KWD\u00a01.550'],
  ])('of %j: %d US dollars are %s', (currency, usd, text) => {
    expect(inCurrency(currency, () => formatUsd(usd))).toBe(text);
  });

  it.each([
    [EUR, 0.23, '€0.2093'],
    [EUR, 1.408, '€1.281'],
    [EUR, 0.000003, '€0.00000273'],
    [EUR, 0.0000001, 'less than €0.00000091'],
    [EUR, 2, '€1.82'],
    [EUR, 1500, '€1,365'],
    [JPY, 0.23, '¥35.7'],
    [JPY, 1, '¥155.2'],
    [JPY, 0.00002, '¥0.003104'],
  ])('of %j: a rate of %d US dollars is %s, to four digits', (currency, usd, text) => {
    expect(inCurrency(currency, () => formatRate(usd))).toBe(text);
  });

  it('has two digits after it was converted where it rests on a modelled speed: $5,400 are €4,900', () => {
    expect(inCurrency(EUR, () => formatModelledUsd(5400))).toBe('€4,900');
    expect(inCurrency(EUR, () => formatModelledUsd(4.62))).toBe('€4.20');
    expect(inCurrency(JPY, () => formatModelledUsd(5400))).toBe('¥840,000');
  });

  it('reads to the cent where two would read the same', () => {
    expect(inCurrency(EUR, () => formatUsdApart(200.3, 200))).toEqual(['€182.27', '€182.00']);
    expect(inCurrency(JPY, () => formatUsdApart(2, 1))).toEqual(['¥310', '¥155']);
  });

  it('is data × rate, to half of the last digit shown', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e9, noNaN: true }),
        fc.constantFrom(EUR, JPY, CHF, KWD),
        (usd, currency) => {
          const shown = Number(inCurrency(currency, () => formatUsd(usd)).replace(/^\D+|,/g, ''));
          const exact = usd * currency.perUsd;
          expect(Math.abs(shown - exact)).toBeLessThanOrEqual(exact >= 99.9 || currency === JPY ? 0.5001 : 0.005001);
        },
      ),
    );
  });

  it('is typed and shown alike: 500 of a currency stored in US dollars are 500 again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e11 }),
        fc.double({ min: 1e-4, max: 1e5, noNaN: true }),
        (cents, perUsd) => {
          inCurrency({ code: 'EUR', perUsd, asOf }, () => expect(inTeamCurrency(inUsd(cents / 100))).toBe(cents / 100));
        },
      ),
    );
  });
});

describe('the currency of what is written', () => {
  it('is US dollars again after the text, also where writing it failed', () => {
    const fail = (): never => {
      throw new Error('no text');
    };
    expect(() => inCurrency(EUR, fail)).toThrow('no text');
    expect(formatUsd(5)).toBe('$5.00');
  });

  it('is that of the innermost text: an answer in dollars within one in euros', () => {
    const texts = inCurrency(EUR, () => [formatUsd(5), inCurrency(undefined, () => formatUsd(5)), formatUsd(5)]);
    expect(texts).toEqual(['€4.55', '$5.00', '€4.55']);
  });

  it('is named with its rate and the day of it, and dollars are not', () => {
    expect(inCurrency(EUR, currencyNote)).toBe('in EUR at 0.91 per USD (2026-11-20)');
    expect(currencyNote()).toBeUndefined();
  });

  it('changes no byte where it is the US dollar at 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (usd) => {
        const write = () => [formatUsd(usd), formatRate(usd), formatModelledUsd(usd), currencyNote()];
        expect(inCurrency({ code: 'USD', perUsd: 1, asOf }, write)).toEqual(write());
      }),
    );
  });
});
