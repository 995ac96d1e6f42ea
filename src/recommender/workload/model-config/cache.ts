import { attentionOf, INDEXED_RATIO, linearOf, mambaOf } from './parameters.ts';
import { type TextModel, windowOf } from './text-model.ts';

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

/** What a request of the text model keeps. */
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
