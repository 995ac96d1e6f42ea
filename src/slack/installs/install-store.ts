import type { Kysely, Selectable } from 'kysely';
import type { InstallTables } from '../tables.ts';
import type { TokenCipher } from './encryption.ts';
import type { Place } from './workspaces.ts';

export interface StoredInstall {
  /** The ID of the workspace, or of the organization that installed it for several of its workspaces. */
  id: string;
  isOrg: boolean;
  enterpriseId: string | undefined;
  botId: string;
  botUserId: string;
  /** The address of the workspace or organization, ending in a slash. */
  url: string;
  scopes: readonly string[];
  tokens: Tokens;
}

/** The bot's tokens. They leave the database decrypted only in memory. */
export interface Tokens {
  botToken: string;
  /** With token rotation: works once (docs.slack.dev/authentication/using-token-rotation). */
  refreshToken?: string | undefined;
  /** With token rotation: when the bot token expires, in milliseconds since 1970. */
  expiresAt?: number | undefined;
}

/** A row, whose tokens may not be readable. */
export type FoundInstall = Omit<StoredInstall, 'tokens'> & {
  /** Null where no key decrypts them. */
  tokens: Tokens | null;
  /** The tokens as stored. Changes with them. */
  sealed: string;
};

/** The installations in the database. Every method rejects where the database does. */
export interface InstallStore {
  /** Stores an installation, in place of an earlier one. */
  save(install: StoredInstall, now: number): Promise<void>;
  /**
   * Returns the installation that serves a place. Of a workspace's and its organization's, the newer one; a workspace's own
   * always wins over that of an organization it isn't in.
   */
  find(place: Place): Promise<FoundInstall | undefined>;
  /** Remembers that a workspace is in an organization. Call it only if Slack said so: its posts go out with that token. */
  rememberTeam(teamId: string, orgId: string): Promise<void>;
  get(id: string): Promise<FoundInstall | undefined>;
  /** Returns the workspaces of an organization that have used the app; none that installed it elsewhere. */
  teamsOf(orgId: string): Promise<string[]>;
  /** Returns the IDs of the installations whose tokens expire before a time, in milliseconds since 1970. */
  expiringBefore(time: number): Promise<string[]>;
  /** Returns whether this process alone may refresh these tokens, until a time in milliseconds since 1970. */
  claim(install: FoundInstall, until: number, now: number): Promise<boolean>;
  /** Stores refreshed tokens under the claim until that time, and ends it. */
  refresh(install: FoundInstall, tokens: Tokens, until: number): Promise<void>;
  /** Deletes an installation, unless its tokens were replaced meanwhile. */
  remove(install: FoundInstall): Promise<void>;
  /** Returns the installations that no key decrypts, and the number of all. */
  unreadable(): Promise<{ ids: string[]; all: number }>;
  /** Encrypts everything with the first key that isn't yet. Returns how many it encrypted, and what no key decrypts. */
  encryptAgain(): Promise<{ encrypted: number; unreadable: string[] }>;
}

