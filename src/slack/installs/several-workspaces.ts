import type { Kysely } from 'kysely';
import { retry, steadyNow } from '../../retry.ts';
import type { OAuthAccess } from '../../settings/config.ts';
import { type ClientSettings, createClient } from '../connection/clients.ts';
import { watchToken } from '../connection/identity.ts';
import type { AnswerPage } from '../connection/probes.ts';
import { isTokenFault } from '../connection/slack-errors.ts';
import type { Install, Standing } from '../erasure/uninstalls.ts';
import { Recent } from '../people/kept.ts';
import type { InstallTables } from '../tables.ts';
import { createTokenCipher } from './encryption.ts';
import { createInstallPages, INSTALL_PATH, type PageParts } from './install-pages.ts';
import { createInstallStore, describeUnreadable, type FoundInstall, type Tokens } from './install-store.ts';
import { createInstallTries } from './install-tries.ts';
import { createWorkspace, type Place, type Workspace, type Workspaces } from './workspaces.ts';

interface SeveralParts extends Omit<PageParts, 'tries' | 'stateSecret'> {
  /** For every client. */
  calling?: Pick<ClientSettings, 'fetch' | 'onCall'>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Workspaces whose clients and cached look-ups are kept. */
const MOST_KEPT = 500;

/** Serves each workspace that installed the app, by its own token. No token reaches Bolt, so no call can go out with another's. */
export function createSeveralWorkspaces(given: SeveralParts): Workspaces {
  const { store, logger } = given;
  const freshen = createRefresher(given);
  const kept = new Recent<{ sealed: string; workspace: Workspace }>(MOST_KEPT);

  async function of(place: Place): Promise<Workspace | null> {
    const found = await store.find(place);
    const install = found && (await freshen(found));
    if (!install) return null;
    const teamId = place.teamId ?? install.id;
    const known = kept.get(teamId);
    if (known?.sealed === install.sealed) return known.workspace;
    const workspace = open(given, install, teamId);
    kept.set(teamId, { sealed: install.sealed, workspace });
    return workspace;
  }

  /** Returns the first of these that is known to be a workspace of an organization; otherwise the organization itself. */
  async function teamKnownIn(orgId: string, teamIds: readonly (string | undefined)[]): Promise<string> {
    for (const teamId of teamIds) {
      const install = teamId?.startsWith('T') ? await store.find({ teamId }) : undefined;
      if (install?.id === orgId || install?.enterpriseId === orgId) return teamId ?? orgId;
    }
    return orgId;
  }

  return {
    of,
    one: null,
    async standingOf(teamId): Promise<Standing> {
      if ((await store.find({ teamId })) === undefined) return 'removed';
      const workspace = await of({ teamId });
      if (workspace === null) return 'unknown';
      try {
        await workspace.interactive.auth.test();
        return 'installed';
      } catch (error) {
        return isTokenFault(error) ? 'removed' : 'unknown';
      }
    },
    bolt: {
      async authorize({ teamId, enterpriseId, isEnterpriseInstall }, body) {
        const orgId = isEnterpriseInstall ? enterpriseId : undefined;
        const toldId = orgId && teamToldIn(body, orgId);
        const place = { teamId: toldId ?? teamId, enterpriseId, isEnterpriseInstall };
        if (orgId && !toldId) place.teamId = await teamKnownIn(orgId, [teamId, teamOfUser(body)]);
        const workspace = await of(place);
        if (orgId && toldId && workspace !== null) await store.rememberTeam(toldId, orgId);
        const ids = { ...(place.teamId && { teamId: place.teamId }), ...(enterpriseId && { enterpriseId }) };
        if (workspace === null) return ids;
        const { botId, botUserId } = workspace.identity;
        return { ...ids, botId, botUserId };
      },
    },
    broken: new Promise(() => {}),
    async maintain() {
      for (const id of await store.expiringBefore((given.now ?? steadyNow)() + EARLY_MS)) {
        const found = await store.get(id);
        if (found !== undefined) await freshen(found);
      }
      const { ids } = await store.unreadable();
      if (ids.length > 0) logger.error({ installs: ids }, 'TOKEN_KEYS lacks the key of these installations');
    },
  };
}

/**
 * Returns the workspace that a payload names together with its organization. A team without one may be anybody's: in a shared
 * channel, that of a guest (github.com/slackapi/bolt-js/issues/1614).
 */
function teamToldIn(body: unknown, orgId: string): string | undefined {
  const { authorizations, team, team_id, enterprise_id } = (body ?? {}) as ToldBody;
  const named = [
    ...(authorizations ?? []),
    { team_id, enterprise_id },
    { team_id: team?.id, enterprise_id: team?.enterprise_id },
  ];
  return named.find((each) => each.enterprise_id === orgId && each.team_id?.startsWith('T'))?.team_id ?? undefined;
}

/** A workspace and its organization, as Slack names them. */
interface Told {
  team_id?: string | null | undefined;
  enterprise_id?: string | null | undefined;
}

interface ToldBody extends Told {
  authorizations?: Told[] | null;
  team?: { id?: string; enterprise_id?: string } | null;
}

function teamOfUser(body: unknown): string | undefined {
  const { user } = (body ?? {}) as { user?: { team_id?: unknown } };
  return typeof user?.team_id === 'string' ? user.team_id : undefined;
}

type Opened = FoundInstall & { tokens: Tokens };

function open(
  { store, slackApiUrl, logger, boltLogger, calling }: SeveralParts,
  found: Opened,
  teamId: string,
): Workspace {
  const { botId, botUserId, url: teamUrl, enterpriseId, scopes, isOrg } = found;
  const settings: ClientSettings = {
    botToken: found.tokens.botToken,
    slackApiUrl,
    logger: boltLogger,
    ...(isOrg && { teamId }),
    ...calling,
  };
  const install: Install = {
    teamIds: () => (isOrg ? store.teamsOf(found.id) : Promise.resolve([found.id])),
    forget: () => store.remove(found),
    remedy: 'install the app there again',
  };
  const token = watchToken(() => workspace.interactive.auth.test());
  token.revoked.then(
    () => logger.error({ teamId }, `Slack refused the token of a workspace; ${install.remedy}`),
    () => {},
  );
  const identity = { botId, botUserId, teamId, teamUrl, enterpriseId, scopes };
  const workspace = createWorkspace(settings, { identity, install, logger }, token.suspect);
  return workspace;
}

/** Tokens are refreshed this long before they expire, as Slack's own library does. They live 12 hours. */
const EARLY_MS = 2 * 60 * 60 * 1000;

/** How long one process alone may refresh. Longer than the call and the attempts to store its answer. */
const CLAIM_MS = 30_000;

const CALL_LIMIT_MS = 5_000;

/** Keeps trying to store refreshed tokens: Slack has revoked the earlier refresh token, so losing them loses the workspace. */
const STORE_LIMIT_MS = 20_000;
const STORE_PAUSE_MS = 200;

/** Waits for another process that refreshes: up to 2 s, since people wait. */
const LOOKS = 10;
const LOOK_PAUSE_MS = 200;

/**
 * Returns a function that gives an installation usable tokens, or null where there are none: no key decrypts them, or they
 * expired and can't be refreshed now. While the old token works, the refresh goes on beside.
 */
function createRefresher({ store, logger, now = steadyNow, ...parts }: SeveralParts) {
  const { clientId, clientSecret, slackApiUrl } = parts;
  const settings = { botToken: '', slackApiUrl, logger: parts.boltLogger, ...parts.calling };
  const client = createClient(settings, CALL_LIMIT_MS);
  const unreadable = new Set<string>();
  /** Installations that this process could not refresh, and until when it doesn't try again. */
  const failedUntil = new Map<string, number>();

  const hasExpired = ({ tokens }: FoundInstall) => tokens?.expiresAt !== undefined && tokens.expiresAt <= now();

  /** Refreshes tokens, unless another process does or this one has just failed to. */
  async function refresh(install: Opened): Promise<void> {
    const until = now() + CLAIM_MS;
    const { refreshToken } = install.tokens;
    if (refreshToken === undefined || !(await store.claim(install, until, now()))) return;
    const asked = {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token' as const,
      refresh_token: refreshToken,
    };
    try {
      const answer = await client.oauth.v2.access(asked);
      const { access_token: botToken, refresh_token: next, expires_in: seconds } = answer;
      if (botToken === undefined) throw new Error('Slack refreshed a token but returned none');
      const expiresAt = seconds === undefined ? undefined : now() + seconds * 1000;
      const tokens = { botToken, refreshToken: next, expiresAt };
      const backoff = () => STORE_PAUSE_MS;
      await retry(() => store.refresh(install, tokens, until), { limitMs: STORE_LIMIT_MS, backoff });
      logger.info({ install: install.id }, 'Refreshed the token of an installation');
    } catch (error) {
      // The claim stays until it ends, so that a refusal isn't repeated with each interaction.
      failedUntil.set(install.id, until);
      logger.error({ install: install.id, err: error }, 'Could not refresh the token of an installation; will retry');
    }
  }

  return async (found: FoundInstall): Promise<Opened | null> => {
    if (!isOpen(found)) {
      if (!unreadable.has(found.sealed))
        logger.error({ install: found.id }, 'TOKEN_KEYS lacks the key of this installation; add it, and restart');
      unreadable.add(found.sealed);
      return null;
    }
    const { expiresAt } = found.tokens;
    if (expiresAt === undefined || expiresAt - EARLY_MS > now()) return found;
    if (!hasExpired(found)) {
      refresh(found).catch((error: unknown) => logger.error({ err: error }, 'Could not refresh a token; will retry'));
      return found;
    }
    await refresh(found);
    for (let look = 0; look < LOOKS && (failedUntil.get(found.id) ?? 0) <= now(); look++) {
      const again = await store.get(found.id);
      if (again === undefined) return null;
      if (isOpen(again) && !hasExpired(again)) return again;
      await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
    }
    return null;
  };
}

const isOpen = (found: FoundInstall): found is Opened => found.tokens !== null;

interface ServeParts extends Pick<SeveralParts, 'slackApiUrl' | 'logger' | 'boltLogger' | 'calling'> {
  db: Kysely<InstallTables>;
}

/** `text`: one line that an administrator can act on. */
type ServedInstalls =
  | { ok: true; workspaces: Workspaces; scopes: readonly string[]; answerPage: AnswerPage }
  | { ok: false; text: string };

/**
 * Prepares to serve every workspace that installed the app, and the pages to install it. Refuses, and changes nothing, where
 * a stored token can't be decrypted: posts to that workspace would silently wait.
 */
export async function serveInstalls(
  { clientId, clientSecret, stateSecret, tokenKeys }: OAuthAccess,
  { db, ...parts }: ServeParts,
): Promise<ServedInstalls> {
  const store = createInstallStore(db, createTokenCipher(tokenKeys));
  const { ids, all } = await store.unreadable();
  if (ids.length > 0) {
    return { ok: false, text: `TOKEN_KEYS: ${describeUnreadable(ids, all)} Nothing was changed.` };
  }
  const workspaces = createSeveralWorkspaces({ store, clientId, clientSecret, ...parts });
  const tries = createInstallTries(db);
  const answerPage = await createInstallPages({ store, tries, clientId, clientSecret, stateSecret, ...parts });
  parts.logger.info({ installations: all }, `Serving every workspace that installs the app at ${INSTALL_PATH}`);
  return { ok: true, workspaces, scopes: [], answerPage };
}
