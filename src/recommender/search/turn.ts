import type { NumberDimension } from './dimensions.ts';
import type { NumberSample, Outcome } from './outcome.ts';
import type { SurveyedNumber } from './survey.ts';

export type Holds = (outcome: Outcome) => boolean;
type Walk = readonly NumberSample[];

/** A number from which on something holds, as far as was looked. */
export interface Turn {
  readonly at: NumberSample;
  /** The last value at which it did not hold; absent where it cannot be narrowed, or holds wherever it was tried. */
  readonly before?: number;
  /** The last value of the walk up to which it holds; absent where that is the end of the walk. */
  readonly until?: number;
}

/** Finds turns on walks, and remembers each: what flips the option is often what makes another one fit. */
export class Turns {
  readonly sample: (field: NumberDimension['field'], value: number) => NumberSample;
  readonly #found = new Map<NumberSample, Boundary[]>();

  constructor(sample: (field: NumberDimension['field'], value: number) => NumberSample) {
    this.sample = sample;
  }

  /**
   * The first turn on a walk on which it holds somewhere, from where that starts; where it holds there already, the one at
   * which it ceases to hold. How far it holds is told by `isAsFound`: the same as at the turn.
   */
  first(
    dimension: NumberDimension,
    walk: Walk,
    holds: Holds,
    isAsFound: (outcome: Outcome, found: Outcome) => boolean = holds,
  ): Turn {
    const { far, towards } = whereTo(walk, holds);
    const sample = towards[far] as NumberSample;
    const near = towards[far - 1];
    const boundary = near && this.narrow(dimension, near, sample, holds);
    const at = boundary?.at ?? sample;
    const turn = boundary ? { at, before: boundary.before.value } : { at };
    const beyond = towards.slice(far);
    const end = beyond.findIndex(({ outcome }) => !isAsFound(outcome, at.outcome));
    if (end === -1) return turn;
    const last = beyond[end - 1] ?? this.#end(dimension, at, sample, (outcome) => !isAsFound(outcome, at.outcome));
    return { ...turn, until: last.value };
  }

  /** Where what was found ends before the next sample of the walk. */
  #end(dimension: NumberDimension, at: NumberSample, next: NumberSample, hasEnded: Holds): NumberSample {
    return this.between(dimension, at, next, hasEnded).before;
  }

  /** The same as `narrow`; the two neighbours themselves where it can't be narrowed. */
  between(dimension: NumberDimension, near: NumberSample, far: NumberSample, holds: Holds): Boundary {
    return this.narrow(dimension, near, far, holds) ?? { at: far, before: near };
  }

  /** The turning point between two neighbours of a walk: it doesn't hold at `near` and holds at `far`. */
  narrow(dimension: NumberDimension, near: NumberSample, far: NumberSample, holds: Holds): Boundary | undefined {
    const known = this.#found.get(far) ?? [];
    this.#found.set(far, known);
    for (const boundary of known) if (holds(boundary.at.outcome) && !holds(boundary.before.outcome)) return boundary;
    const found = findBoundary(dimension, near, far, holds, (value) => this.sample(dimension.field, value));
    if (found) known.push(found);
    return found;
  }
}

/** Where the first sample holds already, the way back from the first that does not. */
function whereTo(walk: Walk, holds: Holds): { far: number; towards: Walk } {
  const far = walk.findIndex(({ outcome }) => holds(outcome));
  if (far !== 0) return { far, towards: walk };
  const ends = walk.findIndex(({ outcome }) => !holds(outcome));
  return ends === -1 ? { far, towards: walk } : { far: 1, towards: walk.slice(0, ends + 1).toReversed() };
}

interface Near {
  readonly turn: Turn;
  /** How far the number has to move from where its walks start. */
  readonly ratio: number;
}

/** Of the turns on a number's walks the nearest, if it is nearer than `within`. */
export function nearestTurn(
  { dimension, walks }: SurveyedNumber,
  turns: Turns,
  holds: Holds,
  isAsFound: (outcome: Outcome, found: Outcome) => boolean = holds,
  within = Infinity,
): Near | undefined {
  let nearest: Near | undefined;
  let least = within;
  for (const walk of walks) {
    const { far, towards } = whereTo(walk, holds);
    if (far === -1) continue;
    const from = (walk[0] as NumberSample).value;
    // No turn is nearer than the last sample before it, and narrowing is what costs.
    if (distance(from, towards[far - 1]?.value ?? from) >= least) continue;
    const turn = turns.first(dimension, walk, holds, isAsFound);
    const ratio = distance(from, turn.at.value);
    if (ratio >= least) continue;
    least = ratio;
    nearest = { turn, ratio };
  }
  return nearest;
}

/** How close to the turning point a found number is: within 0.1 % of it, with a little to spare. */
const PRECISION = 0.0009;
const NEARBY = 0.001;

/** A number with few digits is easier to say; the first that turns as well is taken. */
const ROUND_DIGITS = [2, 3, 4, 5] as const;

/** A number at which something turns: it holds at `at`, and does not 0.1 % before it. */
interface Boundary {
  readonly at: NumberSample;
  /** The last value that was found at which it did not hold. */
  readonly before: NumberSample;
}

/**
 * Narrows the turning point between two samples by bisection on the kernel itself, and takes a rounder number close by
 * where it turns there as well. Undefined where the turn lies so close to zero that no number is 0.1 % before it.
 */
function findBoundary(
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

/** To this many significant digits, on the far side of the turning point. */
function roundedAway(value: number, before: number, digits: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - (digits - 1));
  const steps = value / unit;
  const rounded = (value > before ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9)) * unit;
  return Number(rounded.toPrecision(digits + 1));
}

/** By what factor a number has to move; from nothing, or to nothing, further than by any other. */
const distance = (from: number, to: number): number =>
  from === 0 || to === 0 ? Number.MAX_VALUE : Math.min(Number.MAX_VALUE, Math.max(to / from, from / to));
