import { findModel, type KnownModel } from '../facts/known-models.ts';
import type { ModelFigures } from '../facts/model-figures.ts';
import { sizeInName } from '../facts/size-in-name.ts';
import {
  ACCELERATOR_FROM_BILLIONS,
  BITS_OF_4,
  CONTEXT_TOKENS,
  MODEL_MEMORY_FACTOR,
  MODEL_MEMORY_MORE_GIB,
  WEIGHT_BITS,
} from '../facts/working-figures.ts';
import { type Architecture, architectureOf, precisionOf } from '../throughput/architecture.ts';
import type { ComputedWork } from '../throughput/computed-work.ts';
import { cacheBytes, type RequestTokens, type ServedAs } from '../throughput/replica.ts';
import { configuredArchitecture, knownArchitecture } from '../throughput/tokens-per-second.ts';
import { type ConfiguredModel, configFigures } from '../workload/model-config/read-model-config.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { computedWork } from './computed-model.ts';
import { imageTokens } from './image-tokens.ts';

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
  /** It was named or its tokens were, and nothing says how large it is. */
  readonly isUnsized: boolean;
  /** Of a model that writes tokens: how it does. Nothing of any other, and where its size isn't known. */
  readonly writing: WritingModel | undefined;
  /** Of a model that computes its answer at once: what a request takes, where that is known. */
  readonly computing: ComputedWork | undefined;
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
  'modelConfig',
  'modelParametersBillion',
  'modelPrecisionBits',
  'modelSizeGB',
  'inputTokens',
  'outputTokens',
  'contextTokens',
  'images',
  'imageMegapixels',
  'imageSteps',
  'audioSeconds',
  'requiresStreaming',
] as const satisfies readonly WorkloadField[];

type Stated = Pick<Workload, (typeof FIELDS)[number]>;

/** The last few: an answer is asked about the same model at another precision, and about none. */
const RECENT: { readonly stated: Stated; readonly model: ServedModel | undefined }[] = [];
const RECENT_MAX = 4;

/** Nothing where a workload says nothing of its model but its size. The same facts give the same object, while few others are asked for. */
export function servedModel(workload: Workload): ServedModel | undefined {
  for (const { stated, model } of RECENT) if (FIELDS.every((field) => stated[field] === workload[field])) return model;
  const model = modelOf(workload);
  if (RECENT.length === RECENT_MAX) RECENT.pop();
  RECENT.unshift({ stated: workload, model });
  return model;
}

function modelOf(stated: Stated): ServedModel | undefined {
  const { modelId, modelParametersBillion, modelSizeGB } = stated;
  const config = configOf(stated);
  const known = knownModel(modelId, config);
  const figures = config ?? known?.figures;
  const inName = figures === undefined && modelId !== undefined ? sizeInName(modelId) : undefined;
  const billions = modelParametersBillion ?? figures?.billions ?? inName?.billions;
  const isLanguage = saysTokens(stated);
  if (modelId === undefined && config === undefined && billions === undefined && !isLanguage) return undefined;
  const bits = stated.modelPrecisionBits ?? bitsOf(stated, config, known) ?? WEIGHT_BITS;
  const isAsPublished = bits === figures?.bits && modelParametersBillion === undefined;
  const weightsGiB =
    modelSizeGB ??
    (isAsPublished ? figures?.checkpointGiB : undefined) ??
    (billions === undefined ? undefined : (billions * 1e9 * (bits === 4 ? BITS_OF_4 : bits)) / BITS_PER_BYTE / GIB);
  const isLarge = isLanguage || (billions ?? inName?.active ?? 0) > ACCELERATOR_FROM_BILLIONS;
  const writes = figures === undefined ? isLarge : writesTokens(figures);
  const active = modelParametersBillion === undefined ? (figures?.active ?? inName?.active) : undefined;
  const sizes = { known, figures, config, billions, active, weightsGiB, bits };
  const computing = writes ? undefined : computedWork(stated, figures, known?.id);
  const writing = writes && weightsGiB !== undefined ? writingOf(stated, { ...sizes, weightsGiB }) : undefined;
  return {
    known,
    figures,
    from: config ? 'config' : known ? 'table' : inName?.billions === undefined ? undefined : 'name',
    billions,
    active,
    bits,
    weightsGiB,
    memoryGiB: modelSizeGB ?? figures?.memoryGB ?? runningGiB(weightsGiB, writing),
    needsAccelerator: writes || (figures === undefined ? isLarge : runsOnAccelerators(figures, computing)),
    isUnsized: weightsGiB === undefined && !runsAnywhere(figures),
    writing,
    computing,
  };
}

