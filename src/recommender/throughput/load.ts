import { HOURS_PER_MONTH } from '../facts/working-figures.ts';
import { FIRST_TOKEN_SPAN, MEAN_SHARE_OF_PEAK, PLANNED_SHARE, SEQUENCES_MAX } from './factors.ts';
import { growing, type Span } from './interval.ts';
import { type Experience, experienceAt, type TypePlan } from './plan.ts';

/** How many requests there are. At least one of the first two is stated. */
export interface Load {
  /** Requests per second at the busiest moment. */
  readonly peakRps: number | null;
  /** Requests in progress at the busiest moment. */
  readonly concurrentRequests: number | null;
  /** Requests per second over a month. Null: 0.4 of the peak. */
  readonly meanRps: number | null;
}

/** Which instances are paid for. */
export interface Scaling {
  /** The number follows the load. Otherwise it is that of the peak all month. */
  readonly isScaled: boolean;
  /** At least so many, also at the quietest moment. */
  readonly minInstances: number;
  /** At least two at the peak, one in each of two Availability Zones. */
  readonly isMultiAz: boolean;
}

/** What a load takes of one type, and what people get at the peak. Apart from its price. */
export interface TypeLoad {
  /** Instances at the peak, whole. */
  readonly count: Span;
  /** Over a month, fractions included. Low and high come with the fastest and the slowest instance. */
  readonly averageInstances: { readonly scaled: Span; readonly fixed: Span };
  /** Requests per second at the peak. */
  readonly peakRps: number;
  /** Requests per second over a month. */
  readonly meanRps: number;
  /** Requests in progress at the peak, on all instances together. */
  readonly inProgress: number;
  /** Tokens per second of one stream at the peak. */
  readonly perStream: Span;
  readonly firstTokenSeconds: Span;
  readonly answerSeconds: Span;
}

export function loadOn(plan: TypePlan, load: Load, scaling: Scaling): TypeLoad {
  const counted = countedBy(plan, load, scaling);
  const count = { low: counted.low, likely: counted.likely(1), high: counted.high };
  const copies = count.likely * plan.replicas;
  const each = inProgressOnEach(plan, load, copies);
  const experience = experienceAt(plan, each);
  const peakRps = load.peakRps ?? (each * copies) / experience.answerSeconds;
  const meanRps = load.meanRps ?? MEAN_SHARE_OF_PEAK * peakRps;
  const scaledAt = (factor: number): number =>
    averageInstances(plan, load, scaling, counted.likely(factor), plan.tokensPerSecond * factor);
  const { low, high } = plan.factors;
  return {
    count,
    averageInstances: {
      scaled: { low: scaledAt(high), likely: scaledAt(1), high: scaledAt(low) },
      fixed: { low: counted.likely(high), likely: count.likely, high: counted.likely(low) },
    },
    peakRps,
    meanRps,
    inProgress: each * copies,
    ...spansOf(experience, plan.replica.outputTokens),
  };
}

/** What people get, with how far it may be off. */
export function spansOf(
  { perStream, firstTokenSeconds, answerSeconds, factors }: Experience,
  outputTokens: number,
): Pick<TypeLoad, 'perStream' | 'firstTokenSeconds' | 'answerSeconds'> {
  const first = growing(firstTokenSeconds, FIRST_TOKEN_SPAN);
  const rest = Math.max(0, answerSeconds - firstTokenSeconds);
  return {
    perStream: growing(perStream, factors),
    firstTokenSeconds: first,
    answerSeconds:
      outputTokens <= 1
        ? first
        : {
            low: first.low + rest / factors.high,
            likely: firstTokenSeconds + rest,
            high: first.high + rest / factors.low,
          },
  };
}

interface Counted {
  /** With room for a busier minute, of instances so many times as fast. */
  likely(factor: number): number;
  readonly low: number;
  readonly high: number;
}

/** By the rate, or else by the requests in progress. Memory for those is the least in any case. */
function countedBy(plan: TypePlan, { peakRps, concurrentRequests }: Load, scaling: Scaling): Counted {
  const { low, high } = plan.factors;
  const byMemory = concurrentRequests === null ? 1 : concurrentRequests / plan.requestsHeld;
  const least = Math.max(1, scaling.isMultiAz ? 2 : 1, scaling.minInstances, byMemory);
  const needed = (load: number, carried: number): number => wholeUp(Math.max(least, load / carried));
  if (peakRps !== null) {
    const rps = plan.tokensPerSecond / plan.replica.outputTokens;
    const likely = (factor: number): number => needed(peakRps, PLANNED_SHARE * rps * factor);
    return { likely, low: needed(peakRps, rps * high), high: Math.max(likely(1), needed(peakRps, rps * low)) };
  }
  const wanted = concurrentRequests ?? 0;
  const heldAt = (factor: number): number => plan.replicas * Math.min(SEQUENCES_MAX, plan.sequences * factor);
  const likely = (factor: number): number => needed(wanted, heldAt(factor) * PLANNED_SHARE);
  return { likely, low: needed(wanted, heldAt(high)), high: Math.max(likely(1), likely(low)) };
}

/** Rounding errors must not buy an instance. */
const wholeUp = (instances: number): number => Math.max(1, Math.ceil(instances * (1 - 1e-12)));

const ROUNDS = 60;

/** Requests in progress on each copy: as stated or, by Little's law, arrivals times the seconds that they then take. */
function inProgressOnEach(plan: TypePlan, { peakRps, concurrentRequests }: Load, copies: number): number {
  if (peakRps === null) return (concurrentRequests ?? 0) / copies;
  let inProgress = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = (inProgress + (peakRps / copies) * experienceAt(plan, inProgress).answerSeconds) / 2;
    if (Math.abs(next - inProgress) <= inProgress * 1e-9) return next;
    inProgress = next;
  }
  return inProgress;
}

/** With half an instance more on average than the load takes, where there is more than one. */
function averageInstances(
  { replica }: TypePlan,
  { peakRps, concurrentRequests, meanRps }: Load,
  { minInstances }: Scaling,
  count: number,
  tokensPerSecond: number,
): number {
  if (peakRps === null && meanRps === null && concurrentRequests !== null) {
    return Math.min(count, Math.max(minInstances, 0.5 * count + 0.5));
  }
  const mean = meanRps ?? MEAN_SHARE_OF_PEAK * (peakRps ?? 0);
  const busy = (mean * replica.outputTokens) / (PLANNED_SHARE * tokensPerSecond);
  return Math.min(count, Math.max(minInstances, busy + (count > 1 ? 0.5 : 0)));
}

/** Per month, of instances at this price. */
export const monthlyUsd = (instances: number, usdPerHour: number): number => instances * usdPerHour * HOURS_PER_MONTH;
