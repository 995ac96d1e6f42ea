import type { KnownBlock } from '@slack/types';
import type { ReviewCard } from '../../message/review-card.ts';

/** One part of the first reply in the thread; nothing when there is nothing to say. At most 3,000 characters. */
export interface Detail {
  /** Unique among the details. */
  id: string;
  build(card: ReviewCard): KnownBlock[];
}
