import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import type { RecordTables } from '../../../src/open-record.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { deleteTeam, markUninstalled } from '../../../src/slack/erasure/uninstalls.ts';
import { saveDraft } from '../../../src/slack/form/draft-store.ts';
import { findWhatIf, markSeenEvent, saveWhatIf, sweepSeenEvents } from '../../../src/slack/outbox/questions.ts';
import { submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { databases, openTestDatabase } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';

const NOW = 1_800_000_000_000;

const DAY = 24 * 60 * 60 * 1000;

describe.each(databases())('in the %s database', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  async function propose(teamId = 'T1') {
    const workload = { ...named('ct-scans'), payloadSizeMB: 500 };
    const asked = { teamId, requesterId: 'U1', channelId: 'C1', workload, recommendation: recommend(workload) };
    return (await submitNewReview(database.db, asked, NOW)).review;
  }

  it('an event is heard once by any number of deliveries at the same time, over two connections', async () => {
    const other = await openDatabase<RecordTables>(database.url);
    if (!other.ok) throw new Error(other.text);
    try {
      const deliveries = Array.from({ length: 20 }, (_, index) =>
        markSeenEvent(index % 2 === 0 ? database.db : other.db, { teamId: 'T1', eventId: 'Ev1' }, NOW),
      );
      expect((await Promise.all(deliveries)).filter(Boolean)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('events of two teams are told apart, and forgotten after a day', async () => {
    expect(await markSeenEvent(database.db, { teamId: 'T1', eventId: 'Ev1' }, NOW)).toBe(true);
    expect(await markSeenEvent(database.db, { teamId: 'T2', eventId: 'Ev1' }, NOW)).toBe(true);
    await sweepSeenEvents(database.db, NOW + DAY - 1);
    expect(await markSeenEvent(database.db, { teamId: 'T1', eventId: 'Ev1' }, NOW)).toBe(false);
    await sweepSeenEvents(database.db, NOW + DAY);
    expect(await markSeenEvent(database.db, { teamId: 'T1', eventId: 'Ev1' }, NOW)).toBe(true);
  });

  it('a what-if comes back to its team as it was asked, and to no other', async () => {
    const { id: reviewId } = await propose();
    const asked = { reviewId, teamId: 'T1', baseRevision: 1, changes: { payloadSizeMB: 3, requiresGpu: false } };
    const id = await saveWhatIf(database.db, asked, NOW);
    expect(await findWhatIf(database.db, 'T1', id)).toEqual({ id, ...asked });
    expect(await findWhatIf(database.db, 'T2', id)).toBeUndefined();
    expect(await findWhatIf(database.db, 'T1', 'other')).toBeUndefined();
  });

  it('of a team that takes the app out nothing of 101 reviews is left, in no table; other teams keep theirs', async () => {
    const { id: reviewId } = await propose('T1');
    for (let more = 0; more < 100; more++) await propose('T1');
    await propose('T2');
    await saveWhatIf(database.db, { reviewId, teamId: 'T1', baseRevision: 1, changes: {} }, NOW);
    await markSeenEvent(database.db, { teamId: 'T1', eventId: 'Ev1' }, NOW);
    await saveDraft(database.db, { id: 'd', teamId: 'T1', userId: 'U1' }, { answers: {} }, NOW);
    await markUninstalled(database.db, 'T1', NOW);
    const rows = async () => {
      const tables = await database.db.introspection.getTables();
      const found = await Promise.all(
        tables.map(async ({ name }) =>
          JSON.stringify(
            await database.db
              .selectFrom(name as 'reviews')
              .selectAll()
              .execute(),
          ),
        ),
      );
      return found.join('\n');
    };
    expect(await rows()).toContain('"T1"');
    expect(await deleteTeam(database.db, 'T1')).toBe(101);
    const left = await rows();
    expect(left).not.toContain('"T1"');
    expect(left).not.toContain(reviewId);
    expect(left).toContain('"T2"');
  });
});
