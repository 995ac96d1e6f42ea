import { type Kysely, SqliteAdapter, sql, type Transaction } from 'kysely';
import { retry } from '../retry.ts';

/** PostgreSQL's error codes for a transaction that was undone because of another one: deadlock, serialization. */
const UNDONE = new Set(['40P01', '40001']);

const ATTEMPTS = 5;

/**
 * Does several things or none of them. A server that finds two transactions waiting for each other undoes one; that one is
 * done again, so the work may run more than once and must do nothing but read and write the database.
 */
export async function transact<Tables, Result>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return retry(() => db.transaction().execute(work), {
    backoff: (error, failures) => (isUndone(error) && failures < ATTEMPTS ? 0 : undefined),
  });
}

function isUndone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && UNDONE.has(error.code);
}

/**
 * A transaction that a power cut may take back, as it may what others wrote lightly just before; a crash of the process does
 * not. The embedded database does not wait for the disk, which would hold up the whole process; the server answers before it
 * has. For what nobody was promised.
 *
 * https://www.sqlite.org/pragma.html#pragma_synchronous, https://www.postgresql.org/docs/current/wal-async-commit.html
 */
export async function writeLightly<Tables>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  await (db.getExecutor().adapter instanceof SqliteAdapter ? writeToFile(db, work) : writeToServer(db, work));
}

function writeToFile<Tables>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
  return db.connection().execute(async (connection) => {
    // It belongs to the connection, which is nobody else's meanwhile.
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

function writeToServer<Tables>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit to off`.execute(trx);
    await work(trx);
  });
}
