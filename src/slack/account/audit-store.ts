import type { Kysely } from 'kysely';
import type { StoredPost } from '../outbox/stored-posts.ts';
import type { Message } from '../render/message.ts';
import type { AccountTables, PostingDatabase } from '../tables.ts';

/** An audit that is running, as stored. */
export interface RunningAudit {
  id: string;
  teamId: string;
  /** Who asked. */
  userId: string;
  /** Where it was asked for. The outbox knows where its message is, and before it is posted it goes to who asked. */
  channelId: string;
  progress: string;
  heartbeatAt: number;
  /** From versions without its posts in the outbox. */
  former: FormerPosts;
}

/** Where an audit's message is, and what it ends with, as an earlier version stored them. */
interface FormerPosts {
  messageTs: string | null;
  /** The message that it ends with, and the replies that aren't posted yet. */
  result: (Message & { replies?: readonly Message[] }) | null;
}

/** A running audit without a heartbeat for this long, in milliseconds, has lost its process. */
export const LOST_AFTER_MS = 60_000;

type Db = Kysely<AccountTables>;

/** Stores an audit as running. Returns false where another one of the team is running. */
export async function startRunning(
  db: Db,
  { id, teamId, userId, channelId }: Pick<RunningAudit, 'id' | 'teamId' | 'userId' | 'channelId'>,
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
export async function findRunning(db: Db, teamId: string): Promise<RunningAudit | undefined> {
  const row = await runningAudits(db).where('team_id', '=', teamId).executeTakeFirst();
  return row && auditOf(row);
}

/** Returns the audits whose process is gone. */
export async function findLost(db: Db, now: number): Promise<RunningAudit[]> {
  const rows = await runningAudits(db)
    .where('beat_at', '<=', now - LOST_AFTER_MS)
    .execute();
  return rows.map(auditOf);
}

const runningAudits = (db: Db) => db.selectFrom('slack_audits').selectAll().where('state', '=', 'running');

/** Says that an audit is running, and how far it is. Returns whether somebody pressed Stop, in whichever process. */
export async function storeHeartbeat(
  db: Db,
  id: string,
  progress: string,
  now: number,
): Promise<{ isStopping: boolean }> {
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

/** How an audit ended. `forChannel`: what everybody gets where somebody wants it in the channel. */
export type Ending = { state: 'ended'; forChannel: readonly StoredPost[] } | { state: 'cut-short' };

/** Ends an audit. Returns false where it has ended, or its process has been heard of since `heartbeatAt`. */
export async function endRunning(
  db: Db,
  { id, heartbeatAt }: { id: string; heartbeatAt?: number },
  ending: Ending,
): Promise<boolean> {
  const result = ending.state === 'ended' && ending.forChannel.length > 0 ? JSON.stringify(ending.forChannel) : null;
  const { numUpdatedRows } = await db
    .updateTable('slack_audits')
    .set({ state: ending.state, result })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .$if(heartbeatAt !== undefined, (audits) => audits.where('beat_at', '=', heartbeatAt ?? 0))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** An audit of a team that has ended. */
export interface EndedAudit {
  userId: string;
  /** Where it was asked for. */
  channelId: string;
  /** What goes there; none where it can't. */
  forChannel: readonly StoredPost[];
}

/** Returns a team's audit that has ended; undefined where it runs, or is older than 30 days. */
export async function findEnded(db: Db, teamId: string, id: string): Promise<EndedAudit | undefined> {
  const row = await db
    .selectFrom('slack_audits')
    .select(['user_id', 'channel_id', 'result'])
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('state', '!=', 'running')
    .executeTakeFirst();
  return (
    row && {
      userId: row.user_id,
      channelId: row.channel_id,
      forChannel: row.result === null ? [] : (JSON.parse(row.result) as StoredPost[]),
    }
  );
}

/** Notes that somebody wants an audit in the channel. Returns false where somebody did before. */
export async function startSharing(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('slack_audits')
    .set({ state: 'shared' })
    .where('id', '=', id)
    .where('state', '=', 'ended')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Deletes audits that started a month ago, and what is left of their posts and of digests: what Slack refused, and what waits for
 * such a post.
 */
export async function sweepAudits(
  db: Kysely<AccountTables & PostingDatabase>,
  now: number = Date.now(),
): Promise<void> {
  await db
    .deleteFrom('slack_audits')
    .where('state', '!=', 'running')
    .where('started_at', '<=', now - KEPT_MS)
    .execute();
  await db
    .deleteFrom('slack_outbox')
    .where('about_review_id', 'is', null)
    .where('review_id', 'is', null)
    .where('state', '!=', 'sending')
    .where('queued_at', '<=', now - KEPT_MS)
    .execute();
}

function auditOf(row: AccountTables['slack_audits']): RunningAudit {
  return {
    id: row.id,
    teamId: row.team_id,
    userId: row.user_id,
    channelId: row.channel_id,
    progress: row.progress,
    heartbeatAt: row.beat_at,
    former: {
      messageTs: row.message_ts === '' ? null : row.message_ts,
      result: row.result === null ? null : (JSON.parse(row.result) as FormerPosts['result']),
    },
  };
}
