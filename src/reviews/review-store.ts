import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { TeamRules } from '../policy/team-rules.ts';
import type { Recommendation, Workload } from '../recommender/index.ts';
import type { ReadingLine } from '../wording/heard.ts';
import { withoutNul } from './action.ts';
import type { History } from './history.ts';
import { refreshLists } from './lists/refresh.ts';
import type { NamedReview, Neighbour, Review, Revision } from './record.ts';
import { appendEvent, listEvents, reviewOf, revisionOf } from './review-rows.ts';
import type { ReviewTables } from './tables.ts';

export interface NewReview {
  /** Set it where a second press must not make a second review. Default: random. */
  id?: string;
  teamId: string;
  requesterId: string;
  workload: Workload;
  recommendation: Recommendation;
  /** What was understood of the words that filled the form. */
  heard?: readonly ReadingLine[];
  /** The rules by which it is decided; absent without a policy. */
  team?: TeamRules | undefined;
  /** The id of the review that it replaces. The caller marks that one as superseded in the same transaction. */
  supersedes?: string;
  /** Whether everybody in the team may see it. Default: only participants. */
  isPublic?: boolean;
  /** The name of the endpoint that it is about, where it starts from one. */
  endpoint?: string;
}

/** Stores a proposal as revision 1. Does nothing for a known id: `created` is then false. */
export async function createReview(
  trx: Transaction<ReviewTables>,
  asked: NewReview,
  now: number,
): Promise<{ review: Review; created: boolean }> {
  const { id = randomUUID(), teamId, requesterId, workload, recommendation, heard, team, supersedes } = asked;
  const inserted = await trx
    .insertInto('reviews')
    .values({
      id,
      team_id: teamId,
      requester_id: requesterId,
      name: withoutNul(workload.name),
      state: 'proposed',
      choice: recommendation.choice?.option ?? null,
      revision: 1,
      version: 1,
      state_by: requesterId,
      state_at: now,
      supersedes: supersedes ?? null,
      endpoint: asked.endpoint ?? null,
      is_public: asked.isPublic === true ? 1 : 0,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  const created = inserted.numInsertedOrUpdatedRows === 1n;
  if (created) {
    const factsVersion = recommendation.facts.version;
    const told = { workload, recommendation, ...(heard && { heard }), ...(team && { team }) };
    const first = { revision: 1, ...told, factsVersion, authorId: requesterId, createdAt: now };
    await insertRevision(trx, id, first);
    const event = { kind: 'created', actorId: requesterId, at: now, revision: 1 } as const;
    await appendEvent(trx, id, 1, supersedes === undefined ? event : { ...event, supersedes });
  }
  const review = await findReview(trx, teamId, id);
  if (review === undefined) throw new Error(`Review ${id} belongs to another team`);
  if (created) await refreshLists(trx, review, { people: [requesterId], renamed: true, now });
  return { review, created };
}

export async function findReview(
  db: Kysely<ReviewTables>,
  teamId: string,
  reviewId: string,
): Promise<Review | undefined> {
  const row = await db
    .selectFrom('reviews')
    .selectAll()
    .where('id', '=', reviewId)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const latest = await findRevision(db, teamId, reviewId, row.revision);
  if (latest === undefined) throw new Error(`Review ${reviewId} has no revision ${row.revision}`);
  const concerns = await db
    .selectFrom('review_concerns')
    .selectAll()
    .where('review_id', '=', reviewId)
    .orderBy('id')
    .execute();
  return reviewOf(row, latest, concerns);
}

/** Adds the current names of the reviews that it replaced and that replaced it. `urls`: of their messages, by their ids. */
export async function withNeighbours(
  db: Kysely<ReviewTables>,
  review: Review,
  urls: ReadonlyMap<string, string> = new Map(),
): Promise<NamedReview> {
  const { teamId, supersedes, supersededBy } = review;
  const ids = [supersedes, supersededBy].filter((id) => id !== null);
  const names = await findNames(db, teamId, ids);
  const neighbour = (id: string | null): Neighbour | null => {
    const name = id === null ? undefined : names.get(id);
    return id === null || name === undefined ? null : { name, url: urls.get(id) ?? null };
  };
  return { ...review, neighbours: { supersedes: neighbour(supersedes), supersededBy: neighbour(supersededBy) } };
}

export async function findNames(
  db: Kysely<ReviewTables>,
  teamId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('reviews')
    .select(['id', 'name'])
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const PAGE = 100;

/** Iterates over the reviews of all teams, by id: they may not fit into memory. */
export async function* listAll(db: Kysely<ReviewTables>): AsyncGenerator<{ id: string; teamId: string }> {
  let after = '';
  for (;;) {
    const page = db.selectFrom('reviews').select(['id', 'team_id as teamId']).where('id', '>', after);
    const rows = await page.orderBy('id').limit(PAGE).execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Returns the team of a review. For administrators only: in Slack the team comes from the payload. */
export async function findTeam(db: Kysely<ReviewTables>, reviewId: string): Promise<string | undefined> {
  const row = await db.selectFrom('reviews').select('team_id').where('id', '=', reviewId).executeTakeFirst();
  return row?.team_id;
}

export async function findRevision(
  db: Kysely<ReviewTables>,
  teamId: string,
  reviewId: string,
  revision: number,
): Promise<Revision | undefined> {
  const row = await revisionsIn(db, teamId, reviewId)
    .where('review_revisions.revision', '=', revision)
    .executeTakeFirst();
  return row && revisionOf(row);
}

const revisionsIn = (db: Kysely<ReviewTables>, teamId: string, reviewId: string) =>
  db
    .selectFrom('review_revisions')
    .innerJoin('reviews', 'reviews.id', 'review_revisions.review_id')
    .selectAll('review_revisions')
    .where('review_revisions.review_id', '=', reviewId)
    .where('reviews.team_id', '=', teamId);

export async function findHistory(db: Kysely<ReviewTables>, teamId: string, reviewId: string): Promise<History> {
  const rows = await revisionsIn(db, teamId, reviewId).orderBy('review_revisions.revision').execute();
  return { revisions: rows.map(revisionOf), events: await listEvents(db, teamId, reviewId) };
}

/** Stores a revision, in the transaction that makes it the latest. */
export async function insertRevision(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  { revision, workload, recommendation, factsVersion, heard, team, authorId, createdAt }: Revision,
): Promise<void> {
  await trx
    .insertInto('review_revisions')
    .values({
      review_id: reviewId,
      revision,
      workload: JSON.stringify(workload),
      recommendation: JSON.stringify(recommendation),
      facts_version: factsVersion,
      heard: heard === undefined ? null : JSON.stringify(heard),
      team: team === undefined ? null : JSON.stringify(team),
      author_id: authorId,
      created_at: createdAt,
    })
    .execute();
}

const HOUR_MS = 60 * 60 * 1000;

/** How many reviews may be created within an hour, by one person and in one workspace; 0 for no limit. */
interface ReviewLimits {
  person: number;
  workspace: number;
}

/** A limit that is reached. `at`: when it no longer is, in milliseconds since 1970. */
export interface ReachedLimit {
  of: keyof ReviewLimits;
  perHour: number;
  at: number;
}

/**
 * Returns which limit keeps a person from creating this review, the longest one if both do; undefined for none. Counts the
 * reviews that were created within the hour before `now`, without revisions, and without this review, whose form may be
 * submitted twice. Two forms submitted at the same instant may both pass.
 */
export async function findReachedLimit(
  db: Kysely<ReviewTables>,
  { teamId, userId, id }: { teamId: string; userId: string; id: string },
  { limits, now }: { limits: ReviewLimits; now: number },
): Promise<ReachedLimit | undefined> {
  const recent = db
    .selectFrom('reviews')
    .select('created_at')
    .where('team_id', '=', teamId)
    .where('created_at', '>', now - HOUR_MS)
    // Implied, and has an index.
    .where('updated_at', '>', now - HOUR_MS)
    .where('id', '!=', id)
    .orderBy('created_at', 'desc');
  const counted = { person: recent.where('requester_id', '=', userId), workspace: recent };
  const asked = (['person', 'workspace'] as const).map(async (of) => {
    const perHour = limits[of];
    if (perHour === 0) return [];
    const limiting = await counted[of]
      .offset(perHour - 1)
      .limit(1)
      .executeTakeFirst();
    return limiting === undefined ? [] : [{ of, perHour, at: limiting.created_at + HOUR_MS }];
  });
  const reached = (await Promise.all(asked)).flat();
  return reached.toSorted((one, other) => other.at - one.at)[0];
}
