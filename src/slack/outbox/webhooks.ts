import type { Kysely, Transaction } from 'kysely';
import { audit, BOT_ACTOR } from '../../audit.ts';
import type { Logger } from '../../logger.ts';
import type { Forgetting } from '../../reviews/forget-member.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { forgetInSnapshot, takeSnapshot } from '../../reviews/snapshot.ts';
import { webhookTypeOf } from '../../reviews/told-events.ts';
import type { PostingDatabase } from '../tables.ts';
import { add, type Job } from './enqueue.ts';

// What other programs are told of a review is queued with the posts, for each receiver apart.

/** Webhooks of a review to one receiver keep their order, and no other subject waits for them. */
const subjectOf = (reviewId: string, receiver: number): string => `${reviewId} receiver ${receiver}`;

/** Returns the review and the receiver, from 1 on, that a webhook's job is about. */
export function readSubject(subjectId: string): { reviewId: string; receiver: number } {
  const [reviewId = '', , receiver] = subjectId.split(' ');
  return { reviewId, receiver: Number(receiver) };
}

/**
 * Queues what each receiver is told of an event, if anything, in the transaction that stores the event. What they are told is the
 * review as it is now, whatever changes before it is sent. `receivers`: how many there are.
 */
export async function enqueueWebhooks(
  trx: Transaction<PostingDatabase>,
  { id, teamId, version }: Pick<Review, 'id' | 'teamId' | 'version'>,
  event: ReviewEvent,
  receivers: number,
  now: number,
): Promise<void> {
  if (receivers === 0 || webhookTypeOf(event) === undefined) return;
  const snapshot = await takeSnapshot(trx, id);
  for (let receiver = 1; receiver <= receivers; receiver++) {
    // Its lane is its own, so that a slow receiver holds up no channel.
    const lane = `webhook ${receiver}`;
    const about = {
      own_subject_id: subjectOf(id, receiver),
      about_review_id: id,
      team_id: teamId,
      channel_id: lane,
      message_ts: null,
    };
    const job = { kind: 'webhook', version, asked_event: lane, asked_words: snapshot, asked_at: 0 } as const;
    await add(trx, about, [job], { userId: '' }, now);
  }
}

/** Replaces a person in what is queued about a review, in the transaction that does so in the record. */
export async function forgetInWebhooks(
  trx: Transaction<PostingDatabase>,
  reviewId: string,
  forgetting: Forgetting,
): Promise<void> {
  const queued = await trx
    .selectFrom('slack_outbox')
    .select(['id', 'asked_words'])
    .where('about_review_id', '=', reviewId)
    .where('kind', '=', 'webhook')
    .execute();
  for (const { id, asked_words: snapshot } of queued) {
    if (snapshot === null) continue;
    const forgotten = forgetInSnapshot(snapshot, forgetting);
    await trx.updateTable('slack_outbox').set({ asked_words: forgotten }).where('id', '=', id).execute();
  }
}

/** Writes the audit line of a webhook that is no longer retried. Call it once that is stored. */
export function auditFailedWebhook(logger: Logger, { id, subjectId, teamId, attempts }: Job, error: string): void {
  const fields = { action: 'webhook-failed', actor: BOT_ACTOR, teamId, webhookId: id, attempts, error };
  audit(logger, { ...fields, ...readSubject(subjectId) }, 'Webhook not delivered; retries are over');
}

/** Counts what waits for receivers, and what is no longer retried. `lastError`: of what waits, if an attempt failed. */
export async function countWebhooks(
  db: Kysely<PostingDatabase>,
): Promise<{ waiting: number; givenUp: number; lastError: string | null }> {
  const rows = await db
    .selectFrom('slack_outbox')
    .select(['state', 'last_error'])
    .where('kind', '=', 'webhook')
    .where('state', 'in', ['pending', 'sending', 'refused'])
    .orderBy('claimed_at')
    .execute();
  const waiting = rows.filter(({ state }) => state !== 'refused');
  const lastError = waiting.findLast((row) => row.last_error !== null)?.last_error ?? null;
  return { waiting: waiting.length, givenUp: rows.length - waiting.length, lastError };
}
