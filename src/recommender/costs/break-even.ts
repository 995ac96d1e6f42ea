import type { Needs } from '../needs.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from './cost-figures.ts';
import { estimateFor } from './estimate.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import { volumeAt } from './volume.ts';

/** Where the cheaper one of two plans changes. */
export interface BreakEven {
  /** A month; above 1, at most 1e10. From here on the other plan is the cheaper one. */
  readonly requests: number;
  readonly cheaperBelow: Plan;
}

/** Two steps a decade, the last one to 1e10, and then 0.01 %: finer than the estimates are. */
const STEPS = 20;
const PRECISION = 1.0001;

/**
 * The requests a month at which the cheaper one of two plans changes for the first time, everything else as stated, at
 * 200 ms of processing where none is stated. Found by bisection on the functions that make the estimates. Null where one of
 * them stays the cheaper, where they cost the same, or where one cannot be priced.
 */
export function breakEvenPoint(a: Plan, b: Plan, needs: Needs, book: PriceBook): BreakEven | null {
  if (needs.isDataset && needs.stated.datasetRunsPerMonth === undefined) return null;
  const [usdA, usdB] = [estimateFor(a, needs, book), estimateFor(b, needs, book)];
  const cheaperAt = (requests: number): Plan | null => {
    const volume = volumeAt(needs, requests, needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS);
    return cheaperOf({ plan: a, usd: usdA(volume) }, { plan: b, usd: usdB(volume) });
  };
  let cheaperBelow: Plan | null = null;
  let below = 1;
  for (let step = 0; step <= STEPS; step++) {
    const requests = 10 ** (step / 2);
    const cheaper = cheaperAt(requests);
    if (cheaperBelow !== null && cheaper !== null && cheaper !== cheaperBelow) {
      const changes = (tried: number): boolean => cheaperAt(tried) === cheaper;
      return { requests: bisect(below, requests, changes), cheaperBelow };
    }
    cheaperBelow = cheaper ?? cheaperBelow;
    below = requests;
  }
  return null;
}

interface Estimated {
  readonly plan: Plan;
  readonly usd: number | null;
}

/** Null where they cost the same, give or take a rounding error, or where one is not priced. */
function cheaperOf(a: Estimated, b: Estimated): Plan | null {
  if (a.usd === null || b.usd === null || Math.abs(a.usd - b.usd) <= 1e-9 * a.usd) return null;
  return a.usd < b.usd ? a.plan : b.plan;
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
