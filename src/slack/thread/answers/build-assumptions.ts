import { formatCount } from '../../../recommender/index.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import type { Message, ReviewCard } from '../../message/review-card.ts';
import { assumptionsDetail } from '../details/assumptions.ts';

/** What was taken for granted in the latest answer, as questions. */
export function buildAssumptions(card: ReviewCard): Message {
  const { assumptions } = card.recommendation;
  if (assumptions.length === 0) {
    const text = 'Nothing was assumed: everything that matters for this answer was stated.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  return { text: `${formatCount(assumptions.length, 'assumption')} to check.`, blocks: assumptionsDetail.build(card) };
}
