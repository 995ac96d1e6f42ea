import type { InstanceType } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { HOURS_PER_MONTH, STORAGE_VOLUME_GB, USABLE_MEMORY_SHARE } from '../facts/working-figures.ts';
import { computedWorkOf, isTimedByMeasurement, type Needs } from '../needs/needs.ts';
import { type ComputedWork, type ComputingSpeed, computingSpeed } from '../throughput/computed-work.ts';
import { remembered } from '../workload/remembered.ts';
import { requestsAtOnce } from './capacity.ts';
import { canReach, secondsLimit, waitLimit } from './costing.ts';
import { type MeasuredPaces, measuredLimit, measuredPaces } from './measured-pace.ts';
import type { Pace } from './pace.ts';
import { type ScaledTime, scaledTime } from './scaled-time.ts';
import type { Candidate, Candidates } from './writing-types.ts';

// Of a model that doesn't write tokens: which types hold it and are as fast as asked, and how fast each is.

/** A type that may be chosen, with what it costs. */
export interface PricedType extends Candidate {
  /** Absent where the seconds of a request are stated, or nobody knows them. */
  readonly pace: Pace | undefined;
  readonly scaled?: ScaledTime | undefined;
  /** Per hour with its volume, in US dollars; where the Region lists no price of any, its memory in GiB in place of it. */
  readonly usd: number;
  readonly isListed: boolean;
}

/** A type that holds a model that doesn't write tokens. */
export interface HoldingType extends PricedType {
  /** Requests in work on one at the same moment. */
  readonly atOnce: number;
}

/** The cheapest by the hour first, of two the newer. */
const pricedOf = remembered(({ component, book, types }: Candidates): readonly HoldingType[] => {
  const isListed = types.some(({ type }) => book.listed(component, type) !== undefined);
  const storage = component === 'batch' ? 0 : (book.find('storage', '')?.usd ?? 0);
  return types
    .flatMap(({ type, spec }): HoldingType[] => {
      const usd = isListed ? book.listed(component, type)?.usd : memoryOf(spec);
      const volume = spec.hasLocalDisk ? 0 : (storage * STORAGE_VOLUME_GB) / HOURS_PER_MONTH;
      return usd === undefined
        ? []
        : [{ type, spec, pace: undefined, usd: usd + volume, isListed, atOnce: requestsAtOnce(spec, undefined) }];
    })
    .sort((a, b) => a.usd - b.usd || generationOf(b.type) - generationOf(a.type) || (a.type < b.type ? -1 : 1));
});

/** Of a family of instance types: 6 of `ml.c6i.large`. */
const generationOf = (type: string): number => Number(/\d+/.exec(type)?.[0]);

const memoryOf = ({ gpuMemoryGiB, memoryGiB }: InstanceType): number => gpuMemoryGiB || memoryGiB;

/** Those that hold this much and are as fast as asked, the cheapest by the hour first. */
export function typesHolding(memoryGiB: number, needs: Needs, candidates: Candidates): readonly HoldingType[] {
  const { component } = candidates;
  const work = computedWorkOf(needs);
  const limit = secondsLimit(component, needs);
  const waits = waitLimit(component, needs);
  const measured = measuredPaces(component, needs);
  const types = pricedOf(candidates).flatMap((priced): HoldingType[] => {
    if (memoryOf(priced.spec) < memoryGiB) return [];
    const atOnce = requestsAtOnce(priced.spec, needs.modelSizeGB);
    const pace = speedOf(work, priced.spec, atOnce, limit, measured);
    if (pace === 'too-slow') return [];
    const scaled = pace === undefined ? scaledTime(needs, priced.spec) : undefined;
    if (scaled === null || (scaled && scaled.times * Number(needs.processingTimeSeconds) > waits)) return [];
    return pace === undefined && atOnce === priced.atOnce && !scaled ? [priced] : [{ ...priced, atOnce, pace, scaled }];
  });
  // Where nobody stated a time, nothing is known of the others. Where none can be as fast as stated, the statement counts.
  const isKnown = ({ spec, pace }: HoldingType): boolean =>
    isTimedByMeasurement(needs) ? pace !== undefined : canReach(needs, spec);
  const known = types.filter(isKnown);
  return known.length > 0 ? known : types;
}

/** Undefined where the stated seconds are all that is known. */
function speedOf(
  work: ComputedWork | undefined,
  spec: InstanceType,
  atOnce: number,
  limit: number,
  measured: MeasuredPaces | undefined,
): Pace | 'too-slow' | undefined {
  const speed = work && computingSpeed(work, spec);
  const isInTime = speed !== undefined && speed.alone.likely <= limit * (measured?.speed ?? 1);
  const modelled = isInTime ? paceOf(speed, atOnce) : undefined;
  if (measured?.isTooSlow(spec)) return 'too-slow';
  const pace = measured === undefined ? modelled : measured.paceOn(spec, modelled);
  return pace ?? (work === undefined ? undefined : 'too-slow');
}

interface Efficient {
  /** What memory and time are asked for, as they tell types apart. */
  readonly asked: string;
  readonly work: ComputedWork | undefined;
  readonly measured: Needs['measured'];
  readonly types: readonly HoldingType[];
}

