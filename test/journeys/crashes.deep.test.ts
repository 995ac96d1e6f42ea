import { describe, expect, it } from 'vitest';
import { killRepeatedly, ROUNDS } from './support/kill-repeatedly.ts';

describe(`the real process, killed ${ROUNDS} times between acknowledgement and post,`, () => {
  it('has lost none and doubled none of the reviews and their replies where it may read history, and asked nobody', async ({
    onTestFinished,
  }) => {
    const town = await killRepeatedly('http', 'postgres', { withHistory: true }, onTestFinished);
    for (const id of town.reviews) {
      expect(town.messagesOf(id), id).toBe(1);
      expect(town.repliesOf(id), id).toBe(1);
    }
    expect(town.asked()).toEqual([]);
  }, 240_000);
});
