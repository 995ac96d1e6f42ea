import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, dueDay, workingDayBefore } from '../../src/reviews/calendar.ts';
import {
  type Clock,
  dueReminder,
  nudgeReminder,
  type Reminder,
  snoozedUntil,
  type Waiting,
} from '../../src/reviews/reminders/reminder.ts';
import { runs } from '../support/lane.ts';

const HOUR = 3_600_000;
const timeZone = 'Europe/Berlin';
const at = (local: string): Clock => ({ now: Date.parse(`${local}:00+01:00`), timeZone });

const waiting = (given: Partial<Waiting> = {}): Waiting => ({
  reviewId: 'R1',
  teamId: 'T1',
  version: 1,
  lastAt: at('2026-11-20T15:00').now,
  since: at('2026-11-20T15:00').now,
  decideBy: '2026-12-04',
  ...given,
});

/** What is kept once a reminder is posted. */
const after = ({ count, nextOn }: Reminder, given: Partial<Waiting> = {}) =>
  waiting({ ...given, kept: { count, nextOn } });

/** The reminders of one who looks every hour from one time to another, as "on, posted on". */
function everyHour(
  from: Clock,
  hours: number,
  find: (one: Waiting, clock: Clock) => Reminder | undefined,
  first = waiting(),
) {
  const posted: Reminder[] = [];
  for (let hour = 0; hour <= hours; hour++) {
    const last = posted.at(-1);
    const reminder = find(last === undefined ? first : after(last, first), { now: from.now + hour * HOUR, timeZone });
    if (reminder !== undefined) posted.push(reminder);
  }
  return posted;
}

