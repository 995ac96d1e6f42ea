import type { Kysely } from 'kysely';
import { findPost } from './posts.ts';
import { type Press, requeueJobs } from './requeue-jobs.ts';
import type { PostingDatabase } from './tables.ts';

/** What a press of a notice's button came to. */
export type PressOutcome =
  | { kind: 'posted' | 'already-there'; channelId: string; messageTs: string }
  /** It is being posted, or waits for Slack. */
  | { kind: 'under-way' }
  /** It was refused again, or nobody knows again; the requester has another notice. */
  | { kind: 'not-posted' }
  /** This team has no such review. */
  | { kind: 'missing' };

/** Puts a review back into the outbox, if it is not there, has it posted, and says how it stands. */
export async function postAgain(
  { db, kick, now }: { db: Kysely<PostingDatabase>; kick: (reviewId: string) => Promise<void>; now: () => number },
  press: Press,
): Promise<PressOutcome> {
  const requeued = await requeueJobs(db, press, now());
  if (requeued) await kick(press.reviewId);
  const post = await findPost(db, press.teamId, press.reviewId);
  if (post === undefined) return { kind: 'missing' };
  const { channelId, messageTs } = post;
  if (messageTs !== undefined) return { kind: requeued ? 'posted' : 'already-there', channelId, messageTs };
  return (await isStopped(db, press)) ? { kind: 'not-posted' } : { kind: 'under-way' };
}

async function isStopped(db: Kysely<PostingDatabase>, { teamId, reviewId }: Press): Promise<boolean> {
  const row = await db
    .selectFrom('slack_outbox')
    .select('id')
    .where('team_id', '=', teamId)
    .where('review_id', '=', reviewId)
    .where('kind', '=', 'message')
    .where('state', 'in', ['refused', 'uncertain', 'dropped'])
    .executeTakeFirst();
  return row !== undefined;
}
