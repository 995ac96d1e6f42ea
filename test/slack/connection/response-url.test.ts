import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { answerAt } from '../../../src/slack/connection/clients.ts';

describe('answerAt', () => {
  let server: Server;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function listen(respond: RequestListener): Promise<string> {
    server = createServer(respond);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/actions/T1/2/secret`;
  }

  it.each([true, false])('posts JSON for one person, where the old message is replaced: %s', async (replace) => {
    let taken: Promise<unknown> = Promise.resolve();
    const url = await listen((request, response) => {
      taken = text(request).then((body) => ({ type: request.headers['content-type'], body: JSON.parse(body) }));
      response.end('ok');
    });
    expect(await answerAt(url, { text: 'hello' }, { replace, limitMs: 5000 })).toBe(true);
    const body = { text: 'hello', response_type: 'ephemeral', replace_original: replace };
    expect(await taken).toEqual({ type: 'application/json; charset=utf-8', body });
  });

  it.each([404, 500])('is false where the address answers HTTP %i', async (status) => {
    const url = await listen((_, response) => response.writeHead(status).end());
    expect(await answerAt(url, { text: 'hello' }, { replace: false, limitMs: 5000 })).toBe(false);
  });

  it('follows no redirect: one request is made, and it is false', async () => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await answerAt(url, { text: 'hello' }, { replace: false, limitMs: 5000 })).toBe(false);
    expect(requests).toBe(1);
  });

  it('is false where no answer comes within 50 ms', async () => {
    const url = await listen(() => {});
    expect(await answerAt(url, { text: 'hello' }, { replace: false, limitMs: 50 })).toBe(false);
  });

  it.each(['http://[secret', 'no-scheme/secret'])(
    'is false, and throws no error with the address, for %s',
    async (url) => {
      await expect(fetch(url)).rejects.toThrow('secret');
      expect(await answerAt(url, { text: 'hello' }, { replace: false, limitMs: 5000 })).toBe(false);
    },
  );

  it('is false, and throws no error with the address, where fetch fails with one', async () => {
    const fetch = (url: unknown) => Promise.reject(new Error(`connect ECONNREFUSED ${url}`));
    const url = 'https://hooks.slack.com/actions/T1/2/secret';
    expect(await answerAt(url, { text: 'hello' }, { replace: false, limitMs: 5000, fetch })).toBe(false);
  });
});
