import type { Fault } from '../fault.ts';
import { isObject, type JsonObject, openConfig } from './open-config.ts';

// What is read of a config.json, and nothing else of it: the rest of a file is many times as long.

/** The value of one key, as it is kept. */
type Kept = number | string | boolean | readonly (number | string)[] | { readonly [key: string]: Kept };

/** The part of a Hugging Face `config.json` that is read. A whole file is taken, too: reading one gives this. */
export type ModelConfig = { readonly [key: string]: Kept };

type Check = (value: unknown) => boolean;

/** Beyond any model's: what multiplies to more is no size. */
const WHOLE_MAX = 100_000_000;
const LAYERS_MAX = 2000;
const TEXT_MAX = 100;

const upTo =
  (max: number, min = 0): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
const whole = upTo(WHOLE_MAX);
const wholeOrList: Check = (value) => whole(value) || wholes(value);
const yesOrNo: Check = (value) => typeof value === 'boolean';
const text: Check = (value) => typeof value === 'string' && value.length <= TEXT_MAX;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= LAYERS_MAX && value.every(check);
const texts = listOf(text);
const wholes = listOf(whole);
const layers = upTo(LAYERS_MAX, 1);
const pattern: Check = (value) => typeof value === 'string' && value.length <= LAYERS_MAX;
const textsOrLetters: Check = (value) => texts(value) || pattern(value);

const SAYS = new Map<Check, string>([
  [whole, `a whole number of at most ${WHOLE_MAX}`],
  [wholeOrList, 'a whole number, or a list of them'],
  [layers, `a whole number from 1 to ${LAYERS_MAX}`],
  [yesOrNo, 'true or false'],
  [text, `a text of at most ${TEXT_MAX} characters`],
  [texts, `a list of at most ${LAYERS_MAX} short texts`],
  [wholes, `a list of at most ${LAYERS_MAX} whole numbers`],
  [textsOrLetters, `a list of at most ${LAYERS_MAX} short texts`],
  [pattern, `a text of at most ${LAYERS_MAX} characters`],
]);

/** Whole numbers that are read, by what they say. */
const NUMBERS = `
  hidden_size d_model n_embd num_attention_heads n_head num_key_value_heads num_kv_heads head_dim vocab_size n_inner ffn_dim
  max_position_embeddings n_positions dense_intermediate_size intermediate_size_mlp num_experts n_routed_experts num_local_experts
  num_experts_per_tok num_experts_per_token top_k_experts moe_intermediate_size shared_expert_intermediate_size
  moe_shared_expert_intermediate_size shared_intermediate_size n_shared_experts num_shared_experts first_k_dense_replace
  decoder_sparse_step interleave_moe_layer_step moe_latent_size routed_expert_hidden_size kv_lora_rank q_lora_rank o_lora_rank
  o_groups qk_nope_head_dim qk_rope_head_dim v_head_dim index_n_heads index_head_dim linear_num_key_heads linear_key_head_dim
  linear_num_value_heads linear_value_head_dim linear_conv_kernel_dim mamba_num_heads mamba_head_dim n_groups ssm_state_size
  conv_kernel mamba_n_heads mamba_d_head mamba_n_groups mamba_d_state mamba_d_conv vocab_size_per_layer_input
  hidden_size_per_layer_input num_kv_shared_layers sliding_window sliding_window_pattern _sliding_window_pattern
  max_window_layers attention_chunk_size full_attention_interval global_head_dim num_global_key_value_heads
`
  .trim()
  .split(/\s+/);

const checked = (keys: readonly string[], check: Check) => keys.map((key) => [key, check] as const);

const TEXT_MODEL = new Map<string, Check>([
  ...checked(NUMBERS, whole),
  ...checked(['num_hidden_layers', 'n_layer'], layers),
  ...checked(['intermediate_size', 'moe_layer_freq'], wholeOrList),
  ...checked(['model_type', 'dtype', 'torch_dtype', 'expert_dtype'], text),
  ...checked(
    [
      'tie_word_embeddings',
      'multi_query',
      'use_sliding_window',
      'attn_output_gate',
      'attention_k_eq_v',
      'enable_moe_block',
      'use_double_wide_mlp',
      'is_encoder_decoder',
    ],
    yesOrNo,
  ),
  ...checked(['architectures', 'layers_block_type'], texts),
  ...checked(['layer_types', 'mlp_layer_types'], textsOrLetters),
  ...checked(['mlp_only_layers', 'no_rope_layers', 'compress_ratios'], wholes),
  ['hybrid_override_pattern', pattern],
]);

/** What is read beside a text model that stands inside. */
const AROUND = new Map(
  ['model_type', 'architectures', 'dtype', 'torch_dtype', 'tie_word_embeddings'].map((key) => [
    key,
    TEXT_MODEL.get(key) as Check,
  ]),
);

