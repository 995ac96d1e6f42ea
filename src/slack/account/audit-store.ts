import type { Kysely } from 'kysely';
import type { Message } from '../render/message.ts';
import type { AccountTables } from '../tables.ts';

/** An audit as stored. */
export interface StoredAudit {
  id: string;
  teamId: string;
  /** Who asked. */
  userId: string;
  channelId: string;
  /** '' until it is posted. */
  messageTs: string;
  progress: string;
  /** What it ends with, where that is known. */
  result: AuditResult | null;
}

/** The message that an audit ends with, and the replies that aren't posted yet. */
export interface AuditResult extends Message {
  replies?: readonly Message[];
}

/** A running audit that hasn't said so for this long, in milliseconds, has lost its process. */
export const LOST_AFTER_MS = 60_000;

type Db = Kysely<AccountTables>;

/** Stores an audit as running. Returns false where another one of the team is running. */
export async function startRunning(
  db: Db,
  { id, teamId, userId, channelId }: Pick<StoredAudit, 'id' | 'teamId' | 'userId' | 'channelId'>,
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('slack_audits')
    .values({
      id,
      team_id: teamId,
      user_id: userId,
      channel_id: channelId,
      message_ts: '',
      state: 'running',
      is_stopping: 0,
      progress: '',
      result: null,
      beat_at: now,
      started_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Returns the running audit of a team. */
export async function findRunning(db: Db, teamId: string): Promise<StoredAudit | undefined> {
  const row = await db
    .selectFrom('slack_audits')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row && auditOf(row);
}

/** Stores where the message is. */
export async function keepPlace(db: Db, id: string, channelId: string, messageTs: string): Promise<void> {
  await db
    .updateTable('slack_audits')
    .set({ channel_id: channelId, message_ts: messageTs })
    .where('id', '=', id)
    .execute();
}

/** Says that an audit is running, and how far it is. Returns whether somebody pressed Stop, in whichever process. */
export async function beat(db: Db, id: string, progress: string, now: number): Promise<{ isStopping: boolean }> {
  await db.updateTable('slack_audits').set({ beat_at: now, progress }).where('id', '=', id).execute();
  const row = await db.selectFrom('slack_audits').select('is_stopping').where('id', '=', id).executeTakeFirst();
  return { isStopping: row?.is_stopping === 1 };
}

/** Notes that somebody pressed Stop. Returns false where the audit isn't running any longer. */
export async function askToStop(db: Db, teamId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('slack_audits')
    .set({ is_stopping: 1 })
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Stores what an audit ends with, before Slack has it: after a crash another process shows it. */
export async function keepResult(db: Db, id: string, result: AuditResult, now: number): Promise<void> {
  await db
    .updateTable('slack_audits')
    .set({ result: JSON.stringify(result), beat_at: now })
    .where('id', '=', id)
    .execute();
}

/** Ends an audit. */
export async function endRunning(db: Db, id: string, state: 'ended' | 'cut-short'): Promise<void> {
  await db.updateTable('slack_audits').set({ state, result: null }).where('id', '=', id).execute();
}

/** Takes over the audits whose process is gone, each by one of the processes that ask. They stay running until they are ended. */
export async function takeOverLost(db: Db, now: number): Promise<StoredAudit[]> {
  const lost = await db
    .selectFrom('slack_audits')
    .selectAll()
    .where('state', '=', 'running')
    .where('beat_at', '<=', now - LOST_AFTER_MS)
    .execute();
  const taken: StoredAudit[] = [];
  for (const row of lost) {
    const { numUpdatedRows } = await db
      .updateTable('slack_audits')
      .set({ beat_at: now })
      .where('id', '=', row.id)
      .where('beat_at', '=', row.beat_at)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) taken.push(auditOf(row));
  }
  return taken;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Deletes audits that ended a month ago. */
export async function sweepAudits(db: Db, now: number = Date.now()): Promise<void> {
  await db
    .deleteFrom('slack_audits')
    .where('state', '!=', 'running')
    .where('started_at', '<=', now - KEPT_MS)
    .execute();
}

function auditOf(row: AccountTables['slack_audits']): StoredAudit {
  return {
    id: row.id,
    teamId: row.team_id,
    userId: row.user_id,
    channelId: row.channel_id,
    messageTs: row.message_ts,
    progress: row.progress,
    result: row.result === null ? null : (JSON.parse(row.result) as AuditResult),
  };
}
