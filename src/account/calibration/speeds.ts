import type { Kysely } from 'kysely';
import type { Recommendation, SizingMeasurement, Span } from '../../recommender/index.ts';
import type { ReviewTables } from '../../reviews/tables.ts';

/** A speed that a team measured, and what the throughput model says of the same type at the same load. */
export interface ComparedSpeed
  extends Pick<SizingMeasurement, 'source' | 'instanceType' | 'measuredAt' | 'concurrency' | 'unit' | 'measured'> {
  readonly reviewId: string;
  /** Of the review. */
  readonly name: string;
  /** Per second of one instance, in `unit`, as `measured` is. */
  readonly modelled: Span;
  /** Measured ÷ the likely of what was modelled. */
  readonly ratio: number;
}

/** Of each review the measurement that its latest answer rests on, the latest first. Without those that no model speaks of. */
export async function listSpeeds(db: Kysely<ReviewTables>): Promise<ComparedSpeed[]> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('review_revisions as latest', (on) =>
      on.onRef('latest.review_id', '=', 'reviews.id').onRef('latest.revision', '=', 'reviews.revision'),
    )
    .select(['reviews.id', 'reviews.name', 'latest.recommendation'])
    // Most workloads have none, and answers are long.
    .where('latest.workload', 'like', '%"measurements":%')
    .orderBy('latest.created_at', 'desc')
    .orderBy('reviews.id')
    .execute();
  return rows.flatMap(({ id, name, recommendation }) => {
    const compared = comparedIn(JSON.parse(recommendation) as Recommendation);
    return compared === undefined ? [] : [{ reviewId: id, name, ...compared }];
  });
}

function comparedIn({ choice }: Recommendation): Omit<ComparedSpeed, 'reviewId' | 'name'> | undefined {
  const { measured: found } = choice?.sizing ?? {};
  if (!found?.modelled || found.modelled.likely <= 0) return undefined;
  const { source, instanceType, measuredAt, concurrency, unit, measured, modelled } = found;
  return { source, instanceType, measuredAt, concurrency, unit, measured, modelled, ratio: measured / modelled.likely };
}
