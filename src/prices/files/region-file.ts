import type { Attempt } from '../attempt.ts';
import { PRICE_ROW, type PriceRow, REGION_NAME, type RegionPrices } from '../price-row.ts';
import { sortRows } from '../sort-rows.ts';

/** `eu-west-1` is kept in `eu-west-1.ts`, which exports `EU_WEST_1`. */
export function constantOf(region: string): string {
  return region.toUpperCase().replaceAll('-', '_');
}

/** A Region's prices as a module, one row a line, in one order: the same prices give the same bytes. */
export function writeRegionFile({ region, rows }: RegionPrices): string {
  return [
    '// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.',
    "import type { RegionPrices } from '../price-list.ts';",
    '',
    `/** Prices in ${region}: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${datesOf(rows)}. */`,
    `export const ${constantOf(region)}: RegionPrices = {`,
    `  region: '${region}',`,
    '  rows: [',
    ...sortRows(rows).map((row) => `    ${writeObject(inOneOrder(row))},`),
    '  ],',
    '};',
    '',
  ].join('\n');
}

/** The prices in such a module. Rows may stand in any order, but one a line: any other line among them is a fault. */
export function readRegionFile(text: string): Attempt<RegionPrices> {
  const lines = text.split('\n');
  const region = lines.map((line) => /^ {2}region: '(.*)',$/.exec(line)?.[1]).find((name) => name !== undefined);
  if (region === undefined || !REGION_NAME.test(region)) return { ok: false, text: 'It names no Region.' };
  const [start, end] = [lines.indexOf('  rows: ['), lines.indexOf('  ],')];
  if (start === -1 || end === -1) return { ok: false, text: 'It has no list of rows.' };
  const rows: PriceRow[] = [];
  for (const [index, line] of lines.slice(start + 1, end).entries()) {
    const row = PRICE_ROW.safeParse(readObject(line));
    if (!row.success) return { ok: false, text: `Its line ${start + index + 2} is no price.` };
    rows.push(row.data);
  }
  return { ok: true, value: { region, rows } };
}

function datesOf(rows: readonly PriceRow[]): string {
  const dates = rows.flatMap(({ date }) => date ?? []).sort();
  const [oldest, newest] = [dates.at(0), dates.at(-1)];
  const undated = rows.length - dates.length;
  return [
    oldest === undefined ? '' : oldest === newest ? `, dated ${oldest}` : `, dated ${oldest} to ${newest}`,
    undated === 0 ? '' : `, ${undated} undated`,
  ].join('');
}

function inOneOrder({ component, instanceType, memorySizeInMB, usd, source, date, grade, disputed }: PriceRow) {
  return { component, instanceType, memorySizeInMB, usd, source, date, grade, disputed };
}

function writeObject(object: object): string {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  return `{ ${members.map(([key, value]) => `${key}: ${writeValue(value)}`).join(', ')} }`;
}

function writeValue(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  return typeof value === 'object' && value !== null ? writeObject(value) : String(value);
}

/** The object on a line, or undefined where it is none. Texts are found first, so that nothing within one is taken for a key. */
function readObject(line: string): unknown {
  const json = line
    .trim()
    .replace(/,$/, '')
    .replace(/'((?:[^'\\]|\\.)*)'|(\w+)(?=: )/g, (_, text: string | undefined, key: string | undefined) =>
      text === undefined ? `"${key}"` : `"${text.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`,
    );
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
