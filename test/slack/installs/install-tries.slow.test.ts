import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInstallTries, type InstallTries } from '../../../src/slack/installs/install-tries.ts';
import { databases, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';

const NOW = 1_800_000_000_000;
const MINUTE_MS = 60_000;

describe.each(databases())('in the %s database, installations that come back from Slack', (kind) => {
  let database: TestDatabase;
  let processes: [InstallTries, InstallTries];
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    processes = [createInstallTries(database.db), createInstallTries(database.db)];
  });
  afterEach(() => database.close());

  /** Each through the other process than the one before, all at the same time. */
  const startAll = (states: readonly string[], now = NOW) =>
    Promise.all(states.map((state, at) => processes[at % 2 === 0 ? 0 : 1].start(state, now)));
  const states = (count: number, prefix = 'state') => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

  it('are tried by one of 20 with the same state, however many come at once', async () => {
    const starts = await startAll(Array.from({ length: 20 }, () => 'one'));
    expect(starts.filter((start) => start === 'first')).toHaveLength(1);
    expect(starts.filter((start) => start === 'used')).toHaveLength(19);
    expect(await processes[0].wasUsed('one')).toBe(true);
    expect(await processes[0].wasUsed('another')).toBe(false);
  });

  it('are tried at most 10 of 40 at once, and exactly 10 one by one, within 10 minutes', async () => {
    const atOnce = await startAll(states(40));
    expect(atOnce.filter((start) => start === 'first').length).toBeLessThanOrEqual(10);
    expect(new Set(atOnce)).not.toContain('used');
    const later = NOW + 10 * MINUTE_MS;
    const oneByOne: string[] = [];
    for (const state of states(12, 'next')) oneByOne.push(await processes[0].start(state, later));
    expect(oneByOne).toEqual([...Array.from({ length: 10 }, () => 'first'), 'too-many', 'too-many']);
    expect(await processes[0].start('last', later + 10 * MINUTE_MS - 1)).toBe('too-many');
    expect(await processes[0].start('last', later + 10 * MINUTE_MS)).toBe('first');
  });

  it('that Slack accepted leave room for others, and their state stays used', async () => {
    for (const state of states(30)) {
      expect(await processes[0].start(state, NOW)).toBe('first');
      await processes[1].accept(state);
    }
    expect(await processes[1].start('state-0', NOW + 10 * MINUTE_MS)).toBe('used');
  });

  it('are forgotten after 20 minutes, and those that were not tried at once: the table stays small', async () => {
    await startAll(states(40));
    const rows = () => database.db.selectFrom('slack_install_tries').selectAll().execute();
    expect((await rows()).length).toBeLessThanOrEqual(10);
    await processes[0].start('later', NOW + 20 * MINUTE_MS);
    expect(await rows()).toEqual([
      {
        state_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        tried_at: NOW + 20 * MINUTE_MS,
        is_accepted: 0,
      },
    ]);
  });
});
