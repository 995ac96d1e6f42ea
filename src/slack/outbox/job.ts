import type { Selectable } from 'kysely';
import type { JobKind, JobState, PostingTables } from '../tables.ts';

/** One queued post. */
export interface Job {
  id: string;
  reviewId: string;
  teamId: string;
  kind: JobKind;
  /** The version of the review that it is about. */
  version: number;
  state: JobState;
  /** Attempts so far, including this one. Identifies a claim. */
  attempts: number;
  /** Milliseconds since 1970. */
  queuedAt: number;
  /** When it was last claimed. Milliseconds since 1970. */
  claimedAt: number | undefined;
  lastError: string | undefined;
  requesterId: string;
  noticeAttempts: number;
  /** When the claim on its notice ends. Milliseconds since 1970. */
  noticeDueAt: number | undefined;
  responseAddress: { url: string; expiresAt: number } | undefined;
  /** Of an answer: what was asked. Of code: the format. */
  question: string | undefined;
}

export function jobOf(row: Selectable<PostingTables['slack_outbox']>): Job {
  const { response_url: url, response_url_expires_at: expiresAt } = row;
  return {
    id: row.id,
    reviewId: row.review_id,
    teamId: row.team_id,
    kind: row.kind,
    version: row.version,
    state: row.state,
    attempts: row.attempts,
    queuedAt: row.queued_at,
    claimedAt: row.claimed_at ?? undefined,
    lastError: row.last_error ?? undefined,
    requesterId: row.requester_id,
    noticeAttempts: row.notice_attempts,
    noticeDueAt: row.notice_due_at ?? undefined,
    responseAddress: url === null || expiresAt === null ? undefined : { url, expiresAt },
    question: row.asked_words ?? undefined,
  };
}

/** What a log line says of a job: no address, nothing that anybody typed. */
export function namesOf(job: Job) {
  return { reviewId: job.reviewId, job: job.kind, version: job.version, attempt: job.attempts };
}
