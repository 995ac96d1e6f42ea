import { actionIdOf, blockIdOf } from './block-ids.ts';
import { CHANNEL, readChannel } from './channel-question.ts';
import type { Draft } from './draft.ts';
import { QUESTIONS } from './questions/index.ts';
import type { AnswerState } from './questions/question.ts';

/** `view.state.values`: by block id and action id, what stands in each input that is in sight. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, AnswerState>>>>;

/**
 * The draft as it is now: answers in sight replace the earlier ones, all others stay. Slack may leave out inputs whose
 * initial value nobody touched (bolt-js#1258), so what is missing stays too; what was emptied comes as null.
 */
export function readForm(values: StateValues, previous: Draft): Draft {
  const draft: Record<string, string> = { ...previous };
  for (const question of QUESTIONS) {
    const state = values[blockIdOf(question.id)]?.[actionIdOf(question.id)];
    if (state) draft[question.id] = question.read(state);
  }
  const channel = readChannel(values);
  if (channel) draft[CHANNEL] = channel;
  return draft;
}
