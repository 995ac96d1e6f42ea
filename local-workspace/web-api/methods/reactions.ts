import { addReaction } from '../../state/post.ts';
import { accept, type Method, refuse, refuseMissing } from '../method.ts';

/** reactions.*: what the app puts under messages (docs.slack.dev/reference/methods/reactions.add). */

const reactionsAdd: Method = (call) => {
  const { state, args } = call;
  const missing = refuseMissing(call, 'channel', 'timestamp', 'name');
  if (missing !== undefined) return missing;
  const channel = state.channels.get(String(args['channel']));
  const isMember = channel?.members.has(state.app.botUserId) === true;
  if (channel === undefined || (!isMember && channel.kind !== 'public')) return refuse('channel_not_found');
  if (channel.isArchived) return refuse('is_archived');
  if (!isMember) return refuse('not_in_channel');
  const name = String(args['name']);
  if (!/^[a-z0-9_+'-]{1,100}$/.test(name)) {
    call.breach('/name', 'is not the name of an emoji, without colons');
    return refuse('invalid_name');
  }
  const message = state.messages.find(channel.id, String(args['timestamp']));
  if (message === undefined) return refuse('message_not_found');
  return addReaction(state, message, state.app.botUserId, name) ? accept() : refuse('already_reacted');
};

export const reactionMethods: Record<string, Method> = { 'reactions.add': reactionsAdd };
