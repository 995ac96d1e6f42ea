import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { FORMER_MEMBER, oneLine } from '../../wording/text.ts';
import { answerAt } from '../connection/clients.ts';
import { classifyFailure, errorOf } from '../connection/slack-errors.ts';
import type { Message } from '../render/message.ts';
import { escapeWithin, POSTED_AS_WRITTEN } from '../render/mrkdwn.ts';
import {
  buildFailedNotice,
  buildNoAccessNotice,
  buildNotInChannelNotice,
  buildNotPermittedNotice,
  buildUncertainNotice,
} from '../render/notices.ts';
import type { PostingDatabase } from '../tables.ts';
import type { SendingParts } from './deliver.ts';
import { CRASHED, type Job, jobOf } from './enqueue.ts';
import { kindOf, namesOf, READABLE } from './job-kinds.ts';
import { retryDelayMs } from './jobs.ts';
import type { Post, PostingWorkspace } from './posts.ts';

/** How long to try to reach somebody, in milliseconds: as long as a post. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

/** Pause before the next try where an admin must change something first, in milliseconds. */
const ONCE_PERMITTED_PAUSE_MS = 60 * 60 * 1000;

/** Longer than one attempt takes. */
const LEASE_MS = 20_000;

/**
 * Claims the next due notice, together with those about the same review to the same person: they become one. A claim expires,
 * so that a crash loses nothing, unless one of the functions below settles it.
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
          .where('due.kind', 'in', READABLE)
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
      .where('subject_id', '=', row.subject_id)
      .where('requester_id', '=', row.requester_id)
      .where('notice_due_at', '<=', now)
      .execute();
    return jobOf(row);
  });
}

/** `told` and `never` are final. `later` retries after a while, `once-permitted` after an hour, both for up to a day. */
type NoticeOutcome = 'told' | 'later' | 'once-permitted' | 'never';

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

/** Settles a job's notice without telling anyone, and makes the review's other notices due. */
export async function settleWithoutNotice(db: Kysely<PostingDatabase>, job: Job, now: number): Promise<void> {
  await leased(db, job).set({ notice_due_at: now }).where('id', '!=', job.id).execute();
}

/** Postpones a notice to a time in milliseconds since 1970. */
export async function postponeNotice(db: Kysely<PostingDatabase>, job: Job, until: number): Promise<void> {
  await leased(db, job).set({ notice_due_at: until }).where('id', '=', job.id).execute();
}

/** Returns when the next notice is due, in milliseconds since 1970. */
export async function findNextNotice(db: Kysely<PostingDatabase>): Promise<number | undefined> {
  const row = await db
    .selectFrom('slack_outbox')
    .select((select) => select.fn.min('notice_due_at').as('due_at'))
    .where('kind', 'in', READABLE)
    .executeTakeFirst();
  return row?.due_at ?? undefined;
}

/** The notices of this claim. A later failure is another notice. */
function leased(db: Kysely<PostingDatabase>, job: Job) {
  return db
    .updateTable('slack_outbox')
    .where('subject_id', '=', job.subjectId)
    .where('requester_id', '=', job.requesterId)
    .where('notice_due_at', '=', job.noticeDueAt ?? null);
}

type TellingParts = Pick<SendingParts, 'logger' | 'fetch' | 'now'> & Pick<PostingWorkspace, 'client'>;

/** Limit for a response URL, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Tells the requester privately: through the response URL while it works, then in a direct message. `later`: neither worked;
 * `once-permitted`: an admin must change something first; `never`: Slack won't deliver it.
 */
export async function tellRequester(parts: TellingParts, job: Job, notice: Message): Promise<NoticeOutcome> {
  if (job.requesterId === FORMER_MEMBER) return 'never';
  const { responseAddress } = job;
  if (responseAddress !== undefined && responseAddress.expiresAt > parts.now()) {
    const { fetch } = parts;
    if (await answerAt(responseAddress.url, notice, { replace: false, limitMs: PATIENCE_MS, fetch })) return 'told';
    parts.logger.info(namesOf(job), 'The response URL no longer works; sending a direct message');
  }
  try {
    await parts.client.chat.postMessage({ channel: job.requesterId, ...notice, ...POSTED_AS_WRITTEN });
    return 'told';
  } catch (error) {
    const failure = classifyFailure(error);
    parts.logger.error({ ...namesOf(job), failure }, 'Could not tell the requester about a failed post');
    const { kind } = failure;
    if (kind === 'not-permitted') return 'once-permitted';
    // A lost answer counts as not delivered: telling twice is better than never.
    return kind === 'no-access' || kind === 'content' || kind === 'gone' ? 'never' : 'later';
  }
}

const NAME_MAX = 100;

/** Tells the requester what became of a post that was refused or is uncertain. `name`: the review's. */
export function buildNotice(
  job: Job,
  { channelId, canBeInvited, name }: Post & { name: string },
  botUserId: string,
): Message {
  const { subjectId: reviewId } = job;
  const { noticeWords, postedAs } = kindOf(job.kind);
  const what = noticeWords(`*${escapeWithin(oneLine(name), NAME_MAX)}*`);
  if (job.lastError === CRASHED) return buildFailedNotice({ reviewId, what }, true);
  if (job.state === 'uncertain') return buildUncertainNotice({ reviewId, channelId, what });
  const [error = '', scope = ''] = (job.lastError ?? '').split(' ');
  const { kind, meaning, isInvitable } = errorOf(error);
  if (kind === 'not-permitted') {
    const missing = meaning === 'scope-missing' ? scope : undefined;
    return buildNotPermittedNotice({ reviewId, channelId, what, error, scope: missing });
  }
  if (kind !== 'no-access') return buildFailedNotice({ reviewId, what });
  const mayInvite = canBeInvited && isInvitable === true;
  const canMove = postedAs === 'message';
  if (!mayInvite && !canMove) return buildNoAccessNotice({ channelId, what });
  return buildNotInChannelNotice({ reviewId, channelId, what, canBeInvited: mayInvite, canMove, botUserId });
}
