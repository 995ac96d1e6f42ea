import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import { beforeDeadline, msLeft, TooLate } from '../deadline.ts';
import { retry } from '../retry.ts';
import { createErrorWatch, type ErrorWatch } from './errors.ts';
import type { OpenedDatabase, OpenOptions, ServerLimits } from './opened-database.ts';
import { describeSslFault, withoutSslWarning } from './ssl-modes.ts';

/** Without time-outs, for commands in a terminal. */
const PATIENT: ServerLimits = { poolSize: 10, statementTimeoutMs: 0, lockTimeoutMs: 0 };

const CONNECT_LIMIT_MS = 5_000;

/** How long a process that hangs in a transaction can block others. */
const IDLE_TRANSACTION_LIMIT_MS = 30_000;

/** The types of 8-byte integers and of their sums (oid of `bigint` and `numeric` in PostgreSQL's pg_type). */
const BIGINT = 20;

const NUMERIC = 1700;

/**
 * Connects to a PostgreSQL server. 8-byte integers are returned as numbers, as from the embedded database: times in milliseconds
 * and counts are far below 2^53.
 */
export async function openServer<Tables>(
  url: string,
  { onLost = () => {}, server: { poolSize, statementTimeoutMs, lockTimeoutMs } = PATIENT, ...onUse }: OpenOptions = {},
): Promise<OpenedDatabase<Tables>> {
  const place = placeOf(url);
  if (place === undefined) {
    return {
      ok: false,
      text: "Can't read the server's address. Use postgres://user:password@host/database",
    };
  }
  const fault = describeSslFault(url);
  if (fault !== undefined) return { ok: false, text: `The database at ${place} can't be used: ${fault}` };
  const connectionString = withoutSslWarning(url);
  const pool = new pg.Pool({
    connectionString,
    application_name: 'endpoint-reviewer',
    max: poolSize,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    // https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_LIMIT_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // Without a listener on the pool and on each connection, the loss of an idle connection crashes the process.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  const errors = createErrorWatch(onUse);
  const dialect = new PostgresDialect({ pool: patientPool(pool, errors) });
  const db = new Kysely<Tables>({ dialect, log: errors.log });
  try {
    await sql`select 1`.execute(db);
    const warning = plainWarning(new pg.Client({ connectionString }));
    return { ok: true, db, close: () => db.destroy(), fullAt: errors.fullAt, ...(warning && { warning }) };
  } catch (error) {
    await db.destroy();
    return { ok: false, text: `The database at ${place} can't be used: ${whyOf(error)}${hintOf(error)}` };
  }
}

/** What doesn't leave the machine: loopback, or the folder of a socket. */
const WITHIN = /^(?:localhost|127\.[\d.]+|::1|\/.*)$/i;

/** What to say of a connection that others on the network can read, as its address and PGSSLMODE have it. */
const plainWarning = ({ host, ssl }: pg.Client): string | undefined =>
  ssl || WITHIN.test(host)
    ? undefined
    : `Reviews travel unencrypted to the database at ${host}. Add sslmode=verify-full to DATABASE_URL.`;

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === BIGINT || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format);
}

/** The part of the address that is safe to show, without user and password. */
function placeOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function whyOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(whyOf).join('; ');
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** OpenSSL's codes for a certificate of a CA that Node doesn't know: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNKNOWN_CA = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function hintOf(error: unknown): string {
  const isUnknownCa =
    error instanceof Error && 'code' in error && typeof error.code === 'string' && UNKNOWN_CA.has(error.code);
  return isUnknownCa ? ". Add sslrootcert=FILE to the address, with the CA's certificate" : '';
}

/** How long to wait for a restarting server, in milliseconds: people need an answer within 3 s. */
const PATIENCE_MS = 2_000;

const PAUSE_MS = 100;

/**
 * A pool that waits out a short restart of the server, or a moment without a free connection. Repeats no query: without a
 * connection none has been sent.
 */
function patientPool(pool: PostgresPool, errors: ErrorWatch): PostgresPool {
  const connect = (): Promise<PostgresPoolClient> =>
    retry(() => pool.connect(), {
      limitMs: PATIENCE_MS,
      backoff: (error) => (isAway(error) ? PAUSE_MS : undefined),
    });
  const inTime = () => beforeDeadline(connect, (late) => late.then((client) => client.release()).catch(() => {}));
  return { end: () => pool.end(), connect: async () => hurry(await errors.watch(inTime, () => 'connection')) };
}

/**
 * Ends each query of an interaction at its deadline, and the connection with it: the server undoes what wasn't committed. So
 * nothing is stored that somebody was told isn't.
 */
function hurry(client: PostgresPoolClient): PostgresPoolClient {
  if (msLeft() === Number.POSITIVE_INFINITY) return client;
  let isLate = false;
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await beforeDeadline(() => client.query(sql, parameters));
    } catch (error) {
      isLate ||= error instanceof TooLate;
      throw error;
    }
  };
  return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy || isLate) };
}

/**
 * The server is down, starting or stopping (class 57: operator intervention), or out of connections (53300).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '53300']);

function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isAway);
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return AWAY.has(error.code);
  return error.message === 'Connection terminated unexpectedly';
}
