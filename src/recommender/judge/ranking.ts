import { monthlyUsd } from '../costs/bill.ts';
import type { CostLine } from '../costs/costing.ts';
import type { PriceBook } from '../costs/price-book.ts';
import { type Volume, volumeOf } from '../costs/volume.ts';
import { CLOSE_CALL_FACTOR, LOWEST_COST_FACTOR, PERFORMANCE_FACTOR } from '../facts/working-figures.ts';
import { minutesAreAllowed, type Needs } from '../needs/needs.ts';
import type { TrafficShape } from '../options/option.ts';
import {
  type Economics,
  type Fitting,
  type Pair,
  type Priced,
  planOf,
  type Verdict,
  type Weighed,
} from './judgement.ts';

/** What fits for certain before what may not; then by the shape of the traffic. */
export function rankFitting(verdicts: readonly Verdict[], needs: Needs): Fitting[] {
  const shape = shapeOf(needs);
  const fitting: Fitting[] = [];
  for (const verdict of verdicts) if (verdict.best !== null) fitting.push({ verdict, pair: verdict.best });
  const rank = ({ pair }: Fitting): number => (pair.fit === 'yes' ? 0 : DOUBTFUL_AFTER) + pair.option.place[shape];
  return fitting.sort((a, b) => rank(a) - rank(b));
}

/** More than any place. */
const DOUBTFUL_AFTER = 1000;

/** The shape of the traffic and what the team will pay for it; the first that applies. */
export function shapeOf(needs: Needs): TrafficShape {
  if (needs.isDataset) return 'dataset';
  if (needs.traffic === 'intermittent') {
    if (isPerformanceFirst(needs)) return 'intermittent-performance-first';
    const isStrict = needs.coldStarts === 'unacceptable' && !minutesAreAllowed(needs);
    return isStrict ? 'intermittent-without-cold-starts' : 'intermittent';
  }
  if (minutesAreAllowed(needs) && needs.traffic !== 'steady' && needs.costPriority !== 'performance') {
    return 'minutes-allowed';
  }
  return isUnpredictableAndTolerant(needs) ? 'unpredictable-and-tolerant' : 'busy';
}

/**
 * Requests come unpredictably, and it was said that a cold start is accepted: AWS's decision guide sends such traffic to
 * Serverless Inference as well as traffic with idle stretches (SOURCES.faqs).
 */
export function isUnpredictableAndTolerant({ traffic, stated, coldStarts, costPriority }: Needs): boolean {
  if (traffic !== 'variable' || stated.trafficPredictable !== false || costPriority === 'performance') return false;
  return stated.coldStarts !== undefined && coldStarts !== 'unacceptable';
}

/** Performance gives up nothing for a lower price: not even a cold start that would be accepted. */
function isPerformanceFirst(needs: Needs): boolean {
  return needs.costPriority === 'performance' && needs.coldStarts !== 'unacceptable';
}

/**
 * Lets a cheaper option past the one that suits the traffic's shape best, where the estimates are far enough apart. Only
 * among what fits equally for certain, so that it never overturns a constraint. A job over a dataset is not up for it.
 */
export function weighCosts(byShape: readonly Fitting[], needs: Needs, book: PriceBook): Weighed {
  const volume = volumeOf(needs);
  const priced = byShape.map((fitting) => pricedLater(fitting, needs, book, volume));
  const first = priced[0];
  const others = priced.filter((candidate) => candidate !== first && candidate.pair.fit === first?.pair.fit);
  if (!first || needs.isDataset || others.length === 0) return { ranked: priced, economics: null };
  if (first.monthlyUsd === null) return { ranked: priced, economics: null };
  const overtaker = cheapestRival(others, ({ option, scaling }) => option.mayOvertake(needs, scaling));
  if (overtaker && overtaker.monthlyUsd * factorBetween(overtaker, first, needs, book) < first.monthlyUsd) {
    const ranked = [overtaker, ...priced.filter((candidate) => candidate !== overtaker)];
    const { monthlyUsd: winnerUsd } = overtaker;
    return { ranked, economics: { kind: 'decides', winnerUsd, other: first.verdict, otherUsd: first.monthlyUsd } };
  }
  const cheapest = cheapestRival(others, () => true);
  if (!cheapest) return { ranked: priced, economics: null };
  const { verdict: other, monthlyUsd: otherUsd } = cheapest;
  const kind = economicsKind(first.monthlyUsd, otherUsd, COST_FACTORS[needs.costPriority]);
  return { ranked: priced, economics: { kind, winnerUsd: first.monthlyUsd, other, otherUsd } };
}

/** What it costs is worked out once somebody asks: where one option alone fits, a search doesn't. */
function pricedLater({ verdict, pair }: Fitting, needs: Needs, book: PriceBook, volume: Volume | null): Priced {
  let usd: number | null | undefined;
  return {
    verdict,
    pair,
    get monthlyUsd() {
      if (usd === undefined) usd = monthlyUsd({ plan: planOf(pair), needs, book }, volume);
      return usd;
    },
  };
}

type Known = Priced & { readonly monthlyUsd: number };

const isKnown = (candidate: Priced): candidate is Known => candidate.monthlyUsd !== null;

/** Of those that count, the one that costs least. */
function cheapestRival(others: readonly Priced[], counts: (pair: Pair) => boolean): Known | undefined {
  let cheapest: Known | undefined;
  for (const candidate of others) {
    if (!counts(candidate.pair) || !isKnown(candidate)) continue;
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

/** A price that is only a guide decides no close call, even where the lowest cost comes first. */
function factorBetween(overtaker: Priced, first: Priced, needs: Needs, book: PriceBook): number {
  const factor = COST_FACTORS[needs.costPriority];
  const isGuide = factor < CLOSE_CALL_FACTOR && [overtaker, first].some(({ pair }) => restsOnGuide(pair, needs, book));
  return isGuide ? CLOSE_CALL_FACTOR : factor;
}

function restsOnGuide(pair: Pair, needs: Needs, book: PriceBook): boolean {
  const plan = planOf(pair);
  const { capacityFor, lines } = plan.costing;
  const capacity = capacityFor({ plan, needs, book });
  const isGuide = ({ component, byType }: CostLine): boolean =>
    byType && capacity !== undefined && book.find(component, capacity.type)?.basis === 'regional-guide';
  return lines(plan).some(isGuide);
}

/** Close is what no cheaper one would be let past for, by what the team puts first. */
function economicsKind(winnerUsd: number, otherUsd: number, factor: number): Economics['kind'] {
  const close = Math.min(factor, CLOSE_CALL_FACTOR);
  if (otherUsd * close < winnerUsd) return 'worth-it';
  return winnerUsd * close < otherUsd ? 'confirms' : 'close';
}
