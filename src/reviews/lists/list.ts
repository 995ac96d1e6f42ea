import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { InferenceOptionId } from '../../recommender/index.ts';
import type { Decision, ReviewState } from '../record.ts';
import type { ReviewTables } from '../tables.ts';
import { EVERYBODY, type Need, type ReviewList } from './entries.ts';

/** A review in a list. */
export interface ReviewSummary {
  id: string;
  name: string;
  state: ReviewState;
  requesterId: string;
  revision: number;
  /** What is recommended; null where no option fits. */
  choice: InferenceOptionId | null;
  /** What the team chose; null until it is decided. */
  decided: InferenceOptionId | null;
  /** Who brought it into its state, and when. */
  since: { byId: string; at: number };
  openConcerns: number;
  deciderId: string | null;
  /** A date such as `2026-11-30`. */
  decideBy: string | null;
  createdAt: number;
  /** Whether everybody in the team may see it, or only participants. */
  isPublic: boolean;
  /** Where the page after this review starts. */
  cursor: string;
  /** Why it is waiting for the person; at least one in the list `needs-me`. */
  needs: readonly Need[];
}

export interface ReviewPage {
  reviews: ReviewSummary[];
  /** Where the next page starts, for the value of a button; null on the last page. */
  next: string | null;
}

/** Builds a page of the newest reviews. `places`: up to one more than the limit, which tells whether there is a next page. */
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

/** Which list to show to whom. Other people's reviews are shown if they are public. */
interface ListQuery {
  teamId: string;
  userId: string;
  list: ReviewList;
  /** The `next` of the page before; absent for the first page. */
  after?: string;
  /** Most reviews to return. */
  limit: number;
}

/** Returns a page of a list, newest first. Takes as long with many reviews as with few. */
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
  // Each half is limited, so that it reads only one page of its index.
  const both = of(userId).selectAll().unionAll(of(EVERYBODY).selectAll());
  return summarize(db, both, limit);
}

/** A position in a list that is sorted by time and id. */
interface Place {
  at: number;
  id: string;
}

/** Encodes a position for a button's value. */
export function encodeCursor({ at, id }: Place): string {
  return `${at} ${id}`;
}

/** Returns the position, or undefined, which means the start, for anything else. */
export function decodeCursor(text: string | undefined): Place | undefined {
  const groups = /^(?<at>\d{1,15}) (?<id>\S{1,255})$/.exec(text ?? '')?.groups;
  return groups && { at: Number(groups['at']), id: groups['id'] ?? '' };
}
