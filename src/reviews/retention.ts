import type { DeleteResult, Kysely, SelectQueryBuilder, Transaction } from 'kysely';
import { transact } from '../database/transact.ts';
import type { ReviewTables } from './tables.ts';

/**
 * Reviews per transaction, so that a running bot isn't blocked. Rows of a review are locked after it, and the poster locks a job
 * first: PostgreSQL resolves such a deadlock by undoing one transaction, which is retried.
 */
const BATCH = 100;

/** Deletes the reviews without activity since a time in milliseconds since 1970. Returns their number. */
export async function deleteReviewsBefore(db: Kysely<ReviewTables>, before: number): Promise<number> {
  const old = db.selectFrom('reviews as old').select('old.id').where('old.updated_at', '<', before);
  const oldest = old.orderBy('old.updated_at').limit(BATCH);
  // Checked again in the outer statement: somebody may be acting on a review.
  return inBatches(db, (trx) =>
    trx.deleteFrom('reviews').where('id', 'in', oldest).where('updated_at', '<', before).executeTakeFirst(),
  );
}

/** Repeats what deletes a batch until there is none. Returns how many it deleted. */
async function inBatches(
  db: Kysely<ReviewTables>,
  deleteSome: (trx: Transaction<ReviewTables>) => Promise<DeleteResult>,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { numDeletedRows } = await transact(db, deleteSome);
    if (numDeletedRows === 0n) return deleted;
    deleted += Number(numDeletedRows);
  }
}

/** Returns how many reviews {@link deleteReviewsBefore} would delete. */
export const countReviewsBefore = (db: Kysely<ReviewTables>, before: number): Promise<number> =>
  count(db.selectFrom('reviews').where('updated_at', '<', before));

export const countReviewsOfTeam = (db: Kysely<ReviewTables>, teamId: string): Promise<number> =>
  count(db.selectFrom('reviews').where('team_id', '=', teamId));

async function count(reviews: SelectQueryBuilder<ReviewTables, 'reviews', object>): Promise<number> {
  const { found } = await reviews
    .select((select) => select.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  return found;
}

/** Deletes a review and everything that belongs to it. Returns false where there is none. */
export async function deleteReview(db: Kysely<ReviewTables>, reviewId: string): Promise<boolean> {
  const { numDeletedRows } = await transact(db, (trx) =>
    trx.deleteFrom('reviews').where('id', '=', reviewId).executeTakeFirst(),
  );
  return numDeletedRows === 1n;
}

/** Deletes the reviews of a team and everything that belongs to them. Returns their number. */
export async function deleteReviewsOfTeam(db: Kysely<ReviewTables>, teamId: string): Promise<number> {
  const some = db.selectFrom('reviews as some').select('some.id').where('some.team_id', '=', teamId).limit(BATCH);
  return inBatches(db, (trx) => trx.deleteFrom('reviews').where('id', 'in', some).executeTakeFirst());
}
