import type { PriceRow } from '../facts/price-list.ts';
import { MONTHLY_USD_MAX } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import type { Capacity, CostLine, Plan } from './costing.ts';
import type { PriceBook } from './price-book.ts';
import { type Volume, volumeAt, volumeOf } from './volume.ts';

/**
 * What a plan is likely to cost in a month, in US dollars. Null where the volume is not known, a price is not listed, no
 * capacity holds the model, or the amount is beyond sense (MONTHLY_USD_MAX). Without a word of text, so quick that a search
 * may call it thousands of times.
 */
export function monthlyUsd(plan: Plan, needs: Needs, book: PriceBook): number | null {
  const volume = volumeOf(needs);
  return volume === null ? null : monthlyUsdAt(plan, needs, book, volume);
}

/** The same for a volume that is already known, or tried. */
export function monthlyUsdAt(plan: Plan, needs: Needs, book: PriceBook, volume: Volume): number | null {
  return estimateFor(plan, needs, book)(volume);
}

/**
 * What a plan costs at a volume, where many are tried: what serves it and at which rates does not depend on the volume, and
 * is looked up once.
 */
export function estimateFor(plan: Plan, needs: Needs, book: PriceBook): (volume: Volume) => number | null {
  const { capacityFor, usageOf, lines } = plan.costing;
  const capacity = capacityFor(plan, needs, book);
  if (capacity === undefined) return () => null;
  const rates = lines(plan).map(({ component, byType, meter }) => ({
    meter,
    byType,
    usd: book.find(component, byType ? capacity.type : '')?.usd,
  }));
  return (volume) => {
    const usage = usageOf(plan, needs, volume, capacity);
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

/** A line of a bill, and how much of it a month uses. */
interface UsedLine {
  readonly line: CostLine;
  readonly quantity: number;
}

/**
 * The lines that a plan's bill shows: what serves, also where nothing is known to be used of it, because its rate is named
 * there; and of the rest what is used. Where the volume is not known, what is used without a single request.
 */
export function usedLines(plan: Plan, needs: Needs, volume: Volume | null, capacity: Capacity): UsedLine[] {
  const { lines, usageOf } = plan.costing;
  const certain = volume ?? volumeAt(needs, 0, 0);
  const usage = usageOf(plan, needs, certain, capacity);
  return lines(plan)
    .map((line) => ({ line, quantity: usage[line.meter] }))
    .filter(({ line, quantity }) => line.byType || quantity > 0);
}

/** The rows of the price list that a plan's bill rests on: those of the lines that it shows. */
export function rowsUsed(plan: Plan, needs: Needs, book: PriceBook): PriceRow[] {
  const capacity = plan.costing.capacityFor(plan, needs, book);
  if (!capacity) return [];
  const rows: PriceRow[] = [];
  for (const { line } of usedLines(plan, needs, volumeOf(needs), capacity)) {
    const price = book.find(line.component, line.byType ? capacity.type : '');
    if (price) rows.push(price.row);
  }
  return rows;
}
