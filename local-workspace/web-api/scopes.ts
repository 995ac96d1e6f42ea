import type { ChannelKind } from '../state/channels.ts';

/** The scope that a method needs (docs.slack.dev/reference/methods); methods that are not here need none. */
const SCOPES: Record<string, string> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'users.info': 'users:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
};

/** Reading and opening conversations needs the scope of the kind of conversation. */
const KIND: Record<ChannelKind, string> = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' };
const CONVERSATION_SCOPES: Record<string, string> = {
  'conversations.info': 'read',
  'conversations.history': 'history',
  'conversations.replies': 'history',
};

/** Every scope that a method here needs. */
export const KNOWN_SCOPES: readonly string[] = [
  ...new Set(Object.values(SCOPES)),
  ...Object.values(KIND).flatMap((kind) => [`${kind}:read`, `${kind}:history`]),
  'im:write',
];

export function scopeFor(method: string, kind: ChannelKind | undefined): string | undefined {
  if (method === 'conversations.open') return 'im:write';
  const right = CONVERSATION_SCOPES[method];
  if (right !== undefined) return `${KIND[kind ?? 'public']}:${right}`;
  return SCOPES[method];
}
