import type { Json } from '../json.ts';
import type { Message } from './messages.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** A message as Slack writes it into answers and payloads. Metadata is only told to those who ask for it. */
export function messageOutput(state: WorkspaceState, message: Message, withMetadata = false): Json {
  const isOurs = message.user === state.app.botUserId;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: state.team.id,
    ...(isOurs ? { bot_id: state.app.botId, app_id: state.app.id } : {}),
    ...(message.blocks === undefined ? {} : { blocks: structuredClone(message.blocks) }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edited === undefined ? {} : { edited: { ...message.edited } }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: structuredClone(message.metadata) } : {}),
  };
}
