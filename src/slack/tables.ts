import type { ReviewTables } from '../reviews/tables.ts';

/** Forms that are open in Slack. Times are milliseconds since 1970. */
export interface DraftTables {
  slack_drafts: {
    id: string;
    team_id: string;
    user_id: string;
    /** What was typed or chosen, by question, as JSON. */
    answers: string;
    /** The words that it was filled from, and who wrote them, as JSON; null where it was filled from none. */
    heard: string | null;
    /** A secret while it lives: whoever has it can write into the conversation. */
    response_url: string | null;
    response_url_expires_at: number | null;
    updated_at: number;
  };
}

/** What can be posted. `JOB_KINDS` in `outbox/job-kinds.ts` says what each kind is. The database keeps these names. */
export type JobKind = 'message' | 'details' | 'update' | 'revision-line' | 'state-line' | 'replay-line' | 'answer';

/**
 * `pending` → `sending` → `done`, `refused` (Slack said no), or `uncertain` (the answer never came: it may be posted).
 * `dropped`: an administrator gave it up; a press of *Post again* takes it up.
 * A failure that surely posted nothing leads back to `pending`.
 */
export type JobState = 'pending' | 'sending' | 'done' | 'refused' | 'uncertain' | 'dropped';

/** Where reviews stand in Slack, and what is still to be posted. Times are milliseconds since 1970. */
export interface PostingTables {
  slack_posts: {
    review_id: string;
    team_id: string;
    /** Where it is to stand; once posted, where Slack says that it stands. */
    channel_id: string;
    /** 0 where the app can never join, as in a direct message between two people. */
    can_be_invited: number;
    message_ts: string | null;
    details_ts: string | null;
    /** The review's version that the message shows; 0 before it is posted. */
    shown_version: number;
  };
  slack_outbox: {
    id: string;
    review_id: string;
    team_id: string;
    /** The order within the review. */
    position: number;
    kind: JobKind;
    /** The review's version that it is about. */
    version: number;
    state: JobState;
    attempts: number;
    not_before: number;
    claimed_at: number | null;
    /** Slack's word for it, or the network's; behind `missing_scope` a space and the scope. */
    last_error: string | null;
    /** Who is told, privately, if it goes wrong. */
    requester_id: string;
    /** A secret while it lives: whoever has it can write into the conversation. */
    response_url: string | null;
    response_url_expires_at: number | null;
    /** When the requester is to be told of the failure; null where there is nothing to tell, or no longer. */
    notice_due_at: number | null;
    notice_attempts: number;
    /** When it was put into the outbox, for the first time or again. */
    queued_at: number;
    /** Of an answer: the event that asked, so that each is answered once. '' for everything else. */
    asked_event: string;
    /** Of an answer: what was asked, until it is posted. */
    asked_words: string | null;
    /** Of an answer: Slack's time of the question, in microseconds since 1970. 0 for everything else, and from versions without it. */
    asked_at: number;
  };
  /** When each team had its last digest. */
  slack_digests: { team_id: string; last_at: number };
}

/** What posting reads and writes: its own tables, and the record and the questions that it renders from. */
export type PostingDatabase = PostingTables & ReviewTables & AskedTables;

/** What was asked of the bot in threads. Times are milliseconds since 1970. */
export interface AskedTables {
  /** Events that were taken up: Slack delivers one again where it did not hear that it arrived. */
  slack_heard_events: {
    team_id: string;
    event_id: string;
    heard_at: number;
  };
  /** Changes that somebody asked about, for the button that makes one a revision. They go with their review. */
  slack_what_ifs: {
    id: string;
    review_id: string;
    team_id: string;
    /** The revision that they are changes of. */
    base_revision: number;
    /** Fields and values, as JSON. */
    changes: string;
    created_at: number;
  };
}

export interface ErasureTables {
  /** Workspaces that removed the app, and when, in milliseconds since 1970. Their data is deleted after the grace period. */
  slack_uninstalls: { team_id: string; uninstalled_at: number };
}
