import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, dueDay, workingDayAfter, workingDayBefore } from '../../src/reviews/calendar.ts';
import {
  type Clock,
  isOverdue,
  type Nudging,
  type Reminder,
  reminderFor,
  type Waiting,
} from '../../src/reviews/reminder.ts';
import { runs } from '../support/lane.ts';

const HOUR = 3_600_000;
const timeZone = 'Europe/Berlin';
const at = (local: string): Clock => ({ now: Date.parse(`${local}:00+01:00`), timeZone });
const NEVER: Nudging = { afterDays: 0, most: 0 };
const WEEKLY: Nudging = { afterDays: 7, most: 3 };

const waiting = (given: Partial<Waiting> = {}): Waiting => ({
  lastAt: at('2026-11-20T15:00').now,
  since: at('2026-11-20T15:00').now,
  decideBy: '2026-12-04',
  past: [],
  ...given,
});

/** The reminders of a bot that looks at these times, in milliseconds since 1970. */
function lookingAt(times: readonly number[], nudging: Nudging, open = waiting()): Reminder[] {
  const posted: (Reminder & { at: number })[] = [];
  for (const now of times) {
    const reminder = reminderFor({ ...open, past: posted }, nudging, { now, timeZone });
    if (reminder !== undefined) posted.push({ ...reminder, at: now });
  }
  return posted;
}

const everyHour = ({ now }: Clock, hours: number): number[] =>
  Array.from({ length: hours + 1 }, (_, hour) => now + hour * HOUR);

const anyLooks = (max: number) =>
  fc.array(fc.integer({ min: 1, max }), { maxLength: 40 }).map((gaps) => {
    let passed = 0;
    return gaps.map((gap) => {
      passed += gap;
      return passed * HOUR;
    });
  });

