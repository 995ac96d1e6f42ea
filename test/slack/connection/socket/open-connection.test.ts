import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { createBoltLogger, createLogger } from '../../../../src/logger.ts';
import { openConnection } from '../../../../src/slack/connection/socket.ts';

/** A connection to a server that only says hello, and what happened to it. `answersPings`: as a server does whose network is there. */
async function openTo({ answersPings }: { answersPings: boolean }) {
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=1` }));
  });
  const sockets = new WebSocketServer({ server, autoPong: answersPings });
  sockets.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello' })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const happened: string[] = [];
  const connection = await openConnection(
    {
      appToken: 'xapp-1',
      slackApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
      logger: createBoltLogger(createLogger({ level: 'fatal' }), 'fatal'),
    },
    {
      event: async () => {},
      closing: (reason) => void happened.push(`closing: ${reason}`),
      closed: () => void happened.push('closed'),
    },
  );
  onTestFinished(async () => {
    await connection.close(1000);
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return happened;
}

/** Resolves when the next pong has arrived. */
function nextPong(): Promise<void> {
  return new Promise((resolve) => {
    const hear = () => {
      unsubscribe('undici:websocket:pong', hear);
      resolve();
    };
    subscribe('undici:websocket:pong', hear);
  });
}

describe('openConnection', () => {
  // The time between pings is the test's; the connection is real.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['ahead', 3_600_000],
    ['back', -3_600_000],
  ])('keeps a connection that answers pings where the clock is set %s', async (_, ms) => {
    const happened = await openTo({ answersPings: true });
    for (let pings = 0; pings < 6; pings++) {
      if (pings === 2) vi.setSystemTime(Date.now() + ms);
      const answered = nextPong();
      vi.advanceTimersByTime(1700);
      await answered;
    }
    await sleep(50);
    expect(happened).toEqual([]);
  });

  it('reports a connection that left three pings unanswered, once, and leaves closing it to others', async () => {
    const happened = await openTo({ answersPings: false });
    vi.advanceTimersByTime(4900);
    expect(happened).toEqual([]);
    vi.advanceTimersByTime(60_000);
    await sleep(50);
    expect(happened).toEqual(['closing: no answer to pings']);
  });
});
