import type { Kysely } from 'kysely';
import type { Review } from '../../reviews/record.ts';
import { findName } from '../../reviews/review-store.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { ReviewCard } from '../message/review-card.ts';

/** All that a message says of a review, from the record; the reviews that it names are looked up. */
export async function cardOf(db: Kysely<ReviewTables>, review: Review): Promise<ReviewCard> {
  const { revision, recommendation, authorId } = review.latest;
  const nameOf = async (id: string | null) => {
    const name = id === null ? undefined : await findName(db, review.teamId, id);
    return name === undefined ? null : { name };
  };
  return {
    reviewId: review.id,
    requesterId: review.requesterId,
    revision,
    ...(revision > 1 && { revisedBy: authorId }),
    recommendation,
    state: review.state,
    since: review.since,
    concerns: review.concerns,
    decision: review.decision,
    deciderId: review.deciderId,
    decideBy: review.decideBy,
    endpoint: review.endpoint,
    supersedes: await nameOf(review.supersedes),
    supersededBy: await nameOf(review.supersededBy),
  };
}
