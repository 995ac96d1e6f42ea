import { afterEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, messageSaying, postedReview } from '../support/deciding.ts';
import { inRecord } from '../support/in-record.ts';
import { openHomeOf, review, wordsOf } from '../support/journey.ts';
import { startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts';
import { ways } from '../support/ways.ts';

let both: TwoWorkspaces;
afterEach(() => both.end());

const untilLogged = (words: string) =>
  both.one.workspace.waitFor(() => both.logLines.find((line) => line.includes(words)), 20_000, `the log: ${words}`);

describe.each(ways())('over %s, with the %s database, two workspaces', (kind, database) => {
  it('install the app, and each gets its own posts with its own token, links and Home tab', async () => {
    both = await startTwoWorkspaces(kind, { database });
    const { one, two, install } = both;
    expect(await install(one.workspace)).toMatchObject({ status: 200 });
    expect((await install(two.workspace)).text).toContain(`https://app.slack.com/client/${two.workspace.teamId}`);
    expect(one.workspace.botToken).not.toBe(two.workspace.botToken);
    await Promise.all([postedReview(one), review(two, two.channel, 'churn-scores 2 MB in 300 ms steady')]);
    await messageSaying(two, 'churn-scores');
    await messageSaying(one, 'ct-scans');
    await one.ben.click(current(one), ACTIONS.accept);
    await messageSaying(one, '*Accepted*');
    const [homeOfOne, homeOfTwo] = [await openHomeOf(one, one.ada), await openHomeOf(two, two.ada)];
    expect(homeOfOne).toContain('ct-scans');
    expect(homeOfOne).toContain('https://local-workspace.slack.com/archives/');
    expect(homeOfOne).not.toContain('churn-scores');
    expect(homeOfTwo).toContain('https://second.slack.com/archives/');
    expect(homeOfTwo).not.toContain('ct-scans');
  });

  it('go on without one that removes the app, whose posts wait and whose data is marked', async () => {
    both = await startTwoWorkspaces(kind, { database });
    const { one, two, install } = both;
    await install(one.workspace);
    await install(two.workspace);
    await postedReview(one);
    await one.workspace.uninstall();
    await untilLogged('App removed from the workspace');
    const rows = await inRecord(both.config.databaseUrl, async (db) => [
      (await db.selectFrom('slack_installs').select('id').execute()).map(({ id }) => id),
      (await db.selectFrom('slack_uninstalls').select('team_id').execute()).map((row) => row.team_id),
      (await db.selectFrom('reviews').select('team_id').execute()).map((row) => row.team_id),
    ]);
    expect(rows).toEqual([[two.workspace.teamId], [one.workspace.teamId], [one.workspace.teamId]]);
    await postedReview(two);
    await one.ada.slashCommand(one.channel, 'fraud 3 MB');
    await untilLogged('the app is not installed in its workspace');
    expect(wordsOf(one.workspace.ephemerals(one.ada.id).at(-1))).toContain("isn't installed in this workspace");
    await install(one.workspace);
    await one.ben.click(current(one), ACTIONS.accept);
    await messageSaying(one, '*Accepted*');
    await both.stopBot();
    await both.startBot();
    await untilLogged('App reinstalled; nothing was deleted');
  });
});
