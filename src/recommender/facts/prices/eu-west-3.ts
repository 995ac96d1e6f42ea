// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.
import type { RegionPrices } from '../price-list.ts';

/** Prices in eu-west-3: 5 rows, dated 2026-10-04. */
export const EU_WEST_3: RegionPrices = {
  region: 'eu-west-3',
  rows: [
    { component: 'hosting', instanceType: 'ml.g4dn.xlarge', usd: 0.861, source: 'AWS price list, quoted', date: '2026-10-04', grade: 'A' },
    { component: 'hosting', instanceType: 'ml.g6.xlarge', usd: 1.4302, source: 'AWS price list, quoted', date: '2026-10-04', grade: 'A' },
    { component: 'asynchronous', instanceType: 'ml.g4dn.2xlarge', usd: 1.099, source: 'AWS price list, quoted', date: '2026-10-04', grade: 'A' },
    { component: 'asynchronous', instanceType: 'ml.g6.xlarge', usd: 1.4302, source: 'AWS price list, quoted', date: '2026-10-04', grade: 'A' },
    { component: 'batch', instanceType: 'ml.g4dn.xlarge', usd: 0.861, source: 'AWS price list, quoted', date: '2026-10-04', grade: 'A' },
  ],
};
