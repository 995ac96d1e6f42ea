import type { InferenceOptionId } from '../recommender/index.ts';
import type { ReviewState } from './record.ts';

/**
 * The lists on a person's home tab. `needs-me`: open reviews waiting for this person. `open`: not decided. `decided`: accepted
 * or overridden. `revisit`: of these, to be looked at again on a day.
 */
export type ReviewList = 'needs-me' | 'open' | 'decided' | 'revisit';

/** The record's tables. Times are milliseconds since 1970, and JSON is text, in both databases. */
export interface ReviewTables {
  reviews: {
    id: string;
    team_id: string;
    requester_id: string;
    /** The name of the latest workload. */
    name: string;
    state: ReviewState;
    /** What the latest revision recommends; null where no option fits. */
    choice: InferenceOptionId | null;
    revision: number;
    /** The number of events. A write names the version that was read, so that one of two concurrent writes wins. */
    version: number;
    /** Who brought it into its state, when and why. */
    state_by: string;
    state_at: number;
    state_reason: string | null;
    /** As JSON. */
    decision: string | null;
    /** As JSON; null without any. */
    approvals: string | null;
    /** As JSON. */
    candidate: string | null;
    /** A date such as `2027-02-27`. */
    revisit_on: string | null;
    decider_id: string | null;
    decide_by: string | null;
    endpoint: string | null;
    supersedes: string | null;
    superseded_by: string | null;
    /** 1 where everybody in the team may see it, 0 where only participants may. */
    is_public: number;
    created_at: number;
    updated_at: number;
  };
  /** How people corrected what was read from words. Deleted with their review. */
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
    /** What was understood of the words that filled its form, as JSON; null without words. */
    heard: string | null;
    /** The policy's rules for the team's decision, as JSON; null without a policy. */
    team: string | null;
    author_id: string;
    created_at: number;
  };
  review_concerns: {
    review_id: string;
    id: number;
    text: string;
    /** 1 where it has to be resolved before a decision. */
    blocking: number;
    raised_by: string;
    raised_at: number;
    /** This and the next two are null while it is open. */
    resolved_by: string | null;
    resolved_at: number | null;
    note: string | null;
  };
  /** Events, in order. Rows are never changed or removed. */
  review_events: {
    review_id: string;
    /** The review's version that it led to. */
    position: number;
    kind: string;
    actor_id: string;
    /** The rest of the event, as JSON. */
    detail: string;
    created_at: number;
  };
  /** Participants, including the owner. */
  review_people: { review_id: string; user_id: string };
  /** The lists that a review is in, for everybody in the team (`*`) or for each participant. */
  review_listings: {
    review_id: string;
    team_id: string;
    list: ReviewList;
    /** `*`, a person, or a user group in `needs-me`. */
    viewer: string;
    /** Highest first: when it came into the list; what is due on a day stands above that, in `needs-me` and `revisit`. */
    at: number;
    /** Words separated by spaces. */
    needs: string;
  };
  /** Who was forgotten, as a mark that only the person's id leads to. */
  forgotten_people: {
    mark: string;
    /** 1 where what they wrote was removed, too. */
    texts: number;
    forgotten_at: number;
  };
  /** Every prefix of every word of a review's name, for everybody who may see it. */
  review_words: {
    review_id: string;
    team_id: string;
    viewer: string;
    prefix: string;
    created_at: number;
  };
}
