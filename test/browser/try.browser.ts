import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning, startTry, type TryOptions, type TryProcess } from './support/try-process.ts';

describe('npm run try', () => {
  let folder: string;
  const ends: (() => unknown)[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'try-'));
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(options: Partial<TryOptions> = {}): Promise<TryProcess> {
    const running = startTry({ port: 3300, folder, ...options });
    ends.push(running.kill);
    await running.connected();
    return running;
  }

  it('takes the next port where one is taken and says so, answers on loopback, and Ctrl-C ends all of it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    ends.push(() => other.close());
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const running = await run({ port: taken });
    const port = Number(new URL(running.address()).port);
    expect(port).toBeGreaterThan(taken);
    expect(running.output()).toContain(`Port ${taken} is taken, so this runs on ${port}.`);
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
    const children = running.children();
    expect(children.length).toBeGreaterThan(0);

    expect(await running.interrupt()).toBe(0);
    // The compiler beside each of them notices a moment later that it's no longer needed.
    await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow();
  });

  it('keeps what was there, until --reset starts clean', async () => {
    const first = await run();
    expect(await first.shown()).toContain('Three things to try');
    await first.write('Remember this');
    expect(await first.interrupt()).toBe(0);

    const second = await run();
    expect(second.output()).toContain('What was there is there again');
    expect(await second.shown()).toContain('Remember this');
    // A second one at the same time must not write over the first.
    const beside = await run();
    expect(beside.output()).toContain('starts clean and keeps nothing');
    expect(await beside.shown()).not.toContain('Remember this');
    await beside.interrupt();
    // What is written is kept at once, also where there is no time to stop.
    await second.write('And this');
    await expect.poll(() => readFileSync(join(folder, 'workspace.kept'), 'utf8')).toContain('And this');
    const children = second.children();
    second.kill();
    await second.ended;
    await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);

    const third = await run();
    expect(await third.shown()).toMatch(/Remember this.*And this/s);
    await third.interrupt();
    const clean = await run({ flags: ['--reset'] });
    expect(clean.output()).not.toContain('there again');
    expect(await clean.shown()).toContain('Three things to try');
    expect(await clean.shown()).not.toContain('Remember this');
    await clean.interrupt();
  });

  it('says in one line what it does not know', async () => {
    const running = startTry({ port: 3300, folder, flags: ['--rest'] });
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain("Unknown option '--rest'");
  });
});
