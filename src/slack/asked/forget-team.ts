import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { deleteReviewsOfTeam } from '../../reviews/retention.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { PostingTables } from '../posting/tables.ts';
import type { DraftTables } from '../tables.ts';
import type { AskedTables } from './tables.ts';

/** Deletes everything of a team, as when it has taken the app out. What belongs to a review goes with it. */
export async function forgetTeam(
  db: Kysely<ReviewTables & PostingTables & DraftTables & AskedTables>,
  teamId: string,
): Promise<{ reviews: number }> {
  const reviews = await deleteReviewsOfTeam(db, teamId);
  return transact(db, async (trx) => {
    await trx.deleteFrom('slack_digests').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_drafts').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_heard_events').where('team_id', '=', teamId).execute();
    return { reviews };
  });
}
