// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.
import type { RegionPrices } from '../price-list.ts';

/** Prices in ap-northeast-2: 6 rows, dated 2026-07-21. */
export const AP_NORTHEAST_2: RegionPrices = {
  region: 'ap-northeast-2',
  rows: [
    { component: 'hosting', instanceType: 'ml.g6.xlarge', usd: 1.3854, source: 'AWS price list of 2026-07-21, quoted', date: '2026-07-21', grade: 'A' },
    { component: 'hosting', instanceType: 'ml.g6e.2xlarge', usd: 3.45, source: 'AWS price list of 2026-07-21, quoted', date: '2026-07-21', grade: 'A' },
    { component: 'hosting', instanceType: 'ml.g7e.2xlarge', usd: 5.168475, source: 'AWS price list of 2026-07-21, quoted', date: '2026-07-21', grade: 'A' },
    { component: 'asynchronous', instanceType: 'ml.g6.xlarge', usd: 1.3854, source: 'AWS price list of 2026-07-21, quoted', date: '2026-07-21', grade: 'A' },
    { component: 'asynchronous', instanceType: 'ml.g6e.2xlarge', usd: 3.45, source: 'AWS price list of 2026-07-21, quoted', date: '2026-07-21', grade: 'A' },
    { component: 'asynchronous', instanceType: 'ml.g7e.2xlarge', usd: 5.168475, source: 'AWS price list of 2026-07-21, quoted', date: '2026-07-21', grade: 'A' },
  ],
};
