import type { InputBlock, PlainTextInput } from '@slack/types';
import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { oneLine, withoutBidiControls } from '../../wording/text.ts';
import { input } from '../render/blocks.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { clip, plain } from '../render/mrkdwn.ts';
import { actionIdOf, answerTo, blockIdOf, type Draft, type QuestionId } from './draft.ts';
import type { Interpretation, Place, Question } from './question.ts';

/** Words that may depend on the other answers. */
type Words = string | ((draft: Draft) => string);

interface TextQuestion {
  id: QuestionId;
  fields: readonly WorkloadField[];
  place(draft: Draft): Place;
  label: Words;
  example?: Words | undefined;
  hint?: Words | undefined;
  /** Words to show, not a quantity to read. Hidden characters are removed from words; in a quantity they are an error. */
  freeText?: boolean;
  multiline?: boolean;
  /** The input's limit, in characters. */
  maxLength?: number;
  /** Whether Enter updates the form, because the answer changes which questions are asked. */
  dispatches?: boolean;
  /** Reads a trimmed answer, never an empty one or one that says "don't know". */
  interpret(answer: string, draft: Draft): Interpretation;
  write(workload: Partial<Workload>): string;
}

const LINE_MAX = 200;
const SAYS_DONT_KNOW = /^(\?+|-+|–|n\/a|unknown|(i )?don['’]?t know|not sure|no idea)$/i;

/** A question with a typed answer. An empty answer or "don't know" states nothing. */
export function textQuestion(question: TextQuestion): Question {
  const { id, fields, place, write } = question;
  const maxLength = question.maxLength ?? LINE_MAX;
  return {
    id,
    fields,
    place,
    write,
    build: (draft) => buildInput(question, draft, maxLength),
    read({ value }) {
      const typed = value ?? '';
      if (!question.freeText) return typed;
      return withoutBidiControls(question.multiline ? typed : oneLine(typed));
    },
    interpret(answer, draft) {
      const typed = answer.trim();
      return typed === '' || (!(question.multiline && question.freeText) && SAYS_DONT_KNOW.test(typed))
        ? { ok: true, workload: {} }
        : question.interpret(typed, draft);
    },
  };
}

function buildInput(question: TextQuestion, draft: Draft, maxLength: number): InputBlock {
  const { id, label, example, hint, multiline = false, dispatches = false } = question;
  const given = answerTo(draft, id);
  const answer = clip(multiline ? given : oneLine(given), maxLength);
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: actionIdOf(id),
    multiline,
    max_length: maxLength,
    ...(example && { placeholder: plain(wordsOf(example, draft), SLACK_LIMITS.placeholder) }),
    // Slack uses it only for a new block. An existing block keeps what was typed.
    ...(answer !== '' && { initial_value: answer }),
    ...(dispatches && { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
  };
  const shown = { hint: hint && wordsOf(hint, draft), optional: true };
  return { ...input(blockIdOf(id), wordsOf(label, draft), element, shown), dispatch_action: dispatches };
}

const wordsOf = (words: Words, draft: Draft): string => (typeof words === 'string' ? words : words(draft));
