import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPlainly } from '../../../src/slack/connection/clients.ts';

describe('a plain fetch', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(answer: (...given: Parameters<RequestListener>) => unknown): Promise<string> {
    const started = createServer((request, response) => {
      Promise.resolve(answer(request, response)).catch(() => response.destroy());
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/api/views.open`;
  }

  async function bodyOf(request: IncomingMessage): Promise<string> {
    let body = '';
    for await (const chunk of request) body += chunk;
    return body;
  }

  it('sends a request as it is given', async () => {
    const url = await serve(async (request, response) => {
      const { method, url: path, headers } = request;
      response.end(JSON.stringify({ method, path, type: headers['content-type'], body: await bodyOf(request) }));
    });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await fetchPlainly(url, { method: 'POST', headers, body: 'view=%7B%22a%22%3A1%7D' });
    expect(await answer.json()).toEqual({
      method: 'POST',
      path: '/api/views.open',
      type: 'application/x-www-form-urlencoded',
      body: 'view=%7B%22a%22%3A1%7D',
    });
  });

  it('answers with status, headers by any spelling of their names, address and text', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(429, { 'Retry-After': '30', 'Set-Cookie': ['a=1', 'b=2'] }).end('{"ok":false,"it":"ü"}');
    });
    const answer = await fetchPlainly(url, { method: 'POST', body: '' });
    expect({ ok: answer.ok, status: answer.status, url: answer.url }).toEqual({ ok: false, status: 429, url });
    expect([answer.headers.get('retry-after'), answer.headers.get('RETRY-AFTER'), answer.headers.get('x-no')]).toEqual([
      '30',
      '30',
      null,
    ]);
    expect(Object.fromEntries(answer.headers.entries())).toMatchObject({
      'retry-after': '30',
      'set-cookie': 'a=1, b=2',
    });
    expect(await answer.text()).toBe('{"ok":false,"it":"ü"}');
  });

  it('leaves out of a view that comes back the blocks that were sent', async () => {
    const view = { id: 'V1', hash: '1.a', blocks: [{ type: 'divider' }], state: { values: {} } };
    const url = await serve((_request, response) => response.end(JSON.stringify({ ok: true, view })));
    expect(JSON.parse(await (await fetchPlainly(url)).text())).toEqual({ ok: true, view: { ...view, blocks: [] } });
    const elsewhere = url.replace('views.open', 'chat.postMessage');
    expect(JSON.parse(await (await fetchPlainly(elsewhere)).text())).toEqual({ ok: true, view });
  });

  it.each(['{"ok":false,"error":"expired_trigger_id"}', '<html>', 'null'])('leaves %s as it is', async (text) => {
    const url = await serve((_request, response) => response.end(text));
    expect(await (await fetchPlainly(url)).text()).toBe(text);
  });

  it('gives the bytes as they came', async () => {
    const url = await serve((_request, response) => response.end(Buffer.from([0, 255, 10])));
    expect(new Uint8Array(await (await fetchPlainly(url)).arrayBuffer())).toEqual(new Uint8Array([0, 255, 10]));
  });

  it('follows no redirect: a token goes nowhere else', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    expect((await fetchPlainly(url, { method: 'POST', body: 'x=1' })).status).toBe(302);
    expect(asked).toEqual(['/api/views.open']);
  });

  it('gives up when its signal says so, as what the signal says', async () => {
    const url = await serve(() => {});
    const signal = AbortSignal.timeout(50);
    await expect(fetchPlainly(url, { method: 'POST', body: '', signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('sends a file as a form of several parts', async () => {
    const url = await serve(async (request, response) => {
      response.end(JSON.stringify({ type: request.headers['content-type'], body: await bodyOf(request) }));
    });
    const body = new FormData();
    body.append('file', new Blob(['# Decision']), 'decision.md');
    const answer = (await (await fetchPlainly(url, { method: 'POST', body })).json()) as { type: string; body: string };
    expect(answer.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(answer.body).toContain('filename="decision.md"');
    expect(answer.body).toContain('# Decision');
  });
});
