import type { Kysely } from 'kysely';
import { type Job, jobOf } from './job.ts';
import { type Lane, readyJobs } from './ready-jobs.ts';
import type { PostingDatabase } from './tables.ts';

/**
 * Takes the next due job of a lane, if there is one. It is marked `sending` before Slack is called, in one statement: of
 * several posters on one database only one gets it, and after a crash it is known that it may have been posted.
 */
export async function claimJob(db: Kysely<PostingDatabase>, lane: Lane, now: number): Promise<Job | undefined> {
  const row = await db
    .updateTable('slack_outbox')
    .set((set) => ({ state: 'sending', claimed_at: now, attempts: set('attempts', '+', 1) }))
    .where('state', '=', 'pending')
    .where('id', '=', () =>
      readyJobs(db)
        .select('job.id')
        .where('job.team_id', '=', lane.teamId)
        .where('post.channel_id', '=', lane.channelId)
        .where('job.not_before', '<=', now)
        .orderBy('job.queued_at')
        .orderBy('job.review_id')
        .orderBy('job.position')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
  return row && jobOf(row);
}
