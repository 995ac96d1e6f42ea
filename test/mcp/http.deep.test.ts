import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { createLogger } from '../../src/logger.ts';
import { createSearch } from '../../src/mcp/search.ts';
import { createServerFactory } from '../../src/mcp/server.ts';
import { databases, openTestDatabase, type TestDatabase } from '../database/support/open-test-database.ts';
import { gatherTeam, START } from '../reviews/support/team.ts';
import { ADVISOR } from '../support/advisor.ts';
import { connectOverHttp, serveTools, TOKEN } from './support/assistant.ts';

describe.each(databases())('assistants over HTTP, with the %s database', (kind) => {
  let database: TestDatabase;
  let served: Awaited<ReturnType<typeof serveTools>>;
  let end: () => Promise<void>;
  let slack: Workspace;
  let clock = START;

  beforeEach(async () => {
    database = await openTestDatabase(kind);
    slack = await startWorkspace();
    const logger = createLogger({ level: 'fatal' });
    const access = { slackApiUrl: slack.apiUrl, botToken: slack.botToken };
    const search = createSearch({ databaseUrl: database.url, slack: access, logger, now: () => clock });
    clock = START;
    const factory = createServerFactory('0.0.0', { advisor: ADVISOR, search, now: () => START });
    served = await serveTools(factory, { allowedHosts: ['127.0.0.1', 'mcp.example.com'] });
    end = async () => {
      await served.stop();
      await search.close();
      await slack.stop();
      await database.close();
    };
  });
  afterEach(() => end());

  const connect = (mode: 'legacy' | 'auto' = 'auto') => connectOverHttp(served.port, mode);

  /** One request as it is: `fetch` sets Host and Origin itself. */
  function send(
    headers: Record<string, string>,
    body = '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    { method = 'POST', path = '/mcp' } = {},
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          port: served.port,
          host: '127.0.0.1',
          path,
          method,
          headers: { 'content-type': 'application/json', ...headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
  /** Says that the message of a review is in a channel. */
  async function post(reviewId: string, teamId: string, channelId: string): Promise<void> {
    const message = { channel_id: channelId, can_be_invited: 1, message_ts: '1.1', details_ts: null };
    const shown = { shown_version: 1, details_version: 1 };
    await database.db
      .insertInto('slack_posts')
      .values({ review_id: reviewId, team_id: teamId, ...message, ...shown })
      .execute();
  }
  const granted = { authorization: `Bearer ${TOKEN}`, accept: 'application/json, text/event-stream' };

  it('answers two at once, of both protocols, 20 questions each, every one its own', async () => {
    const clients = await Promise.all([connect('auto'), connect('legacy')]);
    const answers = await Promise.all(
      clients.flatMap((client, who) =>
        Array.from({ length: 20 }, async (_, at) => {
          const name = `model-${who}-${at}`;
          const { structuredContent } = await client.callTool({ name: 'recommend', arguments: { workload: { name } } });
          const { recommendation } = structuredContent as { recommendation: { workload: { name: string } } };
          return recommendation.workload.name === name;
        }),
      ),
    );
    expect(answers.filter((isOwn) => isOwn)).toHaveLength(40);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('finds reviews of public channels by words of the name, with state and decision, until a minute after one turned private', async () => {
    const team = gatherTeam(database.db);
    const { teamId } = slack;
    const channel = slack.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const open = await team.ask('U1', { name: 'fraud scoring', isPublic: true, teamId });
    const own = await team.ask('U1', { name: 'fraud secrets', isPublic: false, teamId });
    for (const { id } of [open, own]) await post(id, teamId, channel);
    const client = await connect();
    const find = async () =>
      (await client.callTool({ name: 'search_reviews', arguments: { query: 'fraud' } })).structuredContent;
    expect(await find()).toMatchObject({
      reviews: [
        {
          name: 'fraud scoring',
          state: 'proposed',
          recommended: 'asynchronous',
          decided: null,
          since: new Date(START).toISOString(),
          openConcerns: 0,
          link: `https://slack.com/app_redirect?team=${teamId}&channel=${channel}`,
        },
      ],
    });
    slack.makePrivate(channel);
    clock += 61_000;
    expect(await find()).toMatchObject({ reviews: [] });
    await client.close();
  });

  it('searches the one workspace that it is told of, and links to the message where the address is stored', async () => {
    const team = gatherTeam(database.db);
    const { teamId } = slack;
    const channel = slack.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    await team.ask('U1', { name: 'fraud of others', isPublic: true });
    const open = await team.ask('U1', { name: 'fraud scoring', isPublic: true, teamId });
    await post(open.id, teamId, channel);
    const install = { is_org: 0, enterprise_id: null, bot_id: 'B1', bot_user_id: 'UBOT', scopes: '', sealed: '' };
    const times = { expires_at: null, claimed_until: 0, installed_at: START };
    await database.db
      .insertInto('slack_installs')
      .values({ id: teamId, url: 'https://acme.slack.com/', ...install, ...times })
      .execute();
    const { apiUrl: slackApiUrl, botToken } = slack;
    const logger = createLogger({ level: 'fatal' });
    const access = { slackApiUrl, botToken };
    const search = createSearch({ databaseUrl: database.url, workspace: teamId, slack: access, logger });
    expect(await search.find('fraud', undefined)).toMatchObject({
      found: { reviews: [{ name: 'fraud scoring', link: `https://acme.slack.com/archives/${channel}/p11` }] },
    });
    await search.close();
  });

  it.each([
    ['no token', 401, {}],
    ['a wrong token', 401, { authorization: 'Bearer a-token-of-the-team-0123456780' }],
    ['a token of another scheme', 401, { authorization: `Basic ${TOKEN}` }],
    ['the origin of another site', 403, { ...granted, origin: 'https://evil.example' }],
    ['the host of another site', 403, { ...granted, host: 'evil.example' }],
    ['its own public name', 200, { ...granted, host: 'mcp.example.com', origin: 'https://mcp.example.com' }],
  ])('answers a request with %s with %i', async (_, status, headers) => {
    expect((await send(headers)).status).toBe(status);
  });

  it('answers what is no message with a clear fault, and lives', async () => {
    const faulty: [string, number][] = [
      ['garbage', 400],
      ['[]', 400],
      ['{"jsonrpc":"2.0","id":1,"method":"tools/unknown"}', 200],
      ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":3}}', 200],
      [`{"words":"${'x'.repeat(5 * 1024 * 1024)}"}`, 413],
    ];
    for (const [body, status] of faulty) {
      const answer = await send(granted, body);
      expect([body.slice(0, 60), answer.status]).toEqual([body.slice(0, 60), status]);
      expect(answer.text).toMatch(/"error"/);
      expect(answer.text).not.toContain('    at ');
    }
    for (const path of ['/slack/events', '//', '///x', '/mcp/../x', '/%']) {
      expect((await send(granted, '{}', { path })).status).toBe(404);
    }
    expect((await send(granted, '', { method: 'DELETE' })).status).toBe(405);
    expect((await send(granted)).status).toBe(200);
  });

  it('takes null for no arguments, as an error of the tool', async () => {
    for (const more of [{}, { 'mcp-protocol-version': '2025-06-18' }]) {
      const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recommend","arguments":null}}';
      const { text } = await send({ ...granted, ...more }, body);
      expect(text).toContain('"text":"Give a workload, or words."');
      expect(text).toContain('"isError":true');
    }
  });
});
