import {
  readCount,
  readModel,
  readPayload,
  writeCount,
  writeModel,
  writePayload,
} from '../../../wording/quantities/index.ts';
import { type Choice, choiceQuestion } from '../choice-question.ts';
import { audienceOf, isLanguageModel } from '../question.ts';
import { textQuestion } from '../text-question.ts';

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

/** As models are named: `8B`, `350M`. A bare number counts billions. */
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
