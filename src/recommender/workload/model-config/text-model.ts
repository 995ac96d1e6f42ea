import type { Fault } from '../fault.ts';
import type { ModelConfig } from './keys.ts';

/** What a layer mixes tokens with. `none`: it has experts or a dense part alone. */
export type Mixer = 'full' | 'window' | 'linear' | 'mamba' | 'none';

/** What comes after it. `both`: dense and experts side by side. */
export type FeedForward = 'dense' | 'mixture' | 'both' | 'none';

/** The model that reads and writes text, with its keys found and its layers told apart. */
export interface TextModel {
  readonly type: string;
  readonly width: number;
  readonly layers: readonly { readonly mixer: Mixer; readonly feedForward: FeedForward }[];
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
  readonly vocabulary: number;
  readonly isTied: boolean;
  readonly experts: number;
  readonly expertsUsed: number;
  /** A number of the file; 0 where it has none. */
  number(...keys: readonly string[]): number;
  readonly config: ModelConfig;
}

/** The part of a picked configuration that describes the text model. */
export const textConfigOf = (config: ModelConfig): ModelConfig =>
  (config['text_config'] as ModelConfig | undefined) ?? config;

/** The first of these keys that has a number. */
export function numberIn(config: ModelConfig, keys: readonly string[]): number | undefined {
  return keys.map((key) => config[key]).find((value) => typeof value === 'number');
}

/** Models that embed a text and write none. */
export const ENCODERS =
  /^(?:bert|roberta|xlm-roberta|camembert|distilbert|mpnet|electra|deberta|modernbert|nomic_bert|new$)/;

/** Families that tie input and output table where their file does not say so. */
const TIED = /^(?:gemma|gpt2|falcon|bloom|opt|gpt_bigcode)/;

/** Reads the text model, or says what is missing. */
export function readTextModel(config: ModelConfig): { ok: true; model: TextModel } | { ok: false; faults: Fault[] } {
  const text = textConfigOf(config);
  const path = text === config ? '' : 'text_config.';
  const faults: Fault[] = [];
  const number = (...keys: readonly string[]): number => numberIn(text, keys) ?? 0;
  const needed = (...keys: readonly string[]): number => {
    const value = number(...keys);
    if (value < 1)
      faults.push({
        field: `${path}${keys[0]}`,
        text: `${path}${keys[0]} must be a whole number of at least 1; it is missing.`,
      });
    return value;
  };
  const pattern = String(text['hybrid_override_pattern'] ?? '');
  const blocks = textsIn(text, 'layers_block_type');
  const width = needed('hidden_size', 'd_model', 'n_embd');
  const count = pattern.length || blocks.length || needed('num_hidden_layers', 'n_layer');
  const heads = needed('num_attention_heads', 'n_head');
  const vocabulary = needed('vocab_size');
  if (faults.length > 0) return { ok: false, faults };
  const type = String(text['model_type'] ?? config['model_type'] ?? '');
  const kvHeads = number('num_key_value_heads', 'num_kv_heads') || (text['multi_query'] === true ? 1 : heads);
  const experts = number('n_routed_experts', 'num_experts', 'num_local_experts');
  const model = {
    type,
    width,
    heads,
    kvHeads,
    headSize: number('head_dim') || Math.floor(width / heads),
    vocabulary,
    isTied:
      (text['tie_word_embeddings'] ?? config['tie_word_embeddings'] ?? (TIED.test(type) || ENCODERS.test(type))) ===
      true,
    experts,
    expertsUsed: number('num_experts_per_tok', 'num_experts_per_token', 'top_k_experts') || 1,
    number,
    config: text,
  };
  const mixers = mixersOf(model, count, pattern, blocks);
  const layers = mixers.map((mixer, at) => ({ mixer, feedForward: feedForwardOf(model, at, pattern, blocks) }));
  return { ok: true, model: { ...model, layers } };
}

export const textsIn = (config: ModelConfig, key: string): readonly string[] =>
  (config[key] ?? []) as readonly string[];
const numbersIn = (config: ModelConfig, key: string): readonly number[] => (config[key] ?? []) as readonly number[];

type Shape = Omit<TextModel, 'layers'>;

