import { describe, expect, it } from 'vitest';
import { createWorkers } from '../../../src/slack/outbox/workers.ts';

/** A promise that is fulfilled from outside. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

const QUIET = { error() {}, idle() {} };

describe('a worker', () => {
  it('repeats its step until that says there is no more', async () => {
    let left = 3;
    await createWorkers(QUIET).run('a', async () => --left > 0);
    expect(left).toBe(0);
  });

  it('that is asked for while it runs looks once more before it is idle, and never runs beside itself', async () => {
    const workers = createWorkers(QUIET);
    const { open, opened } = gate();
    let [steps, together, most] = [0, 0, 0];
    const step = async () => {
      steps += 1;
      most = Math.max(most, ++together);
      await opened;
      together -= 1;
      return false;
    };
    const runs = [workers.run('a', step), workers.run('a', step), workers.run('a', step)];
    open();
    await Promise.all(runs);
    expect([steps, most]).toEqual([2, 1]);
  });

  it('does not wait for a worker under another key', async () => {
    const workers = createWorkers(QUIET);
    const { open, opened } = gate();
    const slow = workers.run('slow', async () => {
      await opened;
      return false;
    });
    await workers.run('quick', async () => false);
    expect(workers.isRunning('slow')).toBe(true);
    open();
    await slow;
  });

  it('reports what its step throws, is idle, and can run again', async () => {
    const seen: unknown[] = [];
    const workers = createWorkers({ error: (key, error) => seen.push([key, error]), idle: (key) => seen.push(key) });
    const fault = new Error('the disk is full');
    await workers.run('a', async () => {
      throw fault;
    });
    await workers.run('a', async () => false);
    expect(seen).toEqual([['a', fault], 'a', 'a']);
  });

  it('begins no step after a stop, which waits for the last one', async () => {
    const workers = createWorkers(QUIET);
    const { open, opened } = gate();
    let steps = 0;
    const run = workers.run('a', async () => {
      steps += 1;
      await opened;
      return true;
    });
    const stopped = workers.stop();
    open();
    await Promise.all([stopped, run, workers.run('b', async () => true)]);
    expect(steps).toBe(1);
  });
});
