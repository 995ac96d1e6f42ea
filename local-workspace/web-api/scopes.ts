import type { Json } from '../json.ts';
import type { ChannelKind } from '../state/channels.ts';
import { conversationKinds } from './methods/people.ts';

/** The scope that a method needs (docs.slack.dev/reference/methods); methods that are not here need none. */
const SCOPES: Record<string, string> = {
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'reactions.add': 'reactions:write',
  'users.info': 'users:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
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

/**
 * Whether an app could have known that it lacks a scope. Of a conversation it knows the ID alone, and a channel may have become
 * private: with the scope of one kind it may ask.
 */
export function isForeseeable(method: string, granted: ReadonlySet<string>): boolean {
  return method !== 'conversations.info' || !Object.values(KIND).some((kind) => granted.has(`${kind}:read`));
}

const EVENT_SCOPES: Record<string, string> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
};

/** The scope without which an event is not delivered (docs.slack.dev/reference/events); undefined where it needs none. */
export function scopeForEvent(name: string): string | undefined {
  return EVENT_SCOPES[name];
}

/** The scopes that a call needs, all of them. */
export function scopesFor(method: string, args: Json, kind: ChannelKind | undefined): string[] {
  if (method === 'conversations.open') return ['im:write'];
  if (method === 'users.conversations') return conversationKinds(args['types']).map((asked) => `${KIND[asked]}:read`);
  const right = CONVERSATION_SCOPES[method];
  if (right !== undefined) return [`${KIND[kind ?? 'public']}:${right}`];
  const scope = SCOPES[method];
  return scope === undefined ? [] : [scope];
}
