// Days without a time zone, such as `2026-11-30`, and when they come in one.

const DAY_MS = 86_400_000;

/** What is due on a day is due at this hour. */
const DUE_HOUR = 9;

const SATURDAY = 6;

/** `days`: may be negative. */
export const addDays = (day: string, days: number): string =>
  new Date(timeOf(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The number of days from one to another; negative where that is earlier. */
export const daysBetween = (from: string, to: string): number => (timeOf(to) - timeOf(from)) / DAY_MS;

/** The last day before, of Monday to Friday. */
export const workingDayBefore = (day: string): string => workingDayFrom(day, -1);

/** The first day after, of Monday to Friday. */
export const workingDayAfter = (day: string): string => workingDayFrom(day, 1);

function workingDayFrom(day: string, step: 1 | -1): string {
  const next = addDays(day, step);
  const weekday = new Date(timeOf(next)).getUTCDay();
  return weekday === 0 || weekday === SATURDAY ? workingDayFrom(next, step) : next;
}

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Which day it is in a time zone of the IANA database. `at`: milliseconds since 1970. */
export const dayIn = (at: number, timeZone?: string): string => clockIn(at, timeZone).day;

/** The last day on which it has been 09:00: what is due on it, or was due before, is due now. */
export function dueDay(at: number, timeZone?: string): string {
  const { day, hour } = clockIn(at, timeZone);
  return hour >= DUE_HOUR ? day : addDays(day, -1);
}

/** Whether what was due on a day is done an hour late, or later. A restart takes less. */
export function isLate(on: string, at: number, timeZone?: string): boolean {
  const { day, hour } = clockIn(at, timeZone);
  return day > on || hour > DUE_HOUR;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function clockIn(at: number, timeZone = 'UTC'): { day: string; hour: number } {
  const format =
    FORMATS.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
  FORMATS.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  return { day, hour: Number(parts.get('hour')) };
}
