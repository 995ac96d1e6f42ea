import type { Kysely, Transaction } from 'kysely';
import type { ReviewEvent } from './review-event.ts';
import type { ReviewTables } from './tables.ts';

/** Adds what led a review to this version, in the transaction in which it happens. */
export async function appendEvent(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  version: number,
  { kind, actorId, at, ...detail }: ReviewEvent,
): Promise<void> {
  await trx
    .insertInto('review_events')
    .values({
      review_id: reviewId,
      position: version,
      kind,
      actor_id: actorId,
      detail: JSON.stringify(detail),
      created_at: at,
    })
    .execute();
}

/** What happened to a review of this team, oldest first. */
export async function listEvents(db: Kysely<ReviewTables>, teamId: string, reviewId: string): Promise<ReviewEvent[]> {
  const rows = await eventsOf(db, teamId, reviewId).orderBy('review_events.position').execute();
  return rows.map(eventOf);
}

/** The event that led a review of this team to a version. */
export async function findEvent(
  db: Kysely<ReviewTables>,
  teamId: string,
  reviewId: string,
  version: number,
): Promise<ReviewEvent | undefined> {
  const row = await eventsOf(db, teamId, reviewId).where('review_events.position', '=', version).executeTakeFirst();
  return row && eventOf(row);
}

function eventsOf(db: Kysely<ReviewTables>, teamId: string, reviewId: string) {
  return db
    .selectFrom('review_events')
    .innerJoin('reviews', 'reviews.id', 'review_events.review_id')
    .selectAll('review_events')
    .where('review_events.review_id', '=', reviewId)
    .where('reviews.team_id', '=', teamId);
}

function eventOf(row: ReviewTables['review_events']): ReviewEvent {
  return { kind: row.kind, actorId: row.actor_id, at: row.created_at, ...JSON.parse(row.detail) } as ReviewEvent;
}
