import type { InstanceType } from '../facts/instance-types.ts';
import { ACCELERATOR_SHARE, ACTIVATION_GIB, ACTIVATION_SHARE } from '../facts/working-figures.ts';
import type { ServedModel } from '../needs/served-model.ts';

/** How a model that writes tokens lies on an instance. */
export interface Holding {
  /** GPUs that share a copy of the weights (tensor parallelism). */
  readonly gpusEach: number;
  readonly copies: number;
  /** Requests of the longest kind whose cache fits beside the weights, on all copies. 0: not even one. */
  readonly requests: number;
  /** Of the cache of one request, divided or repeated across the GPUs that share it. */
  readonly cacheGiB: number;
}

/**
 * The arrangement that holds most requests; 0 requests where none holds one. On each GPU the cache has what vLLM takes of the
 * memory, less its part of the weights and what activations need. Nothing where the weights aren't known, and for AWS's own
 * accelerators, which take compiled models.
 */
export function holdingOn(model: ServedModel, spec: InstanceType): Holding | undefined {
  const { weightsGiB, cache } = model;
  if (weightsGiB === undefined || cache === undefined || spec.gpuCount === 0) return undefined;
  const gpusEach = bestSplit(model, spec);
  const copies = Math.floor(spec.gpuCount / gpusEach);
  const cacheGiB = (cache.requestGiB / Math.min(gpusEach, cache.parts)) * gpusEach;
  return { gpusEach, copies, requests: requestsOn(model, spec, gpusEach), cacheGiB };
}

/** Requests that an instance holds, as the above: without an object, since a search asks for hundreds of models. */
export const requestsHeldOn = (model: ServedModel, spec: InstanceType): number =>
  requestsOn(model, spec, bestSplit(model, spec));

/** How many GPUs share a copy of the weights, where most requests are held: a power of two that divides the heads. */
function bestSplit(model: ServedModel, spec: InstanceType): number {
  const { heads = 0 } = model.cache ?? {};
  let best = 1;
  let most = 0;
  for (let gpusEach = 1; gpusEach <= spec.gpuCount && heads % gpusEach === 0; gpusEach *= 2) {
    const requests = requestsOn(model, spec, gpusEach);
    if (requests > most) [best, most] = [gpusEach, requests];
  }
  return best;
}

function requestsOn({ weightsGiB = Infinity, cache }: ServedModel, spec: InstanceType, gpusEach: number): number {
  if (cache === undefined || spec.gpuCount === 0) return 0;
  const weights = weightsGiB / gpusEach;
  const takenGiB = weights + ACTIVATION_GIB + ACTIVATION_SHARE * weights;
  const roomGiB = (ACCELERATOR_SHARE * spec.gpuMemoryGiB) / spec.gpuCount - takenGiB;
  const eachGiB = Math.max(cache.requestGiB / Math.min(gpusEach, cache.parts), Number.MIN_VALUE);
  return roomGiB > 0 ? Math.floor(roomGiB / eachGiB) * Math.floor(spec.gpuCount / gpusEach) : 0;
}
