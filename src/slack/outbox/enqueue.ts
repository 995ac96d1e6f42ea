import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { ExtraId } from '../../deploy/extras.ts';
import type { Review } from '../../reviews/record.ts';
import { type CodeFormat, writeChoice } from '../render/thread/deploy.ts';
import type { JobKind, JobState, PostingDatabase, PostingTables } from '../tables.ts';
import { findPost } from './posts.ts';

export interface Job {
  id: string;
  /** What it is about; `subject` of its kind says whether that is a review. */
  subjectId: string;
  teamId: string;
  /** Where it goes, if that isn't its review's {@link Post}. */
  place: Place | undefined;
  kind: JobKind;
  /** The version of the review that it is about. */
  version: number;
  state: JobState;
  /** Attempts so far, including this one. Identifies a claim. */
  attempts: number;
  /** Milliseconds since 1970. */
  queuedAt: number;
  /** When it was last claimed. Milliseconds since 1970. */
  claimedAt: number | undefined;
  lastError: string | undefined;
  requesterId: string;
  noticeAttempts: number;
  /** When the claim on its notice ends. Milliseconds since 1970. */
  noticeDueAt: number | undefined;
  responseAddress: { url: string; expiresAt: number } | undefined;
  /** Of an answer: what was asked. Of a measurement: the text and the files, as JSON. Of code: the format. Of what isn't about a change, and of a webhook: what it says or why, as JSON. */
  content: string | undefined;
}

/** Where something is, or will be, posted that isn't a review's message or its first reply. */
export interface Place {
  channelId: string;
  /** Null until its message is posted. */
  messageTs: string | null;
}

export function jobOf(row: Selectable<PostingTables['slack_outbox']>): Job {
  const { response_url: url, response_url_expires_at: expiresAt, channel_id: channelId, message_ts: messageTs } = row;
  return {
    id: row.id,
    subjectId: row.subject_id,
    teamId: row.team_id,
    place: channelId === null ? undefined : { channelId, messageTs },
    kind: row.kind,
    content: row.asked_words ?? undefined,
    version: row.version,
    state: row.state,
    attempts: row.attempts,
    queuedAt: row.queued_at,
    claimedAt: row.claimed_at ?? undefined,
    lastError: row.last_error ?? undefined,
    requesterId: row.requester_id,
    noticeAttempts: row.notice_attempts,
    noticeDueAt: row.notice_due_at ?? undefined,
    responseAddress: url === null || expiresAt === null ? undefined : { url, expiresAt },
  };
}

/** Who is told, privately, if a post fails. */
export interface Requester {
  userId: string;
  /** A response URL: takes 5 messages within 30 minutes. Secret: never logged. `expiresAt`: milliseconds since 1970. */
  responseAddress?: { url: string; expiresAt: number } | undefined;
}

/** A question in a review's thread, or a measurement. */
export interface Question {
  /** Default: `answer`. */
  kind?: 'answer' | 'measurement';
  /** Slack's id of the event. */
  eventId: string;
  words: string;
  /** The message's timestamp, such as `1800000001.000100`. */
  ts: string;
}

/** The error code of a job whose process died each time. */
export const CRASHED = 'crashed_3_times';

/** Due immediately, whatever the clock says. */
export const AT_ONCE = 0;

/** Queues posts about a review's version, in the transaction that stores the version. Queuing the same post twice does nothing. */
export async function enqueue(
  trx: Transaction<PostingDatabase>,
  review: Pick<Review, 'id' | 'teamId' | 'version'>,
  kinds: readonly JobKind[],
  requester: Requester,
  now: number,
): Promise<void> {
  const jobs = kinds.map((kind) => ({ ...UNASKED, kind, version: review.version }));
  await add(trx, aboutReview(review), jobs, requester, now);
}