/** A search asks again and again for the same few. */
const efficientIn = remembered((_: Candidates): Efficient[] => []);
const EFFICIENT_MAX = 12;

/** Of these, those from which one would be chosen for some load. */
export function efficientHolding(memoryGiB: number, needs: Needs, candidates: Candidates): readonly HoldingType[] {
  const { component } = candidates;
  const holdsSeveral = needs.models > 1;
  // The least that is enough, of a type for all that is loaded, and of GPUs for one copy.
  const least = stepOf(memoryGiB, candidates);
  const leastEach = stepOf((needs.modelSizeGB ?? 0) / USABLE_MEMORY_SHARE, candidates);
  const work = needs.model?.computing;
  const { measured, timedOn } = needs;
  const isTimed = [work, measured, timedOn].some((one) => one !== undefined);
  const stated = isTimed ? needs.stated.processingTimeSeconds : undefined;
  const asked = [least, leastEach, holdsSeveral, limitOf(component, needs), stated, timedOn?.name].join();
  const lists = efficientIn(candidates);
  for (const list of lists)
    if (list.asked === asked && list.work === work && list.measured === measured) return list.types;
  const types = efficientOf(typesHolding(memoryGiB, needs, candidates), component, holdsSeveral);
  if (lists.length === EFFICIENT_MAX) lists.pop();
  lists.unshift({ asked, work, measured, types });
  return types;
}

function limitOf(component: InstanceComponent, needs: Needs): number {
  if (needs.measured !== undefined) return measuredLimit(component, needs);
  if (needs.timedOn !== undefined) return waitLimit(component, needs);
  return needs.model?.computing === undefined ? Infinity : secondsLimit(component, needs);
}

/** Of the memories that types have, or some of their GPUs together, the least that is enough; Infinity where none is. */
const stepOf = (memoryGiB: number, candidates: Candidates): number =>
  memoriesIn(candidates).find((memory) => memory >= memoryGiB) ?? Infinity;

const memoriesIn = remembered(({ types }: Candidates): readonly number[] =>
  [...new Set(types.flatMap(({ spec }) => memoriesOf(spec)))].sort((a, b) => a - b),
);

/** Of one of its GPUs, of two, of three … */
function memoriesOf({ gpuCount, gpuMemoryGiB, memoryGiB }: InstanceType): number[] {
  if (gpuCount === 0) return [memoryGiB];
  return Array.from({ length: gpuCount }, (_, at) => (gpuMemoryGiB * (at + 1)) / gpuCount);
}

/** A named type with its speed, where that is modelled and it is as fast as asked, or where it was measured. */
export function paceOn(component: InstanceComponent, needs: Needs, spec: InstanceType | undefined): Pace | undefined {
  if (spec === undefined) return undefined;
  const atOnce = requestsAtOnce(spec, needs.modelSizeGB);
  const measured = measuredPaces(component, needs);
  const pace = speedOf(computedWorkOf(needs), spec, atOnce, secondsLimit(component, needs), measured);
  return pace === 'too-slow' ? undefined : pace;
}

/** `atOnce`: copies of the model on its GPUs; on a processor all vCPUs share one. */
const paceOf = ({ units, unitSeconds, factors }: ComputingSpeed, atOnce: number): Pace => ({
  work: 'in-turn',
  atOnce: Math.min(units, atOnce),
  seconds: unitSeconds,
  held: Infinity,
  ...factors,
});

/**
 * Without those of which a number of smaller ones costs no more, whatever the load. Where several models share an instance, or an
 * account's instances for a job are few, size counts by itself.
 */
function efficientOf(
  types: readonly HoldingType[],
  component: InstanceComponent,
  holdsSeveral: boolean,
): HoldingType[] {
  const kept: HoldingType[] = [];
  for (const type of types) {
    const isBeaten = (other: HoldingType): boolean => {
      // What was measured and what was stated are counted in other units.
      if ((other.pace === undefined) !== (type.pace === undefined)) return false;
      if (holdsSeveral && memoryOf(other.spec) < memoryOf(type.spec)) return false;
      if (holdsSeveral || component === 'batch') return carriedBy(other) >= carriedBy(type);
      return priceOfUnit(other) <= priceOfUnit(type);
    };
    if (isMeasured(type) || !kept.some(isBeaten)) kept.push(type);
  }
  return kept;
}

export const isMeasured = ({ pace }: HoldingType): boolean => pace?.own?.basis === 'measured';

/** Of its hourly price, for what it carries. */
export const priceOfUnit = (type: HoldingType): number => type.usd / carriedBy(type);

/** The sizes from which one would be chosen for some load, whatever it needs: the cheapest by the hour first. */
export const sizesOffered = (candidates: Candidates): readonly HoldingType[] =>
  efficientOf(pricedOf(candidates), candidates.component, true);

/** Requests per second, or, where seconds aren't modelled, at once, of as many as the stated time has seconds. */
const carriedBy = ({ pace, scaled, atOnce }: HoldingType): number =>
  pace === undefined ? atOnce / (scaled?.times ?? 1) : pace.atOnce / pace.seconds;
