// biome-ignore-all format: one Region a line, as `npm run prices:update` writes them.
import type { PriceList } from '../price-list.ts';
import { AP_NORTHEAST_1 } from './ap-northeast-1.ts';
import { AP_NORTHEAST_2 } from './ap-northeast-2.ts';
import { EU_WEST_1 } from './eu-west-1.ts';
import { EU_WEST_3 } from './eu-west-3.ts';
import { US_EAST_1 } from './us-east-1.ts';
import { US_EAST_2 } from './us-east-2.ts';
import { US_WEST_2 } from './us-west-2.ts';

/** The prices that ship. A Region that is not among them is not priced. */
export const SHIPPED_PRICES: PriceList = {
  regions: [
    AP_NORTHEAST_1,
    AP_NORTHEAST_2,
    EU_WEST_1,
    EU_WEST_3,
    US_EAST_1,
    US_EAST_2,
    US_WEST_2,
  ],
};
