import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { createBoltLogger, createLogger } from '../../../src/logger.ts';
import { createTokenCipher } from '../../../src/slack/installs/encryption.ts';
import { createInstallStore, type InstallStore, type Tokens } from '../../../src/slack/installs/install-store.ts';
import { createSeveralWorkspaces } from '../../../src/slack/installs/several-workspaces.ts';
import type { Workspaces } from '../../../src/slack/installs/workspaces.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { KEY } from '../../support/two-workspaces.ts';

const HOUR_MS = 60 * 60 * 1000;
const app = { clientId: '1.1', clientSecret: 'a-client-secret' };

describe('a bot of several workspaces', () => {
  let database: TestDatabase;
  let store: InstallStore;
  let one: Workspace;
  let two: Workspace;
  let time: number;
  let lines: string[];

  beforeEach(async () => {
    time = Date.now();
    lines = [];
    database = await openTestDatabase();
    store = createInstallStore(database.db, createTokenCipher([KEY]));
    const oauth = { ...app, redirectUrl: () => 'http://127.0.0.1/back', tokenLifeMs: 12 * HOUR_MS };
    one = await startWorkspace({ clock: () => time, oauth });
    two = await startWorkspace({ clock: () => time, beside: one, domain: 'second' });
  });
  afterEach(async () => {
    await two.stop();
    await one.stop();
    await database.close();
  });

  /** What a process has of the bot. */
  function startProcess(): Workspaces {
    const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
    const parts = { ...app, slackApiUrl: one.apiUrl, logger, boltLogger: createBoltLogger(logger, 'error') };
    return createSeveralWorkspaces({ store, ...parts, now: () => time });
  }

  async function install(workspace: Workspace): Promise<void> {
    const page = `http://slack.test/oauth/v2/authorize?client_id=${app.clientId}&scope=chat:write`;
    const code = new URL(workspace.consent(page)).searchParams.get('code') ?? '';
    const asked = { client_id: app.clientId, client_secret: app.clientSecret, code };
    const answer = await ask<{ access_token: string; refresh_token: string; expires_in: number }>(asked);
    const { access_token: botToken, refresh_token: refreshToken, expires_in: seconds } = answer;
    await save(workspace, { botToken, refreshToken, expiresAt: time + seconds * 1000 });
  }

  async function ask<T>(fields: Record<string, string>): Promise<T> {
    const response = await fetch(`${one.apiUrl}oauth.v2.access`, { method: 'POST', body: new URLSearchParams(fields) });
    return (await response.json()) as T;
  }

  async function save({ teamId: id, state }: Workspace, tokens: Tokens): Promise<void> {
    const { botId, botUserId } = state.app;
    const own = { id, isOrg: false, enterpriseId: undefined, botId, botUserId, url: 'https://x.slack.com/' };
    await store.save({ ...own, scopes: [], tokens }, time);
  }

  const asOrg = { enterpriseId: 'E1', isEnterpriseInstall: true };

  async function saveOrg(): Promise<void> {
    const org = { id: 'E1', isOrg: true, enterpriseId: 'E1', botId: 'B1', botUserId: 'U1', scopes: [] };
    await store.save({ ...org, url: 'https://e1.slack.com/', tokens: { botToken: 'xoxb-E1' } }, time);
  }

  /** Sends a payload from the organization, with the team that Bolt reads from it. */
  const authorize = (workspaces: Workspaces, teamId: string | undefined, body: unknown) =>
    workspaces.bolt.authorize?.({ ...asOrg, teamId }, body as never);

  const refreshes = () =>
    one.calls('oauth.v2.access').filter(({ arguments: given }) => given['grant_type'] === 'refresh_token');
  const tokenIn = async (workspaces: Workspaces, { teamId }: Workspace) =>
    (await workspaces.of({ teamId }))?.interactive.token;

  it('keeps the clients of a workspace as long as its token is the same', async () => {
    await install(one);
    const workspaces = startProcess();
    const first = await workspaces.of({ teamId: one.teamId });
    expect(await workspaces.of({ teamId: one.teamId })).toBe(first);
    await install(one);
    expect(await workspaces.of({ teamId: one.teamId })).not.toBe(first);
    expect(await workspaces.of({ teamId: two.teamId })).toBeNull();
  });

  it('refreshes an expired token once, however many of 2 processes want it at the same time', async () => {
    await install(one);
    time += 12 * HOUR_MS;
    const processes = [startProcess(), startProcess()];
    const tokens = await Promise.all([...processes, ...processes, ...processes].map((each) => tokenIn(each, one)));
    expect(refreshes()).toHaveLength(1);
    expect(new Set(tokens)).toEqual(new Set([one.botToken]));
    expect(await processes[0]?.standingOf(one.teamId)).toBe('installed');
  });

  it('refreshes 2 hours before the end, uses the old token meanwhile, and needs no interaction for it', async () => {
    await install(one);
    const old = one.botToken;
    const workspaces = startProcess();
    time += 10 * HOUR_MS - 1000;
    expect(await tokenIn(workspaces, one)).toBe(old);
    await workspaces.maintain();
    expect(refreshes()).toHaveLength(0);
    time += 1001;
    expect(await tokenIn(workspaces, one)).toBe(old);
    await one.waitFor(() => refreshes().length === 1);
    await expect.poll(() => tokenIn(workspaces, one)).toBe(one.botToken);
    time += 10 * HOUR_MS + 1;
    await workspaces.maintain();
    await one.waitFor(() => refreshes().length === 2);
  });

  it('serves the other workspace while one cannot be refreshed, and asks again after 30 s', async () => {
    await install(one);
    await install(two);
    const { refreshToken } = (await store.get(one.teamId))?.tokens ?? {};
    await ask({
      client_id: '1.1',
      client_secret: app.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken ?? '',
    });
    time += 12 * HOUR_MS;
    const workspaces = startProcess();
    expect(await workspaces.of({ teamId: one.teamId })).toBeNull();
    expect(await workspaces.standingOf(one.teamId)).toBe('unknown');
    expect(await tokenIn(workspaces, two)).toBe(two.botToken);
    const failures = () => lines.filter((line) => line.includes('Could not refresh the token of an installation'));
    expect(failures()).toHaveLength(1);
    time += 30_000;
    expect(await workspaces.of({ teamId: one.teamId })).toBeNull();
    expect(failures()).toHaveLength(2);
  });

  it('tells one that removed the app from one that Slack cannot be asked about', async () => {
    await install(one);
    await install(two);
    const workspaces = startProcess();
    two.state.isInstalled = false;
    one.faults.next('auth.test', { kind: 'dropRequest' });
    const standings = [one.teamId, two.teamId, 'T0NOBODY'].map((teamId) => workspaces.standingOf(teamId));
    expect(await Promise.all(standings)).toEqual(['unknown', 'removed', 'removed']);
    expect(await workspaces.standingOf(one.teamId)).toBe('installed');
  });

  it('logs once that Slack refuses the token of a workspace, and says what to do', async () => {
    await install(one);
    const workspace = await startProcess().of({ teamId: one.teamId });
    one.state.isInstalled = false;
    const post = () => workspace?.posting.chat.postMessage({ channel: 'C1', text: 'x' }).catch(() => {});
    await Promise.all([post(), post()]);
    await one.waitFor(() => one.calls('auth.test').length > 0);
    await post();
    const said = () => lines.filter((line) => line.includes('Slack refused the token of a workspace'));
    await one.waitFor(() => said().length > 0);
    expect(said()).toEqual([expect.stringContaining('install the app there again')]);
  });

  it.each([
    ['a press', 'T1', { team: null, user: { team_id: 'T1' } }],
    ['a form', 'E1', { team: { id: 'T1' }, user: { team_id: 'T1' } }],
    ['a form, by the workspace of its view', 'T1', { team: { id: 'T1', enterprise_id: 'E2' } }],
    ['an event', 'T1', { team_id: 'T1', authorizations: [{ enterprise_id: 'E2', team_id: 'T1' }] }],
  ])(
    'takes nobody from elsewhere for a workspace of an organization, by %s in its channel',
    async (_, teamId, body) => {
      await saveOrg();
      const workspaces = startProcess();
      expect(await authorize(workspaces, teamId, body)).toMatchObject({ teamId: 'E1', botId: 'B1' });
      expect(await workspaces.of({ teamId: 'T1' })).toBeNull();
      expect(await store.teamsOf('E1')).toEqual([]);
    },
  );

  it.each([
    ['a command', 'T1', { team_id: 'T1', enterprise_id: 'E1' }],
    ['a press', 'T1', { team: { id: 'T1', enterprise_id: 'E1' } }],
    ['an event', 'T1', { team_id: 'T2', authorizations: [{ enterprise_id: 'E1', team_id: 'T1' }] }],
    ['an event of the whole organization', 'T1', { team_id: 'T1', enterprise_id: 'E1', authorizations: [] }],
  ])('learns by %s which workspace is of an organization, and then takes its presses', async (_, teamId, body) => {
    await saveOrg();
    const workspaces = startProcess();
    expect(await authorize(workspaces, teamId, body)).toMatchObject({ teamId: 'T1' });
    expect((await workspaces.of({ teamId: 'T1' }))?.posting.token).toBe('xoxb-E1');
    const press = { team: null, user: { team_id: 'T1' } };
    for (const read of ['T1', 'E1', undefined])
      expect(await authorize(workspaces, read, press)).toMatchObject({ teamId: 'T1' });
  });
});
