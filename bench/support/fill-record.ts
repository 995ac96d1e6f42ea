import { type Kysely, sql } from 'kysely';
import type { RecordTables } from '../../src/open-record.ts';
import { openRecord } from '../../src/open-record.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import { actOnReview } from '../../src/reviews/act-on-review.ts';
import { createReview } from '../../src/reviews/review-store.ts';

const ORIGINALS = 10;
/** Old enough that nothing is due, and young enough to be in every list. */
const AGE_MS = 30 * 24 * 60 * 60 * 1000;
const WORDS = ['fraud-scoring', 'churn-ranking', 'scans-triage', 'speech-search', 'fraud-triage'];

/**
 * Fills a new record with reviews of one team and channel, some waiting for the person and some decided. The number is a multiple of
 * ten: ten are written as the bot does, and the rest are copies of their rows, each a little younger.
 */
export async function fillRecord(url: string, size: number, teamId: string, userId: string): Promise<void> {
  const opened = await openRecord(url);
  if (!opened.ok) throw new Error(opened.text);
  const { db } = opened;
  const began = Date.now() - AGE_MS;
  const originals = size % ORIGINALS === 0 ? ORIGINALS : size;
  for (let number = 0; number < originals; number++) await writeOriginal(db, number, teamId, userId, began);
  const copies = size / originals - 1;
  if (copies > 0)
    for (const [table, columns] of Object.entries(await tablesOf(db))) await copyRows(db, table, columns, copies);
  // A server does this automatically some time after many writes.
  await sql`analyze`.execute(db);
  await opened.close();
}

async function writeOriginal(
  db: Kysely<RecordTables>,
  number: number,
  teamId: string,
  userId: string,
  began: number,
): Promise<void> {
  const workload = { ...named(WORDS[number % WORDS.length] ?? 'any'), payloadSizeMB: 500 };
  const requesterId = number % 2 === 0 ? userId : 'U0OTHER';
  const now = began + number;
  await db.transaction().execute(async (trx) => {
    const recommendation = recommend(workload);
    const asked = { teamId, requesterId, workload, recommendation, isPublic: number % 3 !== 0 };
    const { review } = await createReview(trx, asked, now);
    const act = (action: Parameters<typeof actOnReview>[1]['action']) =>
      actOnReview(trx, { teamId, reviewId: review.id, actorId: 'U0OTHER', action }, now);
    if (number % 5 === 1) await act({ kind: 'raise-concern', text: 'what of cold starts?' });
    else if (number % 2 === 1) await act({ kind: 'accept' });
    const post = { review_id: review.id, team_id: teamId, channel_id: 'C0BENCH', can_be_invited: 1 };
    await trx
      .insertInto('slack_posts')
      .values({ ...post, shown_version: 1, details_version: 1, message_ts: `17${number}.0001` })
      .execute();
  });
}

/** The record's tables that have rows of reviews, parents first, with their columns. */
async function tablesOf(db: Kysely<RecordTables>): Promise<Record<string, string[]>> {
  const wanted = [
    'reviews',
    'review_revisions',
    'review_concerns',
    'review_events',
    'review_people',
    'review_listings',
  ];
  const tables = await db.introspection.getTables();
  return Object.fromEntries(
    [...wanted, 'review_words', 'slack_posts'].map((name) => [
      name,
      tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [],
    ]),
  );
}

const TIMES = new Set(['at', 'created_at', 'updated_at', 'state_at', 'raised_at']);

async function copyRows(db: Kysely<RecordTables>, table: string, columns: string[], copies: number): Promise<void> {
  const key = table === 'reviews' ? 'id' : 'review_id';
  const values = columns.map((column) => {
    const value = sql.ref(`original.${column}`);
    if (column === key) return sql`${value} || '-' || copy.number`;
    return TIMES.has(column) ? sql`${value} + 20 * copy.number` : value;
  });
  await sql`
    with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ${sql.lit(copies)})
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(values)} from ${sql.table(table)} as original cross join copy
  `.execute(db);
}
