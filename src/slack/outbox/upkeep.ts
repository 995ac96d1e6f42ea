import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Poster } from './poster.ts';
import { createReplayer } from './replayer.ts';

interface UpkeepParts {
  db: Kysely<PostingDatabase>;
  /** Replays past reviews. */
  advisor: Advisor;
  poster: Pick<Poster, 'kick' | 'attempt'>;
  logger: Logger;
  /** Minimum saving, in USD per year, before a thread is notified. */
  notifyUsd: number;
  /** What else is done at the start and regularly. */
  chores?: readonly Chore[];
}

/** Regular work that is loaded when it is first due. */
export interface Chore {
  /** What to log where it fails, such as "Could not …; retrying in an hour". */
  failed: string;
  /** How often it is done, in milliseconds. Default: every hour. */
  everyMs?: number;
  load(): Promise<{ run(): Promise<void>; stop(): void }>;
}

/** Background work: replaying past reviews after quotas or prices changed, and chores. */
export interface Upkeep {
  /** Starts the work without waiting. Errors are logged; the next start continues. */
  start(): void;
  /** Starts nothing more, and waits for running work up to the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

const HOUR_MS = 60 * 60 * 1000;

export function createUpkeep({ db, advisor, poster, logger, notifyUsd, chores = [] }: UpkeepParts): Upkeep {
  const replayer = createReplayer({ ...poster, db, advisor, logger, notifyUsd });
  const loaded = new Map<Chore, Awaited<ReturnType<Chore['load']>>>();
  const timers: NodeJS.Timeout[] = [];
  let isStopped = false;
  let work = Promise.resolve();

  const next = (what: string, step: () => Promise<unknown>) => {
    work = work.then(step).then(
      () => undefined,
      (error: unknown) => logger.error({ err: error }, what),
    );
  };

  const replay = () => next('Could not replay past reviews; retrying at the next start', () => replayer.run());
  const run = async (chore: Chore) => {
    const known = loaded.get(chore) ?? (await chore.load());
    loaded.set(chore, known);
    if (!isStopped) await known.run();
  };
  const look = (chore: Chore) => next(chore.failed, () => run(chore));

  return {
    start() {
      replay();
      for (const chore of chores) {
        look(chore);
        timers.push(setInterval(look, chore.everyMs ?? HOUR_MS, chore).unref());
      }
    },
    async stop(deadlineMs) {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      replayer.stop();
      for (const chore of loaded.values()) chore.stop();
      await within(work, deadlineMs);
    },
  };
}
