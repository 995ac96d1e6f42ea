import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Review } from '../../reviews/record.ts';
import type { JobKind, PostingDatabase } from './tables.ts';

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
