import type { Kysely } from 'kysely';
import { audit, BOT_ACTOR } from '../../audit.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import { deleteReviewsOfTeam } from '../../reviews/retention.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type {
  AccountTables,
  AskedTables,
  DraftTables,
  ErasureTables,
  InstallTables,
  PostingTables,
} from '../tables.ts';

// Permanent deletion: teams that removed the app, and people to forget. Doesn't call Slack: edits go through the outbox.

type TeamTables = ReviewTables &
  PostingTables &
  DraftTables &
  AskedTables &
  ErasureTables &
  AccountTables &
  InstallTables;

/** A workspace that removed the app, and when, in milliseconds since 1970. */
interface Uninstall {
  teamId: string;
  at: number;
}

/** The installation that a workspace's token comes from. */
export interface Install {
  /** The workspaces that it serves: one, or those of an organization that have used the app. */
  teamIds(): Promise<readonly string[]>;
  /** Deletes the token. Call it only after Slack refused it. */
  forget(): Promise<void>;
  /** What an administrator must do after the token was revoked, to stand after a semicolon. */
  remedy: string;
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
    await trx.deleteFrom('slack_outbox').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_drafts').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_heard_events').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_measured').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_uninstalls').where('team_id', '=', teamId).execute();
    await trx.deleteFrom('slack_installs').where('id', '=', teamId).execute();
    await trx.deleteFrom('slack_org_teams').where('team_id', '=', teamId).execute();
  });
  return reviews;
}

/** Deletes the teams that removed the app and didn't reinstall it within `graceDays`. */
export async function deleteDueTeams(
  db: Kysely<TeamTables>,
  given: { graceDays: number; logger: Logger; actor: string; now?: number },
): Promise<void> {
  for (const { teamId } of await listUninstalls(db, given)) await deleteDueTeam(db, teamId, given);
}

async function deleteDueTeam(
  db: Kysely<TeamTables>,
  teamId: string,
  { logger, actor }: { logger: Logger; actor: string },
): Promise<void> {
  const reviews = await deleteTeam(db, teamId);
  audit(logger, { action: 'team-deleted', actor, teamId, reviews }, 'Team deleted after it removed the app');
}

/**
 * Whether the app is in a workspace. `installed`: Slack accepts its token now. `removed`: there is no token, or Slack refuses
 * it. `unknown`: Slack can't be asked, or the bot serves this workspace alone.
 */
export type Standing = 'installed' | 'removed' | 'unknown';

/**
 * Runs at the start and every hour: removes the marks of teams that have the app again, and deletes those without it whose
 * grace period is over.
 */
export async function sweepUninstalls(
  db: Kysely<TeamTables>,
  given: {
    standingOf: (teamId: string) => Promise<Standing>;
    graceDays: number;
    logger: Logger;
    /** Milliseconds since 1970. */
    now?: number;
  },
): Promise<void> {
  const { standingOf, logger } = given;
  const due = new Set((await listUninstalls(db, given)).map(({ teamId }) => teamId));
  for (const { teamId } of await listUninstalls(db, { ...given, graceDays: 0 })) {
    const standing = await standingOf(teamId);
    if (standing === 'installed' && (await removeMark(db, teamId))) {
      const fields = { action: 'app-reinstalled', actor: BOT_ACTOR, teamId };
      audit(logger, fields, 'App reinstalled; nothing was deleted');
    }
    if (standing === 'removed' && due.has(teamId)) await deleteDueTeam(db, teamId, { logger, actor: BOT_ACTOR });
  }
}
