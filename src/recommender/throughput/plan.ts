import type { Machine } from '../facts/machines.ts';
import type { MeasuredSpeed } from '../facts/measured-speeds.ts';
import { GPUS, type Gpu, type GpuType } from './gpus.ts';
import { classOf, factorsOf, MEASURED_FACTORS, type Span, type SpanFactors, type ThroughputClass } from './interval.ts';
import { measuredTokensPerSecond, measurementOf } from './measured.ts';
import type { Level, MeasuredTypes } from './measured-types.ts';
import {
  answerSeconds,
  atSpeed,
  firstTokenSeconds,
  firstTokenSecondsFloor,
  type Replica,
  type RequestTokens,
  replicaOf,
  replicaTokensPerSecond,
  type ServedAs,
  sequencesHeld,
  sequencesRunning,
  tokenSeconds,
  tokenSecondsFloor,
  weightBytes,
} from './replica.ts';

/** What people accept at most, or at least of a stream's speed. Null: anything. */
export interface Limits {
  readonly answerSeconds: number | null;
  readonly firstTokenSeconds: number | null;
  readonly streamTokensPerSecond: number | null;
}

/** A model with the requests that it gets, apart from how many they are. */
export interface Work extends RequestTokens {
  readonly served: ServedAs;
  /** The longest request that has to fit, in tokens. */
  readonly contextTokens: number;
  readonly limits: Limits;
  readonly hasImages: boolean;
  /** What the team measured of it; absent where it measured nothing. The same object for the same measurements. */
  readonly measured?: MeasuredTypes | undefined;
  /** Planned as if GPUs had this many times their memory. */
  readonly memoryTimes?: number | undefined;
  /** How long a whole answer took by itself, and on what; absent where nobody said. */
  readonly timed?: { readonly machine: Machine; readonly seconds: number } | undefined;
}

/** What of a team's measurements a speed rests on. */
export interface Rest {
  readonly type: string;
  readonly level: Level;
  /** Of one instance at that load. */
  readonly unit: 'tokens' | 'requests';
  readonly perSecond: number;
  /** By the model alone, at the same load. Null where it says nothing of it. */
  readonly modelled: Span | null;
}

/** A speed at some loads, published where it has a source. */
export type SpeedByLoad = Pick<MeasuredSpeed, 'levels'> & Partial<Pick<MeasuredSpeed, 'source'>>;

/** How a type serves the model, and what one instance carries within the limits. */
export interface TypePlan {
  readonly replica: Replica;
  /** Copies of the model on one instance. */
  readonly replicas: number;
  /** Requests that one copy works on at most, within the limits. */
  readonly sequences: number;
  readonly grade: ThroughputClass;
  readonly basis: 'measured' | 'modelled';
  /** Of one instance with all its copies at their most. */
  readonly tokensPerSecond: number;
  readonly factors: SpanFactors;
  /** A measurement of this type, also where it ends below what the instance is planned to carry. */
  readonly measurement: SpeedByLoad | null;
  /** Requests at their longest that the memory of one instance holds. */
  readonly requestsHeld: number;
  /** The team's own measurement, of this type where the basis is `measured`, else of the one it is scaled from. Null without one. */
  readonly rest: Rest | null;
}

export type TypeRefusal =
  /** AWS's own accelerators, types without any, and figures of a model from which no speed follows. */
  | { readonly kind: 'not-covered' }
  /** Weights and one request at its longest, against what all its GPUs together hold. */
  | { readonly kind: 'does-not-hold'; readonly weightsGiB: number; readonly gpuMemoryGiB: number }
  /** Not even with the data sheet's bandwidth and matrix rate, and nothing lost. `best`: in the unit of the limit. */
  | { readonly kind: 'impossible'; readonly limit: keyof Limits; readonly best: number; readonly stated: number }
  /** Not by the model, with a single request in progress. */
  | { readonly kind: 'not-expected'; readonly limit: keyof Limits; readonly best: number; readonly stated: number }
  /** Its GPUs compute 8-bit weights at 16 bits, and others hold the load. */
  | { readonly kind: 'weights-only' };

