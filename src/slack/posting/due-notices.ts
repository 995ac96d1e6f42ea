import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { type Job, jobOf } from './job.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { PostingDatabase } from './tables.ts';

/** How long somebody who cannot be reached is tried, in milliseconds: as long as a post is. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
/** How soon the telling is tried again where an admin has to change something first, in milliseconds. */
const ONCE_PERMITTED_PAUSE_MS = 60 * 60 * 1000;
/** Longer than one attempt takes. */
const LEASE_MS = 20_000;

/**
 * Takes the next notice that is due, and with it those of the same review to the same person: they are one notice. They are due again soon, so
 * that a crash does not swallow them, until one of the functions below settles them.
 */
export async function claimNotice(db: Kysely<PostingDatabase>, now: number): Promise<Job | undefined> {
  const leasedUntil = now + LEASE_MS;
  return transact(db, async (trx) => {
    const row = await trx
      .updateTable('slack_outbox')
      .set((set) => ({ notice_due_at: leasedUntil, notice_attempts: set('notice_attempts', '+', 1) }))
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
      .set({ notice_due_at: leasedUntil })
      .where('review_id', '=', row.review_id)
      .where('requester_id', '=', row.requester_id)
      .where('notice_due_at', '<=', now)
      .execute();
    return jobOf(row);
  });
}

/** `told` or `never`: it is over. `later`: again after a while, `once-permitted`: after an hour, neither for more than a day. */
export type NoticeOutcome = 'told' | 'later' | 'once-permitted' | 'never';

export async function settleNotice(
  db: Kysely<PostingDatabase>,
  job: Job,
  outcome: NoticeOutcome,
  now: number,
): Promise<void> {
  const isOver = outcome === 'told' || outcome === 'never' || now - job.queuedAt >= GIVE_UP_AFTER_MS;
  const pauseMs = outcome === 'once-permitted' ? ONCE_PERMITTED_PAUSE_MS : retryDelayMs(job.noticeAttempts);
  await leased(db, job)
    .set({ notice_due_at: isOver ? null : now + pauseMs })
    .execute();
}

/** It was found out without the requester what became of the job; what is left of the review's notices is due at once. */
export async function settleWithoutNotice(db: Kysely<PostingDatabase>, job: Job, now: number): Promise<void> {
  await leased(db, job).set({ notice_due_at: now }).where('id', '!=', job.id).execute();
}

/** It is looked at again at that time, in milliseconds since 1970. */
export async function postponeNotice(db: Kysely<PostingDatabase>, job: Job, until: number): Promise<void> {
  await leased(db, job).set({ notice_due_at: until }).where('id', '=', job.id).execute();
}

/** When the next notice is due, in milliseconds since 1970. */
export async function findNextNotice(db: Kysely<PostingDatabase>): Promise<number | undefined> {
  const row = await db
    .selectFrom('slack_outbox')
    .select((select) => select.fn.min('notice_due_at').as('due_at'))
    .executeTakeFirst();
  return row?.due_at ?? undefined;
}

/** What this claim took; a failure that came later is a notice of its own. */
function leased(db: Kysely<PostingDatabase>, job: Job) {
  return db
    .updateTable('slack_outbox')
    .where('review_id', '=', job.reviewId)
    .where('requester_id', '=', job.requesterId)
    .where('notice_due_at', '=', job.noticeDueAt ?? null);
}
