import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Recommendation, Workload } from '../recommender/index.ts';
import { isRepeated, mayBeRevised, nextRevision, type Review, type Revision } from './review.ts';
import { appendEvent } from './review-events.ts';
import type { ReviewTables } from './tables.ts';

export interface NewReview {
  /** Given where a second press of the same button must not make a second review; otherwise a random one. */
  id?: string;
  teamId: string;
  requesterId: string;
  workload: Workload;
  recommendation: Recommendation;
}

export interface NewRevision {
  teamId: string;
  reviewId: string;
  /** The revision whose answers were changed. */
  baseRevision: number;
  authorId: string;
  workload: Workload;
  recommendation: Recommendation;
}

export type RevisionOutcome =
  | { ok: true; review: Review }
  /** Somebody else changed the answers meanwhile. */
  | { ok: false; kind: 'stale'; review: Review }
  /** It is decided: its answers stand. */
  | { ok: false; kind: 'closed'; review: Review }
  /** This team has no such review. */
  | { ok: false; kind: 'missing' };

/** Stores a proposal as revision 1. The same id a second time stores nothing: `created` is then false. */
export async function createReview(
  trx: Transaction<ReviewTables>,
  asked: NewReview,
  now: number,
): Promise<{ review: Review; created: boolean }> {
  const id = asked.id ?? randomUUID();
  const inserted = await trx
    .insertInto('reviews')
    .values({
      id,
      team_id: asked.teamId,
      requester_id: asked.requesterId,
      name: asked.workload.name,
      state: 'proposed',
      revision: 1,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  const created = inserted.numInsertedOrUpdatedRows === 1n;
  if (created) {
    await insertRevision(trx, id, 1, { ...asked, authorId: asked.requesterId }, now);
    await appendEvent(trx, id, { kind: 'created', actorId: asked.requesterId, at: now, revision: 1 });
  }
  const review = await findReview(trx, asked.teamId, id);
  if (review === undefined) throw new Error(`Review ${id} belongs to another team`);
  return { review, created };
}

/**
 * Stores changed answers as the next revision, if the answers they were made from are still the latest. Of two people who
 * change them at once, one wins and the other is told. The same answers by the same person a second time store nothing.
 */
export async function addRevision(
  trx: Transaction<ReviewTables>,
  asked: NewRevision,
  now: number,
): Promise<RevisionOutcome> {
  const before = await findReview(trx, asked.teamId, asked.reviewId);
  if (before === undefined) return { ok: false, kind: 'missing' };
  if (!mayBeRevised(before.state)) return { ok: false, kind: 'closed', review: before };
  if (isRepeated(before, asked)) return { ok: true, review: before };
  const next = nextRevision(before, asked.baseRevision);
  if (next === undefined) return { ok: false, kind: 'stale', review: before };
  const updated = await trx
    .updateTable('reviews')
    .set({ revision: next, name: asked.workload.name, updated_at: now })
    .where('id', '=', asked.reviewId)
    .where('team_id', '=', asked.teamId)
    .where('state', '=', before.state)
    .where('revision', '=', asked.baseRevision)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return { ok: false, kind: 'stale', review: before };
  const latest = await insertRevision(trx, asked.reviewId, next, asked, now);
  await appendEvent(trx, asked.reviewId, { kind: 'revised', actorId: asked.authorId, at: now, revision: next });
  return { ok: true, review: { ...before, latest } };
}

/** A review of this team, with its latest revision. Another team's is not found. */
export async function findReview(
  db: Kysely<ReviewTables>,
  teamId: string,
  reviewId: string,
): Promise<Review | undefined> {
  const row = await db
    .selectFrom('reviews')
    .select(['id', 'team_id', 'requester_id', 'state', 'revision', 'created_at'])
    .where('id', '=', reviewId)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const latest = await findRevision(db, teamId, reviewId, row.revision);
  if (latest === undefined) throw new Error(`Review ${reviewId} has no revision ${row.revision}`);
  return {
    id: row.id,
    teamId: row.team_id,
    requesterId: row.requester_id,
    state: row.state,
    latest,
    createdAt: row.created_at,
  };
}

/** One revision of a review of this team. */
export async function findRevision(
  db: Kysely<ReviewTables>,
  teamId: string,
  reviewId: string,
  revision: number,
): Promise<Revision | undefined> {
  const row = await db
    .selectFrom('review_revisions')
    .innerJoin('reviews', 'reviews.id', 'review_revisions.review_id')
    .selectAll('review_revisions')
    .where('review_revisions.review_id', '=', reviewId)
    .where('review_revisions.revision', '=', revision)
    .where('reviews.team_id', '=', teamId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    revision: row.revision,
    workload: JSON.parse(row.workload) as Workload,
    recommendation: JSON.parse(row.recommendation) as Recommendation,
    factsVersion: row.facts_version,
    authorId: row.author_id,
    createdAt: row.created_at,
  };
}

async function insertRevision(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  revision: number,
  told: Pick<NewRevision, 'workload' | 'recommendation' | 'authorId'>,
  now: number,
): Promise<Revision> {
  const { workload, recommendation, authorId } = told;
  const factsVersion = recommendation.facts.version;
  await trx
    .insertInto('review_revisions')
    .values({
      review_id: reviewId,
      revision,
      workload: JSON.stringify(workload),
      recommendation: JSON.stringify(recommendation),
      facts_version: factsVersion,
      author_id: authorId,
      created_at: now,
    })
    .execute();
  return { revision, workload, recommendation, factsVersion, authorId, createdAt: now };
}
