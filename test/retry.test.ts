import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retry } from '../src/retry.ts';

describe('retry', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['set back', -3_600_000],
    ['set ahead', 3_600_000],
  ])(
    'tries again for the time that it is given, and gives up after it, where the clock is %s',
    async (_, ms) => {
      let tries = 0;
      const work = async () => {
        tries += 1;
        if (tries === 1) vi.setSystemTime(Date.now() + ms);
        throw new Error('no database');
      };
      const retrying = retry(work, { limitMs: 200, backoff: () => 80 });
      await expect(retrying).rejects.toThrow('no database');
      expect(tries).toBeGreaterThan(1);
    },
    5000,
  );

  it('resolves to the first result, after the pauses that backoff asks for', async () => {
    const paused: number[] = [];
    let tries = 0;
    const work = () => {
      tries += 1;
      if (tries < 3) throw new Error(`no. ${tries}`);
      return 'done';
    };
    const told: unknown[] = [];
    const backoff = (error: unknown, failures: number) => {
      told.push(error);
      return failures * 10;
    };
    const pause = async (ms: number) => void paused.push(ms);
    expect(await retry(work, { backoff, pause })).toBe('done');
    expect(paused).toEqual([10, 20]);
    expect(told).toEqual([new Error('no. 1'), new Error('no. 2')]);
  });

  it('rejects at once with a failure for which backoff has no pause', async () => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      throw new Error(tries === 1 ? 'busy' : 'broken');
    };
    const backoff = (error: unknown) => (error instanceof Error && error.message === 'busy' ? 0 : undefined);
    await expect(retry(work, { backoff })).rejects.toThrow('broken');
    expect(tries).toBe(2);
  });
});
