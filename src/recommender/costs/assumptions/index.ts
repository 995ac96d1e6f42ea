import type { Needs } from '../../needs.ts';
import type { Workload, WorkloadField } from '../../workload.ts';
import type { Usage } from '../bill/usage.ts';
import { OPTION_COSTS } from '../options/index.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook } from '../price-book.ts';
import { type Volume, volumeAt, volumeOf } from '../volume.ts';
import { CHOICES } from './choices.ts';
import type { Use } from './figure-rule.ts';
import { VOLUMES } from './volumes.ts';
import { WORKINGS } from './workings.ts';

const RULES = [...CHOICES, ...VOLUMES, ...WORKINGS];

type FigureId = (typeof RULES)[number]['figure'];

/** A figure of ours that an estimate made use of. */
export interface UsedFigure {
  readonly figure: FigureId;
  /** The field of the workload that stands closest to it: stated, it would be stated instead, or bear on it. */
  readonly field: WorkloadField;
  readonly value: number | string;
  /** One sentence, the same for all estimates in which the figure has this value. */
  readonly say: () => string;
}

/**
 * Which of our figures mattered in the estimate of this plan, those that can be stated instead first. `turns` are volumes at
 * which it is compared with another plan: a break-even rests on figures of which the month itself may make no use.
 */
export function usedFigures(plan: Plan, needs: Needs, book: PriceBook, turns: readonly Volume[] = []): UsedFigure[] {
  const { capacityFor, usageOf } = OPTION_COSTS[plan.option];
  const capacity = capacityFor(plan, needs, book);
  if (!capacity) return [];
  const usageAt = (at: Volume, asNeeded = needs): Usage => usageOf(plan, asNeeded, at, at.processingSeconds, capacity);
  const volume = volumeOf(needs);
  const atRest = usageAt(volumeAt(needs, 0, 0));
  const usage = volume ? usageAt(volume) : atRest;
  const usageIf = (stated: Partial<Workload>): Usage => {
    const asNeeded = { ...needs, stated: { ...needs.stated, ...stated } };
    const other = volumeOf(asNeeded);
    return other ? usageAt(other, asNeeded) : atRest;
  };
  const isBusier = ({ instanceHours }: Usage): boolean => instanceHours > atRest.instanceHours;
  const followsLoad = isBusier(usage) || turns.some((turn) => isBusier(usageAt(turn)));
  const use: Use = { plan, needs, capacity, volume, usage, atRest, followsLoad, usageIf };
  const used: UsedFigure[] = [];
  for (const { applies, figure, field, value, text } of RULES) {
    if (applies(use)) used.push({ figure, field, value: value(use), say: () => text(use) });
  }
  return used;
}
