import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeIndexFile } from '../../src/prices/files/index-file.ts';
import { readRegionFile, writeRegionFile } from '../../src/prices/files/region-file.ts';
import { SHIPPED_PRICES } from '../../src/recommender/facts/prices/index.ts';

const FOLDER = fileURLToPath(new URL('../../src/recommender/facts/prices', import.meta.url));
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
