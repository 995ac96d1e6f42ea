import { monthlyUsd } from '../costs/estimate.ts';
import type { PriceBook } from '../costs/price-book.ts';
import {
  CLOSE_CALL_FACTOR,
  LOWEST_COST_FACTOR,
  PERFORMANCE_FACTOR,
  QUEUE_RESPONSE_TIME_MIN_SECONDS,
} from '../facts/working-figures.ts';
import { minutesAreAllowed, type Needs } from '../needs/needs.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import {
  type Economics,
  type Fit,
  type Fitting,
  type Pair,
  type Priced,
  planOf,
  type Verdict,
  type Weighed,
} from './judgement.ts';

/** What fits for certain before what may not; then by the shape of the traffic. */
export function rankFitting(verdicts: readonly Verdict[], needs: Needs): Fitting[] {
  const order = orderFor(needs);
  const fitting: Fitting[] = [];
  for (const fit of CERTAIN_FIRST) {
    for (const id of order) {
      for (const verdict of verdicts) {
        const { best } = verdict;
        if (best !== null && best.fit === fit && verdict.option.id === id) fitting.push({ verdict, pair: best });
      }
    }
  }
  return fitting;
}

const CERTAIN_FIRST: readonly Fit[] = ['yes', 'doubtful'];

/** An order of the options, best first, for one shape of traffic and what the team will pay for it. */
interface Preference {
  readonly applies: (needs: Needs) => boolean;
  readonly order: readonly InferenceOptionId[];
}

/** Among what fits, the first that applies decides. */
const PREFERENCES: readonly Preference[] = [
  { applies: (needs) => needs.isDataset, order: ['batch-transform', 'serverless', 'asynchronous', 'real-time'] },
  {
    applies: (needs) => isIntermittent(needs) && isPerformanceFirst(needs),
    order: ['real-time', 'serverless', 'asynchronous', 'batch-transform'],
  },
  {
    applies: (needs) => isIntermittent(needs) && needs.coldStarts === 'unacceptable' && !minutesAreAllowed(needs),
    order: ['serverless', 'real-time', 'asynchronous', 'batch-transform'],
  },
  { applies: isIntermittent, order: ['serverless', 'asynchronous', 'real-time', 'batch-transform'] },
  {
    applies: (needs) => minutesAreAllowed(needs) && needs.traffic !== 'steady' && needs.costPriority !== 'performance',
    order: ['asynchronous', 'real-time', 'serverless', 'batch-transform'],
  },
  { applies: isUnpredictableAndTolerant, order: ['serverless', 'real-time', 'asynchronous', 'batch-transform'] },
];

const OTHERWISE: Preference['order'] = ['real-time', 'serverless', 'asynchronous', 'batch-transform'];

function isIntermittent(needs: Needs): boolean {
  return needs.traffic === 'intermittent';
}

/**
 * Nobody knows when requests come, and it was said that a cold start is accepted: AWS's decision guide sends such traffic to
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

/** The options for these needs, the one that suits the traffic best first. */
export function orderFor(needs: Needs): readonly InferenceOptionId[] {
  return PREFERENCES.find((preference) => preference.applies(needs))?.order ?? OTHERWISE;
}

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
