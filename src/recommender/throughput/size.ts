import type { MeasuredSpeed } from '../facts/measured-speeds.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import type { Architecture, Precision } from './architecture.ts';
import { PLANNED_SHARE } from './factors.ts';
import { type Firmness, firmnessOf } from './firmness.ts';
import { GPUS, type GpuId, type GpuType } from './gpus.ts';
import { growing, type Span, type ThroughputClass } from './interval.ts';
import { type Load, loadOn, monthlyUsd, type Scaling, spansOf, type TypeLoad } from './load.ts';
import { experienceAt, type Limits, NO_LIMITS, type TypePlan, type TypeRefusal, type Work } from './plan.ts';
import { plansFor } from './plans.ts';

/** A type that may be chosen, with its price. */
export interface PricedType extends GpuType {
  /** Null: not listed. It is sized, and never chosen. */
  readonly usdPerHour: number | null;
}

/** A language model, its requests, and how many they are. */
export interface SizingQuery {
  /** The same object again is sized from what was kept of it. */
  readonly architecture: Architecture;
  readonly precision: Precision;
  readonly fp8Cache: boolean;
  /** Mean tokens of a request: at least 0 and 1, at most a billion. Images count as input. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the longest request. Null, or less than input and output together: as long as those. */
  readonly contextTokens: number | null;
  readonly hasImages?: boolean;
  /** Null: not known, and nothing is counted. */
  readonly load: {
    readonly peakRps?: number | null;
    readonly concurrentRequests?: number | null;
    /** Output tokens per second at the busiest moment: a peak in requests is stated in place of it. */
    readonly tokensPerSecond?: number | null;
    readonly meanRps?: number | null;
  } | null;
  readonly limits?: Partial<Limits>;
  readonly scaling: Scaling;
  readonly costPriority: 'cost' | 'balanced' | 'performance';
  readonly instances: readonly PricedType[];
}

/** One type, and what it takes of it. */
export interface SizedType {
  readonly type: string;
  readonly gpu: GpuId;
  readonly gpus: number;
  readonly usdPerHour: number | null;
  /** Tensor parallelism: GPUs of one copy, and copies on one instance. */
  readonly gpusEach: number;
  readonly replicas: number;
  /** Requests that one copy works on at most within the limits: times `replicas` and 0.8 the target to scale on. */
  readonly sequences: number;
  readonly grade: ThroughputClass;
  readonly basis: 'measured' | 'modelled';
  /** A measurement of the type, also where it ends below what one instance is planned to carry. */
  readonly measurement: MeasuredSpeed | null;
  /** Of one instance at its most. */
  readonly tokensPerSecond: Span;
  readonly requestsPerSecond: Span;
  /** What a request gets while one instance carries its most. */
  readonly atMost: Pick<TypeLoad, 'perStream' | 'firstTokenSeconds' | 'answerSeconds'>;
  /** Null without a load. */
  readonly load: TypeLoad | null;
  /** In US dollars. Null without a load or a price. */
  readonly monthlyUsd: { readonly scaled: Span; readonly fixed: Span } | null;
  /** Per million output tokens: of an instance that is busy, and with this month's idle hours. Null as above. */
  readonly usdPerMillionTokens: { readonly busy: number; readonly month: number | null } | null;
}

export type Sizing =
  | {
      readonly ok: true;
      /** The best, where there is a load and a price. */
      readonly choice: SizedType | null;
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
  const choice = chooseFrom(candidates, query);
  const refused = plans.flatMap((planned, at) =>
    planned.ok ? [] : [{ type: query.instances[at]?.type ?? '', why: planned.why }],
  );
  const firmness = choice && load && firmnessOf(choice, candidates, plans, query, load);
  return { ok: true, choice, candidates, refused, firmness };
}

/** Its likely bill: with scaling where the number of instances follows the load. */
export const billOf = ({ monthlyUsd: usd }: SizedType, isScaled: boolean): number | null =>
  usd && (isScaled ? usd.scaled.likely : usd.fixed.likely);

const rankOf = (sized: SizedType, isScaled: boolean): number =>
  billOf(sized, isScaled) ?? sized.usdPerHour ?? Number.MAX_VALUE;

