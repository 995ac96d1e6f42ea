import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { JobKind, PostingDatabase } from './tables.ts';

/** Whom to tell, privately, if a post goes wrong. */
export interface Requester {
  userId: string;
  /** Of the command or the form: 5 messages within 30 minutes. A secret: never logged. `expiresAt` is in milliseconds since 1970. */
  responseAddress?: { url: string; expiresAt: number };
}

/**
 * Adds what is to be posted for one revision of a review, behind what is there already, in the transaction that stores the
 * revision. The same kind for the same revision a second time changes nothing.
 */
export async function enqueue(
  trx: Transaction<PostingDatabase>,
  review: { reviewId: string; teamId: string; revision: number },
  kinds: readonly JobKind[],
  requester: Requester,
  now: number,
): Promise<void> {
  const { last } = await trx
    .selectFrom('slack_outbox')
    .select((select) => select.fn.max('position').as('last'))
    .where('review_id', '=', review.reviewId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('slack_outbox')
    .values(
      kinds.map((kind, index) => ({
        id: randomUUID(),
        review_id: review.reviewId,
        team_id: review.teamId,
        position: (last ?? 0) + 1 + index,
        kind,
        revision: review.revision,
        state: 'pending' as const,
        attempts: 0,
        not_before: now,
        requester_id: requester.userId,
        response_url: requester.responseAddress?.url ?? null,
        response_url_expires_at: requester.responseAddress?.expiresAt ?? null,
        notice_attempts: 0,
        queued_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['review_id', 'kind', 'revision']).doNothing())
    .execute();
}
