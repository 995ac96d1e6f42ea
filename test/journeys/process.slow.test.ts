import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/settings/config.ts';
import { ageClaims } from '../support/age-claims.ts';
import { read } from '../support/documents.ts';
import { inRecord } from '../support/in-record.ts';
import { CT_SCANS, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';
import { openForProcesses } from './support/open-for-processes.ts';

const { version } = JSON.parse(read('package.json'));

describe.each(connections())('over %s, the process', (kind) => {
  it.concurrent('has answered examples before it runs, ends at SIGTERM with code 0 and nothing left to do, and GET /healthz and /readyz answered until then', async ({
    onTestFinished,
  }) => {
    const { port, start } = await openForProcesses(kind, onTestFinished);
    const bot = start();
    await bot.running();
    expect(bot.output()).toMatch(/Answered examples.*[\s\S]+The bot is running/);
    expect(bot.output()).toContain(`"version":"${version}"`);
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe(`ok ${version}\n`);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(bot.output()).not.toContain('Stopped with work unfinished');
  });

  it.concurrent('warns of a misspelled setting when it starts', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ LOGLEVEL: 'debug', HOST: '127.0.0.1' });
    await bot.running();
    expect(bot.output()).toContain('LOGLEVEL: Unknown setting. Did you mean LOG_LEVEL?');
  });

  it.concurrent('finishes at SIGTERM the post that Slack is slow to take', async ({ onTestFinished }) => {
    const { workspace, start, ada, channel } = await openForProcesses(kind, onTestFinished);
    const bot = start();
    await bot.running();
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 500 });
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    await ada.submit(form.id);
    await workspace.waitFor(() => workspace.messages(channel)[0]);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    const again = start();
    await again.running();
    const [message] = workspace.messages(channel);
    await workspace.waitFor(() => workspace.thread(channel, message?.ts ?? '')[1]);
    expect(workspace.messages(channel)).toHaveLength(1);
    expect(workspace.ephemerals(ada.id)).toEqual([]);
    workspace.expectNoBreaches();
  });

  it.concurrent('is killed between storing and posting, and after the restart the review is posted once', async ({
    onTestFinished,
  }) => {
    const { workspace, config, start, ada, channel } = await openForProcesses(kind, onTestFinished);
    const bot = start();
    await bot.running();
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 2 });
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    await waitUntilPutBack(config);
    bot.process.kill('SIGKILL');
    await bot.ended;
    expect(workspace.messages(channel)).toEqual([]);

    await start().running();
    await workspace.waitFor(() => workspace.messages(channel)[0], 10_000);
    expect(workspace.messages(channel)).toHaveLength(1);
  });
});

describe('the process', () => {
  it.concurrent('is killed while Slack takes the post, and after the restart the requester is asked, nothing posted twice', async ({
    onTestFinished,
  }) => {
    const { workspace, config, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start();
    await bot.running();
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 5000 });
    await ada.submit(form.id);
    await workspace.waitFor(() => workspace.messages(channel)[0]);
    bot.process.kill('SIGKILL');
    await bot.ended;
    await ageClaims(config.databaseUrl);

    const again = start();
    await again.running();
    const asked = await workspace.waitFor(() => workspace.ephemerals(ada.id).at(-1), 40_000);
    expect(wordsOf(asked)).toContain("couldn't confirm");
    expect(workspace.messages(channel)).toHaveLength(1);
  }, 60_000);

  it('ends at once at the second signal', async ({ onTestFinished }) => {
    const { workspace, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start();
    await bot.running();
    workspace.faults.next('views.open', { kind: 'slow', ms: 2400 });
    await ada.slashCommand(channel, CT_SCANS);
    bot.process.kill('SIGINT');
    await workspace.waitFor(() => bot.output().includes(': stopping'));
    bot.process.kill('SIGINT');
    expect(await bot.ended).toBe(1);
  });
});

/** Until the post that Slack refused for now is back in the outbox. */
async function waitUntilPutBack({ databaseUrl }: Config): Promise<void> {
  await inRecord(databaseUrl, async (db) => {
    const putBack = db
      .selectFrom('slack_outbox')
      .select('id')
      .where('state', '=', 'pending')
      .where('last_error', 'is not', null);
    let looks = 0;
    while ((await putBack.execute()).length === 0 && looks++ < 500) await sleep(20);
  });
}
