import { endpointsOf } from '../../costs/capacity.ts';
import type { Plan } from '../../costs/costing.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatCount } from '../../workload/measures.ts';

/** " to each of 3 variants", where the load is that of a part of what serves. */
export function partWords(plan: Plan, needs: Needs): string {
  const endpoints = endpointsOf(plan, needs);
  const parts = [
    ...(needs.variants > 1 ? [formatCount(needs.variants, 'variant')] : []),
    ...(endpoints > 1 ? [formatCount(endpoints, 'endpoint')] : []),
  ];
  return parts.length === 0 ? '' : ` to each of ${parts.join(' of ')}`;
}
