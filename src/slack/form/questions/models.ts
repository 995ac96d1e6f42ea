import {
  readCount,
  readModel,
  readPayload,
  writeCount,
  writeModel,
  writePayload,
} from '../../../wording/quantities/index.ts';
import { type Choice, choiceQuestion, type YesNoQuestion, yesNoQuestion } from '../choice-question.ts';
import type { Draft } from '../draft.ts';
import { audienceOf, containerCountOf, forSeveral, modelCountOf, type Place, type Question } from '../question.ts';
import { oneQuantity, textQuestion } from '../text-question.ts';

/** What goes in, the models, and the containers that serve them. */

export const payload = textQuestion({
  id: 'payload',
  fields: ['payloadSizeMB', 'payloadByReference'],
  place: () => 'first',
  label: (draft) => (audienceOf(draft) === 'stored-data' ? 'Largest record' : 'Largest request or answer'),
  example: '3 MB',
  hint: 'The larger of the two. Write S3 link if a request carries only an address and the model fetches the data itself.',
  interpret(answer) {
    const read = readPayload(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: writePayload,
});

export const model = textQuestion({
  id: 'model',
  fields: ['modelSizeGB', 'requiresGpu', 'modelCount'],
  place: () => 'first',
  label: 'The model',
  example: '2 GB, or 14 GB gpu, or 400 models',
  hint: 'The memory that one model takes when loaded, gpu or no gpu, and how many models there are. Enter asks about several.',
  dispatches: true,
  interpret(answer) {
    const read = readModel(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: writeModel,
});

const ofSeveralModels = (draft: Draft): Place => forSeveral(modelCountOf(draft));

/** How several models live together; it decides between multi-model endpoints, several containers and components. */
const ABOUT_MANY_MODELS: readonly YesNoQuestion[] = [
  {
    id: 'share-container',
    field: 'modelsShareContainer',
    place: ofSeveralModels,
    label: 'Do they share a container?',
    hint: 'All models run in one framework and one container image, and differ only in their weights.',
    yes: 'One image serves them all',
    no: 'Different frameworks or images',
  },
  {
    id: 'scale-independently',
    field: 'modelsScaleIndependently',
    place: ofSeveralModels,
    label: 'Does one surge while others sleep?',
    hint: 'Then each model needs its own scaling, or its own share of the GPUs.',
  },
  {
    id: 'share-endpoint',
    field: 'modelsShareEndpoint',
    place: ofSeveralModels,
    label: 'Must one endpoint serve them all?',
    yes: 'Callers know one address',
    no: 'Each model may have an endpoint of its own',
  },
  {
    id: 'adapters',
    field: 'modelAdapters',
    place: ofSeveralModels,
    label: 'Are they adapters over one base model?',
    hint: 'LoRA adapters: small sets of weights that are loaded on top of one large model.',
  },
];

export const manyModels: readonly Question[] = ABOUT_MANY_MODELS.map(yesNoQuestion);

export const activeModels = textQuestion({
  id: 'active-models',
  place: (draft) => {
    const place = forSeveral(modelCountOf(draft));
    return place === 'more' && audienceOf(draft) === 'stored-data' ? 'if-answered' : place;
  },
  label: 'How many of the models are busy in one hour?',
  example: '30',
  ...oneQuantity('activeModelCount', readCount, writeCount),
});

export const invocationFrequency = choiceQuestion({
  id: 'invocation-frequency',
  fields: ['modelInvocationFrequency'],
  place: (draft) => forSeveral(modelCountOf(draft)),
  label: 'How often is a typical one of them called?',
  look: 'menu',
  choices: [
    {
      value: 'frequent',
      text: 'Often',
      description: 'Most models are in use most of the time',
      states: { modelInvocationFrequency: 'frequent' },
    },
    {
      value: 'rare',
      text: 'Rarely',
      description: 'Long pauses between two calls of the same model',
      states: { modelInvocationFrequency: 'rare' },
    },
  ],
});

/** AWS lets at most 15 containers share an endpoint, and so does the workload. */
const CONTAINERS_MAX = 15;

const COUNTS: readonly Choice[] = Array.from({ length: CONTAINERS_MAX }, (_, index) => {
  const count = index + 1;
  return {
    value: String(count),
    text: count === 1 ? '1 container' : `${count} containers`,
    states: { containerCount: count },
  };
});

export const containers = choiceQuestion({
  id: 'containers',
  fields: ['containerCount'],
  place: () => 'more',
  label: 'How many containers take part?',
  hint: 'For example one that prepares the input and one with the model: 2.',
  look: 'menu',
  dispatches: true,
  choices: COUNTS,
});

export const containerOrder = choiceQuestion({
  id: 'container-order',
  fields: ['containerInvocation'],
  place: (draft) => forSeveral(containerCountOf(draft)),
  label: 'In sequence, or does the caller pick one?',
  look: 'menu',
  choices: [
    {
      value: 'serial',
      text: 'In sequence',
      description: 'Every request passes all containers, in order',
      states: { containerInvocation: 'serial' },
    },
    {
      value: 'direct',
      text: 'The caller picks one',
      description: 'Each request names the container that is to answer',
      states: { containerInvocation: 'direct' },
    },
  ],
});
