import { type Kysely, sql, type Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import { RATE_LIMITS } from '../connection/slack-errors.ts';
import type { PostingDatabase } from '../tables.ts';
import { enqueue, type Job, jobOf } from './enqueue.ts';
import { kindOf, kindsThat, type Lasting, READABLE } from './job-kinds.ts';
import { findPost, type Post } from './posts.ts';

/**
 * Claims the job at the head of a lane, if it is due. One statement marks it as `sending` before Slack is called, so only one of
 * several posters gets it, and after a crash it is known that it may have been posted.
 */
export async function claimJob(db: Kysely<PostingDatabase>, lane: Lane, now: number): Promise<Job | undefined> {
  const row = await db
    .updateTable('slack_outbox')
    .set((set) => ({ state: 'sending', claimed_at: now, attempts: set('attempts', '+', 1) }))
    .where('state', '=', 'pending')
    .where('not_before', '<=', now)
    .where('id', '=', () => headsOfLanes(db, now, lane).select('id'))
    .returningAll()
    .executeTakeFirst();
  return row && jobOf(row);
}

/** Where a job goes. */
const CHANNEL = sql<string>`coalesce(job.channel_id, post.channel_id)`;

/** The posts of one channel, which are made one at a time, by one process at a time. Channels don't wait for each other. */
export interface Lane {
  teamId: string;
  channelId: string;
}

/**
 * The first job of each lane, or of one. What is being sent comes first, then what Slack's rate limit puts off: both keep the
 * whole lane waiting, in every process. The rest goes in the order in which it was stored, and a post that is put off keeps later
 * ones behind it. What may fail by itself doesn't: edits, webhooks, and a post that a proxy refuses.
 */
function headsOfLanes(db: Kysely<PostingDatabase>, now: number, lane?: Lane) {
  const inOrder = kindsThat(({ postedAs }) => postedAs === 'message' || postedAs === 'reply');
  const rank = sql`case
    when job.state = 'sending' or (job.not_before > ${now} and job.last_error in (${sql.join(RATE_LIMITS)})) then -1
    when job.not_before <= ${now} or (job.kind in (${sql.join(inOrder)}) and job.last_error not like 'http_4%') then 0
    else job.not_before end`;
  const order = sql`${rank}, job.queued_at, job.subject_id, job.position`;
  const placed = openJobs(db)
    .$if(lane !== undefined, (jobs) =>
      jobs.where('job.team_id', '=', lane?.teamId ?? '').where(CHANNEL, '=', lane?.channelId ?? ''),
    )
    .select(['job.id', 'job.team_id', CHANNEL.as('channel_id'), 'job.state', 'job.not_before'])
    .select(sql<number>`row_number() over (partition by job.team_id, ${CHANNEL} order by ${order})`.as('place'));
  return db.selectFrom(placed.as('head')).where('place', '=', 1);
}

/**
 * The jobs that are being sent, and the pending ones that nothing blocks: no earlier job of their subject is open, and a reply or
 * an update has its message. They may not be due yet. Webhooks go out beside each other.
 *
 * Answers are ordered by Slack's time of the question, because two questions may be stored in the wrong order. Everything else
 * is ordered by when it was stored and never waits for an answer: two orders in one queue could deadlock.
 */
function openJobs(db: Kysely<PostingDatabase>) {
  const webhooks = kindsThat(({ postedAs }) => postedAs === 'webhook');
  const alone = kindsThat(({ postedAs }) => postedAs === 'message' || postedAs === 'webhook');
  const answers = kindsThat(({ answersQuestion }) => answersQuestion === true);
  return db
    .selectFrom('slack_outbox as job')
    .leftJoin('slack_posts as post', 'post.review_id', 'job.subject_id')
    .where('job.kind', 'in', READABLE)
    .where((where) =>
      where.or([
        where('job.state', '=', 'pending'),
        where.and([where('job.state', '=', 'sending'), where('job.kind', 'not in', webhooks)]),
      ]),
    )
    .where((where) =>
      where.or([
        where('job.kind', 'in', alone),
        where(where.fn.coalesce('job.message_ts', 'post.message_ts'), 'is not', null),
      ]),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('slack_outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.subject_id', '=', 'job.subject_id')
            .where('earlier.state', 'in', ['pending', 'sending'])
            .where((both) =>
              both.or([
                both.and([
                  both('earlier.kind', 'not in', answers),
                  both('earlier.position', '<', both.ref('job.position')),
                ]),
                both.and([
                  both('earlier.kind', 'in', answers),
                  both('job.kind', 'in', answers),
                  both(
                    both.refTuple('earlier.asked_at', 'earlier.position'),
                    '<',
                    both.refTuple('job.asked_at', 'job.position'),
                  ),
                ]),
              ]),
            ),
        ),
      ),
    );
}

