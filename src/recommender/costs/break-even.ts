import { BREAK_EVEN_PROCESSING_SECONDS } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { estimateFor } from './bill.ts';
import type { Plan } from './costing.ts';
import type { PriceBook } from './price-book.ts';
import { type Volume, volumeAt } from './volume.ts';

/** Where the cheaper one of two plans changes. */
export interface BreakEven {
  /** A month; above 1, at most 1e10. From here on the other plan is the cheaper one. */
  readonly requests: number;
  readonly cheaperBelow: Plan;
}

/** What a plan costs at any number of requests per month. */
export interface PlanCurve {
  readonly plan: Plan;
  readonly usdAt: (volume: Volume) => number | null;
  /** At each of the numbers that are tried first, since each plan meets several others there. */
  readonly usdOnGrid: readonly (number | null)[];
}

/** The decades to 1e10. */
const GRID = Array.from({ length: 11 }, (_, step) => 10 ** step);
/** So narrow is the span in which a turn is found, and so wide one in which a turn there and back may be passed over. */
const PRECISION = 1.0001;
const PASSED_OVER = 1.02;
/** Two plans on the same instances differ by little at every step; after this many looks only what the grid shows is found. */
const TRIES_MAX = 40;

/** The curves of some plans, with everything but the requests per month as stated, and 200 ms of processing where none is. */
export function planCurves(plans: readonly Plan[], needs: Needs, book: PriceBook): PlanCurve[] {
  const volumes = GRID.map((requests) => triedVolume(needs, requests));
  return plans.map((plan) => {
    const usdAt = estimateFor({ plan, needs, book });
    return { plan, usdAt, usdOnGrid: volumes.map((volume) => usdAt(volume)) };
  });
}

const triedVolume = (needs: Needs, requests: number): Volume =>
  volumeAt(needs, requests, needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS);

/**
 * The requests per month at which the cheaper one of two plans changes for the first time. Found by bisection on the functions
 * that make the estimates. Null where one of them stays the cheaper, where they cost the same, or where one cannot be priced.
 */
export function breakEvenPoint(a: PlanCurve, b: PlanCurve, needs: Needs): BreakEven | null {
  if (needs.isDataset && needs.stated.datasetRunsPerMonth === undefined) return null;
  const turnBetween = turnFinder(needs);
  let below: Compared | null = null;
  for (const [step, requests] of GRID.entries()) {
    const compared = compare(a, b, requests, a.usdOnGrid[step], b.usdOnGrid[step]);
    if (compared === null) continue;
    if (below !== null) {
      const found = turnBetween(below, compared);
      if (found !== undefined) return { requests: found, cheaperBelow: below.cheaper.plan };
    }
    below = compared;
  }
  return null;
}

interface Compared {
  readonly requests: number;
  readonly cheaper: PlanCurve;
  readonly dearer: PlanCurve;
  readonly cheaperUsd: number;
  readonly dearerUsd: number;
}

/** Null where they cost the same, give or take a rounding error, or where one is not priced. */
function compare(
  a: PlanCurve,
  b: PlanCurve,
  requests: number,
  usdA: number | null | undefined,
  usdB: number | null | undefined,
): Compared | null {
  if (usdA == null || usdB == null || Math.abs(usdA - usdB) <= 1e-9 * usdA) return null;
  return usdA < usdB
    ? { requests, cheaper: a, dearer: b, cheaperUsd: usdA, dearerUsd: usdB }
    : { requests, cheaper: b, dearer: a, cheaperUsd: usdB, dearerUsd: usdA };
}

/**
 * Looks for the first turn after `low` and up to `high`. Instances come in steps, so a plan may be overtaken and overtake again
 * within a span. But no plan costs less for more requests: where the cheaper one's most is under the dearer one's least,
 * nothing turns.
 */
function turnFinder(needs: Needs): (low: Compared, high: Compared) => number | undefined {
  let triesLeft = TRIES_MAX;

  return function find(low: Compared, high: Compared): number | undefined {
    const { cheaper, dearer } = low;
    const turned = high.cheaper !== cheaper;
    if (!turned && (high.cheaperUsd <= low.dearerUsd || triesLeft === 0)) return undefined;
    if (high.requests <= low.requests * (turned ? PRECISION : PASSED_OVER)) return turned ? high.requests : undefined;
    if (!turned) triesLeft -= 1;
    const requests = Math.sqrt(low.requests * high.requests);
    const volume = triedVolume(needs, requests);
    const middle = compare(cheaper, dearer, requests, cheaper.usdAt(volume), dearer.usdAt(volume));
    // Of two that cost the same there, the one that was cheaper has not been overtaken yet.
    if (middle === null) return find({ ...low, requests }, high);
    return find(low, middle) ?? find(middle, high);
  };
}
