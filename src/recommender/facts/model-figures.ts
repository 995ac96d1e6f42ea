// biome-ignore-all format: one model a line.
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: phi-1.5 has 1.414 billion parameters.
import type { Source } from './sources.ts';

/** What is published of a model. A figure that was not found is absent. */
export interface ModelFigures {
  readonly task:
    | 'text-generation'
    | 'image-text-to-text'
    | 'text2text'
    | 'embedding'
    | 'image-text-embedding'
    | 'encoder'
    | 'speech-to-text'
    | 'text-to-image'
    | 'object-detection'
    | 'segmentation'
    | 'tabular';
  /** Parameters in all, in billions. */
  readonly billions?: number;
  /** The number of parameters is known from the model's name alone. */
  readonly byName?: true;
  /** Bits per weight as published. */
  readonly bits: 4 | 8 | 16 | 32;
  /** Weights as published, where they are not parameters times bits. */
  readonly checkpointGiB?: number;
  /** Key-value cache of one token at 16 bits, in bytes, of all layers that see the whole context. */
  readonly kvBytes?: number;
  /** Bytes that a request takes besides, for layers that see a window of it. */
  readonly window?: number;
  /** Attention heads: tensor parallelism has to divide them. */
  readonly heads?: number;
  /** Key-value heads: across more GPUs than these the cache is repeated. */
  readonly kvHeads?: number;
  /** Multi-head latent attention: every GPU holds the whole cache. */
  readonly mla?: true;
  /** The longest prompt and answer together, in tokens. */
  readonly context?: number;
  /** It is not served on CPUs. */
  readonly accelerator?: true;
  /** Accelerator memory as stated or measured, for models without a cache, in GB. */
  readonly memoryGB?: number;
  /** The CPU instance on which JumpStart serves it. */
  readonly cpu?: string;
  /** Letters of `MODEL_SOURCES`. */
  readonly source?: string;
}

/**
 * What is published of the models in `KNOWN_MODELS`, by id. `billions`: all parameters, those of every expert. `kvBytes`: bytes of
 * key-value cache for a token at 16 bits, of the whole model; `window`: bytes a request takes besides, for layers that see a window.
 * Checked by `npm run models`. Sources: see `MODEL_SOURCES`; read 2026-11-25.
 */
