import type { Needs } from '../needs.ts';
import type { NumberDimension } from './dimension.ts';

/** Neighbouring points of a number are at most this factor apart. */
const STEP = 10;
/** How far beyond a value taken from the workload itself a walk goes at least, and how far below its span such a value may lie. */
const BEYOND = 1.5;
const BELOW_SPAN = 1000;

const POINTS = new Map<NumberDimension, readonly number[]>();

/** The values of a number that are tried first, ascending: decades over its span, and the values on which a rule turns. */
export function pointsOf(dimension: NumberDimension, needs: Needs): readonly number[] {
  const fixed = POINTS.get(dimension) ?? fixedPoints(dimension);
  POINTS.set(dimension, fixed);
  const own = dimension.cutsOf(needs).filter((cut) => isNear(cut, dimension));
  if (own.length === 0) return fixed;
  const around = own.flatMap((cut) =>
    dimension.whole ? [Math.ceil(cut), Math.floor(cut)] : [cut / BEYOND, cut, cut * BEYOND],
  );
  return ascending([...fixed, ...around]);
}

function fixedPoints({ min, max, cuts }: NumberDimension): readonly number[] {
  const points = [...cuts, max];
  for (let point = min; point < max; point *= STEP) points.push(Number(point.toPrecision(3)));
  return ascending(points);
}

const isNear = (cut: number, { min, max, whole }: NumberDimension): boolean =>
  cut >= (whole ? min : min / BELOW_SPAN) && cut <= max;

const ascending = (points: number[]): number[] => [...new Set(points)].sort((a, b) => a - b);
