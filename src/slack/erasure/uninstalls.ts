import type { Kysely } from 'kysely';
import { audit, BOT_ACTOR } from '../../audit.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import { deleteReviewsOfTeam } from '../../reviews/retention.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { AskedTables, DraftTables, ErasureTables, PostingTables } from '../tables.ts';

// Permanent deletion: teams that removed the app, and people to forget. Doesn't call Slack: edits go through the outbox.
// May import: audit, database, logger (types), reviews, slack (types), slack/outbox, wording.

/** Every table with data of a team. */
type TeamTables = ReviewTables & PostingTables & DraftTables & AskedTables & ErasureTables;

/** A workspace that removed the app, and when, in milliseconds since 1970. */
export interface Uninstall {
  teamId: string;
  at: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Marks a workspace that removed the app. Deletes nothing. Returns false if it was marked before, and keeps that date. */
export async function markUninstalled(
  db: Kysely<ErasureTables>,
  teamId: string,
  now: number = Date.now(),
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('slack_uninstalls')
    .values({ team_id: teamId, uninstalled_at: now })
    .onConflict((conflict) => conflict.column('team_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

async function isMarked(db: Kysely<ErasureTables>, teamId: string): Promise<boolean> {
  const row = await db
    .selectFrom('slack_uninstalls')
    .select('team_id')
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Removes the mark of a workspace that has the app installed. Call it only after Slack accepted its token. */
async function removeMark(db: Kysely<ErasureTables>, teamId: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('slack_uninstalls').where('team_id', '=', teamId).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Lists the marked teams whose grace period is over, oldest first. */
export async function listUninstalls(
  db: Kysely<ErasureTables>,
  { graceDays, now = Date.now() }: { graceDays: number; now?: number },
): Promise<Uninstall[]> {
  const rows = await db
    .selectFrom('slack_uninstalls')
    .selectAll()
    .where('uninstalled_at', '<=', now - graceDays * DAY_MS)
    .orderBy('uninstalled_at')
    .orderBy('team_id')
    .execute();
  return rows.map(({ team_id: teamId, uninstalled_at: at }) => ({ teamId, at }));
}

/** Deletes everything of a team, including its mark. Returns the number of reviews. */
export async function deleteTeam(db: Kysely<TeamTables>, teamId: string): Promise<number> {
  const reviews = await deleteReviewsOfTeam(db, teamId);
  await transact(db, async (trx) => {
    await trx.deleteFrom('slack_digests').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_drafts').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_heard_events').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_uninstalls').where('team_id', '=', teamId).execute();
  });
  return reviews;
}

/**
 * Deletes the teams that removed the app and didn't reinstall it within `graceDays`. `exceptTeamId`: the bot's team, which is
 * never deleted.
 */
export async function deleteDueTeams(
  db: Kysely<TeamTables>,
  given: { graceDays: number; logger: Logger; actor: string; exceptTeamId?: string; now?: number },
): Promise<void> {
  const { logger, actor, exceptTeamId } = given;
  for (const { teamId } of await listUninstalls(db, given)) {
    if (teamId === exceptTeamId) continue;
    const reviews = await deleteTeam(db, teamId);
    audit(logger, { action: 'team-deleted', actor, teamId, reviews }, 'Team deleted after it removed the app');
  }
}

/**
 * Runs at the start and every hour: removes the mark of the bot's team if Slack accepts its token, then deletes other teams
 * whose grace period is over.
 */
export async function sweepUninstalls(
  db: Kysely<TeamTables>,
  given: { teamId: string; isTokenAccepted: () => Promise<boolean>; graceDays: number; logger: Logger; now?: number },
): Promise<void> {
  const { teamId, isTokenAccepted, logger } = given;
  if ((await isMarked(db, teamId)) && (await isTokenAccepted()) && (await removeMark(db, teamId))) {
    const fields = { action: 'app-reinstalled', actor: BOT_ACTOR, teamId };
    audit(logger, fields, 'App reinstalled; nothing was deleted');
  }
  await deleteDueTeams(db, { ...given, actor: BOT_ACTOR, exceptTeamId: teamId });
}
