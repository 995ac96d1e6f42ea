import type { Json } from '../json.ts';
import type { StoredFile } from './files.ts';
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
    ...(message.reactions === undefined ? {} : { reactions: reactionsOutput(message.reactions) }),
    ...(message.edited === undefined ? {} : { edited: { ...message.edited } }),
    ...(message.files.length === 0 ? {} : { files: filesOutput(state, message.files) }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: structuredClone(message.metadata) } : {}),
  };
}

function reactionsOutput(reactions: ReadonlyMap<string, string[]>): Json[] {
  return [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.length }));
}

export function filesOutput(state: WorkspaceState, ids: readonly string[]): Json[] {
  return ids.flatMap((id) => {
    const file = state.files.find(id);
    return file === undefined ? [] : [fileOutput(state, file)];
  });
}

/** A file as Slack writes it (docs.slack.dev/reference/objects/file-object). */
export function fileOutput(state: WorkspaceState, { id, name, title, length: size }: StoredFile): Json {
  const filetype = name.split('.').at(-1)?.toLowerCase();
  return { id, name, title, filetype, size, url_private: `${state.fileUrlBase()}files/${id}` };
}
