import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { transact } from '../../../src/database/transact.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { deleteTeam } from '../../../src/slack/erasure/uninstalls.ts';
import { submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';

const NOW = 1_800_000_000_000;

describe('in the postgres database', () => {
  const database = forEachTest(() => openTestDatabase('postgres'));

  it('a team that takes the app out while the bot posts is forgotten although the server undoes that once', async () => {
    const { db } = database;
    const workload = { ...named('ct-scans'), payloadSizeMB: 500 };
    const asked = { teamId: 'T1', requesterId: 'U1', channelId: 'C1', workload, recommendation: recommend(workload) };
    await submitNewReview(db, asked, NOW);
    let forgotten: Promise<number> | undefined;
    // As the poster does: the job first, then where its post is. The deletion takes them the other way round.
    // Which of the two the server undoes depends on when each began to wait; both are done again.
    await transact(db, async (trx) => {
      await trx.updateTable('slack_outbox').set({ state: 'done' }).execute();
      if (forgotten === undefined) {
        forgotten = deleteTeam(db, 'T1');
        forgotten.catch(() => {});
        await isWaitedForIn(db);
      }
      await trx.updateTable('slack_posts').set({ message_ts: '1.1' }).execute();
    });
    expect(await forgotten).toBe(1);
    expect(await db.selectFrom('reviews').select('id').execute()).toEqual([]);
  });

  /** Some statement waits for a lock. */
  async function isWaitedForIn(db: TestDatabase['db']): Promise<void> {
    const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const count = async () => (await waiting.execute(db)).rows.length;
    await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(0);
  }
});
