import { isJson } from '../json.ts';
import type { Channel, User, UserGroup } from './channels.ts';
import type { Message } from './messages.ts';

/** That somebody was told of a new message. */
export interface Notification {
  userId: string;
  /** The channel's ID. */
  channel: string;
  ts: string;
  threadTs: string | undefined;
  /** As it was posted. */
  text: string;
}

/** Who may be notified: people, by where they are. */
interface Whereabouts {
  app: { botUserId: string };
  users: ReadonlyMap<string, User>;
  userGroups: ReadonlyMap<string, UserGroup>;
  channels: ReadonlyMap<string, Channel>;
}

/**
 * Whom a new message notifies: the people that it mentions, those of the user groups that it mentions, and the other side of
 * a direct message. Never its author, nobody outside the channel, and nobody who has left
 * (slack.com/help/articles/205240127-Use-mentions-in-Slack). That a mention counts only where it is shown, so in blocks
 * where there are any, is inferred from what people report of keywords in apps' messages.
 */
export function notificationsFor(state: Whereabouts, message: Message): Notification[] {
  const { channelId: channel, ts, threadTs, text } = message;
  const where = state.channels.get(channel);
  if (where === undefined) return [];
  const mentioned = new Set(
    mentionsIn(message.blocks ?? { type: 'mrkdwn', text }).flatMap((id) => [
      id,
      ...(state.userGroups.get(id)?.members ?? []),
    ]),
  );
  return [...where.members]
    .filter((id) => id !== message.user && id !== state.app.botUserId && state.users.get(id)?.isDeleted !== true)
    .filter((id) => where.kind === 'im' || mentioned.has(id))
    .map((userId) => ({ userId, channel, ts, threadTs, text }));
}

/** The people and user groups that a text or a list of blocks mentions. A button's question before it acts isn't part of the message. */
function mentionsIn(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(mentionsIn);
  if (!isJson(shown)) return [];
  switch (shown['type']) {
    case 'mrkdwn':
    case 'markdown':
      return mentionsInText(String(shown['text']));
    case 'user':
      return [String(shown['user_id'])];
    case 'usergroup':
      return [String(shown['usergroup_id'])];
    default: {
      const { confirm: _asked, ...rest } = shown;
      return Object.values(rest).flatMap(mentionsIn);
    }
  }
}

function mentionsInText(text: string): string[] {
  const withoutCode = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...withoutCode.matchAll(/<(?:@|!subteam\^)(\w+)(?:\|[^>]*)?>/g)].map(([, id]) => String(id));
}
