import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices/index.ts';
import {
  readRegionFile,
  writeAtomically,
  writeIndexFile,
  writeRegionFile,
} from '../../../tools/prices/price-folder.ts';
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
  new Function(`return ${text.slice(text.indexOf('{\n  region'), text.lastIndexOf(';'))}`)();

describe('a Region file', () => {
  it('says what it was given, in the language and to its own reader, for any source and price', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const prices = { region: 'eu-west-1', rows: sortRows(some) };
        const text = writeRegionFile(prices);
        expect(evaluated(text)).toEqual(prices);
        expect(readRegionFile(text)).toEqual({ ok: true, value: prices });
      }),
    );
  });

  it('has the same bytes whatever order the rows came in', () => {
    fc.assert(
      fc.property(
        rows.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          const [one, other] = [some, shuffled].map((list) => writeRegionFile({ region: 'eu-west-1', rows: list }));
          expect(other).toBe(one);
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
    const text = writeRegionFile({ region: 'us-gov-west-1', rows: types.map(of) });
    expect(text).toContain('/** Prices in us-gov-west-1: 7 rows, 7 undated. */\nexport const US_GOV_WEST_1:');
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
      "    { component: 'hosting', instanceType: 'ml.m5.large', usd: 1, source: 'a team\\'s table', date: null, grade: 'C' },\n",
    );
  });

  const good = writeRegionFile({
    region: 'eu-west-1',
    rows: [{ component: 'data', usd: 0.016, source: 'a bill', date: '2023-12', grade: 'B' }],
  });

  it.each([
    ['no text', '', 'It names no Region.'],
    ['a Region that is a path', good.replace("'eu-west-1'", "'../eu-west-1'"), 'It names no Region.'],
    ['no rows', good.replace('rows: [', 'rows: ['.toUpperCase()), 'It has no list of rows.'],
    ['no end of the rows', good.replace('  ],', ''), 'It has no list of rows.'],
    ['a comment among the rows', good.replace('    {', '    // a bill\n    {'), 'Its line 8 is no price.'],
    ['a row over two lines', good.replace(', usd', ',\n usd'), 'Its line 8 is no price.'],
    ['a negative price', good.replace('0.016', '-0.016'), 'Its line 8 is no price.'],
    ['a price of none', good.replace('0.016', 'null'), 'Its line 8 is no price.'],
    ['no source', good.replace("'a bill'", "''"), 'Its line 8 is no price.'],
    ['a member too many', good.replace('usd:', 'eur: 1, usd:'), 'Its line 8 is no price.'],
    ['a component that there is not', good.replace("'data'", "'water'"), 'Its line 8 is no price.'],
  ])('is not read with %s', (_, text, why) => {
    expect(readRegionFile(text)).toEqual({ ok: false, text: why });
  });
});

describe('writeAtomically', () => {
  it('replaces a file, and leaves nothing beside it', async () => {
    const folder = makePriceFolder();
    const path = join(folder, 'index.ts');
    await writeAtomically(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['index.ts']);
  });

  it('leaves what stands there and nothing beside it where the name cannot be taken', async () => {
    const folder = makePriceFolder();
    const path = join(folder, 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'old');
    await expect(writeAtomically(path, 'new')).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['index.ts', 'taken']);
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('old');
  });
});

const FOLDER = fileURLToPath(new URL('../../../src/recommender/facts/prices', import.meta.url));

const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

describe('the price files that ship', () => {
  it.each(SHIPPED_PRICES.regions)('have $region as the updater writes and reads it', (prices) => {
    const text = textOf(`${prices.region}.ts`);
    expect(text).toBe(writeRegionFile(prices));
    expect(readRegionFile(text)).toEqual({ ok: true, value: prices });
  });

  it('are the index and one file for each Region in it', () => {
    const regions = SHIPPED_PRICES.regions.map(({ region }) => region);
    expect(textOf('index.ts')).toBe(writeIndexFile(regions));
    expect(readdirSync(FOLDER).sort()).toEqual([...regions.map((region) => `${region}.ts`), 'index.ts'].sort());
  });
});
