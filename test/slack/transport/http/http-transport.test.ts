import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, type ReceiverEvent } from '@slack/bolt';
import { onTestFinished as atEndOfTest, describe, expect, it, type TestContext } from 'vitest';
import { boltLogLevel, createBoltLogger, createLogger } from '../../../../src/logger.ts';
import { createHttpTransport } from '../../../../src/slack/transport/http/http-transport.ts';
import { BODY_LIMIT_BYTES } from '../../../../src/slack/transport/http/read-body.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const FORM = 'application/x-www-form-urlencoded';

/** A server on a free port; `bodies` is what reached Bolt. */
async function served(atEnd: TestContext['onTestFinished']) {
  const logger = createBoltLogger(createLogger({ level: 'fatal' }), 'fatal');
  const transport = createHttpTransport(
    { kind: 'http', signingSecret: SECRET, port: 0 },
    { slackApiUrl: '', logger, logLevel: boltLogLevel('fatal'), askDatabase: async () => {} },
  );
  const bodies: unknown[] = [];
  const app = new App({ receiver: transport.receiver, logger, authorize: async () => ({}) });
  const processEvent = app.processEvent.bind(app);
  transport.receiver.init(
    Object.assign(app, {
      async processEvent(event: ReceiverEvent) {
        bodies.push(event.body);
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
    const timestamp = String(Math.floor(Date.now() / 1000) + (changed.seconds ?? 0));
    const signature = createHmac('sha256', changed.secret ?? SECRET)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': FORM,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...changed.headers,
      },
      body: Buffer.from(body),
    });
    return { status: response.status, text: await response.text() };
  }
  return { port, send, bodies };
}

const COMMAND = 'command=%2Fx&team_id=T1&user_id=U1&channel_id=C1&text=';

describe('createHttpTransport', () => {
  it('hands a signed command to Bolt and answers with its acknowledgement', async ({ onTestFinished }) => {
    const { send, bodies } = await served(onTestFinished);
    expect(await send(COMMAND)).toEqual({ status: 200, text: 'heard' });
    const headers = { 'content-type': `${FORM}; charset=utf-8` };
    expect(await send(COMMAND, { headers })).toEqual({ status: 200, text: 'heard' });
    expect(bodies).toHaveLength(2);
  });

  it.each([
    ['another secret', { secret: 'other' }, 401],
    ['a time 6 minutes ago', { seconds: -360 }, 401],
    ['a time 6 minutes ahead', { seconds: 360 }, 401],
    ['no signature', { headers: { 'x-slack-signature': '' } }, 401],
    ['a type that Slack does not send', { headers: { 'content-type': 'text/html' } }, 415],
  ])('refuses a request with %s, and Bolt never sees it', async (_what, changed, status) => {
    const { send, bodies } = await served(atEndOfTest);
    expect((await send(COMMAND, changed)).status).toBe(status);
    expect(bodies).toEqual([]);
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
    const { port, send } = await served(onTestFinished);
    const slowHeaders = connect(port, '127.0.0.1');
    const slowBody = connect(port, '127.0.0.1');
    const sockets = [slowHeaders, slowBody];
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
    for (const socket of sockets) socket.on('error', () => {}).resume();
    slowHeaders.write('POST /slack/events HTTP/1.1\r\n');
    slowBody.write(`POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n${signedHeaders()}\r\n\r\n`);
    const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
    const ticking = setInterval(() => {
      if (!slowHeaders.destroyed) slowHeaders.write('X: y\r\n');
      if (!slowBody.destroyed) slowBody.write('a');
    }, 500);
    onTestFinished(() => clearInterval(ticking));
    await Promise.race([ended, sleep(15_000).then(() => Promise.reject(new Error('still open')))]);
    expect((await send(COMMAND)).status).toBe(200);
  }, 20_000);

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

function signedHeaders(): string {
  const timestamp = Math.floor(Date.now() / 1000);
  return `x-slack-request-timestamp: ${timestamp}\r\nx-slack-signature: v0=${'a'.repeat(64)}`;
}
