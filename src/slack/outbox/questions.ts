import { randomUUID } from 'node:crypto';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { Changes } from '../../wording/read-what-if.ts';
import type { AskedTables, PostingDatabase } from '../tables.ts';
import { enqueueAnswer, type Question } from './enqueue.ts';
import { findPostedReview, hasUnconfirmed } from './posts.ts';

interface AskedQuestion extends Question {
  teamId: string;
  channelId: string;
  /** The message that started the thread, or the question's if it isn't in one. */
  threadTs: string;
  userId: string;
}

type QuestionOutcome =
  /** The answer is in the outbox. `Poster.kick` posts it. */
  | { kind: 'queued'; reviewId: string }
  /** The thread belongs to no known review. `mayBeUnconfirmed`: it may belong to a review whose post was never confirmed. */
  | { kind: 'no-review'; mayBeUnconfirmed: boolean }
  | { kind: 'seen-before' };

/** Stores a question together with its queued answer, so that a crash loses neither: Slack doesn't redeliver for ever. */
export async function submitQuestion(
  db: Kysely<PostingDatabase>,
  asked: AskedQuestion,
  now: number = Date.now(),
): Promise<QuestionOutcome> {
  return transact(db, async (trx) => {
    const within: Kysely<PostingDatabase> = trx;
    const { teamId, channelId, threadTs, eventId, userId } = asked;
    if (!(await markSeenEvent(within, { teamId, eventId }, now))) return { kind: 'seen-before' };
    const reviewId = await findPostedReview(within, { teamId, channelId, messageTs: threadTs });
    const review = reviewId === undefined ? undefined : await findReview(within, teamId, reviewId);
    if (review === undefined) {
      return { kind: 'no-review', mayBeUnconfirmed: await hasUnconfirmed(within, teamId, channelId) };
    }
    await enqueueAnswer(trx, review, asked, { userId }, now);
    return { kind: 'queued', reviewId: review.id };
  });
}

/** Slack retries an event for up to five minutes (docs.slack.dev/apis/events-api#retries). A day is safe. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** Returns whether this is the first delivery of an event, to any process on this database, and remembers it. */
export async function markSeenEvent(
  db: Kysely<AskedTables>,
  { teamId, eventId }: { teamId: string; eventId: string },
  now: number = Date.now(),
): Promise<boolean> {
  const inserted = await db
    .insertInto('slack_heard_events')
    .values({ team_id: teamId, event_id: eventId, heard_at: now })
    .onConflict((conflict) => conflict.columns(['team_id', 'event_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** A signed request is accepted up to five minutes before its time and five after it. */
const SIGNED_MS = 10 * 60 * 1000;

/** Deletes events that Slack no longer redelivers, and signatures that are no longer accepted. */
export async function sweepSeenEvents(db: Kysely<AskedTables>, now: number = Date.now()): Promise<void> {
  const isOld = (where: ExpressionBuilder<AskedTables, 'slack_heard_events'>) =>
    where.or([
      where('heard_at', '<=', now - REMEMBERED_MS),
      where.and([where('event_id', 'like', 'v0=%'), where('heard_at', '<', now - SIGNED_MS)]),
    ]);
  await db.deleteFrom('slack_heard_events').where(isOld).execute();
}

export interface StoredWhatIf {
  id: string;
  reviewId: string;
  teamId: string;
  baseRevision: number;
  changes: Changes;
}

/**
 * Stores a change and returns an id for a button: the change may be too long for one. The `id` of an earlier change replaces
 * it, as when the same question is answered again.
 */
export async function saveWhatIf(
  db: Kysely<AskedTables>,
  { id = randomUUID(), reviewId, teamId, baseRevision, changes }: Omit<StoredWhatIf, 'id'> & { id?: string },
  now: number = Date.now(),
): Promise<string> {
  await db
    .insertInto('slack_what_ifs')
    .values({
      id,
      review_id: reviewId,
      team_id: teamId,
      base_revision: baseRevision,
      changes: JSON.stringify(changes),
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ base_revision: baseRevision, changes: JSON.stringify(changes) }),
    )
    .execute();
  return id;
}

/** Returns a change that this team asked about. The caller checks its content when it applies it. */
export async function findWhatIf(
  db: Kysely<AskedTables>,
  teamId: string,
  id: string,
): Promise<StoredWhatIf | undefined> {
  const row = await db
    .selectFrom('slack_what_ifs')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      reviewId: row.review_id,
      teamId: row.team_id,
      baseRevision: row.base_revision,
      changes: JSON.parse(row.changes) as Changes,
    }
  );
}
