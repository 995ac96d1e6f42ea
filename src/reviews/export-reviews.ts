import type { Kysely } from 'kysely';
import type { Review, Revision } from './record.ts';
import type { ReviewEvent } from './review-event.ts';
import { listEvents } from './review-events.ts';
import { revisionOf } from './review-rows.ts';
import { findReview } from './review-store.ts';
import type { ReviewTables } from './tables.ts';

/** All that the record knows of a review. */
export interface ExportedReview extends Omit<Review, 'latest'> {
  /** Oldest first. */
  revisions: Revision[];
  /** Oldest first. */
  events: ReviewEvent[];
}

const PAGE = 100;

/** Every review of every team, by its id, one at a time: the record may be larger than the memory. */
export async function* exportReviews(db: Kysely<ReviewTables>): AsyncGenerator<ExportedReview> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('reviews')
      .select(['id', 'team_id'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id, team_id } of rows) {
      const exported = await exportReview(db, team_id, id);
      if (exported !== undefined) yield exported;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

async function exportReview(db: Kysely<ReviewTables>, teamId: string, id: string): Promise<ExportedReview | undefined> {
  const review = await findReview(db, teamId, id);
  if (review === undefined) return undefined;
  const { latest: _, ...rest } = review;
  const rows = await db
    .selectFrom('review_revisions')
    .selectAll()
    .where('review_id', '=', id)
    .orderBy('revision')
    .execute();
  return { ...rest, revisions: rows.map(revisionOf), events: await listEvents(db, teamId, id) };
}
