import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { Decision } from '../../reviews/record.ts';
import { classifyFailure } from '../connection/slack-errors.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import { buildDigest, DIGEST_LINES, type DigestEntry } from '../render/thread/lines.ts';
import type { PostingDatabase } from '../tables.ts';
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

interface DigestParts {
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

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** A digest is looked for a little less than a week after the last one, so that the hour of the day does not wander. */
const SLACK_MS = 2 * 60 * 60 * 1000;

/** What waits for a digest: the dearest so many, and how many there are in all. */
async function digestEntries(
  db: Kysely<PostingDatabase>,
  teamId: string,
  limit: number,
): Promise<{ entries: DigestEntry[]; count: number }> {
  const waiting = db
    .selectFrom('review_replays as replay')
    .innerJoin('reviews', 'reviews.id', 'replay.review_id')
    .where('replay.waits_for_digest', '=', 1)
    .where('replay.team_id', '=', teamId)
    .where('reviews.is_public', '=', 1);
  const counted = await waiting.select((select) => select.fn.countAll<number>().as('count')).executeTakeFirst();
  const rows = await waiting
    .leftJoin('slack_posts as post', 'post.review_id', 'replay.review_id')
    .select(['reviews.name', 'reviews.choice as recommended', 'reviews.decision', 'replay.choice as now'])
    .select(['replay.limit_broken', 'replay.saving_usd', 'post.channel_id', 'post.message_ts'])
    .orderBy((order) => order.fn.coalesce('replay.saving_usd', order.lit(0)), 'desc')
    .orderBy('reviews.id')
    .limit(limit)
    .execute();
  const entries = rows.map(({ channel_id: channelId, message_ts: messageTs, ...row }) => ({
    name: row.name,
    before: row.decision === null ? row.recommended : (JSON.parse(row.decision) as Decision).option,
    now: row.now,
    limitBroken: row.limit_broken === 1,
    savingUsd: row.saving_usd,
    place: channelId === null || messageTs === null ? null : { channelId, messageTs },
  }));
  return { entries, count: counted?.count ?? 0 };
}

/** What a claim replaced, in milliseconds since 1970. */
interface ClaimedDigest {
  at: number;
  before: number;
}

/** Takes this week's digest, if nobody has. */
export async function claimDigest(
  db: Kysely<PostingDatabase>,
  teamId: string,
  now: number,
): Promise<ClaimedDigest | undefined> {
  await db
    .insertInto('slack_digests')
    .values({ team_id: teamId, last_at: 0 })
    .onConflict((conflict) => conflict.column('team_id').doNothing())
    .execute();
  const row = await db.selectFrom('slack_digests').select('last_at').where('team_id', '=', teamId).executeTakeFirst();
  const before = row?.last_at ?? 0;
  if (before > now - WEEK_MS + SLACK_MS) return undefined;
  const claimed = await setLast(db, teamId, before, now);
  return claimed ? { at: now, before } : undefined;
}

/** Gives it back, because nothing was posted. */
async function releaseDigest(db: Kysely<PostingDatabase>, teamId: string, claimed: ClaimedDigest): Promise<void> {
  await setLast(db, teamId, claimed.at, claimed.before);
}

/** Nothing that was run again until then is in a digest again. */
async function leaveOutOfDigests(db: Kysely<PostingDatabase>, teamId: string, until: number): Promise<void> {
  await db
    .updateTable('review_replays')
    .set({ waits_for_digest: 0 })
    .where('waits_for_digest', '=', 1)
    .where('team_id', '=', teamId)
    .where('replayed_at', '<=', until)
    .execute();
}

async function setLast(db: Kysely<PostingDatabase>, teamId: string, from: number, to: number): Promise<boolean> {
  const updated = await db
    .updateTable('slack_digests')
    .set({ last_at: to })
    .where('team_id', '=', teamId)
    .where('last_at', '=', from)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
