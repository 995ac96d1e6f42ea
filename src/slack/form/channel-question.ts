import type { InputBlock } from '@slack/types';
import { plain } from '../block-kit/text.ts';
import { actionIdOf, blockIdOf } from './block-ids.ts';
import type { Draft } from './draft.ts';
import type { StateValues } from './read-form.ts';

/** The draft's key for the chosen conversation; not a question, because it says nothing about the workload. */
export const CHANNEL = 'channel';

/**
 * Asks where the answer goes. Only a global shortcut needs it, because it comes from no channel. `response_url_enabled`
 * makes the submission carry a response address, which also reaches conversations that the bot cannot post in
 * (docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element#conversation_select).
 */
export function buildChannelQuestion(draft: Draft): InputBlock {
  const chosen = draft[CHANNEL] ?? '';
  return {
    type: 'input',
    block_id: blockIdOf(CHANNEL),
    label: plain('Where is the answer to be posted?'),
    element: {
      type: 'conversations_select',
      action_id: actionIdOf(CHANNEL),
      placeholder: plain('Choose a channel'),
      response_url_enabled: true,
      filter: {
        include: ['public', 'private', 'im'],
        exclude_bot_users: true,
        exclude_external_shared_channels: false,
      },
      ...(chosen === '' ? {} : { initial_conversation: chosen }),
    },
  };
}

/** The conversation that was chosen; null where the form does not ask for one, or none was chosen. */
export function readChannel(values: StateValues): string | null {
  return values[blockIdOf(CHANNEL)]?.[actionIdOf(CHANNEL)]?.selected_conversation ?? null;
}
