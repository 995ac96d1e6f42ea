import type { Fit, Judgement, Pair } from '../judge.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import type { Workload, WorkloadField } from '../workload.ts';
import { DIMENSIONS, type Dimension, type NumberDimension } from './dimensions.ts';

/** The kernel with its prices: the one thing that the search asks. */
export type Kernel = (workload: Workload) => Judgement;

/** What the search looks at in a judgement. Hundreds are made for one answer; the rest of each is let go at once. */
export interface Outcome {
  readonly choice: Pair | null;
  /** How each option fits, in the options' order. */
  readonly fits: readonly Fit[];
}

export function outcomeOf({ choice, verdicts }: Judgement): Outcome {
  return { choice, fits: verdicts.map(({ best }) => best?.fit ?? 'no') };
}

/** What the kernel says when one field, alone, has another value. */
export interface Sample {
  readonly value: number | string | boolean;
  readonly outcome: Outcome;
}

/** A field and what each of its other values leads to, in walking order: up from the stated value, or from silence. */
export interface Surveyed {
  readonly dimension: Dimension;
  /** One or two walks; each starts at what is stated now. */
  readonly walks: readonly (readonly Sample[])[];
}

export const optionOf = ({ choice }: Pick<Judgement, 'choice'>): InferenceOptionId | null => choice?.option.id ?? null;

/** Neighbouring samples of a number are at most this factor apart; what turns in between stands among the cuts. */
const STEP = 8;

/** Tries every field that can change the option, each alone. */
export function survey(judgement: Judgement, kernel: Kernel): Surveyed[] {
  const surveyed: Surveyed[] = [];
  for (const dimension of DIMENSIONS) {
    if (!dimension.applies(judgement.needs)) continue;
    surveyed.push({ dimension, walks: walksOf(dimension, judgement, kernel) });
  }
  return surveyed;
}

/** The workload with one field changed. */
export function withValue(workload: Workload, field: WorkloadField, value: unknown): Workload {
  const changed: Record<string, unknown> = { ...workload };
  changed[field] = value;
  return changed as Workload;
}

function walksOf(dimension: Dimension, judgement: Judgement, kernel: Kernel): Sample[][] {
  const { stated } = judgement.needs;
  const current = stated[dimension.field];
  const sample = (value: Sample['value']): Sample => ({
    value,
    outcome: outcomeOf(kernel(withValue(stated, dimension.field, value))),
  });
  if (dimension.kind === 'choice') {
    return dimension.values.filter((value) => value !== current).map((value) => [sample(value)]);
  }
  const points = pointsOf(dimension);
  if (typeof current !== 'number') {
    return [(dimension.silence === 'low' ? points : points.toReversed()).map(sample)];
  }
  return [
    points.filter((point) => point > current).map(sample),
    points
      .filter((point) => point < current)
      .toReversed()
      .map(sample),
  ];
}

const POINTS = new Map<NumberDimension, readonly number[]>();

/** The values of a number that are tried, ascending: a geometric grid over its span, and the cuts. */
function pointsOf(dimension: NumberDimension): readonly number[] {
  const known = POINTS.get(dimension);
  if (known) return known;
  const { min, max, whole, cuts } = dimension;
  const points = new Set(cuts);
  for (let point = min; point < max; point *= STEP) points.add(whole ? Math.round(point) : point);
  points.add(max);
  const sorted = [...points].toSorted((a, b) => a - b);
  POINTS.set(dimension, sorted);
  return sorted;
}
