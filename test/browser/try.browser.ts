import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run try` without npm, at a port. */
function startTry(port: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local-workspace/try.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', PORT: String(port) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return { child, ended, output: () => output, running: () => expect.poll(() => output, { timeout: 30_000 }) };
}

describe('npm run try', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it('takes the next port where one is taken and says so, answers on loopback, and Ctrl-C ends all of it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    ends.push(() => other.close());
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const running = startTry(taken);
    ends.push(() => running.child.kill('SIGKILL'));
    await running.running().toContain('The bot is connected.');
    const port = Number(/http:\/\/localhost:(\d+)/.exec(running.output())?.[1]);
    expect(port).toBeGreaterThan(taken);
    expect(running.output()).toContain(`Port ${taken} is taken, so this runs on ${port}.`);
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);

    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow();
  });
});
