import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { WebClient } from '@slack/web-api';
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Config } from '../config.ts';
import { checkMigrations } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { quietBoltLogger } from '../logger.ts';
import { MIGRATIONS } from '../open-record.ts';
import { formatCount } from '../recommender/index.ts';
import { within } from '../retry.ts';
import { type ClientSettings, createClient } from '../slack/connection/clients.ts';
import { listen } from '../slack/connection/probes.ts';
import { codeOf, isTokenFault } from '../slack/connection/slack-errors.ts';
import { createTokenCipher } from '../slack/installs/encryption.ts';
import {
  createInstallStore,
  describeUnreadable,
  type FoundInstall,
  listInstalls,
} from '../slack/installs/install-store.ts';
import { nameScopes, SCOPES } from '../slack/scopes.ts';
import type { InstallTables } from '../slack/tables.ts';
import { describeStartFault } from './start-fault.ts';

/** One line of the check. A `fault` keeps the bot from starting or from working. A `note` is worth knowing. */
export interface Finding {
  about: string;
  verdict: 'ok' | 'note' | 'fault';
  text: string;
}

const fault = (about: string, text: string): Finding => ({ about, verdict: 'fault', text });
const note = (about: string, text: string): Finding => ({ about, verdict: 'note', text });

/** Limit for one check, in milliseconds. All run side by side. */
const CHECK_LIMIT_MS = 10_000;
const SLACK_LIMIT_MS = 5_000;
/** Each costs a call to Slack. */
const INSTALLS_ASKED_MAX = 20;

/** Runs a check within the limit. One that hangs or throws is a fault, never passed. What hangs is left behind. */
export async function inTime(
  about: string,
  check: () => Promise<Finding[]>,
  limitMs = CHECK_LIMIT_MS,
): Promise<Finding[]> {
  let found: Finding[] | undefined;
  let why = `No answer within ${limitMs / 1000} s.`;
  const checking = async () => {
    try {
      found = await check();
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };
  await within(checking(), limitMs);
  return found ?? [fault(about, why)];
}

/** Checks the team's policy, where there is one. */
export async function checkPolicy(file: string | null): Promise<Finding[]> {
  const about = 'policy';
  if (file === null) return [];
  const { openPolicy } = await import('../policy/read-policy.ts');
  const opened = await openPolicy(file);
  if (!opened.ok) return opened.text.split('\n').map((text) => fault(about, text));
  const { rules, defaults, version } = opened.policy;
  const counts = `${formatCount(rules.length, 'rule')} and ${formatCount(defaults.length, 'default')}`;
  return [{ about, verdict: 'ok', text: `${counts}, version ${version}.` }];
}

/** Checks the database without creating or migrating it. */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const about = 'database';
  const limits = { poolSize: 1, statementTimeoutMs: SLACK_LIMIT_MS, lockTimeoutMs: SLACK_LIMIT_MS };
  const opened = await openDatabase(url, { mustExist: true, server: limits });
  if (!opened.ok) return [opened.missingFile ? describeMissing(opened.missingFile) : fault(about, opened.text)];
  try {
    const { db, warning } = opened;
    const { version, isReadOnly, mayCreate } = await askVersion(db);
    const tables = await checkMigrations(db, MIGRATIONS);
    return [
      describeTables(version, tables, mayCreate),
      ...(isReadOnly ? [fault(about, 'The server accepts no writes: it is a standby, or set to read-only.')] : []),
      ...(warning === undefined ? [] : [note(about, warning)]),
    ];
  } finally {
    await opened.close();
  }
}

/** A start creates the file and its folder. */
function describeMissing(path: string): Finding {
  const about = 'database';
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return { about, verdict: 'ok', text: `There is none at ${path} yet. The first start creates it.` };
  } catch {
    return fault(about, `There is none at ${path}, and the folder ${folder} can't be written.`);
  }
}

type Checked = Awaited<ReturnType<typeof checkMigrations>>;

function describeTables(version: string, tables: Checked, mayCreate: boolean): Finding {
  const about = 'database';
  if (tables.ok) return { about, verdict: 'ok', text: `${version}, tables of this version.` };
  if (tables.tables === 'newer') return fault(about, `${version}. ${tables.text}`);
  if (!mayCreate) {
    const text = `The database user may not create tables. Have the database's owner run: GRANT USAGE, CREATE ON SCHEMA public TO the user;`;
    return fault(about, `${version}. ${text}`);
  }
  return tables.tables === 'none'
    ? { about, verdict: 'ok', text: `${version}, empty. The first start creates the tables.` }
    : note(about, `${version}, tables of an older version. Back up: the next start migrates them.`);
}

