import { endpointsOf, sharesOf } from '../../costs/capacity.ts';
import type { Plan } from '../../costs/costing.ts';
import { plannedShare } from '../../costs/pace.ts';
import type { PlannedInstances } from '../../costs/priced-instance.ts';
import type { Volume } from '../../costs/volume.ts';
import { QUEUE_UTILISATION } from '../../facts/working-figures.ts';
import type { Needs } from '../../needs/needs.ts';
import { optionOf } from '../../options/index.ts';
import type { Span } from '../../recommendation.ts';
import { formatCount } from '../../workload/measures.ts';

/** How busy instances are planned to be at the busiest moment: behind a queue more than where callers wait, and in a job wholly. */
export function plannedBusy(
  { option }: Pick<Plan, 'option'>,
  { capacity: { pace } }: Pick<PlannedInstances, 'capacity'>,
) {
  const { plannedFor } = optionOf(option);
  if (plannedFor === null) return 1;
  return plannedFor === 'busiest-hour' ? QUEUE_UTILISATION.likely : plannedShare(pace);
}

/** " to each of 3 variants", where the load is that of a part of what serves. */
export function partWords(plan: Plan, needs: Needs): string {
  const endpoints = endpointsOf(plan, needs);
  const parts = [
    ...(needs.variants > 1 ? [formatCount(needs.variants, 'variant')] : []),
    ...(endpoints > 1 ? [formatCount(endpoints, 'endpoint')] : []),
  ];
  return parts.length === 0 ? '' : ` to each of ${parts.join(' of ')}`;
}

/**
 * From the most to the least that one instance may turn out to do: of a model that writes tokens without the room that the likely
 * count leaves, since it works on more at once when more come. What memory holds of the requests in progress doesn't depend on speed.
 */
export function countSpan(
  plan: Plan,
  needs: Needs,
  planned: PlannedInstances,
  { sizing: { inProgress } }: Volume,
): Span {
  const { busiest, demand, floor, capacity } = planned;
  const { pace } = capacity;
  if (pace === undefined) return { low: busiest, likely: busiest, high: busiest };
  const busy = pace.work === 'together' ? 1 : plannedBusy(plan, planned);
  const at = (factor: number): number => Math.ceil(demand / factor / busy - 1e-9);
  const forMemory = Math.ceil(inProgress / sharesOf(plan, needs) / pace.held - 1e-9);
  return {
    low: Math.min(busiest, Math.max(floor, forMemory, at(pace.high))),
    likely: busiest,
    high: Math.min(Number.MAX_SAFE_INTEGER, Math.max(busiest, at(pace.low))),
  };
}
