import { describe, expect, it } from 'vitest';
import { aheadFor } from '../../../local-workspace/trial/ahead-for.ts';

const DAY_MS = 86_400_000;
/** A time on this computer's clock, whatever its zone. */
const at = (text: string) => new Date(text).getTime();
const NOW = at('2026-11-29T15:30:20');

describe('the clock of a trial', () => {
  it('is the real one without a date, or goes on as far ahead as it was', () => {
    expect(aheadFor(undefined, 0, NOW)).toBe(0);
    expect(aheadFor(undefined, 3 * DAY_MS, NOW)).toBe(3 * DAY_MS);
  });

  it('is moved to a date at the same time of day, or to a time of that date', () => {
    expect(NOW + aheadFor('2026-12-04', 0, NOW)).toBe(at('2026-12-04T15:30:20'));
    expect(NOW + aheadFor('2026-12-04T08:59', 0, NOW)).toBe(at('2026-12-04T08:59:20'));
    expect(NOW + aheadFor('2028-02-29', 3 * DAY_MS, NOW)).toBe(at('2028-02-29T15:30:20'));
    expect(NOW + aheadFor('2026-11-29', 0, NOW)).toBe(NOW);
  });

  it('never goes back, neither before now nor before where the trial has been', () => {
    expect(() => aheadFor('2026-11-28', 0, NOW)).toThrow('--today 2026-11-28 is over: time only goes forward.');
    expect(() => aheadFor('2026-12-01', 3 * DAY_MS, NOW)).toThrow('is over');
    expect(NOW + aheadFor('2026-12-02', 3 * DAY_MS, NOW)).toBe(NOW + 3 * DAY_MS);
  });

  it.each(['tomorrow', '2026-13-01', '2026-02-31', '2026-12-04T25:00', '2026-12-04T08:75', '12/4/2026', ''])(
    'is not moved by "%s", which is no date',
    (today) => {
      expect(() => aheadFor(today, 0, NOW)).toThrow(`--today is "${today}", which is no date`);
    },
  );
});
