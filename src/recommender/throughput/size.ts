import { HOURS_PER_MONTH, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import { isSizable } from './architecture.ts';
import { MEAN_SHARE_OF_PEAK, PLANNED_SHARE } from './factors.ts';
import { type Firmness, firmnessOf } from './firmness.ts';
import { GPUS } from './gpus.ts';
import { growing, type Span } from './interval.ts';
import {
  type Experience,
  experienceAt,
  type Load,
  loadOn,
  monthlyUsd,
  peakOn,
  peakRpsOn,
  type Scaling,
  type TypeLoad,
} from './load.ts';
import { NO_LIMITS, type TypePlan, type TypeRefusal, type Work } from './plan.ts';
import { type Plans, plansFor } from './plans.ts';
import { billOf, type ChosenType, isChosen, type PricedType, type SizedType, type SizingQuery } from './sized-type.ts';

export type Sizing =
  | {
      readonly ok: true;
      /** The best, where there is a load and a price. */
      readonly choice: ChosenType | null;
      /** What requests get at the peak on the choice. Null without one. */
      readonly peak: Experience | null;
      /** In requests: tokens per second are divided by those of an answer. Null where nothing is known. */
      readonly load: Load | null;
      /** All that hold the load, the chosen one too, cheapest first: by the month or, without a load, by the hour. */
      readonly candidates: readonly SizedType[];
      readonly refused: readonly { readonly type: string; readonly why: TypeRefusal }[];
      /** Whether the type would be the same if instances were slower than modelled. Null without a choice. */
      readonly firmness: Firmness | null;
    }
  | { readonly ok: false; readonly fault: SizingFault };

/** What of a query can't be sized with. */
export type SizingFault =
  | 'architecture'
  | 'inputTokens'
  | 'outputTokens'
  | 'contextTokens'
  | 'load'
  | 'limits'
  | 'scaling'
  | 'prices';

const MOST = 1e9;
const isCount = (value: number, least: number): boolean => value >= least && value <= MOST;

/** Which type carries the load at the lowest bill, how many of it, and how fast they answer. Pure, and total for any numbers. */
export function sizeLanguageModel(query: SizingQuery): Sizing {
  const fault = faultOf(query);
  if (fault) return { ok: false, fault };
  const work = workOf(query);
  const load = loadOf(query);
  const plans = plansFor(work, query.instances);
  const known = SIZINGS.get(plans) ?? new Map<string, Sizing>();
  SIZINGS.set(plans, known);
  const key = JSON.stringify([load, query.scaling, query.costPriority]);
  const sizing = known.get(key) ?? sizedBy(plans, load, query);
  if (known.size >= SIZINGS_KEPT) known.clear();
  known.set(key, sizing);
  return sizing;
}

/** A search asks again and again for loads that it has asked for. */
const SIZINGS = new WeakMap<Plans<PricedType>, Map<string, Sizing>>();
const SIZINGS_KEPT = 64;

function sizedBy({ holding, refused }: Plans<PricedType>, load: Load | null, query: SizingQuery): Sizing {
  const shared = new Map<TypePlan, Shared>();
  const candidates = holding.map(({ type, plan }): SizedType => {
    const figures = shared.get(plan) ?? sharedBy(plan, load, query.scaling);
    shared.set(plan, figures);
    return { ...type, plan, ...figures, monthlyUsd: figures.load && billsOf(figures.load, type.usdPerHour) };
  });
  const { isScaled } = query.scaling;
  candidates.sort((one, other) => rankOf(one, isScaled) - rankOf(other, isScaled));
  const choice = load && chooseFrom(candidates, query, load);
  return {
    ok: true,
    choice,
    peak: choice && peakOn(choice.plan, load, choice.load.count.likely),
    load,
    candidates,
    refused,
    firmness: choice && firmnessOf(choice, candidates, query, load),
  };
}

/** What all sizes with the same GPUs have in common. */
type Shared = Pick<SizedType, 'tokensPerSecond' | 'requestsPerSecond' | 'load'>;

function sharedBy(plan: TypePlan, load: Load | null, scaling: Scaling): Shared {
  return {
    tokensPerSecond: growing(plan.tokensPerSecond, plan.factors),
    requestsPerSecond: growing(plan.tokensPerSecond / plan.replica.outputTokens, plan.factors),
    load: load && loadOn(plan, load, scaling),
  };
}

const rankOf = (sized: SizedType, isScaled: boolean): number =>
  billOf(sized, isScaled) ?? sized.usdPerHour ?? Number.MAX_VALUE;

/** Within this share of the cheapest, fewer and newer instances are worth more. */
const NEARLY_AS_CHEAP = 1.1;
/** What speed may cost where performance comes first. */
const WORTH_FOR_SPEED = 2;

function chooseFrom(
  candidates: readonly SizedType[],
  { scaling, costPriority }: SizingQuery,
  load: Load,
): ChosenType | null {
  const bill = (sized: SizedType): number => billOf(sized, scaling.isScaled) ?? Infinity;
  const isFast = costPriority === 'performance';
  const most = candidates[0] ? bill(candidates[0]) * (isFast ? WORTH_FOR_SPEED : NEARLY_AS_CHEAP) : 0;
  let best: ChosenType | null = null;
  let least = Infinity;
  let lastPlan: TypePlan | null = null;
  for (const one of candidates) {
    // In order of their bills: of equal ones, such as a larger size with the same GPU, the first is the cheapest.
    if (!isChosen(one) || bill(one) > most || one.plan === lastPlan) continue;
    lastPlan = one.plan;
    const count = one.load.count.likely;
    // Of fewest the newest.
    const key = isFast ? peakOn(one.plan, load, count).answerSeconds.likely : count - GPUS[one.gpu].year / 1e4;
    if (key < least) [best, least] = [one, key];
  }
  return best;
}

function billsOf({ averageInstances }: TypeLoad, usdPerHour: number | null): SizedType['monthlyUsd'] {
  if (usdPerHour === null) return null;
  const billed = ({ low, likely, high }: Span): Span => ({
    low: monthlyUsd(low, usdPerHour),
    likely: monthlyUsd(likely, usdPerHour),
    high: monthlyUsd(high, usdPerHour),
  });
  return { scaled: billed(averageInstances.scaled), fixed: billed(averageInstances.fixed) };
}

/** What requests get while one instance carries its most. */
export const atMostOn = ({ plan }: SizedType): Experience =>
  experienceAt(plan, plan.sequences, plan.sequences * plan.replicas);

/** Of output tokens, in US dollars: of an instance that is busy, and with the idle hours of this month's bill. */
export function usdPerMillionTokens(
  { plan, usdPerHour, load: { count } }: ChosenType,
  load: Load,
  monthUsd: number,
): { readonly busy: number; readonly month: number | null } {
  const mean = load.meanRps ?? MEAN_SHARE_OF_PEAK * peakRpsOn(plan, load, count.likely);
  const tokens = mean * plan.replica.outputTokens * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  const busy = (usdPerHour * 1e6) / (PLANNED_SHARE * plan.tokensPerSecond * SECONDS_PER_HOUR);
  return { busy, month: tokens < 1 ? null : (monthUsd * 1e6) / tokens };
}

function workOf(query: SizingQuery): Work {
  const { architecture, precision, fp8Cache, inputTokens, outputTokens, contextTokens, hasImages = false } = query;
  return {
    served: { architecture, precision, fp8Cache },
    inputTokens,
    outputTokens,
    contextTokens: Math.max(contextTokens ?? 0, inputTokens + outputTokens),
    limits: { ...NO_LIMITS, ...query.limits },
    hasImages,
  };
}

/** In requests; nothing where nothing is known. */
function loadOf({ load, outputTokens }: SizingQuery): Load | null {
  const { peakRps, tokensPerSecond, concurrentRequests = null, meanRps = null } = load ?? {};
  const peak = peakRps ?? (tokensPerSecond == null ? null : tokensPerSecond / outputTokens);
  if (peak !== null) return { peakRps: peak, concurrentRequests, meanRps };
  return concurrentRequests === null ? null : { peakRps: null, concurrentRequests, meanRps };
}

function faultOf(query: SizingQuery): SizingFault | undefined {
  const { architecture, inputTokens, outputTokens, contextTokens, load, limits = {}, scaling, instances } = query;
  const isStatedOrAbsent = (value: number | null | undefined): boolean =>
    value == null || (value >= 0 && value <= 1e12);
  if (!isSizable(architecture)) return 'architecture';
  if (!isCount(inputTokens, 0)) return 'inputTokens';
  if (!isCount(outputTokens, 1)) return 'outputTokens';
  if (contextTokens !== null && !isCount(contextTokens, 0)) return 'contextTokens';
  if (!Object.values(load ?? {}).every(isStatedOrAbsent)) return 'load';
  if (!Object.values(limits).every(isStatedOrAbsent)) return 'limits';
  if (!isCount(scaling.minInstances, 0)) return 'scaling';
  return instances.every(({ usdPerHour }) => isStatedOrAbsent(usdPerHour)) ? undefined : 'prices';
}
