import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../local-workspace/start-workspace.ts';
import { CT_SCANS } from '../support/journey.ts';
import { postSigned } from '../support/signed-request.ts';
import { openForProcesses } from './support/open-for-processes.ts';

describe('a process whose connection or token ends while it runs', () => {
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
    const granted = { connectionSeconds: 0.6 };
    const { workspace, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished, granted);
    const bot = start({ LOG_LEVEL: 'info' });
    await bot.running();
    await workspace.waitFor(() => workspace.openConnections() === 2);
    workspace.faults.next('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
    workspace.recycle({ which: 'oldest' });
    await workspace.waitFor(() => bot.output().includes('1 of 2 open'));
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
    // The reason first. What was in progress may still log something.
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

  it.concurrent('says why it ends before it waits for what is in progress', async ({ onTestFinished }) => {
    const { workspace, port, start, ada, channel } = await openForProcesses('http', onTestFinished);
    const bot = start({ LOG_LEVEL: 'info' });
    await bot.running();
    workspace.faults.next('views.open', { kind: 'slow', ms: 2400 });
    await ada.slashCommand(channel, CT_SCANS);
    workspace.state.app.botToken = 'xoxb-another';
    await sendEvent(workspace, port, { type: 'tokens_revoked', tokens: { bot: ['U1'] } });
    expect(await bot.ended).toBe(1);
    const [why, left] = ['Slack does not know this token', 'Stopped with work unfinished'].map((words) =>
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
});

/** An event as Slack signs it; the status of the answer. */
async function sendEvent({ teamId, signingSecret }: Workspace, port: number, event: object): Promise<number> {
  const authorizations = [{ team_id: teamId, enterprise_id: null, user_id: 'U1', is_bot: true }];
  const about = { type: 'event_callback', team_id: teamId, event_id: 'Ev1', event_time: 1, authorizations };
  const body = JSON.stringify({ ...about, event });
  return postSigned(port, body, { secret: signingSecret, headers: { 'content-type': 'application/json' } });
}
