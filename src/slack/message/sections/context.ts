import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { mention } from '../mention.ts';
import { openConcernsOf, type ReviewCard } from '../review-card.ts';
import { stateWords } from '../state-words.ts';
import type { Section } from './section.ts';

const DATE_MAX = 40;

/** Who asked, which revision this is, how old the facts are, and where the review stands. */
export const contextSection: Section = {
  id: 'context',
  build(card) {
    const { quotasAsOf } = card.recommendation.facts;
    const parts = [
      `Asked by ${mention(card.requesterId)}`,
      card.revisedBy === undefined
        ? `Revision ${card.revision}`
        : `Revision ${card.revision} by ${mention(card.revisedBy)}`,
      stateWords(card),
      concernWords(card),
      `AWS facts of ${escapeWithin(quotasAsOf, DATE_MAX)}`,
    ];
    return [{ type: 'context', elements: [mrkdwn(parts.join('  ·  '))] }];
  },
};

function concernWords(card: ReviewCard): string {
  const open = openConcernsOf(card).length;
  if (open === 0) return 'No open concerns';
  return open === 1 ? '1 open concern' : `${open} open concerns`;
}
