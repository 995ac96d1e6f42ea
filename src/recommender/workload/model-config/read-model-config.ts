import type { ModelFigures } from '../../facts/model-figures.ts';
import type { Fault } from '../fault.ts';
import { type ModelConfig, type Picked, pickKeys } from './keys.ts';
import { isObject, openConfig } from './open-config.ts';
import { attentionOf, INDEXED_RATIO, linearOf, mambaOf, textParameters, visionParameters } from './parameters.ts';
import { ENCODERS, readTextModel, type TextModel, textConfigOf, textsIn, windowOf } from './text-model.ts';

export interface ModelConfigFigures {
  /** In all, in billions: those of every expert, and of what sees. */
  parametersBillion: number;
  /** Of a mixture of experts: those that one token is multiplied with, in billions; null for any other. */
  activeBillion: number | null;
  /** Key-value cache of one token at 16 bits, in bytes, over the layers that keep every token; 0 where none does. */
  kvBytesPerTokenAt16: number;
  layers: number;
  /** Null with multi-head latent attention, which has none. */
  kvHeads: number | null;
  /** Bits per weight as stored: 4, 8, 16 or 32. */
  precisionBits: number;
  /** The longest prompt and answer together, in tokens; null where the file doesn't say. */
  contextTokens: number | null;
  kind: 'text' | 'vision' | 'audio' | 'embedding' | 'other';
}

/** What a `config.json` says, or everything that is wrong with it: at least one fault, whose field is the file's own. */
export type ReadModelConfig = ({ ok: true } & ModelConfigFigures) | { ok: false; faults: Fault[] };

/**
 * Reads a Hugging Face `config.json`, parsed or as a text, of which Python's NaN and Infinity are read as null. Any value is
 * taken, and nothing is thrown: what is no configuration of a model that this knows is refused. Parameters leave out norms,
 * biases and heads for further tokens, under 1 % together.
 */
export function readModelConfig(json: unknown): ReadModelConfig {
  const read = configFigures(json);
  if (!read.ok) return read;
  const { kind, figures } = read;
  return {
    ok: true,
    parametersBillion: figures.billions,
    activeBillion: figures.active ?? null,
    kvBytesPerTokenAt16: figures.kvBytes ?? 0,
    layers: figures.layers,
    kvHeads: figures.kvHeads ?? null,
    precisionBits: figures.bits,
    contextTokens: figures.context ?? null,
    kind,
  };
}

/** The part of a `config.json` that a workload keeps, or what is wrong with it. Takes what `readModelConfig` takes. */
export function pickConfig(json: unknown): Picked {
  const read = configFigures(json);
  return read.ok ? { ok: true, config: read.config } : read;
}

/** Keys of which no other JSON that people paste has any. */
const TELLING = ['model_type', 'architectures', 'hidden_size', 'num_hidden_layers', 'text_config', '_class_name'];

/** The same of a text that may hold anything: undefined where it isn't meant as a `config.json`, right or wrong. */
export function pickPastedConfig(text: string): Picked | undefined {
  const opened = openConfig(text);
  const isMeant = opened.ok && TELLING.some((key) => Object.hasOwn(opened.config, key));
  return isMeant ? pickConfig(opened.config) : undefined;
}

/** A row as the table of known models has them. */
export interface ConfiguredModel extends ModelFigures {
  readonly billions: number;
  /** Without what sees, in billions; what a step of a dense model multiplies with. */
  readonly textBillions: number;
  readonly layers: number;
  readonly heads: number;
  readonly bits: 4 | 8 | 16 | 32;
  /** The file says how the weights are quantized; if not, the repository's name may. */
  readonly isQuantized: boolean;
  /** The checkpoint has scales for a cache of 8 bits. */
  readonly cacheBits?: 8;
  /** Layers of which the cache grows with every token. */
  readonly growingLayers: number;
}

export type ConfigFigures =
  | { ok: true; config: ModelConfig; kind: ModelConfigFigures['kind']; figures: ConfiguredModel }
  | { ok: false; faults: Fault[] };

const known = new WeakMap<object, ConfigFigures>();

