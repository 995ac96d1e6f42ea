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
  type TypeLoad,
} from './load.ts';
import { NO_LIMITS, type TypePlan, type TypeRefusal, type Work } from './plan.ts';
import { plansFor } from './plans.ts';
import { billOf, type PricedType, type SizedType, type SizingQuery } from './sized-type.ts';

export type Sizing =
  | {
      readonly ok: true;
      /** The best, where there is a load and a price. */
      readonly choice: SizedType | null;
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
  const loads = new Map<TypePlan, TypeLoad>();
  const candidates: SizedType[] = [];
  for (const [at, planned] of plans.entries()) {
    const priced = query.instances[at];
    if (!planned.ok || priced === undefined) continue;
    let typeLoad = loads.get(planned.plan) ?? null;
    if (typeLoad === null && load !== null) {
      typeLoad = loadOn(planned.plan, load, query.scaling);
      loads.set(planned.plan, typeLoad);
    }
    candidates.push(sizedType(priced, planned.plan, typeLoad));
  }
  const { isScaled } = query.scaling;
  candidates.sort((one, other) => rankOf(one, isScaled) - rankOf(other, isScaled));
  const choice = chooseFrom(candidates, query, load);
  const refused = plans.flatMap((planned, at) =>
    planned.ok ? [] : [{ type: query.instances[at]?.type ?? '', why: planned.why }],
  );
  const firmness = choice && load && firmnessOf(choice, candidates, query, load);
  const peak = choice && load && peakOn(choice.plan, load, countOf(choice));
  return { ok: true, choice, peak, load, candidates, refused, firmness };
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
  load: Load | null,
): SizedType | null {
  const priced = candidates.filter(({ monthlyUsd: usd }) => usd !== null);
  const [cheapest] = priced;
  if (cheapest === undefined) return null;
  const bill = (sized: SizedType): number => billOf(sized, scaling.isScaled) ?? 0;
  const isFast = costPriority === 'performance';
  const most = bill(cheapest) * (isFast ? WORTH_FOR_SPEED : NEARLY_AS_CHEAP);
  // In order of their bills, so that of equal ones the first is the cheapest.
  const near = priced.filter((sized) => bill(sized) <= most);
  if (!isFast || load === null) return first(near, (one) => countOf(one) - GPUS[one.gpu].year / 1e4);
  return first(near, (one) => peakOn(one.plan, load, countOf(one)).answerSeconds.likely);
}

const countOf = ({ load }: SizedType): number => load?.count.likely ?? 0;

function first(sized: readonly SizedType[], keyOf: (one: SizedType) => number): SizedType | null {
  let best: SizedType | null = null;
  let least = Infinity;
  for (const one of sized) {
    const key = keyOf(one);
    if (key < least) [best, least] = [one, key];
  }
  return best;
}

function sizedType(priced: PricedType, plan: TypePlan, load: TypeLoad | null): SizedType {
  const { type, gpu, gpus, usdPerHour } = priced;
  return {
    type,
    gpu,
    gpus,
    usdPerHour,
    plan,
    tokensPerSecond: growing(plan.tokensPerSecond, plan.factors),
    requestsPerSecond: growing(plan.tokensPerSecond / plan.replica.outputTokens, plan.factors),
    load,
    monthlyUsd: load === null || usdPerHour === null ? null : billsOf(load, usdPerHour),
  };
}

function billsOf({ averageInstances: { scaled, fixed } }: TypeLoad, usdPerHour: number): SizedType['monthlyUsd'] {
  const billed = ({ low, likely, high }: Span): Span => ({
    low: monthlyUsd(low, usdPerHour),
    likely: monthlyUsd(likely, usdPerHour),
    high: monthlyUsd(high, usdPerHour),
  });
  return { scaled: billed(scaled), fixed: billed(fixed) };
}

/** What requests get while one instance carries its most. */
export const atMostOn = ({ plan }: SizedType): Experience =>
  experienceAt(plan, plan.sequences, plan.sequences * plan.replicas);

/** Of output tokens, in US dollars: of an instance that is busy, and with the idle hours of a month with this bill. */
export function usdPerMillionTokens(
  { plan, usdPerHour, load: typeLoad }: SizedType,
  load: Load,
  monthUsd: number,
): { readonly busy: number; readonly month: number } | null {
  if (usdPerHour === null || typeLoad === null) return null;
  const mean = load.meanRps ?? MEAN_SHARE_OF_PEAK * peakRpsOn(plan, load, typeLoad.count.likely);
  const tokens = mean * plan.replica.outputTokens * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  const busy = (usdPerHour * 1e6) / (PLANNED_SHARE * plan.tokensPerSecond * SECONDS_PER_HOUR);
  return tokens < 1 ? null : { busy, month: (monthUsd * 1e6) / tokens };
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
  return peak === null && concurrentRequests === null ? null : { peakRps: peak, concurrentRequests, meanRps };
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
