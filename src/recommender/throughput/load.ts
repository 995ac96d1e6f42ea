import { HOURS_PER_MONTH } from '../facts/working-figures.ts';
import { FIRST_TOKEN_SPAN, MEAN_SHARE_OF_PEAK, PLANNED_SHARE, SEQUENCES_MAX } from './factors.ts';
import { growing, type Span } from './interval.ts';
import { answerSecondsOn, streamOn, type TypePlan } from './plan.ts';
import { firstTokenSeconds } from './replica.ts';

/** How many requests there are: by the second, or else in progress. */
export type Load = LoadByRate | LoadInProgress;

interface LoadByRate {
  /** Requests per second at the busiest moment. */
  readonly peakRps: number;
  /** Requests in progress at the busiest moment: memory has to hold them. Null: not known. */
  readonly concurrentRequests: number | null;
  /** Requests per second over a month. Null: 0.4 of the peak. */
  readonly meanRps: number | null;
}

interface LoadInProgress {
  readonly peakRps: null;
  readonly concurrentRequests: number;
  readonly meanRps: number | null;
}

/** Which instances are paid for. */
export interface Scaling {
  /** The number follows the load. Otherwise it is that of the peak all month. */
  readonly isScaled: boolean;
  /** The least of them, also at the quietest moment. */
  readonly minInstances: number;
  /** At least two at the peak, one in each of two Availability Zones. */
  readonly isMultiAz: boolean;
}

/** What a load takes of one type. Apart from its price. */
export interface TypeLoad {
  /** Instances at the peak, whole. */
  readonly count: Span;
  /** Over a month, fractions included. Low and high come with the fastest and the slowest instance. */
  readonly averageInstances: { readonly scaled: Span; readonly fixed: Span };
}

/** What requests get, with how far it may be off. */
export interface Experience {
  /** Requests in progress, on all instances together. */
  readonly inProgress: number;
  /** Tokens per second of one stream. */
  readonly perStream: Span;
  readonly firstTokenSeconds: Span;
  readonly answerSeconds: Span;
}

export function loadOn(plan: TypePlan, load: Load, scaling: Scaling): TypeLoad {
  const counted = countedBy(plan, load, scaling);
  const { low, high } = plan.factors;
  const likely = counted.likely(1);
  const [fewest, most] = [counted.likely(high), counted.likely(low)];
  const scaledAt = (count: number, factor: number): number =>
    averageInstances(plan, load, scaling, count, plan.tokensPerSecond * factor);
  return {
    count: { low: counted.low, likely, high: counted.high },
    averageInstances: {
      scaled: { low: scaledAt(fewest, high), likely: scaledAt(likely, 1), high: scaledAt(most, low) },
      fixed: { low: fewest, likely, high: most },
    },
  };
}

/** What requests get at the peak, on this number of instances. */
export function peakOn(plan: TypePlan, load: Load, instances: number): Experience {
  const copies = instances * plan.replicas;
  const each = inProgressOnEach(plan, load, copies);
  return experienceAt(plan, each, each * copies);
}

/** With `each` requests in progress on each copy, and `inProgress` in all. */
export function experienceAt(plan: TypePlan, each: number, inProgress: number): Experience {
  const { replica, factors } = plan;
  const first = firstTokenSeconds(replica, Math.max(1, each));
  const firstToken = growing(first, FIRST_TOKEN_SPAN);
  const rest = Math.max(0, answerSecondsOn(plan, each) - first);
  return {
    inProgress,
    perStream: growing(streamOn(plan, each), factors),
    firstTokenSeconds: firstToken,
    answerSeconds: {
      low: firstToken.low + rest / factors.high,
      likely: first + rest,
      high: firstToken.high + rest / factors.low,
    },
  };
}

interface Counted {
  /** With room for a busier minute, of instances `factor` times as fast. */
  likely(factor: number): number;
  readonly low: number;
  readonly high: number;
}

/** By the rate, or else by the requests in progress. Memory for those is the least in any case. */
function countedBy(plan: TypePlan, load: Load, scaling: Scaling): Counted {
  const { low, high } = plan.factors;
  const byMemory = (load.concurrentRequests ?? 0) / plan.requestsHeld;
  const least = Math.max(1, scaling.isMultiAz ? 2 : 1, scaling.minInstances, byMemory);
  const needed = (wanted: number, carried: number): number => wholeUp(Math.max(least, wanted / carried));
  if (load.peakRps !== null) {
    const { peakRps } = load;
    const rps = plan.tokensPerSecond / plan.replica.outputTokens;
    const likely = (factor: number): number => needed(peakRps, PLANNED_SHARE * rps * factor);
    return { likely, low: needed(peakRps, rps * high), high: Math.max(likely(1), needed(peakRps, rps * low)) };
  }
  const wanted = load.concurrentRequests;
  const heldAt = (factor: number): number => plan.replicas * Math.min(SEQUENCES_MAX, plan.sequences * factor);
  const likely = (factor: number): number => needed(wanted, heldAt(factor) * PLANNED_SHARE);
  return { likely, low: needed(wanted, heldAt(high)), high: Math.max(likely(1), likely(low)) };
}

/** Rounding errors must not buy an instance. */
const wholeUp = (instances: number): number => Math.max(1, Math.ceil(instances * (1 - 1e-12)));

const ROUNDS = 60;
const CONVERGED = 1e-9;

/** Requests in progress on each copy: as stated or, by Little's law, arrivals times the seconds that they then take. */
function inProgressOnEach(plan: TypePlan, load: Load, copies: number): number {
  if (load.peakRps === null) return load.concurrentRequests / copies;
  let inProgress = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = (inProgress + (load.peakRps / copies) * answerSecondsOn(plan, inProgress)) / 2;
    if (Math.abs(next - inProgress) <= inProgress * CONVERGED) return next;
    inProgress = next;
  }
  return inProgress;
}

/** With half an instance more on average than the load takes, where there is more than one. */
function averageInstances(
  { replica }: TypePlan,
  { peakRps, meanRps }: Load,
  { minInstances }: Scaling,
  count: number,
  tokensPerSecond: number,
): number {
  const mean = meanRps ?? (peakRps === null ? null : MEAN_SHARE_OF_PEAK * peakRps);
  const busy = mean === null ? 0.5 * count : (mean * replica.outputTokens) / (PLANNED_SHARE * tokensPerSecond);
  return Math.min(count, Math.max(minInstances, busy + (count > 1 ? 0.5 : 0)));
}

/** Requests per second at the peak, on this number of instances. */
export function peakRpsOn(plan: TypePlan, load: Load, instances: number): number {
  if (load.peakRps !== null) return load.peakRps;
  const inProgress = load.concurrentRequests;
  return inProgress / answerSecondsOn(plan, inProgress / (instances * plan.replicas));
}

/** Per month, of instances at this price. */
export const monthlyUsd = (instances: number, usdPerHour: number): number => instances * usdPerHour * HOURS_PER_MONTH;
