import type { Kysely } from 'kysely';
import type { Review } from '../../reviews/review.ts';
import { findReview, findRevision } from '../../reviews/review-store.ts';
import { buildReviewMessage } from '../message/build-review-message.ts';
import type { Message, ReviewCard } from '../message/review-card.ts';
import { buildDetails } from '../thread/build-details.ts';
import { buildRevisionLine } from '../thread/build-revision-line.ts';
import type { Job } from './job.ts';
import type { PostingDatabase } from './tables.ts';

export interface Rendered extends Message {
  /** The revision that it shows. */
  revision: number;
}

/**
 * What a job posts, from the record as it stands now: a message that waited for Slack shows the answers that count today.
 * `table` false leaves out what older surfaces refuse.
 */
export async function renderJob(db: Kysely<PostingDatabase>, job: Job, options: { table: boolean }): Promise<Rendered> {
  const review = await findReview(db, job.teamId, job.reviewId);
  if (review === undefined) throw new Error(`Review ${job.reviewId} is not in the record`);
  const revision = review.latest.revision;
  switch (job.kind) {
    case 'message':
    case 'update':
      return { ...buildReviewMessage(cardOf(review), options), revision };
    case 'details':
      return { ...buildDetails(cardOf(review)), revision };
    case 'revision-line':
      return { ...(await renderRevisionLine(db, job)), revision: job.revision };
  }
}

function cardOf({ id, requesterId, latest }: Review): ReviewCard {
  const { revision, recommendation, authorId } = latest;
  const revisedBy = revision > 1 ? { revisedBy: authorId } : {};
  return { reviewId: id, requesterId, revision, ...revisedBy, state: 'proposed', recommendation };
}

async function renderRevisionLine(db: Kysely<PostingDatabase>, { teamId, reviewId, revision }: Job) {
  const [before, after] = await Promise.all([
    findRevision(db, teamId, reviewId, revision - 1),
    findRevision(db, teamId, reviewId, revision),
  ]);
  if (before === undefined || after === undefined) throw new Error(`Review ${reviewId} has no revision ${revision}`);
  return buildRevisionLine({
    before: before.recommendation,
    after: after.recommendation,
    authorId: after.authorId,
    revision,
  });
}
