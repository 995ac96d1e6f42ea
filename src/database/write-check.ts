import { type Kysely, sql } from 'kysely';
import { writeLightly } from './write-lightly.ts';

/** Probes may come many times per second; a write that succeeded counts for so many milliseconds, to spare the disk. */
const WRITE_EVERY_MS = 5_000;

/**
 * Returns a question: can the database be written? Rejects where it doesn't even answer. Writes one row of the list of
 * migrations as it was, and doesn't wait for the disk: only a committed write meets a full disk, a read-only file system or a
 * standby. Questions at the same time share one write; after a failure the next question writes again.
 */
export function createWriteCheck<Tables>(db: Kysely<Tables>, now: () => number = Date.now): () => Promise<boolean> {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<boolean> | undefined;

  async function write(): Promise<boolean> {
    try {
      await writeLightly(db, async (trx) => {
        const first = sql`(select min(name) from migrations)`;
        await sql`update migrations set applied_at = applied_at where name = ${first}`.execute(trx);
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
    // A clock that was set back must not silence the check.
    const age = now() - writtenAt;
    if (age >= 0 && age < WRITE_EVERY_MS) return true;
    writing ??= write();
    return writing;
  };
}
