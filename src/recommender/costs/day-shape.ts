import type { TrafficPattern } from '../needs.ts';

/** The load of equal parts of the busy hours, each relative to the busiest (1). */
export interface DayShape {
  readonly loads: readonly number[];
  readonly mean: number;
}

const FLAT: DayShape = { loads: [1], mean: 1 };

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

function shapeOf(loads: readonly number[]): DayShape {
  return { loads, mean: loads.reduce((sum, load) => sum + load, 0) / loads.length };
}
