import type { Needs } from '../../needs.ts';
import type { WorkloadField } from '../../workload.ts';
import { OPTION_COSTS } from '../options/index.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook } from '../price-book.ts';
import { volumeAt, volumeOf } from '../volume.ts';
import { CHOICES } from './choices.ts';
import type { Use } from './figure-rule.ts';
import { WORKINGS } from './workings.ts';

const RULES = [...CHOICES, ...WORKINGS];

type FigureId = (typeof RULES)[number]['figure'];

/** A figure of ours that an estimate made use of. */
interface CostAssumption {
  readonly figure: FigureId;
  /** The field of the workload that stands closest to it: stated, it would be stated instead, or bear on it. */
  readonly field: WorkloadField;
  readonly value: number | string;
  /** One sentence. */
  readonly text: string;
}

/** Which of our figures mattered in the estimate of this plan, those that can be stated instead first. */
export function usedAssumptions(plan: Plan, needs: Needs, book: PriceBook): CostAssumption[] {
  const { capacityFor, usageOf } = OPTION_COSTS[plan.option];
  const capacity = capacityFor(plan, needs, book);
  if (!capacity) return [];
  const volume = volumeOf(needs);
  const idle = volumeAt(needs, 0, 0);
  const atRest = usageOf(plan, needs, idle, 0, capacity);
  const usage = volume ? usageOf(plan, needs, volume, volume.processingSeconds, capacity) : atRest;
  const use: Use = { plan, needs, capacity, volume, usage, atRest };
  return RULES.filter((rule) => rule.applies(use)).map(({ figure, field, value, text }) => ({
    figure,
    field,
    value: value(use),
    text: text(use),
  }));
}
