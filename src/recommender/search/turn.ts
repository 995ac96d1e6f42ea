import { type Boundary, findBoundary } from './boundary.ts';
import type { NumberDimension } from './dimension.ts';
import type { NumberSample, Outcome } from './outcome.ts';

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
  readonly #sample: (field: NumberDimension['field'], value: number) => NumberSample;
  readonly #found = new Map<NumberSample, Boundary[]>();

  constructor(sample: (field: NumberDimension['field'], value: number) => NumberSample) {
    this.#sample = sample;
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
    const boundary = near && this.#narrow(dimension, near, sample, holds);
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
    return this.#narrow(dimension, at, next, hasEnded)?.before ?? at;
  }

  #narrow(dimension: NumberDimension, near: NumberSample, far: NumberSample, holds: Holds): Boundary | undefined {
    const known = this.#found.get(far) ?? [];
    this.#found.set(far, known);
    for (const boundary of known) if (holds(boundary.at.outcome) && !holds(boundary.before.outcome)) return boundary;
    const found = findBoundary(dimension, near, far, holds, (value) => this.#sample(dimension.field, value));
    if (found) known.push(found);
    return found;
  }
}

/** Where the first sample holds already, the way back from the first that does not. */
export function whereTo(walk: Walk, holds: Holds): { far: number; towards: Walk } {
  const far = walk.findIndex(({ outcome }) => holds(outcome));
  if (far !== 0) return { far, towards: walk };
  const ends = walk.findIndex(({ outcome }) => !holds(outcome));
  return ends === -1 ? { far, towards: walk } : { far: 1, towards: walk.slice(0, ends + 1).toReversed() };
}
