import type { RowQuestionId } from '../../../recommender/index.ts';
import type { Question } from '../question.ts';
import { ROW_QUESTIONS } from './from-field.ts';
import { containers, model, modelId, parameters, payload, region } from './models.ts';
import { description, name } from './review.ts';
import { cold, hours, predictable, traffic, volume, waits } from './traffic.ts';

/** The order on the screen. The question of a row is followed by those of the rows below it, up to the next id listed here. */
const ORDER: readonly (Question | RowQuestionId)[] = [
  name,
  waits,
  'within',
  volume,
  traffic,
  hours,
  cold,
  'dataset-size',
  payload,
  model,
  'share-container',
  containers,
  'container-order',
  modelId,
  parameters,
  'precision',
  'streaming',
  'vpc',
  predictable,
  'caller-timeout',
  'cost-priority',
  region,
  'instance-type',
  description,
];

/** The form's questions in order. Where two answers state the same field, the later one counts. */
export const QUESTIONS: readonly Question[] = ORDER.flatMap((entry) =>
  typeof entry === 'string' ? rowsFrom(entry) : [entry],
);

function rowsFrom(id: RowQuestionId): Question[] {
  const first = ROW_QUESTIONS.findIndex((question) => question.id === id);
  const next = ROW_QUESTIONS.findIndex(
    (question, index) => index > first && ORDER.some((entry) => entry === question.id),
  );
  return ROW_QUESTIONS.slice(first, next === -1 ? undefined : next);
}
