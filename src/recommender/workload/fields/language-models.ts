import * as z from 'zod';
import { formatNumber, formatWhole } from '../measures.ts';
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
      page: 'more',
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
    form: {
      id: 'input-tokens',
      page: 'more',
      about: ['language-model'],
      label: 'Input tokens per request',
      example: '1500, or 3k',
    },
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
    form: {
      id: 'output-tokens',
      page: 'more',
      about: ['language-model'],
      label: 'Output tokens per request',
      example: '300',
    },
  },
  /** The longest prompt and answer together that must be served. */
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
      page: 'more',
      about: ['language-model'],
      label: 'Context length',
      example: '8k',
      hint: 'The longest prompt and answer together, in tokens.',
    },
  },
  /** Requests in progress at the busiest moment. */
  concurrentRequests: {
    schema: z.number().min(1),
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
      page: 'more',
      about: ['requests', 'language-model'],
      label: 'Concurrent requests',
      example: '100',
      hint: 'In progress at the busiest moment.',
    },
  },
} as const satisfies Record<string, Row>;
