import type { KnownBlock } from '@slack/types';
import {
  asksForFacts,
  type Choice,
  type InferenceOptionId,
  optionTitle,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../../../recommender/index.ts';
import type { ApprovalState } from '../../../reviews/approvals.ts';
import type { Decision, NamedReview, Review, ReviewState, Revision } from '../../../reviews/record.ts';
import { clip, escapeMrkdwn, escapeWithin, mention, mentionAny } from '../mrkdwn.ts';

interface Look {
  /** Slack's table block may be used. */
  table: boolean;
  /** The due date is over. */
  isOverdue?: boolean;
}

/** An answer, and whether the team goes with it. */
export type Answered = Pick<Review, 'state' | 'decision'> & { latest: Pick<Revision, 'recommendation'> };

/** One part of the review's message. It says one thing, and is not there when there is nothing to say. */
export interface Section<Told = NamedReview> {
  /** Unique among the sections. */
  id: string;
  /** At most about 2,500 characters in all, so that the whole message stays within what Slack takes. */
  build(review: Told, look: Look): KnownBlock[];
}

/** Where a review stands, in two or three words. */
export const STATES: Readonly<Record<ReviewState, string>> = {
  proposed: 'Proposed',
  accepted: 'Accepted',
  overridden: 'Overridden',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced',
};

/** "Proposed", "Needs facts", "Accepted", "Overridden: Real-time inference". */
export function stateWords(review: Answered): string {
  const { state, decision } = review;
  if (needsFacts(review)) return 'Needs facts';
  return state === 'overridden' && decision !== null
    ? `${STATES[state]}: ${optionTitle(decision.option)}`
    : STATES[state];
}

/** The decision for another option than the recommended one, where one counts or did until the review was replaced. */
export const overrideOf = ({ decision, state }: Pick<Answered, 'decision' | 'state'>): Decision | undefined =>
  decision?.kind === 'overridden' && (state === 'overridden' || state === 'superseded') ? decision : undefined;

/** Whether too little is known to claim an option, and nobody has decided nevertheless. */
export const needsFacts = ({ state, latest }: Pick<Answered, 'state' | 'latest'>): boolean =>
  asksForFacts(latest.recommendation) && (state === 'proposed' || state === 'withdrawn');

/** Whether nothing that was assumed, and no test, can change it. Answers from before these were told count as certain. */
export const isCertain = ({ confidence = 'firm', conditional }: Partial<Choice>): boolean =>
  confidence === 'firm' && !conditional;

/** "real-time", "batch transform": as it stands within a sentence. */
export const shortTitle = (option: InferenceOptionId): string =>
  optionTitle(option).toLowerCase().replace(' inference', '');

/** "1 blocking concern", "3 open concerns, 1 blocking" */
export function countConcerns(open: number, blocking: number): string {
  const kind = open === blocking ? 'blocking' : 'open';
  const some = blocking > 0 && blocking < open ? `, ${blocking} blocking` : '';
  return `${open} ${kind} ${open === 1 ? 'concern' : 'concerns'}${some}`;
}

const RULE_MAX = 60;

/** Most approvals and people that one line names. */
const NAMED_MAX = 5;

/** "*1 of 2 approvals* (@chen) · expensive endpoints". `whom`: also from whom, which would notify them in a new post. */
export function approvalWords({ rule, given, missing }: ApprovalState, { whom }: { whom: boolean }): string {
  const { name, count, from } = rule;
  const by = given.slice(0, NAMED_MAX).map(({ byId }) => mention(byId));
  const people = by.length === 0 ? '' : ` (${by.join(', ')})`;
  const asked =
    whom && missing > 0 && from !== undefined ? `, from ${from.slice(0, NAMED_MAX).map(mentionAny).join(' or ')}` : '';
  const so = `*${given.length} of ${count} ${count === 1 ? 'approval' : 'approvals'}*${people}`;
  return `${so} · ${escapeWithin(name, RULE_MAX)}${asked}`;
}

/** What a person saw when they pressed: the review and its revision. */
interface Seen {
  reviewId: string;
  /** Absent where a button does not say. */
  revision?: number;
}

/** For a button's value: at most 2,000 characters. */
export const seenValue = ({ reviewId, revision }: Required<Seen>): string => `${reviewId}@${revision}`;

/** What {@link seenValue} wrote, or an id alone. */
export function readSeenValue(value: string): Seen {
  const [, reviewId = value, revision] = /^(.*)@(\d{1,9})$/s.exec(value) ?? [];
  return revision === undefined ? { reviewId } : { reviewId, revision: Number(revision) };
}

export const concernValue = ({ reviewId, concernId }: { reviewId: string; concernId: number }): string =>
  seenValue({ reviewId, revision: concernId });

/** What {@link concernValue} wrote. */
export function readConcernValue(value: string): { reviewId: string; concernId: number } {
  const { reviewId, revision: concernId = 0 } = readSeenValue(value);
  return { reviewId, concernId };
}

/** Leaves room for an id in a button's value. Slack may count it escaped. */
const SAID_MAX = 1900;

/** A concern that somebody said to the bot, for a button's value. An id has no space. */
export const saidValue = ({ reviewId, text }: { reviewId: string; text: string }): string =>
  `${reviewId} ${clip(text, SAID_MAX, escapeMrkdwn)}`;

/** What {@link saidValue} wrote. */
export function readSaidValue(value: string): { reviewId: string; text: string } {
  const [reviewId = ''] = value.split(' ', 1);
  return { reviewId, text: value.slice(reviewId.length + 1) };
}

/** An answer to one of the questions that decide, as its choice carries it. */
interface FactAnswer extends Seen {
  field: WorkloadField;
  value: unknown;
}

/** For the value of a choice: at most 150 characters. */
export const answerValue = ({ field, value, ...seen }: FactAnswer & Required<Seen>): string =>
  `${seenValue(seen)} ${field}=${JSON.stringify(value)}`;

/** What {@link answerValue} wrote; undefined for anything else. */
export function readAnswerValue(text: string): FactAnswer | undefined {
  const [space, equals] = [text.indexOf(' '), text.indexOf('=')];
  const field = WORKLOAD_FIELDS.find((known) => known === text.slice(space + 1, equals));
  if (space < 1 || field === undefined) return undefined;
  try {
    return { ...readSeenValue(text.slice(0, space)), field, value: JSON.parse(text.slice(equals + 1)) };
  } catch {
    return undefined;
  }
}

/** What the menu of a review's message may offer. */
export const MENU_ITEMS = {
  accept: 'Accept anyway…',
  'override-policy': 'Override policy…',
  'get-code': 'Get the code',
  override: 'Choose another option',
  decider: 'Set owner and due date',
  withdraw: 'Withdraw',
  're-open': 'Re-open',
  supersede: 'Replace with a new review',
  'export-adr': 'Export decision record',
} as const;

export type ReviewMenuItem = keyof typeof MENU_ITEMS;

/** A menu has no value, only its options do: at most 150 characters each. */
export const menuValue = (item: ReviewMenuItem, seen: Required<Seen>): string => `${item}:${seenValue(seen)}`;

/** What {@link menuValue} wrote; undefined for anything else. Menus of earlier versions name no revision. */
export function readMenuValue(value: string): ({ item: ReviewMenuItem } & Seen) | undefined {
  const [name, seen = ''] = value.split(/:(.*)/s);
  const isKnown = name !== undefined && Object.hasOwn(MENU_ITEMS, name);
  return isKnown && seen !== '' ? { item: name as ReviewMenuItem, ...readSeenValue(seen) } : undefined;
}
