import { endpointsOf, instancesByMemory, requestsAtOnce } from '../../costs/capacity.ts';
import { requestsPerMonth, volumeAt } from '../../costs/volume.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { USABLE_MEMORY_SHARE } from '../../facts/working-figures.ts';
import { planOf } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
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
  /** Of one endpoint: what models can take of the memory of its instances; nothing where the type is not known. */
  readonly usableMemoryGiB: number | undefined;
}

/** Null where no instances stay behind an endpoint, and where none that is known holds the model. */
export function fleetOf({ choice, needs, book }: Situation): Fleet | null {
  const plan = planOf(choice);
  const { plannedFor } = choice.option;
  if (plannedFor === null) return null;
  const type = plan.costing.capacityFor(plan, needs, book)?.type;
  if (typeof type !== 'string') return null;
  const spec = instanceTypeOf(type);
  const atOnce = requestsAtOnce(spec);
  const endpoints = endpointsOf(plan, needs);
  const instancesForMemory = instancesByMemory(plan, needs, spec);
  const instancesEach =
    plan.costing.instancesOf?.(plan, needs, volume(needs, needs.processingTimeSeconds), { type, spec }).busiest ?? 1;
  const usableGiB = spec && (spec.gpuMemoryGiB || spec.memoryGiB) * USABLE_MEMORY_SHARE;
  return {
    type,
    atOnce,
    instancesEach,
    instances: endpoints * instancesEach,
    instancesForMemory,
    usableMemoryGiB: usableGiB && usableGiB * instancesEach,
  };
}

/** Requests per second to plan for; 0 where nothing was said of it. */
export const peakRate = (needs: Needs): number => volume(needs).sizing.peakRate;

const volume = (needs: Needs, seconds = 0) => volumeAt(needs, requestsPerMonth(needs) ?? 0, seconds);
