import { type Kysely, sql, type Transaction } from 'kysely';
import { retry, steadyNow } from '../retry.ts';

/** PostgreSQL's error codes for a transaction that was rolled back because of another one: deadlock, serialization. */
const UNDONE = new Set(['40P01', '40001']);

const ATTEMPTS = 5;

/**
 * Runs work in a transaction, and retries it where PostgreSQL rolls it back because of another one. So the work may run more than
 * once and must only read and write the database. Within a transaction it is a part of that one.
 */
export async function transact<Tables, Result>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return work(db as Transaction<Tables>);
  return retry(() => db.transaction().execute(work), {
    backoff: (error, failures) => (isUndone(error) && failures < ATTEMPTS ? 0 : undefined),
  });
}

function isUndone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && UNDONE.has(error.code);
}

/** How long a successful write counts, in milliseconds: probes may come many times per second. */
const WRITE_EVERY_MS = 5_000;

/**
 * How long a write that found no room counts, in milliseconds. A small write still fits where a review doesn't: into a page that
 * there is, or the end of the write-ahead log.
 */
const FULL_MS = 60_000;

/**
 * Creates a check that returns whether the database is writable, and rejects where it doesn't answer. It changes the date of one
 * migration by 1 ms, back and forth: only a committed change notices a full disk, a read-only file system or a standby, and
 * SQLite writes nothing for an unchanged row (btreeOverwriteContent in https://www.sqlite.org/src/file/src/btree.c). Concurrent
 * checks share one write. `fullAt`: as an opened database has it.
 */
export function createWriteCheck<Tables>(
  { db, fullAt }: { db: Kysely<Tables>; fullAt: () => number },
  now: () => number = steadyNow,
): () => Promise<boolean> {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<boolean> | undefined;

  async function write(): Promise<boolean> {
    try {
      await transact(db, async (trx) => {
        const first = sql`(select min(name) from migrations)`;
        const other = sql`case when applied_at % 2 = 0 then applied_at + 1 else applied_at - 1 end`;
        await sql`update migrations set applied_at = ${other} where name = ${first}`.execute(trx);
      });
      writtenAt = now();
      return true;
    } catch {
      return false;
    } finally {
      writing = undefined;
    }
  }

  return async () => {
    await sql`select 1 from migrations limit 1`.execute(db);
    if (now() - fullAt() < FULL_MS) return false;
    if (now() - writtenAt < WRITE_EVERY_MS) return true;
    writing ??= write();
    return writing;
  };
}
