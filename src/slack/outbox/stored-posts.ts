import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Message, MessageBlock } from '../render/message.ts';
import type { JobKind, JobState, PostingDatabase } from '../tables.ts';
import { AT_ONCE, add, type Job, jobOf, type Place, UNASKED } from './enqueue.ts';

// Posts about audits and digests. No record says later what was found, so they are rendered when they are queued.

/** An audit or a digest, and where to post the first that is said of it. */
export interface Subject extends Place {
  id: string;
  teamId: string;
  /** Who asked; '' for nobody. */
  userId: string;
}

export interface StoredPost {
  kind: JobKind;
  content: Content;
}

interface Content {
  /** From a look that Slack may refuse to one that it always takes. */
  looks: readonly Message[];
  /** What follows the blocks of each look, by where the rest is. */
  ends?: readonly Readonly<Record<Rest, MessageBlock>>[];
}

/** Where the lines of an audit are that its message has no room for. */
export type Rest = 'csv' | 'thread' | 'nowhere';

/** Queues posts in this order, to where those before went. */
export async function enqueueStored(
  trx: Transaction<PostingDatabase>,
  { id, teamId, userId, ...first }: Subject,
  posts: readonly StoredPost[],
  now: number,
): Promise<void> {
  const { channelId, messageTs } = (await findPlace(trx, id)) ?? first;
  const about = { subject_id: id, review_id: null, team_id: teamId, channel_id: channelId, message_ts: messageTs };
  const jobs = posts.map(({ kind, content }, at) => ({
    ...UNASKED,
    kind,
    version: posts.slice(0, at + 1).filter((post) => post.kind === kind).length,
    asked_words: JSON.stringify(content),
  }));
  await add(trx, about, jobs, { userId }, now);
}

/** Queues an edit in place of an earlier one of its kind, unless that is just being made. */
export async function enqueueEdit(
  trx: Transaction<PostingDatabase>,
  subject: Subject,
  post: StoredPost,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('slack_outbox')
    .set({ state: 'pending', not_before: AT_ONCE, queued_at: now, asked_words: JSON.stringify(post.content) })
    .where('subject_id', '=', subject.id)
    .where('kind', '=', post.kind)
    .where('state', 'in', ['pending', 'done'])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await enqueueStored(trx, subject, [post], now);
}

/** Returns where a subject is, or will be, posted. Undefined where nothing is queued about it. */
export async function findPlace(db: Kysely<PostingDatabase>, subjectId: string): Promise<Place | undefined> {
  const row = await db
    .selectFrom('slack_outbox')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return row && jobOf(row).place;
}

/** Drops the first post about a subject that is in one of these states. Returns why it wasn't posted; undefined for none. */
export async function dropPosts(
  db: Kysely<PostingDatabase>,
  subjectId: string,
  states: readonly JobState[],
): Promise<{ state: JobState; error: string } | undefined> {
  const [first] = await db
    .deleteFrom('slack_outbox')
    .where('subject_id', '=', subjectId)
    .where('state', 'in', states)
    .returning(['state', 'last_error'])
    .execute();
  return first && { state: first.state, error: first.last_error ?? '' };
}

/** Posts a digest. `not-posted` where Slack refused it; a lost answer counts as posted. */
export async function postDigestMessage(
  { db, kick, now = Date.now }: DigestParts,
  place: { teamId: string; channelId: string },
  message: Message,
): Promise<'posted' | 'not-posted'> {
  const subject = { ...place, id: randomUUID(), messageTs: null, userId: '' };
  const post = { kind: 'digest', content: { looks: [message] } } as const;
  await transact(db, (trx) => enqueueStored(trx, subject, [post], now()));
  await kick(subject.id);
  const stopped = await dropPosts(db, subject.id, ['refused', 'uncertain']);
  return stopped?.state === 'refused' ? 'not-posted' : 'posted';
}

interface DigestParts {
  db: Kysely<PostingDatabase>;
  /** As `Poster.kick`. */
  kick: (subjectId: string) => Promise<void>;
  now?: (() => number) | undefined;
}

/** Renders a stored post in its first look without the kinds of blocks that Slack refuses. */
export async function renderStored(
  db: Kysely<PostingDatabase>,
  { subjectId, content }: Job,
  { dataTable, table }: { dataTable: boolean; table: boolean },
): Promise<Message> {
  if (content === undefined) throw new Error(`The post about ${subjectId} is missing`);
  const { looks, ends } = JSON.parse(content) as Content;
  const refused = new Set([...(dataTable ? [] : ['data_table']), ...(table ? [] : ['table'])]);
  const found = looks.findIndex(({ blocks }) => !blocks.some(({ type }) => refused.has(type)));
  const at = found < 0 ? looks.length - 1 : found;
  const look = looks[at];
  if (look === undefined) throw new Error(`The post about ${subjectId} says nothing`);
  const end = ends?.[at]?.[await findRest(db, subjectId)];
  return end === undefined ? look : { ...look, blocks: [...look.blocks, end] };
}

/** The kinds that hold the lines of an audit that its message has no room for. */
const THREAD: readonly JobKind[] = ['audit-reply', 'audit-more'];

/** Returns where the rest of an audit is, as far as it is posted. */
export async function findRest(db: Kysely<PostingDatabase>, subjectId: string): Promise<Rest> {
  const rows = await db
    .selectFrom('slack_outbox')
    .select(['kind', 'state'])
    .where('subject_id', '=', subjectId)
    .where('kind', 'in', ['audit-csv', ...THREAD])
    .execute();
  const isDone = ({ state }: { state: JobState }) => state === 'done';
  if (rows.some((row) => row.kind === 'audit-csv' && isDone(row))) return 'csv';
  return rows.filter(({ kind }) => kind !== 'audit-csv').every(isDone) ? 'thread' : 'nowhere';
}
