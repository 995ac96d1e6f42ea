import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type Attempt,
  PRICE_ROW,
  type PriceRow,
  REGION_NAME,
  type RegionPrices,
  reasonOf,
  sortRows,
} from './price-row.ts';

/** The module of all Regions' prices. */
export const PRICE_FILE = 'prices.ts';

/** The prices in the folder's file, by Region. */
export async function readKnownPrices(folder: string): Promise<Attempt<RegionPrices[]>> {
  try {
    const known = readPriceFile(await readFile(join(folder, PRICE_FILE), 'utf8'));
    return known.ok ? known : { ok: false, text: `${PRICE_FILE} cannot be compared with the list. ${known.text}` };
  } catch (error) {
    return { ok: false, text: `The known prices cannot be read: ${reasonOf(error)}.` };
  }
}

/** Writes the folder's file if it would change, and returns the files written. */
export async function writePrices(folder: string, regions: readonly RegionPrices[]): Promise<Attempt<string[]>> {
  const path = join(folder, PRICE_FILE);
  const text = writePriceFile(regions);
  try {
    if ((await readFile(path, 'utf8')) === text) return { ok: true, value: [] };
    await writeAtomically(path, text);
    return { ok: true, value: [path] };
  } catch (error) {
    return { ok: false, text: `The prices could not be written: ${reasonOf(error)}.` };
  }
}

/**
 * Writes a file atomically: into a temporary file in its folder, which is then renamed.
 *
 * @throws Error from the file system. The file is then unchanged, and no temporary file is left.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** All prices as a module, one row per line, sorted: the same prices give the same bytes. */
export function writePriceFile(regions: readonly RegionPrices[]): string {
  const sorted = regions.toSorted((one, other) => (one.region < other.region ? -1 : 1));
  return [
    '// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.',
    "import { PRICE_TABLE, type PriceList } from './price-list.ts';",
    '',
    '/** The prices that ship: rows that were read one by one or updated, and the table of all Regions. */',
    'export const SHIPPED_PRICES: PriceList = {',
    '  regions: [',
    ...sorted.flatMap(linesOf),
    '  ],',
    '  table: PRICE_TABLE,',
    '};',
    '',
  ].join('\n');
}

function linesOf({ region, rows, asOf }: RegionPrices): string[] {
  return [
    `    // ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${datesOf(rows)}.`,
    '    {',
    `      region: '${region}',`,
    ...(asOf === undefined ? [] : [`      asOf: '${asOf}',`]),
    '      rows: [',
    ...sortRows(rows).map((row) => `        ${writeObject(inOneOrder(row))},`),
    '      ],',
    '    },',
  ];
}

/** The text between the rows of two Regions. */
const BETWEEN = /^ {4}(?:\/\/ .*|\{|\},| {2}rows: \[| {2}\],)$/;

/** Parses such a module. Rows may be in any order, one per line. Any other line among them is a fault. */
export function readPriceFile(text: string): Attempt<RegionPrices[]> {
  const lines = text.split('\n');
  const [start, end] = [lines.indexOf('  regions: ['), lines.indexOf('  ],')];
  if (start === -1 || end === -1) return { ok: false, text: 'It has no list of Regions.' };
  const regions: { region: string; rows: PriceRow[]; asOf?: string }[] = [];
  for (const [index, line] of lines.slice(start + 1, end).entries()) {
    if (BETWEEN.test(line)) continue;
    const region = /^ {6}region: '(.*)',$/.exec(line)?.[1];
    if (region !== undefined) {
      if (!REGION_NAME.test(region)) return { ok: false, text: `Its line ${start + index + 2} names no Region.` };
      regions.push({ region, rows: [] });
      continue;
    }
    const known = regions.at(-1);
    const asOf = /^ {6}asOf: '(\d{4}-\d{2}-\d{2})',$/.exec(line)?.[1];
    if (known !== undefined && asOf !== undefined) {
      known.asOf = asOf;
      continue;
    }
    const row = PRICE_ROW.safeParse(readObject(line));
    const rows = known?.rows;
    if (!row.success || rows === undefined) return { ok: false, text: `Its line ${start + index + 2} is no price.` };
    rows.push(row.data);
  }
  return { ok: true, value: regions };
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

/** The object on a line, or undefined. Strings are matched first, so that nothing inside one is taken for a key. */
function readObject(line: string): unknown {
  const json = line
    .trim()
    .replace(/,$/, '')
    .replace(/(?<!\\)'((?:[^'\\]|\\.)*)'|\b(\w+)(?=: )/g, (_, text: string | undefined, key: string | undefined) =>
      text === undefined ? `"${key}"` : `"${text.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`,
    );
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
