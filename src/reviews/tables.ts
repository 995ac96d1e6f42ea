import type { InferenceOptionId } from '../recommender/index.ts';
import type { ReviewList } from './lists/entries.ts';
import type { ReviewState } from './record.ts';

/** The record's tables. Times are milliseconds since 1970, JSON is text: the same on the embedded and the server database. */
export interface ReviewTables {
  reviews: {
    id: string;
    team_id: string;
    requester_id: string;
    /** The name of the latest workload. */
    name: string;
    state: ReviewState;
    /** What the latest revision recommends; null where nothing fits. */
    choice: InferenceOptionId | null;
    /** The latest revision. */
    revision: number;
    /** How many events there are. Whoever writes names the version that was read, so that one of two wins. */
    version: number;
    /** Who brought it into its state, when and why. */
    state_by: string;
    state_at: number;
    state_reason: string | null;
    /** As JSON. */
    decision: string | null;
    decider_id: string | null;
    decide_by: string | null;
    endpoint: string | null;
    supersedes: string | null;
    superseded_by: string | null;
    /** 1 where everybody in the team may find it, 0 where only those who took part may. */
    is_public: number;
    created_at: number;
    updated_at: number;
  };
  /** What was submitted in place of what was read from words. They go with their review. */
  review_corrections: {
    review_id: string;
    team_id: string;
    /** As JSON, like the facts. */
    words: string;
    author_id: string;
    submitter_id: string;
    read_facts: string;
    submitted_facts: string;
    created_at: number;
  };
  review_revisions: {
    review_id: string;
    revision: number;
    workload: string;
    recommendation: string;
    facts_version: string;
    /** What was heard of the words that its form was filled with, as JSON; null where there were none. */
    heard: string | null;
    author_id: string;
    created_at: number;
  };
  review_concerns: {
    review_id: string;
    id: number;
    text: string;
    raised_by: string;
    raised_at: number;
    /** The next three are null while it is open. */
    resolved_by: string | null;
    resolved_at: number | null;
    note: string | null;
  };
  /** What happened, in order. Rows are only ever added. */
  review_events: {
    review_id: string;
    /** The review's version that it led to. */
    position: number;
    kind: string;
    actor_id: string;
    /** What belongs to this kind of event, as JSON. */
    detail: string;
    created_at: number;
  };
  /** Who took part, the one named to decide included. */
  review_people: { review_id: string; user_id: string };
  /** Where a review is listed, and for whom: everybody in the team (`*`), or each of those who took part. */
  review_listings: {
    review_id: string;
    team_id: string;
    list: ReviewList;
    viewer: string;
    /** Newest first. */
    at: number;
    /** Words with spaces between them. */
    needs: string;
  };
  /** What came of a review when it was run again by other quotas and prices than it was judged by. */
  review_replays: {
    review_id: string;
    team_id: string;
    facts_version: string;
    /** What was recommended then; null where nothing fits any more. */
    choice: InferenceOptionId | null;
    differs: number;
    limit_broken: number;
    /** A year; null where it is not known. */
    saving_usd: number | null;
    /** 1 where it is to be revisited, and neither its thread nor a digest has said so. */
    waits_for_digest: number;
    replayed_at: number;
  };
  /** The facts by which all reviews were run again. */
  review_replay_runs: { facts_version: string; finished_at: number };
  /** Every beginning of every word of a review's name, for whoever may find it. */
  review_words: {
    review_id: string;
    team_id: string;
    viewer: string;
    prefix: string;
    /** The review's own. */
    created_at: number;
  };
}
