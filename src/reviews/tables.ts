import type { ReviewState } from './review.ts';

/** The record's tables. Times are milliseconds since 1970, JSON is text: the same on the embedded and the server database. */
export interface ReviewTables {
  reviews: {
    id: string;
    team_id: string;
    requester_id: string;
    /** The name of the latest workload. */
    name: string;
    state: ReviewState;
    /** The latest revision. */
    revision: number;
    created_at: number;
    updated_at: number;
  };
  review_revisions: {
    review_id: string;
    revision: number;
    workload: string;
    recommendation: string;
    facts_version: string;
    author_id: string;
    created_at: number;
  };
  /** What happened, in order. Rows are only ever added. */
  review_events: {
    review_id: string;
    position: number;
    kind: string;
    actor_id: string;
    /** What belongs to this kind of event, as JSON. */
    detail: string;
    created_at: number;
  };
}
