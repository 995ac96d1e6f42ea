import type { TrafficPattern } from '../needs.ts';

/** How the load lies in the busy hours. */
export interface DayShape {
  /** Each load that occurs, relative to the busiest (1), and in how many of the parts. */
  readonly loads: readonly { readonly load: number; readonly times: number }[];
  /** The equal parts into which the busy hours fall. */
  readonly parts: number;
  readonly mean: number;
}

const FLAT = shapeOf([1]);

/**
 * Twenty-four hours of traffic that rises and falls and is seldom idle: a quiet night at a tenth of the busiest hours, a
 * morning rise, a long working day, an evening tail. Its mean is half of its peak: callers of one continent.
 */
const DAY_CURVE = shapeOf([
  0.2, 0.15, 0.1, 0.1, 0.1, 0.15, 0.25, 0.45, 0.65, 0.85, 1, 1, 0.9, 0.9, 1, 0.9, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25,
  0.2, 0.1,
]);

const SHAPES: Record<TrafficPattern, DayShape> = {
  steady: FLAT,
  variable: DAY_CURVE,
  // What comes and goes is flat while it is there: how long it is there is known or assumed in hours.
  intermittent: FLAT,
  dataset: FLAT,
};

export const dayShapeOf = (traffic: TrafficPattern): DayShape => SHAPES[traffic];

function shapeOf(parts: readonly number[]): DayShape {
  const loads = [...new Set(parts)].map((load) => ({ load, times: parts.filter((part) => part === load).length }));
  return { loads, parts: parts.length, mean: parts.reduce((sum, load) => sum + load, 0) / parts.length };
}
