import type { Kysely } from 'kysely';
import type { PostingDatabase } from './tables.ts';

/** The posts of one channel, which go out one at a time. Channels do not wait for each other. */
export interface Lane {
  teamId: string;
  channelId: string;
}

/**
 * The pending jobs whose turn it is: nothing of their review that comes before is still to be posted, and a reply or an
 * update has its message. When they are due is another question.
 *
 * Answers follow each other by Slack's time of the question, because two questions may be stored in the wrong order. Everything
 * else follows in the order in which it was stored and waits for no answer: two orders in one queue could wait for each
 * other for ever.
 */
export function readyJobs(db: Kysely<PostingDatabase>) {
  return db
    .selectFrom('slack_outbox as job')
    .innerJoin('slack_posts as post', 'post.review_id', 'job.review_id')
    .where('job.state', '=', 'pending')
    .where((where) => where.or([where('job.kind', '=', 'message'), where('post.message_ts', 'is not', null)]))
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
                  both('earlier.kind', '!=', 'answer'),
                  both('earlier.position', '<', both.ref('job.position')),
                ]),
                both.and([
                  both('earlier.kind', '=', 'answer'),
                  both('job.kind', '=', 'answer'),
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

/** The lanes that have something to post, now or later, and when the first of it is due. */
export async function findLanes(db: Kysely<PostingDatabase>): Promise<{ lane: Lane; dueAt: number }[]> {
  const rows = await readyJobs(db)
    .select(['job.team_id', 'post.channel_id'])
    .select((select) => select.fn.min('job.not_before').as('due_at'))
    .groupBy(['job.team_id', 'post.channel_id'])
    .execute();
  return rows.map((row) => ({ lane: { teamId: row.team_id, channelId: row.channel_id }, dueAt: row.due_at }));
}

/** The lane of one review. */
export async function findLane(db: Kysely<PostingDatabase>, reviewId: string): Promise<Lane | undefined> {
  const row = await db
    .selectFrom('slack_posts')
    .select(['team_id', 'channel_id'])
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  return row && { teamId: row.team_id, channelId: row.channel_id };
}
