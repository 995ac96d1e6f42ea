import {
  type Fault,
  labelOf,
  parseWorkload,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
} from '../../recommender/index.ts';
import { unnamed } from '../../wording/heard.ts';
import { capitalized } from '../../wording/text.ts';
import {
  actionIdOf,
  answerTo,
  blockIdOf,
  blockIn,
  type Draft,
  isAnswered,
  measurementsIn,
  withMeasurements,
} from './draft.ts';
import type { Question, StateValues } from './question.ts';
import { QUESTIONS } from './questions/index.ts';
import { CHANNEL, readChannel } from './questions/review.ts';

/**
 * Updates a draft with the form's shown answers; others stay. Slack may omit inputs with an untouched initial value
 * (bolt-js#1258), so missing ones stay too. Emptied inputs are null.
 */
export function readForm(values: StateValues, previous: Draft): Draft {
  const draft: Record<string, string> = { ...previous };
  for (const question of QUESTIONS) {
    const state = values[blockIn(previous, question.id)]?.[actionIdOf(question.id)];
    if (state) draft[question.id] = question.read(state);
  }
  const channel = readChannel(values);
  if (channel) draft[CHANNEL] = channel;
  return draft;
}

/** Builds the draft for a workload, from words after the command or of an existing review. */
export function draftOf(workload: Partial<Workload>): Draft {
  const draft: Record<string, string> = {};
  const stated = new Set(Object.keys(workload));
  for (const { id, fields, write } of QUESTIONS) {
    if (!fields.some((field) => stated.has(field))) continue;
    const answer = write(workload);
    if (answer !== '') draft[id] = answer;
  }
  return withMeasurements(draft, workload.measurements ?? []);
}

type InterpretedDraft = { ok: true; workload: Workload } | { ok: false; errors: Record<string, string> };

/** Returns the workload of a draft, or all errors, one for each block. Ignores answers to questions that are shown nowhere. */
export function interpretDraft(draft: Draft, { needsChannel }: { needsChannel: boolean }): InterpretedDraft {
  const { asked, stated, errors } = interpretEach(draft);
  if (needsChannel && !draft[CHANNEL]) errors[blockIdOf(CHANNEL)] = 'Choose a channel for the recommendation.';

  const parsed = parseWorkload({ name: unnamed(stated), ...stated });
  if (parsed.ok && Object.keys(errors).length === 0) return parsed;
  for (const fault of parsed.ok ? [] : parsed.faults) {
    const block = blockIn(draft, questionAbout(fault, asked, draft).id);
    errors[block] ??= sentenceFor(fault);
  }
  return { ok: false, errors };
}

export const factsStated = (draft: Draft): Partial<Workload> => interpretEach(draft).stated;

function interpretEach(draft: Draft) {
  const errors: Record<string, string> = {};
  const asked = QUESTIONS.filter((question) => question.place(draft) !== 'nowhere');
  const measurements = measurementsIn(draft);
  let stated: Partial<Workload> = measurements.length === 0 ? {} : { measurements };
  for (const question of asked) {
    const interpretation = question.interpret(answerTo(draft, question.id), draft);
    if (interpretation.ok) stated = { ...stated, ...interpretation.workload };
    else errors[blockIn(draft, question.id)] = interpretation.text;
  }
  return { asked, stated, errors };
}

/** Returns the question that stated the wrong value: the answered one, if several can state it. */
function questionAbout(fault: Fault, asked: readonly Question[], draft: Draft): Question {
  const saying = asked.filter((question) => question.fields.some((field) => field === fault.field));
  const question = saying.findLast(({ id }) => isAnswered(draft, id)) ?? saying.at(0) ?? asked.at(0);
  if (!question) throw new Error('The form has no question with a place.');
  return question;
}

/** Removes the field's name from the start of a fault: people don't know it. */
function sentenceFor({ field, text }: Fault): string {
  const known = WORKLOAD_FIELDS.find((candidate): candidate is WorkloadField => candidate === field);
  if (!known || !text.startsWith(field)) return text;
  const label = labelOf(known);
  return `${capitalized(label)}${text.slice(field.length)}`;
}
