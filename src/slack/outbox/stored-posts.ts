import type { Kysely, Transaction } from 'kysely';
import type { Message, MessageBlock } from '../render/message.ts';
import type { JobKind, JobState, PostingDatabase } from '../tables.ts';
import { AT_ONCE, add, type Job, jobOf, type Place, type Requester, UNASKED } from './enqueue.ts';

// Posts about audits and digests. No record says later what was found, so they are rendered when they are queued.

/** An audit or a digest, and where to post the first that is said of it. */
export interface Subject extends Place {
  id: string;
  teamId: string;
  /** Who asked; '' for nobody. */
  userId: string;
  /** Where they are told if a post fails. */
  responseAddress?: Requester['responseAddress'];
}

/** A post, rendered. */
export interface StoredPost {
  kind: JobKind;
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
  { id, teamId, userId, responseAddress, ...first }: Subject,
  posts: readonly StoredPost[],
  now: number,
): Promise<void> {
  const { channelId, messageTs } = (await findPlace(trx, id)) ?? first;
  const about = {
    own_subject_id: id,
    about_review_id: null,
    team_id: teamId,
    channel_id: channelId,
    message_ts: messageTs,
  };
  const jobs = posts.map(({ kind, ...content }, at) => ({
    ...UNASKED,
    kind,
    version: at + 1,
    asked_words: JSON.stringify(content),
  }));
  await add(trx, about, jobs, { userId, ...(responseAddress && { responseAddress }) }, now);
}

/** Queues an edit in place of an earlier one of its kind, unless that is just being made. */
export async function enqueueEdit(
  trx: Transaction<PostingDatabase>,
  subject: Subject,
  { kind, ...content }: StoredPost,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('slack_outbox')
    .set({ state: 'pending', not_before: AT_ONCE, queued_at: now, asked_words: JSON.stringify(content) })
    .where('subject_id', '=', subject.id)
    .where('kind', '=', kind)
    .where('state', 'in', ['pending', 'done'])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await enqueueStored(trx, subject, [{ kind, ...content }], now);
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

interface Stored {
  db: Kysely<PostingDatabase>;
  job: Job;
}

/** Renders a stored post in its first look without the blocks that Slack refuses. */
export async function renderStored(from: Stored & { dataTable: boolean; table: boolean }): Promise<Message> {
  const { job, dataTable, table } = from;
  const { looks, ends } = JSON.parse(job.content ?? '{}') as StoredPost;
  const refused = new Set([...(dataTable ? [] : ['data_table']), ...(table ? [] : ['table'])]);
  const found = looks.findIndex(({ blocks }) => !blocks.some(({ type }) => refused.has(type)));
  const at = found < 0 ? looks.length - 1 : found;
  const look = looks[at];
  if (look === undefined) throw new Error(`The post about ${job.subjectId} says nothing`);
  const end = ends?.[at]?.[await findRest(from)];
  return end === undefined ? look : { ...look, blocks: [...look.blocks, end] };
}

/** Returns where the rest of an audit is, by what is posted of it. */
export async function findRest({ db, job }: Stored): Promise<Rest> {
  const rows = await db
    .selectFrom('slack_outbox')
    .select(['kind', 'state'])
    .where('subject_id', '=', job.subjectId)
    .where('kind', 'in', ['audit-csv', 'audit-reply', 'audit-more'])
    .execute();
  const replies = rows.filter(({ kind }) => kind !== 'audit-csv');
  if (rows.some(({ kind, state }) => kind === 'audit-csv' && state === 'done')) return 'csv';
  return replies.every(({ state }) => state === 'done') ? 'thread' : 'nowhere';
}
