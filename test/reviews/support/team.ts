import type { Kysely } from 'kysely';
import { recommend } from '../../../src/recommender/index.ts';
import { type ActionOutcome, actOnReview } from '../../../src/reviews/act-on-review.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import type { Review } from '../../../src/reviews/record.ts';
import { createReview, type NewReview } from '../../../src/reviews/review-store.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import { type DatabaseKind, openTestDatabase } from '../../database/support/open-test-database.ts';
import { workload } from '../../support/workloads.ts';

export const TEAM = 'T1';
export const START = 1_800_000_000_000;

/** A payload beyond the direct options, so that something fits and something does not. */
const WORKLOAD = workload({ name: 'ct-scan-triage', payloadSizeMB: 500 });

/** A team with its own database. */
export async function openTeam(kind: DatabaseKind) {
  const database = await openTestDatabase(kind);
  return { ...database, ...gatherTeam(database.db) };
}

/** People of one team who ask and act; each thing they do is a second later than the one before. */
export function gatherTeam<Tables extends ReviewTables>(tables: Kysely<Tables>) {
  const db = tables as unknown as Kysely<ReviewTables>;
  let seconds = 0;
  const now = () => START + 1000 * seconds++;
  return {
    async ask(requesterId: string, asked: Partial<NewReview> & { name?: string } = {}): Promise<Review> {
      const { name = WORKLOAD.name, ...rest } = asked;
      const workload = { ...WORKLOAD, name };
      const told = { teamId: TEAM, requesterId, workload, recommendation: recommend(workload), ...rest };
      const { review } = await db.transaction().execute((trx) => createReview(trx, told, now()));
      return review;
    },
    act(actorId: string, reviewId: string, action: ReviewAction, teamId = TEAM): Promise<ActionOutcome> {
      const asked = { teamId, reviewId, actorId, action };
      return db.transaction().execute((trx) => actOnReview(trx, asked, now()));
    },
  };
}
