import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PRICE_FILE, readPriceFile, writePriceFile } from '../../../../tools/prices/price-file.ts';
import type { PriceRow, RegionPrices } from '../../../../tools/prices/price-row.ts';

/** A folder with a price file that is gone after the test. */
export function makePriceFolder(...prices: RegionPrices[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, PRICE_FILE), writePriceFile(prices));
  return folder;
}

/** Every file of a folder with its text. */
export function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The rows that a folder has for a Region. */
export function rowsIn(folder: string, region: string): readonly PriceRow[] {
  const read = readPriceFile(readFileSync(join(folder, PRICE_FILE), 'utf8'));
  const known = read.ok ? read.value : [];
  return known.find((one) => one.region === region)?.rows ?? [];
}

/** A row of another source than AWS's list. */
export function quoted(row: Pick<PriceRow, 'component' | 'instanceType' | 'usd'>): PriceRow {
  return { ...row, source: 'a quote', date: '2026-07' };
}
