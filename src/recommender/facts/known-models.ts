import { MODEL_FIGURES, type ModelFigures } from './model-figures.ts';

/**
 * Open models by their usual names, and other names for them. Compared without case, hyphens and spaces.
 * Sources: the models' configuration files and owner pages, and JumpStart's list of models (read 2026-11-25).
 */
export const KNOWN_MODELS: readonly (readonly [id: string, aliases: readonly string[]])[] = [
  ['llama-2-7b', ['llama-2-7b-chat', 'llama-2-7b-instruct', 'llama2-7b', 'llama2:7b']],
  ['llama-2-13b', ['llama-2-13b-chat', 'llama-2-13b-instruct', 'llama2-13b']],
  ['llama-2-70b', ['llama-2-70b-chat', 'llama-2-70b-instruct', 'llama2-70b']],
  ['llama-3-8b', ['llama-3-8b-instruct', 'llama3-8b', 'llama3:8b', 'meta-llama-3-8b']],
  ['llama-3-70b', ['llama-3-70b-instruct', 'llama3-70b', 'meta-llama-3-70b']],
  ['llama-3.1-8b', ['llama-3-1-8b', 'llama-3.1-8b-instruct', 'llama-31-8b', 'llama3.1-8b', 'meta-llama-3.1-8b']],
  ['llama-3.1-70b', ['llama-3-1-70b', 'llama-3.1-70b-instruct', 'llama3.1-70b', 'meta-llama-3.1-70b']],
  ['llama-3.1-405b', ['llama-3-1-405b', 'llama-3.1-405b-instruct', 'llama-405b', 'llama3.1-405b']],
  ['llama-3.2-1b', ['llama-3-2-1b', 'llama-3.2-1b-instruct', 'llama3.2-1b']],
  ['llama-3.2-3b', ['llama-3-2-3b', 'llama-3.2-3b-instruct', 'llama3.2-3b']],
  ['llama-3.3-70b', ['llama-3-3-70b', 'llama-3.3-70b-fp8', 'llama-3.3-70b-instruct', 'llama3.3-70b']],
  ['codellama-7b', ['code-llama-7b', 'codellama-7b-instruct']],
  ['codellama-13b', ['code-llama-13b', 'codellama-13b-instruct']],
  ['codellama-34b', ['code-llama-34b', 'codellama-34b-instruct']],
  ['codellama-70b', ['code-llama-70b', 'codellama-70b-instruct']],
  ['llama-3.1-nemotron-70b', ['llama-3-1-nemotron-70b', 'llama-3.1-nemotron-70b-instruct', 'nemotron-70b']],
  ['llama-3.2-11b-vision', ['llama-3-2-11b-vision', 'llama-3.2-11b', 'llama-3.2-11b-vision-instruct', 'llama3.2-11b']],
  ['llama-3.2-90b-vision', ['llama-3-2-90b-vision', 'llama-3.2-90b', 'llama-3.2-90b-vision-instruct', 'llama3.2-90b']],
  ['llama-4-scout', ['llama-4-scout-17b-16e', 'llama-4-scout-instruct', 'llama4-scout']],
  ['llama-4-maverick', ['llama-4-maverick-17b-128e', 'llama-4-maverick-instruct', 'llama4-maverick']],
  ['mistral-7b', ['mistral', 'mistral-7b-instruct', 'mistral-7b-v0.2', 'mistral-7b-v0.3']],
  ['mistral-7b-v0.1', ['mistral-7b-instruct-v0.1', 'mistral-7b-v0-1', 'mistral-7b-v0.1-instruct', 'zephyr-7b']],
  ['mathstral-7b', ['mathstral-7b-instruct']],
  ['mixtral-8x7b', ['mixtral', 'mixtral-8x7b-instruct', 'mixtral-8x7b-v0.1']],
  ['mixtral-8x22b', ['mixtral-8x22b-instruct', 'mixtral-8x22b-v0.1']],
  [
    'mistral-large-2',
    ['mistral-large', 'mistral-large-123b', 'mistral-large-2-instruct', 'mistral-large-2407', 'mistral-large-2411'],
  ],
  ['mistral-small-24b', ['mistral-small', 'mistral-small-24b-instruct', 'mistral-small-3', 'mistral-small-3.1']],
  ['ministral-3-3b', ['ministral-3-3b-instruct', 'ministral-3b']],
  ['ministral-3-8b', ['ministral-3-8b-instruct', 'ministral-8b']],
  ['ministral-3-14b', ['ministral-14b', 'ministral-3-14b-instruct']],
  ['qwen2.5-0.5b', ['qwen-2.5-0.5b', 'qwen2-5-0-5b', 'qwen2.5-0.5b-instruct', 'qwen25-0.5b']],
  ['qwen2.5-1.5b', ['qwen-2.5-1.5b', 'qwen2-5-1-5b', 'qwen2.5-1.5b-instruct', 'qwen25-1.5b']],
  ['qwen2.5-3b', ['qwen-2.5-3b', 'qwen2-5-3b', 'qwen2.5-3b-instruct', 'qwen25-3b']],
  ['qwen2.5-7b', ['qwen-2.5-7b', 'qwen2-5-7b', 'qwen2.5-7b-instruct', 'qwen25-7b']],
  ['qwen2.5-14b', ['qwen-2.5-14b', 'qwen2-5-14b', 'qwen2.5-14b-instruct', 'qwen25-14b']],
  ['qwen2.5-32b', ['qwen-2.5-32b', 'qwen2-5-32b', 'qwen2.5-32b-instruct', 'qwen25-32b']],
  ['qwen2.5-72b', ['qwen-2.5-72b', 'qwen2-5-72b', 'qwen2.5-72b-instruct', 'qwen25-72b']],
  ['qwen2.5-coder-7b', ['qwen2-5-coder-7b', 'qwen2.5-coder-7b-instruct']],
  ['qwen2.5-coder-32b', ['qwen2-5-coder-32b', 'qwen2.5-coder-32b-instruct']],
  ['qwq-32b', ['qwq-32b-instruct']],
  ['qwen3-0.6b', ['qwen-3-0.6b', 'qwen3-0-6b', 'qwen3-0.6b-instruct']],
  ['qwen3-1.7b', ['qwen-3-1.7b', 'qwen3-1-7b', 'qwen3-1.7b-instruct']],
  ['qwen3-4b', ['qwen-3-4b', 'qwen3-4b-instruct']],
  ['qwen3-8b', ['qwen-3-8b', 'qwen3-8b-instruct']],
  ['qwen3-14b', ['qwen-3-14b', 'qwen3-14b-instruct']],
  ['qwen3-32b', ['qwen-3-32b', 'qwen3-32b-instruct']],
  ['qwen3-30b-a3b', ['qwen-3-30b-a3b', 'qwen3-30b', 'qwen3-30b-a3b-instruct']],
  ['qwen3-235b-a22b', ['qwen-3-235b-a22b', 'qwen3-235b', 'qwen3-235b-a22b-instruct']],
  ['qwen3-30b-a3b-2507', ['qwen3-30b-a3b-2507-instruct', 'qwen3-30b-a3b-instruct-2507']],
  ['qwen3-235b-a22b-2507', ['qwen3-235b-a22b-2507-instruct', 'qwen3-235b-a22b-instruct-2507']],
  ['qwen3-next-80b-a3b', ['qwen3-next', 'qwen3-next-80b', 'qwen3-next-80b-a3b-instruct']],
  ['qwen3-coder-480b-a35b', ['qwen3-coder', 'qwen3-coder-480b', 'qwen3-coder-480b-a35b-instruct']],
  ['qwen3.5-35b-a3b', ['qwen3-5-35b-a3b', 'qwen3.5-35b-a3b-instruct']],
  ['qwen3.5-397b-a17b', ['qwen3-5-397b-a17b', 'qwen3.5-397b-a17b-instruct']],
  ['qwen3.5-122b-a10b', ['qwen3-5-122b-a10b', 'qwen3.5-122b', 'qwen3.5-122b-a10b-instruct']],
  ['qwen3-vl-30b-a3b', ['qwen3-vl-30b-a3b-instruct']],
  ['qwen2-vl-7b', ['qwen2-vl-7b-instruct']],
  ['qwen2.5-vl-3b', ['qwen2-5-vl-3b', 'qwen2.5-vl-3b-instruct']],
  ['qwen2.5-vl-7b', ['qwen2-5-vl-7b', 'qwen2.5-vl-7b-instruct']],
  ['qwen2.5-vl-32b', ['qwen2-5-vl-32b', 'qwen2.5-vl-32b-instruct']],
  ['qwen2.5-vl-72b', ['qwen2-5-vl-72b', 'qwen2.5-vl-72b-instruct']],
  ['gemma-2b', ['gemma-2b-instruct']],
  ['gemma-7b', ['gemma-7b-instruct']],
  ['gemma-2-2b', ['gemma-2-2b-instruct', 'gemma-2-2b-it', 'gemma2-2b']],
  ['gemma-2-9b', ['gemma-2-9b-instruct', 'gemma-2-9b-it', 'gemma2-9b']],
  ['gemma-2-27b', ['gemma-2-27b-instruct', 'gemma-2-27b-it', 'gemma2-27b']],
  ['gemma-3-1b', ['gemma-3-1b-instruct', 'gemma-3-1b-it', 'gemma3-1b']],
  ['gemma-3-4b', ['gemma-3-4b-instruct', 'gemma-3-4b-it', 'gemma3-4b']],
  ['gemma-3-12b', ['gemma-3-12b-instruct', 'gemma-3-12b-it', 'gemma3-12b']],
  ['gemma-3-27b', ['gemma-3-27b-instruct', 'gemma-3-27b-it', 'gemma3-27b']],
  ['gemma-4-31b', ['gemma-4-31b-instruct', 'gemma-4-31b-it', 'gemma4-31b']],
  ['gemma-4-26b-a4b', ['gemma-4-26b-a4b-instruct', 'gemma4-26b']],
  ['phi-1.5', ['phi-1-5', 'phi-1.5-instruct']],
  ['phi-2', ['phi-2-instruct']],
  ['phi-3-mini-4k', ['phi-3-mini', 'phi-3-mini-4k-instruct']],
  ['phi-3-mini-128k', ['phi-3-mini-128k-instruct']],
  ['phi-3.5-mini', ['phi-3-5-mini', 'phi-3.5-mini-instruct']],
  ['phi-4', ['phi-4-14b', 'phi-4-instruct', 'phi4']],
  ['phi-4-mini', ['phi-4-mini-instruct', 'phi4-mini']],
  ['falcon-7b', ['falcon-7b-instruct']],
  ['falcon-40b', ['falcon-40b-instruct']],
  ['falcon-180b', ['falcon-180b-instruct']],
  ['falcon3-1b', ['falcon-3-1b', 'falcon3-1b-instruct']],
  ['falcon3-3b', ['falcon-3-3b', 'falcon3-3b-instruct']],
  ['falcon3-7b', ['falcon-3-7b', 'falcon3-7b-instruct']],
  ['falcon3-10b', ['falcon-3-10b', 'falcon3-10b-instruct']],
  ['deepseek-v3', ['deepseek-chat', 'deepseek-v3-0324', 'deepseek-v3-instruct', 'deepseek-v3.1']],
  ['deepseek-r1', ['deepseek-r1-0528', 'deepseek-r1-671b', 'deepseek-r1-instruct', 'deepseek-reasoner']],
  ['deepseek-v3.2', ['deepseek-v3-2', 'deepseek-v3.2-exp', 'deepseek-v3.2-instruct']],
  ['deepseek-v2', ['deepseek-v2-instruct']],
  ['deepseek-v2-lite', ['deepseek-16b', 'deepseek-v2-lite-instruct']],
  ['deepseek-r1-distill-llama-8b', ['deepseek-r1-distill-llama-8b-instruct', 'r1-distill-llama-8b']],
  ['deepseek-r1-distill-llama-70b', ['deepseek-r1-distill-llama-70b-instruct', 'r1-distill-llama-70b']],
  [
    'deepseek-r1-distill-qwen-1.5b',
    ['deepseek-r1-distill-qwen-1-5b', 'deepseek-r1-distill-qwen-1.5b-instruct', 'r1-distill-qwen-1.5b'],
  ],
  ['deepseek-r1-distill-qwen-7b', ['deepseek-r1-distill-qwen-7b-instruct', 'r1-distill-qwen-7b']],
  ['deepseek-r1-distill-qwen-14b', ['deepseek-r1-distill-qwen-14b-instruct', 'r1-distill-qwen-14b']],
  ['deepseek-r1-distill-qwen-32b', ['deepseek-r1-distill-qwen-32b-instruct', 'r1-distill-qwen-32b']],
  ['gpt-oss-20b', ['gpt-oss-20b-instruct', 'gptoss-20b', 'openai/gpt-oss-20b']],
  ['gpt-oss-120b', ['gpt-oss-120b-instruct', 'gptoss-120b', 'openai/gpt-oss-120b']],
  ['kimi-k2', ['kimi-k2-1t', 'kimi-k2-instruct']],
  ['kimi-k2.5', ['kimi-k2-5', 'kimi-k2.5-instruct']],
  ['glm-4.5', ['glm-4-5', 'glm-4.5-355b', 'glm-4.5-instruct']],
  ['glm-4.5-air', ['glm-4-5-air', 'glm-4.5-106b', 'glm-4.5-air-instruct']],
  ['glm-5', ['glm-5-fp8', 'glm-5-instruct']],
  ['glm-5.2', ['glm-5-2', 'glm-5.2-fp8', 'glm-5.2-instruct']],
  ['nemotron-super-49b', ['llama-3.3-nemotron-super-49b', 'nemotron-super-49b-instruct']],
  ['nemotron-ultra-253b', ['llama-3.1-nemotron-ultra-253b', 'nemotron-ultra-253b-instruct']],
  ['nemotron-3-nano-30b-a3b', ['nemotron-3-nano', 'nemotron-3-nano-30b-a3b-instruct']],
  ['olmo-2-7b', ['olmo-2-7b-instruct', 'olmo2-7b']],
  ['olmo-2-13b', ['olmo-2-13b-instruct', 'olmo2-13b']],
  ['olmo-3-7b', ['olmo-3-7b-instruct']],
  ['olmo-3-32b', ['olmo-3-32b-instruct']],
  ['smollm2-1.7b', ['smollm2-1-7b', 'smollm2-1.7b-instruct']],
  ['smollm2-360m', ['smollm2-360m-instruct']],
  ['tinyllama-1.1b', ['tinyllama', 'tinyllama-1-1b', 'tinyllama-1.1b-instruct']],
  ['pythia-12b', ['dolly-v2-12b', 'pythia-12b-instruct']],
  ['stablelm-3b', ['stablelm-3b-instruct', 'stablelm-zephyr-3b']],
  ['whisper-tiny', []],
  ['whisper-base', []],
  ['whisper-small', []],
  ['whisper-medium', []],
  ['whisper-large-v3', ['openai/whisper-large-v3', 'whisper-large', 'whisper-large-v2', 'whisper-v3']],
  ['whisper-large-v3-turbo', ['openai/whisper-large-v3-turbo', 'whisper-turbo']],
  ['snowflake-arctic-embed-l-v2.0', ['snowflake/snowflake-arctic-embed-l-v2.0']],
  ['bge-small-en-v1.5', ['baai/bge-small-en-v1.5', 'bge-small', 'bge-small-en']],
  ['bge-base-en-v1.5', ['baai/bge-base-en-v1.5', 'bge-base', 'bge-base-en']],
  ['bge-large-en-v1.5', ['baai/bge-large-en-v1.5', 'bge-large', 'bge-large-en']],
  ['bge-m3', ['baai/bge-m3']],
  ['multilingual-e5-large-instruct', ['intfloat/multilingual-e5-large-instruct']],
  ['e5-mistral-7b-instruct', ['intfloat/e5-mistral-7b-instruct']],
  ['multilingual-e5-small', ['intfloat/multilingual-e5-small']],
  ['multilingual-e5-base', ['intfloat/multilingual-e5-base']],
  ['multilingual-e5-large', ['intfloat/multilingual-e5-large']],
  ['e5-small-v2', ['intfloat/e5-small-v2']],
  ['e5-base-v2', ['e5-base', 'intfloat/e5-base-v2']],
  ['e5-large-v2', ['e5-large', 'intfloat/e5-large-v2']],
  ['gte-qwen2-7b-instruct', ['alibaba-nlp/gte-qwen2-7b-instruct']],
  ['gte-base-en-v1.5', ['alibaba-nlp/gte-base-en-v1.5']],
  ['jina-embeddings-v3', ['jinaai/jina-embeddings-v3']],
  ['nomic-embed-text-v1.5', ['nomic-ai/nomic-embed-text-v1.5']],
  ['qwen3-embedding-0.6b', ['qwen/qwen3-embedding-0.6b']],
  ['qwen3-embedding-4b', ['qwen/qwen3-embedding-4b']],
  ['qwen3-embedding-8b', ['qwen/qwen3-embedding-8b']],
  ['all-minilm-l6-v2', ['all-minilm', 'minilm', 'sentence-transformers/all-minilm-l6-v2']],
  ['all-minilm-l12-v2', ['sentence-transformers/all-minilm-l12-v2']],
  ['paraphrase-multilingual-minilm-l12-v2', ['sentence-transformers/paraphrase-multilingual-minilm-l12-v2']],
  ['all-mpnet-base-v2', ['sentence-transformers/all-mpnet-base-v2']],
  ['bert-base', ['bert', 'bert-base-cased', 'bert-base-uncased']],
  ['bert-large', ['bert-large-cased', 'bert-large-uncased']],
  ['flan-t5-small', ['t5-small', 't5-v1.1-small']],
  ['flan-t5-base', ['t5-base', 't5-v1.1-base']],
  ['flan-t5-large', ['t5-large', 't5-v1.1-large']],
  ['flan-t5-xl', ['t5-3b', 't5-v1.1-xl']],
  ['flan-t5-xxl', ['t5-11b', 't5-v1.1-xxl']],
  ['clip-vit-b-32', ['clip', 'openai/clip-vit-base-patch32']],
  ['clip-vit-b-16', ['openai/clip-vit-base-patch16']],
  ['clip-vit-l-14', ['openai/clip-vit-large-patch14']],
  ['clip-vit-h-14', ['laion/clip-vit-h-14']],
  ['clip-vit-bigg-14', ['laion/clip-vit-bigg-14']],
  ['siglip-so400m-14', ['siglip']],
  ['stable-diffusion-v1-5', ['sd-1.5', 'sd15', 'stable-diffusion', 'stable-diffusion-1.5', 'stable-diffusion-v1-4']],
  ['stable-diffusion-xl', ['sd-xl', 'sdxl', 'sdxl-base-1.0', 'stable-diffusion-xl-base-1.0']],
  ['flux.1-dev', ['flux', 'flux-dev', 'flux.1', 'flux1-dev']],
  ['flux.1-schnell', ['flux-schnell', 'flux1-schnell']],
  ['stable-diffusion-3.5-large', ['sd-3.5-large', 'sd3.5']],
  ['yolo11n', ['yolo', 'yolo11', 'yolo11-nano', 'yolov11n']],
  ['yolo11s', ['yolov11s']],
  ['yolo11m', ['yolov11m']],
  ['yolo11l', ['yolov11l']],
  ['yolo11x', ['yolov11x']],
  ['sam2.1-hiera-large', ['sam', 'sam-2', 'sam2', 'segment-anything']],
  ['xgboost', ['catboost', 'lightgbm', 'random-forest', 'scikit-learn', 'sklearn', 'xgb']],
];

