import type { Kysely } from 'kysely';
import { transact } from '../database/transact.ts';
import { WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../recommender/index.ts';
import { withoutMentions } from './forget-member.ts';
import type { ReviewTables } from './tables.ts';

/** What was read from words, and what a person submitted instead. Shows where the reader is wrong. */
export interface Correction {
  reviewId: string;
  teamId: string;
  words: string;
  /** User ids of the author of the words, and of the submitter of the form. */
  authorId: string;
  submitterId: string;
  /** The facts that filled the form. */
  read: Partial<Workload>;
  submitted: Partial<Workload>;
  /** Milliseconds since 1970. */
  at: number;
}

/** The length that the reader reads, in characters. */
const WORDS_MAX = 4000;

/** The fields that are read from words. */
const FACTS = WORKLOAD_FIELDS.filter((field) => field !== 'name' && field !== 'description');

function factsOf(workload: Partial<Workload>): Partial<Workload> {
  return Object.fromEntries(
    FACTS.flatMap((field) => (workload[field] === undefined ? [] : [[field, workload[field]]])),
  );
}

export const correctedFields = (read: Partial<Workload>, submitted: Partial<Workload>): WorkloadField[] =>
  FACTS.filter((field) => JSON.stringify(read[field]) !== JSON.stringify(submitted[field]));

/** Stores a correction, once, if there is a difference. Names and descriptions are left out. */
export async function saveCorrection(db: Kysely<ReviewTables>, correction: Correction): Promise<void> {
  const { reviewId, teamId, words, authorId, submitterId, read, submitted, at } = correction;
  if (correctedFields(read, submitted).length === 0) return;
  await db
    .insertInto('review_corrections')
    .values({
      review_id: reviewId,
      team_id: teamId,
      words: JSON.stringify(words.slice(0, WORDS_MAX)),
      author_id: authorId,
      submitter_id: submitterId,
      read_facts: JSON.stringify(factsOf(read)),
      submitted_facts: JSON.stringify(factsOf(submitted)),
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('review_id').doNothing())
    .execute();
}

const PAGE = 100;

/** Iterates over the corrections of one team, or of all, by review id. */
export async function* listCorrections(db: Kysely<ReviewTables>, teamId?: string): AsyncGenerator<Correction> {
  let after = '';
  for (;;) {
    let page = db.selectFrom('review_corrections').selectAll().where('review_id', '>', after);
    if (teamId !== undefined) page = page.where('team_id', '=', teamId);
    const rows = await page.orderBy('review_id').limit(PAGE).execute();
    for (const row of rows) yield correctionOf(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.review_id;
  }
}

export async function findCorrection(db: Kysely<ReviewTables>, reviewId: string): Promise<Correction | undefined> {
  const found = db.selectFrom('review_corrections').selectAll().where('review_id', '=', reviewId);
  const row = await found.executeTakeFirst();
  return row && correctionOf(row);
}

function correctionOf(row: ReviewTables['review_corrections']): Correction {
  return {
    reviewId: row.review_id,
    teamId: row.team_id,
    words: JSON.parse(row.words) as string,
    authorId: row.author_id,
    submitterId: row.submitter_id,
    read: JSON.parse(row.read_facts) as Partial<Workload>,
    submitted: JSON.parse(row.submitted_facts) as Partial<Workload>,
    at: row.created_at,
  };
}

/** Counts the corrections with words or answers of a person. */
export async function countCorrectionsOf(db: Kysely<ReviewTables>, userId: string): Promise<number> {
  const { found } = await db
    .selectFrom('review_corrections')
    .select((select) => select.fn.countAll<number>().as('found'))
    .where((or) => or.or([or('author_id', '=', userId), or('submitter_id', '=', userId)]))
    .executeTakeFirstOrThrow();
  return found;
}

/** Deletes the corrections with words or answers of a person, and removes the person from what others wrote. */
export async function forgetInCorrections(db: Kysely<ReviewTables>, userId: string): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .deleteFrom('review_corrections')
      .where((or) => or.or([or('author_id', '=', userId), or('submitter_id', '=', userId)]))
      .execute();
    const naming = await trx
      .selectFrom('review_corrections')
      .select(['review_id', 'words'])
      .where('words', 'like', `%${userId}%`)
      .execute();
    for (const { review_id, words } of naming) {
      const without = JSON.stringify(withoutMentions(JSON.parse(words) as string, userId, WORDS_MAX));
      await trx.updateTable('review_corrections').set({ words: without }).where('review_id', '=', review_id).execute();
    }
  });
}
