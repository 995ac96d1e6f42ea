import type { Judgement } from '../judge.ts';
import type { Flip } from '../recommendation.ts';
import { type Boundary, findBoundary } from './boundary.ts';
import { flipText } from './change-words.ts';
import type { NumberDimension } from './dimensions.ts';
import { type Kernel, type Outcome, optionOf, type Sample, type Surveyed } from './survey.ts';

interface Found {
  readonly flip: Flip;
  /** How far the number has to move; Infinity where there is none to move from. */
  readonly ratio: number;
}

/**
 * For every field the nearest value at which the option is another: numbers by the size of the change, then the rest in
 * the order of the form.
 */
export function findFlips(surveyed: readonly Surveyed[], base: Judgement, kernel: Kernel): Flip[] {
  const numbers: Found[] = [];
  const others: Found[] = [];
  for (const { dimension, walks } of surveyed) {
    if (dimension.kind === 'number') {
      const found = nearest(walks.flatMap((walk) => numberFlip(dimension, walk, base, kernel)));
      if (found) numbers.push(found);
    } else {
      const sample = walks.flat().find(({ outcome }) => optionOf(outcome) !== optionOf(base));
      if (sample) others.push({ flip: flipTo(dimension.field, sample.value, sample.outcome, base), ratio: Infinity });
    }
  }
  numbers.sort((a, b) => a.ratio - b.ratio);
  return [...numbers, ...others].map(({ flip }) => flip);
}

function nearest(found: Found[]): Found | undefined {
  return found.length > 1 ? found.toSorted((a, b) => a.ratio - b.ratio)[0] : found[0];
}

function numberFlip(dimension: NumberDimension, walk: readonly Sample[], base: Judgement, kernel: Kernel): Found[] {
  const current = base.needs.stated[dimension.field] as number | undefined;
  const boundary =
    current === undefined
      ? fromSilence(dimension, walk, base, kernel)
      : fromStated(dimension, current, walk, base, kernel);
  if (!boundary) return [];
  const { value, before, outcome } = boundary;
  const ratio = current ? Math.max(value / current, current / value) : Infinity;
  return [{ flip: flipTo(dimension.field, value, outcome, base, before), ratio }];
}

const changesFrom = (base: Judgement) => (outcome: Outcome) => optionOf(outcome) !== optionOf(base);

function fromStated(
  dimension: NumberDimension,
  current: number,
  walk: readonly Sample[],
  base: Judgement,
  kernel: Kernel,
): Boundary | undefined {
  const changes = changesFrom(base);
  const index = walk.findIndex(({ outcome }) => changes(outcome));
  const far = walk[index];
  if (!far) return undefined;
  const near = index === 0 ? current : (walk[index - 1]?.value as number);
  return findBoundary(dimension, near, far, changes, base, kernel);
}

/** Nothing is stated, so there is no distance: the first turn on the way from where silence stands. */
function fromSilence(
  dimension: NumberDimension,
  walk: readonly Sample[],
  base: Judgement,
  kernel: Kernel,
): Boundary | undefined {
  const changes = changesFrom(base);
  for (const [index, sample] of walk.entries()) {
    const next = walk[index + 1];
    if (!next || changes(sample.outcome) === changes(next.outcome)) continue;
    const [near, far] = changes(next.outcome) ? [sample, next] : [next, sample];
    return findBoundary(dimension, near.value as number, far, changes, base, kernel);
  }
  return undefined;
}

function flipTo(
  field: Flip['field'],
  value: Sample['value'],
  outcome: Outcome,
  base: Judgement,
  before?: number,
): Flip {
  const option = optionOf(outcome);
  return {
    field,
    from: base.needs.stated[field] ?? null,
    to: value,
    option,
    text: flipText(field, value, before, option),
  };
}
