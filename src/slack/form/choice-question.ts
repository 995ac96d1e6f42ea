import type { InputBlock, PlainTextOption, RadioButtons, StaticSelect } from '@slack/types';
import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { input } from '../render/blocks.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { plain } from '../render/mrkdwn.ts';
import { actionIdOf, answerTo, blockIdOf, type Draft, type QuestionId } from './draft.ts';
import { DONT_KNOW, type Interpretation, type Place, type Question } from './question.ts';

/** A choice: its label, its meaning, and the facts that it states. */
export interface Choice {
  value: string;
  text: string;
  /** Explains the label, in at most 75 characters. */
  description?: string | undefined;
  states: Partial<Workload>;
}

type Option = PlainTextOption & { value: string };

interface ChoiceQuestion {
  id: QuestionId;
  fields: readonly WorkloadField[];
  place(draft: Draft): Place;
  label: string;
  hint?: string | undefined;
  choices: readonly Choice[];
  /** Radio buttons show all descriptions; a menu saves space. */
  look: 'radio' | 'menu';
  /** Updates the form after a choice, because it changes which questions are asked. */
  dispatches?: boolean;
  /** Replaces the choice's `states` where they depend on other answers. */
  interpret?(choice: Choice, draft: Draft): Interpretation;
  /** Replaces the search for the choice whose `states` the workload has. */
  write?(workload: Partial<Workload>): string;
}

const UNKNOWN: Choice = {
  value: DONT_KNOW,
  text: 'Not sure',
  states: {},
};

/** A question with choices. Once it has an answer, "Not sure" is one of them, which takes the answer back: Slack can't clear a choice. */
export function choiceQuestion(question: ChoiceQuestion): Question {
  const { id, fields, place, choices } = question;
  const known = choices.map(optionOf);
  const options = [...known, optionOf(UNKNOWN)];
  const element = elementOf(question, known);
  // Most questions of a form are unanswered: their blocks are built once.
  const unanswered = blockOf(question, element);
  return {
    id,
    fields,
    place,
    build(draft) {
      const chosen = options.find(({ value }) => value === answerTo(draft, id));
      return chosen === undefined
        ? unanswered
        : { ...unanswered, element: { ...element, options, initial_option: chosen } };
    },
    read: (state) => state.selected_option?.value ?? '',
    interpret(answer, draft) {
      const choice = choices.find(({ value }) => value === answer);
      if (!choice) return { ok: true, workload: {} };
      return question.interpret?.(choice, draft) ?? { ok: true, workload: choice.states };
    },
    write: question.write ?? writeFitting(choices),
  };
}

/** Returns the choice that states most of the workload's facts. */
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

const elementOf = ({ id, look }: ChoiceQuestion, options: Option[]): RadioButtons | StaticSelect => ({
  type: look === 'radio' ? 'radio_buttons' : 'static_select',
  action_id: actionIdOf(id),
  options,
});

function blockOf(question: ChoiceQuestion, element: RadioButtons | StaticSelect): InputBlock {
  const { id, label, hint, dispatches = false } = question;
  return { ...input(blockIdOf(id), label, element, { hint, optional: true }), dispatch_action: dispatches };
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
  /** A boolean field. */
  field: WorkloadField;
  place(draft: Draft): Place;
  label: string;
  hint?: string | undefined;
  /** Explain "Yes" and "No", in at most 75 characters each. */
  yes?: string | undefined;
  no?: string | undefined;
}

/** A question with yes and no: "no" is a fact, no answer isn't. */
export function yesNoQuestion({ id, field, place, label, hint, yes, no }: YesNoQuestion): Question {
  return choiceQuestion({
    id,
    fields: [field],
    place,
    label,
    hint,
    look: 'menu',
    choices: [
      { value: 'yes', text: 'Yes', description: yes, states: { [field]: true } },
      { value: 'no', text: 'No', description: no, states: { [field]: false } },
    ],
  });
}
