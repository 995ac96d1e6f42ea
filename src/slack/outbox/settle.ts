import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { PostingDatabase } from '../tables.ts';
import { type Job, jobOf, kindOf } from './job-kinds.ts';

/** Where Slack has put it, and the review's version that it shows. */
export interface Sent {
  channelId: string;
  ts: string;
  version: number;
}

/** The response address and the words of a question are no longer needed. */
const DONE = { state: 'done', response_url: null, response_url_expires_at: null, asked_words: null } as const;

/** It is posted: known for sure, whatever was thought of it meanwhile. */
export async function settleSent(db: Kysely<PostingDatabase>, job: Job, sent: Sent): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .updateTable('slack_outbox')
      .set({ ...DONE, last_error: null, notice_due_at: null })
      .where('id', '=', job.id)
      .execute();
    const post = trx.updateTable('slack_posts').where('review_id', '=', job.reviewId);
    const { postedAs, timestampIn } = kindOf(job.kind);
    if (postedAs === 'message') {
      await post
        .set({ channel_id: sent.channelId, message_ts: sent.ts, shown_version: sent.version })
        .where('message_ts', 'is', null)
        .execute();
    } else if (postedAs === 'edit') {
      await post.set({ shown_version: sent.version }).where('shown_version', '<', sent.version).execute();
    }
    if (timestampIn !== undefined) await post.set({ [timestampIn]: sent.ts }).execute();
  });
}

/** It was looked for and is not there: it is posted as if it had never been tried. */
export async function settleAbsent(db: Kysely<PostingDatabase>, job: Job, now: number): Promise<void> {
  await db
    .updateTable('slack_outbox')
    .set({ state: 'pending', not_before: now, notice_due_at: null })
    .where('id', '=', job.id)
    .where('state', '=', 'uncertain')
    .where('attempts', '=', job.attempts)
    .execute();
}

/** There was nothing to do: the message shows it already. */
export async function settleNeedless(db: Kysely<PostingDatabase>, job: Job): Promise<void> {
  await ownClaim(db, job).set(DONE).execute();
}

/** It goes back, to be tried again from that time on, in milliseconds since 1970. */
export async function settleAgain(
  db: Kysely<PostingDatabase>,
  job: Job,
  error: string,
  notBefore: number,
): Promise<void> {
  await ownClaim(db, job).set({ state: 'pending', last_error: error, not_before: notBefore }).execute();
}

/** It is not tried again by itself. `noticeDueAt`: when the requester is to be told, or null. */
export async function settleStopped(
  db: Kysely<PostingDatabase>,
  job: Job,
  outcome: { state: 'refused' | 'uncertain'; error: string; noticeDueAt: number | null },
): Promise<void> {
  await ownClaim(db, job)
    .set({ state: outcome.state, last_error: outcome.error, notice_due_at: outcome.noticeDueAt, notice_attempts: 0 })
    .execute();
}

/** The job as this claim left it; another poster may have taken it for abandoned meanwhile. */
function ownClaim(db: Kysely<PostingDatabase>, job: Job) {
  return db
    .updateTable('slack_outbox')
    .where('id', '=', job.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', job.attempts);
}

/** A message of our own that somebody sees, and the review that it shows. */
export interface SeenMessage {
  teamId: string;
  reviewId: string;
  channelId: string;
  ts: string;
  /** Who sees it. */
  userId: string;
}

/**
 * Writes down where a review's message stands, if nobody knew since Slack's answer to its post was lost. What waited for it
 * can then be posted. Answers whether this was news. A message that is known to stand somewhere stays there, and one in
 * another channel than the review's is not taken for it.
 */
export async function learnPlace(db: Kysely<PostingDatabase>, seen: SeenMessage): Promise<boolean> {
  const row = await db
    .selectFrom('slack_posts as post')
    .innerJoin('slack_outbox as job', 'job.review_id', 'post.review_id')
    .selectAll('job')
    .where('post.review_id', '=', seen.reviewId)
    .where('post.team_id', '=', seen.teamId)
    .where('post.message_ts', 'is', null)
    .where('post.channel_id', 'in', namesOfPlace(seen))
    .where('job.kind', '=', 'message')
    .where('job.attempts', '>', 0)
    .executeTakeFirst();
  if (row === undefined) return false;
  // Which version it shows nobody knows: the next update is not taken for needless.
  await settleSent(db, jobOf(row), { channelId: seen.channelId, ts: seen.ts, version: 0 });
  return true;
}

/** Somebody's conversation with the bot is posted to by that person's id; Slack names it by its own. */
function namesOfPlace({ channelId, userId }: SeenMessage): string[] {
  return channelId.startsWith('D') ? [channelId, userId] : [channelId];
}
