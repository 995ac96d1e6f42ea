import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { InferenceOptionId } from '../../recommender/index.ts';
import type { Decision, ReviewState } from '../record.ts';
import type { ReviewTables } from '../tables.ts';
import { EVERYBODY, type Need, type ReviewList } from './entries.ts';

/** What a list says of a review. */
export interface ReviewSummary {
  id: string;
  name: string;
  state: ReviewState;
  requesterId: string;
  revision: number;
  /** What is recommended; null where nothing fits. */
  choice: InferenceOptionId | null;
  /** What the team goes with; null where it is not decided. */
  decided: InferenceOptionId | null;
  /** Who brought it into its state, and when. */
  since: { byId: string; at: number };
  openConcerns: number;
  deciderId: string | null;
  /** A day as `2026-11-30`. */
  decideBy: string | null;
  createdAt: number;
  /** Whether everybody in the team may find it; otherwise only those who took part. */
  isPublic: boolean;
  /** Where a page begins that follows this review. */
  cursor: string;
  /** Why it waits for the one who looks; in the list `needs-me` at least one. */
  needs: readonly Need[];
}

export interface ReviewPage {
  reviews: ReviewSummary[];
  /** Where the next page begins; null where there is none. Fit for the value of a button. */
  next: string | null;
}

/** The newest of some reviews as a page. `places`: at least one more than the limit, if there are so many. */
export async function summarize(
  db: Kysely<ReviewTables>,
  places: SelectQueryBuilder<ReviewTables, never, { review_id: string; at: number; needs: string }>,
  limit: number,
): Promise<ReviewPage> {
  const rows = await db
    .selectFrom(places.as('place'))
    .innerJoin('reviews', 'reviews.id', 'place.review_id')
    .selectAll('reviews')
    .select(['place.at', 'place.needs'])
    .select((select) =>
      select
        .selectFrom('review_concerns')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('review_concerns.review_id', '=', 'reviews.id')
        .where('resolved_at', 'is', null)
        .as('open_concerns'),
    )
    .orderBy('place.at', 'desc')
    .orderBy('place.review_id', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    reviews: shown.map((row) => ({
      id: row.id,
      name: row.name,
      state: row.state,
      requesterId: row.requester_id,
      revision: row.revision,
      choice: row.choice,
      decided: row.decision === null ? null : (JSON.parse(row.decision) as Decision).option,
      since: { byId: row.state_by, at: row.state_at },
      openConcerns: row.open_concerns ?? 0,
      deciderId: row.decider_id,
      decideBy: row.decide_by,
      createdAt: row.created_at,
      isPublic: row.is_public === 1,
      cursor: encodeCursor({ at: row.at, id: row.id }),
      needs: row.needs === '' ? [] : (row.needs.split(' ') as Need[]),
    })),
    next: rows.length > limit && last !== undefined ? encodeCursor({ at: last.at, id: last.id }) : null,
  };
}

/** What a person looks at. Others' reviews are seen where they are public. */
interface ListQuery {
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

/** A place in a list that is sorted by time, and by id where times are the same. */
interface Place {
  at: number;
  id: string;
}

/** As it may stand in a button. */
export function encodeCursor({ at, id }: Place): string {
  return `${at} ${id}`;
}

/** The place; nothing, and so the beginning, where there is none or it makes no sense. */
export function decodeCursor(text: string | undefined): Place | undefined {
  const groups = /^(?<at>\d{1,15}) (?<id>\S{1,255})$/.exec(text ?? '')?.groups;
  return groups && { at: Number(groups['at']), id: groups['id'] ?? '' };
}
