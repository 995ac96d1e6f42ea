// biome-ignore-all format: one row a line, as `npm run prices:update` writes them.
import type { RegionPrices } from '../price-list.ts';

/** Prices in eu-west-1: 2 rows, dated 2023-12. */
export const EU_WEST_1: RegionPrices = {
  region: 'eu-west-1',
  rows: [
    { component: 'data', usd: 0.016, source: 'AWS sample sagemaker-ssh-helper, a bill', date: '2023-12', grade: 'B' },
    { component: 'storage', usd: 0.154, source: 'AWS sample sagemaker-ssh-helper, a bill', date: '2023-12', grade: 'B' },
  ],
};
