import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { OpenedDatabase, OpenOptions } from './open-database.ts';
import { patientPool } from './patient-pool.ts';
import { describeSslFault, withoutSslWarning } from './server-address.ts';

/** What one process may ask of a server. */
export interface ServerLimits {
  /** Connections at most, from 1. */
  poolSize: number;
  /** Milliseconds that a statement may run, and wait for a lock; 0: no limit. Migrations have none. */
  statementTimeoutMs: number;
  lockTimeoutMs: number;
}

/** For whoever waits as long as it takes, such as a command in a terminal. */
const PATIENT: ServerLimits = { poolSize: 10, statementTimeoutMs: 0, lockTimeoutMs: 0 };

const CONNECT_LIMIT_MS = 5_000;
/** A process that hangs in the middle of a transaction holds up the others no longer than that. */
const IDLE_TRANSACTION_LIMIT_MS = 30_000;

/** Types of whole numbers of 8 bytes, and of their sums (oid of `bigint` and `numeric` in PostgreSQL's pg_type). */
const BIGINT = 20;
const NUMERIC = 1700;

/**
 * Connects to a PostgreSQL server. 8-byte numbers come as numbers, as from the embedded database: times in milliseconds and
 * counts are far below 2^53.
 */
export async function openServer<Tables>(
  url: string,
  { onLost = () => {}, server: { poolSize, statementTimeoutMs, lockTimeoutMs } = PATIENT }: OpenOptions = {},
): Promise<OpenedDatabase<Tables>> {
  const place = placeOf(url);
  if (place === undefined) {
    return {
      ok: false,
      text: 'The address of the server cannot be read. Write postgres://user:password@host/database',
    };
  }
  const fault = describeSslFault(url);
  if (fault !== undefined) return { ok: false, text: `The database at ${place} cannot be used: ${fault}` };
  const pool = new pg.Pool({
    connectionString: withoutSslWarning(url),
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
  // Without a listener on the pool and on each connection, one that breaks off while nobody uses it ends the process.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: patientPool(pool) }) });
  try {
    await sql`select 1`.execute(db);
    return { ok: true, db, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    return { ok: false, text: `The database at ${place} cannot be used: ${whyOf(error)}${hintOf(error)}` };
  }
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === BIGINT || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format);
}

/** What may be said of the address: never the user or the password. */
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
