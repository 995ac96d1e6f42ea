import { INSTANCE_TYPE_NAMES } from '../facts/instance-types.ts';
import type { PriceList } from '../facts/price-list.ts';
import { bookFor, type Price } from './price-book.ts';

/** Of how many of all instance types a Region's hourly price is known, and how. */
export type PriceCoverage = Readonly<Record<Price['basis'] | 'unknown', number>>;

/** Counts the hosting prices of a Region by how they are known. */
export function priceCoverage(prices: PriceList, region: string): PriceCoverage {
  const book = bookFor(prices, region);
  const counts = { listed: 0, derived: 0, 'regional-guide': 0, unknown: 0 };
  for (const type of INSTANCE_TYPE_NAMES) counts[book.find('hosting', type)?.basis ?? 'unknown'] += 1;
  return counts;
}
