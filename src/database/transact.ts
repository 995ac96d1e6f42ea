import type { Kysely, Transaction } from 'kysely';
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
