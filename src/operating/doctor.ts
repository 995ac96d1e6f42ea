import { accessSync, constants, existsSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { dirname } from 'node:path';
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { checkMigrations } from '../database/migrate.ts';
import { describeNetworkFileSystem } from '../database/network-file-system.ts';
import { openDatabase } from '../database/open-database.ts';
import { listen, SERVER_NAME } from '../http/server.ts';
import { MIGRATIONS } from '../open-record.ts';
import { formatCount } from '../recommender/index.ts';
import { within } from '../retry.ts';
import { type Config, connectionOf } from '../settings/config.ts';
import { describeStartFault } from './start-fault.ts';

/** One line of the check. A `fault` keeps the bot from starting or from working. A `note` is worth knowing. */
export interface Finding {
  about: string;
  verdict: 'ok' | 'note' | 'fault';
  text: string;
}

export const fault = (about: string, text: string): Finding => ({ about, verdict: 'fault', text });
export const note = (about: string, text: string): Finding => ({ about, verdict: 'note', text });
export const fine = (about: string, text: string): Finding => ({ about, verdict: 'ok', text });

/** Limit for one check, in milliseconds. All run side by side. */
const CHECK_LIMIT_MS = 10_000;
const ATTEMPT_LIMIT_MS = 5_000;

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

export async function checkPolicy(file: string | null): Promise<Finding[]> {
  const about = 'policy';
  if (file === null) return [];
  const { openPolicy } = await import('../policy/read-policy.ts');
  const opened = await openPolicy(file);
  if (!opened.ok) return opened.text.split('\n').map((text) => fault(about, text));
  const { rules, defaults, version } = opened.policy;
  const counts = `${formatCount(rules.length, 'rule')} and ${formatCount(defaults.length, 'default')}`;
  return [fine(about, `${counts}, version ${version}.`)];
}

/** Checks the database without creating or migrating it. */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const about = 'database';
  const limits = { poolSize: 1, statementTimeoutMs: ATTEMPT_LIMIT_MS, lockTimeoutMs: ATTEMPT_LIMIT_MS };
  const opened = await openDatabase(url, { mustExist: true, server: limits });
  if (!opened.ok) return opened.missingFile ? describeMissing(opened.missingFile) : [fault(about, opened.text)];
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
function describeMissing(path: string): Finding[] {
  const about = 'database';
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    const warning = describeNetworkFileSystem(folder);
    return [
      fine(about, `There is none at ${path} yet. The first start creates it.`),
      ...(warning === undefined ? [] : [note(about, warning)]),
    ];
  } catch {
    return [fault(about, `There is none at ${path}, and the folder ${folder} can't be written.`)];
  }
}

type Checked = Awaited<ReturnType<typeof checkMigrations>>;

function describeTables(version: string, tables: Checked, mayCreate: boolean): Finding {
  const about = 'database';
  if (tables.ok) {
    return tables.newer.length === 0
      ? fine(about, `${version}, tables of this version.`)
      : note(about, `${version}, tables of a newer version, with which this one still works.`);
  }
  if (tables.tables === 'newer') return fault(about, `${version}. ${tables.text}`);
  if (!mayCreate) {
    const text = `The database user may not create tables. Have the database's owner run: GRANT USAGE, CREATE ON SCHEMA public TO the user;`;
    return fault(about, `${version}. ${text}`);
  }
  return tables.tables === 'none'
    ? fine(about, `${version}, empty. The first start creates the tables.`)
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

/** Reads one endpoint's name in each Region: the least that the review of an account needs. */
export async function checkAws(regions: readonly (string | undefined)[]): Promise<Finding[]> {
  const { openRegion } = await import('../account/aws/open-region.ts');
  const { whyNot } = await import('../account/aws/pages.ts');
  const found = regions.map(async (name): Promise<Finding> => {
    const signal = AbortSignal.timeout(CHECK_LIMIT_MS - 1000);
    const region = await openRegion(name, { signal, attemptMs: ATTEMPT_LIMIT_MS });
    try {
      if (region.name === null) {
        return fault('AWS', name === undefined ? 'No AWS Region is set. Set AWS_REGIONS.' : `${name} isn't a Region.`);
      }
      const answer = await region.listEndpoints();
      return answer.ok
        ? fine('AWS', `Endpoints in ${region.name} can be read.`)
        : fault('AWS', `${region.name}: ${whyNot(answer)}`);
    } finally {
      region.close();
    }
  });
  return Promise.all(found);
}

const MARKS = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };

export const writeFindings = (findings: readonly Finding[]): string =>
  findings.map(({ about, verdict, text }) => `${MARKS[verdict]}  ${about}: ${text}\n`).join('');

/** How long a taken port may take to say whose it is, in milliseconds. */
const ANSWER_LIMIT_MS = 4_000;

/** Checks that each port of the configuration can be opened, or is the running bot's. */
export async function checkPorts(config: Config): Promise<Finding[]> {
  const { port, host = null } = connectionOf(config);
  const settings = [
    { setting: 'PORT', port, host },
    { setting: 'METRICS_PORT', port: config.metricsPort, host },
  ];
  return Promise.all(
    settings.flatMap((one) => (one.port === null || one.port === 0 ? [] : checkPort(one.setting, one.port, one.host))),
  );
}

async function checkPort(setting: string, port: number, host: string | null): Promise<Finding> {
  const server = createServer();
  try {
    await listen(server, port, host);
    server.close();
    return fine(setting, `Port ${port} is free.`);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (isTaken && (await isBot(port, host))) return fine(setting, `The bot is running: it answers on port ${port}.`);
    const named = error instanceof Error ? Object.assign(error, { setting }) : error;
    return fault(setting, describeStartFault(named, '') ?? `Port ${port} can't be opened: ${String(error)}`);
  }
}

/** Returns whether this program listens on a port. What it answers is not read. By number: not every container can resolve localhost. */
function isBot(port: number, host: string | null): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    get({ host: host ?? '127.0.0.1', port, path: '/healthz', signal, agent: false }, (response) => {
      resolve(response.headers['server'] === SERVER_NAME);
      response.destroy();
    }).on('error', () => resolve(false));
  });
}
