import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Acknowledgement, Delivery } from './delivery/delivery.ts';
import { createSignedHttp } from './delivery/signed-http.ts';
import { createSocketMode, type SocketMode } from './delivery/socket-mode.ts';
import type { Json } from './json.ts';
import { createEvents, echoOwnMessages } from './people/events.ts';
import { createPerson, type Person } from './people/person.ts';
import { createWorld } from './people/world.ts';
import type { ChannelKind, User } from './state/channels.ts';
import type { Faults } from './state/faults.ts';
import type { JournalEntry, WorkspaceBreach } from './state/journal.ts';
import type { Ephemeral, Message } from './state/messages.ts';
import type { Notification } from './state/notifications.ts';
import type { Kept } from './state/workspace-state.ts';
import {
  addChannel,
  conversationWithBot,
  createState,
  type StepState,
  type WorkspaceState,
} from './state/workspace-state.ts';
import { waitFor } from './wait-for.ts';
import { type Method, refuse } from './web-api/method.ts';
import { type Consent, createOAuth, type OAuth, type OAuthApp } from './web-api/oauth.ts';
import { createWebApiServer } from './web-api/server.ts';

export interface WorkspaceOptions {
  /** Default: any free one. Always on 127.0.0.1. */
  port?: number;
  /** Milliseconds since 1970, for timestamps, triggers and response URLs. Default: the real clock. */
  clock?: () => number;
  /** How many times as long as Slack it waits for an acknowledgement and a view, on a machine that others keep busy. Default: once. */
  patience?: () => number;
  /** How the app is reached. `eventsUrl` may be asked for late, when the app has its port. */
  transport?: 'socket' | { eventsUrl: string | (() => string); signingSecret: string };
  /** How long a connection lives by its greeting, in seconds. Default: as long as Slack's, 5 hours. */
  connectionSeconds?: number | undefined;
  /** The bot's scopes; calls that need another are refused and are a breach. Default: all. */
  scopes?: string[];
  /** Events that the app subscribed to, named as in a manifest. */
  events?: string[];
  /** When an event is not acknowledged. Default: Slack's, at once, after 1 and after 5 minutes. */
  eventRetryDelaysMs?: number[];
  /** Initial values that nobody touched are missing from `state.values`, as was seen (bolt-js#1258). Default: present. */
  withoutUntouchedValues?: boolean;
  /** The name that the bot goes by. */
  botName?: string;
  /** The organization that the workspace belongs to (Enterprise Grid). Default: none. */
  enterpriseId?: string;
  /** The part of its address before `.slack.com`. Default: local-workspace. */
  domain?: string;
  /** Another workspace that has the same app, on the same server. Its transport, events and registration are used. */
  beside?: Workspace;
  /** How the app is installed by OAuth. The workspace starts without it. Default: it is installed. */
  oauth?: OAuthApp;
  /** What an earlier workspace knew; this one goes on from there. */
  kept?: Kept | undefined;
}

export interface Workspace {
  /** For `SLACK_API_URL`; ends with `/api/`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly teamId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** All that the workspace knows, live, for a page that shows it. */
  readonly state: WorkspaceState;
  /** What it shares with workspaces that have the same app. */
  readonly slack: Slack;

  /**
   * People are in every public channel, and in the private ones that name them. Guests and people of another workspace are
   * in `channels` alone.
   */
  addUser(name: string, kind?: Omit<User, 'id' | 'name'> & { channels?: string[] }): Person;
  /** A user group with these people in it, by their ids. Returns its ID. */
  addUserGroup(members: string[], handle?: string): string;
  /** Everybody but the bot. */
  people(): Person[];
  /** `members`: ids of the people in it, default everybody. `im` is between two people; for the bot's see `directMessage`. */
  addChannel(channel: {
    name: string;
    kind: ChannelKind;
    botIsMember?: boolean;
    members?: string[];
    /** The workspaces that it is shared with, this one included. Default: this one alone. */
    teamIds?: string[] | undefined;
  }): string;
  /** The conversation of a person with the bot. */
  directMessage(userId: string): string;
  /** Lets the bot into a channel. */
  invite(channelId: string): Promise<void>;
  archive(channelId: string): void;
  /** A public channel becomes private, with the ID and the members that it has. */
  makePrivate(channelId: string): void;
  deleteChannel(channelId: string): void;
  /** Delivers the last event once more, with the same id. */
  redeliverEvent(): Promise<Acknowledgement | undefined>;
  /** A workflow comes to a step of the app. Resolves when it has ended, or was not acknowledged. */
  runStep(callbackId: string, inputs: Json): Promise<StepState>;
  /** The app is removed from the workspace: its token is refused from now on, unless `tokenWorks`, as after an old event. */
  uninstall(options?: { tokenWorks?: boolean }): Promise<Acknowledgement | undefined>;
  /** The app is installed again, with the same token. */
  reinstall(): void;
  /** Somebody answers on Slack's authorize page. Returns where Slack sends their browser. */
  consent(page: string, consent?: Consent): string;