/** Queues the answer to a question, in the transaction that stores the question. */
export async function enqueueAnswer(
  trx: Transaction<PostingDatabase>,
  review: Pick<Review, 'id' | 'teamId' | 'version'>,
  { kind = 'answer', eventId, words, ts }: Question,
  requester: Requester,
  now: number,
): Promise<void> {
  const asked = { asked_event: eventId, asked_words: words, asked_at: microsecondsOf(ts, now) };
  await add(trx, aboutReview(review), [{ ...asked, kind, version: review.version }], requester, now);
}

/** Queues the code of what was chosen. `viewId`: Slack's id of the dialog, so that one that Slack sends twice is posted once. */
export async function submitCode(
  db: Kysely<PostingDatabase>,
  review: Pick<Review, 'id' | 'teamId' | 'version'>,
  viewId: string,
  { format, extras }: { readonly format: CodeFormat; readonly extras: readonly ExtraId[] },
  requester: Requester,
  now: number = Date.now(),
): Promise<void> {
  const asked = { asked_event: viewId, asked_words: writeChoice(format, extras), asked_at: 0 };
  const job = { ...asked, kind: 'code', version: review.version } as const;
  await transact(db, (trx) => add(trx, aboutReview(review), [job], requester, now));
}

/**
 * Converts Slack's `ts` to microseconds since 1970; uses `now`, in milliseconds, for a malformed one. A `ts` is unique in its
 * channel and has six decimals (https://docs.slack.dev/messaging/retrieving-messages).
 */
const microsecondsOf = (ts: string, now: number): number =>
  /^\d{1,10}\.\d{6}$/.test(ts) ? Number(ts.replace('.', '')) : now * 1000;

/** What a post is about, and where it goes unless `slack_posts` says so. */
type About = Pick<
  PostingTables['slack_outbox'],
  'own_subject_id' | 'about_review_id' | 'team_id' | 'channel_id' | 'message_ts'
>;

export const aboutReview = ({ id, teamId }: Pick<Review, 'id' | 'teamId'>): About => ({
  own_subject_id: null,
  about_review_id: id,
  team_id: teamId,
  channel_id: null,
  message_ts: null,
});

/** Of everything but questions. */
export const UNASKED = { asked_event: '', asked_words: null, asked_at: 0 } as const;

export async function add(
  trx: Transaction<PostingDatabase>,
  about: About,
  jobs: readonly Pick<PostingTables['slack_outbox'], 'kind' | 'version' | 'asked_event' | 'asked_words' | 'asked_at'>[],
  requester: Requester,
  now: number,
): Promise<void> {
  const { last } = await trx
    .selectFrom('slack_outbox')
    .select((select) => select.fn.max('position').as('last'))
    .where('subject_id', '=', about.own_subject_id ?? about.about_review_id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('slack_outbox')
    .values(
      jobs.map((job, index) => ({
        ...about,
        ...job,
        id: randomUUID(),
        position: (last ?? 0) + 1 + index,
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
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface Press {
  teamId: string;
  reviewId: string;
  /** Posts only what this person requested; everything where absent. */
  requesterId?: string;
  /** Another channel to post in. A user's id stands for the direct message with that user. */
  channelId?: string;
  /** The press's response URL, valid for another 30 minutes. */
  responseAddress?: Requester['responseAddress'];
}

/**
 * Queues what was refused or is uncertain again. Returns whether there was anything: of two presses only one finds something.
 * A message that is already posted isn't moved.
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
      .where('subject_id', '=', press.reviewId)
      .where('state', 'in', ['refused', 'uncertain', 'dropped'])
      .where('last_error', 'is distinct from', CRASHED)
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

export type PressOutcome =
  | { kind: 'posted' | 'already-there'; channelId: string; messageTs: string }
  /** It is being posted, or is waiting for Slack. */
  | { kind: 'under-way' }
  /** It was refused or is uncertain again; the requester gets another notice. */
  | { kind: 'not-posted' }
  /** This team has no such review. */
  | { kind: 'missing' };

/** Queues a review's failed posts again, posts them, and returns the result. */
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
    .where('subject_id', '=', reviewId)
    .where('kind', '=', 'message')
    .where('state', 'in', ['refused', 'uncertain', 'dropped'])
    .executeTakeFirst();
  return row !== undefined;
}