export const MODEL_FIGURES: Readonly<Record<string, ModelFigures>> = {
  'llama-2-7b': { task: 'text-generation', billions: 6.738, bits: 16, kvBytes: 524288, heads: 32, kvHeads: 32, context: 4096, accelerator: true, source: 'L' },
  'llama-2-13b': { task: 'text-generation', billions: 13.016, bits: 16, kvBytes: 819200, heads: 40, kvHeads: 40, context: 4096, accelerator: true, source: 'L' },
  'llama-2-70b': { task: 'text-generation', billions: 68.977, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 4096, accelerator: true, source: 'L' },
  'llama-3-8b': { task: 'text-generation', billions: 8.028, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 8192, accelerator: true, source: 'L' },
  'llama-3-70b': { task: 'text-generation', billions: 70.55, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 8192, accelerator: true, source: 'L' },
  'llama-3.1-8b': { task: 'text-generation', billions: 8.028, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'llama-3.1-70b': { task: 'text-generation', billions: 70.55, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'llama-3.1-405b': { task: 'text-generation', billions: 405.845, bits: 16, kvBytes: 516096, heads: 128, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'llama-3.2-1b': { task: 'text-generation', billions: 1.235, bits: 16, kvBytes: 32768, heads: 32, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'llama-3.2-3b': { task: 'text-generation', billions: 3.212, bits: 16, kvBytes: 114688, heads: 24, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'llama-3.3-70b': { task: 'text-generation', billions: 70.55, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'codellama-7b': { task: 'text-generation', billions: 6.739, bits: 16, kvBytes: 524288, heads: 32, kvHeads: 32, context: 16384, accelerator: true, source: 'L' },
  'codellama-13b': { task: 'text-generation', billions: 13.016, bits: 16, kvBytes: 819200, heads: 40, kvHeads: 40, context: 16384, accelerator: true, source: 'L' },
  'codellama-34b': { task: 'text-generation', billions: 33.744, bits: 16, kvBytes: 196608, heads: 64, kvHeads: 8, context: 16384, accelerator: true, source: 'L' },
  'codellama-70b': { task: 'text-generation', billions: 68.977, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 16384, accelerator: true, source: 'L' },
  'llama-3.1-nemotron-70b': { task: 'text-generation', billions: 70.55, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'llama-3.2-11b-vision': { task: 'image-text-to-text', billions: 11, bits: 16, context: 131072, accelerator: true, source: 'ML', byName: true },
  'llama-3.2-90b-vision': { task: 'image-text-to-text', billions: 90, bits: 16, context: 131072, accelerator: true, source: 'ML', byName: true },
  'llama-4-scout': { task: 'image-text-to-text', billions: 109, bits: 16, kvBytes: 49152, window: 1207959552, heads: 40, kvHeads: 8, context: 10000000, accelerator: true, source: 'ML M' },
  'llama-4-maverick': { task: 'image-text-to-text', billions: 400, bits: 16, kvBytes: 49152, window: 1207959552, heads: 40, kvHeads: 8, context: 1000000, accelerator: true, source: 'ML M' },
  'mistral-7b': { task: 'text-generation', billions: 7.248, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 32768, accelerator: true, source: 'L' },
  'mistral-7b-v0.1': { task: 'text-generation', billions: 7.242, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 4096, accelerator: true, source: 'L' },
  'mathstral-7b': { task: 'text-generation', billions: 7.248, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 32768, accelerator: true, source: 'L' },
  'mixtral-8x7b': { task: 'text-generation', billions: 46.703, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 32768, accelerator: true, source: 'L' },
  'mixtral-8x22b': { task: 'text-generation', billions: 140.63, bits: 16, kvBytes: 229376, heads: 48, kvHeads: 8, context: 65536, accelerator: true, source: 'L' },
  'mistral-large-2': { task: 'text-generation', billions: 122.61, bits: 16, kvBytes: 360448, heads: 96, kvHeads: 8, context: 32768, accelerator: true, source: 'L' },
  'mistral-small-24b': { task: 'text-generation', billions: 24, bits: 16, context: 131072, accelerator: true, source: 'G' },
  'ministral-3-3b': { task: 'image-text-to-text', billions: 3.8, bits: 16, heads: 32, kvHeads: 8, accelerator: true, source: 'G' },
  'ministral-3-8b': { task: 'image-text-to-text', billions: 8.9, bits: 16, heads: 32, kvHeads: 8, accelerator: true, source: 'G' },
  'ministral-3-14b': { task: 'image-text-to-text', billions: 13.9, bits: 16, accelerator: true, source: 'G' },
  'qwen2.5-0.5b': { task: 'text-generation', billions: 0.494, bits: 16, kvBytes: 12288, heads: 14, kvHeads: 2, context: 32768, source: 'L' },
  'qwen2.5-1.5b': { task: 'text-generation', billions: 1.543, bits: 16, kvBytes: 28672, heads: 12, kvHeads: 2, context: 131072, accelerator: true, source: 'L' },
  'qwen2.5-3b': { task: 'text-generation', billions: 3.085, bits: 16, kvBytes: 36864, heads: 16, kvHeads: 2, context: 32768, accelerator: true, source: 'L' },
  'qwen2.5-7b': { task: 'text-generation', billions: 7.612, bits: 16, kvBytes: 57344, heads: 28, kvHeads: 4, context: 131072, accelerator: true, source: 'L' },
  'qwen2.5-14b': { task: 'text-generation', billions: 14.765, bits: 16, kvBytes: 196608, heads: 40, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'qwen2.5-32b': { task: 'text-generation', billions: 32.759, bits: 16, kvBytes: 262144, heads: 40, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'qwen2.5-72b': { task: 'text-generation', billions: 72.698, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'qwen2.5-coder-7b': { task: 'text-generation', billions: 7.612, bits: 16, kvBytes: 57344, heads: 28, kvHeads: 4, context: 32768, accelerator: true, source: 'L' },
  'qwen2.5-coder-32b': { task: 'text-generation', billions: 32.759, bits: 16, kvBytes: 262144, heads: 40, kvHeads: 8, context: 32768, accelerator: true, source: 'L' },
  'qwq-32b': { task: 'text-generation', billions: 32.759, bits: 16, kvBytes: 262144, heads: 40, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'qwen3-0.6b': { task: 'text-generation', billions: 0.596, bits: 16, kvBytes: 114688, heads: 16, kvHeads: 8, context: 40960, source: 'L' },
  'qwen3-1.7b': { task: 'text-generation', billions: 1.72, bits: 16, kvBytes: 114688, heads: 16, kvHeads: 8, context: 40960, accelerator: true, source: 'L' },
  'qwen3-4b': { task: 'text-generation', billions: 4.022, bits: 16, kvBytes: 147456, heads: 32, kvHeads: 8, context: 40960, accelerator: true, source: 'L' },
  'qwen3-8b': { task: 'text-generation', billions: 8.188, bits: 16, kvBytes: 147456, heads: 32, kvHeads: 8, context: 40960, accelerator: true, source: 'L' },
  'qwen3-14b': { task: 'text-generation', billions: 14.765, bits: 16, kvBytes: 163840, heads: 40, kvHeads: 8, context: 40960, accelerator: true, source: 'L' },
  'qwen3-32b': { task: 'text-generation', billions: 32.759, bits: 16, kvBytes: 262144, heads: 64, kvHeads: 8, context: 40960, accelerator: true, source: 'L' },
  'qwen3-30b-a3b': { task: 'text-generation', billions: 30.531, bits: 16, kvBytes: 98304, heads: 32, kvHeads: 4, context: 40960, accelerator: true, source: 'L' },
  'qwen3-235b-a22b': { task: 'text-generation', billions: 235.091, bits: 16, kvBytes: 192512, heads: 64, kvHeads: 4, context: 40960, accelerator: true, source: 'L' },
  'qwen3-30b-a3b-2507': { task: 'text-generation', billions: 30.531, bits: 16, kvBytes: 98304, heads: 32, kvHeads: 4, context: 262144, accelerator: true, source: 'L' },
  'qwen3-235b-a22b-2507': { task: 'text-generation', billions: 235.091, bits: 16, kvBytes: 192512, heads: 64, kvHeads: 4, context: 262144, accelerator: true, source: 'L' },
  'qwen3-next-80b-a3b': { task: 'text-generation', billions: 80, bits: 16, kvBytes: 24576, heads: 16, kvHeads: 2, accelerator: true, source: 'M' },
  'qwen3-coder-480b-a35b': { task: 'text-generation', billions: 480, bits: 16, kvBytes: 253952, heads: 96, kvHeads: 8, accelerator: true, source: 'M' },
  'qwen3.5-35b-a3b': { task: 'text-generation', billions: 35, bits: 16, kvBytes: 20480, heads: 16, kvHeads: 2, accelerator: true, source: 'M' },
  'qwen3.5-397b-a17b': { task: 'text-generation', billions: 397, bits: 16, kvBytes: 30720, heads: 32, kvHeads: 2, accelerator: true, source: 'M' },
  'qwen3.5-122b-a10b': { task: 'text-generation', billions: 122, bits: 16, accelerator: true, source: 'H' },
  'qwen3-vl-30b-a3b': { task: 'image-text-to-text', billions: 30, bits: 16, kvBytes: 98304, heads: 32, kvHeads: 4, accelerator: true, source: 'M' },
  'qwen2-vl-7b': { task: 'image-text-to-text', billions: 7, bits: 16, accelerator: true, source: 'J', byName: true },
  'qwen2.5-vl-3b': { task: 'image-text-to-text', billions: 3, bits: 16, accelerator: true, source: 'G', byName: true },
  'qwen2.5-vl-7b': { task: 'image-text-to-text', billions: 7, bits: 16, accelerator: true, source: 'G', byName: true },
  'qwen2.5-vl-32b': { task: 'image-text-to-text', billions: 32, bits: 16, accelerator: true, source: 'G', byName: true },
  'qwen2.5-vl-72b': { task: 'image-text-to-text', billions: 72, bits: 16, accelerator: true, source: 'G', byName: true },
  'gemma-2b': { task: 'text-generation', billions: 2.506, bits: 16, kvBytes: 18432, heads: 8, kvHeads: 1, accelerator: true, source: 'L' },
  'gemma-7b': { task: 'text-generation', billions: 8.538, bits: 16, kvBytes: 458752, heads: 16, kvHeads: 16, accelerator: true, source: 'L' },
  'gemma-2-2b': { task: 'text-generation', billions: 2.614, bits: 16, kvBytes: 53248, window: 218103808, heads: 8, kvHeads: 4, context: 8192, accelerator: true, source: 'L' },
  'gemma-2-9b': { task: 'text-generation', billions: 9.241, bits: 16, kvBytes: 172032, window: 704643072, heads: 16, kvHeads: 8, context: 8192, accelerator: true, source: 'L' },
  'gemma-2-27b': { task: 'text-generation', billions: 27.227, bits: 16, kvBytes: 188416, window: 771751936, heads: 32, kvHeads: 16, context: 8192, accelerator: true, source: 'L' },
  'gemma-3-1b': { task: 'text-generation', billions: 1, bits: 16, kvBytes: 4096, window: 11534336, heads: 4, kvHeads: 1, context: 131072, source: 'L' },
  'gemma-3-4b': { task: 'text-generation', billions: 4.3, bits: 16, kvBytes: 20480, window: 121634816, heads: 8, kvHeads: 4, context: 131072, accelerator: true, source: 'L' },
  'gemma-3-12b': { task: 'text-generation', billions: 12.185, bits: 16, kvBytes: 65536, window: 335544320, heads: 16, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'gemma-3-27b': { task: 'text-generation', billions: 27.428, bits: 16, kvBytes: 81920, window: 436207616, heads: 32, kvHeads: 16, context: 131072, accelerator: true, source: 'L' },
  'gemma-4-31b': { task: 'image-text-to-text', billions: 31, bits: 16, kvBytes: 163840, window: 838860800, heads: 32, kvHeads: 16, accelerator: true, source: 'M' },
  'gemma-4-26b-a4b': { task: 'image-text-to-text', billions: 26, bits: 16, kvBytes: 40960, window: 209715200, heads: 16, kvHeads: 8, accelerator: true, source: 'M' },
  'phi-1.5': { task: 'text-generation', billions: 1.414, bits: 16, kvBytes: 196608, heads: 32, kvHeads: 32, context: 2048, accelerator: true, source: 'L' },
  'phi-2': { task: 'text-generation', billions: 2.774, bits: 16, kvBytes: 327680, heads: 32, kvHeads: 32, context: 2048, accelerator: true, source: 'L' },
  'phi-3-mini-4k': { task: 'text-generation', billions: 3.821, bits: 16, kvBytes: 393216, heads: 32, kvHeads: 32, context: 4096, accelerator: true, source: 'L' },
  'phi-3-mini-128k': { task: 'text-generation', billions: 3.821, bits: 16, kvBytes: 393216, heads: 32, kvHeads: 32, context: 131072, accelerator: true, source: 'L' },
  'phi-3.5-mini': { task: 'text-generation', billions: 3.821, bits: 16, kvBytes: 393216, heads: 32, kvHeads: 32, context: 131072, accelerator: true, source: 'L' },
  'phi-4': { task: 'text-generation', billions: 14.66, bits: 16, kvBytes: 204800, heads: 40, kvHeads: 10, context: 16384, accelerator: true, source: 'L' },
  'phi-4-mini': { task: 'text-generation', billions: 3.836, bits: 16, kvBytes: 131072, heads: 24, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'falcon-7b': { task: 'text-generation', billions: 6.922, bits: 16, kvBytes: 8192, heads: 71, kvHeads: 1, context: 2048, accelerator: true, source: 'L' },
  'falcon-40b': { task: 'text-generation', billions: 41.302, bits: 16, kvBytes: 122880, heads: 128, kvHeads: 8, context: 2048, accelerator: true, source: 'L' },
  'falcon-180b': { task: 'text-generation', billions: 178.555, bits: 16, kvBytes: 163840, heads: 232, kvHeads: 8, context: 2048, accelerator: true, source: 'L' },
  'falcon3-1b': { task: 'text-generation', billions: 1.669, bits: 16, kvBytes: 73728, heads: 8, kvHeads: 4, context: 4096, accelerator: true, source: 'L' },
  'falcon3-3b': { task: 'text-generation', billions: 3.228, bits: 16, kvBytes: 90112, heads: 12, kvHeads: 4, context: 32768, accelerator: true, source: 'L' },
  'falcon3-7b': { task: 'text-generation', billions: 7.456, bits: 16, kvBytes: 114688, heads: 12, kvHeads: 4, context: 32768, accelerator: true, source: 'L' },
  'falcon3-10b': { task: 'text-generation', billions: 10.306, bits: 16, kvBytes: 163840, heads: 12, kvHeads: 4, context: 32768, accelerator: true, source: 'L' },
  'deepseek-v3': { task: 'text-generation', billions: 671, bits: 8, kvBytes: 70272, heads: 128, mla: true, context: 131072, accelerator: true, source: 'D' },
  'deepseek-r1': { task: 'text-generation', billions: 671, bits: 8, kvBytes: 70272, heads: 128, mla: true, context: 131072, accelerator: true, source: 'D' },
  'deepseek-v3.2': { task: 'text-generation', billions: 671, bits: 8, kvBytes: 70272, heads: 128, mla: true, context: 163840, accelerator: true, source: 'M D' },
  'deepseek-v2': { task: 'text-generation', billions: 236, bits: 16, context: 131072, accelerator: true, source: 'G' },
  'deepseek-v2-lite': { task: 'text-generation', billions: 16, bits: 16, kvBytes: 31104, heads: 16, mla: true, context: 163840, accelerator: true, source: 'M G' },
  'deepseek-r1-distill-llama-8b': { task: 'text-generation', billions: 8.028, bits: 16, kvBytes: 131072, heads: 32, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'deepseek-r1-distill-llama-70b': { task: 'text-generation', billions: 70.55, bits: 16, kvBytes: 327680, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'deepseek-r1-distill-qwen-1.5b': { task: 'text-generation', billions: 1.543, bits: 16, kvBytes: 28672, heads: 12, kvHeads: 2, context: 131072, accelerator: true, source: 'L' },
  'deepseek-r1-distill-qwen-7b': { task: 'text-generation', billions: 7.612, bits: 16, kvBytes: 57344, heads: 28, kvHeads: 4, context: 131072, accelerator: true, source: 'L' },
  'deepseek-r1-distill-qwen-14b': { task: 'text-generation', billions: 14.765, bits: 16, kvBytes: 196608, heads: 40, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'deepseek-r1-distill-qwen-32b': { task: 'text-generation', billions: 32.759, bits: 16, kvBytes: 262144, heads: 40, kvHeads: 8, context: 131072, accelerator: true, source: 'L' },
  'gpt-oss-20b': { task: 'text-generation', billions: 20.91, bits: 4, checkpointGiB: 12.8, kvBytes: 24576, window: 3145728, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'O M GC' },
  'gpt-oss-120b': { task: 'text-generation', billions: 116.83, bits: 4, checkpointGiB: 60.8, kvBytes: 36864, window: 4718592, heads: 64, kvHeads: 8, context: 131072, accelerator: true, source: 'O M GC' },
  'kimi-k2': { task: 'text-generation', billions: 1000, bits: 8, kvBytes: 70272, heads: 64, mla: true, context: 131072, accelerator: true, source: 'M H' },
  'kimi-k2.5': { task: 'text-generation', billions: 1000, bits: 4, kvBytes: 70272, heads: 64, mla: true, accelerator: true, source: 'H M' },
  'glm-4.5': { task: 'text-generation', billions: 355, bits: 16, heads: 96, kvHeads: 8, context: 131072, accelerator: true, source: 'G' },
  'glm-4.5-air': { task: 'text-generation', billions: 106, bits: 16, heads: 96, kvHeads: 8, context: 131072, accelerator: true, source: 'G' },
  'glm-5': { task: 'text-generation', billions: 744, bits: 8, kvBytes: 89856, mla: true, accelerator: true, source: 'G H' },
  'glm-5.2': { task: 'text-generation', billions: 753, bits: 8, context: 1000000, accelerator: true, source: 'H' },
  'nemotron-super-49b': { task: 'text-generation', billions: 49, bits: 16, context: 131072, accelerator: true, source: 'G' },
  'nemotron-ultra-253b': { task: 'text-generation', billions: 253, bits: 16, context: 131072, accelerator: true, source: 'G' },
  'nemotron-3-nano-30b-a3b': { task: 'text-generation', billions: 30, bits: 16, accelerator: true, source: 'G', byName: true },
  'olmo-2-7b': { task: 'text-generation', billions: 7.298, bits: 16, kvBytes: 524288, heads: 32, kvHeads: 32, context: 4096, accelerator: true, source: 'L' },
  'olmo-2-13b': { task: 'text-generation', billions: 13.715, bits: 16, kvBytes: 819200, heads: 40, kvHeads: 40, context: 4096, accelerator: true, source: 'L' },
  'olmo-3-7b': { task: 'text-generation', billions: 7, bits: 16, kvBytes: 131072, window: 1610612736, heads: 32, kvHeads: 32, context: 65536, accelerator: true, source: 'M' },
  'olmo-3-32b': { task: 'text-generation', billions: 32, bits: 16, kvBytes: 65536, window: 805306368, heads: 40, kvHeads: 8, context: 65536, accelerator: true, source: 'M' },
  'smollm2-1.7b': { task: 'text-generation', billions: 1.711, bits: 16, kvBytes: 196608, heads: 32, kvHeads: 32, context: 8192, accelerator: true, source: 'L' },
  'smollm2-360m': { task: 'text-generation', billions: 0.362, bits: 16, kvBytes: 40960, heads: 15, kvHeads: 5, context: 8192, source: 'L' },
  'tinyllama-1.1b': { task: 'text-generation', billions: 1.1, bits: 16, kvBytes: 22528, heads: 32, kvHeads: 4, context: 2048, source: 'L' },
  'pythia-12b': { task: 'text-generation', billions: 11.84, bits: 16, kvBytes: 737280, heads: 40, kvHeads: 40, context: 2048, accelerator: true, source: 'L' },
  'stablelm-3b': { task: 'text-generation', billions: 2.795, bits: 16, kvBytes: 327680, heads: 32, kvHeads: 32, context: 4096, accelerator: true, source: 'L' },
  'whisper-tiny': { task: 'speech-to-text', billions: 0.039, bits: 16, context: 448, memoryGB: 1, source: 'W' },
  'whisper-base': { task: 'speech-to-text', billions: 0.074, bits: 16, context: 448, memoryGB: 1, source: 'W' },
  'whisper-small': { task: 'speech-to-text', billions: 0.244, bits: 16, context: 448, memoryGB: 2, source: 'W' },
  'whisper-medium': { task: 'speech-to-text', billions: 0.769, bits: 16, context: 448, accelerator: true, memoryGB: 5, source: 'W' },
  'whisper-large-v3': { task: 'speech-to-text', billions: 1.55, bits: 16, context: 448, accelerator: true, memoryGB: 10, source: 'W W3' },
  'whisper-large-v3-turbo': { task: 'speech-to-text', billions: 0.809, bits: 16, context: 448, accelerator: true, memoryGB: 6, source: 'W' },
  'snowflake-arctic-embed-l-v2.0': { task: 'embedding', billions: 0.5677, bits: 32, context: 8192, source: 'E' },
  'bge-small-en-v1.5': { task: 'embedding', billions: 0.0334, bits: 32, context: 512, cpu: 'ml.c6i.xlarge', source: 'E' },
  'bge-base-en-v1.5': { task: 'embedding', billions: 0.109, bits: 32, context: 512, cpu: 'ml.c6i.xlarge', source: 'E' },
  'bge-large-en-v1.5': { task: 'embedding', billions: 0.335, bits: 32, context: 512, cpu: 'ml.c6i.xlarge', source: 'E' },
  'bge-m3': { task: 'embedding', billions: 0.568, bits: 32, context: 8192, cpu: 'ml.c6i.xlarge', source: 'E' },
  'multilingual-e5-large-instruct': { task: 'embedding', billions: 0.56, bits: 16, context: 514, source: 'E' },
  'e5-mistral-7b-instruct': { task: 'embedding', billions: 7.111, bits: 16, context: 32768, accelerator: true, source: 'E' },
  'multilingual-e5-small': { task: 'embedding', billions: 0.118, bits: 32, context: 512, source: 'E' },
  'multilingual-e5-base': { task: 'embedding', billions: 0.278, bits: 32, context: 514, cpu: 'ml.c6i.xlarge', source: 'E' },
  'multilingual-e5-large': { task: 'embedding', billions: 0.56, bits: 32, context: 514, cpu: 'ml.c6i.xlarge', source: 'E' },
  'e5-small-v2': { task: 'embedding', billions: 0.033, bits: 32, context: 512, source: 'E' },
  'e5-base-v2': { task: 'embedding', billions: 0.109, bits: 32, context: 512, cpu: 'ml.c6i.xlarge', source: 'E' },
  'e5-large-v2': { task: 'embedding', billions: 0.335, bits: 32, context: 514, cpu: 'ml.c6i.xlarge', source: 'E' },
  'gte-qwen2-7b-instruct': { task: 'embedding', billions: 7.0691, bits: 32, context: 32768, accelerator: true, source: 'E' },
  'gte-base-en-v1.5': { task: 'embedding', billions: 0.1368, bits: 16, context: 8192, source: 'E' },
  'jina-embeddings-v3': { task: 'embedding', billions: 0.5723, bits: 16, context: 8192, source: 'E' },
  'nomic-embed-text-v1.5': { task: 'embedding', billions: 0.1367, bits: 32, context: 8192, source: 'E' },
  'qwen3-embedding-0.6b': { task: 'embedding', billions: 0.5958, bits: 16, context: 32768, source: 'E' },
  'qwen3-embedding-4b': { task: 'embedding', billions: 4.0218, bits: 16, context: 32768, accelerator: true, source: 'E' },
  'qwen3-embedding-8b': { task: 'embedding', billions: 7.5673, bits: 16, context: 32768, accelerator: true, source: 'E' },
  'all-minilm-l6-v2': { task: 'embedding', billions: 0.0227, bits: 32, context: 256, cpu: 'ml.c6i.xlarge', source: 'E' },
  'all-minilm-l12-v2': { task: 'embedding', billions: 0.0334, bits: 32, context: 256, source: 'E' },
  'paraphrase-multilingual-minilm-l12-v2': { task: 'embedding', billions: 0.1177, bits: 32, context: 512, source: 'E' },
  'all-mpnet-base-v2': { task: 'embedding', billions: 0.1095, bits: 32, context: 384, source: 'E' },
  'bert-base': { task: 'encoder', billions: 0.11, bits: 32, context: 512, cpu: 'ml.m5.large', source: 'B' },
  'bert-large': { task: 'encoder', billions: 0.34, bits: 32, context: 512, cpu: 'ml.m5.large', source: 'B' },
  'flan-t5-small': { task: 'text2text', billions: 0.077, bits: 32, context: 512, source: 'T5' },
  'flan-t5-base': { task: 'text2text', billions: 0.25, bits: 32, context: 512, source: 'T5' },
  'flan-t5-large': { task: 'text2text', billions: 0.8, bits: 32, context: 512, source: 'T5' },
  'flan-t5-xl': { task: 'text2text', billions: 3, bits: 32, context: 512, accelerator: true, source: 'T5' },
  'flan-t5-xxl': { task: 'text2text', billions: 11, bits: 32, context: 512, accelerator: true, source: 'T5' },
  'clip-vit-b-32': { task: 'image-text-embedding', billions: 0.1513, bits: 32, source: 'C' },
  'clip-vit-b-16': { task: 'image-text-embedding', billions: 0.1496, bits: 32, source: 'C' },
  'clip-vit-l-14': { task: 'image-text-embedding', billions: 0.4276, bits: 32, source: 'C' },
  'clip-vit-h-14': { task: 'image-text-embedding', billions: 0.9861, bits: 32, source: 'C' },
  'clip-vit-bigg-14': { task: 'image-text-embedding', billions: 2.5396, bits: 32, accelerator: true, source: 'C' },
  'siglip-so400m-14': { task: 'image-text-embedding', billions: 0.8774, bits: 32, source: 'C' },
  'stable-diffusion-v1-5': { task: 'text-to-image', billions: 0.983, bits: 16, accelerator: true, memoryGB: 10, source: 'S' },
  'stable-diffusion-xl': { task: 'text-to-image', billions: 3.47, bits: 16, accelerator: true, memoryGB: 10, source: 'X2 X1' },
  'flux.1-dev': { task: 'text-to-image', billions: 12, bits: 16, accelerator: true, source: 'F' },
  'flux.1-schnell': { task: 'text-to-image', billions: 12, bits: 16, accelerator: true, source: 'F' },
  'stable-diffusion-3.5-large': { task: 'text-to-image', bits: 16, accelerator: true, source: 'S35' },
  'yolo11n': { task: 'object-detection', billions: 0.0026, bits: 32, source: 'Y' },
  'yolo11s': { task: 'object-detection', billions: 0.0094, bits: 32, source: 'Y' },
  'yolo11m': { task: 'object-detection', billions: 0.0201, bits: 32, source: 'Y' },
  'yolo11l': { task: 'object-detection', billions: 0.0253, bits: 32, source: 'Y' },
  'yolo11x': { task: 'object-detection', billions: 0.0569, bits: 32, source: 'Y' },
  'sam2.1-hiera-large': { task: 'segmentation', billions: 0.2244, bits: 32, accelerator: true, source: 'SA' },
  'xgboost': { task: 'tabular', bits: 32 },
};

/** Where the figures were read, by the letters in `source`. */
export const MODEL_SOURCES: Readonly<Record<string, Source>> = {
  L: { title: 'LitGPT model configurations', url: 'https://github.com/Lightning-AI/litgpt', date: '2026-06-29' },
  M: { title: 'MaxText model configurations', url: 'https://github.com/AI-Hypercomputer/maxtext', date: '2026-08-22' },
  ML: { title: "Meta's llama-models, README and model card", url: 'https://github.com/meta-llama/llama-models', date: '2025-07-15' },
  D: { title: 'DeepSeek-V3 README and inference configuration', url: 'https://github.com/deepseek-ai/DeepSeek-V3', date: '2025-08-28' },
  O: { title: 'gpt-oss README', url: 'https://github.com/openai/gpt-oss', date: '2026-07-24' },
  GC: { title: 'gpt-oss model card, arXiv 2508.10925, table 1', url: 'https://arxiv.org/abs/2508.10925', date: '2025-08' },
  W: { title: 'Whisper README, parameters and required VRAM', url: 'https://github.com/openai/whisper', date: '2025-06-25' },
  W3: { title: 'WhisperConfig of openai/whisper-large-v3', url: 'https://github.com/openai/whisper', date: '2026' },
  E: { title: 'MTEB model metadata', url: 'https://github.com/embeddings-benchmark/mteb', date: '2026-08-22' },
  C: { title: 'OpenCLIP model profile', url: 'https://github.com/mlfoundations/open_clip', date: '2026-06-27' },
  F: { title: 'FLUX.1 model cards', url: 'https://github.com/black-forest-labs/flux', date: '2025-07-31' },
  B: { title: 'BERT README', url: 'https://github.com/google-research/bert', date: '2020-03-11' },
  T5: { title: 'T5 released checkpoints', url: 'https://github.com/google-research/text-to-text-transfer-transformer', date: '2026' },
  Y: { title: 'Ultralytics documentation of YOLO11', url: 'https://github.com/ultralytics/ultralytics', date: '2026' },
  S: { title: 'Stable Diffusion v1 README', url: 'https://github.com/CompVis/stable-diffusion', date: '2022' },
  X1: { title: 'Diffusers timing results for SDXL', url: 'https://huggingface.co/datasets/sayakpaul/sample-datasets', date: '2024' },
  X2: { title: 'Model card of the SDXL base checkpoint in FP16', url: 'https://huggingface.co/wangkanai/sdxl-fp16', date: '2026' },
  G: { title: 'NVIDIA Megatron-Bridge model pages', url: 'https://github.com/NVIDIA-NeMo/Megatron-Bridge', date: '2026-08-22' },
  H: { title: 'SageMaker GenAI hosting examples of AWS', url: 'https://github.com/aws-samples/sagemaker-genai-hosting-examples', date: '2026-08-06' },
  J: { title: 'JumpStart table of models and instance types', url: 'https://github.com/awslabs/generative-ai-cdk-constructs', date: '2026' },
  SA: { title: 'SAM 2 README', url: 'https://github.com/facebookresearch/sam2', date: '2024-12-15' },
  S35: { title: 'Stable Diffusion 3.5 README', url: 'https://github.com/Stability-AI/sd3.5', date: '2026' },
};

/** Where a model's figures were read; nothing where it has none. */
export const sourceOfModel = (figures: ModelFigures | undefined): Source | undefined =>
  MODEL_SOURCES[figures?.source?.split(' ')[0] ?? ''];