describe('the reminders of a due date', () => {
  it.each([
    ['a Friday', '2026-12-04', ['2026-12-03', '2026-12-04']],
    ['a Monday: on Friday before', '2026-12-07', ['2026-12-04', '2026-12-07']],
    ['a Saturday', '2026-12-05', ['2026-12-04', '2026-12-05']],
    ['a leap day', '2028-02-29', ['2028-02-28', '2028-02-29']],
  ])('are two, on the working day before and on the day: %s', (_, decideBy, days) => {
    const from = { now: Date.parse(`${decideBy}T00:00:00Z`) - 10 * 24 * HOUR, timeZone };
    const first = waiting({ decideBy, since: from.now });
    const found = everyHour(from, 20 * 24, dueReminder, first);
    expect(found.map(({ on }) => on)).toEqual(days);
    expect(found.map(({ today }) => today)).toEqual(days);
    expect(found.map(({ isLate }) => isLate)).toEqual([false, false]);
  });

  it('come at 09:00 in the time zone: at 08:59 there is none', () => {
    expect(dueReminder(waiting(), at('2026-12-03T08:59'))).toBeUndefined();
    expect(dueReminder(waiting(), at('2026-12-03T09:00'))).toMatchObject({ on: '2026-12-03', isLate: false });
  });

  it.each([
    ['at 15:00 on the day before', '2026-12-03T15:00', ['2026-12-04']],
    ['at 08:00 on the day', '2026-12-04T08:00', ['2026-12-04']],
    ['at 09:00 on the day', '2026-12-04T09:00', []],
  ])('leave out those that were over when it was set %s', (_, set, days) => {
    const found = everyHour(at(set), 72, dueReminder, waiting({ since: at(set).now }));
    expect(found.map(({ on }) => on)).toEqual(days);
  });

  it.each([
    ['from Wednesday to Thursday noon', '2026-12-03T12:00', '2026-12-03', '2026-12-04'],
    ['over both days', '2026-12-04T11:00', '2026-12-04', null],
    ['over the weekend', '2026-12-07T09:00', '2026-12-04', null],
  ])('that were missed %s are one, the latest, and it is late', (_, now, on, nextOn) => {
    expect(dueReminder(waiting(), at(now))).toMatchObject({ on, nextOn, isLate: true, count: 1 });
  });

  it('end once snoozed ones are posted, and after none is needed', () => {
    const snoozed = waiting({ kept: { count: 2, nextOn: '2026-12-07' } });
    const [found, ...more] = everyHour(at('2026-12-05T09:00'), 240, dueReminder, snoozed);
    expect(found).toMatchObject({ on: '2026-12-07', count: 3, nextOn: null });
    expect(more).toEqual([]);
    expect(dueReminder(waiting({ kept: { count: 1, nextOn: null } }), at('2026-12-04T09:00'))).toBeUndefined();
  });

  it('are at most two, in order and never before their day, however seldom somebody looks', () => {
    const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(
        anyDay,
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }),
        fc.nat(200),
        (date, gaps, early) => {
          const since = Date.parse(`${date}T00:00:00Z`) - early * HOUR;
          const found: Reminder[] = [];
          let now = since;
          for (const gap of gaps) {
            now += gap * HOUR;
            const last = found.at(-1);
            const one = waiting({
              decideBy: date,
              since,
              ...(last && { kept: { count: last.count, nextOn: last.nextOn } }),
            });
            const reminder = dueReminder(one, { now, timeZone });
            if (reminder !== undefined) found.push(reminder);
          }
          const days = found.map(({ on }) => on);
          expect([[], [date], [workingDayBefore(date)], [workingDayBefore(date), date]]).toContainEqual(days);
          for (const { on, today } of found) {
            expect(on <= today).toBe(true);
            expect(on > dueDay(since, timeZone)).toBe(true);
          }
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

describe('nudges', () => {
  const nudging = { afterDays: 7, most: 3 };
  const nudge = (one: Waiting, clock: Clock) => nudgeReminder(one, nudging, clock);

  it('are three, once a week from the 7th day on, and the last one says so', () => {
    const found = everyHour(at('2026-11-20T15:00'), 60 * 24, nudge);
    expect(found.map(({ on }) => on)).toEqual(['2026-11-27', '2026-12-04', '2026-12-11']);
    expect(found.map(({ nextOn }) => nextOn)).toEqual(['2026-12-04', '2026-12-11', null]);
    expect(found.every(({ isLate }) => !isLate)).toBe(true);
  });

  it('come a week after one that was late', () => {
    const first = nudge(waiting(), at('2026-12-01T10:30'));
    expect(first).toMatchObject({ on: '2026-11-27', today: '2026-12-01', isLate: true, nextOn: '2026-12-08' });
  });

  it('are none where 0 days say never, and one where the policy wants one', () => {
    expect(nudgeReminder(waiting(), { afterDays: 0, most: 3 }, at('2027-06-01T09:00'))).toBeUndefined();
    const one = (given: Waiting, clock: Clock) => nudgeReminder(given, { afterDays: 2, most: 1 }, clock);
    expect(everyHour(at('2026-11-20T15:00'), 60 * 24, one).map(({ on }) => on)).toEqual(['2026-11-22']);
  });

  it('are never closer than a week, never before their day and never more than wanted', () => {
    const anyNudging = fc.record({ afterDays: fc.integer({ min: 1, max: 30 }), most: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(anyNudging, fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 30 }), (wanted, gaps) => {
        const found: Reminder[] = [];
        let { now } = at('2026-11-20T15:00');
        for (const gap of gaps) {
          now += gap * HOUR;
          const last = found.at(-1);
          const reminder = nudgeReminder(last === undefined ? waiting() : after(last), wanted, { now, timeZone });
          if (reminder !== undefined) found.push(reminder);
        }
        expect(found.length).toBeLessThanOrEqual(wanted.most);
        for (const [index, { today, day }] of found.entries()) {
          expect(daysBetween(day, today)).toBeGreaterThanOrEqual(wanted.afterDays);
          const before = found[index - 1];
          if (before !== undefined) expect(daysBetween(before.today, today)).toBeGreaterThanOrEqual(7);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

it('snoozes a due date to the next working day, and a nudge for a week', () => {
  expect(snoozedUntil('due', at('2026-12-03T10:00'))).toBe('2026-12-04');
  expect(snoozedUntil('due', at('2026-12-04T10:00'))).toBe('2026-12-07');
  expect(snoozedUntil('nudge', at('2026-12-04T10:00'))).toBe('2026-12-11');
});
