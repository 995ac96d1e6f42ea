import type { Kysely } from 'kysely';
import type { InferenceOptionId } from '../../recommender/index.ts';
import type { Decision } from '../../reviews/record.ts';
import type { PostingDatabase } from './tables.ts';

/** A review that would come out otherwise today, as the digest names it. */
export interface DigestEntry {
  name: string;
  before: InferenceOptionId | null;
  now: InferenceOptionId | null;
  limitBroken: boolean;
  /** US dollars a year. */
  savingUsd: number | null;
  /** Null where it is not posted. */
  place: { channelId: string; messageTs: string } | null;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** A digest is looked for a little less than a week after the last one, so that the hour of the day does not wander. */
const SLACK_MS = 2 * 60 * 60 * 1000;

/** What waits for a digest: the dearest so many, and how many there are in all. */
export async function digestEntries(
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
export interface ClaimedDigest {
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
export async function releaseDigest(
  db: Kysely<PostingDatabase>,
  teamId: string,
  claimed: ClaimedDigest,
): Promise<void> {
  await setLast(db, teamId, claimed.at, claimed.before);
}

/** Nothing that was run again until then is in a digest again. */
export async function leaveOutOfDigests(db: Kysely<PostingDatabase>, teamId: string, until: number): Promise<void> {
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