/** The same with all that the table of known models has of a model. Read once for each object. */
export function configFigures(json: unknown): ConfigFigures {
  if (!isObject(json)) return figuresIn(json);
  const before = known.get(json);
  if (before !== undefined) return before;
  const read = figuresIn(json);
  known.set(json, read);
  return read;
}

const fault = (field: string, text: string): ConfigFigures => ({ ok: false, faults: [{ field, text }] });

/** Larger than any model by far. */
const BILLIONS_MAX = 100_000;

function figuresIn(json: unknown): ConfigFigures {
  const picked = pickKeys(json);
  if (!picked.ok) return picked;
  const { config } = picked;
  if (textConfigOf(config)['is_encoder_decoder'] === true) {
    return fault(
      'is_encoder_decoder',
      'is_encoder_decoder: models that encode and decode apart, as T5 and Whisper, are not read. State the parameters instead.',
    );
  }
  const read = readTextModel(config);
  if (!read.ok) return read;
  const { model } = read;
  const text = textParameters(model);
  const billions = (text.all + visionParameters(config)) / 1e9;
  if (!(billions <= BILLIONS_MAX))
    return fault(
      'hidden_size',
      `hidden_size, layers and experts multiply to more than ${BILLIONS_MAX} billion parameters.`,
    );
  const kind = kindOf(config, model);
  return {
    ok: true,
    config,
    kind,
    figures: { ...sizesOf(model, billions, text), ...weightsOf(config), ...keptBy(model, kind), task: TASKS[kind] },
  };
}

function sizesOf(
  { layers, heads, experts, expertsUsed, number }: TextModel,
  billions: number,
  { all, active }: { all: number; active: number },
) {
  const isMixture = layers.some(({ feedForward }) => feedForward === 'mixture' || feedForward === 'both');
  const context = number('max_position_embeddings', 'n_positions');
  return {
    billions,
    textBillions: all / 1e9,
    layers: layers.length,
    heads,
    ...(isMixture ? { active: active / 1e9, experts: [experts, expertsUsed] as const } : {}),
    ...(context > 0 ? { context } : {}),
    ...(billions > ACCELERATOR_FROM ? { accelerator: true as const } : {}),
  };
}

/** As for known models: from here on a CPU is no place for it. */
const ACCELERATOR_FROM = 1.5;

const TASKS = {
  text: 'text-generation',
  vision: 'image-text-to-text',
  audio: 'text-generation',
  embedding: 'embedding',
  other: 'text-generation',
} as const satisfies Record<ModelConfigFigures['kind'], ModelFigures['task']>;

function kindOf(config: ModelConfig, { type }: TextModel): ModelConfigFigures['kind'] {
  const [architecture = ''] = textsIn(config, 'architectures');
  if (config['vision_config'] !== undefined) return 'vision';
  if (config['audio_config'] !== undefined) return 'audio';
  if (ENCODERS.test(type) || /(?:Model|ForSequenceClassification|ForMaskedLM)$/.test(architecture)) return 'embedding';
  return architecture === '' || /For(?:CausalLM|ConditionalGeneration)$|LMHeadModel$/.test(architecture)
    ? 'text'
    : 'other';
}

/** What a request keeps; a model that embeds keeps nothing. */
function keptBy(model: TextModel, kind: ModelConfigFigures['kind']) {
  const { perToken, fixed, windowTokens, layers } = cacheFigures(model);
  if (kind === 'embedding') return { growingLayers: 0 };
  return {
    growingLayers: layers,
    kvBytes: perToken,
    ...(fixed > 0 ? { window: fixed } : {}),
    ...(windowTokens === undefined ? {} : { windowTokens }),
    ...(model.number('kv_lora_rank') > 0 ? { mla: true as const } : { kvHeads: model.kvHeads }),
  };
}

/** Bits of weights and cache. 4 bits count as 5 in memory, for scales and what is left at 16. */
function weightsOf(config: ModelConfig): Pick<ConfiguredModel, 'bits' | 'isQuantized' | 'cacheBits'> {
  const text = textConfigOf(config);
  const stated = (text['quantization_config'] ?? config['quantization_config']) as ModelConfig | undefined;
  const quantized = text['expert_dtype'] === 'fp4' ? 4 : stated && quantizedBits(stated);
  const dtype = String(text['dtype'] ?? text['torch_dtype'] ?? config['dtype'] ?? config['torch_dtype'] ?? 'bfloat16');
  const scheme = stated?.['kv_cache_scheme'] as ModelConfig | undefined;
  return {
    bits: quantized ?? (dtype === 'float32' ? 32 : 16),
    isQuantized: quantized !== undefined,
    ...(scheme?.['num_bits'] === 8 ? { cacheBits: 8 as const } : {}),
  };
}

