import { type Channel, type ChannelKind, idPrefix, type User, type UserGroup } from './channels.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles, type Files, type StoredFile } from './files.ts';
import { createJournal, type Journal } from './journal.ts';
import { createMessages, type Ephemeral, type Message, type Messages } from './messages.ts';
import { createNames, type Names, type NamesMark } from './names.ts';
import type { Notification } from './notifications.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import { createTriggers, type Triggers } from './triggers.ts';
import { createViews, type Views, type ViewsKept } from './views.ts';

/** The installed app, with all that it authenticates with. */
export interface AppIdentity {
  id: string;
  botId: string;
  botUserId: string;
  botName: string;
  botToken: string;
  appToken: string;
  /** The old verification token that every payload still carries. */
  verificationToken: string;
}

/** A step of a workflow. */
export type StepState = { kind: 'running' } | { kind: 'done'; outputs: object } | { kind: 'failed'; error: string };

/** All that the workspace knows. */
export interface WorkspaceState {
  clock: () => number;
  /** How many times as long as Slack it waits. */
  patience: () => number;
  team: { id: string; domain: string; enterpriseId?: string };
  app: AppIdentity;
  /** False once the app was removed from the workspace: its bot token is refused then. */
  isInstalled: boolean;
  /** An organization installed the app, for several of its workspaces. */
  isOrgInstall: boolean;
  /** When the bot token expires, in milliseconds since 1970; undefined where it doesn't. */
  tokenExpiresAt: number | undefined;
  /** Refreshed tokens, which work until they expire. */
  earlierTokens: Map<string, number>;
  /** Granted scopes; undefined grants all. */
  scopes: ReadonlySet<string> | undefined;
  /** Events that the app subscribed to. */
  events: ReadonlySet<string>;
  withoutUntouchedValues: boolean;
  /** Block types that messages can't contain yet; empty at the start. */
  blocksNotRolledOut: Set<string>;
  users: Map<string, User>;
  userGroups: Map<string, UserGroup>;
  channels: Map<string, Channel>;
  messages: Messages;
  /** What people were told of, oldest first. An edit tells nobody. */
  notifications: Notification[];
  files: Files;
  /** Where files are uploaded to and fetched from; ends in a slash. */
  fileUrlBase: () => string;
  ephemerals: Ephemeral[];
  views: Views;
  triggers: Triggers;
  /** The bot's steps in workflows that have run, by execution. */
  steps: Map<string, StepState>;
  responseUrls: ResponseUrls;
  faults: Faults;
  journal: Journal;
  names: Names;
}

export interface StateOptions {
  clock: () => number;
  patience: () => number;
  botName: string;
  scopes: string[] | undefined;
  events: string[];
  withoutUntouchedValues: boolean;
  responseUrlBase: () => string;
  fileUrlBase: () => string;
  enterpriseId: string | undefined;
  /** Default: true. */
  isInstalled?: boolean;
  /** The part of the address before `.slack.com`. Default: local-workspace. */
  domain?: string | undefined;
  /** The state of another workspace with the same app: both share its names, so that no ID is in both. */
  beside?: WorkspaceState | undefined;
  /** From an earlier workspace, when it stopped. */
  kept?: Kept | undefined;
}

export function createState(options: StateOptions): WorkspaceState {
  const { clock, kept, beside } = options;
  const names = beside?.names ?? createNames(clock, kept?.names);
  const channels = new Map(kept?.channels);
  const app: AppIdentity = {
    id: names.id('A'),
    botId: names.id('B'),
    botUserId: names.id('U'),
    botToken: `xoxb-local-${names.secret()}`,
    appToken: `xapp-1-local-${names.secret()}`,
    verificationToken: names.secret(),
    ...kept?.app,
    ...(beside && sharedIdentity(beside, options.enterpriseId)),
    botName: options.botName,
  };
  return {
    clock,
    patience: options.patience,
    team: kept?.team ?? {
      id: names.id('T'),
      domain: options.domain ?? 'local-workspace',
      ...(options.enterpriseId === undefined ? {} : { enterpriseId: options.enterpriseId }),
    },
    app,
    isInstalled: options.isInstalled ?? true,
    isOrgInstall: false,
    tokenExpiresAt: undefined,
    earlierTokens: new Map(),
    scopes: options.scopes === undefined ? undefined : new Set(options.scopes),
    events: new Set(options.events),
    withoutUntouchedValues: options.withoutUntouchedValues,
    blocksNotRolledOut: new Set(),
    users: new Map([...(kept?.users ?? []), [app.botUserId, { id: app.botUserId, name: app.botName }]]),
    userGroups: new Map(kept?.userGroups),
    channels,
    messages: createMessages(kept?.messages),
    notifications: [...(kept?.notifications ?? [])],
    files: createFiles(names, kept?.files),
    fileUrlBase: options.fileUrlBase,
    ephemerals: [...(kept?.ephemerals ?? [])],
    views: createViews(names, clock, (channelId) => channels.get(channelId)?.kind, kept?.views),
    triggers: createTriggers(names, clock, options.patience),
    steps: new Map(),
    responseUrls: createResponseUrls(names, clock, options.responseUrlBase),
    faults: createFaults(),
    journal: createJournal(clock),
    names,
  };
}

/** An app is the same in every workspace, its bot in every workspace of an organization. */
function sharedIdentity({ app, team }: WorkspaceState, enterpriseId: string | undefined): Partial<AppIdentity> {
  const { id, appToken, verificationToken, botId, botUserId } = app;
  const isSameOrg = enterpriseId !== undefined && team.enterpriseId === enterpriseId;
  return { id, appToken, verificationToken, ...(isSameOrg && { botId, botUserId }) };
}

export function addChannel(
  state: WorkspaceState,
  channel: { name: string; kind: ChannelKind; members: Iterable<string>; teamIds?: string[] | undefined },
): Channel {
  const added: Channel = {
    id: state.names.id(idPrefix(channel.kind)),
    name: channel.name,
    kind: channel.kind,
    members: new Set(channel.members),
    isArchived: false,
    ...(channel.teamIds === undefined ? {} : { teamIds: channel.teamIds }),
  };
  state.channels.set(added.id, added);
  state.journal.add({ kind: 'channel', change: 'added', channelId: added.id });
  return added;
}

/** The conversation between a person and the bot; it exists from the first time that either asks for it. */
export function conversationWithBot(state: WorkspaceState, userId: string): Channel {
  const members = [userId, state.app.botUserId];
  const isTheirs = (channel: Channel) =>
    channel.kind === 'im' && members.every((member) => channel.members.has(member));
  return (
    [...state.channels.values()].find(isTheirs) ??
    addChannel(state, { name: state.users.get(userId)?.name ?? userId, kind: 'im', members })
  );
}

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
  userGroups?: ReadonlyMap<string, UserGroup>;
  channels: ReadonlyMap<string, Channel>;
  messages: readonly Message[];
  /** Absent in what an earlier version kept. */
  notifications?: readonly Notification[];
  ephemerals: readonly Ephemeral[];
  files: readonly StoredFile[];
  views: ViewsKept;
}

/** The live state, not a copy: save it before anything else happens. */
export function whatIsKept({
  names,
  team,
  app,
  users,
  userGroups,
  channels,
  messages,
  notifications,
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
    notifications,
    ephemerals,
    files: files.all(),
    views: views.all(),
  };
}
