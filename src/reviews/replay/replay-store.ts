import type { Kysely, Transaction } from 'kysely';
import { viewersOf } from '../lists/refresh.ts';
import type { Review } from '../record.ts';
import { findReview } from '../review-store.ts';
import type { ReviewTables } from '../tables.ts';
import { isToRevisit, type Replayed } from './compare-with-today.ts';

/**
 * Stores the result of a replay, and lists the review under `revisit` if needed. Stores nothing where another process did
 * (`known`), or the review has changed since it was read (`changed`).
 */
export async function storeReplay(
  trx: Transaction<ReviewTables>,
  review: Review,
  replayed: Replayed,
  now: number,
): Promise<'stored' | 'known' | 'changed'> {
  const { id: review_id, teamId: team_id } = review;
  // Locks the review, so that a concurrent action waits until this is stored.
  const held = await trx
    .updateTable('reviews')
    .set((set) => ({ updated_at: set.ref('updated_at') }))
    .where('id', '=', review_id)
    .where('version', '=', review.version)
    .executeTakeFirst();
  if (held.numUpdatedRows !== 1n) return 'changed';
  const row = {
    facts_version: replayed.factsVersion,
    choice: replayed.now,
    differs: replayed.differs ? 1 : 0,
    limit_broken: replayed.limitBroken ? 1 : 0,
    saving_usd: replayed.savingUsd,
    waits_for_digest: 0,
    replayed_at: now,
  };
  const stored = await trx
    .insertInto('review_replays')
    .values({ review_id, team_id, ...row })
    .onConflict((conflict) =>
      conflict.column('review_id').doUpdateSet(row).where('review_replays.facts_version', '!=', replayed.factsVersion),
    )
    .executeTakeFirst();
  if (stored.numInsertedOrUpdatedRows !== 1n) return 'known';
  await trx.deleteFrom('review_listings').where('review_id', '=', review_id).where('list', '=', 'revisit').execute();
  if (!isToRevisit(replayed)) return 'stored';
  const viewers = await viewersOf(trx, review);
  await trx
    .insertInto('review_listings')
    .values(viewers.map((viewer) => ({ review_id, team_id, list: 'revisit' as const, viewer, at: now, needs: '' })))
    .execute();
  return 'stored';
}

/** Returns the result of a review's last replay; undefined without one, or if the review has changed since. */
export async function findReplay(
  db: Kysely<ReviewTables>,
  review: Pick<Review, 'id' | 'teamId'>,
): Promise<Pick<Replayed, 'now' | 'differs' | 'limitBroken' | 'savingUsd'> | undefined> {
  const row = await db
    .selectFrom('review_replays')
    .selectAll()
    .where('review_id', '=', review.id)
    .where('team_id', '=', review.teamId)
    .executeTakeFirst();
  return (
    row && {
      now: row.choice,
      differs: row.differs === 1,
      limitBroken: row.limit_broken === 1,
      savingUsd: row.saving_usd,
    }
  );
}

/** Returns whether all reviews were replayed with these quotas and prices. */
export async function isReplayed(db: Kysely<ReviewTables>, factsVersion: string): Promise<boolean> {
  const row = await db
    .selectFrom('review_replay_runs')
    .select('facts_version')
    .where('facts_version', '=', factsVersion)
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes `isReplayed` return true, and forgets earlier versions of the facts. */
export async function storeRun(db: Kysely<ReviewTables>, factsVersion: string, now: number): Promise<void> {
  await db.deleteFrom('review_replay_runs').where('facts_version', '!=', factsVersion).execute();
  await db
    .insertInto('review_replay_runs')
    .values({ facts_version: factsVersion, finished_at: now })
    .onConflict((conflict) => conflict.column('facts_version').doNothing())
    .execute();
}

/** Returns whether a review is closed without a decision or replaced, so that a replay is useless. */
export function isOver({ state }: Pick<Review, 'state'>): boolean {
  return state === 'withdrawn' || state === 'superseded';
}

/** Reviews per query. */
const PAGE = 100;

/**
 * Iterates over the open and decided reviews of all teams that rest on other quotas or prices, by id. `unlessReplayed`: skips
 * those that were replayed with the current ones.
 */
export async function* reviewsJudgedByOtherFacts(
  db: Kysely<ReviewTables>,
  factsVersion: string,
  { unlessReplayed }: { unlessReplayed: boolean },
): AsyncGenerator<Review> {
  let after = '';
  for (;;) {
    const page = db.selectFrom('reviews').selectAll().where('id', '>', after).orderBy('id').limit(PAGE);
    const rows = await db
      .selectFrom(page.as('page'))
      .innerJoin('review_revisions as latest', (on) =>
        on.onRef('latest.review_id', '=', 'page.id').onRef('latest.revision', '=', 'page.revision'),
      )
      .leftJoin('review_replays as replay', 'replay.review_id', 'page.id')
      .select(['page.id', 'page.team_id', 'page.state', 'latest.facts_version as judged_by', 'replay.facts_version'])
      .orderBy('page.id')
      .execute();
    for (const row of rows) {
      if (isOver(row) || row.judged_by === factsVersion) continue;
      if (unlessReplayed && row.facts_version === factsVersion) continue;
      const review = await findReview(db, row.team_id, row.id);
      if (review !== undefined) yield review;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
