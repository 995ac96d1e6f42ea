import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { type Job, jobOf } from './job.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { PostingDatabase } from './tables.ts';

/** Attempts to tell somebody, about five minutes long. */
const MOST_ATTEMPTS = 10;
/** Longer than one attempt takes. */
const LEASE_MS = 20_000;

/**
 * Takes the next notice that is due. It is due again soon, so that a crash does not swallow it; a notice that was told is
 * taken out by `settleNotice`. Several failures of one review are one notice.
 */
export async function claimNotice(db: Kysely<PostingDatabase>, now: number): Promise<Job | undefined> {
  return transact(db, async (trx) => {
    const row = await trx
      .updateTable('slack_outbox')
      .set((set) => ({ notice_due_at: now + LEASE_MS, notice_attempts: set('notice_attempts', '+', 1) }))
      .where('notice_due_at', '<=', now)
      .where('id', '=', (where) =>
        where
          .selectFrom('slack_outbox as due')
          .select('due.id')
          .where('due.notice_due_at', '<=', now)
          .orderBy('due.notice_due_at')
          .orderBy('due.position')
          .limit(1),
      )
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return undefined;
    await trx
      .updateTable('slack_outbox')
      .set({ notice_due_at: null })
      .where('review_id', '=', row.review_id)
      .where('id', '!=', row.id)
      .execute();
    return jobOf(row);
  });
}

/** `told` or `never`: it is over. `later`: again after a while, though not for ever. */
export async function settleNotice(
  db: Kysely<PostingDatabase>,
  job: Job,
  outcome: 'told' | 'later' | 'never',
  now: number,
): Promise<void> {
  const again = outcome === 'later' && job.noticeAttempts < MOST_ATTEMPTS;
  await db
    .updateTable('slack_outbox')
    .set({ notice_due_at: again ? now + retryDelayMs(job.noticeAttempts) : null })
    .where('id', '=', job.id)
    .where('notice_attempts', '=', job.noticeAttempts)
    .execute();
}

/** When the next notice is due, in milliseconds since 1970. */
export async function findNextNotice(db: Kysely<PostingDatabase>): Promise<number | undefined> {
  const row = await db
    .selectFrom('slack_outbox')
    .select((select) => select.fn.min('notice_due_at').as('due_at'))
    .executeTakeFirst();
  return row?.due_at ?? undefined;
}