export function createInstallStore(db: Kysely<InstallTables>, cipher: TokenCipher): InstallStore {
  async function get(id: string): Promise<FoundInstall | undefined> {
    const row = await db.selectFrom('slack_installs').selectAll().where('id', '=', id).executeTakeFirst();
    return row && readRow(row, cipher);
  }

  const seal = ({ botToken, refreshToken }: Tokens, id: string) =>
    cipher.seal(JSON.stringify({ botToken, refreshToken }), id);

  const allSealed = () => db.selectFrom('slack_installs').select(['id', 'sealed']).orderBy('id').execute();

  return {
    async save({ id, isOrg, enterpriseId, botId, botUserId, url, scopes, tokens }, now) {
      const columns = {
        is_org: isOrg ? 1 : 0,
        enterprise_id: enterpriseId ?? null,
        bot_id: botId,
        bot_user_id: botUserId,
        url,
        scopes: scopes.join(','),
        sealed: seal(tokens, id),
        expires_at: tokens.expiresAt ?? null,
        claimed_until: 0,
        installed_at: now,
      };
      await db
        .insertInto('slack_installs')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
    },
    async find({ teamId, enterpriseId, isEnterpriseInstall = false }) {
      if (enterpriseId && (isEnterpriseInstall || !teamId)) return get(enterpriseId);
      if (!teamId) return undefined;
      const itsOrg = db.selectFrom('slack_org_teams').select('org_id').where('team_id', '=', teamId);
      const rows = await db
        .selectFrom('slack_installs')
        .selectAll()
        .where((where) => where.or([where('id', '=', teamId), where('id', 'in', itsOrg)]))
        .orderBy('installed_at', 'desc')
        .execute();
      const [newest] = rows;
      const own = rows.find(({ id }) => id === teamId);
      const row = own !== undefined && own.enterprise_id !== newest?.id ? own : newest;
      return row && readRow(row, cipher);
    },
    async rememberTeam(teamId, orgId) {
      const teams = db.selectFrom('slack_org_teams').select('org_id').where('team_id', '=', teamId);
      // Read first, so that each interaction writes nothing.
      if ((await teams.executeTakeFirst())?.org_id === orgId) return;
      await db
        .insertInto('slack_org_teams')
        .values({ team_id: teamId, org_id: orgId })
        .onConflict((conflict) => conflict.column('team_id').doUpdateSet({ org_id: orgId }))
        .execute();
    },
    get,
    teamsOf: (orgId) => findTeams(db, orgId),
    async expiringBefore(time) {
      const rows = await db.selectFrom('slack_installs').select('id').where('expires_at', '<', time).execute();
      return rows.map(({ id }) => id);
    },
    async claim({ id, sealed }, until, now) {
      const { numUpdatedRows } = await db
        .updateTable('slack_installs')
        .set({ claimed_until: until })
        .where('id', '=', id)
        .where('sealed', '=', sealed)
        .where('claimed_until', '<=', now)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async refresh({ id }, tokens, until) {
      await db
        .updateTable('slack_installs')
        .set({ sealed: seal(tokens, id), expires_at: tokens.expiresAt ?? null, claimed_until: 0 })
        .where('id', '=', id)
        // Not `sealed`: it may have been encrypted again meanwhile, and these tokens are the only ones that work.
        .where('claimed_until', '=', until)
        .execute();
    },
    async remove({ id, sealed }) {
      await db.deleteFrom('slack_installs').where('id', '=', id).where('sealed', '=', sealed).execute();
    },
    async unreadable() {
      const rows = await allSealed();
      return {
        ids: rows.filter(({ id, sealed }) => cipher.open(sealed, id) === null).map(({ id }) => id),
        all: rows.length,
      };
    },
    encryptAgain: async () => encryptAll(db, cipher, await allSealed()),
  };
}

function readRow(row: Selectable<InstallTables['slack_installs']>, cipher: TokenCipher): FoundInstall {
  const opened = cipher.open(row.sealed, row.id);
  return {
    id: row.id,
    isOrg: row.is_org === 1,
    enterpriseId: row.enterprise_id ?? undefined,
    botId: row.bot_id,
    botUserId: row.bot_user_id,
    url: row.url,
    scopes: row.scopes.split(','),
    tokens: opened === null ? null : { ...(JSON.parse(opened) as Tokens), expiresAt: row.expires_at ?? undefined },
    sealed: row.sealed,
  };
}

async function findTeams(db: Kysely<InstallTables>, orgId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('slack_org_teams as team')
    .leftJoin('slack_installs as own', 'own.id', 'team.team_id')
    .select('team.team_id')
    .where('team.org_id', '=', orgId)
    .where((where) => where.or([where('own.id', 'is', null), where('own.enterprise_id', '=', orgId)]))
    .execute();
  return rows.map((row) => row.team_id);
}

async function encryptAll(
  db: Kysely<InstallTables>,
  cipher: TokenCipher,
  rows: readonly { id: string; sealed: string }[],
): ReturnType<InstallStore['encryptAgain']> {
  let encrypted = 0;
  const unreadable: string[] = [];
  for (const { id, sealed } of rows) {
    const text = cipher.open(sealed, id);
    if (text === null) unreadable.push(id);
    if (text === null || cipher.isCurrent(sealed)) continue;
    // Unless a process refreshed it meanwhile, which encrypted it with that process's first key.
    const again = db.updateTable('slack_installs').set({ sealed: cipher.seal(text, id) });
    const { numUpdatedRows } = await again.where('id', '=', id).where('sealed', '=', sealed).executeTakeFirst();
    encrypted += Number(numUpdatedRows);
  }
  return { encrypted, unreadable };
}

export async function listInstalls(
  db: Kysely<InstallTables>,
): Promise<{ id: string; url: string; installedAt: number }[]> {
  const rows = await db.selectFrom('slack_installs').select(['id', 'url', 'installed_at']).orderBy('id').execute();
  return rows.map(({ id, url, installed_at: installedAt }) => ({ id, url, installedAt }));
}

export async function deleteInstall(db: Kysely<InstallTables>, id: string): Promise<void> {
  await db.deleteFrom('slack_installs').where('id', '=', id).execute();
}

/** Longest list of IDs in a line. */
const MOST_NAMED = 5;

/** Says that no key decrypts some of all installations, and what to do. */
export function describeUnreadable(ids: readonly string[], all: number): string {
  const named = [...ids.slice(0, MOST_NAMED), ...(ids.length > MOST_NAMED ? ['…'] : [])].join(', ');
  return `no key decrypts the tokens of ${ids.length} of ${all} installations (${named}). Add the key that encrypted them.`;
}
