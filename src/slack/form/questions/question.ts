import type { InputBlock } from '@slack/types';
import type { Workload, WorkloadField } from '../../../recommender/index.ts';
import type { Draft } from '../draft.ts';
import type { QuestionId } from './question-id.ts';

/**
 * Where a question belongs, given the other answers: on the first page; behind *More details*; only where it already has an
 * answer, because the others neither ask for it nor contradict it; or nowhere, because they make it meaningless. Answers
 * to questions that belong nowhere stay in the draft and are left out of the workload.
 */
export type Place = 'first' | 'more' | 'if-answered' | 'nowhere';

/** What an answer says, or one sentence with an example for the person who typed it. */
export type Interpretation = { ok: true; workload: Partial<Workload> } | { ok: false; text: string };

/** What Slack sends back for one input, as far as the form's inputs go (docs.slack.dev/reference/views#view-state). */
export interface AnswerState {
  value?: string | null | undefined;
  selected_option?: { value: string } | null | undefined;
  selected_conversation?: string | null | undefined;
}

/** One question of the form: it renders one input block, and turns its answer into fields of the workload and back. */
export interface Question {
  id: QuestionId;
  /** The workload's fields that its answer can say; every field belongs to at least one question. */
  fields: readonly WorkloadField[];
  place(draft: Draft): Place;
  /** The input, showing the draft's answer. Its block id and action id are always the same. */
  build(draft: Draft): InputBlock;
  /** What was typed, or the value of what was chosen; '' for nothing. */
  read(state: AnswerState): string;
  interpret(answer: string, draft: Draft): Interpretation;
  /** The answer that says what the workload says, so that interpreting it gives the same fields back; '' where it says nothing. */
  write(workload: Partial<Workload>): string;
}
