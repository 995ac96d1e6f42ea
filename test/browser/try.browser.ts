import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isRunning, startTry, useTries } from './support/try-process.ts';

describe('npm run try', () => {
  const { run, folder, atEnd } = useTries();

  it('takes the next port where one is taken and says so, answers on loopback, and Ctrl-C ends all of it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    atEnd(() => other.close());
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

  it('says in one line what it does not know', async () => {
    const running = startTry({ port: 3300, folder: folder(), flags: ['--rest'] });
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain("Unknown option '--rest'");
  });
});
