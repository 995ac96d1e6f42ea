import type { Measurement } from '../workload/measurements/measurement.ts';
import { fastestSplit } from './fastest-split.ts';
import { GPUS, type GpuId, type GpuType, gpuOf, gpuTypeOf } from './gpus.ts';
import { classOf, factorsOf, growing, OWN_FACTORS, type Span } from './interval.ts';
import type { Level } from './measured-types.ts';
import {
  type Correction,
  type Limits,
  type Planned,
  planOn,
  type Rest,
  type TypePlan,
  type Work,
  withMeasurement,
} from './plan.ts';

// A model that writes tokens on the types that a team measured it on, and on others by how those compare with the model.

/** How a measured type compares with what the model says of it, above 0. */
interface Compared {
  readonly type: string;
  readonly gpu: GpuId;
  readonly speed: number;
  /** Requests in progress on each of its GPUs; Infinity where nobody says how many there were. */
  readonly perGpu: number;
  readonly rest: Rest;
}

/** By type, in the order of their names. */
export type Comparisons = readonly Compared[];

/** Empty where nothing was measured, or nothing on a type that the model knows. */
export function comparisonsOf(work: Work): Comparisons {
  const { measured } = work;
  if (measured === undefined) return work.timed ? timedOn(work, work.timed) : [];
  const types = [...new Set([...measured.levels.keys(), ...measured.apart.keys()])].toSorted();
  return types.flatMap((type): Compared[] => {
    const gpuType = gpuTypeOf(type);
    const levels = measured.levels.get(type);
    const level =
      levels === undefined
        ? fastest(measured.apart.get(type) ?? [], work)
        : (bestHeld(levels, work) ?? fastest(levels, work));
    const modelled = gpuType && level && modelledAt(level, work, gpuType);
    if (gpuType === undefined || level === undefined || modelled === undefined) return [];
    const perSecond = tokensOf(level, work);
    const rest: Rest = { type, level, unit: 'tokens', perSecond, modelled };
    // Of other tokens only the comparison counts.
    const together = levels === undefined ? null : level.concurrency;
    const perGpu = together === null ? Infinity : together / gpuType.gpus;
    return [{ type, gpu: gpuType.gpu, speed: perSecond / modelled.likely, perGpu, rest }];
  });
}

/** One answer by itself says how fast a machine is: of a GPU, as few of them as hold the model. What more do at once is modelled. */
function timedOn(work: Work, { machine, seconds }: NonNullable<Work['timed']>): Comparisons {
  const { name: on, spec } = machine;
  const gpu = gpuOf(machine);
  const perSecond = work.outputTokens / seconds;
  const of: Measurement = {
    source: 'row',
    instanceType: on,
    instanceCount: 1,
    model: null,
    measuredAt: null,
    points: [],
  };
  const { inputTokens, outputTokens } = work;
  const tokens = { inputTokens, outputTokens, outputTokensPerSecond: perSecond, firstTokenSeconds: null, of };
  const level: Level = {
    concurrency: 1,
    requestsPerSecond: 1 / seconds,
    latency: { seconds, statistic: 'p95' },
    ...tokens,
  };
  const compared = (spec ? [spec.gpuCount] : [1, 2, 4, 8]).flatMap((gpus): Compared[] => {
    const modelled = gpu && modelledAt(level, work, { type: on, gpu, gpus });
    if (!modelled) return [];
    const rest: Rest = { type: on, level, unit: 'tokens', perSecond, modelled };
    return [{ type: on, gpu, speed: perSecond / modelled.likely, perGpu: Infinity, rest }];
  });
  return compared.slice(0, 1);
}

/** A load of which nobody says how much is in progress was what the instance did at most. */
function modelledAt(level: Level, work: Work, gpuType: GpuType): Span | undefined {
  const gpu = GPUS[gpuType.gpu];
  if (level.concurrency === null) {
    const planned = planOn(work, gpuType);
    return planned.ok ? growing(planned.plan.tokensPerSecond, planned.plan.factors) : undefined;
  }
  const split = fastestSplit(work.served, gpuType, {
    inputTokens: level.inputTokens ?? work.inputTokens,
    outputTokens: level.outputTokens ?? work.outputTokens,
    concurrency: level.concurrency,
  });
  if (split === undefined) return undefined;
  const grade = classOf(work.served.architecture, gpu, split.replica.gpusEach, work.hasImages);
  return growing(split.perSecond, factorsOf(grade, gpu));
}

