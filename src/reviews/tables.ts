import type { InferenceOptionId } from '../recommender/index.ts';
import type { ReviewState } from './record.ts';

/**
 * The lists on a person's home tab. `needs-me`: open reviews waiting for this person. `open`: not decided. `decided`: accepted
 * or overridden. `revisit`: today's recommendation differs.
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
    /** The latest revision. */
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
    /** Highest first: when it came into the list; in `needs-me` what is due stands above that. */
    at: number;
    /** Words separated by spaces. */
    needs: string;
  };
  /** Results of replaying reviews with newer quotas and prices. */
  review_replays: {
    review_id: string;
    team_id: string;
    facts_version: string;
    /** What the replay recommends; null where no option fits. */
    choice: InferenceOptionId | null;
    differs: number;
    limit_broken: number;
    /** USD per year; null where it is unknown. */
    saving_usd: number | null;
    /** Always 0. Version 0.2.0 has a digest of those with 1. */
    waits_for_digest: number;
    replayed_at: number;
  };
  /** The versions of quotas and prices with which all reviews were replayed. */
  review_replay_runs: { facts_version: string; finished_at: number };
  /** What decisions with a noted endpoint cost one month later, and their estimates. Deleted with their review. */
  review_calibrations: {
    review_id: string;
    team_id: string;
    /** The decision's time: one that was taken back isn't measured for the next. */
    decided_at: number;
    /** As it was noted when the last attempt started. */
    endpoint: string;
    /** `waiting`: for an attempt after `not_before`. The others are final; `unreadable` until another endpoint is noted. */
    state: 'waiting' | 'measured' | 'unreadable';
    attempts: number;
    not_before: number;
    /** Measured ÷ estimated; null where there is none. */
    ratio: number | null;
    /** The figures, as JSON; null while it is waiting. */
    calibration: string | null;
    measured_at: number | null;
  };
  /** The reminders of a review's due date, and the nudges since its last event. Deleted with their review. */
  review_reminders: {
    review_id: string;
    kind: 'due' | 'nudge';
    /** The due date, or when something happened last: a row about anything else is over. */
    about: string;
    /** Those posted about it. */
    count: number;
    /** A day such as `2026-11-30`; null for no more. */
    next_on: string | null;
    /** 1 where somebody needs no more of them. */
    is_stopped: number;
  };
  /** Every prefix of every word of a review's name, for everybody who may see it. */
  review_words: {
    review_id: string;
    team_id: string;
    viewer: string;
    prefix: string;
    /** When the review was created. */
    created_at: number;
  };
}
