import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Job } from './job.ts';
import type { PostingDatabase } from './tables.ts';

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
    if (job.kind === 'message') {
      await post
        .set({ channel_id: sent.channelId, message_ts: sent.ts, shown_version: sent.version })
        .where('message_ts', 'is', null)
        .execute();
    } else if (job.kind === 'update') {
      await post.set({ shown_version: sent.version }).where('shown_version', '<', sent.version).execute();
    } else if (job.kind === 'details') {
      await post.set({ details_ts: sent.ts }).execute();
    }
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