/** Returns the lanes where something can be posted, and from when. Those where something is being sent aren't among them. */
export async function findLanes(db: Kysely<PostingDatabase>, now: number): Promise<{ lane: Lane; dueAt: number }[]> {
  const heads = headsOfLanes(db, now).where('state', '=', 'pending');
  const rows = await heads.select(['team_id', 'channel_id', 'not_before']).execute();
  return rows.map((row) => ({ lane: { teamId: row.team_id, channelId: row.channel_id }, dueAt: row.not_before }));
}

/** Returns the lane of the last post about a review, or to a receiver of webhooks. */
export async function findLane(db: Kysely<PostingDatabase>, subjectId: string): Promise<Lane | undefined> {
  const row = await db
    .selectFrom('slack_outbox as job')
    .leftJoin('slack_posts as post', 'post.review_id', 'job.subject_id')
    .select(['job.team_id', CHANNEL.as('channel_id')])
    .where('job.subject_id', '=', subjectId)
    .orderBy('job.position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { teamId: row.team_id, channelId: row.channel_id };
}

/** Returns where a job goes: to its own place, or to its review's. */
export async function postOf(db: Kysely<PostingDatabase>, { place, teamId, subjectId }: Job): Promise<Post> {
  const post = place
    ? { ...UNSHOWN, ...place, messageTs: place.messageTs ?? undefined }
    : await findPost(db, teamId, subjectId);
  if (post === undefined) throw new Error(`Review ${subjectId} has no channel`);
  return post;
}

const UNSHOWN = { detailsTs: undefined, canBeInvited: false, shownVersion: 0, detailsVersion: 0 } as const;

/** Where a post is, and the version of the review that it shows. */
export interface Sent {
  channelId: string;
  ts: string;
  version: number;
}

/** Clears the response URL and the words of a question, which are no longer needed. */
const DONE = { state: 'done', response_url: null, response_url_expires_at: null, asked_words: null } as const;

/** The columns of a lasting post. */
const COLUMNS = {
  message: { ts: 'message_ts', version: 'shown_version' },
  details: { ts: 'details_ts', version: 'details_version' },
} as const satisfies Record<Lasting, object>;

/** Marks a job as posted, whatever its state. `now`: milliseconds since 1970. */
export async function settleSent(db: Kysely<PostingDatabase>, job: Job, sent: Sent, now: number): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .updateTable('slack_outbox')
      .set({ ...DONE, last_error: null, notice_due_at: null })
      .where('id', '=', job.id)
      .execute();
    const { postedAs, lasting } = kindOf(job.kind);
    if (lasting === undefined) return;
    const { ts, version } = COLUMNS[lasting];
    const post = trx.updateTable('slack_posts').where('review_id', '=', job.subjectId);
    if (postedAs === 'edit') {
      await post
        .set({ [version]: sent.version })
        .where(version, '<', sent.version)
        .execute();
      return;
    }
    const place = { [ts]: sent.ts, [version]: sent.version };
    const { numUpdatedRows } = await post
      .set(lasting === 'message' ? { ...place, channel_id: sent.channelId } : place)
      .where(ts, 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    if (lasting === 'message') await announceSuccessor(trx, job, now);
    else await requeueEdits(trx, job, sent.version);
  });
}

/** Queues the link to a review that was just posted, in the review that it replaced. */
async function announceSuccessor(
  trx: Transaction<PostingDatabase>,
  { subjectId: reviewId, teamId }: Job,
  now: number,
): Promise<void> {
  const replaced = await trx
    .selectFrom('reviews')
    .innerJoin('review_events as event', 'event.review_id', 'reviews.supersedes')
    .select(['event.review_id as id', 'event.position as version', 'event.actor_id as userId'])
    .where('reviews.id', '=', reviewId)
    .where('event.kind', '=', 'superseded')
    .executeTakeFirst();
  if (replaced === undefined) return;
  const { id, version, userId } = replaced;
  await enqueue(trx, { id, teamId, version }, ['successor-link', 'event-line'], { userId }, now);
}

