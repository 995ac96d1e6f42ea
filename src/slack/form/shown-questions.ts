import type { Draft } from './draft.ts';
import { isAnswered } from './draft.ts';
import { QUESTIONS } from './questions/index.ts';
import type { Question } from './questions/question.ts';

/** The questions in sight, by page. What has an answer is always in sight, unless the other answers leave no place for it. */
export function shownQuestions(draft: Draft, showMore: boolean): { first: Question[]; more: Question[] } {
  const shown: { first: Question[]; more: Question[] } = { first: [], more: [] };
  for (const question of QUESTIONS) {
    const place = question.place(draft);
    if (place === 'nowhere') continue;
    if (place === 'first') shown.first.push(question);
    else if (isAnswered(draft, question.id) || (place === 'more' && showMore)) shown.more.push(question);
  }
  return shown;
}