/** Within this share of the cheapest, fewer and newer instances are worth more. */
const NEARLY_AS_CHEAP = 1.1;
/** What speed may cost where performance comes first. */
const WORTH_FOR_SPEED = 2;

function chooseFrom(candidates: readonly SizedType[], { scaling, costPriority }: SizingQuery): SizedType | null {
  const priced = candidates.filter(({ monthlyUsd: usd }) => usd !== null);
  const [cheapest] = priced;
  if (cheapest === undefined) return null;
  const bill = (sized: SizedType): number => billOf(sized, scaling.isScaled) ?? 0;
  const isFast = costPriority === 'performance';
  const most = bill(cheapest) * (isFast ? WORTH_FOR_SPEED : NEARLY_AS_CHEAP);
  const order = isFast ? FASTEST : FEWEST;
  const [best] = priced
    .filter((sized) => bill(sized) <= most)
    .toSorted((one, other) => order(one, other) || bill(one) - bill(other));
  return best ?? null;
}

type Order = (one: SizedType, other: SizedType) => number;

const FASTEST: Order = (one, other) => (one.load?.answerSeconds.likely ?? 0) - (other.load?.answerSeconds.likely ?? 0);

const FEWEST: Order = (one, other) =>
  (one.load?.count.likely ?? 0) - (other.load?.count.likely ?? 0) || GPUS[other.gpu].year - GPUS[one.gpu].year;

function sizedType(priced: PricedType, plan: TypePlan, load: TypeLoad | null): SizedType {
  const { type, gpu, gpus, usdPerHour } = priced;
  const { replica, replicas, sequences, grade, basis, measurement, tokensPerSecond, factors } = plan;
  return {
    type,
    gpu,
    gpus,
    usdPerHour,
    gpusEach: replica.gpusEach,
    replicas,
    sequences,
    grade,
    basis,
    measurement,
    tokensPerSecond: growing(tokensPerSecond, factors),
    requestsPerSecond: growing(tokensPerSecond / replica.outputTokens, factors),
    atMost: spansOf(experienceAt(plan, sequences), replica.outputTokens),
    load,
    ...costsOf(plan, load, usdPerHour),
  };
}

function costsOf(
  { tokensPerSecond, replica }: TypePlan,
  load: TypeLoad | null,
  usdPerHour: number | null,
): Pick<SizedType, 'monthlyUsd' | 'usdPerMillionTokens'> {
  if (load === null || usdPerHour === null) return { monthlyUsd: null, usdPerMillionTokens: null };
  const billed = ({ low, likely, high }: Span): Span => ({
    low: monthlyUsd(low, usdPerHour),
    likely: monthlyUsd(likely, usdPerHour),
    high: monthlyUsd(high, usdPerHour),
  });
  const usd = { scaled: billed(load.averageInstances.scaled), fixed: billed(load.averageInstances.fixed) };
  const tokens = load.meanRps * replica.outputTokens * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  return {
    monthlyUsd: usd,
    usdPerMillionTokens: {
      busy: (usdPerHour * 1e6) / (PLANNED_SHARE * tokensPerSecond * SECONDS_PER_HOUR),
      month: tokens > 1 ? (usd.scaled.likely * 1e6) / tokens : null,
    },
  };
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

/** Figures that a formula can be given: above 0 and not beyond what a model could have. */
function isSizable(architecture: Architecture): boolean {
  const { parametersBillion, activeBillion, layers, cacheParts, kvBytesPerTokenAt16, windowBytesPerSequence } =
    architecture;
  const { experts, expertsPerToken, windowTokens, checkpointGiB, heads } = architecture;
  return (
    [parametersBillion, layers].every((value) => value > 0 && value <= 1e6) &&
    [activeBillion, experts, expertsPerToken, windowTokens, checkpointGiB].every(
      (value) => value === null || (value > 0 && value <= MOST),
    ) &&
    [cacheParts, heads ?? 1].every((value) => value >= 1 && value <= MOST) &&
    [kvBytesPerTokenAt16, windowBytesPerSequence].every((value) => value >= 0 && value <= 1e15)
  );
}