export type Planned =
  | { readonly ok: true; readonly plan: TypePlan }
  | { readonly ok: false; readonly why: TypeRefusal };

const GIB = 2 ** 30;

/**
 * Powers of two up to the GPUs of an instance that divide the model's heads, and its key-value heads evenly or whole: 10 of them
 * go on 1 or 2 GPUs. vLLM refuses to start on any other (vllm-project/vllm `ModelConfig`, 2026).
 */
export function splitsOf({ architecture: { heads, cacheParts } }: ServedAs, gpus: number): number[] {
  const divides = (each: number): boolean =>
    (heads === null || heads % each === 0) && (cacheParts % each === 0 || each % cacheParts === 0);
  const splits: number[] = [];
  for (let each = 1; each <= gpus && divides(each); each *= 2) splits.push(each);
  return splits;
}

/** By which a team's measurement corrects the model. */
export interface Correction {
  /** Of what the model says. */
  readonly speed: number;
  /** Requests in progress on a GPU that were measured at most. */
  readonly mostPerGpu: number;
}

const AS_MODELLED: Correction = { speed: 1, mostPerGpu: Infinity };

function gpuFor({ memoryTimes = 1 }: Work, id: GpuType['gpu']): Gpu {
  const gpu: Gpu = GPUS[id];
  return memoryTimes === 1 ? gpu : { ...gpu, memoryGiB: gpu.memoryGiB * memoryTimes };
}

/** Serves it at the split with the most requests per second; of equal ones the smaller. */
export function planOn(
  work: Work,
  { gpu: id, gpus }: Omit<GpuType, 'type'>,
  correction: Correction = AS_MODELLED,
): Planned {
  const gpu = gpuFor(work, id);
  const splits = splitsOf(work.served, gpus);
  const fitting = splits.filter((each) => sequencesHeld(work.served, gpu, each, work.contextTokens) >= 1);
  if (fitting.length === 0) {
    const weightsGiB = weightBytes(work.served) / GIB;
    return { ok: false, why: { kind: 'does-not-hold', weightsGiB, gpuMemoryGiB: gpus * gpu.memoryGiB } };
  }
  let best: TypePlan | undefined;
  for (const each of fitting) {
    const plan = planAt(work, gpu, each, Math.floor(gpus / each), correction);
    if (plan && plan.tokensPerSecond > (best?.tokensPerSecond ?? 0)) best = plan;
  }
  if (best) {
    const held = fitting.map(
      (each) => Math.floor(gpus / each) * Math.floor(sequencesHeld(work.served, gpu, each, work.contextTokens)),
    );
    return { ok: true, plan: { ...best, requestsHeld: Math.max(...held) } };
  }
  const why = impossibleAt(work, gpu, Math.max(...splits)) ?? unexpectedAt(work, gpu, fitting, correction);
  return { ok: false, why };
}

function planAt(
  work: Work,
  gpu: Gpu,
  gpusEach: number,
  replicas: number,
  { speed, mostPerGpu }: Correction,
): TypePlan | undefined {
  const replica = atSpeed(replicaOf(work.served, gpu, gpusEach, work), speed);
  const sequences = mostSequences(replica, work.limits, Math.max(1, mostPerGpu * gpusEach));
  if (sequences === 0) return undefined;
  const grade = classOf(work.served.architecture, gpu, gpusEach, work.hasImages);
  return {
    replica,
    replicas,
    sequences,
    grade,
    basis: 'modelled',
    tokensPerSecond: replicas * replicaTokensPerSecond(replica, sequences),
    factors: factorsOf(grade, gpu),
    measurement: null,
    requestsHeld: 0,
    rest: null,
  };
}

/** The most whole sequences within memory and limits: each limit only gets harder with more. */
function mostSequences(replica: Replica, limits: Limits, most: number): number {
  let within = 0;
  let beyond = Math.floor(Math.min(replica.sequencesHeld, most)) + 1;
  if (beyond > 1 && isWithin(replica, beyond - 1, limits)) return beyond - 1;
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (isWithin(replica, middle, limits)) within = middle;
    else beyond = middle;
  }
  return within;
}

