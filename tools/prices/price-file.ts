import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from '../../src/write-file.ts';
import { type Attempt, PRICE_ROW, REGION_NAME, type RegionPrices, reasonOf, sortRows } from './price-row.ts';
import { firstFault, parseJson } from './read-offer.ts';

/** The file of all Regions' prices. */
export const PRICE_FILE = 'prices.json';

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
    await writeWhole(path, (part) => writeFile(part, text));
    return { ok: true, value: [path] };
  } catch (error) {
    return { ok: false, text: `The prices could not be written: ${reasonOf(error)}.` };
  }
}

/** All prices as JSON, one row per line, sorted: the same prices give the same bytes. */
export function writePriceFile(regions: readonly RegionPrices[]): string {
  const sorted = regions.toSorted((one, other) => (one.region < other.region ? -1 : 1));
  return `${listOf(sorted.map(textOf), '')}\n`;
}

function textOf({ region, rows, asOf }: RegionPrices): string {
  const lines = sortRows(rows).map((row) => JSON.stringify(PRICE_ROW.parse(row)));
  const dated = asOf === undefined ? '' : ` "asOf": ${JSON.stringify(asOf)},`;
  return `{ "region": ${JSON.stringify(region)},${dated} "rows": ${listOf(lines, '  ')} }`;
}

const listOf = (items: readonly string[], indent: string): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;

const REGIONS = z.array(
  z.strictObject({
    region: z.string().regex(REGION_NAME),
    asOf: z.exactOptional(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)),
    rows: z.array(PRICE_ROW),
  }),
);

/** Parses such a file. Rows may be in any order. */
export function readPriceFile(text: string): Attempt<RegionPrices[]> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const regions = REGIONS.safeParse(json.value);
  return regions.success
    ? { ok: true, value: regions.data }
    : { ok: false, text: `It has no prices at ${firstFault(regions.error)}.` };
}
