import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { sendWebhook } from '../../src/webhooks/send.ts';
import { createSignal } from '../support/signal.ts';
import { startReceiver, type TestReceiver } from './support/receiver.ts';

const SECRET = 'a secret that receivers know';
const WEBHOOK = { id: '9f0c7f0e', body: '{"type":"review.decided"}' };
const NOW = 1_795_514_400_000;

const running: TestReceiver[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((receiver) => receiver.close()));
});

async function receiving(answer: RequestListener): Promise<TestReceiver> {
  const receiver = await startReceiver(answer);
  running.push(receiver);
  return receiver;
}

const send = (url: string, { allowPrivate = true, limitMs = 10_000 } = {}) =>
  sendWebhook(WEBHOOK, { url, secret: SECRET, allowPrivate }, { now: NOW, limitMs });

describe('sending a webhook', () => {
  it('posts JSON with its id, time and signature, and takes any 2xx for success', async () => {
    for (const status of [200, 201, 202, 204, 299]) {
      const { url, received } = await receiving((_, response) => response.writeHead(status).end());
      expect(await send(url)).toEqual({ ok: true });
      const headers = expect.objectContaining({
        'content-type': 'application/json',
        'webhook-id': '9f0c7f0e',
        'webhook-timestamp': '1795514400',
        'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      });
      expect(received).toEqual([{ method: 'POST', path: '/decisions?key=abc', headers, body: WEBHOOK.body }]);
    }
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%d)', async (status) => {
    const other = await receiving((_, response) => response.end());
    const { url } = await receiving((_, response) => response.writeHead(status, { location: other.url }).end());
    expect(await send(url)).toEqual({ ok: false, error: `http_${status}` });
    expect(other.received).toEqual([]);
  });

  it.each([400, 401, 404, 410, 429, 500, 503])('fails with HTTP %d', async (status) => {
    const { url } = await receiving((_, response) => response.writeHead(status).end('no'));
    expect(await send(url)).toEqual({ ok: false, error: `http_${status}` });
  });

  it('gives up where no answer comes in time', async () => {
    const { url } = await receiving(() => {});
    expect(await send(url, { limitMs: 100 })).toEqual({ ok: false, error: 'timeout' });
  });

  it('gives up in time where headers drip in', async () => {
    const { url } = await receiving((_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n');
      const dripping = setInterval(() => response.socket?.write('x-a: b\r\n'), 20);
      response.socket?.on('close', () => clearInterval(dripping)).on('error', () => {});
    });
    expect(await send(url, { limitMs: 200 })).toEqual({ ok: false, error: 'timeout' });
  });

  it('reads nothing of an answer with 10 MB, and of one that never ends', async () => {
    let written = 0;
    const closed = createSignal();
    const { url } = await receiving((_, response) => {
      const pour = () => {
        while (!response.destroyed && written < 10_000_000) {
          written += 50_000;
          if (!response.write(Buffer.alloc(50_000, 'x'))) {
            response.once('drain', pour);
            return;
          }
        }
      };
      response.writeHead(200, { 'content-type': 'text/plain' }).once('close', closed.give);
      pour();
    });
    expect(await send(url)).toEqual({ ok: true });
    await closed.given;
    // What fits into the buffers of two sockets is written, and not read.
    expect(written).toBeLessThan(9_000_000);
  });

  it('fails where the connection ends without an answer', async () => {
    const { url } = await receiving((request) => request.socket.destroy());
    expect(await send(url)).toMatchObject({ ok: false, error: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) });
  });

  it('fails where nothing listens, with a code and no part of the address', async () => {
    const { url, port, close } = await startReceiver();
    await close();
    expect(await send(url)).toEqual({ ok: false, error: 'ECONNREFUSED' });
    const named = await send(`http://no-such-host.invalid:${port}/?key=abc`, { allowPrivate: false });
    expect(named).toMatchObject({ ok: false, error: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });

  it('reaches no private address by number or by name unless that is allowed', async () => {
    const { url, port, received } = await receiving((_, response) => response.end());
    const refused = { ok: false, error: 'private_address' };
    expect(await send(url, { allowPrivate: false })).toEqual(refused);
    expect(await send(`http://localhost:${port}/`, { allowPrivate: false })).toEqual(refused);
    expect(await send(`http://[::ffff:127.0.0.1]:${port}/`, { allowPrivate: false })).toEqual(refused);
    expect(received).toEqual([]);
    expect(await send(`http://localhost:${port}/`)).toEqual({ ok: true });
  });
});
