import type { RowQuestionId } from '../../../recommender/index.ts';
import type { Question } from '../question.ts';
import { region } from './demands.ts';
import { ROW_QUESTIONS } from './from-field.ts';
import { containers, model, modelId, parameters, payload } from './models.ts';
import { description, name } from './review.ts';
import { cold, hours, predictable, traffic, volume, waits } from './traffic.ts';

/**
 * The order on the screen. An id names the question of a row; those of the rows below it follow, up to the next one that is
 * named here. So a new row joins the rows around it.
 */
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

/** The form's questions in the order in which they are asked; where two answers say the same field, the later one holds. */
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
