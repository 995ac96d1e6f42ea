import type { Selectable, Transaction } from 'kysely';
import { isGroup } from '../../policy/team-rules.ts';
import { asksForFacts, type Recommendation, type WorkloadField } from '../../recommender/index.ts';
import { FORMER_MEMBER } from '../../wording/text.ts';
import { approvalStates, askedBy, asksForApproval } from '../approvals.ts';
import { openConcerns, type Review } from '../record.ts';
import type { ReviewList, ReviewTables } from '../tables.ts';

/**
 * Why a review is waiting for somebody: its requester for facts that are missing, requester and owner for concerns to answer, the
 * author of a concern for what was answered, whom a rule of the policy names for an approval, and the owner for a decision.
 */
export const NEEDS = ['facts', 'open-concerns', 'concern-answered', 'approval', 'decider'] as const;

export type Need = (typeof NEEDS)[number];

/** What a listing says. `others-approval`: of everyone in a user group but the requester. */
export type StoredNeed = Need | 'others-approval';

/** The viewer that stands for everybody in the team. */
export const EVERYBODY = '*';

interface ListEntry {
  list: ReviewList;
  viewer: string;
  /** Highest first: a time in milliseconds since 1970, or what {@link dueFirst} returns. */
  at: number;
  needs: readonly StoredNeed[];
}

/** Returns a review's list entries. `viewers`: who may see it. `now`: when it changed. */
function listEntries(review: Review, viewers: readonly string[], now: number): ListEntry[] {
  switch (review.state) {
    case 'proposed': {
      const open = viewers.map((viewer): ListEntry => ({ list: 'open', viewer, at: now, needs: [] }));
      const needing = [...needsByPerson(review)].map(
        ([viewer, needs]): ListEntry => ({ list: 'needs-me', viewer, at: dueFirst(review.decideBy, now), needs }),
      );
      return [...open, ...needing];
    }
    case 'accepted':
    case 'overridden': {
      const decided = viewers.map((viewer): ListEntry => ({ list: 'decided', viewer, at: review.since.at, needs: [] }));
      const planned = review.revisitOn === null ? [] : viewers;
      const at = dueFirst(review.revisitOn, now);
      return [...decided, ...planned.map((viewer): ListEntry => ({ list: 'revisit', viewer, at, needs: [] }))];
    }
    case 'withdrawn':
    case 'superseded':
      return [];
  }
}

/** The fields that an answer waits for; null where enough is known to choose. */
export const missingFacts = (recommendation: Recommendation): WorkloadField[] | null =>
  asksForFacts(recommendation) ? (recommendation.questions ?? []).map(({ field }) => field) : null;

/** Above every time, by more than the last day that can be set. */
const ABOVE_TIMES = 900_000_000_000_000;

/** The place of what is due on a day, soonest on top, above what isn't, the newest first. `now`: when it changed. */
export function dueFirst(day: string | null, now: number): number {
  const due = day === null ? Number.NaN : Date.parse(day);
  return Number.isNaN(due) ? now : ABOVE_TIMES - due;
}

function needsByPerson(review: Review): Map<string, StoredNeed[]> {
  const needs = new Map<string, StoredNeed[]>();
  const add = (person: string, need: StoredNeed) => {
    if (person === FORMER_MEMBER) return;
    const present = needs.get(person) ?? [];
    if (!present.includes(need)) needs.set(person, [...present, need]);
  };
  if (missingFacts(review.latest.recommendation) !== null) add(review.requesterId, 'facts');
  if (openConcerns(review).length > 0) {
    for (const person of [review.requesterId, review.deciderId]) if (person !== null) add(person, 'open-concerns');
  }
  for (const { raised, resolved } of review.concerns) {
    if (resolved !== null && resolved.byId !== raised.byId) add(raised.byId, 'concern-answered');
  }
  for (const [id, need] of approvers(review)) add(id, need);
  if (review.deciderId !== null) add(review.deciderId, 'decider');
  return needs;
}

