import type { Recommendation } from '../../recommender/index.ts';
import { describeDifference } from '../../wording/differences.ts';
import { mrkdwn } from '../block-kit/text.ts';
import { escapeWithin } from '../message/escape-within.ts';
import { mention } from '../message/mention.ts';
import type { Message } from '../message/review-card.ts';

const DIFFERENCE_MAX = 1500;

export interface RevisionLine {
  before: Recommendation;
  after: Recommendation;
  /** Slack's id of the person who changed the answers. */
  authorId: string;
  revision: number;
}

/** One line in the thread: who made which revision, what changed, and what it did to the choice. */
export function buildRevisionLine({ before, after, authorId, revision }: RevisionLine): Message {
  const difference = escapeWithin(describeDifference(before, after), DIFFERENCE_MAX);
  const line = `Revision ${revision} by ${mention(authorId)}: ${difference}`;
  return { text: line, blocks: [{ type: 'section', text: mrkdwn(line) }] };
}
