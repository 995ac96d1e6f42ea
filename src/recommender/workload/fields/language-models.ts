import * as z from 'zod/mini';
import { formatNumber, formatSeconds, formatWhole } from '../measures.ts';
import type { ModelConfig } from '../model-config/keys.ts';
import { isObject } from '../model-config/open-config.ts';
import { pickConfig } from '../model-config/read-model-config.ts';
import { aboveZero, atLeastZero, counted, type Row, text } from './row.ts';

/** A known open model, and what a language model reads and writes: they size the instances, and the search leaves them alone. */
export const LANGUAGE_MODELS = {
  /** A known open model by a usual name, such as `llama-3-8b`. An unknown name is kept and changes nothing. */
  modelId: {
    schema: text(80),
    expects: 'a text of at most 80 characters',
    label: 'open model',
    sample: 'llama-3-8b',
    question: 'Which open model is it?',
    noted: true,
    change: 'the model is',
  },
  /** A Hugging Face `config.json`, parsed; only what is read of it is kept. It wins over `modelId`, and stated figures win over it. */
  modelConfig: {
    schema: z.record(z.string(), z.unknown()).check(
      z.refine((config) => pickConfig(config).ok),
      z.overwrite(partOf),
    ) as unknown as z.ZodMiniType<ModelConfig, ModelConfig>,
    expects: "an object, the model's config.json",
    faults: faultsOf,
    label: 'config.json',
    question: "What does the model's config.json say?",
    noted: true,
    form: {
      id: 'model-config',
      about: ['language-model'],
      label: "The model's config.json",
      example: '{ "model_type": "llama", "hidden_size": 4096, … }',
      hint: 'From its page on Hugging Face. Sizes any model. Over 3,000 characters: without the lists of what is not quantized.',
    },
  },
  /** Parameters in all, in billions. */
  modelParametersBillion: {
    schema: aboveZero,
    unit: 'count',
    label: 'parameters (billion)',
    sample: 8,
    question: 'How many parameters does the model have, in billions?',
    noted: true,
    change: { clause: (count) => `the model has ${count} billion parameters`, write: formatNumber },
    span: { from: 0.1, to: 2000 },
  },
  /** Bits per weight as served: 4, 8, 16 or 32. */
  modelPrecisionBits: {
    schema: z.literal([4, 8, 16, 32]),
    expects: '4, 8, 16 or 32',
    unit: 'count',
    label: 'bits per weight',
    sample: 16,
    question: 'At how many bits per weight is the model served?',
    noted: true,
    change: { clause: (count) => `weights take ${counted(count, 'bit')}`, write: formatNumber },
    span: { from: 4, to: 32, whole: true },
    form: {
      id: 'precision',
      about: ['language-model'],
      label: 'Precision',
      choices: {
        4: ['4-bit', 'INT4, AWQ or GPTQ'],
        8: ['8-bit', 'INT8 or FP8'],
        16: ['16-bit', 'FP16 or BF16'],
        32: ['32-bit', 'FP32'],
      },
    },
  },
  /** Tokens in a typical prompt. */
  inputTokens: {
    schema: atLeastZero,
    unit: 'count',
    label: 'input tokens',
    sample: 1500,
    question: 'How many tokens does a typical prompt have?',
    noted: true,
    change: { clause: (count) => `a request has ${counted(count, 'input token')}`, write: formatWhole },
    span: { from: 1, to: 1e7, whole: true },
    form: { id: 'input-tokens', about: ['language-model'], label: 'Input tokens per request', example: '1500, or 3k' },
  },
  /** Tokens in a typical answer. */
  outputTokens: {
    schema: atLeastZero,
    unit: 'count',
    label: 'output tokens',
    sample: 300,
    question: 'How many tokens does a typical answer have?',
    noted: true,
    change: { clause: (count) => `a request has ${counted(count, 'output token')}`, write: formatWhole },
    span: { from: 1, to: 1e7, whole: true },
    form: { id: 'output-tokens', about: ['language-model'], label: 'Output tokens per request', example: '300' },
  },
  /** The longest prompt and answer together that must be served, in tokens. */
  contextTokens: {
    schema: atLeastZero,
    unit: 'count',
    label: 'context tokens',
    sample: 8192,
    question: 'How long is the longest prompt plus answer, in tokens?',
    noted: true,
    change: { clause: (count) => `the context is ${counted(count, 'token')}`, write: formatWhole },
    span: { from: 1, to: 1e8, whole: true },
    form: {
      id: 'context-tokens',
      about: ['language-model'],
      label: 'Context length',
      example: '8k',
      hint: 'The longest prompt and answer together, in tokens.',
    },
  },
  /** Requests in progress at the busiest moment, at least 1. */
  concurrentRequests: {
    schema: z.number().check(z.minimum(1)),
    expects: 'a number of at least 1',
    unit: 'count',
    label: 'concurrent requests',
    sample: 100,
    question: 'How many requests are in progress at the busiest moment?',
    about: 'requests',
    noted: true,
    change: { clause: (count) => `there are ${counted(count, 'concurrent request')}`, write: formatWhole },
    span: { from: 1, to: 1e6, whole: true },
    form: {
      id: 'concurrent-requests',
      about: ['requests', 'language-model'],
      label: 'Concurrent requests',
      example: '100',
      hint: 'In progress at the busiest moment.',
    },
  },
  /** Load in tokens: what the endpoint must make per second at the busiest moment, in all answers together. */
  outputTokensPerSecond: {
    schema: aboveZero,
    unit: 'count',
    label: 'output tokens per second',
    sample: 2000,
    question: 'How many tokens must the endpoint make per second at the busiest moment?',
    about: 'requests',
    noted: true,
    change: { clause: (count) => `the load is ${counted(count, 'token')} per second`, write: formatWhole },
    span: { from: 1, to: 1e9 },
    form: {
      id: 'output-tokens-per-second',
      about: ['requests', 'language-model'],
      label: 'Output tokens per second',
      example: '2000',
      hint: 'Of all answers together at the busiest moment, if the load is known in tokens.',
    },
  },
  /** The slowest speed of one answer that people accept, in tokens per second. */
  streamTokensPerSecond: {
    schema: aboveZero,
    unit: 'count',
    label: 'tokens per second of one answer',
    sample: 20,
    question: 'How many tokens per second must one answer have at least?',
    about: 'requests',
    noted: true,
    change: { clause: (count) => `one answer needs ${counted(count, 'token')} per second`, write: formatWhole },
    span: { from: 1, to: 1000 },
    form: {
      id: 'stream-tokens-per-second',
      about: ['requests', 'language-model'],
      label: 'Tokens per second of one answer',
      example: '20',
      hint: 'The slowest that readers accept. 10 is about twice the speed of reading.',
    },
  },
  /** The longest that a whole answer may take, in seconds, where `responseTimeSeconds` means its first part. */
  answerSeconds: {
    schema: aboveZero,
    unit: 'seconds',
    label: 'whole answer',
    sample: 30,
    question: 'How long may a whole answer take?',
    about: 'requests',
    noted: true,
    change: { clause: (time) => `a whole answer takes ${time}`, write: formatSeconds },
    span: { from: 0.1, to: 3600 },
    form: {
      id: 'answer-seconds',
      about: ['requests', 'language-model'],
      label: 'Longest time for a whole answer',
      example: '30 s',
      hint: 'With streaming, the response time means the first part.',
    },
  },
  /** Images in a typical request of a model that sees. */
  images: {
    schema: atLeastZero,
    unit: 'count',
    label: 'images per request',
    sample: 1,
    question: 'How many images does a typical request have?',
    noted: true,
    change: { clause: (count) => `a request has ${counted(count, 'image')}`, write: formatWhole },
    span: { from: 1, to: 1000 },
    form: { id: 'images', about: ['stated-elsewhere'], label: 'Images per request', example: '1' },
  },
  /** Audio in a typical request, or in the window of a live stream, in seconds. */
  audioSeconds: {
    schema: aboveZero,
    unit: 'seconds',
    label: 'audio per request',
    sample: 30,
    question: 'How long is the audio of a typical request?',
    noted: true,
    change: { clause: (time) => `a request has ${time} of audio`, write: formatSeconds },
    span: { from: 0.1, to: 86_400 },
    form: { id: 'audio', about: ['stated-elsewhere'], label: 'Audio per request', example: '30 s' },
  },
  /** Steps in which a diffusion model makes an image, 1 to 1,000. */
  imageSteps: {
    schema: z.int().check(z.minimum(1), z.maximum(1000)),
    expects: 'a whole number from 1 to 1000',
    unit: 'count',
    label: 'steps per image',
    sample: 30,
    question: 'In how many steps is an image made?',
    noted: true,
    change: { clause: (count) => `an image takes ${counted(count, 'step')}`, write: formatWhole },
    span: { from: 1, to: 1000, whole: true },
    form: { id: 'image-steps', about: ['stated-elsewhere'], label: 'Steps per image', example: '30' },
  },
  /** Size of one image that is made or read, in megapixels. */
  imageMegapixels: {
    schema: aboveZero,
    unit: 'count',
    label: 'megapixels per image',
    sample: 1,
    question: 'How many megapixels does an image have?',
    noted: true,
    change: { clause: (count) => `an image has ${counted(count, 'megapixel')}`, write: formatNumber },
    span: { from: 0.01, to: 1000 },
    form: { id: 'image-megapixels', about: ['stated-elsewhere'], label: 'Megapixels per image', example: '1' },
  },
} as const satisfies Record<string, Row>;

function partOf(config: Record<string, unknown>): Record<string, unknown> {
  const picked = pickConfig(config);
  return picked.ok ? picked.config : config;
}

function faultsOf(value: unknown): readonly string[] {
  const picked = isObject(value) ? pickConfig(value) : undefined;
  return picked === undefined || picked.ok ? [] : picked.faults.map(({ text }) => text);
}
