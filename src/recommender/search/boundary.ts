import type { NumberDimension } from './dimension.ts';
import type { NumberSample, Outcome } from './outcome.ts';

/** How close to the turning point a found number is: within 0.1 % of it, with a little to spare. */
const PRECISION = 0.0009;
const NEARBY = 0.001;
/** A number with few digits is easier to say; the first that turns as well is taken. */
const ROUND_DIGITS = [2, 3, 4, 5] as const;

/** A number at which something turns: it holds at `at`, and does not 0.1 % before it. */
export interface Boundary {
  readonly at: NumberSample;
  /** The last value that was found at which it did not hold. */
  readonly before: NumberSample;
}

/**
 * Narrows the turning point between two samples by bisection on the kernel itself, and takes a rounder number close by
 * where it turns there as well. Undefined where the turn lies so close to zero that no number is 0.1 % before it.
 */
export function findBoundary(
  { whole, min, max }: NumberDimension,
  near: NumberSample,
  far: NumberSample,
  holds: (outcome: Outcome) => boolean,
  sample: (value: number) => NumberSample,
): Boundary | undefined {
  let before = near;
  let at = far;
  while (!isNarrow(before.value, at.value, whole)) {
    const middle = middleOf(before.value, at.value, whole);
    if (middle === before.value || middle === at.value) return undefined;
    const tried = sample(middle);
    if (holds(tried.outcome)) at = tried;
    else before = tried;
  }
  for (const digits of ROUND_DIGITS) {
    const rounder = roundedAway(at.value, before.value, digits);
    if (rounder === at.value) break;
    if (rounder > max || rounder < Math.min(min, far.value) || !isNarrow(rounder, before.value, whole, 2 * NEARBY))
      continue;
    const tried = sample(rounder);
    if (holds(tried.outcome) && !holds(sample(justBefore(rounder, before.value, whole)).outcome))
      return { at: tried, before };
  }
  return { at, before };
}

/** 0.1 % nearer; of a count at least one. */
function justBefore(value: number, before: number, whole: boolean): number {
  const step = whole ? Math.max(1, Math.floor(value * NEARBY)) : value * NEARBY;
  return value > before ? value - step : value + step;
}

function isNarrow(before: number, value: number, whole: boolean, precision = PRECISION): boolean {
  const gap = Math.abs(value - before);
  return gap <= precision * Math.abs(value) || (whole && gap <= 1);
}

function middleOf(a: number, b: number, whole: boolean): number {
  const middle = a > 0 && b > 0 && Math.max(a, b) / Math.min(a, b) > 2 ? Math.sqrt(a) * Math.sqrt(b) : (a + b) / 2;
  return whole ? Math.round(middle) : middle;
}

/** So many significant digits, on the far side of the turning point. */
function roundedAway(value: number, before: number, digits: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - (digits - 1));
  const steps = value / unit;
  const rounded = (value > before ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9)) * unit;
  return Number(rounded.toPrecision(digits + 1));
}
