/** Conversations, and who may post where. */

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  /** Users in it; the bot is one of them when it was invited. */
  members: Set<string>;
  isArchived: boolean;
  /** The workspaces that it is in, where it isn't in this one alone: shared, or moved to another one of the organization. */
  teamIds?: string[];
}

export interface User {
  id: string;
  name: string;
  /** What they do, as their profile says. */
  title?: string;
  /** A guest, who is only in the channels that name them. */
  isGuest?: boolean;
  /** The workspace of another company that this person belongs to, or of the same organization; absent: this one. */
  teamId?: string;
  /** The organization that this person's own workspace belongs to (Enterprise Grid). */
  enterpriseId?: string;
  /** Deactivated: has left. */
  isDeleted?: boolean;
}

/** People who can be mentioned together. */
export interface UserGroup {
  id: string;
  /** What it's mentioned by, without "@". */
  handle: string;
  /** Users in it. */
  members: Set<string>;
}

/**
 * Why the bot may not post, in Slack's words, or undefined when it may. Without `chat:write.public` a public channel wants
 * membership; a private conversation that the bot is not in does not exist for it.
 */
export function whyBotCannotPost(channel: Channel | undefined, botUserId: string): string | undefined {
  if (channel === undefined) return 'channel_not_found';
  const isMember = channel.members.has(botUserId);
  if (!isMember && channel.kind !== 'public') return 'channel_not_found';
  if (channel.isArchived) return 'is_archived';
  return isMember ? undefined : 'not_in_channel';
}

const PREFIX: Record<ChannelKind, string> = { public: 'C', private: 'C', im: 'D', mpim: 'G' };

export function idPrefix(kind: ChannelKind): string {
  return PREFIX[kind];
}

/** The name that Slack puts into payloads, which is not the channel's own for anything but a public channel. */
export function nameInPayload(channel: Channel): string {
  switch (channel.kind) {
    case 'public':
      return channel.name;
    case 'private':
      return 'privategroup';
    case 'im':
      return 'directmessage';
    case 'mpim':
      return `mpdm-${channel.name}-1`;
  }
}

/** The event by which a message in this kind of channel is subscribed to. */
export function messageEvent(kind: ChannelKind): string {
  return { public: 'message.channels', private: 'message.groups', im: 'message.im', mpim: 'message.mpim' }[kind];
}

/** `channel_type` of a message event. */
export function channelType(kind: ChannelKind): string {
  return { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' }[kind];
}
