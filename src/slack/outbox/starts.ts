import { within } from '../../retry.ts';
import type { SendingParts } from './deliver.ts';
import type { Job } from './enqueue.ts';
import { markSeenEvent } from './questions.ts';

/** A job, or what leads to one. */
type Post = Pick<Job, 'id' | 'kind' | 'teamId'> & { subjectId?: string };

/** Does the work. Undefined where its process died in each of 3 starts: then it's given up, logged and counted. */
export type Attempt = <T>(post: Post, work: () => Promise<T>) => Promise<T | undefined>;

/** What has crashed the bot waits as long, in milliseconds, for what has, too. Then its claim still lasts. */
const WAIT_MS = 2000;

/**
 * What kills the process would kill it after every restart, so a start is stored before the work, and forgotten when that ends.
 * `takeBack` forgets what is running, before a stop: that isn't to blame.
 */
export function createStarts({ db, logger, onAttempt }: Pick<SendingParts, 'db' | 'logger' | 'onAttempt'>) {
  const running = new Set<() => Promise<unknown>>();
  let suspect: Promise<unknown> = Promise.resolve();
  const attempt: Attempt = async ({ id, kind, teamId, subjectId }, work) => {
    const eventOf = (start: number) => `start ${start} of ${kind} ${id}`;
    const isNew = (start: number) => markSeenEvent(db, { teamId, eventId: eventOf(start) });
    const marks = db.deleteFrom('slack_heard_events').where('team_id', '=', teamId);
    const forget = () => marks.where('event_id', 'in', [1, 2, 3].map(eventOf)).execute();
    const finish = () => {
      running.add(forget);
      return work().finally(() => running.delete(forget) && forget());
    };
    if (await isNew(1)) return finish();
    // One at a time, so that what ran beside the cause of a crash isn't blamed for the next.
    const turn = within(suspect, WAIT_MS).then(async () => {
      if ((await isNew(2)) || (await isNew(3))) return finish();
      await forget();
      logger.error({ job: kind, id, subjectId, teamId }, 'Gave up what crashed the bot 3 times');
      onAttempt(kind, 'crashed');
      return undefined;
    });
    suspect = turn;
    return turn;
  };
  return { attempt, takeBack: () => Promise.allSettled([...running].map((forget) => forget())) };
}
