import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attempt, reasonOf } from '../attempt.ts';
import { REGION_NAME, type RegionPrices } from '../price-row.ts';
import { writeIndexFile } from './index-file.ts';
import { readRegionFile, writeRegionFile } from './region-file.ts';
import { writeAtomically } from './write-atomically.ts';

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
