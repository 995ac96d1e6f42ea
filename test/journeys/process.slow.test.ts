import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Workspace } from '../../local-workspace/start-workspace.ts';
import type { Config } from '../../src/config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { PostingDatabase } from '../../src/slack/tables.ts';
import { ALL_MIGRATIONS } from '../database/support/all-migrations.ts';
import { type BotProcess, environmentOf, startBotProcess } from '../support/bot-process.ts';
import { freePort } from '../support/free-port.ts';
import { CT_SCANS, expectNoSecrets, wordsOf } from '../support/journey.ts';
import { CONNECTIONS, type ConnectionKind, openWorkspace } from '../support/workspace.ts';

type AtEnd = TestContext['onTestFinished'];

/** A workspace, and a way to start the bot's real process in it. All is ended with the test, however it ends. */
async function openForProcesses(kind: ConnectionKind, atEnd: AtEnd) {
  const port = await freePort();
  const opened = await openWorkspace(kind, () => port);
  const { workspace, config, folder, removeFolder } = opened;
  const bots: BotProcess[] = [];
  atEnd(async () => {
    for (const { process, ended } of bots) {
      process.kill('SIGKILL');
      await ended;
    }
    await workspace.stop();
    removeFolder();
    for (const { output } of bots) expectNoSecrets([output()], config);
  });
  const start = (changed: Record<string, string> = {}): BotProcess =>
    startWith({ ...environmentOf(config, port), ...changed });
  const startWith = (environment: Record<string, string>): BotProcess => {
    const bot = startBotProcess(environment, folder);
    bots.push(bot);
    return bot;
  };
  const ada = workspace.addUser('ada');
  const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  return { workspace, config, port, start, startWith, ada, channel };
}