const LETTERS: Readonly<Record<string, Mixer>> = { M: 'mamba', '*': 'full' };
/** As `layer_types` is kept. */
const KEPT: Readonly<Record<string, Mixer>> = { w: 'window', l: 'linear', m: 'mamba' };
const NAMES: Readonly<Record<string, Mixer>> = {
  mamba: 'mamba',
  moe: 'none',
  mlp: 'none',
};

/** What each layer mixes tokens with: listed, by a pattern, or in full at regular steps. */
function mixersOf(shape: Shape, count: number, pattern: string, blocks: readonly string[]): Mixer[] {
  if (pattern !== '') return [...pattern].map((letter) => LETTERS[letter] ?? 'none');
  if (blocks.length > 0) return blocks.map((name) => NAMES[name] ?? 'full');
  const { config, number } = shape;
  const listed = String(config['layer_types'] ?? '');
  const every = (step: number, other: Mixer) =>
    Array.from({ length: count }, (_, at) => ((at + 1) % step === 0 ? 'full' : other));
  if (listed !== '') return every(1, 'full').map((_, at) => KEPT[listed[at] ?? ''] ?? 'full');
  const linear = config['linear_attn_config'] as ModelConfig | undefined;
  const inFull = linear === undefined ? [] : numbersIn(linear, 'full_attn_layers');
  if (inFull.length > 0) return every(1, 'full').map((_, at) => (inFull.includes(at + 1) ? 'full' : 'linear'));
  const fullEvery = number('full_attention_interval');
  if (fullEvery > 0) return every(fullEvery, 'linear');
  const positioned = numbersIn(config, 'no_rope_layers');
  if (positioned.length > 0 && number('attention_chunk_size') > 0) {
    return every(1, 'full').map((_, at) => (positioned[at] === 1 ? 'window' : 'full'));
  }
  const windowEvery = windowStep(shape);
  if (windowEvery > 0 && windowOf(shape) > 0) return every(windowEvery, 'window');
  const windowFrom = number('max_window_layers');
  if (config['use_sliding_window'] === true && windowOf(shape) > 0 && windowFrom > 0) {
    return every(1, 'full').map((_, at) => (at < windowFrom ? 'full' : 'window'));
  }
  return every(1, 'full');
}

/** Every how many layers one sees everything; Gemma 2 and 3 don't always say so. */
const windowStep = ({ type, number }: Shape): number =>
  number('sliding_window_pattern', '_sliding_window_pattern') ||
  (/^gemma([23])(?!n)/.exec(type)?.[1] === '2' ? 2 : type.startsWith('gemma3_') || type === 'gemma3' ? 6 : 0);

/** Tokens that a window holds. */
export const windowOf = ({ number }: Pick<TextModel, 'number'>): number =>
  number('sliding_window', 'attention_chunk_size');

function feedForwardOf(
  { config, number, experts }: Shape,
  at: number,
  pattern: string,
  blocks: readonly string[],
): FeedForward {
  if (pattern !== '') return ({ E: 'mixture', '-': 'dense' } as const)[pattern[at] ?? ''] ?? 'none';
  if (blocks.includes('moe') || blocks.includes('mlp'))
    return ({ moe: 'mixture', mlp: 'dense' } as const)[blocks[at] ?? ''] ?? 'none';
  if (experts === 0) return 'dense';
  if (config['enable_moe_block'] === true) return 'both';
  const listed = String(config['mlp_layer_types'] ?? '')[at];
  if (listed !== undefined) return listed === 's' ? 'mixture' : 'dense';
  const isDense =
    at < number('first_k_dense_replace') ||
    numbersIn(config, 'mlp_only_layers').includes(at) ||
    (at + 1) % (number('decoder_sparse_step') || 1) !== 0 ||
    (at + 1) % (number('interleave_moe_layer_step') || 1) !== 0 ||
    isLeftOut(config['moe_layer_freq'], at);
  return isDense ? 'dense' : 'mixture';
}

/** A list has a 0 for each dense layer; a number is the step from one mixture to the next. */
const isLeftOut = (frequency: unknown, at: number): boolean =>
  Array.isArray(frequency)
    ? frequency[at] === 0
    : typeof frequency === 'number' && frequency > 1 && at % frequency !== 0;
