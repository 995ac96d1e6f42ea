import type { Kysely } from 'kysely';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { findReplay } from '../../reviews/replay/replay-store.ts';
import { findEvent } from '../../reviews/review-rows.ts';
import { findReview, findRevision } from '../../reviews/review-store.ts';
import type { Message } from '../render/card.ts';
import { buildReviewMessage } from '../render/message/index.ts';
import { answerAsk } from '../render/thread/answer.ts';
import { buildDetails } from '../render/thread/details.ts';
import { buildReplayLine, buildRevisionLine, buildStateLine } from '../render/thread/lines.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Job } from './jobs.ts';
import { findCard } from './posts.ts';
import { saveWhatIf } from './questions.ts';

export interface Rendered extends Message {
  /** The revision that it shows. */
  revision: number;
  /** The review's version that it shows. */
  version: number;
}

/**
 * What a job posts, from the record as it stands now: a message that waited for Slack shows what counts today. `table`
 * false leaves out what older surfaces refuse; `botUserId` makes examples look as they are typed. Nothing where it is overtaken: there is nothing to say any more.
 */
export async function renderJob(
  db: Kysely<PostingDatabase>,
  job: Job,
  options: { table: boolean; botUserId: string },
): Promise<Rendered | undefined> {
  const review = await findReview(db, job.teamId, job.reviewId);
  if (review === undefined) throw new Error(`Review ${job.reviewId} is not in the record`);
  const { revision } = review.latest;
  const { version } = review;
  switch (job.kind) {
    case 'message':
    case 'update':
      return { ...buildReviewMessage(await findCard(db, review), options), revision, version };
    case 'details':
      return { ...buildDetails(await findCard(db, review)), revision, version };
    case 'answer':
      return { ...(await renderAnswer(db, review, job, options)), revision, version };
    case 'replay-line':
      return renderReplayLine(db, review, job);
    case 'revision-line':
    case 'state-line':
      return { ...(await renderLine(db, job)), revision, version: job.version };
  }
}

/** The same question answered again offers the same change. */
async function renderAnswer(
  db: Kysely<PostingDatabase>,
  review: Review,
  { id, question }: Job,
  options: { table: boolean; botUserId: string },
): Promise<Message> {
  if (question === undefined) throw new Error(`Nobody knows what was asked of review ${review.id}`);
  const { id: reviewId, teamId, latest } = review;
  const card = await findCard(db, review);
  const store = (changes: Parameters<typeof saveWhatIf>[1]['changes']) =>
    saveWhatIf(db, { id, reviewId, teamId, baseRevision: latest.revision, changes });
  return answerAsk({ words: question, card, botUserId: options.botUserId, store }, options);
}

/** What the thread is told of the event that led to the job's version. */
async function renderLine(db: Kysely<PostingDatabase>, job: Job): Promise<Message> {
  const event = await findEvent(db, job.teamId, job.reviewId, job.version);
  if (event === undefined) throw new Error(`Review ${job.reviewId} has no version ${job.version}`);
  return event.kind === 'revised' ? renderRevisionLine(db, job, event) : buildStateLine(event);
}

async function renderReplayLine(
  db: Kysely<PostingDatabase>,
  review: Review,
  { version }: Job,
): Promise<Rendered | undefined> {
  const replayed = await findReplay(db, review);
  return replayed && { ...buildReplayLine(review, replayed), revision: review.latest.revision, version };
}

async function renderRevisionLine(
  db: Kysely<PostingDatabase>,
  { teamId, reviewId }: Job,
  { revision, actorId: authorId }: Extract<ReviewEvent, { kind: 'revised' }>,
): Promise<Message> {
  const [before, after] = await Promise.all([
    findRevision(db, teamId, reviewId, revision - 1),
    findRevision(db, teamId, reviewId, revision),
  ]);
  if (before === undefined || after === undefined) throw new Error(`Review ${reviewId} has no revision ${revision}`);
  return buildRevisionLine({ before: before.recommendation, after: after.recommendation, authorId, revision });
}
