import type { Transaction } from 'kysely';
import type { Refusal, ReviewAction, Standing } from './action.ts';
import { decide } from './decide.ts';
import { refreshLists } from './lists/refresh.ts';
import type { Review, ReviewEvent } from './record.ts';
import { appendEvent, changingColumns, concernRow } from './review-rows.ts';
import { findReview, insertRevision } from './review-store.ts';
import type { ReviewTables } from './tables.ts';

export interface AskedAction {
  teamId: string;
  reviewId: string;
  action: ReviewAction;
  actorId: string;
  /** What is known of the actor. Default: may decide, and is in no group. */
  standing?: Partial<Standing> | undefined;
}

export type ActionOutcome =
  /** `events` is empty where nothing had to change, as after a second press. */
  | { ok: true; review: Review; events: readonly ReviewEvent[] }
  /** `review`: as stored now. */
  | { ok: false; kind: 'refused'; refusal: Refusal; review: Review }
  | { ok: false; kind: 'missing' };

/** More than people press at the same time. */
const ATTEMPTS = 100;

/**
 * Takes an action, if the review's current state allows it. Concurrent actions are applied one after the other. Where two want
 * the same, one wins, and the refusal tells the other who and when.
 */
export async function actOnReview(
  trx: Transaction<ReviewTables>,
  { teamId, reviewId, action, actorId, standing = {} }: AskedAction,
  now: number,
): Promise<ActionOutcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await findReview(trx, teamId, reviewId);
    if (before === undefined) return { ok: false, kind: 'missing' };
    const decided = decide(before, action, { ...standing, userId: actorId, at: now });
    if (!decided.ok) return { ok: false, kind: 'refused', refusal: decided.refusal, review: before };
    const { review, events } = decided;
    if (events.length === 0 || (await store(trx, before, review, events, now))) return { ok: true, review, events };
  }
  throw new Error(`Review ${reviewId} changed during each of ${ATTEMPTS} attempts`);
}

/** Returns false, and stores nothing, where somebody was faster. */
async function store(
  trx: Transaction<ReviewTables>,
  before: Review,
  after: Review,
  events: readonly ReviewEvent[],
  now: number,
): Promise<boolean> {
  const updated = await trx
    .updateTable('reviews')
    .set({ ...changingColumns(after), updated_at: now })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  if (after.latest !== before.latest) await insertRevision(trx, after.id, after.latest);
  for (const concern of after.concerns) {
    if (before.concerns.includes(concern)) continue;
    const { review_id: _, id: __, ...changing } = concernRow(after.id, concern);
    await trx
      .insertInto('review_concerns')
      .values(concernRow(after.id, concern))
      .onConflict((conflict) => conflict.columns(['review_id', 'id']).doUpdateSet(changing))
      .execute();
  }
  for (const [index, event] of events.entries()) await appendEvent(trx, after.id, before.version + 1 + index, event);
  const people = events.flatMap(peopleIn);
  const renamed = after.latest.workload.name !== before.latest.workload.name;
  await refreshLists(trx, after, { people, renamed, now });
  return true;
}

/** Who takes part in the review by an event: its actor, and a new owner. */
const peopleIn = (event: ReviewEvent): string[] =>
  event.kind === 'decider-set' && event.deciderId !== null ? [event.actorId, event.deciderId] : [event.actorId];
