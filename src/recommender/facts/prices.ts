import type { PriceList, PriceTable, TeamPrices } from './price-list.ts';
import TABLE from './price-table.json' with { type: 'json' };
import ROWS from './prices.json' with { type: 'json' };

/**
 * What AWS lists for endpoints in 34 Regions: US dollars per instance hour, and per GB-second of Serverless Inference in the
 * 21 that have it. A family's sizes stand once. `~` before a family: only its largest size was read, and the others are in
 * proportion to it (within 0.04 % in us-east-1, 1.6 % elsewhere), to as many decimals. `-`: not listed, so most likely not
 * offered there.
 * Source: AWS's price list (offer AmazonSageMaker, published 2026-09-22), as a public project keeps it. 125 of 126 prices that
 * were also read elsewhere agree.
 */
export const PRICE_TABLE: PriceTable = TABLE;

/** The prices that ship: rows that were read one by one or updated (`npm run prices:update`), and the table of all Regions. */
export const SHIPPED_PRICES: PriceList = { regions: ROWS as PriceList['regions'], table: PRICE_TABLE };

/** Whether AWS lists a price of the type for endpoints in any Region. */
export function isPricedAnywhere(type: string): boolean {
  const [, family = '', size = ''] = type.split('.');
  return PRICE_TABLE.sizes[family]?.split(' ').includes(size) === true;
}

/** Every Region with prices, so every one that an answer can be for. */
export const REGIONS: readonly string[] = [
  ...new Set([...SHIPPED_PRICES.regions.map(({ region }) => region), ...Object.keys(PRICE_TABLE.regions)]),
];

const USED = new WeakMap<TeamPrices, PriceList>();

/** The list for what follows from an answer: today's prices, and what the team paid when it was given. The same one each time. */
export function pricesOf({ facts: { prices: team } }: { readonly facts: { readonly prices?: TeamPrices } }): PriceList {
  if (team === undefined) return SHIPPED_PRICES;
  const prices = USED.get(team) ?? { ...SHIPPED_PRICES, team };
  USED.set(team, prices);
  return prices;
}
