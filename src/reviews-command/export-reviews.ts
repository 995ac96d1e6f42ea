import type { Kysely } from 'kysely';
import { findCorrection } from '../reviews/corrections.ts';
import { listForgotten } from '../reviews/forgotten.ts';
import { findHistory, findReview, listAll } from '../reviews/review-store.ts';
import { toldEvents } from '../reviews/told-events.ts';
import { findPost } from '../slack/outbox/posts.ts';
import type { PostingDatabase, PostingTables } from '../slack/tables.ts';
import { type ExportedLine, type ExportedPost, exportedPost, REMINDING } from './exported-line.ts';

/** Iterates over all reviews of all teams, by id. The last one says that it is. */
export async function* exportReviews(db: Kysely<PostingDatabase>): AsyncGenerator<ExportedLine> {
  let reviews = 0;
  let last: ExportedLine | undefined;
  for await (const { id, teamId } of listAll(db)) {
    const exported = await exportReview(db, teamId, id);
    if (exported === undefined) continue;
    if (last !== undefined) yield last;
    last = exported;
    reviews += 1;
  }
  if (last !== undefined) yield { ...last, end: { reviews, forgotten: await listForgotten(db) } };
}

/** More than people press at the same time. */
const ATTEMPTS = 100;

/** Undefined where it was deleted meanwhile. */
async function exportReview(
  db: Kysely<PostingDatabase>,
  teamId: string,
  id: string,
): Promise<ExportedLine | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const review = await findReview(db, teamId, id);
    if (review === undefined) return undefined;
    const { latest: _, ...rest } = review;
    const { revisions, events } = await findHistory(db, teamId, id);
    // Somebody acted in between.
    if (events.length !== review.version) continue;
    const row = db.selectFrom('reviews').select('updated_at').where('id', '=', id);
    const people = await db.selectFrom('review_people').select('user_id').where('review_id', '=', id).execute();
    const place = await findPost(db, teamId, id);
    const { reviewId: __, teamId: ___, ...correction } = (await findCorrection(db, id)) ?? {};
    const posts = await postsOf(db, id);
    // As it was stored, which the schema leaves open.
    return {
      exportVersion: 2,
      ...rest,
      updatedAt: (await row.executeTakeFirst())?.updated_at ?? review.createdAt,
      revisions,
      events: toldEvents(events, revisions),
      storedEvents: events,
      people: people.map(({ user_id }) => user_id).sort(),
      slack: place ? { ...place, messageTs: place.messageTs ?? null, detailsTs: place.detailsTs ?? null } : null,
      reminders: posts.filter(({ state }) => state === 'done'),
      waiting: posts.filter(({ state }) => state !== 'done'),
      correction: 'words' in correction ? correction : null,
    } as unknown as ExportedLine;
  }
  throw new Error(`Review ${id} changed during each of ${ATTEMPTS} attempts`);
}

type Column = keyof PostingTables['slack_outbox'];

const COLUMNS = Object.keys(exportedPost.shape).map((name) => snakeCase(name) as Column);

/** Posts that aren't made, and those that brought a review up. Without addresses to respond to, which are secrets. */
async function postsOf(db: Kysely<PostingDatabase>, reviewId: string): Promise<ExportedPost[]> {
  const rows = await db
    .selectFrom('slack_outbox')
    .select(COLUMNS)
    .where('about_review_id', '=', reviewId)
    .where((where) => where.or([where('state', '!=', 'done'), where('kind', 'in', REMINDING)]))
    .orderBy('position')
    .execute();
  const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [camelCase(name), value]),
      ) as unknown as ExportedPost,
  );
}

/** A column of the outbox by the name of its field. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
