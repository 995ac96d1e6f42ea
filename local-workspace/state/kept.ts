import type { Channel, User } from './channels.ts';
import type { StoredFile } from './files.ts';
import type { Ephemeral, Message } from './messages.ts';
import type { NamesMark } from './names.ts';
import type { ViewsKept } from './views.ts';
import type { AppIdentity, WorkspaceState } from './workspace-state.ts';

/**
 * What a workspace still knows after a restart: all that people see, and the identity that the bot's record names. Triggers,
 * response URLs and what was under way are left out, as Slack forgets them within minutes.
 */
export interface Kept {
  names: NamesMark;
  team: WorkspaceState['team'];
  app: AppIdentity;
  users: ReadonlyMap<string, User>;
  /** Absent in what an earlier version kept. */
  userGroups?: ReadonlyMap<string, Set<string>>;
  channels: ReadonlyMap<string, Channel>;
  messages: readonly Message[];
  ephemerals: readonly Ephemeral[];
  files: readonly StoredFile[];
  views: ViewsKept;
}

/** The workspace as it is now, not a copy: it is to be written down before anything else happens. */
export function whatIsKept({
  names,
  team,
  app,
  users,
  userGroups,
  channels,
  messages,
  ephemerals,
  files,
  views,
}: WorkspaceState): Kept {
  return {
    names: names.mark(),
    team,
    app,
    users,
    userGroups,
    channels,
    messages: messages.all(),
    ephemerals,
    files: files.all(),
    views: views.all(),
  };
}
