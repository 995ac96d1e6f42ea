import type { Kysely } from 'kysely';
import type { ReviewTables } from '../tables.ts';
import { decodeCursor } from './cursor.ts';
import { EVERYBODY, type ReviewList } from './list-entries.ts';
import { type ReviewPage, summarize } from './review-summary.ts';

/** What a person looks at. Others' reviews are seen where they are public. */
export interface ListQuery {
  teamId: string;
  userId: string;
  list: ReviewList;
  /** The `next` of the page before; absent for the first page. */
  after?: string;
  /** At most so many. */
  limit: number;
}

/** One page of a list, newest first. It takes as long with many reviews as with few. */
export async function listReviews(db: Kysely<ReviewTables>, query: ListQuery): Promise<ReviewPage> {
  const { teamId, userId, list, limit } = query;
  const after = decodeCursor(query.after);

  const of = (viewer: string) =>
    db.selectFrom(
      db
        .selectFrom('review_listings')
        .select(['review_id', 'at', 'needs'])
        .where('team_id', '=', teamId)
        .where('viewer', '=', viewer)
        .where('list', '=', list)
        .$if(after !== undefined, (some) =>
          some.where((where) =>
            where(where.refTuple('at', 'review_id'), '<', where.tuple(after?.at ?? 0, after?.id ?? '')),
          ),
        )
        .orderBy('at', 'desc')
        .orderBy('review_id', 'desc')
        .limit(limit + 1)
        .as('newest'),
    );
  // Each half is limited by itself, so that each reads no more of its index than one page.
  const both = of(userId).selectAll().unionAll(of(EVERYBODY).selectAll());
  return summarize(db, both, limit);
}
