import type { QuestionId } from './questions/question-id.ts';

/** Ids stay the same for as long as a form is open: Slack then keeps what was typed when the form is updated. */
export function blockIdOf(id: QuestionId | 'channel'): string {
  return `question_${id}`;
}

export function actionIdOf(id: QuestionId | 'channel'): string {
  return `form_${id}`;
}

/** The button that shows or hides the questions behind *More details*. */
export const MORE_ACTION = 'form_more';

/** Every action that a form's own inputs and buttons send; they change what the form asks, and nothing else. */
export const FORM_ACTION = /^form_/;
