import type { Kysely } from 'kysely';
import type { InferenceOptionId } from '../recommender/index.ts';
import type { Decision } from './record.ts';
import type { ReviewTables } from './tables.ts';

/** How a team decided within a number of days. */
export interface Figures {
  /** Reviews that were decided and whose decision stands, or stood until another review replaced it. */
  decided: number;
  /** Of these, decided for another option than the recommended one. */
  overridden: number;
  /** Of these, decided with a rule of the policy set aside. */
  policiesOverridden: number;
  /** Median days between request and decision; null without a decision. */
  medianDays: number | null;
}

export interface FiguresOfOption extends Figures {
  option: InferenceOptionId;
}

interface CountedDecision {
  reviewId: string;
  option: InferenceOptionId;
  isOverride: boolean;
  isPolicyOverridden: boolean;
  /** Both in milliseconds since 1970. */
  requestedAt: number;
  decidedAt: number;
}

const DECIDED = ['accepted', 'overridden', 'superseded'] as const;

/**
 * Reads what was decided since a time, in milliseconds since 1970, latest first. `teamId`: absent for all teams. `userId`: only reviews
 * that are public or that this person took part in. `most`: no more reviews than this, so that a team's past costs nothing.
 */
export async function readCounted(
  db: Kysely<ReviewTables>,
  since: number,
  { teamId, userId, most }: { teamId?: string | undefined; userId?: string | undefined; most?: number } = {},
): Promise<CountedDecision[]> {
  let reviews = db.selectFrom('reviews');
  if (teamId !== undefined) reviews = reviews.where('reviews.team_id', '=', teamId);
  if (userId !== undefined) {
    reviews = reviews.where(({ eb, exists, or, selectFrom }) => {
      const own = selectFrom('review_people').select('review_id').where('user_id', '=', userId);
      return or([eb('is_public', '=', 1), exists(own.whereRef('review_id', '=', 'reviews.id'))]);
    });
  }
  const decided = reviews
    .select(['reviews.id', 'decision', 'created_at', 'updated_at'])
    .select(({ exists, selectFrom }) => {
      const overrides = selectFrom('review_events').select('position').where('kind', '=', 'policy-overridden');
      return exists(overrides.whereRef('review_id', '=', 'reviews.id')).as('policy_overridden');
    })
    // A review changes last when it is decided, or later. The index has this column, behind the state.
    .where('updated_at', '>=', since)
    .where('decision', 'is not', null)
    .orderBy('updated_at', 'desc');
  const latest = most === undefined ? decided : decided.limit(most);
  const found = await Promise.all(DECIDED.map((state) => latest.where('state', '=', state).execute()));
  const rows = found.flat().toSorted((one, other) => other.updated_at - one.updated_at);
  return rows.slice(0, most).flatMap(({ id: reviewId, decision, created_at: requestedAt, policy_overridden }) => {
    const { option, kind, at: decidedAt } = JSON.parse(decision ?? '') as Decision;
    const how = { isOverride: kind === 'overridden', isPolicyOverridden: Boolean(policy_overridden) };
    return decidedAt < since ? [] : [{ reviewId, option, ...how, requestedAt, decidedAt }];
  });
}

/** The figures of each option that was decided, most decided first, and of all together. */
export function figuresOf(counted: readonly CountedDecision[]): { total: Figures; options: FiguresOfOption[] } {
  const options = [...new Set(counted.map(({ option }) => option))].map((option) => ({
    option,
    ...countUp(counted.filter((decision) => decision.option === option)),
  }));
  return {
    total: countUp(counted),
    options: options.toSorted((one, other) => other.decided - one.decided || (one.option < other.option ? -1 : 1)),
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

function countUp(decisions: readonly CountedDecision[]): Figures {
  return {
    decided: decisions.length,
    overridden: decisions.filter(({ isOverride }) => isOverride).length,
    policiesOverridden: decisions.filter(({ isPolicyOverridden }) => isPolicyOverridden).length,
    medianDays: medianOf(decisions.map(({ requestedAt, decidedAt }) => (decidedAt - requestedAt) / DAY_MS)),
  };
}

/** The middle value, or the mean of the two in the middle; null of none. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const pair = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]] as const;
  return pair[0] === undefined || pair[1] === undefined ? null : (pair[0] + pair[1]) / 2;
}
