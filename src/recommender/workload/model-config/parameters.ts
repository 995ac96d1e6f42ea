import type { ModelConfig } from './keys.ts';
import { numberIn, type TextModel } from './text-model.ts';

// Parameters without norms, biases and heads that predict further tokens: together under 1 %.

/** Parameters in all and those that one token is multiplied with, not in billions. */
export interface Parameters {
  readonly all: number;
  readonly active: number;
}

/** Families whose dense part has two matrices, not a third that gates. */
const UNGATED =
  /^(?:nemotron|gpt2|gpt_neox|gptj|gpt_bigcode|falcon|bloom|opt|phi$|phi-msft|starcoder2|bert|roberta|xlm-roberta|camembert|distilbert|mpnet|electra|deberta)/;

export function textParameters(model: TextModel): Parameters {
  const { vocabulary, width, isTied, layers } = model;
  const table = vocabulary * width;
  const perLayer = layerTables(model);
  let all = table * (isTied ? 1 : 2) + perLayer;
  // The input table is looked up, not multiplied.
  let active = table;
  for (const [at, { mixer, feedForward }] of layers.entries()) {
    const mixing = MIXERS[mixer](model, at);
    const { dense, experts, used } = feedForwardOf(model, at);
    const isMixture = feedForward === 'mixture' || feedForward === 'both';
    const always = mixing + (feedForward === 'dense' || feedForward === 'both' ? dense : 0);
    all += always + (isMixture ? experts : 0);
    active += always + (isMixture ? used : 0);
  }
  return { all, active };
}

/** Gemma 3n and 4 keep a table for each layer, which counts in memory though not as "effective". */
function layerTables({ number, layers, width }: TextModel): number {
  const each = number('hidden_size_per_layer_input');
  if (each === 0) return 0;
  return layers.length * each * (number('vocab_size_per_layer_input') + 3 * width);
}

const MIXERS: Readonly<Record<TextModel['layers'][number]['mixer'], (model: TextModel, at: number) => number>> = {
  full: (model) => (model.number('kv_lora_rank') > 0 ? latent(model) : grouped(model, true)),
  window: (model) => grouped(model, false),
  linear: (model) => (model.config['linear_attn_config'] === undefined ? gatedDelta(model) : kimiDelta(model)),
  mamba,
  none: () => 0,
};

function grouped(model: TextModel, isFull: boolean): number {
  const { width, heads, config, number } = model;
  if (config['compress_ratios'] !== undefined) return compressed(model);
  const { kvHeads, headSize } = attentionOf(model, isFull);
  const gate = /^qwen3_(?:next|5)/.test(model.type) || config['attn_output_gate'] === true ? 2 : 1;
  const keysAndValues = isFull && config['attention_k_eq_v'] === true ? 1 : 2;
  const index = number('index_head_dim') > 0 ? width * number('index_head_dim') * (number('index_n_heads') + 1) : 0;
  return (
    width * heads * headSize * gate + keysAndValues * width * kvHeads * headSize + heads * headSize * width + index
  );
}

/** Heads of the layers that see everything may differ from those of the windows. */
export function attentionOf({ kvHeads, headSize, number }: TextModel, isFull: boolean) {
  return {
    kvHeads: (isFull && number('num_global_key_value_heads')) || kvHeads,
    headSize: (isFull && number('global_head_dim')) || headSize,
  };
}

/** Multi-head latent attention. */
function latent({ width, heads, number }: TextModel): number {
  const [q, kv, rope] = [number('q_lora_rank'), number('kv_lora_rank'), number('qk_rope_head_dim')];
  const [nope, value] = [number('qk_nope_head_dim'), number('v_head_dim')];
  const query = q > 0 ? width * q + q * heads * (nope + rope) : width * heads * (nope + rope);
  const index =
    q * number('index_n_heads') * number('index_head_dim') +
    width * (number('index_head_dim') + number('index_n_heads'));
  return (
    query +
    width * (kv + rope) +
    kv * heads * (nope + value) +
    heads * value * width +
    (number('index_n_heads') > 0 ? index : 0)
  );
}

/** DeepSeek V4: one key-value head, output in groups, keys compressed by a learned step. */
function compressed({ width, heads, headSize, number, config, layers }: TextModel): number {
  const [q, o, groups] = [number('q_lora_rank'), number('o_lora_rank'), number('o_groups') || 1];
  const ratios = (config['compress_ratios'] as readonly number[]).slice(0, layers.length);
  const steps = ratios.map((ratio) => (ratio === 0 ? 0 : (ratio === INDEXED_RATIO ? 4 : 2) * width * headSize));
  const [indexHeads, indexSize] = [number('index_n_heads'), number('index_head_dim')];
  const index = q * indexHeads * indexSize + width * (indexHeads + 4 * indexSize);
  const indexed = ratios.filter((ratio) => ratio === INDEXED_RATIO).length;
  const more = (steps.reduce((sum, step) => sum + step, 0) + indexed * index) / layers.length;
  return width * q + q * heads * headSize + width * headSize + heads * headSize * o + groups * o * width + more;
}

/** Layers that compress by four also have an index of their keys. */
export const INDEXED_RATIO = 4;

