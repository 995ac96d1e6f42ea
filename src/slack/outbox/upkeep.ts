import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { Decision } from '../../reviews/record.ts';
import { buildDigest, DIGEST_LINES, type DigestEntry } from '../render/thread/lines.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Poster } from './poster.ts';
import type { PostingWorkspace } from './posts.ts';
import { createReplayer } from './replayer.ts';
import { postDigestMessage } from './stored-posts.ts';

interface UpkeepParts {
  db: Kysely<PostingDatabase>;
  /** Replays past reviews. */
  advisor: Advisor;
  poster: Pick<Poster, 'kick'>;
  logger: Logger;
  /** Minimum saving, in USD per year, before a thread is notified. */
  notifyUsd: number;
  /** The weekly digest; null for none. */
  digest: DigestPlace | null;
  /** What else is done at the start and every hour. */
  chores?: readonly Chore[];
}

/** Where the weekly digest goes. */
interface DigestPlace {
  channelId: string;
  teamId: string;
  /** The workspace's address, ending in a slash. */
  teamUrl: string;
  findPublic: PostingWorkspace['findPublic'];
}

/** Hourly work that is loaded when it is first due. */
export interface Chore {
  /** What to log where it fails, such as "Could not …; retrying in an hour". */
  failed: string;
  load(): Promise<{ run(): Promise<void>; stop(): void }>;
}

/** Background work: replaying past reviews after quotas or prices changed, the weekly digest, and chores. */
interface Upkeep {
  /** Starts the work without waiting. Errors are logged; the next start continues. */
  start(): void;
  /** Does all of it once. Errors are logged; the next call continues. */
  once(): Promise<void>;
  /** Starts nothing more, and waits for running work up to the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

const LOOK_MS = 60 * 60 * 1000;

export function createUpkeep({ db, advisor, poster, logger, notifyUsd, digest, chores = [] }: UpkeepParts): Upkeep {
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
    if (digest !== null)
      next('Could not prepare the digest; retrying in an hour', () => postDigest({ db, kick: poster.kick, ...digest }));
    for (const chore of chores) next(chore.failed, () => run(chore));
  };

  return {
    start() {
      replay();
      if (digest === null && chores.length === 0) return;
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

interface DigestParts extends DigestPlace {
  db: Kysely<PostingDatabase>;
  /** As `Poster.kick`. */
  kick: Poster['kick'];
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Posts the reviews of public channels to revisit that no thread or digest has mentioned, at most once a week, by one of the
 * processes.
 * Where Slack's answer is lost it counts as posted, so nothing is posted twice. Rejects where the database does.
 */
export async function postDigest(given: DigestParts): Promise<void> {
  const { db, kick, channelId, teamId, teamUrl, now = Date.now } = given;
  const { entries, count } = await digestEntries(given, DIGEST_LINES);
  if (count === 0) return;
  const claimed = await claimDigest(db, teamId, now());
  if (claimed === undefined) return;
  const message = buildDigest(entries, count, teamUrl);
  const outcome = await postDigestMessage({ db, kick, now }, { teamId, channelId }, message);
  // The next check tries again.
  if (outcome === 'not-posted') await releaseDigest(db, teamId, claimed);
  else await leaveOutOfDigests(db, teamId, now());
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Checks start a little less than a week after the last digest, so that its time of day doesn't drift. */
const SLACK_MS = 2 * 60 * 60 * 1000;

/** Channels looked up for one digest, those with the largest savings first. */
const CHANNELS_MAX = 30;

/**
 * The reviews that wait for a digest and that everybody in its channel may see, largest saving first up to the limit, and how
 * many there are.
 */
async function digestEntries(
  { db, teamId, channelId, findPublic }: DigestParts,
  limit: number,
): Promise<{ entries: DigestEntry[]; count: number }> {
  const waiting = db
    .selectFrom('review_replays as replay')
    .innerJoin('reviews', 'reviews.id', 'replay.review_id')
    .innerJoin('slack_posts as post', 'post.review_id', 'replay.review_id')
    .where('replay.waits_for_digest', '=', 1)
    .where('replay.team_id', '=', teamId)
    .where('reviews.is_public', '=', 1);
  const channels = await waiting
    .select('post.channel_id')
    .groupBy('post.channel_id')
    .orderBy((order) => order.fn.coalesce(order.fn.max('replay.saving_usd'), order.lit(0)), 'desc')
    .limit(CHANNELS_MAX)
    .execute();
  const found = await findPublic(channels.map((channel) => channel.channel_id));
  const told = waiting.where('post.channel_id', 'in', [channelId, ...found]);
  const counted = await told.select((select) => select.fn.countAll<number>().as('count')).executeTakeFirst();
  const rows = await told
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
    place: messageTs === null ? null : { channelId, messageTs },
  }));
  return { entries, count: counted?.count ?? 0 };
}

/** A claim and the time that it replaced, in milliseconds since 1970. */
interface ClaimedDigest {
  at: number;
  before: number;
}

/** Claims this week's digest. Returns undefined where it is claimed. */
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

/** Undoes a claim, because nothing was posted. */
async function releaseDigest(db: Kysely<PostingDatabase>, teamId: string, claimed: ClaimedDigest): Promise<void> {
  await setLast(db, teamId, claimed.at, claimed.before);
}

/** Leaves everything replayed until then out of later digests. */
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
