import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { PostingDatabase } from '../../src/slack/posting/tables.ts';
import { type BotProcess, environmentOf, freePort, startBotProcess } from '../support/bot-process.ts';
import { CT_SCANS, expectNoSecrets, wordsOf } from '../support/journey.ts';
import { CONNECTIONS, openWorkspace } from '../support/workspace.ts';

describe.each(CONNECTIONS)('over %s, the process', (kind) => {
  let opened: Awaited<ReturnType<typeof openWorkspace>>;
  let port: number;
  let processes: BotProcess[];

  beforeEach(async () => {
    port = await freePort();
    processes = [];
    opened = await openWorkspace(kind, () => port);
  });
  afterEach(async () => {
    for (const { process, ended } of processes) {
      process.kill('SIGKILL');
      await ended;
    }
    await opened.workspace.stop();
    opened.removeFolder();
    for (const { output } of processes) expectNoSecrets([output()], opened.config);
  });

  function start(changed: Record<string, string> = {}): BotProcess {
    const bot = startBotProcess({ ...environmentOf(opened.config, port), ...changed }, opened.folder);
    processes.push(bot);
    return bot;
  }

  it('ends at SIGTERM with code 0 within 5 s, and GET /healthz answered until then', async () => {
    const bot = start();
    await bot.running();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const before = Date.now();
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it('finishes at SIGTERM the post that Slack is slow to take', async () => {
    const { workspace } = opened;
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
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

  it('ends with code 1 and one line where the bot token is wrong', async () => {
    const bot = start({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(await bot.ended).toBe(1);
    const lines = bot
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.includes('"level":"debug"'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('OAuth & Permissions → Bot User OAuth Token');
    expect(bot.output()).not.toContain('    at ');
  });

  it('ends with code 1 and one line where Slack cannot be reached', async () => {
    const bot = start({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`, LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('Check the network');
  });

  it('is killed between storing and posting, and after the restart the review is posted once', async () => {
    const { workspace } = opened;
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const bot = start();
    await bot.running();
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 2 });
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    await waitUntilPutBack(opened.config);
    bot.process.kill('SIGKILL');
    await bot.ended;
    expect(workspace.messages(channel)).toEqual([]);

    await start().running();
    await workspace.waitFor(() => workspace.messages(channel)[0], 10_000);
    expect(workspace.messages(channel)).toHaveLength(1);
  });
});

// Those that wait for Slack wait together.
describe('the process', () => {
  it.concurrent('answers again after Slack has refreshed the connection', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const { workspace } = opened;
    const ada = workspace.addUser('ada');
    const bot = startBotProcess(environmentOf(opened.config, 0), opened.folder);
    await bot.running();
    workspace.recycle();
    await workspace.waitFor(() => workspace.openConnections() === 0);
    await workspace.waitFor(() => workspace.openConnections() === 1, 10_000);
    await ada.slashCommand(workspace.directMessage(ada.id), CT_SCANS);
    await ada.waitForView();
    bot.process.kill('SIGKILL');
    await bot.ended;
    await workspace.stop();
    opened.removeFolder();
  });

  it.concurrent('ends with code 1 and a clear line where the token is revoked while it runs', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const { workspace } = opened;
    const bot = startBotProcess({ ...environmentOf(opened.config, 0), LOG_LEVEL: 'info' }, opened.folder);
    await bot.running();
    workspace.faults.next('apps.connections.open', { kind: 'error', error: 'account_inactive' });
    workspace.recycle();
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n').at(-1)).toContain('no longer valid (account_inactive)');
    expect(bot.output()).not.toContain('    at ');
    await workspace.stop();
    opened.removeFolder();
  });

  it.concurrent('is killed while Slack takes the post, and after the restart the requester is asked, nothing posted twice', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const { workspace } = opened;
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const environment = environmentOf(opened.config, 0);
    const bot = startBotProcess(environment, opened.folder);
    await bot.running();
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 5000 });
    await ada.submit(form.id);
    await workspace.waitFor(() => workspace.messages(channel)[0]);
    bot.process.kill('SIGKILL');
    await bot.ended;

    const again = startBotProcess(environment, opened.folder);
    await again.running();
    const asked = await workspace.waitFor(() => workspace.ephemerals(ada.id).at(-1), 40_000);
    expect(wordsOf(asked)).toContain('did not confirm');
    expect(workspace.messages(channel)).toHaveLength(1);
    again.process.kill('SIGKILL');
    await again.ended;
    await workspace.stop();
    opened.removeFolder();
  }, 60_000);

  it('ends at once at the second signal', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const { workspace } = opened;
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const bot = startBotProcess(environmentOf(opened.config, 0), opened.folder);
    await bot.running();
    workspace.faults.next('views.open', { kind: 'slow', ms: 2400 });
    await ada.slashCommand(channel, CT_SCANS);
    bot.process.kill('SIGINT');
    await workspace.waitFor(() => bot.output().includes('finishing what is in hand'));
    bot.process.kill('SIGINT');
    expect(await bot.ended).toBe(1);
    await workspace.stop();
    opened.removeFolder();
  });

  it('ends with code 1 and every fault of the environment, each with where to find the value', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const bot = startBotProcess({ PORT: 'x', DATABASE_URL: 'postgres://db' }, opened.folder);
    expect(await bot.ended).toBe(1);
    const lines = bot.output().trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(bot.output()).toContain('Bot User OAuth Token');
    await opened.workspace.stop();
    opened.removeFolder();
  });

  it('ends with code 1 and one line where the app-level token is wrong', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const environment = { ...environmentOf(opened.config, 0), SLACK_APP_TOKEN: 'xapp-wrong', LOG_LEVEL: 'info' };
    const bot = startBotProcess(environment, opened.folder);
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('SLACK_APP_TOKEN from Basic Information');
    await opened.workspace.stop();
    opened.removeFolder();
  });

  it('ends with code 1 and one line where the database file cannot be used', async () => {
    const opened = await openWorkspace('socket-mode', () => 0);
    const environment = {
      ...environmentOf(opened.config, 0),
      DATABASE_URL: 'file:/dev/null/reviews.db',
      LOG_LEVEL: 'info',
    };
    const bot = startBotProcess(environment, opened.folder);
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('cannot be used');
    await opened.workspace.stop();
    opened.removeFolder();
  });
});

/** Until the post that Slack refused for now is back in the outbox. */
async function waitUntilPutBack({ databaseUrl }: Config): Promise<void> {
  const opened = await openDatabase<PostingDatabase>(databaseUrl);
  if (!opened.ok) throw new Error(opened.text);
  const putBack = opened.db
    .selectFrom('slack_outbox')
    .select('id')
    .where('state', '=', 'pending')
    .where('last_error', 'is not', null);
  while ((await putBack.execute()).length === 0) await sleep(20);
  await opened.close();
}
