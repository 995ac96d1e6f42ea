import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Review } from '../../reviews/record.ts';
import type { JobKind, PostingDatabase } from '../tables.ts';
import { findPost } from './posts.ts';

/** Whom to tell, privately, if a post goes wrong. */
export interface Requester {
  userId: string;
  /** Of the command or the form: 5 messages within 30 minutes. A secret: never logged. `expiresAt` is in milliseconds since 1970. */
  responseAddress?: { url: string; expiresAt: number };
}

/** What somebody asked in a review's thread. */
export interface Question {
  /** Slack's id of the event that brought it. */
  eventId: string;
  words: string;
  /** Slack's id of the message that asks, which is its time too, such as `1800000001.000100`. */
  ts: string;
}

/** Due whatever the clock says. */
const AT_ONCE = 0;

/**
 * Adds what is to be posted of a review's version, behind what is there already, in the transaction that stores the version.
 * The same kind for the same version a second time changes nothing.
 */
export async function enqueue(
  trx: Transaction<PostingDatabase>,
  review: Pick<Review, 'id' | 'teamId' | 'version'>,
  kinds: readonly JobKind[],
  requester: Requester,
  now: number,
): Promise<void> {
  const jobs = kinds.map((kind) => ({ kind, asked_event: '', asked_words: null, asked_at: 0 }));
  await add(trx, review, jobs, requester, now);
}

/** Adds the answer to a question, behind those to earlier questions, in the transaction that hears it. */
export async function enqueueAnswer(
  trx: Transaction<PostingDatabase>,
  review: Pick<Review, 'id' | 'teamId' | 'version'>,
  { eventId, words, ts }: Question,
  requester: Requester,
  now: number,
): Promise<void> {
  const job = { kind: 'answer', asked_event: eventId, asked_words: words, asked_at: microsecondsOf(ts, now) } as const;
  await add(trx, review, [job], requester, now);
}

/**
 * Slack's `ts` in microseconds since 1970; `now`, in milliseconds, stands in for what is none. A channel has each `ts` once, with
 * six digits behind the point (https://docs.slack.dev/messaging/retrieving-messages).
 */
function microsecondsOf(ts: string, now: number): number {
  return /^\d{1,10}\.\d{6}$/.test(ts) ? Number(ts.replace('.', '')) : now * 1000;
}

async function add(
  trx: Transaction<PostingDatabase>,
  review: Pick<Review, 'id' | 'teamId' | 'version'>,
  jobs: readonly Pick<PostingDatabase['slack_outbox'], 'kind' | 'asked_event' | 'asked_words' | 'asked_at'>[],
  requester: Requester,
  now: number,
): Promise<void> {
  const { last } = await trx
    .selectFrom('slack_outbox')
    .select((select) => select.fn.max('position').as('last'))
    .where('review_id', '=', review.id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('slack_outbox')
    .values(
      jobs.map((job, index) => ({
        ...job,
        id: randomUUID(),
        review_id: review.id,
        team_id: review.teamId,
        position: (last ?? 0) + 1 + index,
        version: review.version,
        state: 'pending' as const,
        attempts: 0,
        not_before: AT_ONCE,
        requester_id: requester.userId,
        response_url: requester.responseAddress?.url ?? null,
        response_url_expires_at: requester.responseAddress?.expiresAt ?? null,
        notice_attempts: 0,
        queued_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['review_id', 'kind', 'version', 'asked_event']).doNothing())
    .execute();
}

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
async function requeueJobs(db: Kysely<PostingDatabase>, press: Press, now: number): Promise<boolean> {
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
