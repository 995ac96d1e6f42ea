import { describe, expect, it } from 'vitest';
import { createLoops } from '../../../src/slack/outbox/poster.ts';

/** A promise that is fulfilled from outside. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

const QUIET = { error() {}, rest() {} };

describe('a loop', () => {
  it('repeats its step until that says there is no more', async () => {
    let left = 3;
    await createLoops(QUIET).run('a', async () => --left > 0);
    expect(left).toBe(0);
  });

  it('that is asked for while it runs looks once more before it rests, and never runs beside itself', async () => {
    const loops = createLoops(QUIET);
    const { open, opened } = gate();
    let [steps, together, most] = [0, 0, 0];
    const step = async () => {
      steps += 1;
      most = Math.max(most, ++together);
      await opened;
      together -= 1;
      return false;
    };
    const runs = [loops.run('a', step), loops.run('a', step), loops.run('a', step)];
    open();
    await Promise.all(runs);
    expect([steps, most]).toEqual([2, 1]);
  });

  it('does not wait for a loop under another key', async () => {
    const loops = createLoops(QUIET);
    const { open, opened } = gate();
    const slow = loops.run('slow', async () => {
      await opened;
      return false;
    });
    await loops.run('quick', async () => false);
    expect(loops.isRunning('slow')).toBe(true);
    open();
    await slow;
  });

  it('reports what its step throws, rests, and can run again', async () => {
    const seen: unknown[] = [];
    const loops = createLoops({ error: (key, error) => seen.push([key, error]), rest: (key) => seen.push(key) });
    const fault = new Error('the disk is full');
    await loops.run('a', async () => {
      throw fault;
    });
    await loops.run('a', async () => false);
    expect(seen).toEqual([['a', fault], 'a', 'a']);
  });

  it('begins no step after a stop, which waits for the last one', async () => {
    const loops = createLoops(QUIET);
    const { open, opened } = gate();
    let steps = 0;
    const run = loops.run('a', async () => {
      steps += 1;
      await opened;
      return true;
    });
    const stopped = loops.stop();
    open();
    await Promise.all([stopped, run, loops.run('b', async () => true)]);
    expect(steps).toBe(1);
  });
});
