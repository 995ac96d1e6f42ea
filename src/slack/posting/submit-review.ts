import type { Kysely } from 'kysely';
import type { Review } from '../../reviews/review.ts';
import {
  addRevision,
  createReview,
  type NewReview,
  type NewRevision,
  type RevisionOutcome,
} from '../../reviews/review-store.ts';
import { enqueue, type Requester } from './outbox.ts';
import type { PostingDatabase } from './tables.ts';

export interface ReviewSubmission extends NewReview {
  channelId: string;
  /**
   * False where the app can never be a member, as in direct messages between people. Unless told, a channel whose id
   * starts with D is taken for one if Slack then refuses the post.
   */
  canBeInvited?: boolean;
  responseAddress?: Requester['responseAddress'];
}

export interface RevisionSubmission extends NewRevision {
  responseAddress?: Requester['responseAddress'];
}

/**
 * Stores a review and what is to be posted of it, both or neither; then the form may close. `created` is false where the
 * same id was submitted before: nothing is posted twice.
 */
export async function submitNewReview(
  db: Kysely<PostingDatabase>,
  asked: ReviewSubmission,
  now: number = Date.now(),
): Promise<{ review: Review; created: boolean }> {
  return db.transaction().execute(async (trx) => {
    const { review, created } = await createReview(trx, asked, now);
    if (!created) return { review, created };
    const canBeInvited = asked.canBeInvited ?? !asked.channelId.startsWith('D');
    await trx
      .insertInto('slack_posts')
      .values({
        review_id: review.id,
        team_id: review.teamId,
        channel_id: asked.channelId,
        can_be_invited: canBeInvited ? 1 : 0,
        shown_revision: 0,
      })
      .execute();
    const target = { reviewId: review.id, teamId: review.teamId, revision: 1 };
    await enqueue(trx, target, ['message', 'details'], requesterOf(asked.requesterId, asked), now);
    return { review, created };
  });
}

/** Stores changed answers and what is to be posted of them, both or neither. */
export async function submitRevision(
  db: Kysely<PostingDatabase>,
  asked: RevisionSubmission,
  now: number = Date.now(),
): Promise<RevisionOutcome> {
  return db.transaction().execute(async (trx) => {
    const outcome = await addRevision(trx, asked, now);
    if (!outcome.ok) return outcome;
    const { id: reviewId, teamId, latest } = outcome.review;
    const target = { reviewId, teamId, revision: latest.revision };
    await enqueue(trx, target, ['update', 'revision-line'], requesterOf(asked.authorId, asked), now);
    return outcome;
  });
}

function requesterOf(userId: string, asked: { responseAddress?: Requester['responseAddress'] }): Requester {
  return asked.responseAddress === undefined ? { userId } : { userId, responseAddress: asked.responseAddress };
}
