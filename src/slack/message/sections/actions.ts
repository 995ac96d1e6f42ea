import { plain } from '../../block-kit/text.ts';
import { ACTIONS } from '../../ids.ts';
import type { Section } from './section.ts';

/** What can be done with the review in its present state. A button carries the review's id and nothing else. */
export const actionsSection: Section = {
  id: 'actions',
  build: ({ reviewId }) => [
    {
      type: 'actions',
      block_id: 'review_actions',
      elements: [{ type: 'button', action_id: ACTIONS.changeAnswers, text: plain('Change answers'), value: reviewId }],
    },
  ],
};
