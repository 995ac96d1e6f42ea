import { findModel, type KnownModel } from '../facts/known-models.ts';
import type { ModelFigures } from '../facts/model-figures.ts';
import { sizeInName } from '../facts/size-in-name.ts';
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
import { type ConfiguredModel, configFigures } from '../workload/model-config/read-model-config.ts';
import type { Workload } from '../workload/workload.ts';

/** A model of which more is known than that it is one: by a usual name, or by what is stated of it. */
export interface ServedModel {
  readonly known: KnownModel | undefined;
  /** How it is built: of its `config.json`, or else of the known model. */
  readonly figures: ModelFigures | undefined;
  /** Whence its size is known where it isn't stated: its `config.json`, the table of known models, or its name. */
  readonly from: 'config' | 'table' | 'name' | undefined;
  /** Parameters in all, in billions. */
  readonly billions: number | undefined;
  /** Of a mixture of experts: those that one token is multiplied with, in billions. Nothing where they aren't known or all are. */
  readonly active: number | undefined;
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
  'modelConfig',
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
  const config = configOf(stated);
  const known = knownModel(modelId, config);
  const figures = config ?? known?.figures;
  const inName = figures === undefined && modelId !== undefined ? sizeInName(modelId) : undefined;
  const billions = modelParametersBillion ?? figures?.billions ?? inName?.billions;
  const isSized = billions ?? inName?.active ?? contextTokens;
  if (figures === undefined && isSized === undefined) return undefined;
  const bits = stated.modelPrecisionBits ?? bitsOf(stated, config, known) ?? WEIGHT_BITS;
  const isAsPublished = bits === figures?.bits && modelParametersBillion === undefined;
  const weightsGiB =
    modelSizeGB ??
    (isAsPublished ? figures?.checkpointGiB : undefined) ??
    (billions === undefined ? undefined : (billions * 1e9 * (bits === 4 ? BITS_OF_4 : bits)) / BITS_PER_BYTE / GIB);
  const isLarge = contextTokens !== undefined || (billions ?? inName?.active ?? 0) > ACCELERATOR_FROM_BILLIONS;
  const needsAccelerator = figures === undefined ? isLarge : figures.accelerator === true;
  const writes = figures === undefined ? isLarge : writesTokens(figures);
  const cache = writes ? cacheOf(stated, figures, billions ?? billionsIn(weightsGiB, bits)) : undefined;
  const memoryGiB = modelSizeGB ?? figures?.memoryGB ?? runningGiB(weightsGiB, cache);
  const from = config ? 'config' : known ? 'table' : inName?.billions === undefined ? undefined : 'name';
  const active = modelParametersBillion === undefined ? (figures?.active ?? inName?.active) : undefined;
  return { known, figures, from, billions, active, bits, weightsGiB, memoryGiB, needsAccelerator, cache };
}

function configOf({ modelConfig }: Stated): ConfiguredModel | undefined {
  const read = modelConfig === undefined ? undefined : configFigures(modelConfig);
  return read?.ok ? read.figures : undefined;
}

/** What was measured of a known model holds for a `config.json` of the same size; any other is another model. */
const SAME_SIZE = 0.03;

function knownModel(modelId: string | undefined, config: ConfiguredModel | undefined): KnownModel | undefined {
  const known = modelId === undefined ? undefined : findModel(modelId);
  if (known === undefined || config === undefined) return known;
  const { billions = 0 } = known.figures;
  return Math.abs(config.billions - billions) <= billions * SAME_SIZE ? known : undefined;
}

/** A `config.json` that says nothing of quantization may leave it to the repository's name. */
function bitsOf({ modelId }: Stated, config: ConfiguredModel | undefined, known: KnownModel | undefined) {
  if (config?.isQuantized) return config.bits;
  const inName = known?.bits ?? (modelId === undefined ? undefined : sizeInName(modelId)?.bits);
  return inName ?? config?.bits ?? known?.figures.bits;
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

function cacheOf(stated: Stated, figures: ModelFigures | undefined, billions: number | undefined): ModelCache {
  const { kvBytes, window = 0, heads, kvHeads = KV_HEADS, mla, context = Infinity } = figures ?? {};
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
