import type { InstanceType } from '../facts/instance-types.ts';
import { QUOTAS } from '../facts/quotas.ts';
import {
  ACTIVE_MODEL_SHARE,
  HOURS_PER_MONTH,
  REQUESTS_AT_ONCE_PER_ACCELERATOR,
  REQUESTS_AT_ONCE_PER_VCPU,
  REQUESTS_AT_ONCE_UNKNOWN,
  STORAGE_VOLUME_GB,
  USABLE_MEMORY_SHARE,
  WEIGHTS_ON_DISK,
} from '../facts/working-figures.ts';
import { isOnePerContainer, type Needs } from '../needs/needs.ts';
import type { Capacity, Plan, Sharing } from './costing.ts';

/** By vCPUs, accelerators or, where a model takes several GPUs, the copies that they hold. */
export function requestsAtOnce(spec: InstanceType | undefined, modelSizeGB: number | undefined): number {
  if (spec === undefined) return REQUESTS_AT_ONCE_UNKNOWN;
  const { acceleratorCount, gpuCount, gpuMemoryGiB, vcpu } = spec;
  if (gpuCount > 1 && modelSizeGB !== undefined) {
    const gpusEach = Math.ceil((modelSizeGB * gpuCount) / (gpuMemoryGiB * USABLE_MEMORY_SHARE));
    return Math.max(1, Math.floor(gpuCount / gpusEach)) * REQUESTS_AT_ONCE_PER_ACCELERATOR;
  }
  return acceleratorCount * REQUESTS_AT_ONCE_PER_ACCELERATOR || vcpu * REQUESTS_AT_ONCE_PER_VCPU;
}

/** The same of what serves, as its option has it; where its speed is modelled, as many as that is modelled for. */
export function atOnceOn({ costing }: Pick<Plan, 'costing'>, needs: Needs, capacity: Capacity): number {
  return costing.atOnce?.(needs, capacity) ?? capacity.pace?.atOnce ?? requestsAtOnce(capacity.spec, needs.modelSizeGB);
}

/** Instances for a load, with `planned` requests on each at the same moment; at least `floor`. */
export function instancesFor(
  requestsPerSecond: number,
  processingSeconds: number,
  planned: number,
  floor: number,
): number {
  const instances = (requestsPerSecond * processingSeconds) / planned;
  // Rounding errors must not buy an instance.
  return Math.max(floor, Math.ceil(instances - 1e-9));
}

/** Separate endpoints, or jobs, where models do not share one; of a few containers with many models, one for each. */
export function endpointsOf({ hosting }: Sharing, needs: Needs): number {
  if (hosting === 'single-model') return needs.models;
  return hosting === 'multi-model' && isOnePerContainer(needs) ? needs.containers : 1;
}

/** Groups of instances that share the requests: each endpoint has one for each of its production variants. */
export const fleetsOf = (plan: Sharing, needs: Needs): number => endpointsOf(plan, needs) * needs.variants;

/** Parts of the load that such a group has to hold: of several Regions one may be lost, and the others take what it served. */
export const sharesOf = (plan: Sharing, needs: Needs): number =>
  fleetsOf(plan, needs) * Math.max(1, needs.regions.length - 1);

/** Instances over which the models that are loaded at the same time have to be spread; 1 where their size is not known. */
export function instancesByMemory(
  plan: Loading,
  needs: Needs,
  { spec, pace }: Pick<Capacity, 'spec' | 'pace'>,
): number {
  const loaded = modelsLoaded(plan, needs);
  if (loaded === 1 || spec === undefined) return 1;
  // A copy may take more GPUs than would hold it, to be as fast as asked.
  const copies = plan.hosting === 'inference-components' ? pace?.copies : undefined;
  return Math.ceil(loaded / (copies ?? modelsPerInstance(plan, needs.modelSizeGB, spec)) - 1e-9);
}

/** As many as hold the requests that are stated to be in progress where callers wait; 1 where none are stated, or they queue. */
export function instancesHolding(plan: Plan, needs: Needs, capacity: Capacity): number {
  const inProgress = plan.costing.callersWait ? (needs.concurrentRequests ?? 0) : 0;
  const held = capacity.plan?.requestsHeld ?? Infinity;
  return Math.max(1, Math.ceil(inProgress / fleetsOf(plan, needs) / Math.max(1, held) - 1e-9));
}

type Loading = Sharing & Pick<Plan, 'scaling'>;

/** Models that share the instances of an endpoint and are in memory together. */
function modelsLoaded(plan: Loading, needs: Needs): number {
  if (plan.hosting === 'inference-components') {
    if (needs.arrangement === 'adapters') return 1;
    const { activeModelCount } = needs.stated;
    // Copies of the others are at zero.
    return plan.scaling === 'scale-to-zero' && activeModelCount ? activeModels(needs) : needs.models;
  }
  return plan.hosting === 'multi-model' ? Math.max(1, activeModels(needs) / endpointsOf(plan, needs)) : 1;
}

/** How many of several models are called within a busy hour. */
export function activeModels({ stated, models }: Needs): number {
  if (stated.activeModelCount !== undefined) return Math.min(models, stated.activeModelCount);
  return stated.modelInvocationFrequency === 'frequent' ? models : Math.max(1, models * ACTIVE_MODEL_SHARE);
}

/** A component takes at least one whole GPU or accelerator where the instance has any (SOURCES.inferenceComponents). */
export function modelsPerInstance({ hosting }: Sharing, modelSizeGB: number | undefined, spec: InstanceType): number {
  const memoryGiB = (spec.gpuMemoryGiB || spec.memoryGiB) * USABLE_MEMORY_SHARE;
  const byMemory = modelSizeGB === undefined ? Infinity : Math.max(1, Math.floor(memoryGiB / modelSizeGB));
  const takesWhole = hosting === 'inference-components' && spec.acceleratorCount > 0;
  return takesWhole ? Math.min(byMemory, spec.acceleratorCount) : byMemory;
}

/** In GB: room for the image and for the weights on it at the same time. 0 where the instance has a disk. */
export function volumeGB(plan: Loading, needs: Needs, spec: InstanceType | undefined): number {
  if (spec?.hasLocalDisk) return 0;
  const weightsGB = needs.model?.weightsGiB ?? needs.modelSizeGB ?? 0;
  const wanted = STORAGE_VOLUME_GB + modelsOn(plan, needs, spec) * weightsGB * WEIGHTS_ON_DISK;
  return Math.min(QUOTAS.volume.value, Math.ceil(wanted));
}

/** Models whose weights are on one instance at the same time. */
function modelsOn(plan: Loading, needs: Needs, spec: InstanceType | undefined): number {
  if (plan.hosting === 'inference-pipeline') return needs.models;
  if (plan.hosting === 'multi-container') return Math.max(needs.models, needs.containers);
  const loaded = modelsLoaded(plan, needs);
  return spec === undefined ? 1 : Math.ceil(Math.min(loaded, modelsPerInstance(plan, needs.modelSizeGB, spec)));
}

/** The volumes of instances without a disk, in GB-months. */
export const storageFor = (
  instanceHours: number,
  plan: Loading,
  needs: Needs,
  spec: InstanceType | undefined,
): number => (instanceHours / HOURS_PER_MONTH) * volumeGB(plan, needs, spec);
