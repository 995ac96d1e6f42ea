import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { plain } from '../render/mrkdwn.ts';
import { actionIdOf, answerTo, blockIdOf, type Draft, type QuestionId } from './draft.ts';
import { DONT_KNOW, type Interpretation, type Place, type Question } from './question.ts';

/** One answer to choose: its words, what they mean, and what they say about the workload. */
export interface Choice {
  value: string;
  text: string;
  /** What the words mean, at most 75 characters. */
  description?: string;
  states: Partial<Workload>;
}

type Option = PlainTextOption & { value: string };

interface ChoiceQuestion {
  id: QuestionId;
  fields: readonly WorkloadField[];
  place(draft: Draft): Place;
  label: string;
  hint?: string;
  choices: readonly Choice[];
  /** Radio buttons show every choice with its meaning at once; a menu saves room. */
  look: 'radio' | 'menu';
  /** Choosing asks the form again, because the answer decides what else is asked. */
  dispatches?: boolean;
  /** In place of the choice's `states`, where they depend on other answers. */
  interpret?(choice: Choice, draft: Draft): Interpretation;
  /** In place of the choice whose `states` the workload has. */
  write?(workload: Partial<Workload>): string;
}

const UNKNOWN: Choice = {
  value: DONT_KNOW,
  text: 'Not sure',
  states: {},
};

/** A question whose answer is chosen. "Not sure" is always among the choices and states nothing, like no choice at all. */
export function choiceQuestion(question: ChoiceQuestion): Question {
  const { id, fields, place, choices } = question;
  const options = [...choices, UNKNOWN].map(optionOf);
  return {
    id,
    fields,
    place,
    build: (draft) => buildInput(question, options, draft),
    read: (state) => state.selected_option?.value ?? '',
    interpret(answer, draft) {
      const choice = choices.find(({ value }) => value === answer);
      if (!choice) return { ok: true, workload: {} };
      return question.interpret?.(choice, draft) ?? { ok: true, workload: choice.states };
    },
    write: question.write ?? writeFitting(choices),
  };
}

/** Writes the choice that says most of what the workload says. */
function writeFitting(choices: readonly Choice[]): Question['write'] {
  const candidates = choices
    .map(({ value, states }) => ({ value, stated: Object.entries(states) }))
    .filter(({ stated }) => stated.length > 0)
    .toSorted((one, other) => other.stated.length - one.stated.length);
  return (workload) => {
    const says = ([field, value]: [string, unknown]) => workload[field as WorkloadField] === value;
    return candidates.find(({ stated }) => stated.every(says))?.value ?? '';
  };
}

function buildInput(question: ChoiceQuestion, options: readonly Option[], draft: Draft): InputBlock {
  const { id, label, hint, look, dispatches = false } = question;
  const chosen = options.find(({ value }) => value === answerTo(draft, id));
  return {
    type: 'input',
    block_id: blockIdOf(id),
    label: plain(label, SLACK_LIMITS.input.label),
    optional: true,
    dispatch_action: dispatches,
    element: {
      type: look === 'radio' ? 'radio_buttons' : 'static_select',
      action_id: actionIdOf(id),
      options: [...options],
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
    ...(hint === undefined ? {} : { hint: plain(hint, SLACK_LIMITS.input.hint) }),
  };
}

function optionOf({ value, text, description }: Choice): Option {
  return {
    value,
    text: plain(text, SLACK_LIMITS.option.text),
    ...(description === undefined ? {} : { description: plain(description, SLACK_LIMITS.option.description) }),
  };
}

interface YesNoQuestion {
  id: QuestionId;
  /** One that is true or false. */
  field: WorkloadField;
  place(draft: Draft): Place;
  label: string;
  /** What the label's words mean. */
  hint?: string;
  /** What "yes" means, and what "no" means: at most 75 characters each. */
  yes?: string;
  no?: string;
}

/** Asked three ways, because "no" is a fact and silence is not: yes, no, not sure. */
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
