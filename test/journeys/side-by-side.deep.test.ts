import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { type RunningBot, startBot } from '../../src/start.ts';
import { makePlace } from '../database/support/open-test-database.ts';
import { wordsOf } from '../support/journey.ts';
import { openWorkspace } from '../support/workspace.ts';

const REVIEWS = 6;

describe('two bots on one PostgreSQL server', () => {
  it('share the work: no review is posted twice, and each handles what belongs to a post of the other', async ({
    onTestFinished,
  }) => {
    const bots: RunningBot[] = [];
    let turn = 0;
    // As a load balancer: the bots take turns in hearing Slack.
    const { workspace, config, removeFolder } = await openWorkspace('http', () => bots[turn % bots.length]?.port ?? 0);
    const place = await makePlace('postgres');
    onTestFinished(async () => {
      for (const bot of bots) await bot.stop();
      await workspace.stop();
      await place.remove();
      removeFolder();
    });
    const logger = createLogger({ level: 'fatal' });
    const started = await Promise.all(
      [1, 2].map(() => startBot({ ...config, databaseUrl: place.url, logLevel: 'fatal' }, logger)),
    );
    for (const one of started) {
      if (!one.ok) throw new Error(one.text);
      bots.push(one.bot);
    }
    const [ada, ben, chen] = [workspace.addUser('ada'), workspace.addUser('ben'), workspace.addUser('chen')];
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });

    for (let number = 0; number < REVIEWS; number++) {
      turn = number;
      await ada.slashCommand(channel, `scans-${number} 500 MB within 15 min 90 s per scan sporadic 200/day`);
      const form = await ada.waitForView();
      turn += 1;
      expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    }
    const messages = await workspace.waitFor(() => {
      const posted = workspace.messages(channel);
      return (
        posted.length === REVIEWS && posted.every(({ ts }) => workspace.thread(channel, ts).length === 2) && posted
      );
    }, 15_000);

    for (const [number, message] of messages.entries()) {
      // The bot that posted it heard the submission; the press is heard by the other one.
      turn = number;
      const first = ben.click(message, ACTIONS.accept);
      turn += 1;
      await Promise.all([first, chen.click(message, ACTIONS.accept)]);
    }
    await workspace.waitFor(
      () => workspace.messages(channel).every((message) => wordsOf(message).includes('*Accepted*')),
      15_000,
    );
    // One line in each thread says who won; the other one was told privately.
    await workspace.waitFor(
      () => workspace.ephemerals(chen.id).length + workspace.ephemerals(ben.id).length === REVIEWS,
      15_000,
    );
    await workspace.waitFor(() => messages.every(({ ts }) => workspace.thread(channel, ts).length === 3), 15_000);
    expect(workspace.messages(channel)).toHaveLength(REVIEWS);
    workspace.expectNoBreaches();
  }, 90_000);
});
