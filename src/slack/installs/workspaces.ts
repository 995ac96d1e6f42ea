import type { AppOptions } from '@slack/bolt';
import { type Logger, quietBoltLogger } from '../../logger.ts';
import { type ClientSettings, type Clients, createClient, createClients } from '../connection/clients.ts';
import { type BotIdentity, identifyBot, watchToken } from '../connection/identity.ts';
import type { Install, Standing } from '../erasure/uninstalls.ts';
import type { PostingWorkspace } from '../outbox/posts.ts';
import { createPeople, type People } from '../people/look-ups.ts';

// The workspaces that the bot serves: one by its token, or each that installed the app. Knows no review and no listener.

/** A workspace that the bot serves: who it is there, and the clients with its token. */
export interface Workspace extends Clients {
  /** `teamId` is the team of the record, also where an organization installed the app. */
  identity: BotIdentity;
  people: People;
  install: Install;
}

/** Where something happened, as Bolt reads it from the signed payload. */
export interface Place {
  /** Null or absent where something happened in a whole organization. */
  teamId?: string | null | undefined;
  enterpriseId?: string | undefined;
  /** An organization installed the app, for several of its workspaces. */
  isEnterpriseInstall?: boolean | undefined;
}

export interface Workspaces {
  /**
   * Returns the workspace of a place, the same object as long as its token is the same; null where the app isn't installed or
   * its token can't be read. Rejects where the database does.
   */
  of(place: Place): Promise<Workspace | null>;
  /** Asks Slack whether the app is in a workspace now. Rejects where the database does. */
  standingOf(teamId: string): Promise<Standing>;
  /** The only workspace; null where there may be several. */
  one: Workspace | null;
  /** How Bolt authorizes what Slack sends. */
  bolt: Pick<AppOptions, 'token' | 'botId' | 'botUserId' | 'authorize'>;
  /** Runs at the start and every hour: refreshes tokens that expire soon. */
  maintain(): Promise<void>;
  /** Resolves, at most once, to why nobody can be served. */
  broken: Promise<unknown>;
}

/** Limit for a look-up, in milliseconds: people wait for it. */
const LOOK_UP_MS = 2500;

/** Returns the workspace with a token. `onFailure`: called for every failed call. */
export function createWorkspace(
  settings: ClientSettings,
  { identity, install, logger }: { identity: BotIdentity; install: Install; logger: Logger },
  onFailure: (error: unknown) => void,
): Workspace {
  const clients = createClients(settings, onFailure);
  const { teamId, enterpriseId } = identity;
  // Another client: what asked says which look-up failed, once.
  const client = createClient({ ...settings, logger: quietBoltLogger() }, LOOK_UP_MS, onFailure);
  const people = createPeople({ client, logger, teamId, enterpriseId });
  return { ...clients, identity, install, people };
}

/** Serves one workspace, by the token of the configuration. Everything that Slack sends is from there. */
export function createOneWorkspace(settings: ClientSettings, identity: BotIdentity, logger: Logger): Workspaces {
  const { teamId, botId, botUserId } = identity;
  const token = watchToken(() => identifyBot(settings));
  const install: Install = {
    teamIds: async () => [],
    forget: async () => {},
    remedy: 'install the app again and set SLACK_BOT_TOKEN',
  };
  const workspace = createWorkspace(settings, { identity, install, logger }, token.suspect);
  return {
    of: async () => workspace,
    one: workspace,
    async standingOf(askedId) {
      if (askedId !== teamId) return 'removed';
      return (await token.isAccepted()) ? 'installed' : 'unknown';
    },
    // Known to Bolt, so that it doesn't ask: it would cache a failed answer, and every request would hang.
    bolt: { token: settings.botToken, botId, botUserId },
    maintain: async () => {},
    broken: token.revoked,
  };
}

export const postingIn = ({
  posting: client,
  identity: { botUserId, teamUrl },
  people,
}: Workspace): PostingWorkspace => ({
  ...people,
  client,
  botUserId,
  teamUrl,
});