/** What is only ever said of a model that reads and writes tokens. */
const saysTokens = ({ modelId, inputTokens, outputTokens, contextTokens, requiresStreaming }: Stated): boolean =>
  Boolean(inputTokens || outputTokens || contextTokens) || (modelId !== undefined && requiresStreaming === 'response');

const writesTokens = ({ task }: ModelFigures): boolean => task === 'text-generation' || task === 'image-text-to-text';

/** As published; and what reranks or speaks is served so, unless how fast it is on processors as well is modelled. */
const runsOnAccelerators = ({ accelerator, task, cpu }: ModelFigures, computing: ComputedWork | undefined): boolean =>
  accelerator === true || (cpu === undefined && !computing && (task === 'reranker' || task === 'text-to-speech'));

/** Of which nothing has to be known: what it takes was measured, or is small. */
const runsAnywhere = (figures: ModelFigures | undefined): boolean =>
  figures !== undefined && (figures.task === 'tabular' || figures.memoryGB !== undefined || figures.cpu !== undefined);

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

function runningGiB(weightsGiB: number | undefined, writing: WritingModel | undefined): number | undefined {
  if (weightsGiB === undefined) return undefined;
  if (writing === undefined) return weightsGiB * MODEL_MEMORY_FACTOR + MODEL_MEMORY_MORE_GIB;
  return weightsGiB + cacheBytes(writing.served, writing.contextTokens) / GIB;
}

interface Sizes extends Pick<ServedModel, 'known' | 'figures' | 'billions' | 'active' | 'bits'> {
  readonly config: ConfiguredModel | undefined;
  readonly weightsGiB: number;
}

function writingOf(stated: Stated, sizes: Sizes): WritingModel | undefined {
  const { bits, weightsGiB, known, figures } = sizes;
  const architecture = architectureFor(sizes);
  if (architecture === undefined) return undefined;
  const precision = precisionOf(architecture, bits === 4 || bits === 8 ? bits : 16);
  // What memory was stated, or 32 bits of, is what has to be held and read.
  const isOther = stated.modelSizeGB !== undefined || bits === 32;
  const weighed = isOther ? { ...architecture, checkpointGiB: weightsGiB, nativePrecision: precision } : architecture;
  const tokens = tokensOf(stated, known);
  const usual = tokens && Math.min(Number.MAX_VALUE, tokens.inputTokens + tokens.outputTokens);
  const contextTokens = stated.contextTokens ?? usual ?? Math.min(CONTEXT_TOKENS, figures?.context ?? Infinity);
  return {
    served: { architecture: weighed, precision, fp8Cache: architecture.hasFp8Cache },
    tokens,
    contextTokens: Math.max(contextTokens, usual ?? 0),
    hasImages: Boolean(stated.images),
  };
}

/** Parameters are told rounded: "8B" of a model that has 8.03 billion. More apart, it is another model than the name's. */
const SAME_MODEL = 0.1;

/** Of a number of parameters alone, or of memory alone, the architecture is what is usual for it. */
function architectureFor({
  known,
  figures,
  config,
  billions,
  active,
  bits,
  weightsGiB,
}: Sizes): Architecture | undefined {
  const count = billions ?? (weightsGiB * GIB * BITS_PER_BYTE) / bits / 1e9;
  const isSame = figures?.billions !== undefined && Math.abs(count / figures.billions - 1) <= SAME_MODEL;
  if (figures === undefined || !isSame)
    return architectureOf({ task: 'text-generation', billions: count, ...(active && { active }) });
  if (config !== undefined) return configuredArchitecture(config, known?.id);
  return known && knownArchitecture(known.id)?.architecture;
}

/** Nothing where what goes in or out isn't stated: no speed follows from half of it. */
function tokensOf(stated: Stated, known: KnownModel | undefined): RequestTokens | undefined {
  const { inputTokens, outputTokens } = stated;
  if (inputTokens === undefined || !outputTokens) return undefined;
  return { inputTokens: Math.min(Number.MAX_VALUE, inputTokens + imageTokens(stated, known?.id)), outputTokens };
}
