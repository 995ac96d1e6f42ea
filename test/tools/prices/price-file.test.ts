import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import { readPriceFile, writeAtomically, writePriceFile } from '../../../tools/prices/price-file.ts';
import { keyOf, type PriceRow, sortRows } from '../../../tools/prices/price-row.ts';
import { makePriceFolder } from './support/price-folder.ts';

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
  .tuple(thing, quote, fc.constantFrom('A' as const, 'derived' as const), fc.option(quote, { nil: undefined }))
  .map(([of, price, grade, disputed]) => ({ ...of, ...price, grade, ...(disputed === undefined ? {} : { disputed }) }));
const rows = fc.uniqueArray(row, { selector: keyOf, maxLength: 12 });

/** What the module's literal evaluates to. */
const evaluated = (text: string) =>
  new Function('PRICE_TABLE', `return ${text.slice(text.indexOf('{\n  regions'), text.lastIndexOf(';'))}`)();

describe('the price file', () => {
  it('says what it was given, in the language and to its own reader, for any source and price', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const regions = ['eu-west-1', 'eu-west-3'].map((region) => ({ region, rows: sortRows(some) }));
        const text = writePriceFile(regions);
        expect(evaluated(text)).toEqual({ regions });
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
      grade: 'C',
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
    expect(text).toContain("    // 7 rows, 7 undated.\n    {\n      region: 'us-gov-west-1',\n");
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
      "        { component: 'hosting', instanceType: 'ml.m5.large', usd: 1, source: 'a team\\'s table', date: null, grade: 'C' },\n",
    );
  });

  const good = writePriceFile([
    {
      region: 'eu-west-1',
      rows: [{ component: 'data', usd: 0.016, source: 'a bill', date: '2023-12', grade: 'B' }],
    },
  ]);

  it.each([
    ['no text', '', 'It has no list of Regions.'],
    ['a Region that is a path', good.replace("'eu-west-1'", "'../eu-west-1'"), 'Its line 9 names no Region.'],
    ['rows of no Region', good.replace("      region: 'eu-west-1',\n", ''), 'Its line 10 is no price.'],
    ['no rows', good.replace('rows: [', 'rows: ['.toUpperCase()), 'Its line 10 is no price.'],
    ['no end of the rows', good.replace('  ],', ''), 'Its line 12 is no price.'],
    ['no end of the Regions', good.replace('\n  ],', ''), 'It has no list of Regions.'],
    ['a comment among the rows', good.replace('        {', '        // a bill\n        {'), 'Its line 11 is no price.'],
    ['a row over two lines', good.replace(', usd', ',\n usd'), 'Its line 11 is no price.'],
    ['a negative price', good.replace('0.016', '-0.016'), 'Its line 11 is no price.'],
    ['a price of none', good.replace('0.016', 'null'), 'Its line 11 is no price.'],
    ['no source', good.replace("'a bill'", "''"), 'Its line 11 is no price.'],
    ['a member too many', good.replace('usd:', 'eur: 1, usd:'), 'Its line 11 is no price.'],
    ['a component that there is not', good.replace("'data'", "'water'"), 'Its line 11 is no price.'],
  ])('is not read with %s', (_, text, why) => {
    expect(readPriceFile(text)).toEqual({ ok: false, text: why });
  });
});

describe('writeAtomically', () => {
  it('replaces a file, and leaves nothing beside it', async () => {
    const folder = makePriceFolder();
    const path = join(folder, 'prices.ts');
    await writeAtomically(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['prices.ts']);
  });

  it('leaves what stands there and nothing beside it where the name cannot be taken', async () => {
    const folder = makePriceFolder();
    const path = join(folder, 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'old');
    await expect(writeAtomically(path, 'new')).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['prices.ts', 'taken']);
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('old');
  });
});

describe('the price file that ships', () => {
  const file = fileURLToPath(new URL('../../../src/recommender/facts/prices.ts', import.meta.url));

  it('is as the updater writes and reads it', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(writePriceFile(SHIPPED_PRICES.regions));
    expect(readPriceFile(text)).toEqual({ ok: true, value: SHIPPED_PRICES.regions });
  });
});
