import { GUIDE_DATE, guide, SOURCES, type Source } from './sources.ts';

// What AWS offers beside SageMaker AI endpoints, and SageMaker AI Savings Plans: what decides whether a line of it is worth reading.

const bedrock = (page: string, title: string): Source => ({
  title: `${title}, Amazon Bedrock User Guide`,
  url: `https://docs.aws.amazon.com/bedrock/latest/userguide/${page}.html`,
  date: GUIDE_DATE,
});

/** The pages on what serves a model elsewhere. */
export const OUTSIDE_SOURCES = {
  bedrockOnDemand: bedrock('capacity-limits-cost-optimization', 'Capacity, limits, and cost optimization'),
  bedrockImport: bedrock('model-customization-import-model', 'Custom Model Import'),
  processingJob: guide('processing-job', 'Processing jobs'),
  lambda: {
    title: 'Quotas, AWS Lambda Developer Guide',
    url: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    date: GUIDE_DATE,
  },
} as const satisfies Record<string, Source>;

/** What Bedrock Custom Model Import takes; source: OUTSIDE_SOURCES.bedrockImport. */
export const BEDROCK_IMPORT = {
  regions: new Set(['eu-central-1', 'us-east-1', 'us-east-2', 'us-west-2']),
  /** Weights must be smaller, in GB. */
  textGB: 200,
  multimodalGB: 100,
  /** AWS says "less than 128K" and names Llama 3.1, whose configuration has 131,072 tokens: that is let pass. */
  contextTokens: 131_072,
  /** `model_type` of a `config.json`: Mistral, Mixtral, Flan-T5, Llama 2 to 3.3, Mllama, GPTBigCode, Qwen2 to Qwen3, GPT-OSS. */
  architectures: new Set([
    'mistral',
    'mixtral',
    't5',
    'llama',
    'mllama',
    'gpt_bigcode',
    'qwen2',
    'qwen2_vl',
    'qwen2_5_vl',
    'qwen3',
    'qwen3_moe',
    'gpt_oss',
  ]),
  /** The same of known models, by id. Qwen3-Next, Qwen3-VL and Llama 4 are other architectures. */
  knownModels: /^(?:llama-[23]|codellama-|mistral-7b|mathstral-|mixtral-|qwen2(?:\.5)?-|qwen3-(?!next|vl)|gpt-oss-)/,
  /** One of them is imported in one Region only. */
  onlyIn: { model: /^gpt[-_]oss/, region: 'us-east-1' },
} as const;

/** A model of less is tiny, in GB: our figure, no limit of AWS's. */
export const TINY_MODEL_GB = 1;

/** The most that a commitment of one or three years takes off, as a share: "up to 64%". */
export const SAVINGS_PLAN = { shareMax: 0.64, source: SOURCES.costOptimization } as const;
