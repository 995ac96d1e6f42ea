import type { Selectable } from 'kysely';
import type { Recommendation, Workload } from '../recommender/index.ts';
import { withoutNul } from './given-words.ts';
import type { Concern, Decision, Review, Revision } from './record.ts';
import type { ReviewTables } from './tables.ts';

type ReviewRow = Selectable<ReviewTables['reviews']>;
type ConcernRow = Selectable<ReviewTables['review_concerns']>;

/** A review as its rows keep it. */
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
    recommendation: JSON.parse(row.recommendation) as Recommendation,
    factsVersion: row.facts_version,
    authorId: row.author_id,
    createdAt: row.created_at,
  };
}

function concernOf(row: ConcernRow): Concern {
  const { resolved_by: byId, resolved_at: at } = row;
  return {
    id: row.id,
    text: row.text,
    raised: { byId: row.raised_by, at: row.raised_at },
    resolved: byId === null || at === null ? null : { byId, at, note: row.note ?? '' },
  };
}

/** What an action may change of a review's own row. */
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
    decider_id: review.deciderId,
    decide_by: review.decideBy,
    endpoint: review.endpoint,
    superseded_by: review.supersededBy,
  };
}

export function concernRow(reviewId: string, { id, text, raised, resolved }: Concern): ConcernRow {
  return {
    review_id: reviewId,
    id,
    text,
    raised_by: raised.byId,
    raised_at: raised.at,
    resolved_by: resolved?.byId ?? null,
    resolved_at: resolved?.at ?? null,
    note: resolved?.note ?? null,
  };
}
