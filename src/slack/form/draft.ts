import type { QuestionId } from './questions/question-id.ts';

/**
 * What was typed or chosen, by the question's id: strings only, so that it survives JSON. It also holds the answers to
 * questions that are hidden at the moment.
 */
export type Draft = Readonly<Record<string, string>>;

/** The answer as it stands in the draft; '' for none. */
export function answerTo(draft: Draft, id: QuestionId): string {
  return Object.hasOwn(draft, id) ? (draft[id] ?? '') : '';
}

export function isAnswered(draft: Draft, id: QuestionId): boolean {
  return answerTo(draft, id).trim() !== '';
}
