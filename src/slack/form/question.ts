import type { InputBlock } from '@slack/types';
import type { Workload, WorkloadField } from '../../recommender/index.ts';
import type { Read } from '../../wording/text.ts';
import { answerTo, type Draft, isAnswered, type QuestionId } from './draft.ts';
import { modelOf } from './free-answer.ts';

/**
 * Where a question belongs, given the other answers: on the first page; behind *More details*; only where it already has an
 * answer, because the others neither ask for it nor contradict it; or nowhere, because they make it meaningless. Answers
 * to questions that belong nowhere stay in the draft and are left out of the workload.
 */
export type Place = 'first' | 'more' | 'if-answered' | 'nowhere';

/** What an answer says, or one sentence with an example for the person who typed it. */
export type Interpretation = { ok: true; workload: Partial<Workload> } | { ok: false; text: string };

/** What was read from an answer, as what it says about the workload. */
export const asStated = (read: Read<Partial<Workload>>): Interpretation =>
  read.ok ? { ok: true, workload: read.value } : read;

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

/** `view.state.values`: by block id and action id, what stands in each input that is in sight. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, AnswerState>>>>;

/** The value of the choice "Not sure", which every choice offers: nothing is stated. */
export const DONT_KNOW = 'dont-know';

/** What the answers say about who is served; `unknown` where they say nothing. */
export function audienceOf(draft: Draft): 'stored-data' | 'requests' | 'unknown' {
  const waits = answerTo(draft, 'waits');
  if (waits === 'nobody') return 'stored-data';
  if (isKnown(waits) || isKnown(answerTo(draft, 'traffic')) || isAnswered(draft, 'within')) return 'requests';
  return 'unknown';
}

/** How many models the answers speak of; null where they do not say, or cannot be read. */
export function modelCountOf(draft: Draft): number | null {
  return modelOf(draft).modelCount ?? null;
}

/** How many containers take part; null where the answers do not say. */
export function containerCountOf(draft: Draft): number | null {
  const count = Number.parseInt(answerTo(draft, 'containers'), 10);
  return Number.isNaN(count) ? null : count;
}

const LANGUAGE_MODEL_QUESTIONS: readonly QuestionId[] = [
  'model-id',
  'parameters',
  'input-tokens',
  'output-tokens',
  'context-tokens',
];

/** Returns whether the answers name an open model, or speak of parameters or tokens. */
export function isLanguageModel(draft: Draft): boolean {
  const { modelId, modelParametersBillion } = modelOf(draft);
  if (modelId !== undefined || modelParametersBillion !== undefined) return true;
  return LANGUAGE_MODEL_QUESTIONS.some((id) => isAnswered(draft, id));
}

/** The place of a question that only requests give a meaning. */
export function forRequests(place: Place, draft: Draft): Place {
  return audienceOf(draft) === 'stored-data' ? 'nowhere' : place;
}

function isKnown(choice: string): boolean {
  return choice !== '' && choice !== DONT_KNOW;
}
