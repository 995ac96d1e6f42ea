import type { Person } from '../people/person.ts';
import { isInstalledFor } from '../people/sight.ts';
import type { Workspace } from '../start-workspace.ts';
import type { Channel } from '../state/channels.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import type { AppManifest } from '../trial/app-manifest.ts';
import type { Scene } from '../trial/scene.ts';

/** What only the page knows. */
export interface PageMemory {
  /** The hint of the first visit is gone: somebody tried something, or closed it. */
  hintIsGone: boolean;
  /** The latest message that each person has seen in each channel, by `user/channel`, and among `user/notifications`. */
  seen: Map<string, string>;
}

export function newPageMemory(): PageMemory {
  return { hintIsGone: false, seen: new Map() };
}

/** Everything that the page shows. */
export interface PageWorld {
  workspace: Workspace;
  state: WorkspaceState;
  manifest: AppManifest;
  people: Person[];
  firstChannelId: string;
  suggestions: readonly { text: string; why: string }[];
  memory: PageMemory;
}

export function createPageWorld(
  workspace: Workspace,
  manifest: AppManifest,
  { people, firstChannelId }: Scene,
  suggestions: PageWorld['suggestions'],
  memory: PageMemory,
): PageWorld {
  const { state } = workspace;
  return {
    workspace,
    state,
    manifest,
    people,
    firstChannelId,
    suggestions,
    memory,
  };
}

/** Channels before this person: those with a name first, then their conversation with the bot. */
export function channelsOf({ state }: PageWorld, userId: string): { named: Channel[]; withBot: Channel | undefined } {
  const theirs = [...state.channels.values()].filter((channel) => channel.members.has(userId));
  return {
    named: theirs.filter((channel) => channel.kind === 'public' || channel.kind === 'private'),
    withBot: theirs.find((channel) => channel.kind === 'im' && channel.members.has(state.app.botUserId)),
  };
}

/** The commands and shortcuts that a person has, and whether they have the app's home tab: nothing in another company. */
export function offeredTo({ state, manifest }: PageWorld, userId: string) {
  const user = state.users.get(userId);
  const hasApp = user !== undefined && isInstalledFor(state, user);
  return hasApp
    ? { hasApp, commands: manifest.commands, shortcuts: manifest.shortcuts }
    : { hasApp, commands: [], shortcuts: [] };
}

/** What a person does; empty for the bot. */
export function roleOf({ state }: PageWorld, userId: string): string {
  return state.users.get(userId)?.title ?? '';
}

export function userName({ state }: PageWorld, userId: string): string {
  return state.users.get(userId)?.name ?? userId;
}
