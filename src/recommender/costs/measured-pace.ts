import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { computedWorkOf, type Needs, writesTokens } from '../needs/needs.ts';
import { type ComputingSpeed, computingSpeed } from '../throughput/computed-work.ts';
import { growing, OWN_FACTORS, type SpanFactors } from '../throughput/interval.ts';
import type { Level } from '../throughput/measured-types.ts';
import type { Rest } from '../throughput/plan.ts';
import { requestsAtOnce } from './capacity.ts';
import { waitLimit } from './costing.ts';
import type { Pace } from './pace.ts';

// A model that doesn't write tokens, on the types that a team measured it on, and on those that compare with them.

export interface MeasuredPaces {
  /** Of a type as it was measured, or as it compares with one, by what is modelled of it. Undefined where neither says anything of it. */
  readonly paceOn: (spec: InstanceType, modelled: Pace | undefined) => Pace | undefined;
  /** How much faster the model of such work is known to be than it says; 1 where nothing says so. */
  readonly speed: number;
  /** Some load that was measured on it was answered in time, or none was measured. */
  readonly isHeld: (spec: InstanceType) => boolean;
  /** One request by itself took longer there than callers wait. */
  readonly isTooSlow: (spec: InstanceType) => boolean;
}

/** Nothing where nothing was measured, and of a model that writes tokens. */
export function measuredPaces(component: InstanceComponent, needs: Needs): MeasuredPaces | undefined {
  const { measured } = needs;
  if (measured === undefined || measured.levels.size === 0 || writesTokens(needs)) return undefined;
  const limit = measuredLimit(component, needs);
  const types = [...measured.levels].flatMap(([type, levels]): MeasuredType[] => {
    const spec = instanceTypeOf(type);
    const level = bestHeld(levels, limit);
    return spec && level ? [{ spec, level, speed: speedOf(needs, spec) }] : [];
  });
  const compared = types.filter((type) => type.speed !== undefined);
  const speed = meanRatio(compared);
  return {
    paceOn: (spec, modelled) => {
      const own = types.find((one) => one.spec === spec);
      if (own) return measuredOn(own, needs.modelSizeGB);
      return computedWorkOf(needs) === undefined
        ? ofSimilar(spec, types, needs)
        : modelled && scaled(modelled, compared, speed);
    },
    speed,
    isHeld: ({ name }) => {
      const levels = measured.levels.get(name);
      return levels === undefined || bestHeld(levels, limit) !== undefined;
    },
    isTooSlow: ({ name }) => {
      const levels = measured.levels.get(name) ?? [];
      return levels.some(({ concurrency }) => Number(concurrency) <= 1) && bestHeld(levels, limit) === undefined;
    },
  };
}

/** What a measured time is held against: what was stated of how long the model takes gives way to it. */
export const measuredLimit = (component: InstanceComponent, needs: Needs): number =>
  Math.min(waitLimit(component, needs), needs.stated.answerSeconds ?? Infinity);

/** A type that was measured, at the load that it is planned for. */
interface MeasuredType {
  readonly spec: InstanceType;
  readonly level: Level;
  /** By the model, where there is one of such work. */
  readonly speed: ComputingSpeed | undefined;
}

function speedOf(needs: Needs, spec: InstanceType): ComputingSpeed | undefined {
  const work = computedWorkOf(needs);
  return work && computingSpeed(work, spec);
}

/** The load with the most requests per second of those at which callers were answered in time; of two the lower. */
function bestHeld(levels: readonly Level[], limit: number): Level | undefined {
  let best: Level | undefined;
  for (const level of levels) {
    if (level.latency !== null && level.latency.seconds > limit) continue;
    if (best === undefined || level.requestsPerSecond > best.requestsPerSecond) best = level;
  }
  return best;
}

/** Requests per second by the model with as many in progress. */
const modelledRate = ({ units, unitSeconds }: ComputingSpeed, { concurrency }: Level): number =>
  Math.min(units, concurrency ?? units) / unitSeconds;

/** How much faster the types were than the model says, on average. */
function meanRatio(types: readonly MeasuredType[]): number {
  const ratios = types.flatMap(({ level, speed }) =>
    speed === undefined ? [] : [level.requestsPerSecond / modelledRate(speed, level)],
  );
  return ratios.length === 0 ? 1 : Math.exp(ratios.reduce((sum, one) => sum + Math.log(one), 0) / ratios.length);
}

const restOf = ({ spec, level, speed }: MeasuredType): Rest => ({
  type: spec.name,
  level,
  unit: 'requests',
  perSecond: level.requestsPerSecond,
  modelled: speed === undefined ? null : growing(modelledRate(speed, level), speed.factors),
});

function measuredOn(own: MeasuredType, modelSizeGB: number | undefined): Pace {
  const { level, spec } = own;
  const atOnce = level.concurrency ?? requestsAtOnce(spec, modelSizeGB);
  return {
    work: 'in-turn',
    atOnce,
    seconds: atOnce / level.requestsPerSecond,
    held: Infinity,
    ...OWN_FACTORS,
    own: { basis: 'measured', rest: restOf(own) },
  };
}

/** A processor of another size or generation than the measured one. As of encoders, of which it is modelled by vCPU. */
const SIMILAR_FACTORS: SpanFactors = { low: 0.5, high: 2 };

/** By vCPUs, from the nearest size that was measured, of processors for the same images: how GPUs compare isn't known of any work. */
function ofSimilar(spec: InstanceType, types: readonly MeasuredType[], { modelSizeGB }: Needs): Pace | undefined {
  if (spec.acceleratorCount > 0) return undefined;
  const own = requestsAtOnce(spec, modelSizeGB);
  let nearest: { readonly type: MeasuredType; readonly times: number } | undefined;
  for (const type of types) {
    if (type.spec.acceleratorCount > 0 || type.spec.isArm !== spec.isArm) continue;
    const times = own / requestsAtOnce(type.spec, modelSizeGB);
    if (nearest === undefined || apart(times) < apart(nearest.times)) nearest = { type, times };
  }
  if (nearest === undefined) return undefined;
  const { atOnce, seconds } = measuredOn(nearest.type, modelSizeGB);
  return {
    work: 'in-turn',
    atOnce: atOnce * nearest.times,
    seconds,
    held: Infinity,
    ...SIMILAR_FACTORS,
    own: { basis: 'modelled', rest: restOf(nearest.type) },
  };
}

const apart = (times: number): number => Math.max(times, 1 / times);

/** What the model says of a type, as much faster as the measured ones were; of several the first is named. */
function scaled(pace: Pace, [first]: readonly MeasuredType[], speed: number): Pace {
  if (first === undefined) return pace;
  return { ...pace, seconds: pace.seconds / speed, own: { basis: 'modelled', rest: restOf(first) } };
}
