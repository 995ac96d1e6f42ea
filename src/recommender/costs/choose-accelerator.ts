import type { InstanceType } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { TARGET_UTILISATION } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import type { ServedModel } from '../needs/served-model.ts';
import type { Sharing } from './costing.ts';
import { requestsHeldOn } from './fit.ts';
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

/** The model, where its instance is chosen by what its weights and its requests' cache take. */
export function heldModel(
  { hosting }: Sharing,
  { model, models, requiresGpu, arrangement }: Needs,
): ServedModel | undefined {
  if (model?.cache === undefined || model.weightsGiB === undefined || !requiresGpu) return undefined;
  return models === 1 || hosting === 'single-model' || arrangement === 'adapters' ? model : undefined;
}

/** The type with the requests of the model that it holds; the type as such where it holds none. */
export function withRequestsHeld(model: ServedModel, spec: InstanceType): InstanceType {
  const requestsHeld = requestsHeldOn(model, spec);
  return requestsHeld > 0 ? { ...spec, requestsHeld } : spec;
}

/**
 * Of the candidates the one of which as many as hold the load cost least; nothing where none holds a request. For weights of 8
 * bits and less, and where performance comes first, GPUs that compute in 8 bits, unless no other holds it.
 */
export function cheapestHolding(
  model: ServedModel,
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
const FOUND = new Map<InstanceComponent, { model: ServedModel; book: PriceBook; types: HoldingTypes }>();

function typesHolding(
  model: ServedModel,
  component: InstanceComponent,
  book: PriceBook,
  candidates: readonly Candidate[],
): HoldingTypes {
  const found = FOUND.get(component);
  if (found?.model === model && found.book === book) return found.types;
  const all: HoldingType[] = [];
  for (const candidate of candidates) {
    const requests = requestsHeldOn(model, candidate.spec);
    if (requests === 0) continue;
    const cost = book.listed(component, candidate.type)?.usd ?? candidate.spec.gpuMemoryGiB;
    all.push({ candidate, requests, cost });
  }
  const types = { all, fast: all.filter(({ candidate }) => candidate.spec.computesFp8) };
  FOUND.set(component, { model, book, types });
  return types;
}
