import type { Needs } from '../needs.ts';
import type { NumberDimension } from './dimension.ts';
import { mayTurn } from './may-turn.ts';
import { type NumberSample, optionOf } from './outcome.ts';

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
