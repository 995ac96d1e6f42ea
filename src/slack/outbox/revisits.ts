import { type Kysely, sql, type Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import { dueDay, isLate } from '../../reviews/calendar.ts';
import { holdReview } from '../../reviews/review-rows.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { aboutReview, add } from './enqueue.ts';
import { type LookAt, type Occasion, unsurvived } from './look.ts';
import type { Attempt } from './starts.ts';
import type { BringingUp, Work } from './upkeep.ts';

interface RevisitParts extends BringingUp {
  attempt: Attempt;
  lookAt: LookAt;
}

/** Of reading one endpoint, in milliseconds. */
const LOOK_LIMIT_MS = 60_000;

/**
 * Brings up decisions that are due to be looked at again, each once, whatever the number of processes. The endpoint of one that is
 * stopped counts as not read.
 */
export function createRevisits(parts: RevisitParts): Work {
  const { db, kick, attempt, isServed, lookAt, timeZone, now = Date.now } = parts;
  const controller = new AbortController();
  const { signal } = controller;

  async function bringUp({ teamId, reviewId, on }: DueRevisit): Promise<void> {
    const review = await findReview(db, teamId, reviewId);
    if (review?.decision == null || review.revisitOn !== on) return;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(LOOK_LIMIT_MS)]);
    const look = async () => ({ seen: await lookAt(review, limited) });
    const looked = await attempt({ ...review, kind: 'revisited' }, look);
    const seen = looked === undefined ? await unsurvived(review) : looked.seen;
    if (signal.aborted) return;
    const occasion: Occasion = { on, isLate: isLate(on, now(), timeZone), ...(seen && { seen }) };
    const asked = { asked_event: `due ${on}`, asked_words: JSON.stringify(occasion), asked_at: 0 };
    const job = { ...asked, kind: 'revisited', version: review.version } as const;
    const isQueued = await transact(db, async (trx) => {
      const isHeld = (await holdReview(trx, review)) && (await isDue(trx, review.id, on));
      if (isHeld) await add(trx, aboutReview(review), [job], { userId: review.requesterId }, now());
      return isHeld;
    });
    if (isQueued) await kick(reviewId);
  }

  return {
    async run() {
      for (const due of await dueRevisits(db, dueDay(now(), timeZone))) {
        if (signal.aborted) return;
        if (await isServed(due.teamId)) await bringUp(due);
      }
    },
    stop: () => controller.abort(),
  };
}

interface DueRevisit {
  reviewId: string;
  teamId: string;
  /** The day, such as `2027-02-27`. */
  on: string;
}

/** Returns decisions of all teams whose revisit was due on this day or before, and of which no post was queued; the oldest first. */
async function dueRevisits(db: Kysely<PostingDatabase>, day: string): Promise<DueRevisit[]> {
  const rows = await dueOn(db, day)
    .select(['reviews.id', 'reviews.team_id', 'reviews.revisit_on'])
    .orderBy('reviews.revisit_on')
    .orderBy('reviews.id')
    .execute();
  return rows.map(({ id: reviewId, team_id: teamId, revisit_on: on }) => ({ reviewId, teamId, on: on ?? '' }));
}

async function isDue(trx: Transaction<PostingDatabase>, reviewId: string, on: string): Promise<boolean> {
  const found = await dueOn(trx, on).select('reviews.id').where('reviews.id', '=', reviewId).executeTakeFirst();
  return found !== undefined;
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
            .where('told.kind', '=', 'revisited')
            .where('told.asked_event', '=', sql<string>`'due ' || reviews.revisit_on`),
        ),
      ),
    );
}
