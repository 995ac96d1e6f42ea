import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { PostingDatabase } from '../tables.ts';
import { postDigest } from './digest.ts';
import type { Poster } from './poster.ts';
import { createReplayer } from './replayer.ts';

interface UpkeepParts {
  db: Kysely<PostingDatabase>;
  poster: Pick<Poster, 'kick'>;
  /** The one that the poster has. */
  client: WebClient;
  logger: Logger;
  /** A thread is told of a saving of at least so many US dollars a year. */
  notifyUsd: number;
  /** Where the weekly digest is posted; null: nowhere. */
  digestChannel: string | null;
  /** The workspace's own address, ending in a slash. */
  teamUrl: string;
}

/** What goes on in the background: past reviews are run again by new quotas and prices, and a digest a week tells of it. */
interface Upkeep {
  /** Waits for nothing, and never rejects: what breaks off is logged, and taken up at the next start. */
  start(): void;
  /** Begins nothing more, and waits for what is in hand, so many milliseconds at most. */
  stop(deadlineMs: number): Promise<void>;
}

const DIGEST_LOOK_MS = 60 * 60 * 1000;

export function createUpkeep({ db, poster, client, logger, notifyUsd, digestChannel, teamUrl }: UpkeepParts): Upkeep {
  const replayer = createReplayer({ db, kick: poster.kick, logger, notifyUsd });
  let looking: NodeJS.Timeout | undefined;
  let work = Promise.resolve();

  const next = (what: string, step: () => Promise<unknown>) => {
    work = work.then(step).then(
      () => undefined,
      (error: unknown) => logger.error({ err: error }, what),
    );
  };
  const digest = async (channelId: string) => {
    const { team_id: teamId = '' } = await client.auth.test();
    await postDigest({ db, client, logger, channelId, teamId, teamUrl });
  };

  return {
    start() {
      next('Past reviews were not run again', () => replayer.run());
      if (digestChannel === null) return;
      const look = () => next('There was no digest', () => digest(digestChannel));
      look();
      looking = setInterval(look, DIGEST_LOOK_MS).unref();
    },
    async stop(deadlineMs) {
      clearInterval(looking);
      replayer.stop();
      await within(work, deadlineMs);
    },
  };
}
