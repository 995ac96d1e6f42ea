import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { choiceQuestion } from './choice-question.ts';
import type { Draft } from './draft.ts';
import type { Place, Question } from './questions/question.ts';
import type { QuestionId } from './questions/question-id.ts';

type YesNoField = { [F in WorkloadField]-?: NonNullable<Workload[F]> extends boolean ? F : never }[WorkloadField];

export interface YesNoQuestion {
  id: QuestionId;
  field: YesNoField;
  place(draft: Draft): Place;
  label: string;
  /** What the label's words mean. */
  hint?: string;
  /** What "yes" means, and what "no" means: at most 75 characters each. */
  yes?: string;
  no?: string;
}

/** Asked three ways, because "no" is a fact and silence is not: yes, no, don't know. */
export function yesNoQuestion({ id, field, place, label, hint, yes, no }: YesNoQuestion): Question {
  return choiceQuestion({
    id,
    fields: [field],
    place,
    label,
    ...(hint === undefined ? {} : { hint }),
    look: 'menu',
    choices: [
      { value: 'yes', text: 'Yes', ...(yes === undefined ? {} : { description: yes }), states: { [field]: true } },
      { value: 'no', text: 'No', ...(no === undefined ? {} : { description: no }), states: { [field]: false } },
    ],
  });
}
