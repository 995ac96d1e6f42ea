import * as z from 'zod/mini';
import { formatGB, formatWhole } from '../measures.ts';
import { aboveZero, count, counted, type Row, yesOrNo } from './row.ts';

/** The models, and the containers that they run in. */
export const MODELS = {
  /** Models to be served, at least 1. */
  modelCount: {
    schema: count,
    expects: 'a whole number of at least 1',
    unit: 'count',
    label: 'models',
    sample: 400,
    question: 'How many models?',
    change: { clause: (count) => `the workload has ${counted(count, 'model')}`, write: formatWhole },
    span: { from: 1, to: 1e5, whole: true, monotone: false },
  },
  /** Memory that one model needs when loaded, in GB. */
  modelSizeGB: {
    schema: aboveZero,
    unit: 'GB',
    label: 'model memory',
    sample: 14,
    question: 'How much memory does a model need?',
    change: { clause: (size) => `the model needs ${size}`, write: formatGB },
    span: { from: 0.01, to: 1e4, monotone: false },
  },
  /** All models run in one framework and one container image. */
  modelsShareContainer: {
    schema: yesOrNo,
    label: 'models share a container',
    question: 'Do the models share one framework and one container image?',
    change: { true: 'the models share a container', false: "the models don't share a container" },
    form: {
      id: 'share-container',
      about: ['several-models'],
      label: 'Do the models share a container?',
      hint: 'One framework and one container image; only the weights differ.',
      yes: 'One image serves all models',
      no: 'Different frameworks or images',
    },
  },
  /** Each model needs its own scaling or its own share of the accelerators. */
  modelsScaleIndependently: {
    schema: yesOrNo,
    label: 'models scale independently',
    question: 'Do the models need to scale independently?',
    change: {
      true: 'the models need to scale independently',
      false: "the models don't need to scale independently",
    },
    form: {
      id: 'scale-independently',
      about: ['several-models'],
      label: 'Do the models need to scale independently?',
      hint: 'Each with its own scaling, or its own share of the GPUs.',
    },
  },
  /** The models must be served from one endpoint. */
  modelsShareEndpoint: {
    schema: yesOrNo,
    label: 'models share one endpoint',
    question: 'Must all models be served from one endpoint?',
    change: {
      true: 'all models must share one endpoint',
      false: "the models don't have to share one endpoint",
    },
    form: {
      id: 'share-endpoint',
      about: ['several-models'],
      label: 'Must all models share one endpoint?',
      yes: 'Callers use a single endpoint',
      no: 'Each model may have its own endpoint',
    },
  },
  /** The models are adapters (LoRA) over one base model. */
  modelAdapters: {
    schema: yesOrNo,
    label: 'models are adapters',
    question: 'Are the models LoRA adapters of one base model?',
    change: {
      true: 'the models are adapters of one base model',
      false: "the models aren't adapters of one base model",
    },
    form: { id: 'adapters', about: ['several-models'], label: 'Are the models LoRA adapters of one base model?' },
  },
  /** How many of the models are called within a busy hour, at least 1. */
  activeModelCount: {
    schema: count,
    expects: 'a whole number of at least 1',
    unit: 'count',
    label: 'models called per hour',
    sample: 30,
    question: 'How many models are called within a busy hour?',
    change: {
      clause: (amount) => {
        const models = counted(amount, 'model');
        return `${models} ${models.startsWith('one') ? 'is' : 'are'} called within a busy hour`;
      },
      write: formatWhole,
    },
    span: { from: 1, to: 1e5, whole: true },
    form: {
      id: 'active-models',
      about: ['several-models', 'mostly-requests'],
      label: 'Models called within a busy hour',
      example: '30',
    },
  },
  /** How often a typical one of many models is called. `frequent`: it is in use most of the time. `rare`: it is idle for long between calls. */
  modelInvocationFrequency: {
    schema: z.enum(['frequent', 'rare']),
    label: 'calls per model',
    question: 'Is a typical model called often or rarely?',
    values: { frequent: 'frequent', rare: 'rare' },
    change: { frequent: 'a typical model is called often', rare: 'a typical model is called rarely' },
    form: {
      id: 'invocation-frequency',
      about: ['several-models'],
      label: 'How often is a typical model called?',
      choices: {
        frequent: ['Often', 'Most models are in use most of the time'],
        rare: ['Rarely', 'A model is idle for long periods between calls'],
      },
    },
  },
  /** Containers that take part, 1 to 15. */
  containerCount: {
    schema: z.int().check(z.minimum(1), z.maximum(15)),
    expects: 'a whole number from 1 to 15',
    unit: 'count',
    label: 'containers',
    sample: 2,
    question: 'How many containers?',
    change: { clause: (count) => `the workload has ${counted(count, 'container')}`, write: formatWhole },
    span: { from: 1, to: 15, whole: true, monotone: false },
  },
  /** `serial`: every request passes all containers in order. `direct`: the caller picks one. */
  containerInvocation: {
    schema: z.enum(['serial', 'direct']),
    label: 'container order',
    question: 'Do requests pass through the containers in sequence, or name one?',
    values: { serial: 'in sequence', direct: 'named by the request' },
    change: {
      serial: 'every request passes through all containers',
      direct: 'each request names its container',
    },
    form: {
      id: 'container-order',
      about: ['several-containers'],
      label: 'How are the containers called?',
      choices: {
        serial: ['In sequence', 'Each request passes through all containers, in order'],
        direct: ['Directly', 'Each request names the container it goes to'],
      },
    },
  },
  /** The largest container image in GB, without the model. */
  containerImageSizeGB: {
    schema: aboveZero,
    unit: 'GB',
    label: 'container image',
    sample: 8,
    question: 'How large is the container image?',
    change: { clause: (size) => `the container image is ${size}`, write: formatGB },
    span: { from: 0.01, to: 1e3 },
    form: {
      id: 'image-size',
      label: 'Container image size',
      example: '8 GB',
      hint: 'The largest image, without the model.',
    },
  },
} as const satisfies Record<string, Row>;
