import { findModel, type KnownModel } from '../facts/known-models.ts';
import type { ModelFigures } from '../facts/model-figures.ts';
import {
  ACCELERATOR_FROM_BILLIONS,
  BITS_OF_4,
  CONTEXT_TOKENS,
  KV_BYTES_BY_BILLIONS,
  KV_BYTES_OF_LARGER,
  KV_HEADS,
  MODEL_MEMORY_FACTOR,
  MODEL_MEMORY_MORE_GIB,
  WEIGHT_BITS,
} from '../facts/working-figures.ts';
import type { Workload } from '../workload/workload.ts';

/** A model of which more is known than that it is one: by a usual name, or by what is stated of it. */
export interface ServedModel {
  readonly known: KnownModel | undefined;
  readonly billions: number | undefined;
  readonly bits: number;
  /** Nothing where neither a size nor parameters are known. */
  readonly weightsGiB: number | undefined;
  /** What one copy takes to run and to answer one request. Nothing where its weights aren't known. */
  readonly memoryGiB: number | undefined;
  readonly needsAccelerator: boolean;
  /** Of a model that writes tokens; nothing of any other. */
  readonly cache: ModelCache | undefined;
}

/** What requests take beside the weights. */
export interface ModelCache {
  /** Of one request at its longest, in GiB, were it held once. */
  readonly requestGiB: number;
  /** The longest request that is planned for, in tokens. */
  readonly tokens: number;
  /** Of a typical request, where one is stated and the longest is longer. */
  readonly typical: { readonly requestGiB: number; readonly tokens: number } | undefined;
  /** Attention heads, which tensor parallelism has to divide; nothing where they aren't known. */
  readonly heads: number | undefined;
  /** Across how many GPUs it can be divided. */
  readonly parts: number;
}

const BITS_PER_BYTE = 8;
const GIB = 2 ** 30;

const FIELDS = [
  'modelId',
  'modelParametersBillion',
  'modelPrecisionBits',
  'modelSizeGB',
  'inputTokens',
  'outputTokens',
  'contextTokens',
] as const satisfies readonly (keyof Workload)[];

type Stated = Pick<Workload, (typeof FIELDS)[number]>;

let last: { readonly stated: Stated; readonly model: ServedModel | undefined } = { stated: {}, model: undefined };

/** Nothing where a workload says nothing of its model but its size. The same facts in a row give the same object. */
export function servedModel(workload: Workload): ServedModel | undefined {
  const { stated } = last;
  if (FIELDS.every((field) => stated[field] === workload[field])) return last.model;
  last = { stated: workload, model: modelOf(workload) };
  return last.model;
}

function modelOf(stated: Stated): ServedModel | undefined {
  const { modelId, modelParametersBillion, contextTokens, modelSizeGB } = stated;
  const known = modelId === undefined ? undefined : findModel(modelId);
  const figures = known?.figures;
  if (figures === undefined && modelParametersBillion === undefined && contextTokens === undefined) return undefined;
  const bits = stated.modelPrecisionBits ?? known?.bits ?? figures?.bits ?? WEIGHT_BITS;
  const billions = modelParametersBillion ?? figures?.billions;
  const isAsPublished = bits === figures?.bits && modelParametersBillion === undefined;
  const weightsGiB =
    modelSizeGB ??
    (isAsPublished ? figures?.checkpointGiB : undefined) ??
    (billions === undefined ? undefined : (billions * 1e9 * (bits === 4 ? BITS_OF_4 : bits)) / BITS_PER_BYTE / GIB);
  const isLarge = contextTokens !== undefined || (billions ?? 0) > ACCELERATOR_FROM_BILLIONS;
  const needsAccelerator = figures === undefined ? isLarge : figures.accelerator === true;
  const writes = figures === undefined ? isLarge : writesTokens(figures);
  const cache = writes ? cacheOf(stated, known, billions ?? billionsIn(weightsGiB, bits)) : undefined;
  const memoryGiB = modelSizeGB ?? figures?.memoryGB ?? runningGiB(weightsGiB, cache);
  return { known, billions, bits, weightsGiB, memoryGiB, needsAccelerator, cache };
}

/** A known model that writes tokens, or of which the cache of tokens is known: speech is written token by token, too. */
const writesTokens = ({ task, kvBytes }: ModelFigures): boolean =>
  task === 'text-generation' || task === 'image-text-to-text' || kvBytes !== undefined;

function runningGiB(weightsGiB: number | undefined, cache: ModelCache | undefined): number | undefined {
  if (weightsGiB === undefined) return undefined;
  return cache ? weightsGiB + cache.requestGiB : weightsGiB * MODEL_MEMORY_FACTOR + MODEL_MEMORY_MORE_GIB;
}

const billionsIn = (weightsGiB: number | undefined, bits: number): number | undefined =>
  weightsGiB && (weightsGiB * GIB * BITS_PER_BYTE) / bits / 1e9;

function cacheOf(stated: Stated, known: KnownModel | undefined, billions: number | undefined): ModelCache {
  const { kvBytes, window = 0, heads, kvHeads = KV_HEADS, mla, context = Infinity } = known?.figures ?? {};
  const usual = typicalTokens(stated);
  const tokens = stated.contextTokens ?? usual ?? Math.min(CONTEXT_TOKENS, context);
  const perToken = kvBytes ?? usualKvBytes(billions);
  const gibOf = (count: number): number => (perToken * count + window) / GIB;
  const typical = usual !== undefined && usual < tokens ? { requestGiB: gibOf(usual), tokens: usual } : undefined;
  return { requestGiB: gibOf(tokens), tokens, typical, heads, parts: mla ? 1 : kvHeads };
}

/** In and out together, where they are stated. Where no context is stated, no request is longer. */
function typicalTokens({ inputTokens, outputTokens }: Stated): number | undefined {
  const tokens = (inputTokens ?? 0) + (outputTokens ?? 0);
  return tokens > 0 ? tokens : undefined;
}

function usualKvBytes(billions = 0): number {
  for (const [upTo, bytes] of KV_BYTES_BY_BILLIONS) if (billions <= upTo) return bytes;
  return KV_BYTES_OF_LARGER;
}
