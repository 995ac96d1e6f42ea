import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { postponeNotice, settleWithoutNotice } from './due-notices.ts';
import { type Job, namesOf } from './job.ts';
import { lookUpPost } from './look-up-post.ts';
import type { Post } from './posts.ts';
import { settleAbsent, settleSent } from './settle-job.ts';
import type { PostingDatabase } from './tables.ts';

interface SettlingParts {
  db: Kysely<PostingDatabase>;
  client: WebClient;
  logger: Logger;
  now: () => number;
  /** A post that does not show so long after it was attempted was never made, in milliseconds. */
  surelyAbsentAfterMs: number;
}

/**
 * Finds out whether a post was made whose answer never came. `settled`: it is there, or is posted again because it is not.
 * `ask`: only the requester can look. `later`: Slack cannot be asked now, or may still be at it.
 */
export async function settleUncertain(
  { db, client, logger, now, surelyAbsentAfterMs }: SettlingParts,
  job: Job,
  post: Post,
): Promise<'settled' | 'ask' | 'later'> {
  const lookup = await lookUpPost(client, job, post);
  logger.info({ ...namesOf(job), lookup }, 'Looked for a post whose answer never came');
  switch (lookup.kind) {
    case 'not-allowed':
      return 'ask';
    case 'later':
      return 'later';
    case 'found':
      await settleSent(db, job, { channelId: post.channelId, ts: lookup.ts, version: lookup.version });
      await settleWithoutNotice(db, job, now());
      return 'settled';
    case 'absent': {
      const sureAt = (job.claimedAt ?? job.queuedAt) + surelyAbsentAfterMs;
      if (now() < sureAt) await postponeNotice(db, job, sureAt);
      else await settleAbsent(db, job, now());
      await settleWithoutNotice(db, job, now());
      return 'settled';
    }
  }
}
