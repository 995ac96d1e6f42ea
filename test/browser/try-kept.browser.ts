import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, useTries } from './support/try-process.ts';

describe('npm run try', () => {
  const { run, folder } = useTries();

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
    await expect.poll(() => readFileSync(join(folder(), 'workspace.kept'), 'utf8')).toContain('And this');
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
});
