import type { Kysely, Transaction } from 'kysely';
import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../wording/text.ts';
import { WORDS_MAX } from './action.ts';
import { renewWords } from './lists/refresh.ts';
import { appendEvent } from './review-rows.ts';
import type { ReviewTables } from './tables.ts';

/** Whom to forget, and on whose behalf. */
export interface Forgetting {
  /** Slack's id of the person. */
  userId: string;
  /** Whether what the person wrote goes too: concerns, notes, reasons and descriptions of workloads. */
  removeTexts: boolean;
  /** Who asked for it, as the audit log names them. */
  actor: string;
}

/** Stands where a text was that its author had removed. */
const REMOVED = '(removed)';
/** The lengths that the form allows, in characters. */
const NAME_MAX = 80;
const DESCRIPTION_MAX = 2000;
/** Longer than any number of people press at once. */
const ATTEMPTS = 100;

/** The reviews whose record may hold a person's id: as a person, or within a text. */
export async function findReviewsNaming(db: Kysely<ReviewTables>, userId: string): Promise<string[]> {
  const within = `%${userId}%`;
  const rows = await db
    .selectFrom('reviews')
    .select('id')
    .where((where) =>
      where.or([
        where.or((['requester_id', 'state_by', 'decider_id'] as const).map((column) => where(column, '=', userId))),
        where.or((['name', 'state_reason', 'decision'] as const).map((column) => where(column, 'like', within))),
        where('id', 'in', (some) => some.selectFrom('review_people').select('review_id').where('user_id', '=', userId)),
        where('id', 'in', (some) =>
          some
            .selectFrom('review_revisions')
            .select('review_id')
            .where((or) =>
              or.or([
                or('author_id', '=', userId),
                or('workload', 'like', within),
                or('recommendation', 'like', within),
                or('heard', 'like', within),
              ]),
            ),
        ),
        where('id', 'in', (some) =>
          some
            .selectFrom('review_concerns')
            .select('review_id')
            .where((or) =>
              or.or([
                or('raised_by', '=', userId),
                or('resolved_by', '=', userId),
                or('text', 'like', within),
                or('note', 'like', within),
              ]),
            ),
        ),
        where('id', 'in', (some) =>
          some
            .selectFrom('review_events')
            .select('review_id')
            .where((or) => or.or([or('actor_id', '=', userId), or('detail', 'like', within)])),
        ),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Replaces a person in everything that the record holds of one review. It is an event of the review, so that its message is
 * brought up to date and a simultaneous action is not overwritten. Returns the review's new version; undefined
 * where the review does not name the person, or is gone.
 */
export async function forgetInReview(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  forgetting: Forgetting,
  now: number,
): Promise<{ teamId: string; version: number } | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await readRows(trx, reviewId);
    if (before === undefined) return undefined;
    const after = withoutMember(before, forgetting);
    if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
    const version = before.review.version + 1;
    // The same version means the same rows: every change to them raises it in the same transaction.
    const { numUpdatedRows } = await trx
      .updateTable('reviews')
      .set({ ...after.review, version })
      .where('id', '=', reviewId)
      .where('version', '=', before.review.version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) continue;
    await writeRows(trx, reviewId, before, after, forgetting);
    const { actor: actorId, removeTexts: texts } = forgetting;
    await appendEvent(trx, reviewId, version, { kind: 'member-forgotten', actorId, at: now, texts });
    return { teamId: after.review.team_id, version };
  }
  throw new Error(`Review ${reviewId} changes too fast to be changed`);
}

async function readRows(trx: Transaction<ReviewTables>, reviewId: string) {
  const review = await trx.selectFrom('reviews').selectAll().where('id', '=', reviewId).executeTakeFirst();
  if (review === undefined) return undefined;
  return {
    review,
    revisions: await trx.selectFrom('review_revisions').selectAll().where('review_id', '=', reviewId).execute(),
    concerns: await trx.selectFrom('review_concerns').selectAll().where('review_id', '=', reviewId).execute(),
    events: await trx.selectFrom('review_events').selectAll().where('review_id', '=', reviewId).execute(),
    people: await trx.selectFrom('review_people').selectAll().where('review_id', '=', reviewId).execute(),
  };
}

type Rows = NonNullable<Awaited<ReturnType<typeof readRows>>>;

function withoutMember({ review, revisions, concerns, events, people }: Rows, forgetting: Forgetting): Rows {
  const { userId, removeTexts } = forgetting;
  const person = <Id extends string | null>(id: Id) => (id === userId ? FORMER_MEMBER : id);
  const isRemoved = (authorId: string | null) => removeTexts && authorId === userId;
  const text = <Text extends string | null>(given: Text, authorId: string | null, max = WORDS_MAX) =>
    given === null ? given : isRemoved(authorId) ? REMOVED : withoutMentions(given, userId, max);
  const json = (given: string, authorId: string | null, removed: (key: string, value: string) => boolean) =>
    JSON.stringify(
      JSON.parse(given, (key, value: unknown) => {
        if (typeof value !== 'string') return value;
        if (value === userId && key.endsWith('Id')) return FORMER_MEMBER;
        return isRemoved(authorId) && removed(key, value) ? REMOVED : withoutMentions(value, userId, maxOf(key));
      }),
    );
  const isWritten = (key: string) => key === 'text' || key === 'note' || key === 'reason';
  const described = new Set(revisions.filter(({ author_id }) => isRemoved(author_id)).flatMap(descriptionIn));
  const isDescription = (key: string, value: string) => key === 'description' && described.has(value);

  return {
    review: {
      ...review,
      requester_id: person(review.requester_id),
      name: withoutMentions(review.name, userId, NAME_MAX),
      state_by: person(review.state_by),
      state_reason: text(review.state_reason, review.state_by),
      decision: review.decision && json(review.decision, deciderIn(review.decision), isWritten),
      // Nobody waits for a person who is not there.
      decider_id: review.decider_id === userId ? null : review.decider_id,
    },
    revisions: revisions.map((row) => ({
      ...row,
      author_id: person(row.author_id),
      // A description stays where others change the rest of the answers: it goes by its words.
      workload: json(row.workload, removeTexts ? userId : null, isDescription),
      recommendation: json(row.recommendation, removeTexts ? userId : null, isDescription),
      heard: row.heard === null || isRemoved(row.author_id) ? null : json(row.heard, null, () => false),
    })),
    concerns: concerns.map((row) => ({
      ...row,
      text: text(row.text, row.raised_by),
      raised_by: person(row.raised_by),
      note: text(row.note, row.resolved_by),
      resolved_by: person(row.resolved_by),
    })),
    events: events.map((row) => ({
      ...row,
      actor_id: person(row.actor_id),
      detail: json(row.detail, row.actor_id, isWritten),
    })),
    people: people.filter(({ user_id }) => user_id !== userId),
  };
}

const LABELLED = /<@([A-Z0-9]{2,31})\|[^<>]*>/g;
const BARE = /\b[A-Z0-9]{2,31}\b/g;

/**
 * A text without a person's `<@U1>`, `<@U1|name>` (docs.slack.dev/messaging/formatting-message-text) and bare id. `max`: in
 * characters.
 */
export function withoutMentions(text: string, userId: string, max = Number.MAX_SAFE_INTEGER): string {
  if (!text.includes(userId)) return text;
  return text
    .replace(LABELLED, (mention, id: string) => (id === userId ? FORMER_MEMBER_WORDS : mention))
    .replaceAll(`<@${userId}>`, FORMER_MEMBER_WORDS)
    .replace(BARE, (id) => (id === userId ? FORMER_MEMBER_WORDS : id))
    .slice(0, max);
}

function maxOf(key: string): number {
  if (key === 'name') return NAME_MAX;
  return key === 'description' ? DESCRIPTION_MAX : Number.MAX_SAFE_INTEGER;
}

function deciderIn(decision: string): string {
  return (JSON.parse(decision) as { byId: string }).byId;
}

function descriptionIn({ workload }: { workload: string }): string[] {
  const { description } = JSON.parse(workload) as { description?: string };
  return description === undefined ? [] : [description];
}

async function writeRows(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  before: Rows,
  after: Rows,
  { userId }: Forgetting,
): Promise<void> {
  for (const { review_id: _, revision, ...row } of after.revisions) {
    await trx
      .updateTable('review_revisions')
      .set(row)
      .where('review_id', '=', reviewId)
      .where('revision', '=', revision)
      .execute();
  }
  for (const { review_id: _, id, ...row } of after.concerns) {
    await trx.updateTable('review_concerns').set(row).where('review_id', '=', reviewId).where('id', '=', id).execute();
  }
  for (const { review_id: _, position, ...row } of after.events) {
    await trx
      .updateTable('review_events')
      .set(row)
      .where('review_id', '=', reviewId)
      .where('position', '=', position)
      .execute();
  }
  await trx.deleteFrom('review_people').where('review_id', '=', reviewId).where('user_id', '=', userId).execute();
  await trx.deleteFrom('review_listings').where('review_id', '=', reviewId).where('viewer', '=', userId).execute();
  await trx.deleteFrom('review_words').where('review_id', '=', reviewId).where('viewer', '=', userId).execute();
  if (after.review.name !== before.review.name) await renewWords(trx, after.review);
}
