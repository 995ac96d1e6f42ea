import { endpointsOf, instancesByMemory, requestsAtOnce } from '../../costs/capacity.ts';
import type { Plan } from '../../costs/costing.ts';
import type { PriceBook } from '../../costs/price-book.ts';
import { instanceOf } from '../../costs/priced-instance.ts';
import { requestsPerMonth, volumeAt } from '../../costs/volume.ts';
import { USABLE_MEMORY_SHARE } from '../../facts/working-figures.ts';
import { planOf } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatNumber, formatSeconds } from '../../workload/measures.ts';
import type { Situation } from './warning.ts';

/** The instances behind the endpoints of a choice, as the estimate plans them for the busiest time. */
export interface Fleet {
  readonly type: string;
  /** Requests in work on one instance at the same moment. */
  readonly atOnce: number;
  /** Of one endpoint. */
  readonly instancesEach: number;
  readonly instances: number;
  /** Of one endpoint: as many as hold the models that are in memory together. */
  readonly instancesForMemory: number;
  /** Of one endpoint: those that are up whatever the load. */
  readonly instancesMin: number;
  /** Behind a queue: a stated burst takes more of them than the rest of the traffic. */
  readonly areForBurst: boolean;
  /** Of one endpoint: what models can take of the memory of its instances; nothing where the type is not known. */
  readonly usableMemoryGiB: number | undefined;
}

/** Null where no instances stay behind an endpoint, and where none that is known holds the model. */
export function fleetOf({ choice, needs, book }: Situation): Fleet | null {
  const plan = planOf(choice);
  const { plannedFor } = choice.option;
  if (plannedFor === null) return null;
  const planned = instanceOf(plan, needs, book);
  if (planned === null) return null;
  const { type, min, max: instancesEach } = planned;
  const spec = plan.costing.capacityFor(plan, needs, book)?.spec;
  const endpoints = endpointsOf(plan, needs);
  const instancesForMemory = instancesByMemory(plan, needs, spec);
  const usableGiB = spec && (spec.gpuMemoryGiB || spec.memoryGiB) * USABLE_MEMORY_SHARE;
  return {
    type,
    atOnce: requestsAtOnce(spec),
    instancesEach,
    instances: endpoints * instancesEach,
    instancesForMemory,
    instancesMin: min,
    areForBurst: plannedFor === 'busiest-hour' && instancesEach > withoutBurst(plan, needs, book),
    usableMemoryGiB: usableGiB && usableGiB * instancesEach,
  };
}

function withoutBurst(plan: Plan, needs: Needs, book: PriceBook): number {
  const stated = { ...needs.stated, burstRequests: undefined };
  return needs.stated.burstRequests ? Number(instanceOf(plan, { ...needs, stated }, book)?.max) : Infinity;
}

/** Requests per second to plan for; 0 where nothing was said of it. */
export const peakRate = (needs: Needs): number => volumeAt(needs, requestsPerMonth(needs) ?? 0, 0).sizing.peakRate;

/** "2,000 requests of 60 s" */
export const burstWords = ({ stated, processingTimeSeconds = 0 }: Needs): string =>
  `${formatNumber(Number(stated.burstRequests))} requests of ${formatSeconds(processingTimeSeconds)}`;
