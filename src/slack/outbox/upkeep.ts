import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Poster } from './poster.ts';

interface UpkeepParts {
  logger: Logger;
  chores: readonly Chore[];
}

/** Regular work that is loaded when it is first due. */
export interface Chore {
  /** What to log where it fails, such as "Could not …; retrying in an hour". */
  failed: string;
  /** How often it is done, in milliseconds. Default: every hour. */
  everyMs?: number;
  load(): Promise<Work>;
}

/** What brings something up in threads that nobody did. */
export interface BringingUp {
  db: Kysely<PostingDatabase>;
  kick: Poster['kick'];
  /** Whether there is a token for a team. */
  isServed(teamId: string): Promise<boolean>;
  /** Of the days on which something is due. */
  timeZone?: string | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface Work {
  /** Does what is due. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Stops after the current review. */
  stop(): void;
}

export interface Upkeep {
  /** Starts the work without waiting. Errors are logged; the next start continues. */
  start(): void;
  /** Starts nothing more, and waits for running work up to the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

const HOUR_MS = 60 * 60 * 1000;

export function createUpkeep({ logger, chores }: UpkeepParts): Upkeep {
  const loaded = new Map<Chore, Work>();
  const timers: NodeJS.Timeout[] = [];
  let isStopped = false;
  let work = Promise.resolve();

  const run = async (chore: Chore) => {
    const known = loaded.get(chore) ?? (await chore.load());
    loaded.set(chore, known);
    if (!isStopped) await known.run();
  };
  const look = (chore: Chore) => {
    work = work.then(() => run(chore)).catch((error: unknown) => logger.error({ err: error }, chore.failed));
  };

  return {
    start() {
      for (const chore of chores) {
        look(chore);
        timers.push(setInterval(look, chore.everyMs ?? HOUR_MS, chore).unref());
      }
    },
    async stop(deadlineMs) {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      for (const chore of loaded.values()) chore.stop();
      await within(work, deadlineMs);
    },
  };
}
