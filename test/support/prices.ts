import { type PriceList, SHIPPED_PRICES } from '../../src/recommender/index.ts';

/** The prices that were read one by one, each times a factor: what an answer of another day was made with. */
export function pricesTimes(factor: number): PriceList {
  const regions = SHIPPED_PRICES.regions.map(({ rows, ...region }) => ({
    ...region,
    rows: rows.map((row) => ({ ...row, usd: row.usd * factor })),
  }));
  return { regions };
}
