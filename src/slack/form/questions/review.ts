import type { InputBlock } from '@slack/types';
import { input } from '../../render/blocks.ts';
import { plain } from '../../render/mrkdwn.ts';
import { actionIdOf, blockIdOf, type Draft } from '../draft.ts';
import type { StateValues } from '../question.ts';
import { textQuestion } from '../text-question.ts';

/** The review's name, notes for the team, and where to post. */

const NAME_MAX = 80;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

export const name = textQuestion({
  id: 'name',
  fields: ['name'],
  place: () => 'first',
  label: 'Workload name',
  example: 'fraud-scoring',
  maxLength: NAME_MAX,
  freeText: true,
  // Without one the workload is called as its model: a name stops nobody.
  interpret(answer) {
    if (!VISIBLE.test(answer)) return { ok: true, workload: {} };
    if (answer.length > NAME_MAX)
      return { ok: false, text: `Use at most ${NAME_MAX} characters, for example fraud-scoring.` };
    return { ok: true, workload: { name: answer } };
  },
  write: (workload) => workload.name ?? '',
});

const DESCRIPTION_MAX = 2000;

export const description = textQuestion({
  id: 'description',
  fields: ['description'],
  place: () => 'more',
  label: 'Notes for the team',
  hint: "Shown with the recommendation. Doesn't change it.",
  multiline: true,
  maxLength: DESCRIPTION_MAX,
  freeText: true,
  interpret: (answer) =>
    answer.length > DESCRIPTION_MAX
      ? { ok: false, text: 'Use at most 2,000 characters, for example only what the team must know.' }
      : { ok: true, workload: { description: answer } },
  write: (workload) => workload.description ?? '',
});

/** The draft's key for the chosen channel. Not a question: it says nothing about the workload. */
export const CHANNEL = 'channel';

/**
 * Asks where to post, for forms that were opened outside of a channel. `response_url_enabled` adds a response URL to the
 * submission, which also reaches channels that the bot can't post in
 * (docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element#conversation_select).
 */
export function buildChannelQuestion(draft: Draft): InputBlock {
  const chosen = draft[CHANNEL] ?? '';
  return input(blockIdOf(CHANNEL), 'Where should I post the recommendation?', {
    type: 'conversations_select',
    action_id: actionIdOf(CHANNEL),
    placeholder: plain('Choose a channel'),
    response_url_enabled: true,
    filter: { include: ['public', 'private', 'im'], exclude_bot_users: true, exclude_external_shared_channels: false },
    ...(chosen !== '' && { initial_conversation: chosen }),
  });
}

/** Returns the chosen channel; null if there is none. */
export const readChannel = (values: StateValues): string | null =>
  values[blockIdOf(CHANNEL)]?.[actionIdOf(CHANNEL)]?.selected_conversation ?? null;
