import { optionTitle } from '../../recommender/index.ts';
import type { ReviewCard } from './review-card.ts';

/** Where a review stands, in two or three words. */
const STATES: Readonly<Record<ReviewCard['state'], string>> = {
  proposed: 'Proposed, not decided',
  accepted: 'Accepted',
  overridden: 'Overridden',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
};

/** "Proposed, not decided", "Accepted", "Overridden: Real-time Inference". */
export function stateWords({ state, decision }: Pick<ReviewCard, 'state' | 'decision'>): string {
  const words = STATES[state];
  return state === 'overridden' && decision !== null ? `${words}: ${optionTitle(decision.option)}` : words;
}
