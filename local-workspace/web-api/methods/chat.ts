import { validateMessage } from '../../block-kit/validate.ts';
import { type Json, jsonList } from '../../json.ts';
import { type Channel, whyBotCannotPost } from '../../state/channels.ts';
import { messageOutput } from '../../state/message-output.ts';
import type { Message } from '../../state/messages.ts';
import { type Content, deleteMessage, editMessage, postEphemeral, postMessage } from '../../state/post.ts';
import { conversationWithBot } from '../../state/workspace-state.ts';
import { accept, type Call, type Method, refuse, refuseBreaches, refuseMissing } from '../method.ts';

/** chat.*: what the app writes. */

/** Refuses breaches of Slack's rules, and blocks that this workspace doesn't have yet, which aren't the app's fault. */
function refuseMessage(call: Call): Json | undefined {
  const { state, args } = call;
  const refused = refuseBreaches(call, validateMessage(args));
  if (refused !== undefined) return refused;
  const missing = jsonList(args['blocks']).findIndex(({ type }) => state.blocksNotRolledOut.has(String(type)));
  return missing < 0
    ? undefined
    : refuse('invalid_blocks', [`unsupported type [json-pointer:/blocks/${missing}/type]`]);
}

const chatPostMessage: Method = (call) => {
  const { state, args } = call;
  const target = targetOf(call);
  if (!target.ok) return target.answer;
  const refused = refuseMessage(call) ?? refuseThread(call, target.channel);
  if (refused !== undefined) return refused;
  const message = postMessage(state, target.channel.id, state.app.botUserId, contentOf(args));
  return accept({ channel: target.channel.id, ts: message.ts, message: messageOutput(state, message, true) });
};

const chatUpdate: Method = (call) => {
  const { state, args } = call;
  const found = ownMessage(call, 'ts', 'cant_update_message');
  if (!found.ok) return found.answer;
  const refused = refuseMessage(call);
  if (refused !== undefined) return refused;
  const { text, ...rest } = contentOf(args);
  editMessage(state, found.message, args['text'] === undefined ? rest : { text, ...rest });
  const { channelId, ts } = found.message;
  return accept({
    channel: channelId,
    ts,
    text: found.message.text,
    message: messageOutput(state, found.message, true),
  });
};

const chatDelete: Method = (call) => {
  const found = ownMessage(call, 'ts', 'cant_delete_message');
  if (!found.ok) return found.answer;
  deleteMessage(call.state, found.message);
  return accept({ channel: found.message.channelId, ts: found.message.ts });
};

const chatPostEphemeral: Method = (call) => {
  const { state, args } = call;
  const missing = refuseMissing(call, 'user');
  if (missing !== undefined) return missing;
  const target = targetOf(call);
  if (!target.ok) return target.answer;
  const userId = String(args['user']);
  if (!target.channel.members.has(userId)) return refuse('user_not_in_channel');
  const refused = refuseMessage(call);
  if (refused !== undefined) return refused;
  const ephemeral = postEphemeral(state, { channelId: target.channel.id, userId }, contentOf(args));
  return accept({ message_ts: ephemeral.ts });
};

const chatGetPermalink: Method = (call) => {
  const { state, args } = call;
  const missing = refuseMissing(call, 'channel', 'message_ts');
  if (missing !== undefined) return missing;
  const channel = state.channels.get(String(args['channel']));
  if (channel === undefined) return refuse('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(state.app.botUserId)) return refuse('channel_not_found');
  const message = state.messages.find(channel.id, String(args['message_ts']));
  if (message === undefined) return refuse('message_not_found');
  const path = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  return accept({ channel: channel.id, permalink: `https://${state.team.domain}.slack.com/${path}${thread}` });
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': chatPostMessage,
  'chat.update': chatUpdate,
  'chat.delete': chatDelete,
  'chat.postEphemeral': chatPostEphemeral,
  'chat.getPermalink': chatGetPermalink,
};

type Target = { ok: true; channel: Channel } | { ok: false; answer: Json };

/** The channel that the bot may write into; a person's id means their conversation with the bot. */
function targetOf(call: Call): Target {
  const { state, args } = call;
  const missing = refuseMissing(call, 'channel');
  if (missing !== undefined) return { ok: false, answer: missing };
  const id = String(args['channel']);
  const channel = state.users.has(id) ? conversationWithBot(state, id) : state.channels.get(id);
  const why = whyBotCannotPost(channel, state.app.botUserId);
  if (channel === undefined || why !== undefined) return { ok: false, answer: refuse(why ?? 'channel_not_found') };
  return { ok: true, channel };
}

function refuseThread(call: Call, channel: Channel): Json | undefined {
  const threadTs = call.args['thread_ts'];
  if (threadTs === undefined || call.state.messages.find(channel.id, String(threadTs)) !== undefined) return undefined;
  call.breach('/thread_ts', `no message has the ts ${String(threadTs)} in this channel`);
  return refuse('thread_not_found');
}

type Own = { ok: true; message: Message } | { ok: false; answer: Json };

function ownMessage(call: Call, tsName: string, refusal: string): Own {
  const missing = refuseMissing(call, 'channel', tsName);
  if (missing !== undefined) return { ok: false, answer: missing };
  const channel = call.state.channels.get(String(call.args['channel']));
  if (channel === undefined) return { ok: false, answer: refuse('channel_not_found') };
  const message = call.state.messages.find(channel.id, String(call.args[tsName]));
  if (message === undefined) return { ok: false, answer: refuse('message_not_found') };
  if (message.user !== call.state.app.botUserId || message.viaResponseUrl)
    return { ok: false, answer: refuse(refusal) };
  if (channel.isArchived) return { ok: false, answer: refuse('is_archived') };
  return { ok: true, message };
}

function contentOf(args: Json): Content {
  return {
    text: String(args['text'] ?? ''),
    ...(args['blocks'] === undefined ? {} : { blocks: args['blocks'] }),
    ...(args['metadata'] === undefined ? {} : { metadata: args['metadata'] }),
    threadTs: args['thread_ts'] === undefined ? undefined : String(args['thread_ts']),
  };
}
