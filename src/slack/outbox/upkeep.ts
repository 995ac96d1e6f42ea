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
  poster: Pick<Poster, 'kick'>;
  logger: Logger;
  /** Minimum saving, in USD per year, before a thread is notified. */
  notifyUsd: number;
  /** What else is done at the start and every hour. */
  chores?: readonly Chore[];
}

/** Hourly work that is loaded when it is first due. */
export interface Chore {
  /** What to log where it fails, such as "Could not …; retrying in an hour". */
  failed: string;
  load(): Promise<{ run(): Promise<void>; stop(): void }>;
}

/** Background work: replaying past reviews after quotas or prices changed, and chores. */
export interface Upkeep {
  /** Starts the work without waiting. Errors are logged; the next start continues. */
  start(): void;
  /** Does all of it once. Errors are logged; the next call continues. */
  once(): Promise<void>;
  /** Starts nothing more, and waits for running work up to the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

const LOOK_MS = 60 * 60 * 1000;

export function createUpkeep({ db, advisor, poster, logger, notifyUsd, chores = [] }: UpkeepParts): Upkeep {
  const replayer = createReplayer({ db, advisor, kick: poster.kick, logger, notifyUsd });
  const loaded = new Map<Chore, Awaited<ReturnType<Chore['load']>>>();
  let looking: NodeJS.Timeout | undefined;
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
  const look = () => {
    for (const chore of chores) next(chore.failed, () => run(chore));
  };

  return {
    start() {
      replay();
      if (chores.length === 0) return;
      look();
      looking = setInterval(look, LOOK_MS).unref();
    },
    async once() {
      replay();
      look();
      await work;
    },
    async stop(deadlineMs) {
      isStopped = true;
      clearInterval(looking);
      replayer.stop();
      for (const chore of loaded.values()) chore.stop();
      await within(work, deadlineMs);
    },
  };
}
