import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { JobKind, JobState, PostingDatabase } from '../tables.ts';
import { kindOf } from './job-kinds.ts';

/** A post that does not go out by itself. */
export interface StuckJob {
  id: string;
  reviewId: string;
  teamId: string;
  /** The review's name. */
  name: string;
  kind: JobKind;
  state: JobState;
  /** When it was put into the outbox, for the first time or again, in milliseconds since 1970. */
  since: number;
  /** Slack's word for what went wrong, or the network's; null if there was no attempt. */
  error: string | null;
  attempts: number;
}

/** A post that waits longer than this counts as stuck, in milliseconds: a rate limit or a restart is over by then. */
const WAITING_LONG_MS = 10 * 60 * 1000;

/** Jobs that no process has claimed. */
const STOPPABLE: readonly JobState[] = ['refused', 'uncertain', 'pending'];

/** What was refused, may or may not be posted, or waits for long; oldest first. */
export async function listStuckJobs(db: Kysely<PostingDatabase>, now: number): Promise<StuckJob[]> {
  const rows = await db
    .selectFrom('slack_outbox as job')
    .innerJoin('reviews', 'reviews.id', 'job.review_id')
    .selectAll('job')
    .select('reviews.name')
    .where((where) =>
      where.or([
        where('job.state', 'in', ['refused', 'uncertain']),
        where.and([
          where('job.state', 'in', ['pending', 'sending']),
          where('job.queued_at', '<=', now - WAITING_LONG_MS),
        ]),
      ]),
    )
    .orderBy('job.queued_at')
    .orderBy('job.review_id')
    .orderBy('job.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reviewId: row.review_id,
    teamId: row.team_id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    since: row.queued_at,
    error: row.last_error,
    attempts: row.attempts,
  }));
}

/**
 * Has a stuck post tried again by the next bot that looks, within 30 s. One whose answer was lost may then stand there twice.
 * False where it is being sent just now, is posted, or is gone.
 */
export async function retryJob(db: Kysely<PostingDatabase>, jobId: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('slack_outbox')
    .set({ state: 'pending', not_before: now, queued_at: now, notice_due_at: null })
    .where('id', '=', jobId)
    .where('state', 'in', STOPPABLE)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Gives a stuck post up: only its requester can have it posted, by the notice's button. With a review's message goes what
 * waits for it. False as in {@link retryJob}.
 */
export async function dropJob(db: Kysely<PostingDatabase>, jobId: string): Promise<boolean> {
  return transact(db, async (trx) => {
    const dropped = await trx
      .updateTable('slack_outbox')
      .set({ state: 'dropped', notice_due_at: null })
      .where('id', '=', jobId)
      .where('state', 'in', STOPPABLE)
      .returning(['review_id', 'kind'])
      .executeTakeFirst();
    if (dropped !== undefined && kindOf(dropped.kind).postedAs === 'message') {
      await trx
        .updateTable('slack_outbox')
        .set({ state: 'dropped', notice_due_at: null })
        .where('review_id', '=', dropped.review_id)
        .where('state', 'in', STOPPABLE)
        .execute();
    }
    return dropped !== undefined;
  });
}
