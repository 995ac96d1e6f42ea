import type { Kysely } from 'kysely';
import type { PostingTables } from './tables.ts';

/** Where a review stands in Slack. */
export interface Post {
  channelId: string;
  /** Nothing as long as the message is not posted. */
  messageTs: string | undefined;
  /** Whether somebody could invite the bot there. */
  canBeInvited: boolean;
  /** The review's version that the message shows; 0 before it is posted. */
  shownVersion: number;
}

/** Where a review of this team stands or is to stand. */
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
      canBeInvited: row.can_be_invited === 1,
      shownVersion: row.shown_version,
    }
  );
}
