import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
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

/** The prices that the folder has for a Region: no rows where it has no file yet. */
export async function readKnownPrices(folder: string, region: string): Promise<Attempt<RegionPrices>> {
  const name = `${region}.ts`;
  try {
    if (!(await readdir(folder)).includes(name)) return { ok: true, value: { region, rows: [] } };
    const known = readRegionFile(await readFile(join(folder, name), 'utf8'));
    return known.ok ? known : { ok: false, text: `${name} cannot be compared with the list. ${known.text}` };
  } catch (error) {
    return { ok: false, text: `The known prices cannot be read: ${reasonOf(error)}.` };
  }
}

/**
 * Writes a Region's file and the index, each only if it would change, and tells which. The index comes last: it never
 * names a file that is not there.
 */
export async function writePrices(folder: string, prices: RegionPrices): Promise<Attempt<string[]>> {
  try {
    const region = await put(join(folder, `${prices.region}.ts`), writeRegionFile(prices));
    const index = await put(join(folder, 'index.ts'), writeIndexFile(await regionsIn(folder)));
    return { ok: true, value: [...region, ...index] };
  } catch (error) {
    return { ok: false, text: `The prices could not all be written: ${reasonOf(error)}.` };
  }
}

async function put(path: string, text: string): Promise<string[]> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return [];
  await writeAtomically(path, text);
  return [path];
}

async function regionsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.map((name) => name.replace(/\.ts$/, '')).filter((name) => REGION_NAME.test(name));
}

/**
 * Writes a file whole or not at all: into a new file beside it, which then takes its name.
 *
 * @throws Error from the file system; the file is then as it was, and nothing is left beside it.
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

/** The module that lists every Region's prices, for the Regions that have a file. */
export function writeIndexFile(regions: readonly string[]): string {
  const sorted = [...regions].sort();
  return [
    '// biome-ignore-all format: one Region a line, as `npm run prices:update` writes them.',
    "import type { PriceList } from '../price-list.ts';",
    ...sorted.map((region) => `import { ${constantOf(region)} } from './${region}.ts';`),
    '',
    '/** The prices that ship. A Region that is not among them is not priced. */',
    'export const SHIPPED_PRICES: PriceList = {',
    '  regions: [',
    ...sorted.map((region) => `    ${constantOf(region)},`),
    '  ],',
    '};',
    '',
  ].join('\n');
}

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
    .replace(/(?<!\\)'((?:[^'\\]|\\.)*)'|\b(\w+)(?=: )/g, (_, text: string | undefined, key: string | undefined) =>
      text === undefined ? `"${key}"` : `"${text.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`,
    );
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
