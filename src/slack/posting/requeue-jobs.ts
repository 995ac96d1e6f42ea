import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Requester } from './outbox.ts';
import type { PostingDatabase } from './tables.ts';

/** What a person asked for with a button of a private notice. */
export interface Press {
  teamId: string;
  reviewId: string;
  /** Who presses: only what this person asked for is posted. Everything, where nobody is named. */
  requesterId?: string;
  /** Where to post, if not where it was refused. A user's id is that user's conversation with the bot. */
  channelId?: string;
  /** The button's own address, fresh for another 30 minutes. */
  responseAddress?: Requester['responseAddress'];
}

/**
 * Puts what was refused or is uncertain back into the outbox and answers whether there was anything. Of two presses only
 * one finds something. A message that stands somewhere is not moved.
 */
export async function requeueJobs(db: Kysely<PostingDatabase>, press: Press, now: number): Promise<boolean> {
  return transact(db, async (trx) => {
    const requeued = await trx
      .updateTable('slack_outbox')
      .set({
        state: 'pending',
        not_before: now,
        queued_at: now,
        notice_due_at: null,
        ...(press.responseAddress && {
          response_url: press.responseAddress.url,
          response_url_expires_at: press.responseAddress.expiresAt,
        }),
      })
      .where('team_id', '=', press.teamId)
      .where('review_id', '=', press.reviewId)
      .where('state', 'in', ['refused', 'uncertain', 'dropped'])
      .$if(press.requesterId !== undefined, (jobs) => jobs.where('requester_id', '=', press.requesterId ?? ''))
      .executeTakeFirst();
    if (requeued.numUpdatedRows === 0n) return false;
    if (press.channelId !== undefined) {
      await trx
        .updateTable('slack_posts')
        .set({ channel_id: press.channelId, can_be_invited: /^[DUW]/.test(press.channelId) ? 0 : 1 })
        .where('team_id', '=', press.teamId)
        .where('review_id', '=', press.reviewId)
        .where('message_ts', 'is', null)
        .execute();
    }
    return true;
  });
}
