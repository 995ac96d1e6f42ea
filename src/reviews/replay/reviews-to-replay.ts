import type { Kysely } from 'kysely';
import type { Review } from '../record.ts';
import { findReview } from '../review-store.ts';
import type { ReviewTables } from '../tables.ts';

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
