import type { KnownBlock } from '@slack/types';
import type { Recommendation } from '../../recommender/index.ts';

/** All that a review's message says. */
export interface ReviewCard {
  reviewId: string;
  /** Slack's id of the person who asked. */
  requesterId: string;
  /** 1 for the first answer. */
  revision: number;
  /** Slack's id of the person whose changes made the latest revision; absent for the first. */
  revisedBy?: string;
  state: 'proposed';
  recommendation: Recommendation;
}

/** What `chat.postMessage` and `chat.update` take: `text` is all that notifications and screen readers read. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}
