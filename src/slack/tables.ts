import type { GeneratedAlways } from 'kysely';
import type { ReviewTables } from '../reviews/tables.ts';

/** Drafts of open forms. Times are milliseconds since 1970. */
export interface DraftTables {
  slack_drafts: {
    id: string;
    team_id: string;
    user_id: string;
    /** Answers by question, as JSON. */
    answers: string;
    /** The words that filled it, and their author, as JSON; null without words. */
    heard: string | null;
    /** Secret while it is valid: anyone with it can post in the channel. */
    response_url: string | null;
    response_url_expires_at: number | null;
    updated_at: number;
  };
}

/** The kinds of posts, as stored. `JOB_KINDS` in `outbox/job-kinds.ts` defines them. */
export type JobKind =
  | 'message'
  | 'details'
  | 'update'
  | 'details-update'
  | 'successor-link'
  | 'event-line'
  | 'revisited'
  | 'reminder'
  | 'answer'
  | 'measurement'
  | 'code'
  | 'webhook';

/**
 * `pending` → `sending` → `done`, `refused` (by Slack), or `uncertain` (the answer was lost, so it may be posted).
 * `dropped`: an administrator gave up; a press on *Post again* queues it again.
 * A failure that posted nothing leads back to `pending`.
 */
export type JobState = 'pending' | 'sending' | 'done' | 'refused' | 'uncertain' | 'dropped';

/** Where reviews are posted, and the outbox. Times are milliseconds since 1970. */
export interface PostingTables {
  slack_posts: {
    review_id: string;
    team_id: string;
    /** Where to post; once posted, where Slack says it is. */
    channel_id: string;
    /** 0 where the app can't be added, as in a direct message between two people. */
    can_be_invited: number;
    message_ts: string | null;
    details_ts: string | null;
    /** The version of the review that the message shows; 0 before it is posted. */
    shown_version: number;
    /** The version that the first reply in the thread shows; 0 before it is posted, and from older versions. */
    details_version: number;
  };
  slack_outbox: {
    id: string;
    /** What it is about: `own_subject_id`, else the review. */
    subject_id: GeneratedAlways<string>;
    /** Of what a receiver of webhooks is told of a review: the receiver, too. Null for everything else. */
    own_subject_id: string | null;
    /** The review that it is about, if any: it is deleted with it. */
    about_review_id: string | null;
    /** Null since version 0.4.0. */
    review_id: GeneratedAlways<string | null>;
    team_id: string;
    /** Where it goes, unless `slack_posts` says so; once posted, where Slack says it is. */
    channel_id: string | null;
    /** The message there; null until it is posted. */
    message_ts: string | null;
    /** The order within the subject. */
    position: number;
    kind: JobKind;
    /** The version of the review that it is about. */
    version: number;
    state: JobState;
    attempts: number;
    not_before: number;
    claimed_at: number | null;
    /** The error code from Slack or the network. `missing_scope` is followed by a space and the scope. */
    last_error: string | null;
    /** Who is told, privately, if it fails. */
    requester_id: string;
    /** Secret while it is valid: anyone with it can post in the channel. */
    response_url: string | null;
    response_url_expires_at: number | null;
    /** When to tell the requester about the failure; null for never. */
    notice_due_at: number | null;
    notice_attempts: number;
    /** When it was last queued. */
    queued_at: number;
    /** For answers: the event of the question, so that each is answered once. For webhooks: the receiver. '' for everything else. */
    asked_event: string;
    /** Until it is posted, what it is rendered from besides the record: a question, a measurement, a format or a snapshot of the review as JSON. */
    asked_words: string | null;
    /** For answers: Slack's time of the question, in microseconds since 1970. 0 for everything else, and from older versions. */
    asked_at: number;
  };
}

/** The tables for posting: the outbox, and the record and questions that posts are rendered from. */
export type PostingDatabase = PostingTables & ReviewTables & AskedTables;

/** Questions in threads. Times are milliseconds since 1970. */
export interface AskedTables {
  /** Handled events: Slack redelivers an event whose acknowledgement it missed. Signatures of requests, and starts of work that hasn't ended. */
  slack_heard_events: {
    team_id: string;
    event_id: string;
    heard_at: number;
  };
  /** Changes that somebody asked about, for the button that makes one a revision. Deleted with their review. */
  slack_what_ifs: {
    id: string;
    review_id: string;
    team_id: string;
    /** The revision that they change. */
    base_revision: number;
    /** Fields and values, as JSON. */
    changes: string;
    created_at: number;
  };
}

/** What was read of the AWS account. Times are milliseconds since 1970. */
export interface AccountTables {
  /** What buttons open the form with. */
  slack_measured: {
    id: string;
    team_id: string;
    /** The endpoint's name; null for a transform job. */
    endpoint: string | null;
    /** Workload, what each field rests on, and what isn't known, as JSON. */
    measured: string;
    read_at: number;
  };
}

/** The installations of the app, where it serves several workspaces. Times are milliseconds since 1970. */
export interface InstallTables {
  slack_installs: {
    /** The ID of the workspace, or of the organization that installed it for several workspaces. */
    id: string;
    /** 1 where an organization installed it. */
    is_org: number;
    enterprise_id: string | null;
    bot_id: string;
    bot_user_id: string;
    /** The address of the workspace or organization, ending in a slash. */
    url: string;
    /** Granted scopes, separated by commas. */
    scopes: string;
    sealed: string;
    /** When the bot token expires; null without token rotation. */
    expires_at: number | null;
    /** Until when one process alone may refresh the tokens. */
    claimed_until: number;
    installed_at: number;
  };
  /** Workspaces that have used the app by the installation of their organization. */
  slack_org_teams: { team_id: string; org_id: string };
  /** Installations that Slack was asked to confirm, for 20 minutes and until the next. */
  slack_install_tries: {
    /** SHA-256 of the state, which works once. */
    state_hash: string;
    tried_at: number;
    /** 1 where Slack accepted the code. */
    is_accepted: number;
  };
}

export interface ErasureTables {
  /** Workspaces that removed the app, and when, in milliseconds since 1970. Their data is deleted after the grace period. */
  slack_uninstalls: { team_id: string; uninstalled_at: number };
}
