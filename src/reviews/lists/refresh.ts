import type { Selectable, Transaction } from 'kysely';
import type { Review } from '../record.ts';
import type { ReviewTables } from '../tables.ts';
import { EVERYBODY, listEntries, prefixesOf } from './entries.ts';

/**
 * Updates the lists and the search after a change of a review, in the same transaction. `people`: who took part in the change,
 * including a new owner.
 */
export async function refreshLists(
  trx: Transaction<ReviewTables>,
  review: Review,
  { people, revised, renamed, now }: { people: readonly string[]; revised: boolean; renamed: boolean; now: number },
): Promise<void> {
  const { id: review_id, teamId: team_id } = review;
  const joined = await join(trx, review_id, people);
  const viewers = await viewersOf(trx, review);
  const newcomers = review.isPublic ? [] : joined;

  if (revised || review.state === 'withdrawn' || review.state === 'superseded') await forgetReplay(trx, review_id);
  else await showReplayTo(trx, review, newcomers);
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
  const readers = renamed ? viewers : newcomers;
  const prefixes = prefixesOf(review.latest.workload.name);
  if (readers.length === 0 || prefixes.length === 0) return;
  const created_at = review.createdAt;
  await trx
    .insertInto('review_words')
    .values(readers.flatMap((viewer) => prefixes.map((prefix) => ({ review_id, team_id, viewer, prefix, created_at }))))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Updates the search after a review was renamed. */
export async function renewWords(
  trx: Transaction<ReviewTables>,
  review: Selectable<ReviewTables['reviews']>,
): Promise<void> {
  const { id: review_id, team_id, name, is_public, created_at } = review;
  await trx.deleteFrom('review_words').where('review_id', '=', review_id).execute();
  const viewers = await viewersOf(trx, { id: review_id, isPublic: is_public === 1 });
  const rows = viewers.flatMap((viewer) =>
    prefixesOf(name).map((prefix) => ({ review_id, team_id, viewer, prefix, created_at })),
  );
  if (rows.length > 0) await trx.insertInto('review_words').values(rows).execute();
}

/** Adds participants. Returns the new ones. */
async function join(trx: Transaction<ReviewTables>, review_id: string, people: readonly string[]): Promise<string[]> {
  const rows = await trx
    .insertInto('review_people')
    .values([...new Set(people)].map((user_id) => ({ review_id, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Returns who may see a review: everybody, or each participant. */
export async function viewersOf(
  trx: Transaction<ReviewTables>,
  { id: reviewId, isPublic }: Pick<Review, 'id' | 'isPublic'>,
): Promise<string[]> {
  if (isPublic) return [EVERYBODY];
  const rows = await trx.selectFrom('review_people').select('user_id').where('review_id', '=', reviewId).execute();
  return rows.map((row) => row.user_id);
}

/** Deletes the result of a replay, which new answers or a closed review make useless. */
async function forgetReplay(trx: Transaction<ReviewTables>, reviewId: string): Promise<void> {
  await trx.deleteFrom('review_replays').where('review_id', '=', reviewId).execute();
  await trx.deleteFrom('review_listings').where('review_id', '=', reviewId).where('list', '=', 'revisit').execute();
}

async function showReplayTo(
  trx: Transaction<ReviewTables>,
  { id: review_id, teamId: team_id }: Review,
  newcomers: readonly string[],
): Promise<void> {
  if (newcomers.length === 0) return;
  const marked = await trx
    .selectFrom('review_listings')
    .select('at')
    .where('review_id', '=', review_id)
    .where('list', '=', 'revisit')
    .executeTakeFirst();
  if (marked === undefined) return;
  const { at } = marked;
  await trx
    .insertInto('review_listings')
    .values(newcomers.map((viewer) => ({ review_id, team_id, list: 'revisit' as const, viewer, at, needs: '' })))
    .execute();
}
