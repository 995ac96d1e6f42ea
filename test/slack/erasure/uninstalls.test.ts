import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { listUninstalls, markUninstalled, sweepUninstalls } from '../../../src/slack/erasure/uninstalls.ts';
import { databases, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { gatherTeam, TEAM } from '../../reviews/support/team.ts';

const NOW = 1_800_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databases())('in the %s database, a team that removed the app', (kind) => {
  let database: TestDatabase;
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  beforeEach(async () => {
    lines.length = 0;
    database = await openTestDatabase(kind);
    await gatherTeam(database.db).ask('U1');
  });
  afterEach(() => database.close());

  const sweep = (isTokenAccepted: boolean, teamId = TEAM, graceDays = 30) =>
    sweepUninstalls(database.db, {
      standingOf: async (askedId) => {
        if (askedId !== teamId) return 'removed';
        return isTokenAccepted ? 'installed' : 'unknown';
      },
      graceDays,
      logger,
      now: NOW,
    });
  const reviews = async () => (await database.db.selectFrom('reviews').select('id').execute()).length;
  const marks = async () => (await listUninstalls(database.db, { graceDays: 0, now: NOW })).length;
  const actions = () => lines.map((line) => JSON.parse(line).action);

  it('is due 30 days after the removal to the millisecond, not before', async () => {
    await markUninstalled(database.db, TEAM, NOW - 30 * DAY_MS + 1);
    expect(await listUninstalls(database.db, { graceDays: 30, now: NOW })).toEqual([]);
    expect(await listUninstalls(database.db, { graceDays: 30, now: NOW + 1 })).toEqual([
      { teamId: TEAM, at: NOW - 30 * DAY_MS + 1 },
    ]);
  });

  it('keeps the date of its first event', async () => {
    expect(await markUninstalled(database.db, TEAM, NOW - 5 * DAY_MS)).toBe(true);
    expect(await markUninstalled(database.db, TEAM, NOW)).toBe(false);
    expect(await listUninstalls(database.db, { graceDays: 5, now: NOW })).toHaveLength(1);
  });

  it('is not deleted by its own bot, neither 40 days later nor without a grace period', async () => {
    await markUninstalled(database.db, TEAM, NOW - 40 * DAY_MS);
    await sweep(false);
    await sweep(false, TEAM, 0);
    expect([await reviews(), await marks(), actions()]).toEqual([1, 1, []]);
  });

  it('loses its mark once Slack accepts its token, and keeps its review', async () => {
    await markUninstalled(database.db, TEAM, NOW - 40 * DAY_MS);
    await sweep(true);
    await sweep(true);
    expect([await reviews(), await marks(), actions()]).toEqual([1, 0, ['app-reinstalled']]);
  });

  it('is deleted at the next sweep of another bot where the grace period is 0 days', async () => {
    await markUninstalled(database.db, TEAM, NOW);
    await sweep(true, 'T2', 1);
    expect(await reviews()).toBe(1);
    await sweep(true, 'T2', 0);
    expect([await reviews(), await marks(), actions()]).toEqual([0, 0, ['team-deleted']]);
  });
});
