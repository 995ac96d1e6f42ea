import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { AS_WRITTEN } from '../block-kit/text.ts';
import { buildDigest, DIGEST_LINES } from './build-digest.ts';
import { classifyFailure } from './classify-failure.ts';
import { claimDigest, digestEntries, leaveOutOfDigests, releaseDigest } from './digest-store.ts';
import type { PostingDatabase } from './tables.ts';

export interface DigestParts {
  db: Kysely<PostingDatabase>;
  /** The one that the poster has. */
  client: WebClient;
  logger: Logger;
  /** Where it is posted, by id. */
  channelId: string;
  teamId: string;
  /** The workspace's own address, ending in a slash. */
  teamUrl: string;
  now?: () => number;
}

/**
 * Posts what is to be revisited and was told nowhere yet, once a week at most, and never twice: where the answer is lost it
 * counts as posted. Public reviews only, for the channel is not theirs. Does nothing where there is nothing, or a week has not
 * passed; of several processes one does it. Rejects where the database does.
 */
export async function postDigest(given: DigestParts): Promise<void> {
  const { db, client, logger, channelId, teamId, teamUrl, now = Date.now } = given;
  const { entries, count } = await digestEntries(db, teamId, DIGEST_LINES);
  if (count === 0) return;
  const claimed = await claimDigest(db, teamId, now());
  if (claimed === undefined) return;
  try {
    const content = { channel: channelId, ...buildDigest(entries, count, teamUrl), ...AS_WRITTEN };
    await client.chat.postMessage({ ...content, unfurl_links: false, unfurl_media: false });
    logger.info({ count }, 'The digest is posted');
  } catch (error) {
    const failure = classifyFailure(error);
    logger.error({ failure }, 'The digest was not posted');
    // Nothing was posted: it is tried again at the next look.
    if (failure.kind !== 'uncertain') {
      await releaseDigest(db, teamId, claimed);
      return;
    }
  }
  await leaveOutOfDigests(db, teamId, now());
}
