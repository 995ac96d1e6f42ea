import type { Kysely, SelectQueryBuilder } from 'kysely';
import { completed, type InferenceOptionId, type WorkloadField } from '../../recommender/index.ts';
import type { Decision, Review, ReviewState } from '../record.ts';
import type { ReviewList, ReviewTables } from '../tables.ts';
import { dueFirst, EVERYBODY, missingFacts, NEEDS, type Need, type StoredNeed, wordsIn } from './refresh.ts';

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
  since: { byId: string; at: number };
  openConcerns: number;
  /** Of the open ones. */
  blockingConcerns: number;
  deciderId: string | null;
  /** A date such as `2026-11-30`. */
  decideBy: string | null;
  /** When to look at its decision again, as a date; null: not planned. */
  revisitOn: string | null;
  supersededBy: string | null;
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

type Places = SelectQueryBuilder<ReviewTables, never, { review_id: string; at: number; needs: string }>;

/**
 * Builds a page of the newest reviews. `places`: of each viewer up to one more than the limit, which tells whether there is a next
 * page. A review that several of the viewers have is there once, with what all of them need.
 */
async function summarize(
  db: Kysely<ReviewTables>,
  places: readonly Places[],
  { userId, limit }: { userId: string; limit: number },
): Promise<ReviewPage> {
  const [first, ...others] = places;
  if (first === undefined) return { reviews: [], next: null };
  const all = others.reduce((joined, some) => joined.unionAll(some), first);
  const found = await db
    .selectFrom(all.as('place'))
    .innerJoin('reviews', 'reviews.id', 'place.review_id')
    .selectAll('reviews')
    .select(['place.at', 'place.needs'])
    .select((select) => {
      const open = select
        .selectFrom('review_concerns')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('review_concerns.review_id', '=', 'reviews.id')
        .where('resolved_at', 'is', null);
      return [open.as('open_concerns'), open.where('blocking', '=', 1).as('blocking_concerns')];
    })
    .orderBy('place.at', 'desc')
    .orderBy('place.review_id', 'desc')
    .limit((limit + 1) * places.length)
    .execute();
  const rows = eachOnce(found);
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
      blockingConcerns: row.blocking_concerns ?? 0,
      deciderId: row.decider_id,
      decideBy: row.decide_by,
      supersededBy: row.superseded_by,
      createdAt: row.created_at,
      isPublic: row.is_public === 1,
      cursor: encodeCursor({ at: row.at, id: row.id }),
      needs: needsOf(row, userId),
      revisitOn: row.revisit_on,
    })),
    next: rows.length > limit && last !== undefined ? encodeCursor({ at: last.at, id: last.id }) : null,
  };
}

/** Joins the rows of a review, which stand next to each other: they have the same place in the list. */
function eachOnce<Row extends { id: string; needs: string }>(found: readonly Row[]): Row[] {
  const rows: Row[] = [];
  for (const row of found) {
    const last = rows.at(-1);
    if (last?.id === row.id) rows[rows.length - 1] = { ...last, needs: `${last.needs} ${row.needs}` };
    else rows.push(row);
  }
  return rows;
}

/** What a review needs of a person. What a user group is asked for isn't asked of those in it who approved or don't count. */
function needsOf(
  { needs, requester_id, approvals }: { needs: string; requester_id: string; approvals: string | null },
  userId: string,
): Need[] {
  const words = needs.split(' ') as StoredNeed[];
  const given = JSON.parse(approvals ?? '[]') as Review['approvals'];
  const hasApproved = given.some(({ byId }) => byId === userId);
  const isAsked = words.includes('approval') || (words.includes('others-approval') && requester_id !== userId);
  return NEEDS.filter((need) => (need === 'approval' ? isAsked && !hasApproved : words.includes(need)));
}

/** Which page to show to whom. Other people's reviews are shown if they are public. */
interface PageQuery {
  teamId: string;
  userId: string;
  /** The `next` of the page before; absent for the first page. */
  after?: string;
  limit: number;
}

interface ListQuery extends PageQuery {
  /** The person's user groups that something waits for. */
  groups?: readonly string[];
  list: ReviewList;
  /** Of the list `revisit`: those due on this day or before alone. */
  dueBy?: string | undefined;
}

/** Returns a page of a list, in its order. Takes as long with many reviews as with few. */
export async function listReviews(db: Kysely<ReviewTables>, query: ListQuery): Promise<ReviewPage> {
  const { teamId, userId, groups = [], list, dueBy, limit } = query;
  const after = decodeCursor(query.after);

  const of = (viewer: string) =>
    db
      .selectFrom(
        db
          .selectFrom('review_listings')
          .select(['review_id', 'at', 'needs'])
          .where('team_id', '=', teamId)
          .where('viewer', '=', viewer)
          .where('list', '=', list)
          .$if(dueBy !== undefined, (some) => some.where('at', '>=', dueFirst(dueBy ?? null, 0)))
          .$if(after !== undefined, (some) =>
            some.where((where) =>
              where(where.refTuple('at', 'review_id'), '<', where.tuple(after?.at ?? 0, after?.id ?? '')),
            ),
          )
          .orderBy('at', 'desc')
          .orderBy('review_id', 'desc')
          .limit(limit + 1)
          .as('newest'),
      )
      .selectAll();
  // Each viewer's part is limited, so that it reads only one page of its index.
  const page = await summarize(db, [userId, EVERYBODY, ...groups].map(of), query);
  return list === 'needs-me' ? { ...page, reviews: page.reviews.filter(({ needs }) => needs.length > 0) } : page;
}

