import type { ActionsBlock, Button } from '@slack/types';
import { questionFor } from '../../../recommender/index.ts';
import { type ApprovalState, approvalStates, askedBy, asksForApproval } from '../../../reviews/approvals.ts';
import { addDays, daysBetween } from '../../../reviews/calendar.ts';
import { type Concern, openConcerns, type Review } from '../../../reviews/record.ts';
import { type AnsweredReminder, type Reminder, remindedOf } from '../../../reviews/reminders/reminder.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { capitalized } from '../../../wording/text.ts';
import { ACTIONS } from '../../ids.ts';
import type { Message } from '../message.ts';
import { canBeMentioned, deadlineWords, escapeWithin, mention, mentionAny, mrkdwn, plain } from '../mrkdwn.ts';

interface Told {
  /** The names of people by user id, where Slack tells them. */
  names: ReadonlyMap<string, string>;
  /** Of the review, when the reminder was posted. */
  version: number;
  /** Who snoozed it, or needs no more of them. */
  answeredById?: string;
}

/** One line for the thread: what is due, for whom, and what is missing, with what people can do about the next one. */
export function buildReminder(review: Review, reminder: Reminder | AnsweredReminder, told: Told): Message {
  const text = [
    forWhom(review, reminder.kind === 'due' ? dueWords(reminder) : silenceWords(reminder)),
    ...(review.state === 'proposed' ? [`Missing: ${joinClauses(missingIn(review, told), 'and')}.`] : []),
    ...(reminder.isLate ? [`This reminder is late: it was due at 09:00 on ${dayWords(reminder.on, reminder)}.`] : []),
    ...(isLast(reminder) ? ["I won't bring it up again until something happens here."] : []),
  ].join(' ');
  const said = { type: 'section', text: mrkdwn(text) } as const;
  if ('answer' in reminder) {
    const answered = answerWords(reminder, told.answeredById ?? '');
    return { text: `${text} ${answered}`, blocks: [said, { type: 'context', elements: [mrkdwn(answered)] }] };
  }
  return { text, blocks: isLast(reminder) ? [said] : [said, buttons(review, reminder, told.version)] };
}

/** Of nudges alone: the day of a due date can still be snoozed. */
const isLast = ({ kind, nextOn }: Reminder): boolean => kind === 'nudge' && nextOn === null;

/** Whose approvals are missing is mentioned where that is said. */
function forWhom(review: Review, words: string): string {
  const [first] = remindedOf(review);
  return first !== undefined && canBeMentioned(first) ? `${mentionAny(first)}: ${words}` : capitalized(words);
}

const dayWords = (day: string, { today }: Reminder): string => deadlineWords(day, Date.parse(today));

function dueWords(reminder: Reminder): string {
  const { day, today } = reminder;
  if (day === today) return 'this is due today.';
  if (day === addDays(today, 1)) return 'this is due tomorrow.';
  return `this ${day < today ? 'was' : 'is'} due on ${dayWords(day, reminder)}.`;
}

function silenceWords({ day, today }: Reminder): string {
  const days = daysBetween(day, today);
  return `nothing has happened here for ${days === 1 ? 'a day' : `${days} days`}.`;
}

const CONCERNS_MAX = 3;
const RULES_MAX = 5;
const PEOPLE_MAX = 10;
const CONCERN_MAX = 120;
const QUESTION_MAX = 150;

/** What stands between a review and its decision. */
function missingIn(review: Review, { names }: Told): string[] {
  const { questions = [] } = review.latest.recommendation;
  const facts = questions.map(({ field }) => `an answer to “${escapeWithin(questionFor(field), QUESTION_MAX)}”`);
  const concerns = counted(openConcerns(review), CONCERNS_MAX, (concern) => concernWords(concern, names), 'concern');
  const open = asksForApproval(review) ? approvalStates(review).filter(({ missing }) => missing > 0) : [];
  const approvals = counted(open, RULES_MAX, (state) => approvalWords(state, review), 'approval');
  const missing = [...facts, ...concerns, ...approvals];
  return open.length > 0 ? missing : [...missing, 'a decision'];
}

function counted<Item>(items: readonly Item[], max: number, words: (item: Item) => string, what: string): string[] {
  const rest = items.length - max;
  const more = rest > 0 ? [rest === 1 ? `1 more ${what}` : `${rest} more ${what}s`] : [];
  return [...items.slice(0, max).map(words), ...more];
}

const NAME_MAX = 40;

/** By name: those who raised them aren't asked. */
function concernWords({ text, blocking, raised }: Concern, names: ReadonlyMap<string, string>): string {
  const name = names.get(raised.byId);
  const by = name === undefined ? '' : ` of ${escapeWithin(name, NAME_MAX)}`;
  return `an answer to the ${blocking ? 'blocking ' : ''}concern${by} “${escapeWithin(text, CONCERN_MAX)}”`;
}

function approvalWords(state: ApprovalState, review: Review): string {
  const { rule, missing } = state;
  const from = askedBy(state, review).filter(canBeMentioned);
  const many = missing === 1 ? 'one approval' : `${missing} approvals`;
  if (from.length === 0) return `${many} (${escapeWithin(rule.name, NAME_MAX)})`;
  return `${many} of ${joinClauses(from.slice(0, PEOPLE_MAX).map(mentionAny), 'or')}`;
}

function buttons({ id }: Review, reminder: Reminder, version: number): ActionsBlock {
  const value = reminderValue({ reviewId: id, version, reminder });
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plain(text),
    value,
  });
  return {
    type: 'actions',
    elements: [button(ACTIONS.snoozeReminder, 'Snooze'), button(ACTIONS.stopReminder, 'Not needed')],
  };
}

function answerWords(reminder: AnsweredReminder, byId: string): string {
  const { until, kind } = reminder;
  if (until !== null) return `Snoozed until ${dayWords(until, reminder)} by ${mention(byId)}.`;
  return `Not needed, says ${mention(byId)}: no more reminders ${kind === 'due' ? 'of this date' : 'until something happens here'}.`;
}

/** A reminder that somebody pressed a button on. */
export interface PressedReminder {
  reviewId: string;
  version: number;
  reminder: Reminder;
}

/** For a button's value: at most 2,000 characters. */
function reminderValue({ reviewId, version, reminder }: PressedReminder): string {
  const { kind, about, day, count, on, today, isLate, nextOn } = reminder;
  return [reviewId, version, kind, about, day, count, on, today, nextOn ?? '-', isLate ? 'late' : 'on-time'].join(' ');
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What {@link reminderValue} wrote; undefined for anything else. */
export function readReminderValue(value: string): PressedReminder | undefined {
  const [reviewId = '', version = '', kind, about = '', day = '', count = '', on = '', today = '', next = '', late] =
    value.split(' ');
  const isRead =
    [day, on, today].every((one) => DAY.test(one)) && [version, count].every((one) => /^\d{1,9}$/.test(one));
  if (!isRead || (kind !== 'due' && kind !== 'nudge')) return undefined;
  const nextOn = DAY.test(next) ? next : null;
  const reminder: Reminder = { kind, about, day, count: Number(count), on, today, isLate: late === 'late', nextOn };
  return { reviewId, version: Number(version), reminder };
}