/** What is read of an object inside, by its key. */
const INNER: Readonly<Record<string, ReadonlyMap<string, Check>>> = {
  vision_config: new Map<string, Check>([
    ...checked(
      'depth num_hidden_layers vt_num_hidden_layers embed_dim hidden_size vt_hidden_size intermediate_size vt_intermediate_size'.split(
        ' ',
      ),
      whole,
    ),
    ['model_type', text],
  ]),
  audio_config: new Map<string, Check>([['model_type', text]]),
  quantization_config: new Map<string, Check>([
    ...checked(['quant_method', 'fmt', 'quant_algo'], text),
    ['bits', whole],
    ...checked(['load_in_4bit', 'load_in_8bit'], yesOrNo),
  ]),
  linear_attn_config: new Map<string, Check>([
    ['full_attn_layers', wholes],
    ...checked(['head_dim', 'num_heads', 'short_conv_kernel_size'], whole),
  ]),
};

/** Where a file keeps the model that reads and writes text, in the order in which they are looked for. */
const TEXT_MODELS = ['text_config', 'llm_config', 'language_config'] as const;

export type Picked = { ok: true; config: ModelConfig } | { ok: false; faults: Fault[] };

/** What is read of a `config.json`, or what is wrong with it. Of what it gave it reads the same again. */
export function pickKeys(json: unknown): Picked {
  const opened = openConfig(json);
  if (!opened.ok) return opened;
  const outer = thinkerOf(opened.config);
  if (outer['_class_name'] !== undefined) {
    const text = '_class_name: this describes a pipeline that draws, not a language model. State its memory instead.';
    return { ok: false, faults: [{ field: '_class_name', text }] };
  }
  const faults: Fault[] = [];
  const inner = TEXT_MODELS.map((key) => outer[key]).find(
    (value) => isObject(value) && value['hidden_size'] !== undefined,
  );
  const config = isObject(inner)
    ? { ...picked(outer, AROUND, '', faults), text_config: picked(inner, TEXT_MODEL, 'text_config.', faults) }
    : picked(outer, TEXT_MODEL, '', faults);
  if (faults.length === 0 && JSON.stringify(config).length > KEPT_MAX) {
    faults.push({
      field: '',
      text: `What is read of this config.json has over ${KEPT_MAX} characters; that of no known model has.`,
    });
  }
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults };
}

/** So much goes into an input of Slack's forms; that of a model with 78 layers has 700. */
const KEPT_MAX = 3000;

/** An Omni model's part that thinks, which speaks by another. */
function thinkerOf(config: JsonObject): JsonObject {
  const thinker = config['thinker_config'];
  return isObject(thinker) && isObject(thinker['text_config']) ? { ...config, ...thinker } : config;
}

/** null is absent, as Python's None. */
function picked(from: JsonObject, keys: ReadonlyMap<string, Check>, path: string, faults: Fault[]): ModelConfig {
  const kept: Record<string, Kept> = {};
  for (const [key, check] of keys) keep(kept, from[key], check, key, path, faults);
  for (const [key, checks] of Object.entries(INNER)) {
    const value = from[key];
    if (value === undefined || value === null) continue;
    if (!isObject(value)) {
      if (key !== 'audio_config') faults.push({ field: `${path}${key}`, text: `${path}${key} must be an object.` });
      continue;
    }
    const within: Record<string, Kept> = {};
    for (const [inner, check] of checks) keep(within, value[inner], check, inner, `${path}${key}.`, faults);
    if (key === 'quantization_config') Object.assign(within, quantization(value));
    kept[key] = within;
  }
  return kept;
}

function keep(
  kept: Record<string, Kept>,
  value: unknown,
  check: Check,
  key: string,
  path: string,
  faults: Fault[],
): void {
  if (value === undefined || value === null) return;
  if (check(value)) kept[key] = LETTERED[key]?.(value as Kept) ?? (value as Kept);
  else
    faults.push({ field: `${path}${key}`, text: `${path}${key} must be ${SAYS.get(check)}; it is ${shown(value)}.` });
}

const lettered = (letters: Readonly<Record<string, string>>, other: string) => (value: Kept) =>
  Array.isArray(value) ? value.map((name) => letters[name] ?? other).join('') : value;

/** The longest lists, kept with one letter for each layer. */
const LETTERED: Readonly<Record<string, (value: Kept) => Kept>> = {
  layer_types: lettered({ sliding_attention: 'w', chunked_attention: 'w', linear_attention: 'l', mamba: 'm' }, 'f'),
  mlp_layer_types: lettered({ sparse: 's' }, 'd'),
};

/** Bits of the weights and of the cache, which stand deeper than anything else that is read. */
function quantization(config: JsonObject): Record<string, Kept> {
  const bitsIn = (value: unknown): number | undefined => {
    const bits = isObject(value) ? value['num_bits'] : undefined;
    return typeof bits === 'number' && whole(bits) ? bits : undefined;
  };
  const groups = config['config_groups'];
  const weights = isObject(groups)
    ? Object.values(groups).map((group) => bitsIn(isObject(group) ? group['weights'] : 0))
    : [];
  const [bits] = weights.filter((one) => one !== undefined).toSorted((one, other) => other - one);
  const cacheBits = bitsIn(config['kv_cache_scheme']);
  return {
    ...(bits === undefined ? {} : { config_groups: { group_0: { weights: { num_bits: bits } } } }),
    ...(cacheBits === undefined ? {} : { kv_cache_scheme: { num_bits: cacheBits } }),
  };
}

const SHOWN_MAX = 40;

function shown(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'not a finite number';
  if (typeof value === 'string')
    return JSON.stringify(value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value);
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'another list' : 'an object';
}
