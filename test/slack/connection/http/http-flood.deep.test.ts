import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { postSigned, SIGNING_SECRET } from '../../../support/signed-request.ts';

const CHILD = fileURLToPath(new URL('support/flooded-child.ts', import.meta.url));

const COMMAND = 'command=%2Fx&team_id=T1&user_id=U1&channel_id=C1&text=';

const MB = 1024 * 1024;

interface Usage {
  rssBytes: number;
  heldBytes: number;
}

/** The server in a separate process, with the memory settings of `npm start`. */
async function startChild() {
  const child = fork(CHILD, [SIGNING_SECRET], { execArgv: ['--import', import.meta.resolve('tsx')] });
  const hear = async (): Promise<unknown> => (await once(child, 'message'))[0];
  const { port } = (await hear()) as { port: number };
  const usage = async () => {
    const heard = hear();
    child.send('usage');
    return (await heard) as Usage;
  };
  return { port, usage, stop: () => child.kill('SIGKILL') };
}

describe('the HTTP server, while 300 connections each send 900 KB and never finish', () => {
  it('holds at most 16 MB of bodies, grows by less than 128 MB, answers 25 of 25 signed requests with 200, and gives all back', async ({
    onTestFinished,
  }) => {
    const { port, usage, stop } = await startChild();
    onTestFinished(() => void stop());
    // Until Node has compiled what it runs, any load makes it grow.
    for (let at = 0; at < 500; at += 1) expect(await postSigned(port, COMMAND)).toBe(200);
    const before = await usage();
    const timestamp = Math.floor(Date.now() / 1000);
    const head = `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\nx-slack-request-timestamp: ${timestamp}\r\nx-slack-signature: v0=${'a'.repeat(64)}\r\n\r\n`;
    const sockets = Array.from({ length: 300 }, () =>
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .resume(),
    );
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
    for (const socket of sockets) socket.write(head + 'a'.repeat(900_000));

    const statuses: number[] = [];
    const seen: Usage[] = [];
    for (let at = 0; at < 25; at += 1) {
      statuses.push(await postSigned(port, COMMAND));
      seen.push(await usage());
      await sleep(100);
    }
    expect(statuses).toEqual(statuses.map(() => 200));
    const mostHeld = Math.max(...seen.map(({ heldBytes }) => heldBytes));
    expect(mostHeld).toBeGreaterThan(8 * MB);
    expect(mostHeld).toBeLessThanOrEqual(16 * MB);
    expect(Math.max(...seen.map(({ rssBytes }) => rssBytes)) - before.rssBytes).toBeLessThan(128 * MB);

    // Those that are left are cut off after 10 s.
    while ((await usage()).heldBytes > 0) await sleep(100);
    expect(await postSigned(port, COMMAND)).toBe(200);
  });
});
