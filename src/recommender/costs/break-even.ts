import type { Needs } from '../needs.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from './cost-figures.ts';
import { monthlyUsdAt } from './estimate.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import { volumeAt } from './volume.ts';

/** Where the cheaper one of two plans changes. */
export interface BreakEven {
  /** A month; above 1, at most 1e10. From here on the other plan is the cheaper one. */
  readonly requests: number;
  readonly cheaperBelow: Plan;
}

const REQUESTS_MIN = 1;
const REQUESTS_MAX = 1e10;
/** Four steps a decade: finer than the estimates are. */
const STEP = 10 ** (1 / 4);
const PRECISION = 1 + 1e-6;

/** The requests of `breakEvenPoint`; null where there is none. */
export function breakEven(a: Plan, b: Plan, needs: Needs, book: PriceBook): number | null {
  return breakEvenPoint(a, b, needs, book)?.requests ?? null;
}

/**
 * The fewest requests a month at which the cheaper one of two plans changes, everything else as stated, at 200 ms of
 * processing where none is stated. Found by bisection on the functions that make the estimates. Null where one of them stays
 * the cheaper, where they cost the same, or where one cannot be priced.
 */
export function breakEvenPoint(a: Plan, b: Plan, needs: Needs, book: PriceBook): BreakEven | null {
  if (needs.isDataset && needs.stated.datasetRunsPerMonth === undefined) return null;
  let cheaperBelow: Plan | null = null;
  let below = REQUESTS_MIN;
  for (let requests = REQUESTS_MIN; requests <= REQUESTS_MAX; requests *= STEP) {
    const cheaper = cheaperOf(a, b, needs, book, requests);
    if (cheaperBelow !== null && cheaper !== null && cheaper !== cheaperBelow) {
      const changes = (tried: number): boolean => cheaperOf(a, b, needs, book, tried) === cheaper;
      return { requests: bisect(below, requests, changes), cheaperBelow };
    }
    cheaperBelow = cheaper ?? cheaperBelow;
    below = requests;
  }
  return null;
}

/** Null where they cost the same, give or take a rounding error, or where one is not priced. */
function cheaperOf(a: Plan, b: Plan, needs: Needs, book: PriceBook, requests: number): Plan | null {
  const volume = volumeAt(needs, requests, needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS);
  const usdA = monthlyUsdAt(a, needs, book, volume);
  const usdB = monthlyUsdAt(b, needs, book, volume);
  if (usdA === null || usdB === null || Math.abs(usdA - usdB) <= 1e-9 * usdA) return null;
  return usdA < usdB ? a : b;
}

/** Between a number at which it does not hold and one at which it does: the least at which it holds. */
function bisect(fails: number, holds: number, test: (tried: number) => boolean): number {
  let low = fails;
  let high = holds;
  while (high / low > PRECISION) {
    const middle = Math.sqrt(low * high);
    if (test(middle)) high = middle;
    else low = middle;
  }
  return high;
}
