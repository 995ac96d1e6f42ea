import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { insist } from '../../../src/retry.ts';

describe('insist', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['set back', -3_600_000],
    ['set ahead', 3_600_000],
  ])(
    'tries again for the time that it is given, and gives up after it, where the clock is %s',
    async (_, ms) => {
      let tries = 0;
      const insisting = insist(async () => {
        tries += 1;
        if (tries === 1) vi.setSystemTime(Date.now() + ms);
        throw new Error('no database');
      }, 500);
      await expect(insisting).rejects.toThrow('no database');
      expect(tries).toBeGreaterThan(1);
    },
    5000,
  );
});
