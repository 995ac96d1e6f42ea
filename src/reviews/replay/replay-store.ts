import type { Kysely, Transaction } from 'kysely';
import { viewersOf } from '../lists/refresh.ts';
import type { Review } from '../record.ts';
import { findReview } from '../review-store.ts';
import type { ReviewTables } from '../tables.ts';
import { isToRevisit, type Replayed } from './compare-with-today.ts';

/**
 * Keeps what came of a review today, and marks it to be revisited where that is so. Nothing is stored where it is `known`,
 * because another process was first, nor where the review was `changed` since it was read.
 */
export async function storeReplay(
  trx: Transaction<ReviewTables>,
  review: Review,
  replayed: Replayed,
  { told, now }: { told: boolean; now: number },
): Promise<'stored' | 'known' | 'changed'> {
  const { id: review_id, teamId: team_id } = review;
  // Also holds back whoever acts on the review just now, until this is stored.
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
    waits_for_digest: isToRevisit(replayed) && !told ? 1 : 0,
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

/** What came of a review when it was last run again; nothing where it was not, or has changed since. */
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

/** Whether all reviews were run again by these facts. */
export async function isReplayed(db: Kysely<ReviewTables>, factsVersion: string): Promise<boolean> {
  const row = await db
    .selectFrom('review_replay_runs')
    .select('facts_version')
    .where('facts_version', '=', factsVersion)
    .executeTakeFirst();
  return row !== undefined;
}

/** From now on `isReplayed`; of earlier facts nobody asks any more, unless an earlier version of the bot runs again. */
export async function storeRun(db: Kysely<ReviewTables>, factsVersion: string, now: number): Promise<void> {
  await db.deleteFrom('review_replay_runs').where('facts_version', '!=', factsVersion).execute();
  await db
    .insertInto('review_replay_runs')
    .values({ facts_version: factsVersion, finished_at: now })
    .onConflict((conflict) => conflict.column('facts_version').doNothing())
    .execute();
}

/** Nobody is going to serve anything by it. */
export function isOver({ state }: Pick<Review, 'state'>): boolean {
  return state === 'withdrawn' || state === 'superseded';
}

/** Reviews looked at in one go. */
const PAGE = 100;

/**
 * The open and decided reviews of all teams that were judged by other facts than these, in the order of their ids, a page at
 * a time. `unlessReplayed`: without those that were run again by these facts before.
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