/** Key and value widths of a linear layer, and the length of its convolution. */
export function linearOf({ number, config }: TextModel) {
  const kimi = config['linear_attn_config'] as ModelConfig | undefined;
  if (kimi !== undefined) {
    const [heads, size] = [numberIn(kimi, ['num_heads']) ?? 0, numberIn(kimi, ['head_dim']) ?? 0];
    const convolution = numberIn(kimi, ['short_conv_kernel_size']) ?? 4;
    return { keys: heads * size, values: heads * size, valueHeads: heads, keySize: size, valueSize: size, convolution };
  }
  const [keySize, valueSize] = [number('linear_key_head_dim'), number('linear_value_head_dim')];
  const valueHeads = number('linear_num_value_heads');
  return {
    keys: number('linear_num_key_heads') * keySize,
    values: valueHeads * valueSize,
    valueHeads,
    keySize,
    valueSize,
    convolution: number('linear_conv_kernel_dim') || 4,
  };
}

function gatedDelta(model: TextModel): number {
  const { keys, values, valueHeads, convolution } = linearOf(model);
  return model.width * (2 * keys + 3 * values + 2 * valueHeads) + (2 * keys + values) * convolution;
}

/** Its gates are of low rank. */
function kimiDelta(model: TextModel): number {
  const { keys, values, valueHeads, valueSize, convolution } = linearOf(model);
  const gates = 2 * valueSize * (model.width + values) + model.width * valueHeads;
  return model.width * (2 * keys + 2 * values) + gates + (2 * keys + values) * convolution;
}

/** Sizes of a Mamba-2 layer, whose keys Nemotron and Granite name differently. */
export function mambaOf({ number }: TextModel) {
  const [heads, headSize] = [number('mamba_num_heads', 'mamba_n_heads'), number('mamba_head_dim', 'mamba_d_head')];
  const groups = number('n_groups', 'mamba_n_groups') || 1;
  const state = number('ssm_state_size', 'mamba_d_state');
  const convolution = number('conv_kernel', 'mamba_d_conv') || 4;
  return { heads, headSize, state, inner: heads * headSize, shared: 2 * groups * state, convolution };
}

function mamba(model: TextModel): number {
  const { heads, inner, shared, convolution } = mambaOf(model);
  return model.width * (2 * inner + shared + heads) + (inner + shared) * convolution + inner * model.width;
}

/** The dense part of a layer, its experts with what they share and their router, and what of those one token uses. */
function feedForwardOf(model: TextModel, at: number): { dense: number; experts: number; used: number } {
  const { width, type, experts, expertsUsed, number } = model;
  const matrices = UNGATED.test(type) ? 2 : 3;
  const dense = matrices * width * denseWidth(model, at);
  if (experts === 0) return { dense, experts: 0, used: 0 };
  const expertWidth = number('moe_intermediate_size') || intermediate(model, at);
  const narrow = number('moe_latent_size', 'routed_expert_hidden_size');
  const one = matrices * (narrow || width) * expertWidth;
  const always = matrices * width * sharedWidth(model, expertWidth) + width * experts + 2 * width * narrow;
  return { dense, experts: one * experts + always, used: one * expertsUsed + always };
}

function intermediate({ width, config, number }: TextModel, at: number): number {
  const listed = config['intermediate_size'];
  const one = Array.isArray(listed)
    ? Number(listed[at] ?? listed[0] ?? 0)
    : number('intermediate_size', 'n_inner', 'ffn_dim');
  return one || 4 * width;
}

function denseWidth(model: TextModel, at: number): number {
  const { experts, number, config, layers } = model;
  const own = experts > 0 ? number('dense_intermediate_size', 'intermediate_size_mlp') : 0;
  // Gemma 4's layers that share their cache have twice the width.
  const isWide = config['use_double_wide_mlp'] === true && at >= layers.length - number('num_kv_shared_layers');
  return (own || intermediate(model, at)) * (isWide ? 2 : 1);
}

const SHARED_WIDTHS = [
  'shared_expert_intermediate_size',
  'moe_shared_expert_intermediate_size',
  'shared_intermediate_size',
];

/** Where a width is given, the number of shared experts multiplies nothing. Llama 4 has one, though no key says so. */
function sharedWidth({ config, number, type }: TextModel, expertWidth: number): number {
  const given = numberIn(config, SHARED_WIDTHS);
  if (given !== undefined) return given;
  return (type.startsWith('llama4') ? 1 : number('n_shared_experts', 'num_shared_experts')) * expertWidth;
}

/** Of the tower that sees; 0 where there is none. */
export function visionParameters(config: ModelConfig): number {
  const vision = config['vision_config'] as ModelConfig | undefined;
  if (vision === undefined) return 0;
  const depth = numberIn(vision, ['depth', 'vt_num_hidden_layers', 'num_hidden_layers']) ?? 0;
  const width = numberIn(vision, ['embed_dim', 'vt_hidden_size', 'hidden_size']) ?? 0;
  const inner = numberIn(vision, ['intermediate_size', 'vt_intermediate_size']) ?? 4 * width;
  const matrices = /^(?:gemma4|pixtral)/.test(String(vision['model_type'] ?? '')) ? 3 : 2;
  return depth * (4 * width ** 2 + matrices * width * inner);
}
