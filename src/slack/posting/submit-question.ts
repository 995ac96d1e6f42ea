import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { findReview } from '../../reviews/review-store.ts';
import { hearEvent } from '../asked/heard-events.ts';
import { findPostedReview, hasUnconfirmed } from './find-posted.ts';
import { enqueueAnswer, type Question } from './outbox.ts';
import type { PostingDatabase } from './tables.ts';

/** A question as it comes from Slack. */
export interface AskedQuestion extends Question {
  teamId: string;
  channelId: string;
  /** The message that it stands under, or its own where it stands under none. */
  threadTs: string;
  /** Who asked. */
  userId: string;
}

export type QuestionOutcome =
  /** The answer is in the outbox. Then `Poster.kick` posts it. */
  | { kind: 'queued'; reviewId: string }
  /**
   * The thread is no review's that is known. `mayBeUnconfirmed`: a review was posted in that channel, and nobody knows which
   * message it is.
   */
  | { kind: 'no-review'; mayBeUnconfirmed: boolean }
  /** Slack delivered it before. */
  | { kind: 'heard-before' };

/**
 * Hears a question and stores that it is to be answered, both or neither: Slack delivers what it has delivered no third time,
 * so whoever hears it must not lose it.
 */
export async function submitQuestion(
  db: Kysely<PostingDatabase>,
  asked: AskedQuestion,
  now: number = Date.now(),
): Promise<QuestionOutcome> {
  return transact(db, async (trx) => {
    const within: Kysely<PostingDatabase> = trx;
    const { teamId, channelId, threadTs, eventId, userId } = asked;
    if (!(await hearEvent(within, { teamId, eventId }, now))) return { kind: 'heard-before' };
    const reviewId = await findPostedReview(within, { teamId, channelId, messageTs: threadTs });
    const review = reviewId === undefined ? undefined : await findReview(within, teamId, reviewId);
    if (review === undefined) {
      return { kind: 'no-review', mayBeUnconfirmed: await hasUnconfirmed(within, teamId, channelId) };
    }
    await enqueueAnswer(trx, review, asked, { userId }, now);
    return { kind: 'queued', reviewId: review.id };
  });
}
