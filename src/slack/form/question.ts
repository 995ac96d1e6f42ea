import type { InputBlock } from '@slack/types';
import type { Workload, WorkloadField } from '../../recommender/index.ts';
import type { Read } from '../../wording/text.ts';
import { answerTo, type Draft, isAnswered, type QuestionId } from './draft.ts';
import { modelOf } from './free-answer.ts';

/**
 * Where a question is shown, given the other answers: on the first page; behind *More details*; only if it has an answer; or
 * nowhere, because the others make it meaningless. Answers to hidden questions stay in the draft, and are left out of the
 * workload if they are meaningless.
 */
export type Place = 'first' | 'more' | 'if-answered' | 'nowhere';

/** What an answer states, or an error with an example. */
export type Interpretation = { ok: true; workload: Partial<Workload> } | { ok: false; text: string };

/** Converts what was read from an answer to fields of the workload. */
export const asStated = (read: Read<Partial<Workload>>): Interpretation =>
  read.ok ? { ok: true, workload: read.value } : read;

/** The state of one input, in the form Slack sends (docs.slack.dev/reference/views#view-state). */
export interface AnswerState {
  value?: string | null | undefined;
  selected_option?: { value: string } | null | undefined;
  selected_options?: readonly { value: string }[] | null | undefined;
  selected_conversation?: string | null | undefined;
}

/** A question of the form: renders an input block, and converts its answer to fields of the workload and back. */
export interface Question {
  id: QuestionId;
  /** The fields that its answer can state. Every field belongs to at least one question. */
  fields: readonly WorkloadField[];
  place(draft: Draft): Place;
  /** Builds the input with the draft's answer. Its block id and action id never change. */
  build(draft: Draft): InputBlock;
  /** Returns what was typed, or the chosen value; '' for nothing. */
  read(state: AnswerState): string;
  interpret(answer: string, draft: Draft): Interpretation;
  /** The inverse of `interpret`: returns the answer that states the workload's fields; '' for none. */
  write(workload: Partial<Workload>): string;
}

/** `view.state.values`: the state of each shown input, by block id and action id. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, AnswerState>>>>;

/** The value of the choice "Not sure", which states nothing. */
export const DONT_KNOW = 'dont-know';

/** Returns whether the answers are about requests or a dataset; `unknown` if they don't say. */
export function audienceOf(draft: Draft): 'stored-data' | 'requests' | 'unknown' {
  const waits = answerTo(draft, 'waits');
  if (waits === 'nobody') return 'stored-data';
  if (isKnown(waits) || isKnown(answerTo(draft, 'traffic')) || isAnswered(draft, 'within')) return 'requests';
  return 'unknown';
}

/** Returns the number of models in the answers; null if they don't say or are unreadable. */
export const modelCountOf = (draft: Draft): number | null => modelOf(draft).modelCount ?? null;

/** Returns the number of containers; null if the answers don't say. */
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

/** The place of a question about requests. */
export const forRequests = (place: Place, draft: Draft): Place =>
  audienceOf(draft) === 'stored-data' ? 'nowhere' : place;

const isKnown = (choice: string): boolean => choice !== '' && choice !== DONT_KNOW;
