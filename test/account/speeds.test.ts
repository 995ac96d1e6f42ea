import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSpeeds } from '../../src/account/calibration/speeds.ts';
import { type Measurement, recommend, type SizingMeasurement } from '../../src/recommender/index.ts';
import type { ReviewTables } from '../../src/reviews/tables.ts';
import { databases, openTestDatabase, type TestDatabase } from '../database/support/open-test-database.ts';
import { gatherTeam } from '../reviews/support/team.ts';
import { workload } from '../support/workloads.ts';

const CHAT = {
  modelId: 'llama-3.1-8b',
  trafficPattern: 'steady',
  peakRequestsPerSecond: 5,
  inputTokens: 1000,
  outputTokens: 500,
} as const;
const MEASURED: SizingMeasurement = {
  source: 'guidellm',
  instanceType: 'ml.g6e.xlarge',
  measuredAt: '2026-11-20',
  model: null,
  concurrency: 32,
  latency: null,
  unit: 'tokens',
  measured: 1380,
  modelled: { low: 800, likely: 1150, high: 1600 },
};
const SAID = [
  { source: 'row', instanceType: 'ml.g6e.xlarge', points: [{ concurrency: 32, requestsPerSecond: 2.76 }] },
] as unknown as Measurement[];

describe.each(databases())('measured speeds in the %s database', (kind) => {
  let database: TestDatabase;
  let db: Kysely<ReviewTables>;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    db = database.db as unknown as Kysely<ReviewTables>;
  });
  afterEach(() => database.close());

  /** A review whose answer rests on this measurement, where it has one. */
  async function reviewed(name: string, measured?: SizingMeasurement): Promise<string> {
    const said = workload({ name, ...CHAT, ...(measured && { measurements: SAID }) });
    const { measurements: _, ...unmeasured } = said;
    const answer = recommend(unmeasured);
    if (!answer.choice?.sizing) throw new Error('Not sized');
    const sizing = { ...answer.choice.sizing, ...(measured && { measured }) };
    const recommendation = { ...answer, choice: { ...answer.choice, sizing } };
    const { id } = await gatherTeam(database.db).ask('U1', { workload: said, recommendation });
    return id;
  }

  it('are those of each latest revision: 1,380 tokens per second are 1.2 times the 1,150 that were modelled', async () => {
    const chat = await reviewed('chat', MEASURED);
    await reviewed('unmeasured');
    await reviewed('not modelled', { ...MEASURED, modelled: null });
    const { model: _, latency: __, ...compared } = MEASURED;
    expect(await listSpeeds(db)).toEqual([{ reviewId: chat, name: 'chat', ...compared, ratio: 1380 / 1150 }]);
  });

  it('are those of no earlier revision', async () => {
    const chat = await reviewed('chat', MEASURED);
    const first = await db
      .selectFrom('review_revisions')
      .selectAll()
      .where('review_id', '=', chat)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('review_revisions')
      .values({ ...first, revision: 2, workload: '{}' })
      .execute();
    await db.updateTable('reviews').set({ revision: 2 }).where('id', '=', chat).execute();
    expect(await listSpeeds(db)).toEqual([]);
  });
});
