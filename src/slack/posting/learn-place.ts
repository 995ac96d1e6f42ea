import type { Kysely } from 'kysely';
import { jobOf } from './job.ts';
import { settleSent } from './settle-job.ts';
import type { PostingDatabase } from './tables.ts';

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
