import type { Draft } from '../draft.ts';
import { forSeveral, modelCountOf } from '../relevance.ts';
import { type YesNoQuestion, yesNoQuestion } from '../yes-no-question.ts';
import type { Place, Question } from './question.ts';

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
