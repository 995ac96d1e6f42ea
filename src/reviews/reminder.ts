import { addDays, dayIn, dueDay, isLate, workingDayAfter, workingDayBefore } from './calendar.ts';
import type { Review } from './record.ts';

/** Why an open review is brought up in its thread: its due date comes, or is over, or nothing has happened for long. */
export type ReminderKind = 'due' | 'overdue' | 'nudge';

/** One reminder, as it is posted. Days are such as `2026-11-30`. */
export interface Reminder {
  kind: ReminderKind;
  /** The due date; of a nudge, when something happened last, in milliseconds since 1970. */
  about: string;
  /** The day of it. */
  day: string;
  /** The day it was due. */
  on: string;
  /** The day it is posted. */
  today: string;
  isLate: boolean;
  /** It is the last nudge about the same silence. */
  isLast?: true;
}

/** A reminder that was posted. Of one about the same due date or silence: the days that {@link Reminder} has. */
export interface PastReminder extends Pick<Reminder, 'kind' | 'about' | 'on'> {
  /** When, in milliseconds since 1970. */
  at: number;
}

/** An open review that may be due to be brought up. Times are milliseconds since 1970. */
export interface Waiting {
  /** Of its latest event. */
  lastAt: number;
  /** When it became a proposal with its due date. */
  since: number;
  decideBy: string | null;
  /** All that were posted, in any order. */
  past: readonly PastReminder[];
}

export interface Clock {
  /** Milliseconds since 1970. */
  now: number;
  /** Of the IANA database. Default: UTC. */
  timeZone?: string | undefined;
}

/** When an open review is brought up that nobody works on. */
export interface Nudging {
  /** Days without an event; 0 for never. */
  afterDays: number;
  /** How often. */
  most: number;
}

/** The reminder that is due now, if any: of two on a day that of the due date. */
export const reminderFor = (waiting: Waiting, nudging: Nudging, clock: Clock): Reminder | undefined =>
  dueReminder(waiting, clock) ?? nudgeReminder(waiting, nudging, clock);

/** A due date that was over for longer isn't brought up. In days. */
export const MOST_OVERDUE = 30;

/**
 * The reminder of a due date: the latest of those missed. There is one on the working day before, one on the day, and one on the
 * working day after, unless that was over when the date was set.
 */
function dueReminder({ decideBy: date, since, past }: Waiting, clock: Clock): Reminder | undefined {
  if (date === null) return undefined;
  const [today, setOn] = [dueDay(clock.now, clock.timeZone), dueDay(since, clock.timeZone)];
  if (addDays(date, MOST_OVERDUE) < today) return undefined;
  const days = [workingDayBefore(date), date, workingDayAfter(date)].filter((day) => day > setOn && day <= today);
  const on = days.at(-1);
  if (on === undefined || past.some((one) => one.about === date && one.on >= on)) return undefined;
  return { kind: on > date ? 'overdue' : 'due', about: date, day: date, ...postedOn(on, clock) };
}

const WEEK_DAYS = 7;

/** Silence that lasted for longer isn't brought up for the first time, so that an upgrade doesn't post in every old thread. In days. */
const MOST_SILENT = 90;

/** The nudge: one per week after the first, and none within a week of another reminder. */
function nudgeReminder({ lastAt, past }: Waiting, nudging: Nudging, clock: Clock): Reminder | undefined {
  const { afterDays, most } = nudging;
  const about = String(lastAt);
  const count = past.filter((one) => one.about === about).length + 1;
  const day = dayIn(lastAt, clock.timeZone);
  const others = past.map(({ at }) => addDays(dayIn(at, clock.timeZone), WEEK_DAYS));
  const on = [addDays(day, afterDays), ...others].toSorted().at(-1) ?? day;
  const today = dueDay(clock.now, clock.timeZone);
  if (afterDays === 0 || count > most || on > today) return undefined;
  if (count === 1 && addDays(on, MOST_SILENT) < today) return undefined;
  return { kind: 'nudge', about, day, ...postedOn(on, clock), ...(count === most && { isLast: true }) };
}

const postedOn = (on: string, { now, timeZone }: Clock) => ({
  on,
  today: dueDay(now, timeZone),
  isLate: isLate(on, now, timeZone),
});

/** Days without an event after which no nudge comes. */
export const silentForGood = ({ afterDays, most }: Nudging): number => afterDays + MOST_SILENT + most * WEEK_DAYS;

/** Whether a due date is over: from 09:00 of the working day after it. */
export const isOverdue = (decideBy: string | null, { now, timeZone }: Clock): boolean =>
  decideBy !== null && workingDayAfter(decideBy) <= dueDay(now, timeZone);

/** Whether a review is still open, and what a reminder was about. `version`: of the review when it was posted. */
export function isStillDue(review: Review, { kind, about }: Reminder, version: number): boolean {
  if (review.state !== 'proposed') return false;
  return kind === 'nudge' ? review.version === version : review.decideBy === about;
}
