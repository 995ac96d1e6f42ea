import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveTools, TOKEN } from './support/assistant.ts';

const METADATA = '/.well-known/oauth-protected-resource';

describe('the MCP server, to anybody who has no token', () => {
  let served: Awaited<ReturnType<typeof serveTools>>;
  const warnings: string[] = [];

  beforeAll(async () => {
    served = await serveTools(
      () => {
        throw new Error('No tool is made for a request without the token.');
      },
      {
        allowedHosts: ['127.0.0.1', 'mcp.example.com'],
        onError: (error) => warnings.push(error.message),
        warn: (text) => warnings.push(text),
      },
    );
  });
  afterAll(() => served.stop());

  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const sent = request({ port: served.port, host: '127.0.0.1', path, method, headers }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const { connection, 'www-authenticate': challenge = '' } = response.headers;
    return {
      status: response.statusCode,
      text: await text(response),
      challenge,
      isClosed: connection === 'close',
    };
  }

  it('says at /healthz that it runs, 200 of 200 times, logs nothing of it and keeps no connection', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask('/healthz')));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, text: 'ok\n', isClosed: true });
    expect((await ask('/healthz', {}, 'HEAD')).status).toBe(200);
    expect((await ask('/healthz', { host: '10.0.0.7:8090' })).status).toBe(200);
    expect(warnings).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE'])('answers %s to what is only read with 405', async (method) => {
    for (const path of ['/healthz', METADATA]) expect((await ask(path, {}, method)).status).toBe(405);
  });

  it.each(['/mcp', METADATA, `${METADATA}/mcp`])(
    'refuses another host and another origin at %s with 403',
    async (path) => {
      expect((await ask(path, { host: 'evil.example' })).status).toBe(403);
      expect((await ask(path, { origin: 'https://evil.example' })).status).toBe(403);
    },
  );

  it('refuses /mcp with 401, says how to be let in, and where the metadata is', async () => {
    const { status, text: body, challenge } = await ask('/mcp', { host: 'mcp.example.com' });
    expect([status, challenge]).toEqual([401, `Bearer resource_metadata="https://mcp.example.com${METADATA}/mcp"`]);
    expect(body).toContain('Send Authorization: Bearer and the MCP_TOKEN of this server.');
  });

  it('describes the resource where the challenge says, with its own address and no authorization server', async () => {
    for (const [host, resource] of [
      ['mcp.example.com', 'https://mcp.example.com/mcp'],
      ['mcp.example.com:8443', 'https://mcp.example.com:8443/mcp'],
      [`127.0.0.1:${served.port}`, `http://127.0.0.1:${served.port}/mcp`],
    ] as const) {
      const { challenge } = await ask('/mcp', { host });
      const url = new URL(/resource_metadata="(?<url>.*)"/.exec(challenge)?.groups?.['url'] ?? '');
      for (const path of [url.pathname, METADATA]) {
        const { status, text: body } = await ask(path, { host });
        expect([status, JSON.parse(body)]).toEqual([
          200,
          { resource, resource_name: 'Endpoint Reviewer', bearer_methods_supported: ['header'] },
        ]);
      }
    }
  });

  it('takes only the name and the port of a Host that holds more', async () => {
    const { status, challenge } = await ask('/mcp', { host: 'mcp.example.com/", error="x' });
    expect([status, challenge]).toEqual([401, `Bearer resource_metadata="https://mcp.example.com${METADATA}/mcp"`]);
  });

  it('says to a client that looks for OAuth or registers itself that there is none', async () => {
    for (const path of ['/register', '/authorize', '/.well-known/oauth-authorization-server']) {
      const { status, text: body } = await ask(path, {}, path === '/register' ? 'POST' : 'GET');
      expect(status).toBe(404);
      expect(body).toContain('The tools are at /mcp. Send Authorization: Bearer and the MCP_TOKEN');
    }
  });

  it('never shows the token', async () => {
    for (const path of ['/healthz', METADATA, '/mcp', '/register', '/']) {
      expect(JSON.stringify(await ask(path))).not.toContain(TOKEN);
    }
  });
});
