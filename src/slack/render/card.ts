import type { KnownBlock } from '@slack/types';
import type { InferenceOptionId, Recommendation } from '../../recommender/index.ts';
import type { HeardLine } from '../../wording/heard-lines.ts';

/** Who did something, by Slack's id, and when, in milliseconds since 1970. */
interface Deed {
  byId: string;
  at: number;
}

/** A named doubt: open until somebody resolves it. */
interface CardConcern {
  /** 1 for the review's first. */
  id: number;
  text: string;
  raised: Deed;
  resolved: (Deed & { note: string }) | null;
}

/** Another review, as far as a message names it. */
export interface OtherReview {
  name: string;
}

/** All that a review's message says. */
export interface ReviewCard {
  reviewId: string;
  /** Slack's id of the person who asked. */
  requesterId: string;
  /** 1 for the first answer. */
  revision: number;
  /** Slack's id of the person whose changes made the latest revision; absent for the first. */
  revisedBy?: string;
  recommendation: Recommendation;
  /** What was heard of the words that it began with; absent where there were none. */
  heard?: readonly HeardLine[];
  state: 'proposed' | 'accepted' | 'overridden' | 'withdrawn' | 'superseded';
  /** Who brought it into its state, when, and why if it was said. */
  since: Deed & { reason: string | null };
  /** In the order in which they were raised. */
  concerns: readonly CardConcern[];
  /** What the team goes with; null where it is not decided. */
  decision: (Deed & { option: InferenceOptionId; own: boolean; despiteConcerns: readonly number[] }) | null;
  /** Who is asked to decide. */
  deciderId: string | null;
  /** Until when, as `2026-11-30`. */
  decideBy: string | null;
  /** The name or ARN of what was deployed. */
  endpoint: string | null;
  supersedes: OtherReview | null;
  supersededBy: OtherReview | null;
}

/** The concerns that nobody has resolved. */
export function openConcernsOf({ concerns }: Pick<ReviewCard, 'concerns'>): CardConcern[] {
  return concerns.filter(({ resolved }) => resolved === null);
}

/** What `chat.postMessage` and `chat.update` take: `text` is all that notifications and screen readers read. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** One part of the first reply in the thread; nothing when there is nothing to say. At most 3,000 characters. */
export interface Detail {
  /** Unique among the details. */
  id: string;
  build(card: ReviewCard): KnownBlock[];
}
