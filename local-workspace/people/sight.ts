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

/**
 * The channel, if this person can see its messages: who is not in a public channel sees them in its preview.
 *
 * @throws Error when they cannot.
 */
export function readableChannel(state: WorkspaceState, user: User, channelId: string): Channel {
  const channel = state.channels.get(channelId);
  const isPreview = channel?.kind === 'public' && user.isGuest !== true && user.teamId === undefined;
  return isPreview ? channel : visibleChannel(state, user, channelId);
}

/** Whether somebody has the app's commands and shortcuts, as people of other workspaces don't (docs.slack.dev/apis/slack-connect). */
export function isInstalledFor(state: WorkspaceState, { teamId, enterpriseId }: User): boolean {
  const isColleague = enterpriseId !== undefined && enterpriseId === state.team.enterpriseId;
  return teamId === undefined || isColleague;
}

/** @throws Error for people who don't have the app. */
export function expectInstalledFor(state: WorkspaceState, user: User): void {
  if (isInstalledFor(state, user)) return;
  throw new Error(`the app is not installed in ${user.name}'s workspace: it has no commands and no shortcuts there`);
}
