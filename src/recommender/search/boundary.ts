import type { Judgement } from '../judge.ts';
import type { NumberDimension } from './dimensions.ts';
import { type Kernel, type Outcome, outcomeOf, type Sample, withValue } from './survey.ts';

/** How close to the turning point a found number is: within 0.1 % of it, with a little to spare. */
const PRECISION = 0.0009;
const NEARBY = 0.001;
/** A number with few digits is easier to say; the first that turns as well is taken. */
const ROUND_DIGITS = [3, 4, 5] as const;

/** A number at which something turns: it holds at `value`, and does not 0.1 % before it. */
export interface Boundary {
  readonly value: number;
  readonly outcome: Outcome;
  /** The last value at which it did not hold. */
  readonly before: number;
}

/**
 * Narrows the turning point between two values by bisection on the kernel itself, and takes a rounder number close by
 * where it turns there as well. Undefined where the turn lies so close to zero that no number is 0.1 % before it.
 */
export function findBoundary(
  dimension: NumberDimension,
  near: number,
  far: Sample,
  holds: (outcome: Outcome) => boolean,
  base: Judgement,
  kernel: Kernel,
): Boundary | undefined {
  const outcomeAt = (value: number): Outcome => outcomeOf(kernel(withValue(base.needs.stated, dimension.field, value)));
  let before = near;
  let value = far.value as number;
  let { outcome } = far;
  while (!isNarrow(before, value, dimension.whole)) {
    const middle = middleOf(before, value, dimension.whole);
    if (middle === before || middle === value) return undefined;
    const tried = outcomeAt(middle);
    if (holds(tried)) {
      value = middle;
      outcome = tried;
    } else before = middle;
  }
  for (const digits of ROUND_DIGITS) {
    const rounder = roundedAway(value, before, digits);
    if (rounder === value || isPast(rounder, dimension)) continue;
    const atRounder = outcomeAt(rounder);
    const justBefore = rounder > before ? rounder * (1 - NEARBY) : rounder * (1 + NEARBY);
    if (holds(atRounder) && !holds(outcomeAt(justBefore))) return { value: rounder, outcome: atRounder, before };
  }
  return { value, outcome, before };
}

function isNarrow(before: number, value: number, whole: boolean): boolean {
  const gap = Math.abs(value - before);
  return gap <= (whole ? 1 : PRECISION * Math.abs(value));
}

function middleOf(a: number, b: number, whole: boolean): number {
  if (whole) return Math.round((a + b) / 2);
  return a > 0 && b > 0 && Math.max(a, b) / Math.min(a, b) > 2 ? Math.sqrt(a) * Math.sqrt(b) : (a + b) / 2;
}

/** So many significant digits, on the far side of the turning point. */
function roundedAway(value: number, before: number, digits: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - (digits - 1));
  const steps = value / unit;
  const rounded = (value > before ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9)) * unit;
  return Number(rounded.toPrecision(digits + 1));
}

const isPast = (value: number, { min, max }: NumberDimension): boolean => value < min || value > max;
