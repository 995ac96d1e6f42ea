import { findModel, type KnownModel } from '../facts/known-models.ts';
import type { ModelFigures } from '../facts/model-figures.ts';
import {
  ACCELERATOR_FROM_BILLIONS,
  BITS_OF_4,
  CONTEXT_TOKENS,
  MODEL_MEMORY_FACTOR,
  MODEL_MEMORY_MORE_GIB,
  WEIGHT_BITS,
} from '../facts/working-figures.ts';
import { type Architecture, architectureOf, precisionOf } from '../throughput/architecture.ts';
import { cacheBytes, type RequestTokens, type ServedAs } from '../throughput/replica.ts';
import type { Workload } from '../workload/workload.ts';
import { imageTokens } from './image-tokens.ts';

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
  /** It was named, and neither its name nor anything else says how large it is. */
  readonly isUnsized: boolean;
  /** Of a model that writes tokens: how it does. Nothing of any other, and where its size isn't known. */
  readonly writing: WritingModel | undefined;
}

/** What the speed of a model that writes tokens follows from. */
export interface WritingModel {
  readonly served: ServedAs;
  /** Of a request, images counted as tokens; nothing where they aren't stated. */
  readonly tokens: RequestTokens | undefined;
  /** The longest request that is planned for. */
  readonly contextTokens: number;
  readonly hasImages: boolean;
}

/** What one instance carries is said of such requests where nobody states their tokens. */
export const EXAMPLE_TOKENS: RequestTokens = { inputTokens: 1000, outputTokens: 300 };

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
  'images',
  'imageMegapixels',
  'requiresStreaming',
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
  const { modelId, modelParametersBillion, modelSizeGB } = stated;
  const known = modelId === undefined ? undefined : findModel(modelId);
  const figures = known?.figures;
  const isLanguage = saysTokens(stated);
  if (modelId === undefined && modelParametersBillion === undefined && !isLanguage) return undefined;
  const bits = stated.modelPrecisionBits ?? known?.bits ?? figures?.bits ?? WEIGHT_BITS;
  const billions = modelParametersBillion ?? figures?.billions;
  const isAsPublished = bits === figures?.bits && modelParametersBillion === undefined;
  const weightsGiB =
    modelSizeGB ??
    (isAsPublished ? figures?.checkpointGiB : undefined) ??
    (billions === undefined ? undefined : (billions * 1e9 * (bits === 4 ? BITS_OF_4 : bits)) / BITS_PER_BYTE / GIB);
  const isLarge = isLanguage || (billions ?? 0) > ACCELERATOR_FROM_BILLIONS;
  const writes = figures === undefined ? isLarge : writesTokens(figures);
  const needsAccelerator = writes || (figures === undefined ? isLarge : figures.accelerator === true);
  const writing = writes ? writingOf(stated, known, weightsGiB, bits) : undefined;
  const memoryGiB = modelSizeGB ?? figures?.memoryGB ?? runningGiB(weightsGiB, writing);
  const isUnsized =
    weightsGiB === undefined &&
    figures?.memoryGB === undefined &&
    figures?.task !== 'tabular' &&
    figures?.cpu === undefined;
  return { known, billions, bits, weightsGiB, memoryGiB, needsAccelerator, isUnsized, writing };
}

/** What is only ever said of a model that reads and writes tokens. */
const saysTokens = ({ modelId, inputTokens, outputTokens, contextTokens, requiresStreaming }: Stated): boolean =>
  Boolean(inputTokens || outputTokens || contextTokens) || (modelId !== undefined && requiresStreaming === 'response');

const writesTokens = ({ task }: ModelFigures): boolean => task === 'text-generation' || task === 'image-text-to-text';

function runningGiB(weightsGiB: number | undefined, writing: WritingModel | undefined): number | undefined {
  if (weightsGiB === undefined) return undefined;
  if (writing === undefined) return weightsGiB * MODEL_MEMORY_FACTOR + MODEL_MEMORY_MORE_GIB;
  return weightsGiB + cacheBytes(writing.served, writing.contextTokens) / GIB;
}

function writingOf(
  stated: Stated,
  known: KnownModel | undefined,
  weightsGiB: number | undefined,
  bits: number,
): WritingModel | undefined {
  if (weightsGiB === undefined) return undefined;
  const billions =
    stated.modelParametersBillion ?? known?.figures.billions ?? (weightsGiB * GIB * BITS_PER_BYTE) / bits / 1e9;
  const architecture = architectureFor(known, billions);
  if (architecture === undefined) return undefined;
  const precision = precisionOf(architecture, bits === 4 || bits === 8 ? bits : 16);
  // What memory was stated, or 32 bits of, is what has to be held and read.
  const isOther = stated.modelSizeGB !== undefined || bits === 32;
  const weighed = isOther ? { ...architecture, checkpointGiB: weightsGiB, nativePrecision: precision } : architecture;
  const tokens = tokensOf(stated, known);
  const usual = tokens && tokens.inputTokens + tokens.outputTokens;
  const contextTokens = stated.contextTokens ?? usual ?? Math.min(CONTEXT_TOKENS, known?.figures.context ?? Infinity);
  return {
    served: { architecture: weighed, precision, fp8Cache: architecture.hasFp8Cache },
    tokens,
    contextTokens: Math.max(contextTokens, usual ?? 0),
    hasImages: Boolean(stated.images),
  };
}

/** A stated number of parameters is another model than the one of the name, unless it is about the same. */
function architectureFor(known: KnownModel | undefined, billions: number): Architecture | undefined {
  const figures = known?.figures;
  const isOther = figures?.billions !== undefined && Math.abs(billions / figures.billions - 1) > SAME_MODEL_SHARE;
  if (figures === undefined || isOther) return architectureOf({ task: 'text-generation', billions });
  return architectureOf({ ...figures, billions }, { modelId: known?.id });
}

/** Parameters are told rounded: "8B" of a model that has 8.03 billion. */
const SAME_MODEL_SHARE = 0.1;

/** Nothing where what goes in or out isn't stated: no speed follows from half of it. */
function tokensOf(stated: Stated, known: KnownModel | undefined): RequestTokens | undefined {
  const { inputTokens, outputTokens } = stated;
  if (inputTokens === undefined || !outputTokens) return undefined;
  return { inputTokens: inputTokens + imageTokens(stated, known?.id), outputTokens };
}
