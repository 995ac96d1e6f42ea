import { asksForApproval, stillAsked } from '../approvals.ts';
import { addDays, dayIn, dueDay, isLate, workingDayAfter, workingDayBefore } from '../calendar.ts';
import type { Review } from '../record.ts';

/** Why an open review is brought up in its thread: for its due date, or because nothing has happened for long. */
export type ReminderKind = 'due' | 'nudge';

/** One reminder, as it is posted. Days are such as `2026-11-30`. */
export interface Reminder {
  kind: ReminderKind;
  /** The due date; of a nudge, when something happened last, in milliseconds since 1970. */
  about: string;
  /** The day of it. */
  day: string;
  /** Which one about it, from 1. */
  count: number;
  /** The day it was due. */
  on: string;
  /** The day it is posted. */
  today: string;
  isLate: boolean;
  /** The next one, unless somebody says otherwise; null: none. */
  nextOn: string | null;
}

/** What people can answer a reminder with. `stop`: no more about the same. */
export type ReminderAnswer = 'snooze' | 'stop';

/** `until`: the day of the next one; null for none. */
export interface AnsweredReminder extends Reminder {
  answer: ReminderAnswer;
  until: string | null;
}

/** What is kept of the reminders of one kind about the same. */
export interface KeptReminder {
  count: number;
  /** Null: none, unless somebody snoozes the last. */
  nextOn: string | null;
}

/** An open review that may be due to be brought up. Times are milliseconds since 1970. */
export interface Waiting {
  reviewId: string;
  teamId: string;
  /** The number of its events. */
  version: number;
  /** Of its latest event. */
  lastAt: number;
  /** When it became a proposal with its due date. */
  since: number;
  decideBy: string | null;
  /** Absent before the first one about the same. */
  kept?: KeptReminder;
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

/**
 * The reminder of a due date that is due now: the latest of those missed. There is one on the working day before, and one on the
 * day, unless that was over when the date was set.
 */
export function dueReminder({ decideBy: date, since, kept }: Waiting, clock: Clock): Reminder | undefined {
  if (date === null) return undefined;
  const [today, setOn] = [dueDay(clock.now, clock.timeZone), dueDay(since, clock.timeZone)];
  const days =
    kept === undefined
      ? [workingDayBefore(date), date].filter((day) => day > setOn)
      : kept.nextOn === null
        ? []
        : [kept.nextOn, date].filter((day) => day >= (kept.nextOn ?? ''));
  const on = days.filter((day) => day <= today).at(-1);
  if (on === undefined) return undefined;
  return { kind: 'due', about: date, day: date, ...posted(on, kept, clock), nextOn: date > today ? date : null };
}

const WEEK_DAYS = 7;

/** The nudge that is due now: one per week after the first. */
export function nudgeReminder({ lastAt, kept }: Waiting, nudging: Nudging, clock: Clock): Reminder | undefined {
  const { afterDays, most } = nudging;
  const today = dueDay(clock.now, clock.timeZone);
  const day = dayIn(lastAt, clock.timeZone);
  const on = kept === undefined ? addDays(day, afterDays) : kept.nextOn;
  if (afterDays === 0 || on === null || on > today) return undefined;
  const told = posted(on, kept, clock);
  if (told.count > most) return undefined;
  const nextOn = told.count < most ? addDays(today, WEEK_DAYS) : null;
  return { kind: 'nudge', about: String(lastAt), day, ...told, nextOn };
}

function posted(on: string, kept: KeptReminder | undefined, { now, timeZone }: Clock) {
  return { count: (kept?.count ?? 0) + 1, on, today: dueDay(now, timeZone), isLate: isLate(on, now, timeZone) };
}

/** Until when a reminder is snoozed by a press now: the next working day, or for a week. */
export function snoozedUntil(kind: ReminderKind, { now, timeZone }: Clock): string {
  const today = dayIn(now, timeZone);
  return kind === 'due' ? workingDayAfter(today) : addDays(today, WEEK_DAYS);
}

/** The people and user groups whom a reminder is for: the owner, or without one the requester, and whose approvals are missing. */
export function remindedOf(review: Review): string[] {
  const asked = asksForApproval(review) ? stillAsked(review) : [];
  return [...new Set([review.deciderId ?? review.requesterId, ...asked])];
}

/** Whether a review is still open, and what a reminder was about. `version`: of the review when it was posted. */
export function isStillDue(review: Review, { kind, about }: Reminder, version: number): boolean {
  if (review.state !== 'proposed') return false;
  return kind === 'due' ? review.decideBy === about : review.version === version;
}
