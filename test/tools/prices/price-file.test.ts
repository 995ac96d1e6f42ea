import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import { readPriceFile, writePriceFile } from '../../../tools/prices/price-file.ts';
import { keyOf, type PriceRow, sortRows } from '../../../tools/prices/price-row.ts';

const quote = fc.record({
  usd: fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
  source: fc.string({ minLength: 1, unit: 'binary' }),
  date: fc.constantFrom('2026', '2026-09', '2026-09-27', null),
});

const thing = fc.oneof(
  fc.record({
    component: fc.constantFrom('hosting' as const, 'asynchronous' as const, 'batch' as const),
    instanceType: fc
      .tuple(
        fc.constantFrom('c5', 'm5', 'p6-b200'),
        fc.constantFrom('medium', 'large', 'xlarge', '2xlarge', '12xlarge'),
      )
      .map(([family, size]) => `ml.${family}.${size}`),
  }),
  fc.record({
    component: fc.constantFrom('serverless' as const, 'provisioned-warm' as const, 'provisioned-inference' as const),
    memorySizeInMB: fc.integer({ min: 1, max: 6 }).map((gigabytes) => gigabytes * 1024),
  }),
  fc.record({ component: fc.constantFrom('data' as const, 'storage' as const) }),
);

const row: fc.Arbitrary<PriceRow> = fc
  .tuple(thing, quote, fc.boolean(), fc.option(quote, { nil: undefined }))
  .map(([of, price, isDerived, disputed]) => ({
    ...of,
    ...price,
    ...(isDerived && { isDerived }),
    ...(disputed === undefined ? {} : { disputed }),
  }));
const rows = fc.uniqueArray(row, { selector: keyOf, maxLength: 12 });

describe('the price file', () => {
  it('says what it was given, as JSON and to its own reader, for any source and price', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const regions = ['eu-west-1', 'eu-west-3'].map((region) => ({ region, rows: sortRows(some) }));
        const text = writePriceFile(regions);
        expect(JSON.parse(text)).toEqual(regions);
        expect(readPriceFile(text)).toEqual({ ok: true, value: regions });
      }),
    );
  });

  it('has the same bytes whatever order the rows and Regions came in', () => {
    fc.assert(
      fc.property(
        rows.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          const of = (rows: PriceRow[]) => ['eu-west-1', 'us-east-1'].map((region) => ({ region, rows }));
          expect(writePriceFile(of(shuffled).toReversed())).toBe(writePriceFile(of(some)));
        },
      ),
    );
  });

  it('has one row a line, and its sizes in the order in which they grow', () => {
    const of = (instanceType: string): PriceRow => ({
      component: 'hosting',
      instanceType,
      usd: 1,
      source: "a team's table",
      date: null,
    });
    const types = [
      'ml.m5.12xlarge',
      'ml.m5.2xlarge',
      'ml.m5.large',
      'ml.c5.xlarge',
      'ml.m5.xlarge',
      'ml.m5.metal',
      'ml.m5.huge',
    ];
    const text = writePriceFile([{ region: 'us-gov-west-1', rows: types.map(of) }]);
    expect(text.split('\n', 2)).toEqual(['[', '  { "region": "us-gov-west-1", "rows": [']);
    expect(text.match(/ml\.[a-z0-9.]+/g)).toEqual([
      'ml.c5.xlarge',
      'ml.m5.large',
      'ml.m5.xlarge',
      'ml.m5.2xlarge',
      'ml.m5.12xlarge',
      'ml.m5.huge',
      'ml.m5.metal',
    ]);
    expect(text).toContain(
      `    {"component":"hosting","instanceType":"ml.m5.large","usd":1,"source":"a team's table","date":null},\n`,
    );
  });

  const good = writePriceFile([
    {
      region: 'eu-west-1',
      rows: [{ component: 'data', usd: 0.016, source: 'a bill', date: '2023-12' }],
    },
  ]);

  it.each([
    ['no text', '', 'It is empty.'],
    ['a Region that is a path', good.replace('eu-west-1', '../eu-west-1'), 'at 0 → region: '],
    ['rows of no Region', good.replace('"region": "eu-west-1", ', ''), 'at 0 → region: '],
    ['no rows', good.replace('"rows"', '"ROWS"'), 'at 0 → rows: '],
    ['no end of the rows', good.replace('] }', ' }'), 'It is not whole JSON'],
    ['no end of the Regions', good.replace(/\]\n$/, ''), 'It is not whole JSON'],
    ['a comment among the rows', good.replace('    {', '    // a bill\n    {'), 'It is not whole JSON'],
    ['a text among the rows', good.replace('    {', '    "a bill",\n    {'), 'at 0 → rows → 0: '],
    ['a negative price', good.replace('0.016', '-0.016'), 'at 0 → rows → 0 → usd: '],
    ['a price of none', good.replace('0.016', 'null'), 'at 0 → rows → 0 → usd: '],
    ['no source', good.replace('"a bill"', '""'), 'at 0 → rows → 0 → source: '],
    ['a member too many', good.replace('"usd"', '"eur":1,"usd"'), 'at 0 → rows → 0: '],
    ['a component that there is not', good.replace('"data"', '"water"'), 'at 0 → rows → 0 → component: '],
  ])('is not read with %s', (_, text, why) => {
    expect(readPriceFile(text)).toEqual({ ok: false, text: expect.stringContaining(why) });
  });
});

describe('the price file that ships', () => {
  const file = fileURLToPath(new URL('../../../src/recommender/facts/prices.json', import.meta.url));

  it('is as the updater writes and reads it', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(writePriceFile(SHIPPED_PRICES.regions));
    expect(readPriceFile(text)).toEqual({ ok: true, value: SHIPPED_PRICES.regions });
  });
});
