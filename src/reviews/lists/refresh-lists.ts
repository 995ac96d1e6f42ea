import type { Transaction } from 'kysely';
import type { Review } from '../record.ts';
import type { ReviewTables } from '../tables.ts';
import { EVERYBODY, listEntries } from './list-entries.ts';
import { prefixesOf } from './name-words.ts';

/**
 * Brings the lists and the search up to date with a review, in the transaction that changes it. `people`: those who took part
 * just now, the one named to decide included.
 */
export async function refreshLists(
  trx: Transaction<ReviewTables>,
  review: Review,
  { people, renamed, now }: { people: readonly string[]; renamed: boolean; now: number },
): Promise<void> {
  const { id: review_id, teamId: team_id } = review;
  const joined = await join(trx, review_id, people);
  const viewers = review.isPublic ? [EVERYBODY] : await peopleOf(trx, review_id);

  await trx.deleteFrom('review_listings').where('review_id', '=', review_id).where('list', '!=', 'revisit').execute();
  const entries = listEntries(review, viewers, now);
  if (entries.length > 0) {
    await trx
      .insertInto('review_listings')
      .values(
        entries.map(({ list, viewer, at, needs }) => ({
          review_id,
          team_id,
          list,
          viewer,
          at,
          needs: needs.join(' '),
        })),
      )
      .execute();
  }

  if (renamed) await trx.deleteFrom('review_words').where('review_id', '=', review_id).execute();
  const readers = renamed ? viewers : review.isPublic ? [] : joined;
  const prefixes = prefixesOf(review.latest.workload.name);
  if (readers.length === 0 || prefixes.length === 0) return;
  const created_at = review.createdAt;
  await trx
    .insertInto('review_words')
    .values(readers.flatMap((viewer) => prefixes.map((prefix) => ({ review_id, team_id, viewer, prefix, created_at }))))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Answers those who had not taken part before. */
async function join(trx: Transaction<ReviewTables>, review_id: string, people: readonly string[]): Promise<string[]> {
  const rows = await trx
    .insertInto('review_people')
    .values([...new Set(people)].map((user_id) => ({ review_id, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

async function peopleOf(trx: Transaction<ReviewTables>, reviewId: string): Promise<string[]> {
  const rows = await trx.selectFrom('review_people').select('user_id').where('review_id', '=', reviewId).execute();
  return rows.map((row) => row.user_id);
}
