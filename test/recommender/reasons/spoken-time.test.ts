import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenTime } from '../../../src/recommender/reasons/spoken-time.ts';

describe('a time as it is said', () => {
  it.each([
    [0, 'less than a second'],
    [0.4, 'less than a second'],
    [1, '1 second'],
    [45.2, '45 seconds'],
    [60, '1 minute'],
    [248.4, '4 minutes'],
    [3599.9, '1 hour'],
    [5299.8, '88 minutes'],
    [7199, '2 hours'],
    [10_299.6, '2 hours 52 minutes'],
    [26_280, '7 hours 18 minutes'],
    [7260, '2 hours 1 minute'],
    [0.05 * 3600, '3 minutes'],
    [172_799, '48 hours'],
    [219_600, '61 hours'],
  ])('of %d s is %s', (seconds, text) => {
    expect(spokenTime(seconds)).toBe(text);
  });

  it('never reads the same for what is needed as for the less that is allowed, from a second on', () => {
    const seconds = fc.double({ min: 1, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-6 * Math.max(a, b));
        expect(spokenTime(Math.max(a, b), Math.ceil)).not.toBe(spokenTime(Math.min(a, b), Math.floor));
      }),
    );
  });
});
