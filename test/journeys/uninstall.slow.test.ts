import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, messageSaying, postedReview } from '../support/deciding.ts';
import { inRecord } from '../support/in-record.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(ways())('over %s, with the %s database, the removal of the app', (kind, database) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
    await postedReview(journey);
  });
  afterEach(async () => {
    vi.useRealTimers();
    journey.workspace.reinstall();
    await journey.end();
  });

  const audited = () =>
    journey.logLines
      .map((line) => JSON.parse(line) as { audit?: boolean; action?: string; teamId?: string; reviews?: number })
      .filter((line) => line.audit === true && /^(?:app|team)-/.test(line.action ?? ''));
  const untilAudited = (action: string) =>
    journey.workspace.waitFor(() => audited().find((line) => line.action === action));
  const untilLogged = (words: string) =>
    journey.workspace.waitFor(() => journey.logLines.some((line) => line.includes(words)));

  const teamsIn = (table: 'slack_uninstalls' | 'reviews') =>
    inRecord(journey.config.databaseUrl, async (db) =>
      (await db.selectFrom(table).select('team_id').execute()).map((row) => row.team_id),
    );
  const marked = () => teamsIn('slack_uninstalls');
  const teamsWithReviews = () => teamsIn('reviews');
  const later = (days: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * DAY_MS });
  };

  it('changes nothing while Slack still accepts the token: the event is old or forged', async () => {
    const { workspace, ben } = journey;
    await workspace.uninstall({ tokenWorks: true });
    await untilLogged('Ignoring app_uninstalled: Slack still accepts the token');
    expect(audited()).toEqual([]);
    expect(await marked()).toEqual([]);
    await ben.click(current(journey), ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
  });

  it('marks the team once the token is refused, and deletes nothing', async () => {
    const { workspace } = journey;
    await workspace.uninstall();
    expect(await untilAudited('app-uninstalled')).toMatchObject({ actor: 'bot', teamId: workspace.teamId });
    await workspace.redeliverEvent();
    expect(audited()).toHaveLength(1);
    expect(await marked()).toEqual([workspace.teamId]);
    expect(await teamsWithReviews()).toEqual([workspace.teamId]);
  });

  it('marks the team also while Slack cannot be reached, and the next start with a good token unmarks it', async () => {
    const { workspace } = journey;
    for (let tries = 0; tries < 2; tries++) workspace.faults.next('auth.test', { kind: 'dropRequest' });
    await workspace.uninstall({ tokenWorks: true });
    await untilAudited('app-uninstalled');
    expect(await teamsWithReviews()).toEqual([workspace.teamId]);
    await journey.stopBot();
    workspace.faults.clear();
    await journey.startBot();
    await untilAudited('app-reinstalled');
    expect(await marked()).toEqual([]);
  });

  it('is undone by an installation 29 days later: everything is there again, and stays after the 30 days', async () => {
    const { workspace, ben } = journey;
    await workspace.uninstall();
    await untilAudited('app-uninstalled');
    await journey.stopBot();
    later(29);
    await expect(journey.startBot()).rejects.toThrow('The token is no longer valid (account_inactive)');
    workspace.reinstall();
    await journey.startBot();
    expect(await untilAudited('app-reinstalled')).toMatchObject({ teamId: workspace.teamId });
    await journey.stopBot();
    later(2);
    await journey.startBot();
    await ben.click(current(journey), ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    expect(audited().map(({ action }) => action)).toEqual(['app-uninstalled', 'app-reinstalled']);
  });

  it('is final at a start 30 days later, though that start itself is refused', async () => {
    const { workspace } = journey;
    await workspace.uninstall();
    await untilAudited('app-uninstalled');
    await journey.stopBot();
    later(30);
    await expect(journey.startBot()).rejects.toThrow('account_inactive');
    expect(await untilAudited('team-deleted')).toMatchObject({ actor: 'bot', teamId: workspace.teamId, reviews: 1 });
    expect(await teamsWithReviews()).toEqual([]);
    expect(await marked()).toEqual([]);
  });
});
