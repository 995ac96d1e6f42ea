import { candidatesFor } from '../costs/choose-instance.ts';
import { sizesOffered } from '../costs/holding-types.ts';
import { bookFor } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SERVERLESS_MEMORY_SIZES_MB } from '../facts/quotas.ts';
import type { Judgement } from '../judge/judgement.ts';
import { COST_FACTORS } from '../judge/ranking.ts';
import { isGpuInstance, type Needs } from '../needs/needs.ts';
import { remembered } from '../workload/remembered.ts';
import { type ChoiceDimension, DIMENSIONS, type Dimension, type NumberDimension } from './dimensions.ts';
import {
  indexOf,
  type Kernel,
  type NumberSample,
  type Outcome,
  optionOf,
  outcomeOf,
  type Sample,
  withValue,
} from './outcome.ts';

export interface SurveyedNumber {
  readonly dimension: NumberDimension;
  /** Up and down from what is stated, or from what silence comes to; or one, from the end at which silence stands. */
  readonly walks: readonly (readonly NumberSample[])[];
}

interface SurveyedChoice {
  readonly dimension: ChoiceDimension;
  /** One for each of the other values. */
  readonly walks: readonly (readonly Sample[])[];
}

/** A field and what each of its other values leads to. */
export type Surveyed = SurveyedNumber | SurveyedChoice;

/** Tries every field that can change the option, each alone. */
export function survey(judgement: Judgement, kernel: Kernel, prices: PriceList): Surveyed[] {
  const surveyed: Surveyed[] = [];
  for (const dimension of DIMENSIONS) {
    if (dimension.applies(judgement.needs)) surveyed.push(surveyOf(dimension, judgement, kernel, prices));
  }
  return surveyed;
}

function surveyOf(dimension: Dimension, judgement: Judgement, kernel: Kernel, prices: PriceList): Surveyed {
  const { stated } = judgement.needs;
  const sample = <Value extends Sample['value']>(value: Value) => ({
    value,
    outcome: outcomeOf(kernel(withValue(stated, dimension.field, value))),
  });
  if (dimension.kind === 'number') return { dimension, walks: walksOf(dimension, judgement, sample) };
  const current = stated[dimension.field];
  const isForbidden = forbiddenFor(dimension, judgement);
  const values = new Set([
    ...dimension.values.slice(0, 1),
    ...pricedValues(dimension, judgement, prices),
    ...dimension.values,
  ]);
  return {
    dimension,
    walks: [...values].filter((value) => value !== current && !isForbidden(value)).map((value) => [sample(value)]),
  };
}

function walksOf(
  dimension: NumberDimension,
  judgement: Judgement,
  sample: (value: number) => NumberSample,
): NumberSample[][] {
  const { needs } = judgement;
  const points = pointsOf(dimension, needs);
  const walk = (towards: readonly number[], start?: NumberSample) =>
    walkAlong(towards, dimension, needs.costPriority, sample, start);
  const current = needs.stated[dimension.field];
  const from = current ?? dimension.impliedBy(needs);
  if (from === undefined) return [walk(dimension.silence === 'low' ? points : points.toReversed())];
  const start = current === undefined ? sample(from) : { value: from, outcome: outcomeOf(judgement) };
  return [
    walk(
      points.filter((point) => point > from),
      start,
    ),
    walk(points.filter((point) => point < from).toReversed(), start),
  ];
}

const TYPES_EACH = 6;

/** A way to another option that the team's rules close is none. */
function forbiddenFor({ field }: ChoiceDimension, { guards, needs }: Judgement): (value: string | boolean) => boolean {
  if (guards === null) return () => false;
  if (field === 'region') return (value) => guards.isRegionForbidden(String(value));
  if (field !== 'instanceType') return () => false;
  return (value) => guards.isBarred(String(value)) || (needs.requiresGpu && !isGpuInstance(String(value)));
}

/**
 * Where costs are weighed, other Regions' prices and other sizes of instances may turn the option as well; and where a rule
 * forbids what is stated, those that the rules leave.
 */
function pricedValues({ field }: ChoiceDimension, judgement: Judgement, prices: PriceList): string[] {
  const { economics, needs, guards } = judgement;
  if (field === 'region') {
    const allowed = guards?.regions ?? [];
    if (economics === null) return [...allowed];
    return [...allowed, ...prices.regions.map(({ region }) => region).filter((region) => isComparable(region, prices))];
  }
  const isNeeded = economics !== null || guards?.isBarred(needs.stated.instanceType ?? '');
  if (field !== 'instanceType' || !isNeeded) return [];
  const book = bookFor(prices, needs.region);
  return (['cpu', 'gpu'] as const).flatMap((use) =>
    sizesOffered(candidatesFor('hosting', use, book))
      .filter(({ type }) => !guards?.isBarred(type))
      .slice(0, TYPES_EACH)
      .map(({ type }) => type),
  );
}

/** A Region in which serverless capacity has no price would turn the option only because nothing can be compared. */
const isComparable = (region: string, prices: PriceList): boolean =>
  SERVERLESS_MEMORY_SIZES_MB.every((size) => bookFor(prices, region).find('serverless', size));

/** Up to the first turn neighbours come this close where the option may turn between them, and behind it this close. */
const FINEST_BEFORE = 1.03;
const FINEST_BEHIND = 2;

/** Samples between the points of one walk: the search has to end in a millisecond. */
const BETWEEN_MAX = 60;

/**
 * Walks the points in their order and tries more between two of them wherever the option could turn there and back. A turn that
 * returns within 3 % may be missed, where two estimates run side by side; so may a wider one far out, after 60 such tries.
 */