  /** What a channel shows, oldest first, without the replies in threads. */
  messages(channelId: string): Message[];
  /** A message and its replies. */
  thread(channelId: string, ts: string): Message[];
  /** Private notices before this person. */
  ephemerals(userId: string): Ephemeral[];
  /** The new messages that this person was notified of: mentions of them or of their user groups, and direct messages. */
  notificationsOf(person: { id: string }): Omit<Notification, 'userId'>[];
  calls(method: string): Extract<JournalEntry, { kind: 'call' }>[];
  readonly eventLog: readonly JournalEntry[];
  subscribe(listener: (entry: JournalEntry) => void): () => void;
  readonly breaches: WorkspaceBreach[];
  /** @throws Error with every breach so far. */
  expectNoBreaches(): void;
  /** Resolves to what `look` finds, once it finds something. @throws Error after `timeoutMs`. */
  waitFor<T>(look: () => T | undefined | false | null, timeoutMs?: number, what?: string): Promise<T>;

  readonly faults: Faults;
  /** Slack refreshes connections: all of them, or the oldest. Socket Mode only. */
  recycle(options?: { reason?: 'warning' | 'refresh_requested' | 'link_disabled'; which?: 'all' | 'oldest' }): void;
  /** Connections are lost without a word. Socket Mode only. */
  cutSockets(): void;
  openConnections(): number;
  stop(): Promise<void>;
}

/** Slack as one app sees it. */
interface Slack {
  server: Server;
  states: [WorkspaceState, ...WorkspaceState[]];
  delivery: Delivery;
  socketMode: SocketMode | undefined;
  oauth: OAuth | undefined;
}

const SLACK_RETRIES_MS = [0, 60_000, 300_000];
const DEFAULT_EVENTS = ['app_mention', 'app_home_opened'];

