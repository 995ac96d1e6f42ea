import { INSTANCE_TYPE_NAMES, type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { isPricedAnywhere } from '../facts/prices.ts';
import { MULTI_MODEL_GPU_INSTANCES } from '../facts/quotas.ts';
import { ROOM_ABOVE_PEAK, USABLE_MEMORY_SHARE } from '../facts/working-figures.ts';
import { computedWorkOf, isModelled, isTimedByMeasurement, type Needs, writesTokens } from '../needs/needs.ts';
import type { ChosenInstance, Span } from '../recommendation.ts';
import { computingSpeed } from '../throughput/computed-work.ts';
import { cacheBytes, weightBytes } from '../throughput/replica.ts';
import { formatCount, formatGB, formatNumber } from '../workload/measures.ts';
import { endpointsOf, instancesByMemory, instancesHolding, requestsAtOnce, sharesOf } from './capacity.ts';
import { LIKELY, type PaceTurn } from './circumstances.ts';
import { type Capacity, canRun, isPaced, type Plan, type Pricing } from './costing.ts';
import { isScheduled, needsWarmHours } from './endpoint-usage.ts';
import { secondsPerRequest, volumeAt, volumeOf, volumesOf } from './volume.ts';
import { writingModel, writingOn } from './writing-types.ts';

/** A count that still is a number in JSON; more is a slip in what was stated. */
const INSTANCES_MAX = Number.MAX_SAFE_INTEGER;

/** The instances of one endpoint or job, as they are planned. */
export interface PlannedInstances {
  readonly capacity: Capacity;
  /** At least this many, whatever the load; and for the average load of the busy hours. */
  readonly floor: number;
  readonly mean: number;
  /** At the peak; the floor where the load isn't known. */
  readonly busiest: number;
  /** In known busy hours, as scheduled actions have it; absent where nothing is scheduled. Of an unknown load, the least it may be. */
  readonly busyMin?: number | undefined;
  /** How busy they are planned to be at the peak. */
  readonly busy: number;
  /** At the peak, were every instance wholly busy: a fraction. */
  readonly demand: number;
  /** Load and speed are known, so that the peak is. */
  readonly isSized: boolean;
}

/** Null for serverless, and where no type holds the model. */
export function plannedInstances(pricing: Pricing): PlannedInstances | null {
  const { plan, needs } = pricing;
  const { capacityFor, instancesOf } = plan.costing;
  const capacity = capacityFor(pricing);
  if (capacity === undefined || instancesOf === undefined) return null;
  const volume = volumeOf(needs);
  const isSized = volume !== null && isPaced(needs, capacity);
  const isOpen = !isSized && writesTokens(needs);
  // How many requests of unknown tokens one instance takes at once isn't known either, so a burst says no number.
  const counted = isOpen ? { ...needs, stated: { ...needs.stated, burstRequests: undefined } } : needs;
  const certain = isSized
    ? volume
    : volumeAt(counted, 0, isTimedByMeasurement(needs) ? 0 : (secondsPerRequest(needs) ?? 0));
  const { floor, busiest, mean = busiest, demand, busyMin, busy } = instancesOf(plan, counted, certain, capacity);
  const least = Math.min(INSTANCES_MAX, floor);
  const most = Math.min(INSTANCES_MAX, Math.max(floor, isOpen ? instancesHolding(plan, needs, capacity) : busiest));
  const scheduled = isSized ? busyMin : scheduledOfUnknown(plan, needs, least);
  return {
    capacity,
    floor: least,
    busiest: most,
    mean: isSized ? Math.min(most, Math.max(least, mean)) : least,
    busy,
    ...(scheduled !== undefined && { busyMin: scheduled }),
    demand: isOpen ? 0 : demand,
    isSized,
  };
}

/** Of a load that isn't known only that it takes more in its busy hours than outside them. */
function scheduledOfUnknown(plan: Plan, needs: Needs, least: number): number | undefined {
  if (!isScheduled(plan, needs)) return undefined;
  return plan.scaling === 'auto-scaling' ? least + 1 : needsWarmHours(needs) ? least : undefined;
}

/** At the peak, from the fastest to the slowest that one instance may turn out to be; the same where its speed isn't modelled. */
export function countSpan(plan: Plan, needs: Needs, { busiest, capacity }: PlannedInstances): Span {
  const at = (pace: PaceTurn): number => {
    const volume = (capacity.pace ?? capacity.scaled) && volumesOf(needs)?.({ ...LIKELY, pace });
    return (volume && plan.costing.instancesOf?.(plan, needs, volume, capacity).busiest) || busiest;
  };
  return {
    low: Math.min(busiest, at('high')),
    likely: busiest,
    high: Math.min(INSTANCES_MAX, Math.max(busiest, at('low'))),
  };
}

/** A peak is stated, not promised: auto scaling has room above it. */
const withRoom = (peak: number): number => peak + Math.max(1, Math.ceil(peak * ROOM_ABOVE_PEAK));

/** The instances that the estimate prices, of each endpoint or job; null for serverless, and where none holds the model. */
export function instanceOf(pricing: Pricing): ChosenInstance | null {
  const planned = plannedInstances(pricing);
  if (planned === null) return null;
  const { plan, needs } = pricing;
  const { capacity, floor, busiest, mean, busyMin, isSized } = planned;
  const isFixed = plan.scaling === 'fixed' || plan.scaling === 'per-job';
  const isToZero = plan.scaling === 'scale-to-zero';
  const start = isFixed ? busiest : isToZero ? floor : mean;
  const min = isFixed ? start : isToZero ? 0 : floor;
  const scaled = isSized ? Math.max(withRoom(busiest), countSpan(plan, needs, planned).high) : start + 1;
  const room = isFixed ? start : scaled;
  // At zero are those models that nobody calls; each may wake beside the others.
  const forAll = isToZero ? instancesByMemory({ ...plan, scaling: 'fixed' }, needs, capacity) : 0;
  const peak = Math.min(INSTANCES_MAX, Math.max(busiest, forAll));
  const max = Math.max(room, peak);
  const endpoints = endpointsOf(plan, needs);
  return {
    type: String(capacity.type),
    min,
    start,
    max,
    ...(max > peak && isSized && { peak }),
    ...(busyMin !== undefined && { busyMin }),
    holds: holdsText(plan, needs, capacity, busiest),
    ...(needs.variants > 1 && { variants: needs.variants }),
    ...(endpoints > 1 && plan.scaling !== 'per-job' && { endpoints }),
  };
}

/**
 * Why an instance holds its part of the load where there are `instances` of them: "15 GB of weights and 50 GB of cache for 50
 * requests of 8,192 tokens in 96 GB, which holds up to 70". Empty where EC2's description isn't at hand.
 */
export function holdsText(plan: Plan, needs: Needs, { type, spec, pace }: Capacity, instances: number): string {
  if (spec === undefined) return '';
  const writing = writingModel(plan, needs);
  if (writing === undefined) return loadText(needs, spec, pace?.own !== undefined);
  const weightsGiB = weightBytes(writing.served) / GIB;
  const weights = `${rounded(weightsGiB)} of weights`;
  if (spec.acceleratorCount === 0) return `${weights}, and no GPU`;
  const component = componentOf(plan);
  const served = writingOn(writing, component, needs, String(type));
  if ('kind' in served)
    return served.kind === 'does-not-hold' ? `${weights} and their cache don't fit ${rounded(spec.gpuMemoryGiB)}` : '';
  const { replicas, requestsHeld, sequences, replica } = served;
  const carried = Math.min(requestsHeld, sequences * replicas);
  const requests = Math.min(
    carried,
    Math.max(1, Math.ceil((needs.concurrency ?? carried) / sharesOf(plan, needs) / instances)),
  );
  const copies = replicas === 1 ? weights : `${formatCount(replicas, 'copy', 'copies')} of ${weights}`;
  const repeated = replica.gpusEach / Math.min(replica.gpusEach, writing.served.architecture.cacheParts);
  const cacheGiB = (requests * repeated * cacheBytes(writing.served, writing.contextTokens)) / GIB;
  const of = `${formatCount(requests, 'request')} of ${formatCount(Math.round(writing.contextTokens), 'token')}`;
  return `${copies} and ${rounded(cacheGiB)} of cache for ${of} in ${rounded(spec.gpuMemoryGiB)}, which holds up to ${formatNumber(requestsHeld)}`;
}

const GIB = 2 ** 30;

/** What a plan's first line is priced as. Of what has instances, it is always they. */
export const componentOf = (plan: Plan): InstanceComponent =>
  plan.costing.lines(plan)[0]?.component as InstanceComponent;

function loadText(needs: Needs, spec: InstanceType, isOwn: boolean): string {
  const { modelSizeGB, isDataset } = needs;
  if (modelSizeGB !== undefined && modelSizeGB > memoryOf(spec)) return '';
  // Where an engine batches, all vCPUs work on one request, or the load was measured, nothing is said of how many it works on.
  if (isModelled(needs) || isOwn)
    return modelSizeGB === undefined ? '' : `${rounded(modelSizeGB)} of model in ${rounded(memoryOf(spec))}`;
  const atOnce = `${formatCount(requestsAtOnce(spec, modelSizeGB), isDataset ? 'record' : 'request')} at once`;
  if (modelSizeGB === undefined) return atOnce;
  return `${rounded(modelSizeGB)} of model in ${rounded(memoryOf(spec))}, ${atOnce}`;
}

/** To three digits: memory is not known better. */
const rounded = (gigabytes: number): string =>
  formatGB(gigabytes < 1 ? Number((gigabytes * 1024).toPrecision(3)) / 1024 : Number(gigabytes.toPrecision(3)));

/** GPU memory where there is any, else the instance's own. */
export const memoryOf = (spec: InstanceType): number => spec.gpuMemoryGiB || spec.memoryGiB;

/** Whether a type that was named takes the model; nothing where that isn't known. */
export function takesModel(plan: Plan, needs: Needs, type: string): boolean | undefined {
  const spec = instanceTypeOf(type);
  if (spec === undefined || needs.modelSizeGB === undefined) return undefined;
  if (needs.model?.needsAccelerator && needs.requiresGpu && spec.acceleratorCount === 0) return false;
  const writing = writingModel(plan, needs);
  const served = writing && writingOn(writing, componentOf(plan), needs, type);
  if (served && !('kind' in served && served.kind === 'not-covered')) {
    return !('kind' in served && served.kind === 'does-not-hold');
  }
  return spec.acceleratorCount > 0 && spec.gpuCount === 0 ? undefined : needs.modelSizeGB <= memoryOf(spec);
}

/** Of the types that are offered, by any Region if not said, and that the team's rules take, the one with the least memory that holds the model. */
export function smallestTaking(
  plan: Plan,
  needs: Needs,
  isOffered: (type: string) => boolean = isPricedAnywhere,
): string | undefined {
  let smallest: InstanceType | undefined;
  for (const name of INSTANCE_TYPE_NAMES) {
    const spec = instanceTypeOf(name);
    if (!spec || (needs.requiresGpu && spec.gpuCount === 0) || plan.isBarred?.(name) || !isOffered(name)) continue;
    const takes = writingModel(plan, needs)
      ? takesModel(plan, needs, name) === true
      : Number(needs.modelSizeGB) <= memoryOf(spec) * USABLE_MEMORY_SHARE;
    if (takes && (smallest === undefined || memoryOf(spec) < memoryOf(smallest))) smallest = spec;
  }
  return smallest?.name;
}

// A type that doesn't serve the model, however many of them there are.

/** Whether it holds the model and is as fast as asked, as far as that is known. */
export function canServe(plan: Plan, needs: Needs, { type, spec, pace }: Capacity): boolean {
  const writing = writingModel(plan, needs);
  if (writing !== undefined) {
    const served = writingOn(writing, componentOf(plan), needs, String(type));
    return !('kind' in served) || served.kind === 'not-covered';
  }
  if (needs.stated.instanceType === undefined || spec === undefined) return true;
  const work = computedWorkOf(needs);
  const isTooSlow = work !== undefined && pace === undefined && computingSpeed(work, spec) !== undefined;
  return canRun(needs, spec) && !isTooSlow;
}

/** A type that takes a model, and whether the Region lists it. */
export interface LargerType {
  readonly type: string;
  readonly isListed: boolean;
}

/**
 * The smallest type that takes a model which is too large for the named one, or for all that the Region lists: one that the Region
 * lists, if any. Null where memory isn't the reason, or none takes it.
 */
export function smallestInstead({ plan, needs, book }: Pricing, capacity: Capacity | undefined): LargerType | null {
  if (capacity !== undefined && isLargeEnough(plan, needs, String(capacity.type))) return null;
  const isListed = (type: string): boolean => book.listed(componentOf(plan), type) !== undefined;
  const isFitting = (type: string): boolean => runsTheImage(plan, needs, type, capacity?.spec);
  const listed = smallestTaking(plan, needs, (type) => isListed(type) && isFitting(type));
  // One that holds it is listed, and was passed over: speed is what lacks.
  if (capacity === undefined && listed !== undefined) return null;
  const type = listed ?? smallestTaking(plan, needs, (other) => isPricedAnywhere(other) && isFitting(other));
  return type === undefined ? null : { type, isListed: listed !== undefined };
}

/** An image is built for one architecture, and multi-model endpoints run on some GPU types only. */
function runsTheImage(
  { hosting }: Plan,
  { requiresGpu }: Needs,
  type: string,
  named: InstanceType | undefined,
): boolean {
  if (instanceTypeOf(type)?.isArm !== (named?.isArm ?? false)) return false;
  return hosting !== 'multi-model' || !requiresGpu || MULTI_MODEL_GPU_INSTANCES.has(type);
}

function isLargeEnough(plan: Plan, needs: Needs, type: string): boolean {
  const lacksGpu = needs.requiresGpu && instanceTypeOf(type)?.acceleratorCount === 0;
  return !lacksGpu && takesModel(plan, needs, type) !== false;
}
