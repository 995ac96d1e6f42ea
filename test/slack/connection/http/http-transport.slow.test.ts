import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, type ReceiverEvent } from '@slack/bolt';
import { onTestFinished as atEndOfTest, describe, expect, it, type TestContext } from 'vitest';
import { boltLogLevel, createBoltLogger, createLogger } from '../../../../src/logger.ts';
import { BODY_LIMIT_BYTES, createBodyBudget } from '../../../../src/slack/connection/http-request.ts';
import { createHttpTransport } from '../../../../src/slack/connection/http-transport.ts';
import { NOBODY } from '../../../../src/slack/connection/transport.ts';
import { FORM, SIGNING_SECRET, signed } from '../../../support/signed-request.ts';

/** A server on a free port; `bodies` is what reached Bolt. */
async function served(
  atEnd: TestContext['onTestFinished'],
  {
    connectionsLimit = 1000,
    bodiesBytes = 16_000_000,
    isNew,
  }: { connectionsLimit?: number; bodiesBytes?: number; isNew?: (signature: string) => Promise<boolean> } = {},
) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line).msg) };
  const logger = createBoltLogger(createLogger({ level: 'warn', destination }), 'warn');
  const bodies = createBodyBudget(bodiesBytes);
  const refused: string[] = [];
  const hearing = { ...NOBODY, onRefused: (why: string) => void refused.push(why) };
  const transport = createHttpTransport(
    { kind: 'http', signingSecret: SIGNING_SECRET, port: 0 },
    { slackApiUrl: '', logger, logLevel: boltLogLevel('fatal'), askDatabase: async () => true, hearing, isNew },
    { bodies, connectionsLimit },
  );
  const events: unknown[] = [];
  const app = new App({ receiver: transport.receiver, logger, authorize: async () => ({}) });
  const processEvent = app.processEvent.bind(app);
  transport.receiver.init(
    Object.assign(app, {
      async processEvent(event: ReceiverEvent) {
        events.push(event.body);
        await processEvent(event);
      },
    }),
  );
  app.command('/x', async ({ ack }) => ack('heard'));
  await transport.receiver.start();
  atEnd(() => transport.close(0));
  const port = transport.port() ?? 0;

  async function send(
    body: string,
    changed: { seconds?: number; secret?: string; headers?: Record<string, string> } = {},
  ) {
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': FORM, ...signed(body, changed), ...changed.headers },
      body: Buffer.from(body),
    });
    return { status: response.status, text: await response.text() };
  }
  return { port, close: () => transport.close(0), send, events, bodies, lines, refused };
}

const PRESS = new URLSearchParams({
  payload: JSON.stringify({ type: 'block_actions', user: { id: 'U1' }, team: { id: 'T1' }, actions: [] }),
}).toString();
const COMMAND = 'command=%2Fx&team_id=T1&user_id=U1&channel_id=C1&text=';