/** Starts a Slack workspace on loopback: Web API, Socket Mode or signed HTTP, strict in everything that Slack is. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const clock = options.clock ?? Date.now;
  const transport = options.transport ?? 'socket';
  let port = options.beside?.port ?? 0;
  const state = createState({
    clock,
    patience: options.patience ?? (() => 1),
    botName: options.botName ?? 'endpoint',
    scopes: options.scopes,
    events: options.events ?? DEFAULT_EVENTS,
    withoutUntouchedValues: options.withoutUntouchedValues ?? false,
    kept: options.kept,
    enterpriseId: options.enterpriseId,
    domain: options.domain,
    isInstalled: (options.oauth ?? options.beside?.slack.oauth) === undefined,
    beside: options.beside?.state,
    responseUrlBase: () => `http://127.0.0.1:${port}/response/`,
    fileUrlBase: () => `http://127.0.0.1:${port}/`,
  });
  const slack = options.beside?.slack ?? createSlack(state, options, () => port);
  const { server, delivery, socketMode, oauth } = slack;
  if (options.beside !== undefined) slack.states.push(state);
  const world = createWorld(state, delivery);
  const events = createEvents(world, options.eventRetryDelaysMs ?? SLACK_RETRIES_MS);
  const endEcho = echoOwnMessages(world, events);

  if (options.beside === undefined) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  }

  const breaches = () => state.journal.entries.filter((entry) => entry.kind === 'breach');

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    port,
    teamId: state.team.id,
    botUserId: state.app.botUserId,
    get botToken() {
      return state.app.botToken;
    },
    appToken: state.app.appToken,
    signingSecret: transport === 'socket' ? '' : transport.signingSecret,
    state,
    slack,

    addUser(name, { channels, ...kind } = {}) {
      const user: User = { id: state.names.id('U'), name, ...kind };
      state.users.set(user.id, user);
      for (const channel of state.channels.values()) {
        const isIn = channels?.includes(channel.id) ?? (channel.kind === 'public' && isEverywhere(user));
        if (isIn) channel.members.add(user.id);
      }
      return createPerson(world, events, user);
    },
    addUserGroup(members, handle = 'group') {
      const id = state.names.id('S');
      state.userGroups.set(id, { id, handle, members: new Set(members) });
      return id;
    },
    people: () =>
      [...state.users.values()]
        .filter(({ id }) => id !== state.app.botUserId)
        .map((user) => createPerson(world, events, user)),
    addChannel({ name, kind, botIsMember = false, members, teamIds }) {
      const everybody = [...state.users.values()].filter(
        (user) => user.id !== state.app.botUserId && isEverywhere(user),
      );
      const people = members ?? everybody.map(({ id }) => id);
      const everyone = botIsMember ? [...people, state.app.botUserId] : people;
      return addChannel(state, { name, kind, members: everyone, teamIds }).id;
    },
    directMessage: (userId) => conversationWithBot(state, userId).id,
    async invite(channelId) {
      const channel = state.channels.get(channelId);
      if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
      channel.members.add(state.app.botUserId);
      state.journal.add({ kind: 'channel', change: 'joined', channelId });
      await events.send('member_joined_channel', {
        type: 'member_joined_channel',
        user: state.app.botUserId,
        channel: channelId,
        channel_type: channel.kind === 'public' ? 'C' : 'G',
        team: state.team.id,
        event_ts: state.names.ts(),
      });
    },
    archive(channelId) {
      const channel = state.channels.get(channelId);
      if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
      channel.isArchived = true;
      state.journal.add({ kind: 'channel', change: 'archived', channelId });
    },
    makePrivate(channelId) {
      const channel = state.channels.get(channelId);
      if (channel?.kind !== 'public') throw new Error(`there is no public channel ${channelId}`);
      channel.kind = 'private';
      state.journal.add({ kind: 'channel', change: 'made private', channelId });
    },
    deleteChannel(channelId) {
      if (!state.channels.delete(channelId)) throw new Error(`there is no channel ${channelId}`);
      state.journal.add({ kind: 'channel', change: 'deleted', channelId });
    },

    async runStep(callbackId, inputs) {
      const id = state.names.id('Fx');
      state.steps.set(id, { kind: 'running' });
      await events.send('function_executed', {
        type: 'function_executed',
        function: { id: state.names.id('Fn'), callback_id: callbackId, app_id: state.app.id, type: 'app' },
        inputs,
        function_execution_id: id,
        workflow_execution_id: state.names.id('Wx'),
        bot_access_token: state.app.botToken,
        event_ts: state.names.ts(),
      });
      return state.steps.get(id) ?? { kind: 'running' };
    },
    redeliverEvent: () => events.redeliver(),
    uninstall({ tokenWorks = false } = {}) {
      const ended = state.isOrgInstall ? slack.states.filter(({ isOrgInstall }) => isOrgInstall) : [state];
      for (const each of ended) each.isInstalled = tokenWorks;
      return events.send('app_uninstalled', { type: 'app_uninstalled', event_ts: state.names.ts() });
    },
    reinstall() {
      state.isInstalled = true;
    },

    consent(page, consent = {}) {
      if (oauth === undefined) throw new Error('the app is not installed by OAuth');
      return oauth.consent(page, state, consent);
    },

    messages: (channelId) => state.messages.inChannel(channelId).map((message) => structuredClone(message)),
    thread: (channelId, ts) => state.messages.inThread(channelId, ts).map((message) => structuredClone(message)),
    ephemerals: (userId) => structuredClone(state.ephemerals.filter((shown) => shown.userId === userId)),
    notificationsOf: ({ id }) =>
      state.notifications.filter(({ userId }) => userId === id).map(({ userId: _, ...rest }) => rest),
    calls: (method) =>
      state.journal.entries.filter((entry) => entry.kind === 'call').filter((call) => call.method === method),
    eventLog: state.journal.entries,
    subscribe: (listener) => state.journal.subscribe(listener),
    get breaches() {
      return breaches();
    },
    expectNoBreaches() {
      const found = breaches().map((breach) => `${breach.where} ${breach.path} ${breach.text}`);
      if (found.length > 0) throw new Error(`Slack's rules were broken:\n${found.join('\n')}`);
    },
    waitFor: (look, timeoutMs = 20_000, what) => waitFor(state.journal, look, timeoutMs, what),

    faults: state.faults,
    recycle: ({ reason = 'refresh_requested', which = 'all' } = {}) => socketMode?.recycle(reason, which),
    cutSockets: () => socketMode?.cut(),
    openConnections: () => socketMode?.openConnections() ?? 0,
    async stop() {
      endEcho();
      events.stop();
      if (options.beside !== undefined) return;
      await delivery.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The server and the way to the app. `port`: asked once it listens. */
function createSlack(state: WorkspaceState, options: WorkspaceOptions, port: () => number): Slack {
  const states: Slack['states'] = [state];
  const oauth = options.oauth && createOAuth(options.oauth, states);
  const own: Record<string, Method> = {
    'apps.connections.open': (call) => socketMode?.connectionsOpen(call) ?? refuse('socket_mode_not_enabled'),
    ...(oauth && { 'oauth.v2.access': oauth.access }),
  };
  const server = createWebApiServer(states, own);
  const { transport = 'socket', connectionSeconds } = options;
  const socketMode =
    transport === 'socket'
      ? createSocketMode(state, server, () => `ws://127.0.0.1:${port()}`, connectionSeconds)
      : undefined;
  return { server, states, delivery: socketMode ?? signedHttp(transport, state.patience), socketMode, oauth };
}

function signedHttp(transport: WorkspaceOptions['transport'], patience: () => number): Delivery {
  if (transport === undefined || transport === 'socket') throw new Error('this is Socket Mode');
  const { eventsUrl, signingSecret } = transport;
  return createSignedHttp(typeof eventsUrl === 'string' ? () => eventsUrl : eventsUrl, signingSecret, patience);
}

/** Whether somebody is in every public channel, as no guest is, and nobody of another workspace. */
function isEverywhere({ isGuest, teamId }: User): boolean {
  return isGuest !== true && teamId === undefined;
}
