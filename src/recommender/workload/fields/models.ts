import * as z from 'zod';
import { formatCount, formatGB, formatNumber } from '../measures.ts';
import { aboveZero, count, type Row, yesOrNo } from './row.ts';

/** The models, and the containers that they run in. */
export const MODELS = {
  /** Models to be served. */
  modelCount: {
    schema: count,
    expects: 'must be a whole number of at least 1',
    unit: 'count',
    label: 'models',
    question: 'How many models?',
    change: { subject: 'there', write: (models) => formatCount(models, 'model') },
    span: { from: 1, to: 1e5, whole: true, monotone: false },
  },
  /** Memory that one model needs when loaded. */
  modelSizeGB: {
    schema: aboveZero,
    unit: 'GB',
    label: 'model size',
    question: 'How much memory does one model need?',
    change: { subject: 'a model needs', write: formatGB },
    span: { from: 0.01, to: 1e4, monotone: false },
  },
  /** All models run in one framework and one container image. */
  modelsShareContainer: {
    schema: yesOrNo,
    label: 'models share a container',
    question: 'Do the models share one framework and one container image?',
    change: { true: 'the models share one container', false: 'the models run in different containers' },
  },
  /** Each model needs its own scaling or its own share of the accelerators. */
  modelsScaleIndependently: {
    schema: yesOrNo,
    label: 'models scale on their own',
    question: 'Does one model surge while others sleep?',
    change: { true: 'each model needs its own scaling', false: 'no model needs its own scaling' },
  },
  /** The models are to be served from one endpoint. */
  modelsShareEndpoint: {
    schema: yesOrNo,
    label: 'models share one endpoint',
    question: 'Must all models be served from one endpoint?',
    change: { true: 'the models must share one endpoint', false: 'the models need not share one endpoint' },
  },
  /** The models are adapters (LoRA) over one base model. */
  modelAdapters: {
    schema: yesOrNo,
    label: 'models are adapters',
    question: 'Are the models adapters over one base model?',
    change: { true: 'the models are adapters over one base', false: 'the models are not adapters over one base' },
  },
  /** How many of the models are called within a busy hour. */
  activeModelCount: {
    schema: count,
    expects: 'must be a whole number of at least 1',
    unit: 'count',
    label: 'models busy in one hour',
    question: 'How many of the models are busy in one hour?',
    change: { subject: 'models busy in one hour are', write: formatNumber },
    span: { from: 1, to: 1e5, whole: true },
  },
  /** How often a typical single one of many models is called. */
  modelInvocationFrequency: {
    schema: z.enum(['frequent', 'rare']),
    label: 'calls of a typical model',
    question: 'Is a typical single model called often or rarely?',
    values: { frequent: 'frequent', rare: 'rare' },
    change: { frequent: 'a typical model is called often', rare: 'a typical model is called rarely' },
  },
  /** Containers that take part, 1 to 15. */
  containerCount: {
    schema: z.int().min(1).max(15),
    expects: 'must be a whole number from 1 to 15',
    unit: 'count',
    label: 'containers',
    question: 'How many containers take part?',
    change: { subject: 'there', write: (containers) => formatCount(containers, 'container') },
    span: { from: 1, to: 15, whole: true, monotone: false },
  },
  /** `serial`: every request passes all containers in order. `direct`: the caller picks one. */
  containerInvocation: {
    schema: z.enum(['serial', 'direct']),
    label: 'order of containers',
    question: 'Do requests pass the containers in sequence, or does the caller pick one?',
    values: { serial: 'in sequence', direct: 'picked by the caller' },
    change: { serial: 'requests pass the containers in order', direct: 'the caller picks a container' },
  },
  /** The largest container image. */
  containerImageSizeGB: {
    schema: aboveZero,
    unit: 'GB',
    label: 'container image',
    question: 'How large is the container image?',
    change: { subject: 'the container image is', write: formatGB },
    span: { from: 0.01, to: 1e3 },
  },
} as const satisfies Record<string, Row>;
