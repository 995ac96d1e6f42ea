import type { KnownBlock } from '@slack/types';
import { optionTitle } from '../../../recommender/index.ts';
import type { Concern, NamedReview, Review, ReviewState } from '../../../reviews/record.ts';

interface Look {
  /** Slack's table block may be used. */
  table: boolean;
}

/** One part of the review's message. It says one thing, and is not there when there is nothing to say. */
export interface Section {
  /** Unique among the sections. */
  id: string;
  /** At most about 2,500 characters in all, so that the whole message stays within what Slack takes. */
  build(review: NamedReview, look: Look): KnownBlock[];
}

/** Where a review stands, in two or three words. */
const STATES: Readonly<Record<ReviewState, string>> = {
  proposed: 'Proposed, not decided',
  accepted: 'Accepted',
  overridden: 'Overridden',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
};

/** "Proposed, not decided", "Accepted", "Overridden: Real-time Inference". */
export function stateWords({ state, decision }: Pick<Review, 'state' | 'decision'>): string {
  const words = STATES[state];
  return state === 'overridden' && decision !== null ? `${words}: ${optionTitle(decision.option)}` : words;
}

/** The concerns that nobody has resolved. The record has the same function, but renderers import its types alone. */
export function openConcernsOf({ concerns }: Pick<Review, 'concerns'>): Concern[] {
  return concerns.filter(({ resolved }) => resolved === null);
}

/** What a person saw when they pressed: the review and its revision. */
interface Seen {
  reviewId: string;
  /** Absent where a button does not say. */
  revision?: number;
}

/** For a button's value: at most 2,000 characters. */
export function seenValue({ reviewId, revision }: Required<Seen>): string {
  return `${reviewId}@${revision}`;
}

/** What {@link seenValue} wrote, or an id alone. */
export function readSeenValue(value: string): Seen {
  const [, reviewId = value, revision] = /^(.*)@(\d{1,9})$/s.exec(value) ?? [];
  return revision === undefined ? { reviewId } : { reviewId, revision: Number(revision) };
}

/** What the menu of a review's message offers. */
export const MENU_ITEMS = ['override', 'decider', 'withdraw', 're-open', 'supersede', 'export-adr'] as const;

export type ReviewMenuItem = (typeof MENU_ITEMS)[number];

/** A menu has no value of its own, only its options have: at most 150 characters each. */
export function menuValue(item: ReviewMenuItem, reviewId: string): string {
  return `${item}:${reviewId}`;
}

/** What {@link menuValue} wrote; undefined for anything else. */
export function readMenuValue(value: string): { item: ReviewMenuItem; reviewId: string } | undefined {
  const [name, reviewId = ''] = value.split(/:(.*)/s);
  const item = MENU_ITEMS.find((known) => known === name);
  return item === undefined || reviewId === '' ? undefined : { item, reviewId };
}
