import { AsyncResource } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import type { Logger } from '../../logger.ts';
import { steadyNow, within } from '../../retry.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { type OnAttempt, runJob } from './deliver.ts';
import { type Press, type PressOutcome, postAgain } from './enqueue.ts';
import { claimJob, findLane, findLanes, type Lane } from './jobs.ts';
import { buildNotice, claimNotice, findNextNotice, settleNotice, tellRequester } from './notices.ts';
import { findPost, type PostingWorkspace } from './posts.ts';
import { findOldestClaim, releaseAbandonedJobs, settleUncertain } from './uncertain.ts';

// Delivers posts: queued jobs, where messages are, private notices, questions answered once. Knows no form and no listener.
// May import: account, advice, database, deploy (types), logger (types), recommender (types), retry, reviews, slack (types),
// slack/connection, slack/render, wording.

interface PosterParts {
  db: Kysely<PostingDatabase>;
  /** Answers questions in threads. */
  advisor: Advisor;
  /** Returns the workspace of a team, with its token; null where the app isn't installed: its posts wait. */
  workspaceOf(teamId: string): Promise<PostingWorkspace | null>;
  logger: Logger;
  /** For response URLs and uploads. */
  fetch?: typeof globalThis.fetch;
  /** Called with the result of each attempt. */
  onAttempt?: OnAttempt;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds after which a claimed job counts as abandoned. Default: 25 s. Longer than a job's two calls to Slack. */
  abandonedAfterMs?: number;
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
  kick(reviewId: string): Promise<void>;
  /** Posts what was refused or is uncertain, in its channel or another one. Two presses post once. */
  postAgain(press: Press): Promise<PressOutcome>;
  /** How often the outbox could not be read since the poster was made. Each time is logged. */
  failedLooks(): number;
  /** Waits until nothing is being posted, up to a limit in milliseconds. Returns false where something still is. */
  settled(limitMs: number): Promise<boolean>;
  /** Starts nothing more and waits for running calls, up to the deadline. Returns false where some are still running. */
  drain(deadlineMs: number): Promise<boolean>;
}

const ABANDONED_AFTER_MS = 25_000;

const SURELY_ABSENT_AFTER_MS = 20_000;

/** Longest pause between checks for jobs that another process left. */
const LONGEST_LOOK_MS = 30_000;

const SHORTEST_LOOK_MS = 50;

/** Pause after an unexpected error, as when the disk is full. */
const REST_AFTER_ERROR_MS = 5_000;

const LOOK = 'look';

const NOTICES = 'notices';

export function createPoster(given: PosterParts): Poster {
  const parts = {
    fetch: globalThis.fetch,
    now: steadyNow,
    abandonedAfterMs: ABANDONED_AFTER_MS,
    surelyAbsentAfterMs: SURELY_ABSENT_AFTER_MS,
    onAttempt: () => {},
    withoutCharts: new Map<string, number>(),
    ...given,
  };
  const { db, logger, now } = parts;
  const holds = createHolds();
  let failedLooks = 0;
  const loops = createLoops({
    error(key, err) {
      logger.error({ err }, 'Posting failed; retrying what is stored');
      if (key === LOOK) failedLooks += 1;
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
    if (post === undefined) throw new Error(`Review ${job.reviewId} has no channel`);
    const workspace = await parts.workspaceOf(job.teamId);
    const telling = workspace && { ...parts, ...workspace };
    const found = job.state === 'uncertain' && telling ? await settleUncertain(telling, job, post) : 'ask';
    if (found === 'settled') return true;
    if (found === 'later' || telling === null) {
      await settleNotice(db, job, 'later', now());
      return true;
    }
    const review = await findReview(db, job.teamId, job.reviewId);
    const notice = buildNotice(job, { ...post, name: review?.latest.workload.name ?? '' }, telling.botUserId);
    const outcome = await tellRequester(telling, job, notice);
    await settleNotice(db, job, outcome, now());
    return true;
  }

  /** Starts what is due, and sets the timer for what comes next. */
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
      logger.error({ err, reviewId }, 'Could not look up a review to post it');
    }
  }

  return {
    resume: () => loops.run(LOOK, look),
    kick,
    postAgain: (press) => postAgain({ db, kick, now }, press),
    failedLooks: () => failedLooks,
    settled: (limitMs) => within(loops.idle(), limitMs),
    async drain(deadlineMs) {
      alarm.silence();
      return within(loops.stop(), deadlineMs);
    },
  };
}

function keyOf({ teamId, channelId }: Lane): string {
  return `${teamId} ${channelId}`;
}

/** Does one piece of work and returns whether there may be more. */
type Step = () => Promise<boolean>;

/** Runs work of different keys side by side, and of one key one step at a time. */
interface Loops {
  /**
   * Repeats the step until it returns false, and once more if `run` was called meanwhile, so that nothing stored before the
   * call is missed. Resolves when it is idle. Never rejects.
   */
  run(key: string, step: Step): Promise<void>;
  /** Like `run`, without waiting. */
  start(key: string, step: Step): void;
  isRunning(key: string): boolean;
  /** Resolves when nothing is running. */
  idle(): Promise<void>;
  /** Starts no further step. Resolves when the last one has ended. */
  stop(): Promise<void>;
}

export function createLoops(on: { error: (key: string, error: unknown) => void; rest: (key: string) => void }): Loops {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  let stopped = false;

  async function repeat(key: string, step: Step, loop: { again: boolean }): Promise<void> {
    try {
      while (loop.again && !stopped) {
        loop.again = false;
        while (!stopped && (await step()));
      }
    } catch (error) {
      on.error(key, error);
    } finally {
      running.delete(key);
      on.rest(key);
    }
  }

  function run(key: string, step: Step): Promise<void> {
    const present = running.get(key);
    if (present !== undefined) {
      present.again = true;
      return present.done;
    }
    const loop = { again: true, done: Promise.resolve() };
    running.set(key, loop);
    loop.done = repeat(key, step, loop);
    return loop.done;
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all([...running.values()].map((loop) => loop.done));
  }

  return {
    run,
    idle,
    start(key, step) {
      run(key, step).catch((error: unknown) => on.error(key, error));
    },
    isRunning: (key) => running.has(key),
    stop() {
      stopped = true;
      return idle();
    },
  };
}

/** One timer that keeps no process alive. */
interface Alarm {
  /** Restarts the timer. */
  set(afterMs: number): void;
  /** Stops the timer for good. */
  silence(): void;
}

/** Runs `ring` outside of the interaction that set the timer, so that its log lines carry no foreign reference. */
function createAlarm(ring: () => void): Alarm {
  const ringOutside = AsyncResource.bind(ring);
  let timer: NodeJS.Timeout | undefined;
  let silent = false;
  return {
    set(afterMs) {
      clearTimeout(timer);
      if (!silent) timer = setTimeout(ringOutside, afterMs).unref();
    },
    silence() {
      silent = true;
      clearTimeout(timer);
    },
  };
}

/** Times until which keys are paused. */
interface Holds {
  hold(key: string, untilMs: number): void;
  /** Returns the later of a time and the end of the key's pause, in milliseconds since 1970. */
  after(key: string, time: number): number;
}

function createHolds(): Holds {
  const holds = new Map<string, number>();
  return {
    hold(key, untilMs) {
      holds.set(key, untilMs);
    },
    after: (key, time) => Math.max(time, holds.get(key) ?? 0),
  };
}
