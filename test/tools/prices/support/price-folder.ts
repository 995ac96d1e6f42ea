import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readRegionFile, writeIndexFile, writeRegionFile } from '../../../../tools/prices/price-folder.ts';
import type { PriceRow, RegionPrices } from '../../../../tools/prices/price-row.ts';

/** A folder of price files that is gone after the test. */
export function makePriceFolder(...prices: RegionPrices[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const one of prices) writeFileSync(join(folder, `${one.region}.ts`), writeRegionFile(one));
  writeFileSync(join(folder, 'index.ts'), writeIndexFile(prices.map(({ region }) => region)));
  return folder;
}

/** Every file of a folder with its text. */
export function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The rows that a folder has for a Region. */
export function rowsIn(folder: string, region: string): readonly PriceRow[] {
  const read = readRegionFile(readFileSync(join(folder, `${region}.ts`), 'utf8'));
  return read.ok ? read.value.rows : [];
}

/** A row of another source than AWS's list. */
export function quoted(row: Pick<PriceRow, 'component' | 'instanceType' | 'usd'>): PriceRow {
  return { ...row, source: 'a quote', date: '2026-07', grade: 'B' };
}