describe('createHttpTransport', () => {
  it('hands a signed command to Bolt and answers with its acknowledgement', async ({ onTestFinished }) => {
    const { send, events } = await served(onTestFinished);
    expect(await send(COMMAND)).toEqual({ status: 200, text: 'heard' });
    const headers = { 'content-type': `${FORM}; charset=utf-8` };
    expect(await send(COMMAND, { headers })).toEqual({ status: 200, text: 'heard' });
    expect(events).toHaveLength(2);
  });

  it.each([
    ['another secret', { secret: 'other' }, 401, 'signature'],
    ['a time 6 minutes ago', { seconds: -360 }, 401, 'stale'],
    ['a time 6 minutes ahead', { seconds: 360 }, 401, 'stale'],
    ['no signature', { headers: { 'x-slack-signature': '' } }, 401, 'malformed'],
    ['a type that Slack does not send', { headers: { 'content-type': 'text/html' } }, 415, 'malformed'],
  ])('refuses a request with %s, and Bolt never sees it', async (_what, changed, status, why) => {
    const { send, events, lines, refused } = await served(atEndOfTest);
    expect((await send(COMMAND, changed)).status).toBe(status);
    expect(refused).toEqual([why]);
    expect(events).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(`^Refused a request from (::ffff:)?127.0.0.1 with ${status}: `)]);
  });

  it('takes a press once: copies get 200, are counted and reach nobody', async ({ onTestFinished }) => {
    const seen = new Set<string>();
    const isNew = async (signature: string) => seen.size < seen.add(signature).size;
    const { send, events, refused, lines } = await served(onTestFinished, { isNew });
    const headers = signed(PRESS);
    for (const _ of [1, 2, 3]) expect((await send(PRESS, { headers })).status).toBe(200);
    expect([events.length, refused]).toEqual([1, Array(2).fill('replayed')]);
    expect(lines.join()).toMatch(/Ignored a request from .*127\.0\.0\.1: taken before/);
  });

  it('takes an event as often as it comes, since Slack may send it again within a second', async ({
    onTestFinished,
  }) => {
    const { send, events } = await served(onTestFinished, { isNew: async () => false });
    const event = { type: 'event_callback', event_id: 'Ev1', event: { type: 'app_mention' } };
    const headers = { 'content-type': 'application/json' };
    for (const _ of [1, 2]) await send(JSON.stringify(event), { headers });
    expect(events).toHaveLength(2);
  });

  it('takes a press where the database cannot be asked, and asks nothing for a command', async ({ onTestFinished }) => {
    const broken = await served(onTestFinished, { isNew: () => Promise.reject(new Error('connection refused')) });
    expect((await broken.send(PRESS)).status).toBe(200);
    expect(broken.events).toHaveLength(1);
    const silent = await served(onTestFinished, { isNew: () => new Promise(() => {}) });
    expect(await silent.send(COMMAND)).toEqual({ status: 200, text: 'heard' });
  });

  it('does not take the word of a request that says it only checks the certificate', async ({ onTestFinished }) => {
    const { send } = await served(onTestFinished);
    expect((await send('ssl_check=1&token=x', { secret: 'other' })).status).toBe(401);
    expect((await send('ssl_check=1&token=x')).status).toBe(200);
  });

  it('answers the challenge of a signed URL verification', async ({ onTestFinished }) => {
    const { send } = await served(onTestFinished);
    const headers = { 'content-type': 'application/json' };
    const answer = await send('{"type":"url_verification","challenge":"abc"}', { headers });
    expect(answer).toEqual({ status: 200, text: '{"challenge":"abc"}' });
  });

  it('refuses a body over 1 MB with 413, whether its length is stated or not', async ({ onTestFinished }) => {
    const { port } = await served(onTestFinished);
    for (const header of [`Content-Length: ${BODY_LIMIT_BYTES + 1}`, 'Transfer-Encoding: chunked']) {
      const socket = connect(port, '127.0.0.1');
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => {});
      socket.write(`POST /slack/events HTTP/1.1\r\nHost: x\r\n${header}\r\n${signedHeaders()}\r\n\r\n`);
      const chunk = 'a'.repeat(0x10000);
      for (let sent = 0; sent <= BODY_LIMIT_BYTES && !socket.destroyed; sent += chunk.length) {
        socket.write(header.startsWith('T') ? `10000\r\n${chunk}\r\n` : chunk);
      }
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toContain('HTTP/1.1 413');
    }
  });

  it('answers an unsigned request before its body has come', async ({ onTestFinished }) => {
    const { port } = await served(onTestFinished);
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write('POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('HTTP/1.1 401');
  });

  it('cuts off who sends headers or a body so slowly that Slack would have given up', async ({ onTestFinished }) => {
    const { port, send, bodies, lines } = await served(onTestFinished);
    const slowHeaders = connect(port, '127.0.0.1');
    const slowBody = connect(port, '127.0.0.1');
    const sockets = [slowHeaders, slowBody];
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
    for (const socket of sockets) socket.on('error', () => {}).resume();
    slowHeaders.write('POST /slack/events HTTP/1.1\r\n');
    slowBody.write(`POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n${signedHeaders()}\r\n\r\n`);
    const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
    let mostHeld = 0;
    const ticking = setInterval(() => {
      if (!slowHeaders.destroyed) slowHeaders.write('X: y\r\n');
      if (!slowBody.destroyed) slowBody.write('a');
      mostHeld = Math.max(mostHeld, bodies.heldBytes());
    }, 500);
    onTestFinished(() => clearInterval(ticking));
    await Promise.race([ended, sleep(15_000).then(() => Promise.reject(new Error('still open')))]);
    expect(mostHeld).toBeGreaterThan(0);
    await until(() => bodies.heldBytes() === 0);
    expect(lines).toContainEqual(expect.stringContaining('body incomplete or too slow'));
    expect((await send(COMMAND)).status).toBe(200);
  }, 20_000);

  it('gives back what it held for a request whose connection is lost', async ({ onTestFinished }) => {
    const { port, bodies } = await served(onTestFinished);
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(unfinished(100_000, 50_000));
    await until(() => bodies.heldBytes() >= 50_000);
    socket.resetAndDestroy();
    await until(() => bodies.heldBytes() === 0);
  });

  it('refuses the oldest unfinished request with 503 when the others need its room, and a signed one gets through', async ({
    onTestFinished,
  }) => {
    const { port, send, bodies, lines } = await served(onTestFinished, { bodiesBytes: 200_000 });
    const [oldest, next] = await openSockets(port, 2, onTestFinished);
    const answer = once(oldest, 'data');
    oldest.write(unfinished(200_000, 100_000));
    await until(() => bodies.heldBytes() > 0);
    next.write(unfinished(200_000, 100_000));
    expect(String(await answer)).toMatch(/^HTTP\/1.1 503 .*\r\nRetry-After: 1\r\n/s);
    expect(bodies.heldBytes()).toBeLessThanOrEqual(200_000);
    expect(lines).toEqual([expect.stringContaining('with 503: oldest of too many unfinished requests')]);
    expect((await send(COMMAND)).status).toBe(200);
    expect(next.destroyed).toBe(false);
  });

  it('cuts off a body in more than 4,096 pieces', async ({ onTestFinished }) => {
    const { port, lines } = await served(onTestFinished);
    const [socket] = await openSockets(port, 1, onTestFinished);
    const head = unfinished(0, 0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    socket.write(head + '1\r\na\r\n'.repeat(5000));
    await once(socket, 'close');
    expect(lines).toEqual([expect.stringContaining('body in too many chunks')]);
  });

  it('names in the log whom a proxy claims to forward for, and cuts that short', async ({ onTestFinished }) => {
    const { send, lines } = await served(onTestFinished);
    await send(COMMAND, { secret: 'other', headers: { 'x-forwarded-for': `198.51.100.7, ${'9'.repeat(500)}` } });
    expect(lines[0]).toMatch(/127.0.0.1 \(claims to forward for 198.51.100.7, 9{46}\) with 401/);
  });

  it('logs 10 of 50 refusals within 10 s and counts the others when it ends', async ({ onTestFinished }) => {
    const { send, lines, close } = await served(onTestFinished);
    for (let sent = 0; sent < 50; sent += 1) await send(COMMAND, { secret: 'other' });
    expect(lines).toHaveLength(10);
    await close();
    expect(lines.slice(10)).toEqual(['40 more refusals within 10 s were not logged']);
  });

  it('takes 20 connections where 20 is the limit, and logs who is refused', async ({ onTestFinished }) => {
    const { port, lines } = await served(onTestFinished, { connectionsLimit: 20 });
    const taken = await openSockets(port, 20, onTestFinished);
    for (const socket of taken) socket.write('POST /slack/events HTTP/1.1\r\n');
    const [refused] = await openSockets(port, 1, onTestFinished);
    await once(refused, 'close');
    expect(lines).toEqual([expect.stringMatching(/^Refused a connection from (::ffff:)?127.0.0.1: 20 are open$/)]);
    expect(taken.filter(({ destroyed }) => destroyed)).toEqual([]);
  });

  it('closes idle connections from four fifths of the limit on, so that a new one finds room', async ({
    onTestFinished,
  }) => {
    const { port, lines } = await served(onTestFinished, { connectionsLimit: 20 });
    for (let opened = 0; opened < 50; opened += 1) {
      const [socket] = await openSockets(port, 1, onTestFinished);
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      expect(String(await once(socket, 'data'))).toContain('HTTP/1.1 200');
    }
    expect(lines).toEqual([]);
  });

  it('answers 404 to everything else', async ({ onTestFinished }) => {
    const { port } = await served(onTestFinished);
    for (const [path, method] of [
      ['/slack/events', 'GET'],
      ['/', 'GET'],
      ['//', 'POST'],
      ['/slack/events/x', 'POST'],
    ] as const) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`, { method })).status).toBe(404);
    }
  });
});

/** Connected, closed with the test. */
async function openSockets(port: number, count: number, atEnd: TestContext['onTestFinished']): Promise<SomeSockets> {
  const sockets = Array.from({ length: count }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
  for (const socket of sockets) {
    atEnd(() => void socket.destroy());
    socket.on('error', () => {}).resume();
  }
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets as SomeSockets;
}

type SomeSockets = [Socket, Socket, ...Socket[]];

/** A request that looks signed, with the first bytes of a longer body. */
function unfinished(bytes: number, sent: number): string {
  return `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n${signedHeaders()}\r\n\r\n${'a'.repeat(sent)}`;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

function signedHeaders(): string {
  const timestamp = Math.floor(Date.now() / 1000);
  return `x-slack-request-timestamp: ${timestamp}\r\nx-slack-signature: v0=${'a'.repeat(64)}`;
}