/** A model of the table, by the name that was typed. */
export interface KnownModel {
  readonly id: string;
  readonly figures: ModelFigures;
  /** Where the name says it: "-fp8" is 8 bits per weight, "-awq" 4. */
  readonly bits: 4 | 8 | undefined;
}

/** What the end of a name says of its weights. */
const BITS_BY_ENDING: Readonly<Record<string, 4 | 8>> = { fp8: 8, awq: 4, gptq: 4, int4: 4, nvfp4: 4 };
const FLAVOUR = /-(?:instruct|chat|it|hf|base)$/;

/**
 * The model of a usual name: without an organisation, in any case, with hyphens, underscores or spaces, with "-instruct" or
 * "-awq" behind it. Nothing for any other name.
 */
export function findModel(name: string): KnownModel | undefined {
  if (last.name !== name) last = { name, found: lookUp(name) };
  return last.found;
}

let last: { readonly name: string; readonly found: KnownModel | undefined } = { name: '', found: undefined };

function lookUp(name: string): KnownModel | undefined {
  let rest = name.trim().toLowerCase().replaceAll(/[_ ]/g, '-');
  let bits: 4 | 8 | undefined;
  for (;;) {
    const id = IDS.get(squashed(rest)) ?? IDS.get(squashed(rest.slice(rest.lastIndexOf('/') + 1)));
    const ending = /-([a-z]+\d?)$/.exec(rest)?.[1] ?? '';
    bits ??= Object.hasOwn(BITS_BY_ENDING, ending) ? BITS_BY_ENDING[ending] : undefined;
    const figures = id === undefined ? undefined : MODEL_FIGURES[id];
    if (id !== undefined && figures !== undefined) return { id, figures, bits };
    const shorter = Object.hasOwn(BITS_BY_ENDING, ending)
      ? rest.slice(0, -ending.length - 1)
      : rest.replace(FLAVOUR, '');
    if (shorter === rest) return undefined;
    rest = shorter;
  }
}

const squashed = (name: string): string => name.replaceAll('-', '');

const IDS: ReadonlyMap<string, string> = new Map(
  KNOWN_MODELS.flatMap(([id, aliases]) => [id, ...aliases].map((name) => [squashed(name), id] as const)),
);