async function askVersion(db: Kysely<unknown>): Promise<{ version: string; isReadOnly: boolean; mayCreate: boolean }> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
    return { version: `SQLite ${rows[0]?.version}`, isReadOnly: false, mayCreate: true };
  }
  // https://www.postgresql.org/docs/current/functions-info.html, and the settings of a session.
  const { rows } = await sql<{ version: string; readOnly: string; mayCreate: boolean | null }>`
    select current_setting('server_version') as version, current_setting('transaction_read_only') as "readOnly",
      has_schema_privilege(current_schema(), 'create') as "mayCreate"
  `.execute(db);
  const [row] = rows;
  return {
    version: `PostgreSQL ${row?.version}`,
    isReadOnly: row?.readOnly === 'on',
    mayCreate: row?.mayCreate === true,
  };
}

/** Checks that each port of the configuration can be opened. */
export async function checkPorts({ connection, metricsPort }: Config): Promise<Finding[]> {
  const port = connection.kind === 'http' ? connection.port : connection.healthPort;
  const checked = [
    { setting: 'PORT', port },
    { setting: 'METRICS_PORT', port: metricsPort },
  ];
  const found = checked.map(async ({ setting, port: one }): Promise<Finding[]> => {
    if (one === undefined || one === 0) return [];
    const about = setting;
    const server = createServer();
    try {
      await listen(server, one, connection.host);
      server.close();
      return [{ about, verdict: 'ok', text: `Port ${one} is free.` }];
    } catch (error) {
      const named = error instanceof Error ? Object.assign(error, { setting }) : error;
      const text = describeStartFault(named, '') ?? `Port ${one} can't be opened: ${String(error)}`;
      return [fault(about, `${text} If the bot is running, the port is its own.`)];
    }
  });
  return (await Promise.all(found)).flat();
}

/**
 * Asks Slack whose the bot token is, and compares its scopes with those the manifest asks for. With several workspaces, checks
 * that every stored token can be decrypted, and asks about each installation.
 */
export async function checkToken({ access, slackApiUrl, databaseUrl }: Config): Promise<Finding[]> {
  if (access.kind === 'several-workspaces') return checkInstalls(databaseUrl, slackApiUrl, access.tokenKeys);
  try {
    const { text, scopes } = await askWhose(access.botToken, slackApiUrl);
    return [{ about: 'Slack', verdict: 'ok', text }, scopes];
  } catch (error) {
    return [fault('Slack', describe(error, slackApiUrl))];
  }
}

async function askWhose(botToken: string, slackApiUrl: string): Promise<{ text: string; scopes: Finding }> {
  const answer = await createClient(silently(botToken, slackApiUrl), SLACK_LIMIT_MS).auth.test();
  const granted = (answer.response_metadata?.scopes ?? []).filter((scope) => scope !== '');
  const text = `The token is valid, for ${answer.user ?? 'the bot'} in ${answer.url ?? 'its workspace'}.`;
  return { text, scopes: compareScopes(granted) };
}

async function checkInstalls(url: string, slackApiUrl: string, tokenKeys: readonly string[]): Promise<Finding[]> {
  const about = 'installations';
  const none: Finding = { about, verdict: 'ok', text: 'Nobody installed the app yet.' };
  // The check of the database says why.
  const unchecked = note(about, 'Not checked, because of the database.');
  const opened = await openDatabase<InstallTables>(url, { mustExist: true });
  if (!opened.ok) return [opened.missingFile ? none : unchecked];
  try {
    const tables = await checkMigrations(opened.db, MIGRATIONS);
    if (!tables.ok) return [tables.tables === 'none' ? none : unchecked];
    const store = createInstallStore(opened.db, createTokenCipher(tokenKeys));
    const { ids, all } = await store.unreadable();
    if (all === 0) return [none];
    const readable: Finding = { about, verdict: 'ok', text: `${all}. TOKEN_KEYS decrypts all tokens.` };
    const asked = (await listInstalls(opened.db)).slice(0, INSTALLS_ASKED_MAX);
    const found = await Promise.all(asked.map(async ({ id }) => checkInstall(await store.get(id), slackApiUrl)));
    const left = all - asked.length;
    return [
      ids.length > 0 ? fault(about, describeUnreadable(ids, all)) : readable,
      ...found.flat(),
      ...(left > 0 ? [note(about, `Slack wasn't asked about ${left} more.`)] : []),
    ];
  } finally {
    await opened.close();
  }
}

