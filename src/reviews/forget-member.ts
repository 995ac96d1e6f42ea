import { type Kysely, sql, type Transaction } from 'kysely';
import type { Recommendation } from '../recommender/index.ts';
import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../wording/text.ts';
import { WORDS_MAX } from './action.ts';
import { renewWords } from './lists/refresh.ts';
import { appendEvent } from './review-rows.ts';
import type { ReviewTables } from './tables.ts';

/** Who is forgotten, and who asked for it. */
export interface Forgetting {
  userId: string;
  /** Whether to remove what the person wrote: concerns, notes, reasons and descriptions. */
  removeTexts: boolean;
  /** Who asked for it, as the audit log names them. */
  actor: string;
}

/** Replaces removed texts. */
const REMOVED = '(removed)';
/** The form's limits, in characters. */
const NAME_MAX = 80;
const DESCRIPTION_MAX = 2000;
/** Of two people's reasons together. */
const DECIDED_MAX = 2 * WORDS_MAX + 1;
/** The keys of ids: `byId`, and the places in a list of people. */
const IS_PERSON = /Id$|^\d+$/;
/** More than people press at the same time. */
const ATTEMPTS = 100;

/** Returns the ids of reviews that may contain a person's id, as a person or within a text. */
export async function findReviewsNaming(db: Kysely<ReviewTables>, userId: string): Promise<string[]> {
  const within = `%${userId}%`;
  const { rows } = await sql<{ id: string }>`
    select id from reviews where ${userId} in (requester_id, state_by, decider_id) or name like ${within}
      or state_reason like ${within} or decision like ${within} or approvals like ${within} or candidate like ${within}
    union select review_id from review_people where user_id = ${userId}
    union select review_id from review_revisions where author_id = ${userId} or workload like ${within}
      or recommendation like ${within} or heard like ${within} or team like ${within}
    union select review_id from review_concerns where ${userId} in (raised_by, resolved_by) or text like ${within}
      or note like ${within}
    union select review_id from review_events where actor_id = ${userId} or detail like ${within}
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Replaces a person in everything stored about a review. Adds an event, so that the message is updated and a concurrent action
 * isn't overwritten. Returns the new version; undefined where the review is gone or doesn't name the person.
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
    // The same version means the same rows: every change raises it in the same transaction.
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
  throw new Error(`Review ${reviewId} changed during each of ${ATTEMPTS} attempts`);
}

export async function readRows(trx: Transaction<ReviewTables>, reviewId: string) {
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

export type ReviewRows = NonNullable<Awaited<ReturnType<typeof readRows>>>;

export function withoutMember(
  { review, revisions, concerns, events, people }: ReviewRows,
  forgetting: Forgetting,
): ReviewRows {
  const { userId, removeTexts } = forgetting;
  const person = <Id extends string | null>(id: Id) => (id === userId ? FORMER_MEMBER : id);
  const isRemoved = (authorId: string | null) => removeTexts && authorId === userId;
  const text = <Text extends string | null>(given: Text, authorId: string | null, max = WORDS_MAX) =>
    given === null ? given : isRemoved(authorId) ? REMOVED : withoutMentions(given, userId, max);
  const json = (
    given: string,
    authorId: string | null,
    removed: (key: string, value: string) => boolean,
    reasonIn = (reason: string) => reason,
  ) =>
    JSON.stringify(
      JSON.parse(given, (key, value: unknown) => {
        if (typeof value !== 'string') return value;
        if (value === userId && IS_PERSON.test(key)) return FORMER_MEMBER;
        if (isRemoved(authorId) && removed(key, value)) return REMOVED;
        return withoutMentions(key === 'reason' ? reasonIn(value) : value, userId, maxOf(key));
      }),
    );
  const isWritten = (key: string) => key === 'text' || key === 'note' || key === 'reason';
  const described = new Set(revisions.filter(({ author_id }) => isRemoved(author_id)).flatMap(descriptionIn));
  const explained = new Set(removeTexts ? revisions.flatMap((row) => reasonsIn(row, userId)) : []);
  // Words in doubt survive other people's revisions too.
  const quoted = new Set(revisions.filter(({ author_id }) => isRemoved(author_id)).flatMap(doubtedIn));
  const isOwn = (key: string, value: string) =>
    (key === 'description' && described.has(value)) ||
    (key === 'reason' && explained.has(value)) ||
    (key === 'words' && quoted.has(value));
  const proposed = removeTexts ? events.flatMap((row) => proposedIn(row, userId)) : [];
  // Whose approval decides, decides for the reason of who proposed the option, which comes first.
  const unproposed = (reason: string) => {
    const first = proposed.find((one) => reason.startsWith(one));
    return first === undefined ? reason : `${REMOVED}${reason.slice(first.length)}`;
  };

  return {
    review: {
      ...review,
      requester_id: person(review.requester_id),
      name: withoutMentions(review.name, userId, NAME_MAX),
      state_by: person(review.state_by),
      state_reason: text(
        review.state === 'overridden' ? review.state_reason && unproposed(review.state_reason) : review.state_reason,
        review.state_by,
        DECIDED_MAX,
      ),
      decision: review.decision && json(review.decision, deciderIn(review.decision), isWritten, unproposed),
      approvals: review.approvals && json(review.approvals, null, () => false),
      candidate: review.candidate && json(review.candidate, deciderIn(review.candidate), isWritten),
      // A forgotten person can't own a review.
      decider_id: review.decider_id === userId ? null : review.decider_id,
    },
    revisions: revisions.map((row) => ({
      ...row,
      author_id: person(row.author_id),
      // A description survives other people's revisions, so it is found by its words.
      workload: json(row.workload, removeTexts ? userId : null, isOwn),
      recommendation: json(row.recommendation, removeTexts ? userId : null, isOwn),
      heard: row.heard === null || isRemoved(row.author_id) ? null : json(row.heard, null, () => false),
      team: row.team && json(row.team, null, () => false),
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
      detail: json(row.detail, row.actor_id, isWritten, row.kind === 'overridden' ? unproposed : undefined),
    })),
    people: people.filter(({ user_id }) => user_id !== userId),
  };
}

const LABELLED = /<@([A-Z0-9]{2,31})\|[^<>]*>/g;
/** Slack's italics put an underscore at a word. */
const BARE = /(?<![A-Za-z0-9])[A-Z0-9]{2,31}(?![A-Za-z0-9])/g;

/**
 * Replaces a person's `<@U1>`, `<@U1|name>` (docs.slack.dev/messaging/formatting-message-text) and bare id in a text. `max`: in
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

const deciderIn = (decision: string): string => (JSON.parse(decision) as { byId: string }).byId;

function descriptionIn({ workload }: { workload: string }): string[] {
  const { description } = JSON.parse(workload) as { description?: string };
  return description === undefined ? [] : [description];
}

/** The words that a recommendation was weighed with. */
function doubtedIn({ recommendation }: { recommendation: string }): string[] {
  const { doubts = [] }: Pick<Recommendation, 'doubts'> = JSON.parse(recommendation);
  return doubts.map(({ words }) => words);
}

/** Why somebody proposed an option against the recommendation. */
function proposedIn({ kind, actor_id, detail }: ReviewTables['review_events'], userId: string): string[] {
  const { reason } = JSON.parse(detail) as { reason?: string | null };
  return kind === 'option-proposed' && actor_id === userId && reason ? [reason] : [];
}

/** Why somebody overrode rules of the policy. */
function reasonsIn({ recommendation }: { recommendation: string }, userId: string): string[] {
  const { policy }: Pick<Recommendation, 'policy'> = JSON.parse(recommendation);
  return policy?.overrides?.filter(({ byId }) => byId === userId).map(({ reason }) => reason) ?? [];
}

async function writeRows(
  trx: Transaction<ReviewTables>,
  reviewId: string,
  before: ReviewRows,
  { review, ...after }: ReviewRows,
  { userId }: Forgetting,
): Promise<void> {
  for (const table of ['revisions', 'concerns', 'events'] as const) {
    await trx.deleteFrom(`review_${table}`).where('review_id', '=', reviewId).execute();
    for (const row of after[table])
      await trx
        .insertInto(`review_${table}`)
        .values(row as never)
        .execute();
  }
  await trx.deleteFrom('review_people').where('review_id', '=', reviewId).where('user_id', '=', userId).execute();
  await trx.deleteFrom('review_listings').where('review_id', '=', reviewId).where('viewer', '=', userId).execute();
  await trx.deleteFrom('review_words').where('review_id', '=', reviewId).where('viewer', '=', userId).execute();
  if (review.name !== before.review.name) await renewWords(trx, review);
}
