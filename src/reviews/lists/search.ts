import type { Kysely } from 'kysely';
import type { ReviewTables } from '../tables.ts';
import { EVERYBODY, wordsIn } from './entries.ts';
import { decodeCursor, type ReviewPage, summarize } from './list.ts';

interface SearchQuery {
  teamId: string;
  userId: string;
  /** As typed: every word must start a word of the name. */
  words: string;
  /** The `next` of the page before; absent for the first page. */
  after?: string;
  /** Most reviews to return. */
  limit: number;
}

/** Returns whether there is anything to search for: not with spaces and punctuation alone. */
export function isQuery(words: string): boolean {
  return wordsIn(words).length > 0;
}

/** Rows counted per word to find the rarest one. */
const COUNTED = 200;

/** Searches reviews in every state by name, among those that a person may see, newest first. */
export async function searchReviews(db: Kysely<ReviewTables>, query: SearchQuery): Promise<ReviewPage> {
  const { teamId, userId, limit } = query;
  const after = decodeCursor(query.after);
  const words = wordsIn(query.words);
  if (words.length === 0) return { reviews: [], next: null };

  const of = async (viewer: string) => {
    const [rarest = '', ...others] = await rarestFirst(db, { teamId, viewer, words });
    let found = db
      .selectFrom('review_words as word')
      .select(['word.review_id', 'word.created_at as at'])
      .where('word.team_id', '=', teamId)
      .where('word.viewer', '=', viewer)
      .where('word.prefix', '=', rarest);
    for (const other of others) {
      // A count instead of `exists`, which PostgreSQL turns into a join over every review with the other word.
      found = found.where((where) =>
        where(
          where
            .selectFrom('review_words as other')
            .select((select) => select.fn.countAll<number>().as('count'))
            .whereRef('other.review_id', '=', 'word.review_id')
            .where('other.viewer', '=', viewer)
            .where('other.prefix', '=', other),
          '=',
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
  const [own, everybodys] = await Promise.all([of(userId), of(EVERYBODY)]);
  return summarize(db, own.unionAll(everybodys), limit);
}

interface WordsOfViewer {
  teamId: string;
  viewer: string;
  words: readonly string[];
}

/**
 * Sorts the words of a search, rarest first, so that the others are checked for few reviews. Per viewer: a word may be common
 * among public reviews and rare among a person's private ones.
 */
async function rarestFirst(
  db: Kysely<ReviewTables>,
  { teamId, viewer, words }: WordsOfViewer,
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
