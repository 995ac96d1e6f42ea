import type { KnownBlock } from '@slack/types';
import type { ReviewCard } from '../review-card.ts';

interface Look {
  /** Slack's table block may be used. */
  table: boolean;
}

/** One part of the review's message. It says one thing, and is not there when there is nothing to say. */
export interface Section {
  /** Unique among the sections. */
  id: string;
  /** At most about 2,500 characters in all, so that the whole message stays within what Slack takes. */
  build(card: ReviewCard, look: Look): KnownBlock[];
}
