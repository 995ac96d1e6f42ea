import { candidatesFor } from '../costs/choose-instance.ts';
import { bookFor } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SERVERLESS_MEMORY_SIZES_MB } from '../facts/quotas.ts';
import type { Judgement } from '../judge/judgement.ts';
import type { ChoiceDimension, Dimension, NumberDimension } from './dimensions.ts';
import { DIMENSIONS } from './dimensions.ts';
import { type Kernel, type NumberSample, outcomeOf, type Sample, withValue } from './outcome.ts';
import { pointsOf, walkAlong } from './walk.ts';

export interface SurveyedNumber {
  readonly dimension: NumberDimension;
  /** Up and down from what is stated, or from what silence comes to; or one, from the end at which silence stands. */
  readonly walks: readonly (readonly NumberSample[])[];
}

export interface SurveyedChoice {
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
  const values = new Set([
    ...dimension.values.slice(0, 1),
    ...pricedValues(dimension, judgement, prices),
    ...dimension.values,
  ]);
  return { dimension, walks: [...values].filter((value) => value !== current).map((value) => [sample(value)]) };
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

/** Where costs are weighed, other Regions' prices and other sizes of instances may turn the option as well. */
function pricedValues({ field }: ChoiceDimension, { economics, needs }: Judgement, prices: PriceList): string[] {
  if (economics === null) return [];
  if (field === 'region')
    return prices.regions.map(({ region }) => region).filter((region) => isComparable(region, prices));
  if (field !== 'instanceType') return [];
  const book = bookFor(prices, needs.region);
  return (['cpu', 'gpu'] as const).flatMap((use) =>
    candidatesFor('hosting', use, book)
      .slice(0, TYPES_EACH)
      .map(({ type }) => type),
  );
}

/** A Region in which serverless capacity has no price would turn the option only because nothing can be compared. */
const isComparable = (region: string, prices: PriceList): boolean =>
  SERVERLESS_MEMORY_SIZES_MB.every((size) => bookFor(prices, region).find('serverless', size));