/** The people and user groups whose approval is missing. A group's is of everyone in it, or of all but the requester. */
function approvers(review: Review): (readonly [id: string, need: StoredNeed])[] {
  if (!asksForApproval(review)) return [];
  return approvalStates(review).flatMap((state) => {
    const ofGroup = state.rule.notRequester ? 'others-approval' : 'approval';
    return askedBy(state, review).map((id) => [id, isGroup(id) ? ofGroup : 'approval'] as const);
  });
}

/** Longer words are compared by their first characters. */
const PREFIX_MAX = 16;

const WORDS_MAX = 12;

/** Names and searches have at most 80 characters; this limits the work for anything longer. */
const TEXT_MAX = 1000;

/** Returns the distinct words of a name or a search, without case and accents. */
export function wordsIn(text: string): string[] {
  const plain = text.slice(0, TEXT_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, PREFIX_MAX).join('')))].slice(0, WORDS_MAX);
}

/** Returns every prefix of every word of a name: `t`, `to`, `d` and `do` for `to-do`. */
export function prefixesOf(name: string): string[] {
  const prefixes = wordsIn(name).flatMap((word) => {
    const letters = [...word];
    return letters.map((_, index) => letters.slice(0, index + 1).join(''));
  });
  return [...new Set(prefixes)];
}

/**
 * Updates the lists and the search after a change of a review, in the same transaction. `people`: who took part in the change,
 * including a new owner.
 */
export async function refreshLists(
  trx: Transaction<ReviewTables>,
  review: Review,
  { people, renamed, now }: { people: readonly string[]; renamed: boolean; now: number },
): Promise<void> {
  const { id: review_id, teamId: team_id } = review;
  const joined = await join(trx, review_id, people);
  const viewers = await viewersOf(trx, review);
  const newcomers = review.isPublic ? [] : joined;

  await trx.deleteFrom('review_listings').where('review_id', '=', review_id).execute();
  const entries = listEntries(review, viewers, now);
  if (entries.length > 0) {
    await trx
      .insertInto('review_listings')
      .values(
        entries.map(({ list, viewer, at, needs }) => ({
          review_id,
          team_id,
          list,
          viewer,
          at,
          needs: needs.join(' '),
        })),
      )
      .execute();
  }

  if (renamed) await trx.deleteFrom('review_words').where('review_id', '=', review_id).execute();
  const readers = renamed ? viewers : newcomers;
  const prefixes = prefixesOf(review.latest.workload.name);
  if (readers.length === 0 || prefixes.length === 0) return;
  const created_at = review.createdAt;
  await trx
    .insertInto('review_words')
    .values(readers.flatMap((viewer) => prefixes.map((prefix) => ({ review_id, team_id, viewer, prefix, created_at }))))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Updates the search after a review was renamed. */
export async function renewWords(
  trx: Transaction<ReviewTables>,
  review: Selectable<ReviewTables['reviews']>,
): Promise<void> {
  const { id: review_id, team_id, name, is_public, created_at } = review;
  await trx.deleteFrom('review_words').where('review_id', '=', review_id).execute();
  const viewers = await viewersOf(trx, { id: review_id, isPublic: is_public === 1 });
  const rows = viewers.flatMap((viewer) =>
    prefixesOf(name).map((prefix) => ({ review_id, team_id, viewer, prefix, created_at })),
  );
  if (rows.length > 0) await trx.insertInto('review_words').values(rows).execute();
}

/** Adds participants. Returns the new ones. */
async function join(trx: Transaction<ReviewTables>, review_id: string, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await trx
    .insertInto('review_people')
    .values([...new Set(people)].map((user_id) => ({ review_id, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Returns who may see a review: everybody, or each participant. */
async function viewersOf(
  trx: Transaction<ReviewTables>,
  { id: reviewId, isPublic }: Pick<Review, 'id' | 'isPublic'>,
): Promise<string[]> {
  if (isPublic) return [EVERYBODY];
  const rows = await trx.selectFrom('review_people').select('user_id').where('review_id', '=', reviewId).execute();
  return rows.map((row) => row.user_id);
}
