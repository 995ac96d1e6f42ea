import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, useTries } from './support/try-process.ts';

const HINT = 'Three things to try';

describe('npm run try', () => {
  const { run, folder } = useTries();
  const kept = () => readFileSync(join(folder(), 'workspace.kept'), 'utf8');

  it('keeps what was there for the next start, also where it was killed', async () => {
    const first = await run();
    expect(await first.shown()).toContain(HINT);
    await first.write('Remember this');
    expect(await first.interrupt()).toBe(0);

    const second = await run();
    expect(second.output()).toContain('What was there is there again');
    expect(await second.shown()).toContain('Remember this');
    // What is written is kept at once, also where there is no time to stop.
    await second.write('And this');
    await expect.poll(kept).toContain('And this');
    const children = second.children();
    second.kill();
    await second.ended;
    await expect.poll(() => children.filter(isRunning)).toEqual([]);

    const third = await run();
    expect(await third.shown()).toMatch(/Remember this.*And this/s);
  });

  it('starts clean beside one that runs, and does not write over what that one keeps', async () => {
    const first = await run();
    await first.write('Remember this');
    await expect.poll(kept).toContain('Remember this');
    const beside = await run();
    expect(beside.output()).toContain('starts clean and keeps nothing');
    expect(await beside.shown()).not.toContain('Remember this');
    await beside.write('Forget this');
    expect(await beside.interrupt()).toBe(0);
    await first.write('And this');
    expect(await first.interrupt()).toBe(0);
    expect(kept()).toMatch(/Remember this.*And this/s);
    expect(kept()).not.toContain('Forget this');
  });

  it('starts clean with --reset', async () => {
    const first = await run();
    await first.write('Remember this');
    expect(await first.interrupt()).toBe(0);
    const clean = await run({ flags: ['--reset'] });
    expect(clean.output()).not.toContain('there again');
    const shown = await clean.shown();
    expect(shown).toContain(HINT);
    expect(shown).not.toContain('Remember this');
  });
});
