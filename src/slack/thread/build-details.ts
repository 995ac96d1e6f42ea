import { formatCount } from '../../recommender/index.ts';
import { escapeWithin } from '../message/escape-within.ts';
import type { Message, ReviewCard } from '../message/review-card.ts';
import { DETAILS } from './details/index.ts';

const NAME_MAX = 200;

/** The first reply in the review's thread: assumptions as questions, what was stated, the rest of the reasons, the sources. */
export function buildDetails(card: ReviewCard): Message {
  const { assumptions, workload } = card.recommendation;
  const open =
    assumptions.length === 0 ? 'nothing was assumed' : `${formatCount(assumptions.length, 'assumption')} to check`;
  return {
    text: `Details for ${escapeWithin(workload.name, NAME_MAX)}: ${open}, and the sources.`,
    blocks: DETAILS.flatMap((detail) => detail.build(card)),
  };
}
