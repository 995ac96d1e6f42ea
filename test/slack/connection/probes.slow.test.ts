import { onTestFinished as atEndOfTest, describe, expect, it, type TestContext } from 'vitest';
import { portOf } from '../../../src/http/server.ts';
import { type Readiness, startProbeServer } from '../../../src/slack/connection/probes.ts';
import { read } from '../../support/documents.ts';

async function probesOf(readiness: Partial<Readiness>, atEnd: TestContext['onTestFinished']) {
  const server = await startProbeServer(
    { port: 0 },
    { isConnected: () => true, askDatabase: async () => true, ...readiness },
  );
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${portOf(server)}${path}`, { method });
    return { status: response.status, text: await response.text() };
  };
}

const { version } = JSON.parse(read('package.json'));

describe('startProbeServer', () => {
  it('answers GET /healthz with 200, and its version, whatever Slack and the database do', async ({
    onTestFinished,
  }) => {
    const broken = { isConnected: () => false, askDatabase: () => Promise.reject(new Error('gone')) };
    const ask = await probesOf(broken, onTestFinished);
    expect(await ask('/healthz?probe=1')).toEqual({ status: 200, text: `ok ${version}\n` });
    expect((await ask('/healthz', 'HEAD')).status).toBe(200);
  });

  it('names itself, so that a check finds the bot behind a port', async ({ onTestFinished }) => {
    const server = await startProbeServer({ port: 0 }, { isConnected: () => false, askDatabase: async () => false });
    onTestFinished(() => void server.close());
    for (const path of ['/healthz', '/readyz']) {
      const { headers } = await fetch(`http://127.0.0.1:${portOf(server)}${path}`);
      expect(headers.get('server')).toBe('endpoint-reviewer');
    }
  });

  it('answers GET /readyz with 200 while Slack is connected and the database answers', async ({ onTestFinished }) => {
    expect(await (await probesOf({}, onTestFinished))('/readyz')).toEqual({ status: 200, text: 'ok\n' });
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('password of the database'))],
    [
      'throws',
      () => {
        throw new Error('closed');
      },
    ],
    ['takes longer than a second', () => new Promise<boolean>(() => {})],
  ])('answers GET /readyz with 503 and what is missing where the database %s', async (_how, askDatabase) => {
    const ask = await probesOf({ askDatabase, isConnected: () => false }, atEndOfTest);
    expect(await ask('/readyz')).toEqual({
      status: 503,
      text: "no connection to Slack\nthe database doesn't answer\n",
    });
  });

  it.each([
    ['127.0.0.1', ['127.0.0.1']],
    [undefined, ['::', '0.0.0.0']],
  ])('with %s as host binds to one of %j', async (host, expected) => {
    const server = await startProbeServer(
      { port: 0, host },
      { isConnected: () => true, askDatabase: async () => true },
    );
    const address = server.address();
    server.close();
    expect(expected).toContain(typeof address === 'object' ? address?.address : address);
  });

  it('answers GET /readyz with 503 where the database answers and cannot be written', async ({ onTestFinished }) => {
    const ask = await probesOf({ askDatabase: async () => false }, onTestFinished);
    expect(await ask('/readyz')).toEqual({ status: 503, text: "the database isn't writable\n" });
  });

  it('answers nothing else', async ({ onTestFinished }) => {
    const ask = await probesOf({}, onTestFinished);
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/healthz', 'POST')).status).toBe(404);
  });
});
