import type { Workload } from '../../recommender/index.ts';
import type { Draft } from './draft.ts';
import { QUESTIONS } from './questions/index.ts';

/** The draft that says what the workload says: for words typed after the command, and to change the answers of a review. */
export function draftOf(workload: Partial<Workload>): Draft {
  const draft: Record<string, string> = {};
  for (const question of QUESTIONS) {
    const answer = question.write(workload);
    if (answer !== '') draft[question.id] = answer;
  }
  return draft;
}
