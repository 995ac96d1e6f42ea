import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayIn,
  daysBetween,
  dueDay,
  isLate,
  workingDayAfter,
  workingDayBefore,
} from '../../src/reviews/calendar.ts';
import { runs } from '../support/lane.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** With and without daylight saving time, by half hours, and at both ends of the day. */
const ZONES = [
  ...'UTC Europe/Berlin America/New_York America/St_Johns America/Sao_Paulo Australia/Lord_Howe'.split(' '),
  ...'Asia/Kathmandu Pacific/Kiritimati Pacific/Pago_Pago'.split(' '),
];

const anyZone = fc.constantFrom(...ZONES);
const anyTime = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2045, 0, 1) });
const anyDay = anyTime.map((at) => new Date(at).toISOString().slice(0, 10));

/** "2026-10-25 09:00" on the clocks of a time zone. */
const clockAt = (at: number, timeZone: string): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone }).slice(0, 16);

/** When a day becomes due, to the minute, by looking at every minute. */
function dueAt(day: string, timeZone: string): number {
  let [before, after] = [Date.parse(`${day}T00:00:00Z`) - 12 * HOUR, Date.parse(`${day}T00:00:00Z`) + 30 * HOUR];
  while (after - before > MINUTE) {
    const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE;
    if (dueDay(middle, timeZone) >= day) after = middle;
    else before = middle;
  }
  return after;
}

describe('what is due on a day', () => {
  it('is due when the clocks there show 09:00, not a minute before, in every time zone and on every day', () => {
    fc.assert(
      fc.property(anyDay, anyZone, (day, zone) => {
        const at = dueAt(day, zone);
        expect(clockAt(at, zone)).toBe(`${day} 09:00`);
        expect(dueDay(at - 1, zone)).toBe(addDays(day, -1));
      }),
      { numRuns: runs(200) },
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-28', '2026-03-28T08:00Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-29T07:00Z'],
    ['Europe/Berlin', '2026-10-24', '2026-10-24T07:00Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T08:00Z'],
    ['America/New_York', '2026-03-07', '2026-03-07T14:00Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T13:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T22:30Z'],
  ])('in %s on %s is due at %s, the day before and after the clocks change', (zone, day, at) => {
    expect(dueAt(day, zone)).toBe(Date.parse(at));
  });

  it('stays due: a day never takes the place of a later one', () => {
    fc.assert(
      fc.property(anyTime, fc.nat(400 * 24 * HOUR), anyZone, (at, later, zone) => {
        expect(dueDay(at + later, zone) >= dueDay(at, zone)).toBe(true);
        expect([dueDay(at, zone), addDays(dueDay(at, zone), 1)]).toContain(dayIn(at, zone));
      }),
      { numRuns: runs(300) },
    );
  });

  it('is late an hour after, and from the next day on', () => {
    const at = (text: string) => isLate('2026-12-04', Date.parse(text), 'Europe/Berlin');
    expect(['08:00', '08:59', '09:00'].map((time) => at(`2026-12-04T${time}Z`))).toEqual([false, false, true]);
    expect(at('2026-12-05T00:00Z')).toBe(true);
  });
});

describe('a working day', () => {
  it('is the next one or the last one of Monday to Friday: all between are Saturday and Sunday', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const weekdayOf = (one: string) => new Date(`${one}T12:00:00Z`).getUTCDay();
        for (const [other, step] of [
          [workingDayBefore(day), -1],
          [workingDayAfter(day), 1],
        ] as const) {
          expect([1, 2, 3, 4, 5]).toContain(weekdayOf(other));
          for (let between = addDays(day, step); between !== other; between = addDays(between, step)) {
            expect([0, 6]).toContain(weekdayOf(between));
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it.each([
    ['2026-12-07', '2026-12-04'],
    ['2026-12-06', '2026-12-04'],
    ['2026-12-05', '2026-12-04'],
    ['2028-03-01', '2028-02-29'],
    ['2027-03-01', '2027-02-26'],
    ['2027-01-01', '2026-12-31'],
  ])('before %s is %s', (day, before) => {
    expect(workingDayBefore(day)).toBe(before);
  });
});

it('counts days over months, leap days and years', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
      expect(daysBetween(day, addDays(day, days))).toBe(days);
    }),
    { numRuns: runs(300) },
  );
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
});
