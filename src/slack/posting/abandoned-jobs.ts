import type { Kysely } from 'kysely';
import type { PostingDatabase } from './tables.ts';

/**
 * Jobs that were claimed before that time and never settled: their process has died between the call and its answer, or
 * before the call. Nobody knows which, so a post becomes `uncertain` and the requester is asked; an update is repeated.
 */
export async function releaseAbandonedJobs(
  db: Kysely<PostingDatabase>,
  claimedBefore: number,
  now: number,
): Promise<void> {
  const abandoned = db
    .updateTable('slack_outbox')
    .where('state', '=', 'sending')
    .where('claimed_at', '<=', claimedBefore);
  await abandoned.set({ state: 'pending', not_before: now }).where('kind', '=', 'update').execute();
  await abandoned
    .set({ state: 'uncertain', last_error: 'interrupted', notice_due_at: now, notice_attempts: 0 })
    .where('kind', '!=', 'update')
    .execute();
}

/** When the oldest claimed job was claimed, in milliseconds since 1970. */
export async function findOldestClaim(db: Kysely<PostingDatabase>): Promise<number | undefined> {
  const row = await db
    .selectFrom('slack_outbox')
    .select((select) => select.fn.min('claimed_at').as('claimed_at'))
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return row?.claimed_at ?? undefined;
}