/** Output tokens per second; of requests that nobody counted the tokens of, as many as the workload's have. */
const tokensOf = ({ outputTokensPerSecond, requestsPerSecond }: Level, { outputTokens }: Work): number =>
  outputTokensPerSecond ?? requestsPerSecond * outputTokens;

/** The one with the most tokens; of two the one with less in progress. */
function fastest(levels: readonly Level[], work: Work): Level | undefined {
  let best: Level | undefined;
  for (const level of levels) if (best === undefined || tokensOf(level, work) > tokensOf(best, work)) best = level;
  return best;
}

const bestHeld = (levels: readonly Level[], work: Work): Level | undefined =>
  fastest(
    levels.filter((level) => holds(level, work)),
    work,
  );

/** What nobody timed isn't held against a limit. A longer answer takes longer by as many tokens. */
function holds(level: Level, work: Work): boolean {
  const { concurrency, latency, firstTokenSeconds, outputTokens } = level;
  const { answerSeconds, firstTokenSeconds: first, streamTokensPerSecond } = work.limits;
  const longer = outputTokens === null ? 1 : work.outputTokens / outputTokens;
  return (
    (latency === null || latency.seconds * longer <= (answerSeconds ?? Infinity)) &&
    (firstTokenSeconds ?? 0) <= (first ?? Infinity) &&
    (concurrency === null || tokensOf(level, work) / concurrency >= (streamTokensPerSecond ?? 0))
  );
}

const NO_LIMITS: Limits = { answerSeconds: null, firstTokenSeconds: null, streamTokensPerSecond: null };

/** A type as it was measured, where it held the limits; else as the model has it, by how it compares with what was measured. */
export function ownPlan(work: Work, type: GpuType, comparisons: Comparisons): Planned {
  const { rest, ...correction } = correctionFor(type, comparisons);
  const planned = planOn(work, type, correction);
  const levels = work.measured?.levels.get(type.type);
  const level = levels && bestHeld(levels, work);
  if (level !== undefined && levels !== undefined) {
    const base = planned.ok ? planned : planOn({ ...work, limits: NO_LIMITS }, type, correction);
    if (!base.ok) return base;
    const own: Rest = rest ?? {
      type: type.type,
      level,
      unit: 'tokens',
      perSecond: tokensOf(level, work),
      modelled: null,
    };
    return { ok: true, plan: measuredPlan(base.plan, work, levels, own) };
  }
  if (!planned.ok) return planned;
  const plan = levels === undefined ? withMeasurement(planned.plan, work, type.type) : planned.plan;
  return { ok: true, plan: plan.basis === 'measured' ? plan : { ...plan, rest } };
}

/**
 * By the type itself, else by those with its GPU, else by all: their mean, of which the first is named. Nobody knows how the same
 * GPU does with more in progress than was measured; of another one the model says how many it takes.
 */
function correctionFor({ type, gpu }: GpuType, comparisons: Comparisons): Correction & { readonly rest: Rest | null } {
  const own = comparisons.filter((one) => one.type === type);
  const alike = comparisons.filter((one) => one.gpu === gpu);
  const all = own.length > 0 ? own : alike.length > 0 ? alike : comparisons;
  const sum = all.reduce((logs, one) => logs + Math.log(one.speed), 0);
  const isOther = own.length === 0 && alike.length > 0;
  return {
    speed: all.length === 0 ? 1 : Math.exp(sum / all.length),
    mostPerGpu: isOther ? Math.max(...alike.map(({ perGpu }) => perGpu)) : Infinity,
    rest: all[0]?.rest ?? null,
  };
}

function measuredPlan(base: TypePlan, work: Work, levels: readonly Level[], rest: Rest): TypePlan {
  const atOnce = rest.level.concurrency ?? base.sequences * base.replicas;
  return {
    ...base,
    basis: 'measured',
    sequences: atOnce / base.replicas,
    tokensPerSecond: rest.perSecond,
    factors: OWN_FACTORS,
    measurement: {
      levels: levels.flatMap((one) => {
        const tokens = tokensOf(one, work);
        return one.concurrency === null ? [] : [[one.concurrency, tokens, tokens, tokens] as const];
      }),
    },
    requestsHeld: Math.max(base.requestsHeld, Math.ceil(atOnce)),
    rest,
  };
}
