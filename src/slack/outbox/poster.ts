import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { steadyNow, within } from '../../retry.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { runJob } from './deliver.ts';
import { type Press, type PressOutcome, postAgain } from './enqueue.ts';
import { claimJob, findLane, findLanes, type Lane } from './jobs.ts';
import { createAlarm, createHolds, createLoops } from './lanes.ts';
import { buildNotice, claimNotice, findNextNotice, settleNotice, tellRequester } from './notices.ts';
import { findPost } from './posts.ts';
import { findOldestClaim, releaseAbandonedJobs, settleUncertain } from './uncertain.ts';

// Posts until they are out: jobs, posts, notices, questions heard once. Knows no form and no listener.
// May import: database, logger (types), recommender, retry, reviews, slack (types), slack/connection, slack/render,
// wording.

interface PosterParts {
  db: Kysely<PostingDatabase>;
  /**
   * For posts alone: with no retries of its own, `rejectRateLimitedCalls`, and a timeout of at most 10 s. A client that
   * repeats a call after its timeout posts twice; one that waits out a rate limit holds up every other channel.
   */
  client: WebClient;
  logger: Logger;
  /** The bot's own user id, which makes the invitation in a notice ready to copy. */
  botUserId?: string;
  /** For response addresses. */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  /**
   * After so many milliseconds a claimed job counts as abandoned by a process that died: 25 s unless told. Longer than a
   * job takes, which is two calls of the client.
   */
  abandonedAfterMs?: number;
  /**
   * A post that does not show in the channel's history so long after it was attempted was never made, and is made again:
   * 20 s unless told. Longer than the client waits for an answer.
   */
  surelyAbsentAfterMs?: number;
}

/** Posts what is in the outbox, each thing once. */
export interface Poster {
  /** Takes up what an earlier process left, and keeps looking. Does not wait for Slack. Once, at the start. */
  resume(): Promise<void>;
  /** Posts what is due in the channel of a review. Never rejects; whoever does not wait need not, `drain` does. */
  kick(reviewId: string): Promise<void>;
  /** Posts what was refused or is uncertain, where it was to stand or in another channel. Pressed twice, it posts once. */
  postAgain(press: Press): Promise<PressOutcome>;
  /** Begins nothing more and waits for the calls in hand, so many milliseconds at most. False where some are left. */
  drain(deadlineMs: number): Promise<boolean>;
}

const ABANDONED_AFTER_MS = 25_000;

const SURELY_ABSENT_AFTER_MS = 20_000;

/** The longest time that another process's leftovers go unnoticed. */
const LONGEST_LOOK_MS = 30_000;

const SHORTEST_LOOK_MS = 50;

/** How long work rests after it broke off, as when the disk is full. */
const REST_AFTER_ERROR_MS = 5_000;

const LOOK = 'look';

const NOTICES = 'notices';

export function createPoster(given: PosterParts): Poster {
  const parts = {
    fetch: globalThis.fetch,
    now: steadyNow,
    abandonedAfterMs: ABANDONED_AFTER_MS,
    surelyAbsentAfterMs: SURELY_ABSENT_AFTER_MS,
    withoutCharts: new Map<string, number>(),
    ...given,
  };
  const { db, logger, now } = parts;
  const holds = createHolds();
  const loops = createLoops({
    error(key, err) {
      logger.error({ err }, 'Posting broke off; what is stored will be tried again');
      holds.hold(key, now() + REST_AFTER_ERROR_MS);
      alarm.set(REST_AFTER_ERROR_MS);
    },
    rest(key) {
      if (key !== LOOK) loops.start(LOOK, look);
    },
  });
  const alarm = createAlarm(() => loops.start(LOOK, look));

  const isDue = (key: string, time: number) => holds.after(key, time) <= now();

  async function postNext(lane: Lane): Promise<boolean> {
    const key = keyOf(lane);
    const job = isDue(key, 0) ? await claimJob(db, lane, now()) : undefined;
    if (job === undefined) return false;
    const { holdLaneMs, notify } = await runJob(parts, job);
    if (holdLaneMs > 0) holds.hold(key, now() + holdLaneMs);
    if (notify) loops.start(NOTICES, tellNext);
    return true;
  }

  async function tellNext(): Promise<boolean> {
    const job = await claimNotice(db, now());
    if (job === undefined) return false;
    const post = await findPost(db, job.teamId, job.reviewId);
    if (post === undefined) throw new Error(`Review ${job.reviewId} has no place in Slack`);
    const found = job.state === 'uncertain' ? await settleUncertain(parts, job, post) : 'ask';
    if (found === 'settled') return true;
    if (found === 'later') {
      await settleNotice(db, job, 'later', now());
      return true;
    }
    const review = await findReview(db, job.teamId, job.reviewId);
    const notice = buildNotice(job, { ...post, name: review?.latest.workload.name ?? '' }, given.botUserId);
    const outcome = await tellRequester(parts, job, notice);
    await settleNotice(db, job, outcome, now());
    return true;
  }

  /** Starts what is due, and sets the alarm for what will be. */
  async function look(): Promise<boolean> {
    await releaseAbandonedJobs(db, now() - parts.abandonedAfterMs, now());
    const later = [now() + LONGEST_LOOK_MS];
    const begin = (key: string, time: number, step: () => Promise<boolean>) => {
      if (loops.isRunning(key)) return;
      if (isDue(key, time)) loops.start(key, step);
      else later.push(holds.after(key, time));
    };
    for (const { lane, dueAt } of await findLanes(db)) begin(keyOf(lane), dueAt, () => postNext(lane));
    const noticeAt = await findNextNotice(db);
    if (noticeAt !== undefined) begin(NOTICES, noticeAt, tellNext);
    const claimedAt = await findOldestClaim(db);
    if (claimedAt !== undefined) later.push(claimedAt + parts.abandonedAfterMs);
    alarm.set(Math.max(SHORTEST_LOOK_MS, Math.min(...later) - now()));
    return false;
  }

  async function kick(reviewId: string): Promise<void> {
    try {
      const lane = await findLane(db, reviewId);
      if (lane !== undefined) await loops.run(keyOf(lane), () => postNext(lane));
      if (loops.isRunning(NOTICES)) await loops.run(NOTICES, tellNext);
    } catch (err) {
      logger.error({ err, reviewId }, 'A review could not be looked up for posting');
    }
  }

  return {
    resume: () => loops.run(LOOK, look),
    kick,
    postAgain: (press) => postAgain({ db, kick, now }, press),
    async drain(deadlineMs) {
      alarm.silence();
      return within(loops.stop(), deadlineMs);
    },
  };
}

function keyOf({ teamId, channelId }: Lane): string {
  return `${teamId} ${channelId}`;
}
