import type { Failure } from './classify-failure.ts';
import type { Job } from './job.ts';
import { retryDelayMs } from './retry-delay.ts';

/** What becomes of a job whose call did not succeed. */
export type Decision =
  /** It is tried again, not before so many milliseconds have passed. `holdsLane`: nor is anything else in its channel. */
  | { kind: 'again'; afterMs: number; holdsLane: boolean }
  /** It is not tried again by itself. `notify`: the requester is told. */
  | { kind: 'stop'; state: 'refused' | 'uncertain'; notify: boolean };

/** Slack may be away for long; who asked a day ago is told instead. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
/** A new token, or the end of a workspace's move, is noticed this soon. */
const NOT_AUTHORISED_PAUSE_MS = 60_000;

export function decideAfterFailure(
  job: Pick<Job, 'kind' | 'attempts' | 'queuedAt'>,
  failure: Failure,
  now: number,
): Decision {
  switch (failure.kind) {
    case 'no-access':
    case 'not-permitted':
    case 'content':
      return { kind: 'stop', state: 'refused', notify: true };
    case 'gone':
      return { kind: 'stop', state: 'refused', notify: false };
    case 'rate-limited':
      return { kind: 'again', afterMs: failure.retryAfterMs, holdsLane: true };
    case 'not-authorised':
      return againForADay(job, now, NOT_AUTHORISED_PAUSE_MS);
    case 'unreachable':
      return againForADay(job, now);
    case 'uncertain':
      // An update twice is an update once; a post twice is two messages.
      return job.kind === 'update' ? againForADay(job, now) : { kind: 'stop', state: 'uncertain', notify: true };
  }
}

function againForADay(
  job: Pick<Job, 'attempts' | 'queuedAt'>,
  now: number,
  afterMs = retryDelayMs(job.attempts),
): Decision {
  if (now - job.queuedAt > GIVE_UP_AFTER_MS) return { kind: 'stop', state: 'refused', notify: true };
  return { kind: 'again', afterMs, holdsLane: false };
}
