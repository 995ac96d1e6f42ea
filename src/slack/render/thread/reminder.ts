import { questionFor } from '../../../recommender/index.ts';
import { type ApprovalState, approvalStates, askedBy, asksForApproval } from '../../../reviews/approvals.ts';
import { addDays, daysBetween } from '../../../reviews/calendar.ts';
import { type Concern, openConcerns, type Review } from '../../../reviews/record.ts';
import type { Reminder } from '../../../reviews/reminder.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { capitalized } from '../../../wording/text.ts';
import { say } from '../blocks.ts';
import type { Message } from '../message.ts';
import { canBeMentioned, deadlineWords, escapeWithin, firstOf, mention, mentionAny } from '../mrkdwn.ts';

/**
 * One line for the thread: what is due, for whom, and what is missing. `names`: of people by user id, where Slack tells them.
 */
export function buildReminder(review: Review, reminder: Reminder, names: ReadonlyMap<string, string>): Message {
  return say(
    [
      forWhom(review, reminder),
      `Missing: ${joinClauses(missingIn(review, names), 'and')}.`,
      ...(reminder.isLate ? [`This reminder is late: it was due at 09:00 on ${dayWords(reminder.on, reminder)}.`] : []),
      ...(reminder.isLast ? ["I won't bring it up again until something happens here."] : []),
    ].join(' '),
  );
}

const WORDS = {
  due: dueWords,
  overdue: (reminder: Reminder) => `overdue since ${dayWords(reminder.day, reminder)}.`,
  nudge: silenceWords,
} as const;

/** The owner, or without one the requester; both where it is overdue. Whose approvals are missing is mentioned where that is said. */
function forWhom(review: Review, reminder: Reminder): string {
  const { deciderId, requesterId } = review;
  const words = WORDS[reminder.kind](reminder);
  const owner = deciderId ?? requesterId;
  const responsible = new Set(reminder.kind === 'overdue' ? [owner, requesterId] : [owner]);
  const first = [...responsible].filter(canBeMentioned).map(mention);
  return first.length === 0 ? capitalized(words) : `${first.join(', ')}: ${words}`;
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
function missingIn(review: Review, names: ReadonlyMap<string, string>): string[] {
  const { questions = [] } = review.latest.recommendation;
  const facts = questions.map(({ field }) => `an answer to “${escapeWithin(questionFor(field), QUESTION_MAX)}”`);
  const concerns = counted(openConcerns(review), CONCERNS_MAX, (concern) => concernWords(concern, names), 'concern');
  const open = asksForApproval(review) ? approvalStates(review).filter(({ missing }) => missing > 0) : [];
  const approvals = counted(open, RULES_MAX, (state) => approvalWords(state, review), 'approval');
  const missing = [...facts, ...concerns, ...approvals];
  return open.length > 0 ? missing : [...missing, 'a decision'];
}

const counted = <Item>(items: readonly Item[], max: number, words: (item: Item) => string, what: string): string[] =>
  firstOf(items.map(words), max, (rest) => (rest === 1 ? `1 more ${what}` : `${rest} more ${what}s`));

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
