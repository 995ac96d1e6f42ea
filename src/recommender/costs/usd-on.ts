import { MONTHLY_USD_MAX } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { type Capacity, isPaced, type Pricing, type Usage } from './costing.ts';
import type { Volume } from './volume.ts';

/** What is paid by the request: of several Regions one answers each. */
const BY_REQUEST: ReadonlySet<keyof Usage> = new Set(['inferenceSeconds', 'overflowSeconds', 'dataGB']);

/** How much of what a Region would use alone it uses beside others. */
export const partOf = (meter: keyof Usage, { regions }: Needs): number =>
  regions.length > 1 && BY_REQUEST.has(meter) ? 1 / regions.length : 1;

/** What a plan costs in one Region on what serves it; null where its speed or a price isn't known, or the amount is beyond sense. */
export function usdOn({ plan, needs, book }: Pricing, capacity: Capacity | undefined, volume: Volume): number | null {
  if (capacity === undefined || !isPaced(needs, capacity)) return null;
  const { usageOf, lines } = plan.costing;
  const usage = usageOf(plan, needs, volume, capacity);
  let total = 0;
  for (const { component, byType, meter } of lines(plan)) {
    const quantity = usage[meter] * partOf(meter, needs);
    if (quantity === 0 && !byType) continue;
    const price = book.find(component, byType ? capacity.type : '');
    if (price === undefined) return null;
    total += price.usd * quantity;
  }
  return total <= MONTHLY_USD_MAX ? total : null;
}
