import type { Needs } from '../needs.ts';
import type { CostLine } from './bill/cost-lines.ts';
import { OPTION_COSTS } from './options/index.ts';
import type { Capacity } from './options/option-cost.ts';
import type { Plan } from './plan.ts';
import { type Volume, volumeAt } from './volume.ts';

/** A line of a bill, and how much of it a month uses. */
export interface UsedLine {
  readonly line: CostLine;
  readonly quantity: number;
}

/**
 * The lines that a plan's bill shows: what serves, also where nothing is known to be used of it, because its rate is named
 * there; and of the rest what is used. Where the volume is not known, what is used without a single request.
 */
export function usedLines(plan: Plan, needs: Needs, volume: Volume | null, capacity: Capacity): UsedLine[] {
  const { lines, usageOf } = OPTION_COSTS[plan.option];
  const certain = volume ?? volumeAt(needs, 0, 0);
  const usage = usageOf(plan, needs, certain, certain.processingSeconds, capacity);
  return lines(plan)
    .map((line) => ({ line, quantity: usage[line.meter] }))
    .filter(({ line, quantity }) => line.byType || quantity > 0);
}
