import type { Needs } from '../needs.ts';
import type { CostComponent, OptionCost } from '../recommendation.ts';
import type { CostLine } from './bill/cost-lines.ts';
import { noteOn } from './bill/cost-notes.ts';
import type { Entry } from './bill/entry.ts';
import { MONTHLY_USD_MAX, PROCESSING_HIGH, PROCESSING_LOW } from './cost-figures.ts';
import { estimateFor } from './estimate.ts';
import { OPTION_COSTS } from './options/index.ts';
import type { Capacity } from './options/option-cost.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import { usedLines } from './used-lines.ts';
import { type Volume, volumeOf } from './volume.ts';

/**
 * The bill of a plan: its components, the month's total from low to high, and a note on what is not known about it. The
 * components add up to the likely total. Where the volume is not known there is none, and the components hold what is certain.
 */
export function costOf(plan: Plan, needs: Needs, book: PriceBook): OptionCost {
  const capacity = OPTION_COSTS[plan.option].capacityFor(plan, needs, book);
  const volume = volumeOf(needs);
  const monthlyUsd = volume && rangeOf(plan, needs, book, volume);
  const entries = capacity ? entriesOf(plan, needs, book, volume, capacity) : [];
  const note = noteOn({ plan, needs, book, volume, capacity, entries, monthlyUsd });
  return { option: plan.option, monthlyUsd, components: entries.map(({ component }) => component), note };
}

/** The processing time may turn out shorter or longer than stated; everything else stays. */
function rangeOf(plan: Plan, needs: Needs, book: PriceBook, volume: Volume): OptionCost['monthlyUsd'] {
  const usdAt = estimateFor(plan, needs, book);
  const [low, likely, high] = [usdAt(volume, PROCESSING_LOW), usdAt(volume), usdAt(volume, PROCESSING_HIGH)];
  return low === null || likely === null || high === null ? null : { low, likely, high };
}

function entriesOf(plan: Plan, needs: Needs, book: PriceBook, volume: Volume | null, capacity: Capacity): Entry[] {
  return usedLines(plan, needs, volume, capacity).map(({ line, quantity }) => {
    return { line, component: componentOf(line, plan, book, capacity, quantity, volume !== null) };
  });
}

function componentOf(
  { component, unit, byType, name }: CostLine,
  { scaling }: Plan,
  book: PriceBook,
  { type }: Capacity,
  quantity: number,
  isVolumeKnown: boolean,
): CostComponent {
  const price = book.find(component, byType ? type : '');
  const cost = price && (isVolumeKnown || quantity > 0) ? price.usd * quantity : null;
  return {
    name: name(type, scaling),
    unit,
    unitPriceUsd: price?.usd ?? null,
    monthlyQuantity: Number.isFinite(quantity) ? quantity : Number.MAX_VALUE,
    monthlyCostUsd: cost !== null && cost <= MONTHLY_USD_MAX ? cost : null,
    basis: price?.basis ?? 'unknown',
  };
}
