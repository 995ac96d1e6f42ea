import type { Json } from '../json.ts';
import { withIds } from './block-ids.ts';
import type { Ephemeral, Message } from './messages.ts';
import { notificationsFor } from './notifications.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** Shows messages to people, for a method, a response URL, an acknowledgement or a person. */

export interface Content {
  text: string;
  blocks?: unknown;
  metadata?: unknown;
  threadTs?: string | undefined;
  /** Ids. */
  files?: string[];
}

export function postMessage(
  state: WorkspaceState,
  channelId: string,
  user: string,
  content: Content,
  viaResponseUrl = false,
): Message {
  const message: Message = {
    type: 'message',
    channelId,
    ts: state.names.ts(),
    user,
    text: content.text,
    blocks: content.blocks === undefined ? undefined : withIds(content.blocks, state.names),
    threadTs: content.threadTs,
    metadata: content.metadata === undefined ? undefined : (structuredClone(content.metadata) as Json),
    files: content.files ?? [],
    edited: undefined,
    viaResponseUrl,
  };
  state.messages.add(message);
  state.notifications.push(...notificationsFor(state, message));
  state.journal.add({ kind: 'message', change: 'posted', channelId, ts: message.ts });
  return message;
}

/** Without blocks, a new text takes the old blocks away; blocks alone keep the text (docs: chat.update). */
export function editMessage(state: WorkspaceState, message: Message, content: Partial<Content>): void {
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks !== undefined) message.blocks = withIds(content.blocks, state.names);
  else if (content.text !== undefined) message.blocks = undefined;
  if (content.metadata !== undefined) message.metadata = structuredClone(content.metadata) as Json;
  message.edited = { user: message.user, ts: state.names.ts() };
  state.journal.add({ kind: 'message', change: 'edited', channelId: message.channelId, ts: message.ts });
}

/** False where this user reacted so before. */
export function addReaction(state: WorkspaceState, message: Message, user: string, name: string): boolean {
  message.reactions ??= new Map();
  const users = message.reactions.get(name) ?? [];
  if (users.includes(user)) return false;
  message.reactions.set(name, [...users, user]);
  state.journal.add({ kind: 'reaction', channelId: message.channelId, ts: message.ts, name });
  return true;
}

export function deleteMessage(state: WorkspaceState, message: Message): void {
  state.messages.remove(message);
  state.journal.add({ kind: 'message', change: 'deleted', channelId: message.channelId, ts: message.ts });
}

export function postEphemeral(
  state: WorkspaceState,
  to: { channelId: string; userId: string },
  content: Content,
): Ephemeral {
  const ephemeral: Ephemeral = {
    ...to,
    ts: state.names.ts(),
    text: content.text,
    blocks: content.blocks === undefined ? undefined : withIds(content.blocks, state.names),
    threadTs: content.threadTs,
  };
  state.ephemerals.push(ephemeral);
  state.journal.add({ kind: 'ephemeral', change: 'posted', ...to, ts: ephemeral.ts });
  return ephemeral;
}

export function editEphemeral(state: WorkspaceState, ephemeral: Ephemeral, content: Content): void {
  ephemeral.text = content.text;
  ephemeral.blocks = content.blocks === undefined ? undefined : withIds(content.blocks, state.names);
  const { channelId, userId, ts } = ephemeral;
  state.journal.add({ kind: 'ephemeral', change: 'edited', channelId, userId, ts });
}

export function deleteEphemeral(state: WorkspaceState, ephemeral: Ephemeral): void {
  state.ephemerals.splice(state.ephemerals.indexOf(ephemeral), 1);
  const { channelId, userId, ts } = ephemeral;
  state.journal.add({ kind: 'ephemeral', change: 'deleted', channelId, userId, ts });
}
