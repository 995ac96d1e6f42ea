import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Job } from './enqueue.ts';
import { markSeenEvent } from './questions.ts';

/** A job, or what leads to one. */
type Post = Pick<Job, 'id' | 'kind' | 'teamId'> & { subjectId?: string };

/** Does the work. Undefined where its process died in each of 3 starts: then it's given up, logged and counted. */
export type Attempt = <T>(post: Post, work: () => Promise<T>) => Promise<T | undefined>;

/** How long what has crashed the bot waits for other such work, and how long a start may be one of a living process. */
const MOMENT_MS = 5000;

interface StartParts {
  db: Kysely<PostingDatabase>;
  logger: Logger;
  onAttempt(kind: Job['kind'], result: 'crashed'): void;
  now(): number;
}

/**
 * What kills the process would kill it after every restart, so a start is stored before the work, and forgotten when that ends.
 * `takeBack` forgets what is running, before a stop: that isn't to blame.
 */
export function createStarts({ db, now, ...told }: StartParts) {
  const running = new Set<() => Promise<unknown>>();
  let suspect: Promise<unknown> = Promise.resolve();
  const attempt: Attempt = async ({ id, kind, teamId, subjectId }, work) => {
    const eventOf = (start: number) => `start ${start} of ${kind} ${id}`;
    const isNew = (start: number) => markSeenEvent(db, { teamId, eventId: eventOf(start) }, now());
    const marks = db.deleteFrom('slack_heard_events').where('team_id', '=', teamId);
    const forget = () => marks.where('event_id', 'in', [1, 2, 3].map(eventOf)).execute();
    const finish = async () => {
      running.add(forget);
      try {
        return await work();
      } finally {
        if (running.delete(forget)) await forget();
      }
    };
    if (await isNew(1)) return finish();
    // One at a time, so that what ran beside the cause of a crash isn't blamed for the next.
    const turn = within(suspect, MOMENT_MS).then(async () => {
      if ((await isNew(2)) || (await isNew(3))) return finish();
      const old = marks.where('event_id', '=', eventOf(3)).where('heard_at', '<=', now() - MOMENT_MS);
      if ((await old.executeTakeFirst()).numDeletedRows === 0n) return work();
      await forget();
      told.logger.error({ job: kind, id, subjectId, teamId }, 'Gave up what crashed the bot 3 times');
      told.onAttempt(kind, 'crashed');
      return undefined;
    });
    suspect = turn;
    return turn;
  };
  return { attempt, takeBack: () => Promise.allSettled([...running].map((forget) => forget())) };
}