/** The user groups of a team that reviews wait for, by Slack's ids. */
export async function groupsAsked(db: Kysely<ReviewTables>, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('review_listings')
    .select('viewer')
    .distinct()
    .where('team_id', '=', teamId)
    // Ids of people start with U or W.
    .where('viewer', '>=', 'S')
    .where('viewer', '<', 'T')
    .where('list', '=', 'needs-me')
    .execute();
  return rows.map(({ viewer }) => viewer);
}

export async function findOwn(
  db: Kysely<ReviewTables>,
  userId: string,
  reviewIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (reviewIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('review_people')
    .select('review_id')
    .where('user_id', '=', userId)
    .where('review_id', 'in', reviewIds)
    .execute();
  return new Set(rows.map((row) => row.review_id));
}

/** A position in a list that is sorted by time and id. */
interface Place {
  at: number;
  id: string;
}

export const encodeCursor = ({ at, id }: Place): string => `${at} ${id}`;

/** Returns the position, or undefined, which means the start, for anything else. */
function decodeCursor(text: string | undefined): Place | undefined {
  const groups = /^(?<at>\d{1,15}) (?<id>\S{1,255})$/.exec(text ?? '')?.groups;
  return groups && { at: Number(groups['at']), id: groups['id'] ?? '' };
}

interface SearchQuery extends PageQuery {
  /** As typed: every word must start a word of the name. */
  words: string;
}

/** Returns whether there is anything to search for: not with spaces and punctuation alone. */
export const isQuery = (words: string): boolean => wordsIn(words).length > 0;

/** Rows counted per word to find the rarest one. */
const COUNTED = 200;

/** Searches reviews in every state by name, among those that a person may see, newest first. */
export async function searchReviews(db: Kysely<ReviewTables>, query: SearchQuery): Promise<ReviewPage> {
  const { teamId, userId, limit } = query;
  const after = decodeCursor(query.after);
  const words = wordsIn(query.words);
  if (words.length === 0) return { reviews: [], next: null };

  const of = async (viewer: string) => {
    const [rarest = '', ...others] = await rarestFirst(db, teamId, viewer, words);
    let found = db
      .selectFrom('review_words as word')
      .select(['word.review_id', 'word.created_at as at'])
      .where('word.team_id', '=', teamId)
      .where('word.viewer', '=', viewer)
      .where('word.prefix', '=', rarest);
    for (const other of others) {
      // PostgreSQL turns `exists` into a join over every review with the other word, and takes a count of exactly 1 for rare.
      found = found.where((where) =>
        where(
          where
            .selectFrom('review_words as other')
            .select((select) => select.fn.countAll<number>().as('count'))
            .whereRef('other.review_id', '=', 'word.review_id')
            .where('other.viewer', '=', viewer)
            .where('other.prefix', '=', other),
          '>=',
          1,
        ),
      );
    }
    if (after !== undefined) {
      found = found.where((where) =>
        where(where.refTuple('word.created_at', 'word.review_id'), '<', where.tuple(after.at, after.id)),
      );
    }
    const newest = found
      .orderBy('word.created_at', 'desc')
      .orderBy('word.review_id', 'desc')
      .limit(limit + 1);
    return db.selectFrom(newest.as('newest')).select((select) => ['review_id', 'at', select.val('').as('needs')]);
  };
  return summarize(db, await Promise.all([of(userId), of(EVERYBODY)]), query);
}

/**
 * Sorts the words of a search, rarest first, so that the others are checked for few reviews. Per viewer: a word may be common
 * among public reviews and rare among a person's private ones.
 */
async function rarestFirst(
  db: Kysely<ReviewTables>,
  teamId: string,
  viewer: string,
  words: readonly string[],
): Promise<readonly string[]> {
  if (words.length < 2) return words;
  const counted = await Promise.all(
    words.map(async (word) => {
      const some = db
        .selectFrom('review_words')
        .select('review_id')
        .where('team_id', '=', teamId)
        .where('viewer', '=', viewer)
        .where('prefix', '=', word)
        .limit(COUNTED);
      const row = await db
        .selectFrom(some.as('some'))
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirst();
      return { word, count: row?.count ?? 0 };
    }),
  );
  return counted.toSorted((one, other) => one.count - other.count).map(({ word }) => word);
}

/** What the answers of these reviews wait for, by their ids; those that wait for nothing are left out. */
export async function findMissingFacts(
  db: Kysely<ReviewTables>,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, WorkloadField[]>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('review_revisions as latest', (on) =>
      on.onRef('latest.review_id', '=', 'reviews.id').onRef('latest.revision', '=', 'reviews.revision'),
    )
    .select(['reviews.id', 'latest.recommendation'])
    .where('reviews.id', 'in', reviewIds)
    .execute();
  const found = new Map<string, WorkloadField[]>();
  for (const { id, recommendation } of rows) {
    const missing = missingFacts(completed(JSON.parse(recommendation) as Review['latest']['recommendation']));
    if (missing !== null) found.set(id, missing);
  }
  return found;
}