describe('the reminders of a due date', () => {
  it.each([
    ['a Friday', '2026-12-04', ['2026-12-03', '2026-12-04', '2026-12-07']],
    ['a Monday: on Friday before', '2026-12-07', ['2026-12-04', '2026-12-07', '2026-12-08']],
    ['a Saturday', '2026-12-05', ['2026-12-04', '2026-12-05', '2026-12-07']],
    ['a leap day', '2028-02-29', ['2028-02-28', '2028-02-29', '2028-03-01']],
  ])(
    'are on the working day before, on the day, and once it is overdue on the working day after: %s',
    (_, decideBy, days) => {
      const from = { now: Date.parse(`${decideBy}T00:00:00Z`) - 10 * 24 * HOUR, timeZone };
      const found = lookingAt(everyHour(from, 50 * 24), NEVER, waiting({ decideBy, since: from.now }));
      expect(found.map(({ on }) => on)).toEqual(days);
      expect(found.map(({ today }) => today)).toEqual(days);
      expect(found.map(({ kind }) => kind)).toEqual(['due', 'due', 'overdue']);
      expect(found.some(({ isLate }) => isLate)).toBe(false);
    },
  );

  it('come at 09:00 in the time zone: at 08:59 there is none', () => {
    expect(reminderFor(waiting(), NEVER, at('2026-12-03T08:59'))).toBeUndefined();
    expect(reminderFor(waiting(), NEVER, at('2026-12-03T09:00'))).toMatchObject({ on: '2026-12-03', isLate: false });
  });

  it.each([
    ['at 15:00 on the day before', '2026-12-03T15:00', ['2026-12-04', '2026-12-07']],
    ['at 08:00 on the day', '2026-12-04T08:00', ['2026-12-04', '2026-12-07']],
    ['at 09:00 on the day', '2026-12-04T09:00', ['2026-12-07']],
  ])('leave out those that were over when it was set %s', (_, set, days) => {
    const found = lookingAt(everyHour(at(set), 120), NEVER, waiting({ since: at(set).now }));
    expect(found.map(({ on }) => on)).toEqual(days);
  });

  it.each([
    ['from Wednesday to Thursday noon', '2026-12-03T12:00', '2026-12-03', 'due'],
    ['over both days', '2026-12-04T11:00', '2026-12-04', 'due'],
    ['over the weekend', '2026-12-07T11:00', '2026-12-07', 'overdue'],
    ['for 30 days', '2027-01-03T11:00', '2026-12-07', 'overdue'],
  ])('that were missed %s are one, the latest, and it is late', (_, now, on, kind) => {
    expect(reminderFor(waiting(), NEVER, at(now))).toMatchObject({ kind, on, isLate: true });
  });

  it('are none for a date that was over for more than 30 days', () => {
    expect(reminderFor(waiting(), NEVER, at('2027-01-04T11:00'))).toBeUndefined();
  });

  it('are at most three, in order and never before their day, however seldom somebody looks', () => {
    const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(anyDay, anyLooks(60), fc.nat(200), (date, looks, early) => {
        const since = Date.parse(`${date}T00:00:00Z`) - early * HOUR;
        const times = looks.map((passed) => since + passed);
        const found = lookingAt(times, NEVER, waiting({ decideBy: date, since }));
        const days = found.map(({ on }) => on);
        const all = [workingDayBefore(date), date, workingDayAfter(date)];
        expect(days).toEqual(all.filter((day) => days.includes(day)));
        for (const { on, today } of found) {
          expect(on <= today).toBe(true);
          expect(on > dueDay(since, timeZone)).toBe(true);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('are over from 09:00 of the working day after on, and not before', () => {
    expect(isOverdue('2026-12-04', at('2026-12-07T08:59'))).toBe(false);
    expect(isOverdue('2026-12-04', at('2026-12-07T09:00'))).toBe(true);
    expect(isOverdue(null, at('2026-12-07T09:00'))).toBe(false);
  });
});

describe('nudges', () => {
  const silent = waiting({ decideBy: null });

  it('are three, once a week from the 7th day on, and the last one says so', () => {
    const found = lookingAt(everyHour(at('2026-11-20T15:00'), 60 * 24), WEEKLY, silent);
    expect(found.map(({ on }) => on)).toEqual(['2026-11-27', '2026-12-04', '2026-12-11']);
    expect(found.map(({ isLast }) => isLast)).toEqual([undefined, undefined, true]);
    expect(found.every(({ isLate }) => !isLate)).toBe(true);
  });

  it('come a week after one that was late', () => {
    const found = lookingAt([at('2026-12-01T10:30').now, ...everyHour(at('2026-12-02T09:00'), 200)], WEEKLY, silent);
    expect(found[0]).toMatchObject({ on: '2026-11-27', today: '2026-12-01', isLate: true });
    expect(found[1]).toMatchObject({ on: '2026-12-08', today: '2026-12-08', isLate: false });
  });

  it('are none within a week of a reminder of a due date', () => {
    const found = lookingAt(everyHour(at('2026-11-20T15:00'), 40 * 24), WEEKLY, waiting({ decideBy: '2026-11-27' }));
    const told = found.map(({ kind, today }) => `${kind} ${today}`);
    expect(told).toEqual([
      ...['due 2026-11-26', 'due 2026-11-27', 'overdue 2026-11-30'],
      ...['nudge 2026-12-07', 'nudge 2026-12-14', 'nudge 2026-12-21'],
    ]);
  });

  it('are none where 0 days say never or it was silent for 100 days at first, and one where the policy wants one', () => {
    expect(reminderFor(silent, { afterDays: 0, most: 3 }, at('2027-06-01T09:00'))).toBeUndefined();
    expect(reminderFor(silent, WEEKLY, at('2027-03-02T09:00'))).toBeUndefined();
    const found = lookingAt(everyHour(at('2026-11-20T15:00'), 60 * 24), { afterDays: 2, most: 1 }, silent);
    expect(found.map(({ on }) => on)).toEqual(['2026-11-22']);
  });

  it('are never closer than a week to another reminder, never before their day and never more than wanted', () => {
    const anyNudging = fc.record({ afterDays: fc.integer({ min: 1, max: 30 }), most: fc.integer({ min: 1, max: 5 }) });
    const anyDate = fc.option(fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-11-21', days)));
    fc.assert(
      fc.property(anyNudging, anyDate, anyLooks(300), (wanted, decideBy, looks) => {
        const open = waiting({ decideBy });
        const found = lookingAt(
          looks.map((passed) => open.lastAt + passed),
          wanted,
          open,
        );
        const nudges = found.filter(({ kind }) => kind === 'nudge');
        expect(nudges.length).toBeLessThanOrEqual(wanted.most);
        for (const { today, day } of nudges) expect(daysBetween(day, today)).toBeGreaterThanOrEqual(wanted.afterDays);
        for (const [index, { kind, today }] of found.entries()) {
          const before = found[index - 1];
          if (kind === 'nudge' && before !== undefined)
            expect(daysBetween(before.today, today)).toBeGreaterThanOrEqual(7);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
