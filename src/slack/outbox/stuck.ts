import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { JobKind, JobState, PostingDatabase } from '../tables.ts';
import { kindOf, kindsThat, READABLE } from './job-kinds.ts';

/** A post that needs an administrator. */
export interface StuckJob {
  id: string;
  /** What it is about. */
  subject: 'review' | 'delivery';
  subjectId: string;
  teamId: string;
  /** The review's name, or what is posted. */
  name: string;
  kind: JobKind;
  state: JobState;
  /** When it was last queued, in milliseconds since 1970. */
  since: number;
  /** The error code from Slack or the network; null if no attempt failed. */
  error: string | null;
  attempts: number;
}

/** Waiting time after which a post counts as stuck, in milliseconds. Rate limits and restarts are over by then. */
const WAITING_LONG_MS = 10 * 60 * 1000;

/** States of jobs that no process has claimed. */
const STOPPABLE: readonly JobState[] = ['refused', 'uncertain', 'pending'];

/** Lists posts that were refused, are uncertain, or have waited for long, oldest first. */
export async function listStuckJobs(db: Kysely<PostingDatabase>, now: number): Promise<StuckJob[]> {
  const rows = await db
    .selectFrom('slack_outbox as job')
    .leftJoin('reviews', 'reviews.id', 'job.about_review_id')
    .selectAll('job')
    .select('reviews.name')
    .where('job.kind', 'in', READABLE)
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
    .orderBy('job.subject_id')
    .orderBy('job.position')
    .execute();
  return rows.map(({ kind, ...row }) => ({
    id: row.id,
    subject: kindOf(kind).subject ?? 'review',
    subjectId: row.subject_id,
    teamId: row.team_id,
    name: row.name ?? kindOf(kind).noticeWords(''),
    kind,
    state: row.state,
    since: row.queued_at,
    error: row.last_error,
    attempts: row.attempts,
  }));
}

/**
 * Queues a stuck post again. A running bot tries it within 30 s. If Slack's answer was lost, it may then be posted twice.
 * Returns false where it is being sent, is posted, or is gone.
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
 * Gives up a stuck post, and with a review's message everything that waits for it. Only its requester can still post it, with
 * the notice's button. Returns false as in {@link retryJob}.
 */
export async function dropJob(db: Kysely<PostingDatabase>, jobId: string): Promise<boolean> {
  return transact(db, async (trx) => {
    const dropped = await trx
      .updateTable('slack_outbox')
      .set({ state: 'dropped', notice_due_at: null })
      .where('id', '=', jobId)
      .where('state', 'in', STOPPABLE)
      .returning(['subject_id', 'kind'])
      .executeTakeFirst();
    if (dropped !== undefined && kindsThat(({ postedAs }) => postedAs === 'message').includes(dropped.kind)) {
      await trx
        .updateTable('slack_outbox')
        .set({ state: 'dropped', notice_due_at: null })
        .where('subject_id', '=', dropped.subject_id)
        .where('state', 'in', STOPPABLE)
        .execute();
    }
    return dropped !== undefined;
  });
}