function quantizedBits(config: ModelConfig): 4 | 8 | undefined {
  const written = ['quant_algo', 'fmt', 'quant_method']
    .map((key) => String(config[key] ?? ''))
    .join(' ')
    .toLowerCase();
  const groups = config['config_groups'] as { group_0: { weights: { num_bits: number } } } | undefined;
  const bits = groups?.group_0.weights.num_bits ?? config['bits'];
  // A mixture of both is planned for at the larger.
  if (written.includes('mixed_precision')) return 8;
  if (/fp4|nvfp4/.test(written) || config['load_in_4bit'] === true) return 4;
  if (typeof bits === 'number') return bits <= 4 ? 4 : bits <= 8 ? 8 : undefined;
  if (/fp8|e4m3|int8/.test(written) || config['load_in_8bit'] === true) return 8;
  return /awq|gptq/.test(written) ? 4 : undefined;
}

const BYTES = 2;
/** A state is kept at 32 bits, whatever the cache has. */
const STATE_BYTES = 4;

/** What one request keeps at 16 bits, in bytes. */
export interface CacheFigures {
  /** For each token, over the layers that keep all of them. */
  readonly perToken: number;
  /** Besides: windows and states. */
  readonly fixed: number;
  /** Tokens of the windows, where nothing else is fixed. */
  readonly windowTokens: number | undefined;
  /** Layers that keep all tokens. */
  readonly layers: number;
}

export function cacheFigures(model: TextModel): CacheFigures {
  if (model.config['compress_ratios'] !== undefined) return compressedCache(model);
  const keeping = model.layers.slice(0, model.layers.length - model.number('num_kv_shared_layers'));
  const layersOf = (mixer: TextModel['layers'][number]['mixer']) =>
    keeping.filter((layer) => layer.mixer === mixer).length;
  const full = layersOf('full');
  const windows = layersOf('window') * oneToken(model, false) * windowOf(model);
  const states = layersOf('linear') * linearState(model) + layersOf('mamba') * mambaState(model);
  return {
    perToken: full * oneToken(model, true),
    fixed: windows + states,
    windowTokens: windows > 0 && states === 0 ? windowOf(model) : undefined,
    layers: full,
  };
}

function oneToken(model: TextModel, isFull: boolean): number {
  const latent = model.number('kv_lora_rank');
  if (latent > 0) return (latent + model.number('qk_rope_head_dim')) * BYTES;
  const { kvHeads, headSize } = attentionOf(model, isFull);
  return 2 * kvHeads * headSize * BYTES;
}

function linearState(model: TextModel): number {
  const { keys, values, valueHeads, keySize, valueSize, convolution } = linearOf(model);
  return valueHeads * keySize * valueSize * STATE_BYTES + (2 * keys + values) * (convolution - 1) * BYTES;
}

function mambaState(model: TextModel): number {
  const { heads, headSize, state, inner, shared, convolution } = mambaOf(model);
  return heads * headSize * state * STATE_BYTES + (inner + shared) * convolution * BYTES;
}

/** DeepSeek V4 keeps one key for as many tokens as a layer compresses, and a window of whole ones. */
function compressedCache({ config, headSize, number, layers }: TextModel): CacheFigures {
  const ratios = (config['compress_ratios'] as readonly number[]).slice(0, layers.length);
  const perToken = ratios.reduce((sum, ratio) => {
    if (ratio === 0) return sum;
    const index = ratio === INDEXED_RATIO ? (number('index_head_dim') * BYTES) / INDEXED_RATIO : 0;
    return sum + (headSize * BYTES) / ratio + index;
  }, 0);
  const windowTokens = number('sliding_window');
  return { perToken, fixed: layers.length * windowTokens * headSize * BYTES, windowTokens, layers: 0 };
}
