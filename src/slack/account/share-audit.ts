import type { Kysely, Transaction } from 'kysely';
import { audit as auditLine } from '../../audit.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import type { Requester } from '../outbox/enqueue.ts';
import type { Poster } from '../outbox/poster.ts';
import { enqueueStored } from '../outbox/stored-posts.ts';
import { channelWords } from '../render/mrkdwn.ts';
import type { AccountTables, PostingDatabase } from '../tables.ts';
import { AUDIT_GONE } from './audit-message.ts';
import { type EndedAudit, findEnded, startSharing } from './audit-store.ts';

type Tables = AccountTables & PostingDatabase;

interface SharingParts {
  db: Kysely<Tables>;
  poster: Pick<Poster, 'kick'>;
  logger: Logger;
  now: () => number;
}

interface Pressed {
  teamId: string;
  userId: string;
  auditId: string;
  responseAddress?: Requester['responseAddress'];
}

/** What the posts in the channel are about, beside those in the direct message. */
const sharedId = (auditId: string): string => `channel-${auditId}`;

/**
 * Posts an audit in the channel where it was asked for, once whatever the number of presses. One that Slack refused is posted
 * again. Returns what to tell who pressed, in mrkdwn; undefined where a notice tells them why it isn't there.
 */
export async function shareAudit(
  { db, poster, logger, now }: SharingParts,
  pressed: Pressed,
): Promise<string | undefined> {
  const { teamId, userId, auditId } = pressed;
  const audit = await findEnded(db, teamId, auditId);
  if (audit === undefined || audit.forChannel.length === 0) return AUDIT_GONE;
  const where = channelWords(audit.channelId);
  if (await transact(db, (trx) => queue(trx, audit, pressed, now()))) {
    const fields = { action: 'account-audit-shared', actor: userId, teamId, auditId, channelId: audit.channelId };
    auditLine(logger, fields, 'Account audit posted to the channel');
    await poster.kick(sharedId(auditId));
    const state = await stateOf(db, auditId);
    if (state === 'gone') return `Posted in ${where}.`;
    return state === 'open' ? underWay(where) : undefined;
  }
  return (await stateOf(db, auditId)) === 'gone' ? `It's already in ${where}.` : underWay(where);
}

const underWay = (where: string): string => `I'm posting it in ${where}. If that fails, I'll tell you here.`;

/** Queues the posts, unless they were before and may still be made. Returns whether it did. */
async function queue(trx: Transaction<Tables>, audit: EndedAudit, pressed: Pressed, now: number): Promise<boolean> {
  const { auditId, ...person } = pressed;
  const id = sharedId(auditId);
  const within: Kysely<Tables> = trx;
  const isFirst = await startSharing(within, auditId);
  if (!isFirst && !(await dropStopped(trx, id))) return false;
  await enqueueStored(trx, { ...person, id, channelId: audit.channelId, messageTs: null }, audit.forChannel, now);
  return true;
}

/** Drops the posts where their message surely isn't in the channel, or nobody can find out. Returns whether it did. */
async function dropStopped(trx: Transaction<Tables>, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('slack_outbox')
    .where('subject_id', '=', id)
    .where('kind', '=', 'audit-shared')
    .where('state', 'in', ['refused', 'uncertain', 'dropped'])
    // While a notice is due, the bot is still looking for it.
    .where('notice_due_at', 'is', null)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await trx.deleteFrom('slack_outbox').where('subject_id', '=', id).execute();
  return true;
}

/** `gone`: the posts are made. `open`: they are being made. `stopped`: a notice says why not. */
async function stateOf(db: Kysely<Tables>, auditId: string): Promise<'gone' | 'open' | 'stopped'> {
  const row = await db
    .selectFrom('slack_outbox')
    .select('state')
    .where('subject_id', '=', sharedId(auditId))
    .where('kind', '=', 'audit-shared')
    .executeTakeFirst();
  if (row === undefined || row.state === 'done') return 'gone';
  return row.state === 'pending' || row.state === 'sending' ? 'open' : 'stopped';
}
