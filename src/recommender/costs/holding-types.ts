import type { InstanceType } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { HOURS_PER_MONTH, STORAGE_VOLUME_GB } from '../facts/working-figures.ts';
import { computedWorkOf, type Needs } from '../needs/needs.ts';
import { type ComputingSpeed, computingSpeed } from '../throughput/computed-work.ts';
import { requestsAtOnce } from './capacity.ts';
import type { Pace } from './pace.ts';
import type { PriceBook } from './price-book.ts';
import type { Candidate } from './writing-types.ts';

// Of a model that doesn't write tokens: which types hold it and are as fast as asked, and how fast each is.

/** A type that may be chosen, with what it costs and does. */
export interface HoldingType extends Candidate {
  /** Absent where the seconds of a request are stated, or nobody knows them. */
  readonly pace: Pace | undefined;
  /** Per hour with its volume, in US dollars; where the Region lists no price of any, its memory in GiB in place of it. */
  readonly usd: number;
  readonly isListed: boolean;
}

type Priced = Pick<HoldingType, 'type' | 'spec' | 'usd' | 'isListed'>;

/** By list of candidates, of which each Region and way to pay has one: the cheapest by the hour first, of two the newer. */
const PRICED = new WeakMap<readonly Candidate[], readonly Priced[]>();

function pricedOf(component: InstanceComponent, book: PriceBook, candidates: readonly Candidate[]): readonly Priced[] {
  const known = PRICED.get(candidates);
  if (known) return known;
  const isListed = candidates.some(({ type }) => book.listed(component, type) !== undefined);
  const storage = component === 'batch' ? 0 : (book.find('storage', '')?.usd ?? 0);
  const priced = candidates
    .flatMap(({ type, spec }): Priced[] => {
      const usd = isListed ? book.listed(component, type)?.usd : memoryOf(spec);
      const volume = spec.hasLocalDisk ? 0 : (storage * STORAGE_VOLUME_GB) / HOURS_PER_MONTH;
      return usd === undefined ? [] : [{ type, spec, usd: usd + volume, isListed }];
    })
    .sort((a, b) => a.usd - b.usd || generationOf(b.type) - generationOf(a.type) || (a.type < b.type ? -1 : 1));
  PRICED.set(candidates, priced);
  return priced;
}

/** Of a family of instance types: 6 of `ml.c6i.large`. */
const generationOf = (type: string): number => Number(/\d+/.exec(type)?.[0]);

const memoryOf = ({ gpuMemoryGiB, memoryGiB }: InstanceType): number => gpuMemoryGiB || memoryGiB;

/** Those that hold this much and are as fast as asked, the cheapest by the hour first. */
export function typesHolding(
  memoryGiB: number,
  component: InstanceComponent,
  needs: Needs,
  book: PriceBook,
  candidates: readonly Candidate[],
): readonly HoldingType[] {
  const work = computedWorkOf(needs);
  const limit = secondsLimit(component, needs);
  return pricedOf(component, book, candidates).flatMap((priced): HoldingType[] => {
    if (memoryOf(priced.spec) < memoryGiB || !canReach(needs, priced.spec)) return [];
    if (work === undefined) return [{ ...priced, pace: undefined }];
    const speed = computingSpeed(work, priced.spec);
    return speed === undefined || speed.alone.likely > limit ? [] : [{ ...priced, pace: paceOf(speed) }];
  });
}

/** A named type with its speed, where that is modelled and it is as fast as asked. */
export function paceOn(component: InstanceComponent, needs: Needs, spec: InstanceType | undefined): Pace | undefined {
  const work = computedWorkOf(needs);
  const speed = work && spec && computingSpeed(work, spec);
  return speed === undefined || speed.alone.likely > secondsLimit(component, needs) ? undefined : paceOf(speed);
}

const paceOf = ({ units, unitSeconds, factors }: ComputingSpeed): Pace => ({
  work: 'in-turn',
  atOnce: units,
  seconds: unitSeconds,
  held: Infinity,
  ...factors,
});

/** Whether a type may be as fast as somebody measured: only what can't be, whatever the software, is left out. */
function canReach({ stated: { processingTimeSeconds }, model }: Needs, spec: InstanceType): boolean {
  const work = model?.computing;
  if (processingTimeSeconds === undefined || work === undefined) return true;
  const speed = computingSpeed(work, spec);
  return speed === undefined || speed.alone.least <= processingTimeSeconds;
}

/** How long a request may take by itself. A queue and a job have as long as they are given. */
export function secondsLimit(component: InstanceComponent, needs: Needs): number {
  const { responseTimeSeconds = Infinity, streaming, stated, isDataset } = needs;
  const { processingTimeSeconds = Infinity } = stated;
  const waits = streaming === 'none' && !isDataset ? responseTimeSeconds : Infinity;
  const quota = {
    hosting: QUOTAS.realTimeProcessing,
    asynchronous: QUOTAS.asynchronousProcessing,
    batch: QUOTAS.batchRecordProcessing,
  };
  return Math.min(waits, processingTimeSeconds, quota[component].value);
}

/** Without those that cost more and neither carry nor hold more than another one: whatever the load, its bill is smaller. */
export function efficientOf(types: readonly HoldingType[], holdsSeveral: boolean): HoldingType[] {
  const kept: HoldingType[] = [];
  for (const type of types) {
    const isBeaten = (other: HoldingType): boolean =>
      carriedBy(other) >= carriedBy(type) && (!holdsSeveral || memoryOf(other.spec) >= memoryOf(type.spec));
    if (!kept.some(isBeaten)) kept.push(type);
  }
  return kept;
}

/** The sizes from which one would be chosen for some load, whatever it needs: the cheapest by the hour first. */
export const sizesOffered = (
  component: InstanceComponent,
  book: PriceBook,
  candidates: readonly Candidate[],
): readonly HoldingType[] =>
  efficientOf(
    pricedOf(component, book, candidates).map((priced) => ({ ...priced, pace: undefined })),
    true,
  );

/** Requests per second, or, where seconds aren't modelled, at once. */
const carriedBy = ({ pace, spec }: HoldingType): number =>
  pace === undefined ? requestsAtOnce(spec) : pace.atOnce / pace.seconds;
