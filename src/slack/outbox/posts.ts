import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { NamedReview, Review } from '../../reviews/record.ts';
import { withNeighbours } from '../../reviews/review-store.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import { permalink } from '../render/mrkdwn.ts';
import type { PostingTables } from '../tables.ts';

export interface Post {
  channelId: string;
  /** Undefined until the message is posted. */
  messageTs: string | undefined;
  /** The first reply in its thread; undefined until it is posted. */
  detailsTs: string | undefined;
  canBeInvited: boolean;
  /** The version of the review that the message shows; 0 before it is posted. */
  shownVersion: number;
  /** The same of the first reply. */
  detailsVersion: number;
}

/** Where the posts of a team go, and as whom. */
export interface PostingWorkspace {
  /**
   * For posts only: no retries, `rejectRateLimitedCalls`, and a timeout of at most 10 s. A client that retries after a timeout
   * posts twice; one that waits out a rate limit blocks every other channel.
   */
  client: WebClient;
  /** The bot's user id, for mentions of it; '' where it is unknown. */
  botUserId: string;
  /** The workspace's address, ending in a slash, for links to other reviews. */
  teamUrl: string;
  names: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns the people in a user group; null where Slack doesn't tell. Rejects where Slack can't be asked. */
  group: (groupId: string) => Promise<ReadonlySet<string> | null>;
  handles: (groupIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns those of these channels that everybody in the workspace may read now. */
  findPublic: (channelIds: Iterable<string>) => Promise<ReadonlySet<string>>;
}

export async function findPost(db: Kysely<PostingTables>, teamId: string, reviewId: string): Promise<Post | undefined> {
  const row = await db
    .selectFrom('slack_posts')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return (
    row && {
      channelId: row.channel_id,
      messageTs: row.message_ts ?? undefined,
      detailsTs: row.details_ts ?? undefined,
      canBeInvited: row.can_be_invited === 1,
      shownVersion: row.shown_version,
      detailsVersion: row.details_version,
    }
  );
}

export async function findPostedReview(
  db: Kysely<PostingTables>,
  { teamId, channelId, messageTs }: { teamId: string; channelId: string; messageTs: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('slack_posts')
    .select('review_id')
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .where('message_ts', '=', messageTs)
    .executeTakeFirst();
  return row?.review_id;
}

/** Returns whether a channel may have a review's message whose post was never confirmed. */
export async function hasUnconfirmed(db: Kysely<PostingTables>, teamId: string, channelId: string): Promise<boolean> {
  const row = await db
    .selectFrom('slack_posts as post')
    .innerJoin('slack_outbox as job', 'job.subject_id', 'post.review_id')
    .select('job.id')
    .where('post.team_id', '=', teamId)
    .where('post.channel_id', '=', channelId)
    .where('post.message_ts', 'is', null)
    .where('job.kind', '=', 'message')
    .where('job.state', 'in', ['sending', 'uncertain'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Returns where reviews are, or will be, posted, by their ids. `messageTs`: null until posted. */
export async function findPlaces(
  db: Kysely<PostingTables>,
  teamId: string,
  reviewIds: readonly string[],
): Promise<Map<string, { channelId: string; messageTs: string | null }>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('slack_posts')
    .select(['review_id', 'channel_id', 'message_ts'])
    .where('team_id', '=', teamId)
    .where('review_id', 'in', reviewIds)
    .execute();
  return new Map(
    rows.map(({ review_id, channel_id: channelId, message_ts: messageTs }) => [review_id, { channelId, messageTs }]),
  );
}

/** Returns the permalinks of those reviews that are posted, by their ids. `teamUrl` ends in a slash. */
export async function findPermalinks(
  db: Kysely<PostingTables>,
  { teamId, teamUrl }: { teamId: string; teamUrl: string },
  reviewIds: readonly string[],
): Promise<Map<string, string>> {
  return linksTo(await findPlaces(db, teamId, reviewIds), teamUrl);
}

/** Returns the permalink of a review; undefined where it isn't posted. */
export async function findPermalink(
  db: Kysely<PostingTables>,
  { teamId, id }: Pick<Review, 'teamId' | 'id'>,
  teamUrl: string,
): Promise<string | undefined> {
  return (await findPermalinks(db, { teamId, teamUrl }, [id])).get(id);
}

function linksTo(places: Awaited<ReturnType<typeof findPlaces>>, teamUrl: string): Map<string, string> {
  return new Map(
    [...places].flatMap(([id, { channelId, messageTs }]) =>
      messageTs === null ? [] : [[id, permalink(teamUrl, { channelId, messageTs })] as const],
    ),
  );
}

/**
 * Adds the names of the reviews that it replaced and that replaced it, with links to their messages: those that everybody in
 * its channel may see.
 */
export async function withLinkedNeighbours(
  db: Kysely<PostingTables & ReviewTables>,
  review: Review,
  { teamUrl, findPublic }: Pick<PostingWorkspace, 'teamUrl' | 'findPublic'>,
): Promise<NamedReview> {
  const { id, teamId, supersedes, supersededBy } = review;
  const ids = [supersedes, supersededBy].filter((one) => one !== null);
  const places = await findPlaces(db, teamId, ids.length === 0 ? [] : [id, ...ids]);
  const here = places.get(id)?.channelId;
  const elsewhere = [...places.values()].map(({ channelId }) => channelId).filter((channelId) => channelId !== here);
  const shown = new Set([here, ...(await findPublic(elsewhere))]);
  const ifShown = (one: string | null) => (shown.has(places.get(one ?? '')?.channelId) ? one : null);
  const seen = { ...review, supersedes: ifShown(supersedes), supersededBy: ifShown(supersededBy) };
  const { neighbours } = await withNeighbours(db, seen, linksTo(places, teamUrl));
  return { ...review, neighbours };
}
