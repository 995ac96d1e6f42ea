import { describe, expect, it } from 'vitest';
import { killRepeatedly, ROUNDS } from './support/kill-repeatedly.ts';

describe(`the real process, killed ${ROUNDS} times between acknowledgement and post,`, () => {
  it('has doubled none where it may not, and asked the requester in each uncertain case', async ({
    onTestFinished,
  }) => {
    const town = await killRepeatedly('socket-mode', 'embedded', { withHistory: false }, onTestFinished);
    const uncertain = town.jobs.filter(({ state }) => state === 'uncertain');
    expect(uncertain.length).toBeGreaterThan(0);
    for (const { id, jobs } of town.byReview()) {
      const isUncertain = jobs.some(({ state }) => state === 'uncertain');
      expect(town.messagesOf(id), id).toBeLessThanOrEqual(1);
      expect(town.repliesOf(id), id).toBeLessThanOrEqual(1);
      if (!isUncertain) expect([town.messagesOf(id), town.repliesOf(id)], id).toEqual([1, 1]);
      expect(town.asked().includes(id), id).toBe(isUncertain);
    }
  }, 240_000);
});
