import { type Kysely, SqliteAdapter, sql, type Transaction } from 'kysely';

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
