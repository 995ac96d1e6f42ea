import type { Channel, User } from '../state/channels.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';

/**
 * The channel, if this person is in it.
 *
 * @throws Error when they are not: a test that asks for it asks for something that cannot happen.
 */
export function visibleChannel(state: WorkspaceState, user: User, channelId: string): Channel {
  const channel = state.channels.get(channelId);
  if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
  if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in ${channel.name}`);
  return channel;
}
