import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { mention } from '../mention.ts';
import type { ReviewCard } from '../review-card.ts';
import type { Section } from './section.ts';

const DATE_MAX = 40;

const STATES: Readonly<Record<ReviewCard['state'], string>> = {
  proposed: 'Proposed, not decided',
};

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
      STATES[card.state],
      'No open concerns',
      `AWS facts of ${escapeWithin(quotasAsOf, DATE_MAX)}`,
    ];
    return [{ type: 'context', elements: [mrkdwn(parts.join('  ·  '))] }];
  },
};