/**
 * Queues edits of the first reply again that found nothing to edit, because its post was uncertain: it has turned out to be
 * there, and shows an older version.
 */
async function requeueEdits(
  trx: Transaction<PostingDatabase>,
  { subjectId: reviewId }: Job,
  shown: number,
): Promise<void> {
  const edits = kindsThat(({ postedAs, lasting }) => postedAs === 'edit' && lasting === 'details');
  await trx
    .updateTable('slack_outbox')
    .set({ state: 'pending' })
    .where('subject_id', '=', reviewId)
    .where('kind', 'in', edits)
    .where('state', '=', 'done')
    .where('version', '>', shown)
    .execute();
}

/** Queues a job again whose post was looked for and isn't there. */
export async function settleAbsent(db: Kysely<PostingDatabase>, job: Job, now: number): Promise<void> {
  await db
    .updateTable('slack_outbox')
    .set({ state: 'pending', not_before: now, notice_due_at: null })
    .where('id', '=', job.id)
    .where('state', '=', 'uncertain')
    .where('attempts', '=', job.attempts)
    .execute();
}

export async function settleNeedless(db: Kysely<PostingDatabase>, job: Job): Promise<void> {
  await ownClaim(db, job).set(DONE).execute();
}

/** Queues a job again, from a time in milliseconds since 1970. */
export async function settleAgain(
  db: Kysely<PostingDatabase>,
  job: Job,
  error: string | null,
  notBefore: number,
): Promise<void> {
  await ownClaim(db, job).set({ state: 'pending', last_error: error, not_before: notBefore }).execute();
}

/** Stops retrying a job. `noticeDueAt`: when to tell the requester, or null. */
export async function settleStopped(
  db: Kysely<PostingDatabase>,
  job: Job,
  outcome: { state: 'refused' | 'uncertain'; error: string; noticeDueAt: number | null },
): Promise<void> {
  await ownClaim(db, job)
    .set({ state: outcome.state, last_error: outcome.error, notice_due_at: outcome.noticeDueAt, notice_attempts: 0 })
    .execute();
}

/** The job, if this claim still holds it. Another poster may have taken it over as abandoned. */
function ownClaim(db: Kysely<PostingDatabase>, job: Job) {
  return db
    .updateTable('slack_outbox')
    .where('id', '=', job.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', job.attempts);
}

/** One of the bot's messages that somebody sees, and its review. */
export interface SeenMessage {
  teamId: string;
  reviewId: string;
  channelId: string;
  ts: string;
  /** Who sees it. */
  userId: string;
}

/**
 * Saves where a review's message is, if Slack's answer to its post was lost. What waited for it can then be posted. Returns
 * whether that was news. Ignores messages in other channels than the review's.
 */
export async function learnPlace(
  db: Kysely<PostingDatabase>,
  seen: SeenMessage,
  now: number = Date.now(),
): Promise<boolean> {
  const row = await db
    .selectFrom('slack_posts as post')
    .innerJoin('slack_outbox as job', 'job.subject_id', 'post.review_id')
    .selectAll('job')
    .where('post.review_id', '=', seen.reviewId)
    .where('post.team_id', '=', seen.teamId)
    .where('post.message_ts', 'is', null)
    .where('post.channel_id', 'in', namesOfPlace(seen))
    .where('job.kind', '=', 'message')
    .where('job.attempts', '>', 0)
    .executeTakeFirst();
  if (row === undefined) return false;
  // Version 0: it's unknown what the message shows, so the next update isn't skipped.
  await settleSent(db, jobOf(row), { channelId: seen.channelId, ts: seen.ts, version: 0 }, now);
  return true;
}

/** A direct message is stored by the person's id, and Slack names it by the channel's. */
const namesOfPlace = ({ channelId, userId }: SeenMessage): string[] =>
  channelId.startsWith('D') ? [channelId, userId] : [channelId];

/** How the pause between attempts grows, in milliseconds: it doubles each time. */
interface Pauses {
  firstMs: number;
  longestMs: number;
}

const PAUSES: Pauses = { firstMs: 500, longestMs: 60_000 };

export const retryDelayMs = (attempts: number, { firstMs, longestMs } = PAUSES): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 20));