describe.each(CONNECTIONS)('over %s, the process', (kind) => {
  it('ends at SIGTERM with code 0 and nothing left to do, and GET /healthz and /readyz answered until then', async ({
    onTestFinished,
  }) => {
    const { port, start } = await openForProcesses(kind, onTestFinished);
    const bot = start();
    await bot.running();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(bot.output()).not.toContain('Not everything was finished');
  });

  it('ends with code 1 and one line where HOST is not an address of this machine', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ HOST: '203.0.113.9', LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('HOST is not an address of this machine');
  });

  it('warns of a misspelled setting when it starts', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ LOGLEVEL: 'debug', HOST: '127.0.0.1' });
    await bot.running();
    expect(bot.output()).toContain('LOGLEVEL: This is not a setting. Did you mean LOG_LEVEL?');
  });

  it('finishes at SIGTERM the post that Slack is slow to take', async ({ onTestFinished }) => {
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

  it('ends with code 1 and one line where the bot token is wrong', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
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

  it('ends with code 1 and one line where a newer version has migrated the database', async ({ onTestFinished }) => {
    const { config, start } = await openForProcesses(kind, onTestFinished);
    const opened = await openDatabase(config.databaseUrl);
    if (!opened.ok) throw new Error(opened.text);
    await migrate(opened.db, [...ALL_MIGRATIONS, [{ name: 'add-later', up: async () => {} }]]);
    await opened.close();
    const bot = start();
    expect(await bot.ended).toBe(1);
    const lines = bot
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.includes('"level":"debug"'));
    expect(lines).toEqual([
      expect.stringMatching(/newer than this version, which does not know migration add-later\. Start/),
    ]);
    expect(bot.output()).not.toContain('    at ');
  });

  it('ends with code 1 and one line where Slack cannot be reached', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`, LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('Check the network');
  });

  it('is killed between storing and posting, and after the restart the review is posted once', async ({
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

// Those that wait for Slack wait together.
describe('the process', () => {
  it.concurrent('answers again after Slack has refreshed the connection', async ({ onTestFinished }) => {
    const { workspace, start, ada } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start();
    await bot.running();
    const opened = () =>
      workspace.eventLog.filter(
        ({ kind, ...entry }) => kind === 'connection' && 'change' in entry && entry.change === 'opened',
      );
    workspace.recycle();
    await workspace.waitFor(() => opened().length === 2 && workspace.openConnections() === 1);
    await ada.slashCommand(workspace.directMessage(ada.id), CT_SCANS);
    await ada.waitForView();
  });

  it.concurrent('goes on where Slack refuses the app-level token for a moment while it runs', async ({
    onTestFinished,
  }) => {
    const { workspace, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start({ LOG_LEVEL: 'info', SOCKET_SECONDS_APART: '0.3' });
    await bot.running();
    await workspace.waitFor(() => workspace.openConnections() === 2);
    workspace.faults.next('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
    workspace.recycle({ which: 'oldest' });
    await workspace.waitFor(() => bot.output().includes('1 of 2 are there'));
    expect(bot.output()).toContain('invalid_auth');
    await ada.slashCommand(channel, CT_SCANS);
    await ada.waitForView();
    await workspace.waitFor(() => workspace.calls('apps.connections.open').length === 4, 10_000);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });

  it.concurrent('ends with code 1 and a clear line where the token is revoked while it runs', async ({
    onTestFinished,
  }) => {
    const { workspace, start } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start({ LOG_LEVEL: 'info' });
    await bot.running();
    workspace.faults.next('apps.connections.open', { kind: 'error', error: 'account_inactive' }, 2);
    workspace.recycle();
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n').at(-1)).toContain('no longer valid (account_inactive)');
    expect(bot.output()).not.toContain('    at ');
  });

  it.concurrent('does the same where the bot token is revoked, which it sees at the next call', async ({
    onTestFinished,
  }) => {
    const { workspace, start, ada, channel } = await openForProcesses('http', onTestFinished);
    const bot = start({ LOG_LEVEL: 'info' });
    await bot.running();
    workspace.faults.next('views.open', { kind: 'error', error: 'token_revoked' });
    workspace.faults.next('auth.test', { kind: 'error', error: 'token_revoked' });
    await ada.slashCommand(channel, CT_SCANS);
    expect(await bot.ended).toBe(1);
    // The reason first; what was in hand may still have something to say.
    expect(bot.output()).toMatch(/"level":"fatal".*no longer valid \(token_revoked\)/);
  });

  it.concurrent.for([
    ['tokens_revoked', { tokens: { oauth: [], bot: ['U1'] } }],
    ['app_uninstalled', {}],
  ] as const)(
    'does the same at once where Slack sends %s, though nobody asks for anything',
    async ([type, rest], { onTestFinished }) => {
      const { workspace, port, start } = await openForProcesses('http', onTestFinished);
      const bot = start({ LOG_LEVEL: 'info' });
      await bot.running();
      workspace.state.app.botToken = 'xoxb-another';
      expect(await sendEvent(workspace, port, { type, ...rest })).toBe(200);
      expect(await bot.ended).toBe(1);
      expect(bot.output().trim().split('\n').at(-1)).toContain('Slack does not know this token (invalid_auth)');
      expect(bot.output().includes('"action":"app-uninstalled"')).toBe(type === 'app_uninstalled');
    },
  );

  it.concurrent('says why it ends before it waits for what is in hand', async ({ onTestFinished }) => {
    const { workspace, port, start, ada, channel } = await openForProcesses('http', onTestFinished);
    const bot = start({ LOG_LEVEL: 'info' });
    await bot.running();
    workspace.faults.next('views.open', { kind: 'slow', ms: 2400 });
    await ada.slashCommand(channel, CT_SCANS);
    workspace.state.app.botToken = 'xoxb-another';
    await sendEvent(workspace, port, { type: 'tokens_revoked', tokens: { bot: ['U1'] } });
    expect(await bot.ended).toBe(1);
    const [why, left] = ['Slack does not know this token', 'Not everything was finished'].map((words) =>
      bot.output().indexOf(words),
    );
    expect(why).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(Number(why));
  });

  it.concurrent('goes on where Slack sends tokens_revoked and the token is good', async ({ onTestFinished }) => {
    const { workspace, port, start, ada, channel } = await openForProcesses('http', onTestFinished);
    const bot = start();
    await bot.running();
    expect(await sendEvent(workspace, port, { type: 'tokens_revoked', tokens: { bot: ['U1'] } })).toBe(200);
    await workspace.waitFor(() => workspace.calls('auth.test')[1]);
    await ada.slashCommand(channel, CT_SCANS);
    await ada.waitForView();
  });

  it.concurrent('is killed while Slack takes the post, and after the restart the requester is asked, nothing posted twice', async ({
    onTestFinished,
  }) => {
    const { workspace, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start();
    await bot.running();
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 5000 });
    await ada.submit(form.id);
    await workspace.waitFor(() => workspace.messages(channel)[0]);
    bot.process.kill('SIGKILL');
    await bot.ended;

    const again = start();
    await again.running();
    const asked = await workspace.waitFor(() => workspace.ephemerals(ada.id).at(-1), 40_000);
    expect(wordsOf(asked)).toContain('did not confirm');
    expect(workspace.messages(channel)).toHaveLength(1);
  }, 60_000);

  it('ends at once at the second signal', async ({ onTestFinished }) => {
    const { workspace, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start();
    await bot.running();
    workspace.faults.next('views.open', { kind: 'slow', ms: 2400 });
    await ada.slashCommand(channel, CT_SCANS);
    bot.process.kill('SIGINT');
    await workspace.waitFor(() => bot.output().includes('finishing what is in hand'));
    bot.process.kill('SIGINT');
    expect(await bot.ended).toBe(1);
  });

  it('ends with code 1 and every fault of the environment, each with where to find the value', async ({
    onTestFinished,
  }) => {
    const { startWith } = await openForProcesses('socket-mode', onTestFinished);
    const bot = startWith({ PORT: 'x', DATABASE_URL: 'postgres://db' });
    expect(await bot.ended).toBe(1);
    const lines = bot.output().trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(bot.output()).toContain('Bot User OAuth Token');
  });

  it('ends with code 1 and one line where the app-level token is wrong', async ({ onTestFinished }) => {
    const { start } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start({ SLACK_APP_TOKEN: 'xapp-wrong', LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('SLACK_APP_TOKEN from Basic Information');
  });

  it('ends with code 1 and one line where the database file cannot be used', async ({ onTestFinished }) => {
    const { start } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start({ DATABASE_URL: 'file:/dev/null/reviews.db', LOG_LEVEL: 'info' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('cannot be used');
  });
});

/** An event as Slack signs it; the status of the answer. */
async function sendEvent({ teamId, signingSecret }: Workspace, port: number, event: object): Promise<number> {
  const authorizations = [{ team_id: teamId, enterprise_id: null, user_id: 'U1', is_bot: true }];
  const about = { type: 'event_callback', team_id: teamId, event_id: 'Ev1', event_time: 1, authorizations };
  const body = JSON.stringify({ ...about, event });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return (await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body })).status;
}

/** Until the post that Slack refused for now is back in the outbox. */
async function waitUntilPutBack({ databaseUrl }: Config): Promise<void> {
  const opened = await openDatabase<PostingDatabase>(databaseUrl);
  if (!opened.ok) throw new Error(opened.text);
  const putBack = opened.db
    .selectFrom('slack_outbox')
    .select('id')
    .where('state', '=', 'pending')
    .where('last_error', 'is not', null);
  let looks = 0;
  while ((await putBack.execute()).length === 0 && looks++ < 500) await sleep(20);
  await opened.close();
}
