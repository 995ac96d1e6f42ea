import type { Needs } from '../needs.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from './cost-figures.ts';
import { estimateFor } from './estimate.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import { type Volume, volumeAt } from './volume.ts';

/** Where the cheaper one of two plans changes. */
export interface BreakEven {
  /** A month; above 1, at most 1e10. From here on the other plan is the cheaper one. */
  readonly requests: number;
  readonly cheaperBelow: Plan;
}

/** What a plan costs at any volume, and at each of the volumes that are tried first: each plan meets several others there. */
export interface CostCurve {
  readonly plan: Plan;
  readonly usdAt: (volume: Volume) => number | null;
  readonly usdOnGrid: readonly (number | null)[];
}

/** Two steps a decade, the last one to 1e10, and then 0.01 %: finer than the estimates are. */
const GRID = Array.from({ length: 21 }, (_, step) => 10 ** (step / 2));
const PRECISION = 1.0001;

/** The curves of some plans, with everything but the requests a month as stated, and 200 ms of processing where none is. */
export function costCurves(plans: readonly Plan[], needs: Needs, book: PriceBook): CostCurve[] {
  const volumes = GRID.map((requests) => triedVolume(needs, requests));
  return plans.map((plan) => {
    const usdAt = estimateFor(plan, needs, book);
    return { plan, usdAt, usdOnGrid: volumes.map((volume) => usdAt(volume)) };
  });
}

const triedVolume = (needs: Needs, requests: number): Volume =>
  volumeAt(needs, requests, needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS);

/**
 * The requests a month at which the cheaper one of two plans changes for the first time. Found by bisection on the functions
 * that make the estimates. Null where one of them stays the cheaper, where they cost the same, or where one cannot be priced.
 */
export function breakEvenPoint(a: CostCurve, b: CostCurve, needs: Needs): BreakEven | null {
  if (needs.isDataset && needs.stated.datasetRunsPerMonth === undefined) return null;
  let cheaperBelow: CostCurve | null = null;
  let below = 1;
  for (const [step, requests] of GRID.entries()) {
    const cheaper = cheaperOf(a, b, a.usdOnGrid[step] ?? null, b.usdOnGrid[step] ?? null);
    if (cheaperBelow !== null && cheaper !== null && cheaper !== cheaperBelow) {
      const changes = (tried: number): boolean => {
        const volume = triedVolume(needs, tried);
        return cheaperOf(a, b, a.usdAt(volume), b.usdAt(volume)) === cheaper;
      };
      return { requests: bisect(below, requests, changes), cheaperBelow: cheaperBelow.plan };
    }
    cheaperBelow = cheaper ?? cheaperBelow;
    below = requests;
  }
  return null;
}

/** Null where they cost the same, give or take a rounding error, or where one is not priced. */
function cheaperOf(a: CostCurve, b: CostCurve, usdA: number | null, usdB: number | null): CostCurve | null {
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
