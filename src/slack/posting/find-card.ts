import type { Kysely } from 'kysely';
import type { Review } from '../../reviews/record.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { OtherReview, ReviewCard } from '../message/review-card.ts';

/** All that the message of a review says, from the record; other reviews are named. */
export async function findCard(db: Kysely<ReviewTables>, review: Review): Promise<ReviewCard> {
  const { id, teamId, requesterId, latest, supersedes, supersededBy, ...standing } = review;
  const { revision, recommendation, authorId } = latest;
  const [before, after] = await Promise.all([findOther(db, teamId, supersedes), findOther(db, teamId, supersededBy)]);
  return {
    ...standing,
    reviewId: id,
    requesterId,
    revision,
    ...(revision > 1 && { revisedBy: authorId }),
    recommendation,
    supersedes: before,
    supersededBy: after,
  };
}

async function findOther(db: Kysely<ReviewTables>, teamId: string, id: string | null): Promise<OtherReview | null> {
  if (id === null) return null;
  const row = await db
    .selectFrom('reviews')
    .select('name')
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return row ?? null;
}