export function walkAlong(
  points: readonly number[],
  dimension: NumberDimension,
  costPriority: Needs['costPriority'],
  sample: (value: number) => NumberSample,
  start?: NumberSample,
): NumberSample[] {
  const walk: NumberSample[] = start ? [start] : [];
  let between = 0;
  let finest = FINEST_BEFORE;
  const goTo = (to: NumberSample): void => {
    const from = walk.at(-1);
    if (from) {
      const middle = between < BETWEEN_MAX ? middleOf(from.value, to.value, finest, dimension.whole) : undefined;
      if (middle !== undefined && mayTurn(from, to, dimension.isMonotone, costPriority)) {
        between += 1;
        goTo(sample(middle));
        goTo(to);
        return;
      }
      if (optionOf(from.outcome) !== optionOf(to.outcome)) finest = FINEST_BEHIND;
    }
    walk.push(to);
  };
  for (const point of points) goTo(sample(point));
  return walk;
}

/** A number with few digits about halfway; none where the two are close together. */
function middleOf(a: number, b: number, finest: number, whole: boolean): number | undefined {
  const [low, high] = a < b ? [a, b] : [b, a];
  if (high <= low * finest) return undefined;
  const middle = low === 0 ? high / 2 : Math.sqrt(low) * Math.sqrt(high);
  const short = Number(middle.toPrecision(3));
  const round = whole ? Math.round(short) : short;
  return round > low && round < high ? round : undefined;
}

/** Neighbouring points of a number are at most this factor apart. */
const STEP = 10;

/** How far beyond a value taken from the workload itself a walk goes at least, and how far below its span such a value may lie. */
const BEYOND = 1.5;
const BELOW_SPAN = 1000;

/** The values of a number that are tried first, ascending: decades over its span, and the values on which a rule turns. */
function pointsOf(dimension: NumberDimension, needs: Needs): readonly number[] {
  const fixed = fixedPoints(dimension);
  const own = dimension.cutsOf(needs).filter((cut) => isNear(cut, dimension));
  if (own.length === 0) return fixed;
  const around = own.flatMap((cut) =>
    dimension.whole ? [Math.ceil(cut), Math.floor(cut)] : [cut / BEYOND, cut, cut * BEYOND],
  );
  return ascending([...fixed, ...around]);
}

const fixedPoints = remembered(({ min, max, cuts }: NumberDimension): readonly number[] => {
  const points = [...cuts, max];
  for (let point = min; point < max; point *= STEP) points.push(Number(point.toPrecision(3)));
  return ascending(points);
});

const isNear = (cut: number, { min, max, whole }: NumberDimension): boolean =>
  cut >= (whole ? min : min / BELOW_SPAN) && cut <= max;

const ascending = (points: number[]): number[] => [...new Set(points)].sort((a, b) => a - b);

/** Of a number along which no estimate falls and rises again, the ends say all; of another, it may go this far beyond them. */
const BEYOND_ENDS_MAX = 2;

/**
 * Whether the option could turn between two samples, there and back, so that it has to be looked at more closely. Where
 * nothing is priced it turns on rules, and those stand among the cuts. Where the same plans fit at both ends, each estimate lies
 * between its ends, or about there; the option stays if no estimates within those could make another win.
 */
function mayTurn(a: NumberSample, b: NumberSample, isMonotone: boolean, costPriority: Needs['costPriority']): boolean {
  const [from, to] = [a.outcome, b.outcome];
  if (from.weighed === null && to.weighed === null) return false;
  if (from.weighed !== to.weighed || optionOf(from) !== optionOf(to) || !haveSamePlans(from, to)) return true;
  const width = Math.max(a.value, b.value) / Math.min(a.value, b.value);
  const beyond = isMonotone || haveSameCosts(from, to) ? 1 : Math.min(width, BEYOND_ENDS_MAX);
  return !staysPut(from, to, beyond, COST_FACTORS[costPriority]);
}

function haveSamePlans(a: Outcome, b: Outcome): boolean {
  for (const [index, pair] of a.bests.entries()) {
    const other = b.bests[index];
    if (pair?.fit !== other?.fit || pair?.scaling !== other?.scaling || pair?.hosting !== other?.hosting) return false;
  }
  return true;
}

const haveSameCosts = (a: Outcome, b: Outcome): boolean => a.usd.every((usd, index) => usd === b.usd[index]);

/** What an estimate is at least and at most between two samples. */
interface Span {
  readonly low: number;
  readonly high: number;
}

function staysPut(a: Outcome, b: Outcome, beyond: number, factor: number): boolean {
  const shape = indexOf(a.weighed as NonNullable<Outcome['weighed']>);
  const winner = indexOf(optionOf(a) as NonNullable<Outcome['weighed']>);
  const fit = a.bests[shape]?.fit;
  const spans: (Span | null)[] = a.usd.map((usd, index) => {
    const other = b.usd[index] ?? null;
    if (usd === null || other === null || a.bests[index]?.fit !== fit) return null;
    return { low: Math.min(usd, other) / beyond, high: Math.max(usd, other) * beyond };
  });
  // Both were weighed at both ends, so both are priced there.
  const first = spans[shape] as Span;
  const chosen = spans[winner] as Span;
  const rivals = spans.filter((span, index) => span !== null && index !== shape) as Span[];
  if (winner !== shape) {
    return chosen.high * factor < first.low && rivals.every((rival) => rival === chosen || rival.low > chosen.high);
  }
  // A cheaper one that was not let past at either end (it queues, say) is let past nowhere in between.
  return rivals.every(({ low, high }) => high * factor < first.low || low * factor >= first.high);
}
