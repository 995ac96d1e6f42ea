import type { Kysely } from 'kysely';
import type { PostingDatabase } from '../tables.ts';
import { type Job, jobOf, kindsThat } from './job-kinds.ts';

/**
 * Claims the next due job of a lane. One statement marks it as `sending` before Slack is called, so only one of several posters
 * gets it, and after a crash it is known that it may have been posted.
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

/** The posts of one channel, which are made one at a time. Channels don't wait for each other. */
export interface Lane {
  teamId: string;
  channelId: string;
}

/**
 * The pending jobs that nothing blocks: no earlier job of their review is open, and a reply or an update has its message. They
 * may not be due yet.
 *
 * Answers are ordered by Slack's time of the question, because two questions may be stored in the wrong order. Everything else
 * is ordered by when it was stored and never waits for an answer: two orders in one queue could deadlock.
 */
function readyJobs(db: Kysely<PostingDatabase>) {
  const messages = kindsThat(({ postedAs }) => postedAs === 'message');
  const answers = kindsThat(({ answersQuestion }) => answersQuestion === true);
  return db
    .selectFrom('slack_outbox as job')
    .innerJoin('slack_posts as post', 'post.review_id', 'job.review_id')
    .where('job.state', '=', 'pending')
    .where((where) => where.or([where('job.kind', 'in', messages), where('post.message_ts', 'is not', null)]))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('slack_outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.review_id', '=', 'job.review_id')
            .where('earlier.state', 'in', ['pending', 'sending'])
            .where((both) =>
              both.or([
                both.and([
                  both('earlier.kind', 'not in', answers),
                  both('earlier.position', '<', both.ref('job.position')),
                ]),
                both.and([
                  both('earlier.kind', 'in', answers),
                  both('job.kind', 'in', answers),
                  both(
                    both.refTuple('earlier.asked_at', 'earlier.position'),
                    '<',
                    both.refTuple('job.asked_at', 'job.position'),
                  ),
                ]),
              ]),
            ),
        ),
      ),
    );
}

/** Returns the lanes with something to post, and when the first of it is due. */
export async function findLanes(db: Kysely<PostingDatabase>): Promise<{ lane: Lane; dueAt: number }[]> {
  const rows = await readyJobs(db)
    .select(['job.team_id', 'post.channel_id'])
    .select((select) => select.fn.min('job.not_before').as('due_at'))
    .groupBy(['job.team_id', 'post.channel_id'])
    .execute();
  return rows.map((row) => ({ lane: { teamId: row.team_id, channelId: row.channel_id }, dueAt: row.due_at }));
}

/** Returns the lane of a review. */
export async function findLane(db: Kysely<PostingDatabase>, reviewId: string): Promise<Lane | undefined> {
  const row = await db
    .selectFrom('slack_posts')
    .select(['team_id', 'channel_id'])
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  return row && { teamId: row.team_id, channelId: row.channel_id };
}
