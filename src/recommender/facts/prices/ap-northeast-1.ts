// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.
import type { RegionPrices } from '../price-list.ts';

/** Prices in ap-northeast-1: 1 row, dated 2026-09-23. */
export const AP_NORTHEAST_1: RegionPrices = {
  region: 'ap-northeast-1',
  rows: [
    { component: 'asynchronous', instanceType: 'ml.g6.xlarge', usd: 1.6341, source: 'AWS price list, quoted', date: '2026-09-23', grade: 'A' },
  ],
};
