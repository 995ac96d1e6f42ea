import { unhurried } from '../../deadline.ts';
import { steadyNow, within } from '../../retry.ts';
import { findReview } from '../../reviews/review-store.ts';
import { runJob, type SendingParts } from './deliver.ts';
import { type Job, type Press, type PressOutcome, postAgain } from './enqueue.ts';
import { claimJob, findLane, findLanes, type Lane, postOf } from './jobs.ts';
import { NO_LOOK } from './look.ts';
import { buildNotice, claimNotice, findNextNotice, settleNotice, tellRequester } from './notices.ts';
import { type Attempt, createStarts } from './starts.ts';
import { findOldestClaim, releaseAbandonedJobs, settleUncertain } from './uncertain.ts';
import { createTimer, createWorkers } from './workers.ts';

// Delivers posts: queued jobs, where messages are, private notices, questions answered once. Knows no form and no listener.

/** By default there are no receivers and no looks, and everyone in the channel decides. */
interface PosterParts
  extends Pick<SendingParts, 'db' | 'advisor' | 'reader' | 'workspaceOf' | 'logger'>,
    Partial<Pick<SendingParts, 'receivers' | 'lookAt' | 'deciders' | 'fetch' | 'onAttempt' | 'now'>> {
  /** Milliseconds after which a claimed job counts as abandoned. Default: 25 s. Longer than a job's two calls to Slack. */
  leaseMs?: number;
  /**
   * Milliseconds after an attempt from which a post that isn't in the channel's history was never made, and is made again.
   * Default: 20 s. Longer than the client's timeout.
   */
  surelyAbsentAfterMs?: number;
}

/** Posts what is in the outbox, each job once. */
export interface Poster {
  /** Starts working through the outbox, including what an earlier process left. Doesn't wait for Slack. */
  resume(): Promise<void>;
  /** Posts what is due in the channel of a review. Never rejects. There is no need to wait for it: `drain` does. */
  kick(subjectId: string): Promise<void>;
  attempt: Attempt;
  /** Posts what was refused or is uncertain, in its channel or another one. Two presses post once. */
  postAgain(press: Press): Promise<PressOutcome>;
  /** Waits until nothing is being posted, up to a limit in milliseconds. Returns false where something still is. */
  settled(limitMs: number): Promise<boolean>;
  /** Starts nothing more and waits for running calls, up to the deadline. Returns false where some are still running. */
  drain(deadlineMs: number): Promise<boolean>;
}

const LEASE_MS = 25_000;
const SURELY_ABSENT_AFTER_MS = 20_000;

/** Longest pause between checks for jobs that another process left. */
const LONGEST_POLL_MS = 30_000;

const SHORTEST_POLL_MS = 50;

const ERROR_BACKOFF_MS = 5_000;

const POLL = 'poll';
const NOTICES = 'notices';

export function createPoster(given: PosterParts): Poster {
  const { attempt, takeBack } = createStarts({ onAttempt: () => {}, now: steadyNow, ...given });
  const parts = {
    fetch: globalThis.fetch,
    now: steadyNow,
    leaseMs: LEASE_MS,
    surelyAbsentAfterMs: SURELY_ABSENT_AFTER_MS,
    onAttempt: () => {},
    receivers: [],
    lookAt: NO_LOOK,
    deciders: 'channel' as const,
    withoutBlocks: new Map<string, number>(),
    ...given,
  };
  const { db, logger, now } = parts;
  /** By worker: until when it backs off, in milliseconds since 1970. */
  const backoffs = new Map<string, number>();
  const workers = createWorkers({
    error(key, err) {
      logger.error({ err }, 'Posting failed; retrying what is stored');
      backoffs.set(key, now() + ERROR_BACKOFF_MS);
      timer.set(ERROR_BACKOFF_MS);
    },
    idle(key) {
      if (key !== POLL) startPoll();
    },
  });
  const startPoll = () => workers.start(POLL, poll);
  const timer = createTimer(startPoll);
  const dueAt = (key: string, time: number) => Math.max(time, backoffs.get(key) ?? 0);
  const notifyNext = () => notifyOne({ ...parts, attempt });

  async function postNext(lane: Lane): Promise<boolean> {
    const key = keyOf(lane);
    const job = dueAt(key, 0) <= now() ? await claimJob(db, lane, now()) : undefined;
    if (job === undefined) return false;
    if (await runJob(parts, job, attempt)) workers.start(NOTICES, notifyNext);
    return true;
  }

  /** Starts the workers of what is due, and sets the timer for what comes next. */
  async function poll(): Promise<boolean> {
    await releaseAbandonedJobs(db, now() - parts.leaseMs, now());
    const later = [now() + LONGEST_POLL_MS];
    const begin = (key: string, time: number, step: () => Promise<boolean>) => {
      if (workers.isRunning(key)) return;
      if (dueAt(key, time) <= now()) workers.start(key, step);
      else later.push(dueAt(key, time));
    };
    for (const { lane, dueAt: at } of await findLanes(db, now())) begin(keyOf(lane), at, () => postNext(lane));
    const noticeAt = await findNextNotice(db);
    if (noticeAt !== undefined) begin(NOTICES, noticeAt, notifyNext);
    const claimedAt = await findOldestClaim(db);
    if (claimedAt !== undefined) later.push(claimedAt + parts.leaseMs);
    timer.set(Math.max(SHORTEST_POLL_MS, Math.min(...later) - now()));
    return false;
  }

  async function kick(subjectId: string): Promise<void> {
    try {
      const lane = await findLane(db, subjectId);
      if (lane !== undefined) await workers.run(keyOf(lane), () => postNext(lane));
      if (workers.isRunning(NOTICES)) await workers.run(NOTICES, notifyNext);
    } catch (err) {
      logger.error({ err, subjectId }, 'Could not look up a review to post it');
    }
  }

  return {
    resume: () => workers.run(POLL, poll),
    kick: (subjectId) => unhurried(() => kick(subjectId)),
    attempt,
    postAgain: (press) => postAgain({ db, kick, now }, press),
    settled: (limitMs) => within(workers.allIdle(), limitMs),
    async drain(deadlineMs) {
      timer.stop();
      try {
        return await within(workers.stop(), deadlineMs);
      } finally {
        await takeBack();
      }
    },
  };
}

const keyOf = ({ teamId, channelId }: Lane): string => `${teamId} ${channelId}`;

type NotifyingParts = Required<Omit<PosterParts, 'leaseMs' | 'onAttempt' | 'reader'>> & { attempt: Attempt };

async function notifyOne(parts: NotifyingParts): Promise<boolean> {
  const { db, now, attempt } = parts;
  const job = await claimNotice(db, now());
  if (job === undefined) return false;
  const outcome = (await attempt({ ...job, id: `${job.id}'s notice` }, () => tell(parts, job))) ?? 'never';
  if (outcome !== 'settled') await settleNotice(db, job, outcome, now());
  return true;
}

/** Finds out what became of the post, or tells its requester. */
async function tell(parts: NotifyingParts, job: Job) {
  const post = await postOf(parts.db, job);
  const workspace = await parts.workspaceOf(job.teamId);
  if (workspace === null) return 'later';
  const telling = { ...parts, ...workspace };
  const found = job.state === 'uncertain' ? await settleUncertain(telling, job, post) : 'ask';
  if (found !== 'ask') return found;
  const review = await findReview(parts.db, job.teamId, job.subjectId);
  const notice = buildNotice(job, { ...post, name: review?.latest.workload.name ?? '' }, telling.botUserId);
  return tellRequester(telling, job, notice);
}
