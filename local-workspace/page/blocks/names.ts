import { createContext } from 'react';
import type { WorkspaceState } from '../../state/workspace-state.ts';

/** What mentions are shown as, in the form that slack-blocks-to-jsx takes. */
export interface Names {
  users: { id: string; name: string }[];
  channels: { id: string; name: string }[];
  user_groups: { id: string; name: string }[];
}

export function namesIn({ users, channels, userGroups }: WorkspaceState): Names {
  return {
    users: [...users.values()].map(({ id, name }) => ({ id, name })),
    channels: [...channels.values()].map(({ id, name }) => ({ id, name })),
    user_groups: [...userGroups.values()].map(({ id, handle }) => ({ id, name: handle })),
  };
}

export const NamesContext = createContext<Names>({ users: [], channels: [], user_groups: [] });
