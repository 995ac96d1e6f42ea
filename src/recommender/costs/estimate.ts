import type { Needs } from '../needs.ts';
import { MONTHLY_USD_MAX } from './cost-figures.ts';
import { OPTION_COSTS } from './options/index.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import { type Volume, volumeOf } from './volume.ts';

/**
 * What a plan costs in a month, in US dollars, at `processingFactor` times the stated processing time. Null where the volume
 * is not known, a price is not listed, no capacity holds the model, or the amount is beyond sense (MONTHLY_USD_MAX).
 * Without a word of text, so quick that a search may call it thousands of times.
 */
export function monthlyUsd(plan: Plan, needs: Needs, book: PriceBook, processingFactor = 1): number | null {
  const volume = volumeOf(needs);
  return volume === null ? null : monthlyUsdAt(plan, needs, book, volume, processingFactor);
}

/** The same for a volume that is already known, or tried. */
export function monthlyUsdAt(
  plan: Plan,
  needs: Needs,
  book: PriceBook,
  volume: Volume,
  processingFactor = 1,
): number | null {
  return estimateFor(plan, needs, book)(volume, processingFactor);
}

/**
 * What a plan costs at a volume, where many are tried: what serves it and at which rates does not depend on the volume, and
 * is looked up once.
 */
export function estimateFor(
  plan: Plan,
  needs: Needs,
  book: PriceBook,
): (volume: Volume, processingFactor?: number) => number | null {
  const { capacityFor, usageOf, lines } = OPTION_COSTS[plan.option];
  const capacity = capacityFor(plan, needs, book);
  if (capacity === undefined) return () => null;
  const rates = lines(plan).map(({ component, byType, meter }) => ({
    meter,
    byType,
    usd: book.find(component, byType ? capacity.type : '')?.usd,
  }));
  return (volume, processingFactor = 1) => {
    const usage = usageOf(plan, needs, volume, volume.processingSeconds * processingFactor, capacity);
    let total = 0;
    for (const { meter, byType, usd } of rates) {
      const quantity = usage[meter];
      if (quantity === 0 && !byType) continue;
      if (usd === undefined) return null;
      total += usd * quantity;
    }
    return total <= MONTHLY_USD_MAX ? total : null;
  };
}
