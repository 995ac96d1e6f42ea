import type { Kysely, Transaction } from 'kysely';
import type { ReviewEvent } from './review.ts';
import type { ReviewTables } from './tables.ts';

/** Adds what happened as the review's last event, in the transaction in which it happens. */
export async function appendEvent(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  { kind, actorId, at, ...detail }: ReviewEvent,
): Promise<void> {
  const { last } = await trx
    .selectFrom('review_events')
    .select((select) => select.fn.max('position').as('last'))
    .where('review_id', '=', reviewId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('review_events')
    .values({
      review_id: reviewId,
      position: (last ?? 0) + 1,
      kind,
      actor_id: actorId,
      detail: JSON.stringify(detail),
      created_at: at,
    })
    .execute();
}

/** What happened to a review of this team, oldest first. */
export async function listEvents(db: Kysely<ReviewTables>, teamId: string, reviewId: string): Promise<ReviewEvent[]> {
  const rows = await db
    .selectFrom('review_events')
    .innerJoin('reviews', 'reviews.id', 'review_events.review_id')
    .selectAll('review_events')
    .where('review_events.review_id', '=', reviewId)
    .where('reviews.team_id', '=', teamId)
    .orderBy('review_events.position')
    .execute();
  return rows.map(
    (row) => ({ kind: row.kind, actorId: row.actor_id, at: row.created_at, ...JSON.parse(row.detail) }) as ReviewEvent,
  );
}
