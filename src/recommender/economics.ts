import { monthlyUsd, type Plan, type PriceBook } from './costs/index.ts';
import type { Pair, Verdict } from './judge.ts';
import type { Needs } from './needs.ts';
import {
  CLOSE_CALL_FACTOR,
  LOWEST_COST_FACTOR,
  PERFORMANCE_FACTOR,
  QUEUE_RESPONSE_TIME_MIN_SECONDS,
} from './working-figures.ts';

/** An option that fits, and the pair that would serve. */
export interface Fitting {
  readonly verdict: Verdict;
  readonly pair: Pair;
}

/** An option that fits, with what it would cost a month; null where that is not known. */
export interface Priced extends Fitting {
  readonly monthlyUsd: number | null;
}

/**
 * What the estimates did to the order of the traffic's shape. `decides`: the first was overtaken by a cheaper one.
 * `confirms`: the first is the cheapest by more than a close call. `close`: they are within a factor of two, so the shape
 * decides. `worth-it`: a cheaper one was not let past, for what it gives up.
 */
export interface Economics {
  readonly kind: 'decides' | 'confirms' | 'close' | 'worth-it';
  readonly winnerUsd: number;
  readonly other: Verdict;
  readonly otherUsd: number;
}

export interface Weighed {
  readonly ranked: readonly Priced[];
  readonly economics: Economics | null;
}

export const planOf = ({ option, hosting, scaling }: Pair): Plan => ({
  option: option.id,
  hosting: hosting.id,
  scaling,
});

/**
 * Lets a cheaper option past the one that suits the traffic's shape best, where the estimates are far enough apart. Only
 * among what fits equally for certain, so that it never overturns a constraint. A job for stored data is not up for it.
 */
export function weighCosts(byShape: readonly Fitting[], needs: Needs, book: PriceBook): Weighed {
  const priced = byShape.map(({ verdict, pair }) => ({
    verdict,
    pair,
    monthlyUsd: monthlyUsd(planOf(pair), needs, book),
  }));
  const first = priced[0];
  if (!first || first.monthlyUsd === null || needs.isDataset) return { ranked: priced, economics: null };
  const overtaker = cheapestRival(first, priced, (pair) => mayOvertake(pair, needs));
  if (overtaker && overtaker.monthlyUsd * COST_FACTORS[needs.costPriority] < first.monthlyUsd) {
    const ranked = [overtaker, ...priced.filter((candidate) => candidate !== overtaker)];
    const { monthlyUsd: winnerUsd } = overtaker;
    return { ranked, economics: { kind: 'decides', winnerUsd, other: first.verdict, otherUsd: first.monthlyUsd } };
  }
  const cheapest = cheapestRival(first, priced, () => true);
  if (!cheapest) return { ranked: priced, economics: null };
  const { verdict: other, monthlyUsd: otherUsd } = cheapest;
  const kind = economicsKind(first.monthlyUsd, otherUsd);
  return { ranked: priced, economics: { kind, winnerUsd: first.monthlyUsd, other, otherUsd } };
}

type Known = Priced & { readonly monthlyUsd: number };

const isKnown = (candidate: Priced): candidate is Known => candidate.monthlyUsd !== null;

/** Of those that fit as surely as the first and count, the one that costs least. */
function cheapestRival(first: Priced, priced: readonly Priced[], counts: (pair: Pair) => boolean): Known | undefined {
  let cheapest: Known | undefined;
  for (const candidate of priced) {
    if (candidate === first || candidate.pair.fit !== first.pair.fit) continue;
    if (!isKnown(candidate) || !counts(candidate.pair)) continue;
    if (candidate.monthlyUsd < (cheapest?.monthlyUsd ?? Infinity)) cheapest = candidate;
  }
  return cheapest;
}

/** How many times dearer the first has to be before a cheaper one passes. */
export const COST_FACTORS: Record<Needs['costPriority'], number> = {
  'lowest-cost': LOWEST_COST_FACTOR,
  balanced: CLOSE_CALL_FACTOR,
  performance: PERFORMANCE_FACTOR,
};

/** A lower price is not all that counts: it makes nobody wait in a queue, or for a cold start, who did not agree to that. */
function mayOvertake({ option, scaling }: Pair, needs: Needs): boolean {
  if (option.id === 'asynchronous') return mayQueue(needs);
  return scaling !== 'on-demand' || needs.costPriority !== 'performance';
}

/** A lower price alone puts no caller into a queue who did not say that minutes are fine. */
function mayQueue({ responseTimeSeconds, costPriority }: Needs): boolean {
  if (responseTimeSeconds !== undefined) return responseTimeSeconds >= QUEUE_RESPONSE_TIME_MIN_SECONDS;
  return costPriority === 'lowest-cost';
}

function economicsKind(winnerUsd: number, otherUsd: number): Economics['kind'] {
  if (otherUsd * CLOSE_CALL_FACTOR < winnerUsd) return 'worth-it';
  return winnerUsd * CLOSE_CALL_FACTOR < otherUsd ? 'confirms' : 'close';
}
