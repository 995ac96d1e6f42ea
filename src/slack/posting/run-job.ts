import type { Failure } from './classify-failure.ts';
import { decideAfterFailure } from './decide-after-failure.ts';
import { insist } from './insist.ts';
import { type Job, namesOf } from './job.ts';
import { findPost } from './posts.ts';
import { type SendingParts, sendJob } from './send-job.ts';
import { settleAgain, settleNeedless, settleSent, settleStopped } from './settle-job.ts';

/** What the poster has to know afterwards. */
export interface JobReport {
  /** Nothing else may be posted in that channel for so many milliseconds. */
  holdLaneMs: number;
  /** The requester is to be told now. */
  notify: boolean;
}

/** Less than the time after which a claimed job counts as abandoned, with the call to Slack before it. */
const SETTLE_LIMIT_MS = 10_000;

/** Posts one claimed job and writes down what became of it. */
export async function runJob(parts: SendingParts & { now: () => number }, job: Job): Promise<JobReport> {
  const { db, logger, now } = parts;
  const post = await findPost(db, job.teamId, job.reviewId);
  if (post === undefined) throw new Error(`Review ${job.reviewId} has no place in Slack`);
  const outcome = await sendJob(parts, job, post);
  switch (outcome.kind) {
    case 'sent':
      await insist(() => settleSent(db, job, outcome.sent), SETTLE_LIMIT_MS);
      logger.info(namesOf(job), 'Posted');
      return { holdLaneMs: 0, notify: false };
    case 'needless':
      await settleNeedless(db, job);
      return { holdLaneMs: 0, notify: false };
    case 'failed':
      return settleFailure(parts, job, outcome.failure, now());
  }
}

async function settleFailure(
  { db, logger }: SendingParts,
  job: Job,
  failure: Failure,
  now: number,
): Promise<JobReport> {
  const decision = decideAfterFailure(job, failure, now);
  logger[levelOf(failure)]({ ...namesOf(job), failure, decision }, 'Not posted');
  if (decision.kind === 'again') {
    await settleAgain(db, job, failure.error, now + decision.afterMs);
    return { holdLaneMs: decision.holdsLane ? decision.afterMs : 0, notify: false };
  }
  const { state, notify } = decision;
  await settleStopped(db, job, { state, error: storedError(failure), noticeDueAt: notify ? now : null });
  return { holdLaneMs: 0, notify };
}

/** With the scope behind it, which the notice names. */
function storedError(failure: Failure): string {
  return failure.kind === 'not-permitted' && failure.scope ? `${failure.error} ${failure.scope}` : failure.error;
}

/** `error` where an administrator has something to do. */
function levelOf(failure: Failure): 'info' | 'warn' | 'error' {
  switch (failure.kind) {
    case 'content':
    case 'not-permitted':
    case 'not-authorised':
      return 'error';
    case 'gone':
    case 'uncertain':
    case 'unreachable':
      return 'warn';
    case 'no-access':
    case 'rate-limited':
      return 'info';
  }
}
