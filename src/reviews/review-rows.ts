import type { Kysely, Selectable, Transaction } from 'kysely';
import type { TeamRules } from '../policy/team-rules.ts';
import { completed, type Recommendation, type Workload } from '../recommender/index.ts';
import type { ReadingLine } from '../wording/heard.ts';
import { withoutNul } from './action.ts';
import type { Approval, Candidate, Concern, Decision, Review, ReviewEvent, Revision } from './record.ts';
import type { ReviewTables } from './tables.ts';

type ReviewRow = Selectable<ReviewTables['reviews']>;

type ConcernRow = Selectable<ReviewTables['review_concerns']>;

export function reviewOf(row: ReviewRow, latest: Revision, concerns: readonly ConcernRow[]): Review {
  return {
    id: row.id,
    teamId: row.team_id,
    requesterId: row.requester_id,
    state: row.state,
    since: { byId: row.state_by, at: row.state_at, reason: row.state_reason },
    version: row.version,
    latest,
    concerns: concerns.map(concernOf),
    approvals: row.approvals === null ? [] : (JSON.parse(row.approvals) as Approval[]),
    candidate: row.candidate === null ? null : (JSON.parse(row.candidate) as Candidate),
    revisitOn: row.revisit_on,
    decision: row.decision === null ? null : (JSON.parse(row.decision) as Decision),
    deciderId: row.decider_id,
    decideBy: row.decide_by,
    endpoint: row.endpoint,
    supersedes: row.supersedes,
    supersededBy: row.superseded_by,
    isPublic: row.is_public === 1,
    createdAt: row.created_at,
  };
}

export function revisionOf(row: Selectable<ReviewTables['review_revisions']>): Revision {
  return {
    revision: row.revision,
    workload: JSON.parse(row.workload) as Workload,
    recommendation: completed(JSON.parse(row.recommendation) as Recommendation),
    factsVersion: row.facts_version,
    ...(row.heard === null ? {} : { heard: JSON.parse(row.heard) as ReadingLine[] }),
    ...(row.team === null ? {} : { team: JSON.parse(row.team) as TeamRules }),
    authorId: row.author_id,
    createdAt: row.created_at,
  };
}

function concernOf(row: ConcernRow): Concern {
  const { resolved_by: byId, resolved_at: at } = row;
  return {
    id: row.id,
    text: row.text,
    blocking: row.blocking === 1,
    raised: { byId: row.raised_by, at: row.raised_at },
    resolved: byId === null || at === null ? null : { byId, at, note: row.note ?? '' },
  };
}

/** The columns of a review's row that an action can change. */
export function changingColumns(review: Review) {
  return {
    name: withoutNul(review.latest.workload.name),
    state: review.state,
    choice: review.latest.recommendation.choice?.option ?? null,
    revision: review.latest.revision,
    version: review.version,
    state_by: review.since.byId,
    state_at: review.since.at,
    state_reason: review.since.reason,
    decision: review.decision === null ? null : JSON.stringify(review.decision),
    approvals: review.approvals.length === 0 ? null : JSON.stringify(review.approvals),
    candidate: review.candidate === null ? null : JSON.stringify(review.candidate),
    revisit_on: review.revisitOn,
    decider_id: review.deciderId,
    decide_by: review.decideBy,
    endpoint: review.endpoint,
    superseded_by: review.supersededBy,
  };
}

export function concernRow(reviewId: string, { id, text, blocking, raised, resolved }: Concern): ConcernRow {
  return {
    review_id: reviewId,
    id,
    text,
    blocking: blocking ? 1 : 0,
    raised_by: raised.byId,
    raised_at: raised.at,
    resolved_by: resolved?.byId ?? null,
    resolved_at: resolved?.at ?? null,
    note: resolved?.note ?? null,
  };
}

/** Appends the event that led a review to a version, in the transaction that changes it. */
export async function appendEvent(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  version: number,
  { kind, actorId, at, ...detail }: ReviewEvent,
): Promise<void> {
  await trx
    .insertInto('review_events')
    .values({
      review_id: reviewId,
      position: version,
      kind,
      actor_id: actorId,
      detail: JSON.stringify(detail),
      created_at: at,
    })
    .execute();
}

/** Returns the events of a review of this team, oldest first. */
export async function listEvents(db: Kysely<ReviewTables>, teamId: string, reviewId: string): Promise<ReviewEvent[]> {
  const rows = await db
    .selectFrom('review_events')
    .innerJoin('reviews', 'reviews.id', 'review_events.review_id')
    .selectAll('review_events')
    .where('review_events.review_id', '=', reviewId)
    .where('reviews.team_id', '=', teamId)
    .orderBy('review_events.position')
    .execute();
  return rows.map(eventOf);
}

/** Returns when a review's decision was last looked at again and kept, in milliseconds since 1970. */
export async function findLastRevisit(
  db: Kysely<ReviewTables>,
  { id, decision }: Pick<Review, 'id' | 'decision'>,
): Promise<number | undefined> {
  if (decision === null) return undefined;
  const { at } = await db
    .selectFrom('review_events')
    .select((select) => select.fn.max('created_at').as('at'))
    .where('review_id', '=', id)
    .where('kind', '=', 'revisited')
    .where('created_at', '>=', decision.at)
    .executeTakeFirstOrThrow();
  return at ?? undefined;
}

/**
 * Locks a review that is still at this version until the transaction ends, so that one process alone queues what is due of it.
 * Returns false where somebody has acted on it.
 */
export async function holdReview(
  trx: Transaction<ReviewTables>,
  { id, version }: Pick<Review, 'id' | 'version'>,
): Promise<boolean> {
  const held = await trx
    .updateTable('reviews')
    .set((set) => ({ updated_at: set.ref('updated_at') }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return held.numUpdatedRows === 1n;
}

export const eventOf = (row: ReviewTables['review_events']): ReviewEvent =>
  ({ kind: row.kind, actorId: row.actor_id, at: row.created_at, ...JSON.parse(row.detail) }) as ReviewEvent;
