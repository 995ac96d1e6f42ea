import type { Kysely } from 'kysely';
import { asksForFacts, completed, type Recommendation, type WorkloadField } from '../../recommender/index.ts';
import type { Review } from '../record.ts';
import type { ReviewTables } from '../tables.ts';

/** The fields that an answer waits for; null where enough is known to choose. */
export function missingFacts(recommendation: Recommendation): WorkloadField[] | null {
  return asksForFacts(recommendation) ? (recommendation.questions ?? []).map(({ field }) => field) : null;
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