const isWithin = (replica: Replica, sequences: number, limits: Limits): boolean =>
  1 / tokenSeconds(replica, sequences) >= (limits.streamTokensPerSecond ?? 0) &&
  answerSeconds(replica, sequences) <= (limits.answerSeconds ?? Infinity) &&
  firstTokenSeconds(replica, sequences) <= (limits.firstTokenSeconds ?? Infinity);

function impossibleAt(work: Work, gpu: Gpu, gpusEach: number): TypeRefusal | undefined {
  const { served, limits, inputTokens, outputTokens } = work;
  const floor = tokenSecondsFloor(served, gpu, gpusEach);
  const best = {
    streamTokensPerSecond: 1 / floor,
    answerSeconds: outputTokens * floor,
    firstTokenSeconds: firstTokenSecondsFloor(served, gpu, gpusEach, inputTokens),
  };
  const limit = statedLimits(limits, best).find((one) => missedBy(one) > 1);
  return limit && { kind: 'impossible', ...limit };
}

/** With one request in progress: the limit that is missed by most, at the split that misses it by least. */
function unexpectedAt(
  { served, limits, ...work }: Work,
  gpu: Gpu,
  splits: readonly number[],
  { speed }: Correction,
): TypeRefusal {
  const missed = splits.flatMap((each) => {
    const replica = atSpeed(replicaOf(served, gpu, each, work), speed);
    const alone = {
      streamTokensPerSecond: 1 / tokenSeconds(replica, 1),
      answerSeconds: answerSeconds(replica, 1),
      firstTokenSeconds: firstTokenSeconds(replica, 1),
    };
    const finite = statedLimits(limits, alone).filter(({ best }) => Number.isFinite(best));
    return finite.toSorted((one, other) => missedBy(other) - missedBy(one)).slice(0, 1);
  });
  const [nearest] = missed.toSorted((one, other) => missedBy(one) - missedBy(other));
  return nearest ? { kind: 'not-expected', ...nearest } : { kind: 'not-covered' };
}

/** Above 1 where the limit isn't met. */
const missedBy = ({ limit, best, stated }: Limited): number =>
  limit === 'streamTokensPerSecond' ? stated / best : best / stated;

interface Limited {
  readonly limit: keyof Limits;
  readonly best: number;
  readonly stated: number;
}

const LIMITS = ['streamTokensPerSecond', 'answerSeconds', 'firstTokenSeconds'] as const;

const statedLimits = (limits: Limits, best: Readonly<Record<keyof Limits, number>>): Limited[] =>
  LIMITS.flatMap((limit) => {
    const stated = limits[limit];
    return stated === null ? [] : { limit, best: best[limit], stated };
  });

/** The plan with what was measured on the type: it stands in as far as it goes. */
export function withMeasurement(plan: TypePlan, work: Work, type: string): TypePlan {
  const measurement = measurementOf(work.served, type, work);
  if (measurement === undefined) return plan;
  const tokensPerSecond = measuredTokensPerSecond(measurement, plan.sequences * plan.replicas);
  if (tokensPerSecond === undefined) return { ...plan, measurement };
  return { ...plan, measurement, tokensPerSecond, basis: 'measured', factors: MEASURED_FACTORS };
}

/** Seconds to the last token with `inProgress` requests on each copy of the model, at least one: as planned for. */
export function answerSecondsOn(plan: TypePlan, inProgress: number): number {
  const sequences = Math.max(1, inProgress);
  const measured = measuredStream(plan, sequences);
  return measured === undefined ? answerSeconds(plan.replica, sequences) : plan.replica.outputTokens / measured;
}

/** Tokens per second of one stream, likewise. */
export function streamOn(plan: TypePlan, inProgress: number): number {
  const sequences = Math.max(1, inProgress);
  const { replica } = plan;
  return measuredStream(plan, sequences) ?? 1 / tokenSeconds(replica, sequencesRunning(replica, sequences));
}

/** Nothing where the instance is planned to carry more than was measured. */
function measuredStream({ basis, measurement, replicas }: TypePlan, sequences: number): number | undefined {
  const together = sequences * replicas;
  const measured = basis === 'measured' && measurement && measuredTokensPerSecond(measurement, together);
  return measured ? measured / together : undefined;
}
