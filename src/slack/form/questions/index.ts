import type { RowQuestionId } from '../../../recommender/index.ts';
import type { QuestionId } from '../draft.ts';
import type { Question } from '../question.ts';
import { ROW_QUESTIONS } from './from-field.ts';
import { containers, model, modelId, parameters, payload, region } from './models.ts';
import { required } from './required.ts';
import { description, name } from './review.ts';
import { cold, hours, predictable, traffic, volume, waits } from './traffic.ts';

/** The order on the screen. The question of a row is followed by those of the rows below it, up to the next id listed here. */
const ORDER = {
  name,
  waits,
  within: 'row',
  volume,
  traffic,
  hours,
  cold,
  'dataset-size': 'row',
  payload,
  model,
  'share-container': 'row',
  containers,
  'container-order': 'row',
  'model-id': modelId,
  parameters,
  precision: 'row',
  streaming: 'row',
  required,
  'variant-count': 'row',
  predictable,
  'caller-timeout': 'row',
  'cost-priority': 'row',
  region,
  'instance-type': 'row',
  description,
} satisfies Record<Exclude<QuestionId, RowQuestionId>, Question> & Partial<Record<RowQuestionId, 'row'>>;

/** The form's questions in order. Where two answers state the same field, the later one counts. */
export const QUESTIONS: readonly Question[] = Object.entries<Question | 'row'>(ORDER).flatMap(([id, question]) =>
  question === 'row' ? rowsFrom(id) : [question],
);

function rowsFrom(id: string): Question[] {
  const first = ROW_QUESTIONS.findIndex((question) => question.id === id);
  const next = ROW_QUESTIONS.findIndex(({ id: other }, index) => index > first && Object.hasOwn(ORDER, other));
  return ROW_QUESTIONS.slice(first, next === -1 ? undefined : next);
}
