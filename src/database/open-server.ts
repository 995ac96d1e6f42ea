import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { OpenedDatabase, OpenOptions } from './open-database.ts';
import { patientPool } from './patient-pool.ts';

/** Connections of one process: a few people press at once, and posting goes on beside them. */
const MOST_CONNECTIONS = 10;
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
  { onLost = () => {} }: OpenOptions = {},
): Promise<OpenedDatabase<Tables>> {
  const place = placeOf(url);
  if (place === undefined) {
    return {
      ok: false,
      text: 'The address of the server cannot be read. Write postgres://user:password@host/database',
    };
  }
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'endpoint-reviewer',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
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
    return { ok: false, text: `The database at ${place} cannot be used: ${whyOf(error)}` };
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
