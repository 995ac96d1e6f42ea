import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../local-workspace/start-workspace.ts';
import { createLogger } from '../../src/logger.ts';
import type { SlackAccess } from '../../src/mcp/channels.ts';
import { createSearch } from '../../src/mcp/search.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import { createTokenCipher } from '../../src/slack/installs/encryption.ts';
import { createInstallStore, type StoredInstall } from '../../src/slack/installs/install-store.ts';
import { submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { openTestDatabase, type TestDatabase } from '../database/support/open-test-database.ts';
import { ADVISOR } from '../support/advisor.ts';
import { KEY, NEW_KEY } from '../support/two-workspaces.ts';
import { connectAssistant } from './support/assistant.ts';

describe('what assistants find of reviews', () => {
  let database: TestDatabase;
  let workspace: Workspace;
  let now = 0;
  const logLines: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line: string) => void logLines.push(line) } });
  const ends: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    now = 1_800_000_000_000;
    logLines.length = 0;
    database = await openTestDatabase();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await workspace.stop();
    await database.close();
    workspace.expectNoBreaches();
  });

  const start = async (options: WorkspaceOptions = {}) => {
    workspace = await startWorkspace(options);
  };
  const withToken = (): SlackAccess => ({ slackApiUrl: workspace.apiUrl, botToken: workspace.botToken });
  const withKeys = (...tokenKeys: string[]): SlackAccess => ({ slackApiUrl: workspace.apiUrl, tokenKeys });

  async function connect(slack: SlackAccess | null, databaseUrl = database.url, ofWorkspace?: string) {
    const search = createSearch({ databaseUrl, workspace: ofWorkspace, slack, logger, now: () => now });
    const client = await connectAssistant({ advisor: ADVISOR, search, now: () => now });
    ends.push(async () => {
      await client.close();
      await search.close();
    });
    return {
      async isOffered() {
        const { tools } = await client.listTools();
        return tools.some(({ name }) => name === 'search_reviews');
      },
      async links(): Promise<string[]> {
        const given = { name: 'search_reviews', arguments: { query: 'fraud' } };
        const { structuredContent } = await client.callTool(given);
        return (structuredContent as { reviews: { link: string }[] }).reviews.map(({ link }) => link);
      },
      async find(query = 'fraud', limit = 50): Promise<string[] | string> {
        const given = { name: 'search_reviews', arguments: { query, limit } };
        const { isError, structuredContent, content } = await client.callTool(given);
        if (isError) return String((content[0] as { text: string }).text);
        return (structuredContent as { reviews: { name: string }[] }).reviews.map(({ name }) => name);
      },
    };
  }

  async function ask(channelId: string, name = 'fraud scoring', teamId = workspace.teamId): Promise<void> {
    const workload = named(name);
    const asked = { teamId, requesterId: 'U1', channelId, workload, recommendation: recommend(workload) };
    await submitNewReview(database.db, { ...asked, isPublic: true });
  }

  const add = (name = 'ml') => workspace.addChannel({ name, kind: 'public', botIsMember: true });

  const installed = (more: Partial<StoredInstall> = {}): StoredInstall => ({
    id: workspace.teamId,
    isOrg: false,
    enterpriseId: undefined,
    botId: 'B1',
    botUserId: 'U1',
    url: 'https://acme.slack.com/',
    scopes: [],
    tokens: { botToken: workspace.botToken },
    ...more,
  });
  const install = (more: Partial<StoredInstall> = {}) =>
    createInstallStore(database.db, createTokenCipher([KEY])).save(installed(more), 1);

  it.each([
    ['is made private', (id: string) => workspace.makePrivate(id)],
    ['is archived', (id: string) => workspace.archive(id)],
    ['is deleted', (id: string) => workspace.deleteChannel(id)],
  ])('is nothing of a channel 60 s after it %s', async (_, change) => {
    await start();
    const channel = add();
    await ask(channel);
    await ask(add('other'), 'fraud elsewhere');
    const assistant = await connect(withToken());
    expect(await assistant.isOffered()).toBe(true);
    expect(await assistant.find()).toEqual(['fraud elsewhere', 'fraud scoring']);
    change(channel);
    now += 60_000;
    expect(await assistant.find()).toEqual(['fraud elsewhere']);
    expect(logLines).toEqual([]);
  });

  it('links to the channel, and to the message where the address of the workspace is stored', async () => {
    await start();
    const channel = add();
    await ask(channel);
    await database.db.updateTable('slack_posts').set({ message_ts: '1.1' }).execute();
    const assistant = await connect(withToken());
    const toChannel = `https://slack.com/app_redirect?team=${workspace.teamId}&channel=${channel}`;
    expect(await assistant.links()).toEqual([toChannel]);
    await install();
    expect(await assistant.links()).toEqual([`https://acme.slack.com/archives/${channel}/p11`]);
  });

  it('is nothing without channels:read', async () => {
    await start({ scopes: ['groups:read'] });
    await ask(add());
    expect(await (await connect(withToken())).find()).toEqual([]);
  });

  it('is nothing while Slack does not answer, which is logged once and is no error', async () => {
    await start();
    await ask(add());
    workspace.faults.next('auth.test', { kind: 'dropRequest' }, 2);
    const assistant = await connect(withToken());
    expect([await assistant.find(), await assistant.find()]).toEqual([[], []]);
    expect(logLines).toHaveLength(1);
    expect(await assistant.find()).toEqual(['fraud scoring']);
  });

  it('skips the reviews of other channels, up to 500 of them', async () => {
    await start();
    const [open, closed] = [add(), workspace.addChannel({ name: 'closed', kind: 'private', botIsMember: true })];
    await ask(open, 'fraud of old');
    for (let number = 0; number < 60; number++) await ask(closed, `fraud ${number}`);
    await ask(open, 'fraud of today');
    const assistant = await connect(withToken());
    expect(await assistant.find('fraud', 1)).toEqual(['fraud of today']);
    expect(await assistant.find('fraud', 2)).toEqual(['fraud of today', 'fraud of old']);
    expect(workspace.calls('conversations.info')).toHaveLength(2);
  });

  it('is not offered without a token', async () => {
    await start();
    await ask(add());
    const assistant = await connect(null);
    expect(await assistant.isOffered()).toBe(false);
    await expect(assistant.find()).rejects.toThrow(/search_reviews/);
  });

  it('is not offered where the database is not there yet, whatever the token, and shows no path where it is gone', async () => {
    await start();
    for (const access of [withToken(), withKeys(KEY)]) {
      const assistant = await connect(access, 'file:/nonexistent/reviews.db');
      expect(await assistant.isOffered()).toBe(false);
      await expect(assistant.find()).rejects.toThrow(/search_reviews/);
    }
    const search = createSearch({ databaseUrl: 'file:/nonexistent/reviews.db', slack: withToken(), logger });
    expect(await search.find('fraud', 5)).toEqual({
      ok: false,
      text: "The bot's database can't be opened. The server's log has the reason.",
    });
    expect(logLines.join('')).toContain('/nonexistent/');
  });

  it('is nothing with the token of another workspace, even of a channel that both share', async () => {
    await start();
    const channel = add();
    Object.assign(workspace.state.channels.get(channel) ?? {}, { teamIds: ['T0OTHER', workspace.teamId] });
    await ask(channel, 'fraud of others', 'T0OTHER');
    expect(await (await connect(withToken())).find()).toMatch(/^No bot token of this workspace/);
  });

  describe('with stored tokens', () => {
    it('is what the token of the workspace sees', async () => {
      await start();
      const channel = add();
      await ask(channel);
      await install();
      const assistant = await connect(withKeys(KEY));
      expect(await assistant.isOffered()).toBe(true);
      expect(await assistant.find()).toEqual(['fraud scoring']);
      workspace.makePrivate(channel);
      now += 60_000;
      expect(await assistant.find()).toEqual([]);
    });

    it('asks with the token of the workspace alone, of two that installed the app', async () => {
      await start();
      const second = await startWorkspace({ beside: workspace, domain: 'second' });
      await ask(add());
      const theirs = second.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
      await ask(theirs, 'fraud of the second', second.teamId);
      await install();
      await install({ id: second.teamId, tokens: { botToken: second.botToken } });
      expect(await (await connect(withKeys(KEY))).find()).toBe(
        'The database has reviews of several workspaces. Set MCP_WORKSPACE to the ID of one.',
      );
      for (const [own, other, name] of [
        [workspace, second, 'fraud scoring'],
        [second, workspace, 'fraud of the second'],
      ] as const) {
        const before = other.calls('conversations.info').length;
        expect(await (await connect(withKeys(KEY), database.url, own.teamId)).find()).toEqual([name]);
        expect(other.calls('conversations.info')).toHaveLength(before);
      }
      await second.stop();
    });

    it.each([
      ['nobody installed it', [KEY], undefined],
      ['no key decrypts it', [NEW_KEY], {}],
      ['another workspace installed it', [KEY], { id: 'T0OTHER' }],
      ['it has expired', [KEY], { tokens: { botToken: 'xoxb-old', expiresAt: 1_700_000_000_000 } }],
    ])('is not offered where %s', async (_, keys, more) => {
      await start();
      await ask(add());
      if (more !== undefined) await install(more);
      const assistant = await connect(withKeys(...keys));
      expect(await assistant.isOffered()).toBe(false);
      expect(workspace.calls('conversations.info')).toEqual([]);
    });
  });
});
