import { INSTANCE_TYPE_NAMES, type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import { USABLE_MEMORY_SHARE } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import type { ChosenInstance } from '../recommendation.ts';
import { formatCount, formatGB, formatNumber } from '../workload/measures.ts';
import { endpointsOf, requestsAtOnce } from './capacity.ts';
import { type HeldModel, heldModel, holdingOn, withRequestsHeld } from './choose-accelerator.ts';
import type { Capacity, Plan, Sharing } from './costing.ts';
import { isPaced } from './pace.ts';
import type { PriceBook } from './price-book.ts';
import { secondsPerRequest, volumeAt, volumeOf } from './volume.ts';

/** A count that still is a number in JSON; more is a slip in what was stated. */
const INSTANCES_MAX = Number.MAX_SAFE_INTEGER;

/** The instances of one endpoint or job, as they are planned. */
export interface PlannedInstances {
  readonly capacity: Capacity;
  /** At least this many, whatever the load. */
  readonly floor: number;
  /** At the peak; the floor where the load isn't known. */
  readonly busiest: number;
  /** At the peak, were every instance wholly busy: a fraction. */
  readonly demand: number;
  /** Load and speed are known, so that the peak is. */
  readonly isSized: boolean;
}

/** Null for serverless, and where no type holds the model. */
export function plannedInstances(plan: Plan, needs: Needs, book: PriceBook): PlannedInstances | null {
  const { capacityFor, instancesOf } = plan.costing;
  const capacity = capacityFor(plan, needs, book);
  if (capacity === undefined || instancesOf === undefined) return null;
  const volume = volumeOf(needs);
  const isSized = volume !== null && isPaced(needs, capacity);
  const certain = isSized ? volume : volumeAt(needs, 0, secondsPerRequest(needs) ?? 0);
  const { floor, busiest, demand } = instancesOf(plan, needs, certain, capacity);
  const least = Math.min(INSTANCES_MAX, floor);
  return { capacity, floor: least, busiest: Math.min(INSTANCES_MAX, Math.max(floor, busiest)), demand, isSized };
}

/** The instances that the estimate prices, of each endpoint or job; null for serverless, and where none holds the model. */
export function instanceOf(plan: Plan, needs: Needs, book: PriceBook): ChosenInstance | null {
  const planned = plannedInstances(plan, needs, book);
  if (planned === null) return null;
  const { capacity, floor, busiest, isSized } = planned;
  const isFixed = plan.scaling === 'fixed' || plan.scaling === 'per-job';
  const start = isFixed ? busiest : floor;
  const min = plan.scaling === 'scale-to-zero' ? 0 : start;
  // Auto scaling needs room above the least; and of a load that isn't known nothing says how much.
  const room = plan.scaling === 'auto-scaling' || (!isFixed && !isSized) ? start + 1 : start;
  const max = Math.max(room, busiest);
  return { type: String(capacity.type), min, start, max, holds: holdsText(plan, needs, capacity.spec, busiest) };
}

/**
 * Why an instance holds its part of the load where there are `instances` of them: "15 GB of weights and 50 GB of cache for 50
 * requests of 8,192 tokens in 96 GB, which holds up to 70". Empty where EC2's description isn't at hand.
 */
export function holdsText(plan: Sharing, needs: Needs, spec: InstanceType | undefined, instances: number): string {
  if (spec === undefined) return '';
  const model = heldModel(plan, needs);
  return model ? modelText(model, spec, concurrencyOn(plan, needs, instances)) : loadText(needs, spec);
}

/** Requests in progress on one of the instances of an endpoint at the busiest moment; 1 where nothing says it. */
function concurrencyOn(plan: Sharing, needs: Needs, instances: number): number {
  return Math.max(1, Math.ceil((needs.concurrency ?? 1) / endpointsOf(plan, needs) / instances));
}

function modelText(model: HeldModel, spec: InstanceType, concurrency: number): string {
  const { weightsGiB, cache } = model;
  if (spec.acceleratorCount === 0) return `${rounded(weightsGiB)} of weights, and no GPU`;
  const holding = holdingOn(model, spec);
  if (holding === undefined) return '';
  const memory = rounded(spec.gpuMemoryGiB);
  if (holding.requests === 0) return `${rounded(weightsGiB)} of weights and their cache don't fit ${memory}`;
  const requests = Math.min(concurrency, holding.requests);
  const weights = `${rounded(weightsGiB * holding.copies)} of weights`;
  const of = `${formatCount(requests, 'request')} of ${formatCount(cache.tokens, 'token')}`;
  const worst = `${weights} and ${rounded(holding.cacheGiB * requests)} of cache for ${of} in ${memory}, which holds up to ${formatNumber(holding.requests)}`;
  if (cache.typical === undefined) return worst;
  const usedGiB = holding.cacheGiB * requests * (cache.typical.requestGiB / cache.requestGiB);
  return `${worst}; at the typical ${formatCount(cache.typical.tokens, 'token')} the cache takes ${rounded(usedGiB)}`;
}

function loadText({ modelSizeGB, isDataset }: Needs, spec: InstanceType): string {
  const atOnce = `${formatCount(requestsAtOnce(spec), isDataset ? 'record' : 'request')} at once`;
  if (modelSizeGB === undefined) return atOnce;
  return `${rounded(modelSizeGB)} of model in ${rounded(memoryOf(spec))}, ${atOnce}`;
}

/** To three digits: memory is not known better. */
const rounded = (gigabytes: number): string =>
  formatGB(gigabytes < 1 ? Number((gigabytes * 1024).toPrecision(3)) / 1024 : Number(gigabytes.toPrecision(3)));

/** GPU memory where there is any, else the instance's own. */
export const memoryOf = (spec: InstanceType): number => spec.gpuMemoryGiB || spec.memoryGiB;

/** Whether a type that was named takes the model; nothing where that isn't known. */
export function takesModel(plan: Sharing, needs: Needs, type: string): boolean | undefined {
  const spec = instanceTypeOf(type);
  if (spec === undefined || needs.modelSizeGB === undefined) return undefined;
  if (needs.model?.needsAccelerator && needs.requiresGpu && spec.acceleratorCount === 0) return false;
  const model = heldModel(plan, needs);
  const holding = model && holdingOn(model, spec);
  if (holding) return holding.requests > 0;
  return spec.acceleratorCount > 0 && spec.gpuCount === 0 ? undefined : needs.modelSizeGB <= memoryOf(spec);
}

/** Of all types that endpoints and the team's rules take, listed in the Region or not, the one with the least memory that holds the model. */
export function smallestTaking(plan: Sharing, needs: Needs): string | undefined {
  const model = heldModel(plan, needs);
  let smallest: InstanceType | undefined;
  for (const name of INSTANCE_TYPE_NAMES) {
    const spec = instanceTypeOf(name);
    if (!spec || (needs.requiresGpu && spec.gpuCount === 0) || plan.isBarred?.(name)) continue;
    const takes = model
      ? withRequestsHeld(model, spec).requestsHeld !== undefined
      : Number(needs.modelSizeGB) <= memoryOf(spec) * USABLE_MEMORY_SHARE;
    if (takes && (smallest === undefined || memoryOf(spec) < memoryOf(smallest))) smallest = spec;
  }
  return smallest?.name;
}
