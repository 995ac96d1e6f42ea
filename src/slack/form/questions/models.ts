import { parseWorkload, type Workload } from '../../../recommender/index.ts';
import { readCount, readPayload, writeCount, writePayload } from '../../../wording/quantities/index.ts';
import { type Read, refused, understood } from '../../../wording/text.ts';
import { type Choice, choiceQuestion } from '../choice-question.ts';
import { MODEL_FIELDS, modelOf, namesModel, readFreely, readModelAnswer, writeModelAnswer } from '../free-answer.ts';
import { asStated, audienceOf, isLanguageModel } from '../question.ts';
import { textQuestion } from '../text-question.ts';

/** Payload, models, containers and their Region. */

const PAYLOAD_FIELDS = ['payloadSizeMB', 'payloadByReference'] as const;

export const payload = textQuestion({
  id: 'payload',
  fields: PAYLOAD_FIELDS,
  place: () => 'first',
  label: (draft) => (audienceOf(draft) === 'stored-data' ? 'Largest record' : 'Largest payload'),
  example: '3 MB',
  hint: (draft) =>
    audienceOf(draft) === 'stored-data'
      ? 'Input or result, whichever is larger.'
      : 'Request or response, whichever is larger. S3 URI if only an address is sent.',
  interpret: (answer) => asStated(readFreely(answer, PAYLOAD_FIELDS, readPayload)),
  write: writePayload,
});

export const model = textQuestion({
  id: 'model',
  fields: MODEL_FIELDS,
  place: () => 'first',
  label: 'Model',
  example: '14 GB gpu, llama 3 8b, or 400 models',
  hint: 'Memory when loaded.',
  dispatches: true,
  interpret: (answer) => asStated(readModelAnswer(answer)),
  write: writeModelAnswer,
});

const MODEL_ID_MAX = 80;

/** Asked only if the answer about the model doesn't name one. */
export const modelId = textQuestion({
  id: 'model-id',
  fields: ['modelId'],
  place(draft) {
    if (modelOf(draft).modelId !== undefined) return 'nowhere';
    return isLanguageModel(draft) ? 'more' : 'if-answered';
  },
  label: 'Open model',
  example: 'llama-3-8b',
  maxLength: MODEL_ID_MAX,
  freeText: true,
  interpret: (answer) => ({ ok: true, workload: { modelId: answer } }),
  write: ({ modelId: id }) => (id === undefined || namesModel(id) ? '' : id),
});

/** As in the names of models: `8B`, `350M`. A bare number is in billions. */
export const parameters = textQuestion({
  id: 'parameters',
  fields: ['modelParametersBillion'],
  place: (draft) => (isLanguageModel(draft) ? 'more' : 'if-answered'),
  label: 'Parameters',
  example: '8B',
  interpret(answer) {
    const [, number = '', scale = ''] =
      /^(.*?) ?(b|bn|billions?|m|millions?)?(?: param(?:eter)?s)?$/i.exec(answer) ?? [];
    const read = readCount(number);
    if (!read.ok || read.value === 0) return { ok: false, text: 'Write it like 8B or 350M.' };
    return { ok: true, workload: { modelParametersBillion: /^m/i.test(scale) ? read.value / 1000 : read.value } };
  },
  write: ({ modelParametersBillion }) =>
    modelParametersBillion === undefined ? '' : `${writeCount(modelParametersBillion)}B`,
});

/** AWS allows at most 15 containers per endpoint. */
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
  label: 'Containers',
  hint: 'For example 2: preprocessing and the model.',
  look: 'menu',
  dispatches: true,
  choices: COUNTS,
});

/** By its code, or by its city: `eu-west-1`, `Frankfurt`. */
export const region = textQuestion({
  id: 'region',
  fields: ['region'],
  place: () => 'more',
  label: 'Region',
  example: 'eu-west-1, or Frankfurt',
  freeText: true,
  interpret: (answer) => asStated(readFreely(answer, ['region'], readCode)),
  write: (workload) => workload.region ?? '',
});

function readCode(answer: string): Read<Partial<Workload>> {
  const code = answer.trim().toLowerCase();
  return parseWorkload({ name: code, region: code }).ok
    ? understood({ region: code })
    : refused('That is not an AWS Region; write it like eu-west-1 or Frankfurt.');
}
