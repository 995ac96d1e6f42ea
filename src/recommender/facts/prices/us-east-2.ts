// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.
import type { RegionPrices } from '../price-list.ts';

/** Prices in us-east-2: 9 rows, dated 2025 to 2026. */
export const US_EAST_2: RegionPrices = {
  region: 'us-east-2',
  rows: [
    { component: 'hosting', instanceType: 'ml.g4dn.2xlarge', usd: 0.94, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.g4dn.4xlarge', usd: 1.505, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.g4dn.8xlarge', usd: 2.72, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.g4dn.12xlarge', usd: 4.89, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.g4dn.16xlarge', usd: 5.44, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.g5.16xlarge', usd: 5.12, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.g6.xlarge', usd: 1.1267, source: 'AWS price list, quoted', date: '2026', grade: 'A' },
    { component: 'hosting', instanceType: 'ml.r5.2xlarge', usd: 0.605, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
    { component: 'hosting', instanceType: 'ml.r5.4xlarge', usd: 1.21, source: 'public price table, training or hosting not said', date: '2025', grade: 'B' },
  ],
};
