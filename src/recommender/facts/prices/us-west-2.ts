// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.
import type { RegionPrices } from '../price-list.ts';

/** Prices in us-west-2: 1 row, 1 undated. */
export const US_WEST_2: RegionPrices = {
  region: 'us-west-2',
  rows: [
    { component: 'hosting', instanceType: 'ml.g5.2xlarge', usd: 1.515, source: 'AWS price list, in a public test fixture', date: null, grade: 'B' },
  ],
};
