import type { Transaction } from 'kysely';
import { type Forgetting, type ReviewRows, readRows, withoutMember } from './forget-member.ts';
import type { History } from './history.ts';
import type { Review } from './record.ts';
import { eventOf, reviewOf, revisionOf } from './review-rows.ts';
import type { ReviewTables } from './tables.ts';

/** A review as it was stored at a moment, as text. It is kept row by row, so that people are forgotten in it as in the record. */
type Snapshot = string;

/** What a snapshot holds: the review, and all that had happened to it. */
export interface ReviewThen extends History {
  review: Review;
}

/** Takes a snapshot of a review, without the words that filled its forms. */
export async function takeSnapshot(trx: Transaction<ReviewTables>, reviewId: string): Promise<Snapshot> {
  const rows = await readRows(trx, reviewId);
  if (rows === undefined) throw new Error(`Review ${reviewId} doesn't exist`);
  return write({ ...rows, revisions: rows.revisions.map((row) => ({ ...row, heard: null })), people: [] });
}

export function readSnapshot(snapshot: Snapshot): ReviewThen {
  const { review: row, concerns, ...rows } = read(snapshot);
  const revisions = rows.revisions.toSorted((one, other) => one.revision - other.revision).map(revisionOf);
  const latest = revisions.find(({ revision }) => revision === row.revision);
  if (latest === undefined) throw new Error(`The snapshot of review ${row.id} lacks revision ${row.revision}`);
  const events = rows.events.toSorted((one, other) => one.position - other.position).map(eventOf);
  return {
    review: reviewOf(
      row,
      latest,
      concerns.toSorted((one, other) => one.id - other.id),
    ),
    revisions,
    events,
  };
}

/** Returns a snapshot in which a person is replaced, as in the record. */
export const forgetInSnapshot = (snapshot: Snapshot, forgetting: Forgetting): Snapshot =>
  write(withoutMember(read(snapshot), forgetting));

const write = (rows: ReviewRows): Snapshot => JSON.stringify(rows);
const read = (snapshot: Snapshot) => JSON.parse(snapshot) as ReviewRows;