/** One line; none for an installation that is gone or unreadable. */
async function checkInstall(install: FoundInstall | undefined, slackApiUrl: string): Promise<Finding[]> {
  if (!install?.tokens) return [];
  const about = `installation ${install.id}`;
  const { botToken, expiresAt = Number.POSITIVE_INFINITY } = install.tokens;
  // A refresh token works once, and the bot needs it.
  if (expiresAt <= Date.now()) return [note(about, 'The token has expired. The bot refreshes it when it runs.')];
  try {
    const { text, scopes } = await askWhose(botToken, slackApiUrl);
    return [{ ...scopes, about, text: `${text} ${scopes.text}` }];
  } catch (error) {
    const refused = `Slack refuses the token (${codeOf(error)}). Install the app there again.`;
    return [fault(about, isTokenFault(error) ? refused : describe(error, slackApiUrl))];
  }
}

function compareScopes(granted: readonly string[]): Finding {
  const about = 'scopes';
  if (granted.length === 0) return note(about, "Slack didn't say which scopes it has granted.");
  const missing = SCOPES.filter(({ name }) => !granted.includes(name));
  const [required, optional] = [true, false].map((isRequired) => {
    const some = missing.filter((scope) => scope.isRequired === isRequired);
    return some.length === 0 ? '' : nameScopes(some);
  });
  const told = optional ? `Optional ones are missing: ${optional}` : '';
  const text = 'Add them under OAuth & Permissions → Bot Token Scopes, then reinstall the app.';
  if (required) return fault(about, [`Missing: ${required} ${text}`, told].join(' ').trim());
  if (told) return note(about, told);
  return { about, verdict: 'ok', text: 'All scopes of the manifest are granted.' };
}

/** Asks Slack for a connection of Socket Mode, without opening it. Over HTTP nothing can be asked. */
export async function checkConnection({ connection, slackApiUrl }: Config): Promise<Finding[]> {
  if (connection.kind === 'http') {
    return [
      note('HTTP', "The signing secret has the right form. Slack's first request shows whether it is the app's."),
    ];
  }
  const about = 'Socket Mode';
  try {
    const { logger } = silently('', slackApiUrl);
    const options = { slackApiUrl, logger, timeout: SLACK_LIMIT_MS, retryConfig: { retries: 0 } };
    const client = new WebClient(connection.appToken, { ...options, rejectRateLimitedCalls: true });
    await client.apps.connections.open({});
    return [{ about, verdict: 'ok', text: 'Slack accepts the app-level token and offers a connection.' }];
  } catch (error) {
    return [fault(about, describe(error, slackApiUrl))];
  }
}

/** Settings of a client that logs nothing. */
function silently(botToken: string, slackApiUrl: string): ClientSettings {
  return { botToken, slackApiUrl, logger: quietBoltLogger() };
}

function describe(error: unknown, slackApiUrl: string): string {
  return describeStartFault(error, slackApiUrl) ?? (error instanceof Error ? error.message : String(error));
}

/** Reads one endpoint's name in each Region: the least that the review of an account needs. */
export async function checkAws(regions: readonly (string | undefined)[]): Promise<Finding[]> {
  const { openRegion } = await import('../account/aws/open-region.ts');
  const { whyNot } = await import('../account/aws/pages.ts');
  const found = regions.map(async (name): Promise<Finding> => {
    const signal = AbortSignal.timeout(CHECK_LIMIT_MS - 1000);
    const region = await openRegion(name, { signal, attemptMs: SLACK_LIMIT_MS });
    try {
      if (region.name === null) {
        return fault('AWS', name === undefined ? 'No AWS Region is set. Set AWS_REGIONS.' : `${name} isn't a Region.`);
      }
      const answer = await region.listEndpoints();
      return answer.ok
        ? { about: 'AWS', verdict: 'ok', text: `Endpoints in ${region.name} can be read.` }
        : fault('AWS', `${region.name}: ${whyNot(answer)}`);
    } finally {
      region.close();
    }
  });
  return Promise.all(found);
}

const MARKS = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };

/** The findings, one line each. */
export function writeFindings(findings: readonly Finding[]): string {
  return findings.map(({ about, verdict, text }) => `${MARKS[verdict]}  ${about}: ${text}\n`).join('');
}
