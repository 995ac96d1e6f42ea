import type { Json } from '../../json.ts';
import type { Channel } from '../../state/channels.ts';
import { messageOutput } from '../../state/message-output.ts';
import { conversationWithBot } from '../../state/workspace-state.ts';
import { accept, type Call, type Method, refuse, refuseMissing } from '../method.ts';

/** conversations.*: what the app may know of channels. */

const conversationsInfo: Method = (call) =>
  withChannel(call, (channel) => accept({ channel: channelOutput(call, channel) }));

const conversationsHistory: Method = (call) =>
  withChannel(call, (channel) => {
    if (!channel.members.has(call.state.app.botUserId)) return refuse('not_in_channel');
    const messages = call.state.messages.inChannel(channel.id).filter(isAfterOldest(call)).toReversed();
    return accept({ messages: messages.map((message) => output(call, message)), has_more: false });
  });

/** Only messages after `oldest` are included (docs.slack.dev/reference/methods/conversations.history). */
function isAfterOldest({ args }: Call): (message: { ts: string }) => boolean {
  const oldest = Number(args['oldest'] ?? 0);
  return ({ ts }) => Number(ts) > oldest;
}

const conversationsReplies: Method = (call) =>
  withChannel(call, (channel) => {
    const missing = refuseMissing(call, 'ts');
    if (missing !== undefined) return missing;
    if (!channel.members.has(call.state.app.botUserId)) return refuse('not_in_channel');
    const thread = call.state.messages.inThread(channel.id, String(call.args['ts']));
    if (thread.length === 0) return refuse('thread_not_found');
    // The message that started the thread always comes first.
    const [root, ...replies] = thread;
    const shown = [...(root === undefined ? [] : [root]), ...replies.filter(isAfterOldest(call))];
    return accept({ messages: shown.map((message) => output(call, message)), has_more: false });
  });

const conversationsOpen: Method = (call) => {
  const missing = refuseMissing(call, 'users');
  if (missing !== undefined) return missing;
  const [userId, ...others] = String(call.args['users']).split(',');
  if (userId === undefined || !call.state.users.has(userId)) return refuse('user_not_found');
  if (others.length > 0) return refuse('not_enabled');
  const channel = conversationWithBot(call.state, userId);
  return accept({ channel: call.args['return_im'] === true ? channelOutput(call, channel) : { id: channel.id } });
};

export const conversationMethods: Record<string, Method> = {
  'conversations.info': conversationsInfo,
  'conversations.history': conversationsHistory,
  'conversations.replies': conversationsReplies,
  'conversations.open': conversationsOpen,
};

function withChannel(call: Call, use: (channel: Channel) => Json): Json {
  const missing = refuseMissing(call, 'channel');
  if (missing !== undefined) return missing;
  const channel = call.state.channels.get(String(call.args['channel']));
  const isHidden = channel?.kind !== 'public' && channel?.members.has(call.state.app.botUserId) !== true;
  return channel === undefined || isHidden ? refuse('channel_not_found') : use(channel);
}

function output(call: Call, message: Parameters<typeof messageOutput>[1]): Json {
  return messageOutput(call.state, message, call.args['include_all_metadata'] === true);
}

function channelOutput({ state }: Call, channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_member: channel.members.has(state.app.botUserId),
    context_team_id: state.team.id,
    shared_team_ids: channel.teamIds ?? [state.team.id],
  };
}
