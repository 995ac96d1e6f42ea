import type { Kysely, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Review } from '../../reviews/record.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { Calibration } from './compare.ts';

/** A decision whose month is due to be measured. */
export interface DueDecision {
  readonly reviewId: string;
  readonly teamId: string;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
  /** As noted. */
  readonly endpoint: string;
}

/** A decision that this process measures. */
export interface ClaimedDecision extends DueDecision {
  /** Attempts so far, including this one. Identifies the claim. */
  readonly attempts: number;
}

/** More wait until the next look. */
const DUE_MAX = 20;

/**
 * The decisions of a team with a noted endpoint that were made between two times, in milliseconds since 1970, and wait to be
 * measured; oldest first. One that couldn't be measured waits again once another endpoint is noted.
 */
export async function dueDecisions(
  db: Kysely<ReviewTables>,
  { teamId, from, to, now }: { teamId: string; from: number; to: number; now: number },
): Promise<DueDecision[]> {
  const rows = await db
    .selectFrom('reviews')
    .leftJoin('review_calibrations as known', (on) =>
      on.onRef('known.review_id', '=', 'reviews.id').onRef('known.decided_at', '=', 'reviews.state_at'),
    )
    .select(['reviews.id', 'reviews.state_at', 'reviews.endpoint'])
    .where('reviews.team_id', '=', teamId)
    .where('reviews.state', 'in', ['accepted', 'overridden'])
    .where('reviews.endpoint', 'is not', null)
    .where('reviews.state_at', '>=', from)
    .where('reviews.state_at', '<=', to)
    .where((where) =>
      where.or([
        where('known.review_id', 'is', null),
        where.and([where('known.state', '=', 'waiting'), where('known.not_before', '<=', now)]),
        where.and([
          where('known.state', '=', 'unreadable'),
          where('known.endpoint', '!=', where.ref('reviews.endpoint')),
        ]),
      ]),
    )
    .orderBy('reviews.state_at')
    .orderBy('reviews.id')
    .limit(DUE_MAX)
    .execute();
  return rows.map(({ id: reviewId, state_at: decidedAt, endpoint }) => ({
    reviewId,
    teamId,
    decidedAt,
    endpoint: endpoint ?? '',
  }));
}

/** Claims a decision until a time, so that one process measures it. Undefined where another one does, or has. */
export async function claimDecision(
  db: Kysely<ReviewTables>,
  due: DueDecision,
  { now, until }: { now: number; until: number },
): Promise<ClaimedDecision | undefined> {
  const { reviewId: review_id, teamId: team_id, decidedAt: decided_at, endpoint } = due;
  const claim = { endpoint, state: 'waiting' as const, not_before: until };
  const row = await db
    .insertInto('review_calibrations')
    .values({ review_id, team_id, decided_at, attempts: 1, ...claim })
    .onConflict((conflict) =>
      conflict
        .columns(['review_id', 'decided_at'])
        .doUpdateSet((set) => ({ ...claim, attempts: set('review_calibrations.attempts', '+', 1) }))
        .where((where) =>
          where.or([
            where.and([
              where('review_calibrations.state', '=', 'waiting'),
              where('review_calibrations.not_before', '<=', now),
            ]),
            where.and([
              where('review_calibrations.state', '=', 'unreadable'),
              where('review_calibrations.endpoint', '!=', endpoint),
            ]),
          ]),
        ),
    )
    .returning('attempts')
    .executeTakeFirst();
  return row && { ...due, attempts: row.attempts };
}

/** Gives a claim back. `notBefore`: when it may be tried again. */
export async function releaseDecision(
  db: Kysely<ReviewTables>,
  claimed: ClaimedDecision,
  notBefore: number,
): Promise<void> {
  await ownClaim(db, claimed).set({ not_before: notBefore }).execute();
}

/**
 * Stores what was measured, or that nothing can be, together with `then`, and returns what that gave. Returns undefined, and
 * stores nothing, where the review has changed since it was read or another process holds the claim.
 */
export async function settleDecision<Tables extends ReviewTables, Result>(
  db: Kysely<Tables>,
  claimed: ClaimedDecision,
  review: Pick<Review, 'id' | 'version'>,
  { state, calibration, now }: { state: 'measured' | 'unreadable'; calibration: Calibration; now: number },
  then: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result | undefined> {
  return transact(db, async (trx) => {
    const own = trx as unknown as Transaction<ReviewTables>;
    // Locks the review, so that a concurrent action waits until this is stored.
    const held = await own
      .updateTable('reviews')
      .set((set) => ({ updated_at: set.ref('updated_at') }))
      .where('id', '=', review.id)
      .where('version', '=', review.version)
      .executeTakeFirst();
    if (held.numUpdatedRows !== 1n) return undefined;
    const { numUpdatedRows } = await ownClaim(own, claimed)
      .set({ state, ratio: calibration.ratio, calibration: JSON.stringify(calibration), measured_at: now })
      .executeTakeFirst();
    return numUpdatedRows === 1n ? then(trx) : undefined;
  });
}

function ownClaim(db: Kysely<ReviewTables>, { reviewId, decidedAt, attempts }: ClaimedDecision) {
  return db
    .updateTable('review_calibrations')
    .where('review_id', '=', reviewId)
    .where('decided_at', '=', decidedAt)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempts);
}

/** What was measured for a review's decision. Undefined where nothing was yet, or the review isn't decided. */
export async function findCalibration(
  db: Kysely<ReviewTables>,
  { id, decision }: Pick<Review, 'id' | 'decision'>,
): Promise<Calibration | undefined> {
  if (decision === null) return undefined;
  const row = await db
    .selectFrom('review_calibrations')
    .select('calibration')
    .where('review_id', '=', id)
    .where('decided_at', '=', decision.at)
    .executeTakeFirst();
  return row === undefined || row.calibration === null ? undefined : JSON.parse(row.calibration);
}

/** A measured decision with the name of its review. */
export interface StoredCalibration extends Calibration {
  readonly reviewId: string;
  readonly name: string;
  /** Both in milliseconds since 1970. */
  readonly decidedAt: number;
  readonly measuredAt: number;
}

/** Every decision that was measured, or couldn't be; the latest first. */
export async function listCalibrations(db: Kysely<ReviewTables>): Promise<StoredCalibration[]> {
  const rows = await db
    .selectFrom('review_calibrations as one')
    .innerJoin('reviews', 'reviews.id', 'one.review_id')
    .select(['one.review_id', 'reviews.name', 'one.decided_at', 'one.measured_at', 'one.calibration'])
    .where('one.calibration', 'is not', null)
    .orderBy('one.measured_at', 'desc')
    .orderBy('one.review_id')
    .execute();
  return rows.map(({ review_id: reviewId, name, decided_at: decidedAt, measured_at: measuredAt, calibration }) => ({
    reviewId,
    name,
    decidedAt,
    measuredAt: measuredAt ?? 0,
    ...(JSON.parse(calibration ?? '{}') as Calibration),
  }));
}
