import type { InstanceType } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { ACCELERATOR_SHARE, ACTIVATION_GIB, ACTIVATION_SHARE, TARGET_UTILISATION } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import type { ModelCache, ServedModel } from '../needs/served-model.ts';
import type { Sharing } from './costing.ts';
import type { PriceBook } from './price-book.ts';

/** An instance type that holds a model that writes tokens, and how much of its load. */
interface HoldingType {
  readonly candidate: Candidate;
  readonly requests: number;
  /** Per hour; its memory in GiB where the Region's prices aren't known. */
  readonly cost: number;
}

/** A type that may be chosen. */
export interface Candidate {
  readonly type: string;
  readonly spec: InstanceType;
}

/** A model that writes tokens, of which its weights and the cache of its requests are known. */
export type HeldModel = ServedModel & { readonly weightsGiB: number; readonly cache: ModelCache };

const isHeld = (model: ServedModel | undefined): model is HeldModel =>
  model?.cache !== undefined && model.weightsGiB !== undefined;

/** The model, where its instance is chosen by what its weights and its requests' cache take. */
export function heldModel(
  { hosting }: Sharing,
  { model, models, requiresGpu, arrangement }: Needs,
): HeldModel | undefined {
  if (!isHeld(model) || !requiresGpu) return undefined;
  return models === 1 || hosting === 'single-model' || arrangement === 'adapters' ? model : undefined;
}

/** The type with the requests of the model that it holds; the type as such where it holds none. */
export function withRequestsHeld(model: HeldModel, spec: InstanceType): InstanceType {
  const requestsHeld = requestsHeldOn(model, spec);
  return requestsHeld > 0 ? { ...spec, requestsHeld } : spec;
}

/**
 * Of the candidates the one of which as many as hold the load cost least; nothing where none holds a request. For weights of 8
 * bits and less, and where performance comes first, GPUs that compute in 8 bits, unless no other holds it.
 */
export function cheapestHolding(
  model: HeldModel,
  component: InstanceComponent,
  needs: Needs,
  book: PriceBook,
  candidates: readonly Candidate[],
  endpoints: number,
): Candidate | undefined {
  const { fast, all } = typesHolding(model, component, book, candidates);
  const types = fast.length > 0 && (model.bits <= 8 || needs.costPriority === 'performance') ? fast : all;
  const zones = needs.stated.availability === 'multi-az' ? 2 : 1;
  const load = loadOf(needs) / endpoints;
  let best: HoldingType | undefined;
  let least = Infinity;
  for (const type of types) {
    const cost = type.cost * Math.max(zones, Math.ceil(load / type.requests - 1e-9));
    if (cost < least) [best, least] = [type, cost];
  }
  return best && { type: best.candidate.type, spec: { ...best.candidate.spec, requestsHeld: best.requests } };
}

/** In progress at the busiest moment: the most that is stated, or what a rate comes to with room for the next requests. */
function loadOf({ concurrency = 1, stated: { concurrentRequests } }: Needs): number {
  return concurrency === concurrentRequests ? concurrency : Math.max(1, concurrency / TARGET_UTILISATION);
}

interface HoldingTypes {
  readonly all: readonly HoldingType[];
  /** Those whose GPUs compute in 8 bits. */
  readonly fast: readonly HoldingType[];
}

/** What was found last for each way to pay: a search asks again and again for the same model. */
const FOUND = new Map<InstanceComponent, Found>();

interface Found {
  readonly model: HeldModel;
  readonly book: PriceBook;
  readonly candidates: readonly Candidate[];
  readonly types: HoldingTypes;
}

function typesHolding(
  model: HeldModel,
  component: InstanceComponent,
  book: PriceBook,
  candidates: readonly Candidate[],
): HoldingTypes {
  const found = FOUND.get(component);
  if (found?.model === model && found.book === book && found.candidates === candidates) return found.types;
  const all: HoldingType[] = [];
  for (const candidate of candidates) {
    const requests = requestsHeldOn(model, candidate.spec);
    if (requests === 0) continue;
    const cost = book.listed(component, candidate.type)?.usd ?? candidate.spec.gpuMemoryGiB;
    all.push({ candidate, requests, cost });
  }
  const types = { all, fast: all.filter(({ candidate }) => candidate.spec.computesFp8) };
  FOUND.set(component, { model, book, candidates, types });
  return types;
}

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
 * memory, less its part of the weights and what activations need. Nothing for AWS's own accelerators, which take compiled
 * models.
 */
export function holdingOn(model: HeldModel, spec: InstanceType): Holding | undefined {
  const { cache } = model;
  if (spec.gpuCount === 0) return undefined;
  const gpusEach = bestSplit(model, spec);
  const copies = Math.floor(spec.gpuCount / gpusEach);
  const cacheGiB = (cache.requestGiB / Math.min(gpusEach, cache.parts)) * gpusEach;
  return { gpusEach, copies, requests: requestsOn(model, spec, gpusEach), cacheGiB };
}

/** Requests that an instance holds, as the above: without an object, since a search asks for hundreds of models. */
export const requestsHeldOn = (model: HeldModel, spec: InstanceType): number =>
  requestsOn(model, spec, bestSplit(model, spec));

/** How many GPUs share a copy of the weights, where most requests are held: a power of two that divides the heads. */
function bestSplit(model: HeldModel, spec: InstanceType): number {
  const { heads = 0 } = model.cache;
  let best = 1;
  let most = 0;
  for (let gpusEach = 1; gpusEach <= spec.gpuCount && heads % gpusEach === 0; gpusEach *= 2) {
    const requests = requestsOn(model, spec, gpusEach);
    if (requests > most) [best, most] = [gpusEach, requests];
  }
  return best;
}

function requestsOn({ weightsGiB, cache }: HeldModel, spec: InstanceType, gpusEach: number): number {
  if (spec.gpuCount === 0) return 0;
  const weights = weightsGiB / gpusEach;
  const takenGiB = weights + ACTIVATION_GIB + ACTIVATION_SHARE * weights;
  const roomGiB = (ACCELERATOR_SHARE * spec.gpuMemoryGiB) / spec.gpuCount - takenGiB;
  const eachGiB = Math.max(cache.requestGiB / Math.min(gpusEach, cache.parts), Number.MIN_VALUE);
  return roomGiB > 0 ? Math.floor(roomGiB / eachGiB) * Math.floor(spec.gpuCount / gpusEach) : 0;
}
