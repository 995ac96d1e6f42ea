import { type Kysely, sql, type Transaction } from 'kysely';
import { BOT_ACTOR } from '../../audit.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { findDrift } from '../../reviews/review-rows.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { Occasion } from '../render/thread/since.ts';
import type { PostingDatabase } from '../tables.ts';
import { aboutReview, add } from './enqueue.ts';
import { actAndEnqueue } from './submit-review.ts';

// Queues the post that says what changed since a decision: when it is due to be looked at again, when quotas or prices have
// changed, and a month after it.

type About = Pick<Review, 'id' | 'teamId' | 'version' | 'requesterId' | 'revisitOn'>;

/**
 * Queues the post, in the transaction that stores what leads to it: once for each day that a revisit is due, version of quotas
 * and prices (`of`), and decision (`of`: its time). Nothing is queued shortly before a revisit is told, nor for a month shortly
 * after one: both would say the same.
 */
export async function enqueueSince(
  trx: Transaction<PostingDatabase>,
  review: About,
  occasion: Occasion,
  now: number,
  of: string | number = '',
): Promise<void> {
  const { why } = occasion;
  if (why !== 'due' && (await isSaidByRevisit(trx, review, why, now))) return;
  const mark = why === 'due' ? dueMark(occasion.on) : `${why} ${of}`;
  const asked = { asked_event: mark, asked_words: JSON.stringify(occasion), asked_at: 0 };
  const job = { ...asked, kind: 'since-line', version: review.version } as const;
  await add(trx, aboutReview(review), [job], { userId: review.requesterId }, now);
}

const dueMark = (on: string): string => `due ${on}`;

/** Days before a planned revisit, or after it, in which its post says what others would. */
const NEAR_MS = 3 * 86_400_000;

async function isSaidByRevisit(
  trx: Transaction<PostingDatabase>,
  { id, revisitOn }: About,
  why: 'facts' | 'month',
  now: number,
): Promise<boolean> {
  if (revisitOn === null) return false;
  const told = await trx
    .selectFrom('slack_outbox')
    .select('queued_at')
    .where('subject_id', '=', id)
    .where('kind', '=', 'since-line')
    .where('asked_event', '=', dueMark(revisitOn))
    .executeTakeFirst();
  if (told === undefined) return Date.parse(revisitOn) - now <= NEAR_MS;
  return why === 'month' && now - told.queued_at <= NEAR_MS;
}

/**
 * Notes drift and queues the post about the month after a decision, in the transaction that stores what was measured. Returns
 * the events that were stored.
 */
export async function tellMonth(
  trx: Transaction<PostingDatabase>,
  review: Review,
  { differences }: { differences: readonly string[] | null },
  now: number,
): Promise<readonly ReviewEvent[]> {
  const noted = await noteDrift(trx, review, differences, now);
  const occasion = { why: 'month', ...(differences && { differences }) } as const;
  await enqueueSince(trx, noted.review, occasion, now, review.decision?.at);
  return noted.events;
}

/** Notes how what runs differs from the decision, where that isn't what was noted last. Null: it wasn't read. */
export async function noteDrift(
  trx: Transaction<PostingDatabase>,
  review: Review,
  differences: readonly string[] | null,
  now: number,
): Promise<{ review: Review; events: readonly ReviewEvent[] }> {
  const db: Kysely<PostingDatabase> = trx;
  const before = differences === null ? null : await findDrift(db, review);
  if (differences === null || JSON.stringify(differences) === JSON.stringify(before)) return { review, events: [] };
  const { id: reviewId, teamId } = review;
  const action = { kind: 'note-drift', differences } as const;
  // No receiver hears of it.
  const outcome = await actAndEnqueue(trx, { teamId, reviewId, actorId: BOT_ACTOR, action }, 0, now);
  return outcome.ok ? outcome : { review, events: [] };
}

/** A decision to look at again. */
export interface DueRevisit {
  reviewId: string;
  teamId: string;
  /** The day, such as `2027-02-27`. */
  on: string;
}

/** Returns decisions of all teams whose revisit was due on this day or before, and of which no post was queued; the oldest first. */
export async function dueRevisits(db: Kysely<PostingDatabase>, day: string): Promise<DueRevisit[]> {
  const rows = await dueOn(db, day)
    .select(['reviews.id', 'reviews.team_id', 'reviews.revisit_on'])
    .orderBy('reviews.revisit_on')
    .orderBy('reviews.id')
    .execute();
  return rows.map(({ id: reviewId, team_id: teamId, revisit_on: on }) => ({ reviewId, teamId, on: on ?? '' }));
}

function dueOn(db: Kysely<PostingDatabase>, day: string) {
  return db
    .selectFrom('reviews')
    .where('reviews.state', 'in', ['accepted', 'overridden'])
    .where('reviews.revisit_on', '<=', day)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('slack_outbox as told')
            .select('told.id')
            .whereRef('told.subject_id', '=', 'reviews.id')
            .where('told.kind', '=', 'since-line')
            .where('told.asked_event', '=', sql<string>`'due ' || reviews.revisit_on`),
        ),
      ),
    );
}

/**
 * Locks a review that is still due and at this version, so that one process alone queues its post. Returns false where another
 * has, or somebody has acted on it.
 */
export async function holdDue(
  trx: Transaction<PostingDatabase>,
  { id, version, revisitOn }: Pick<Review, 'id' | 'version' | 'revisitOn'>,
): Promise<boolean> {
  const held = await (trx as unknown as Transaction<ReviewTables>)
    .updateTable('reviews')
    .set((set) => ({ updated_at: set.ref('updated_at') }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (held.numUpdatedRows !== 1n || revisitOn === null) return false;
  const due = await dueOn(trx, revisitOn).select('reviews.id').where('reviews.id', '=', id).executeTakeFirst();
  return due !== undefined;
}
