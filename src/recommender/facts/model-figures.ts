// biome-ignore-all format: one source a line.
import type { Source } from './sources.ts';

/** What is published of a model, or was read from its `config.json`. A figure that was not found is absent. */
export interface ModelFigures {
  /** Other names for it, with a space between them. */
  readonly names?: string;
  readonly task:
    | 'text-generation'
    | 'image-text-to-text'
    | 'text2text'
    | 'embedding'
    | 'reranker'
    | 'image-text-embedding'
    | 'encoder'
    | 'speech-to-text'
    | 'text-to-speech'
    | 'text-to-image'
    | 'text-to-video'
    | 'object-detection'
    | 'segmentation'
    | 'tabular';
  /** Parameters in all, in billions: those of every expert, and of what sees or hears. */
  readonly billions?: number;
  /** The number of parameters is known from the model's name alone. */
  readonly byName?: true;
  /** Of a mixture of experts: the parameters that one token is multiplied with, in billions, without what sees or hears. */
  readonly active?: number;
  /** Of an encoder: those that a token is multiplied with, without the table of its vocabulary, in billions. */
  readonly body?: number;
  /** Bits per weight as published. */
  readonly bits?: 4 | 8 | 16 | 32;
  /** Weights as published, where they are not parameters times bits. */
  readonly checkpointGiB?: number;
  /** Layers of the part that writes. */
  readonly layers?: number;
  /** Experts of a layer in all, and those that one token is sent to. */
  readonly experts?: readonly [all: number, used: number];
  /** Key-value cache of one token at 16 bits, in bytes, of all layers that see the whole context. */
  readonly kvBytes?: number;
  /** The same where the server doesn't bound the layers that see a window, as vLLM's older releases don't by default. */
  readonly kvBytesUnbounded?: number;
  /** Bytes that a request takes besides at 16 bits, for layers that see a window of it or keep a fixed state. */
  readonly window?: number;
  /** Tokens that such a window holds: a shorter request takes its share of the bytes. Absent: a fixed state. */
  readonly windowTokens?: number;
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
  /** Where it is on the Hugging Face Hub, as its owner publishes it for use: `org/name`, and the letter of the source that says so. */
  readonly hub?: readonly [id: string, source: string];
  /** The Hub hands it out only with a token of somebody who was granted access (AWS's vLLM and TEI pages, 2026-08-21). Absent: not known. */
  readonly gated?: true;
  /** Letters of `MODEL_SOURCES`. */
  readonly source?: string;
}

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
  KH: { title: 'KerasHub presets: 30,522 tokens of BERT, 250,002 of XLM-RoBERTa, by the width of the model', url: 'https://github.com/keras-team/keras-hub', date: '2026' },
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
  AC: { title: 'config.json files kept by NVIDIA AIConfigurator', url: 'https://github.com/ai-dynamo/aiconfigurator', date: '2026-08-21' },
  AC2: { title: 'config.json files kept by NVIDIA AIConfigurator, earlier revisions', url: 'https://github.com/ai-dynamo/aiconfigurator', date: '2026' },
  VR: { title: 'vLLM recipes', url: 'https://github.com/vllm-project/recipes', date: '2026-08-21' },
  IV: { title: 'InternVL README, table of InternVL3.5', url: 'https://github.com/OpenGVLab/InternVL', date: '2025-09-22' },
  SM: { title: 'SmolLM3 pre-training configuration', url: 'https://github.com/huggingface/smollm', date: '2026-04-02' },
  GR: { title: 'config.json of Granite 4.0 H Small, worked through in a public file', url: 'https://huggingface.co/ibm-granite/granite-4.0-h-small', date: '2026' },
  FS: { title: 'config.json of GLM-4.5-Air, printed in a public file', url: 'https://huggingface.co/zai-org/GLM-4.5-Air', date: '2026' },
  HFC: { title: 'Collections of Qwen and Mistral AI on Hugging Face', url: 'https://huggingface.co/collections', date: '2026-08' },
  VC: { title: "Vercel AI Gateway's page of Mistral Large 3", url: 'https://vercel.com/ai-gateway/models/mistral-large-3', date: '2025-12' },
  DLC: { title: 'Models tested in the vLLM and vLLM-Omni images, AWS Deep Learning Containers', url: 'https://github.com/aws/deep-learning-containers', date: '2026-08-21' },
  FX: { title: 'FLUX.2 README', url: 'https://github.com/black-forest-labs/flux2', date: '2025-12-01' },
  WN: { title: 'Wan2.2 README', url: 'https://github.com/Wan-Video/Wan2.2', date: '2026-03-17' },
  OO: { title: 'olmOCR README', url: 'https://github.com/allenai/olmocr', date: '2026-03-25' },
  DO: { title: 'dots.ocr README', url: 'https://github.com/rednote-hilab/dots.ocr', date: '2026-03-24' },
  KO: { title: 'Kokoro README', url: 'https://github.com/hexgrad/kokoro', date: '2025-08-06' },
  OR: { title: 'Orpheus README', url: 'https://github.com/canopyai/Orpheus-TTS', date: '2025-05-05' },
  S3: { title: 'SAM 3 README', url: 'https://github.com/facebookresearch/sam3', date: '2026-01-27' },
  NM: { title: 'NeMo documentation', url: 'https://github.com/NVIDIA-NeMo/NeMo', date: '2025-09-20' },
  Y8: { title: 'Ultralytics documentation of YOLOv8', url: 'https://github.com/ultralytics/ultralytics', date: '2026' },
  Y12: { title: 'Ultralytics documentation of YOLO12', url: 'https://github.com/ultralytics/ultralytics', date: '2026' },
};

/** Where a model's figures were read; nothing where it has none. */
export const sourceOfModel = (figures: ModelFigures | undefined): Source | undefined =>
  MODEL_SOURCES[figures?.source?.split(' ')[0] ?? ''];
