import type { NamedReview } from '../../../reviews/record.ts';
import { section } from '../blocks.ts';
import { stateWords } from '../message/section.ts';
import { contextSection, outcomeSection, standingSection } from '../message/standing.ts';
import type { Message } from '../message.ts';

/** Requester, decision, state, owner, due date and open concerns. */
export function buildStanding(card: NamedReview): Message {
  const look = { table: false };
  const missing = missingOf(card);
  return {
    text: `${stateWords(card)}.`,
    blocks: [
      ...contextSection.build(card, look),
      ...outcomeSection.build(card, look),
      ...standingSection.build(card, look),
      ...(missing === undefined ? [] : [section(missing)]),
    ],
  };
}

/** The owner or due date that is missing, and where to set it. */
function missingOf({ state, deciderId, decideBy }: NamedReview): string | undefined {
  if (state !== 'proposed' || (deciderId !== null && decideBy !== null)) return undefined;
  const what = [...(deciderId === null ? ['owner'] : []), ...(decideBy === null ? ['due date'] : [])].join(' or ');
  return `Nobody has decided yet. No ${what} is set: choose *Set owner and due date* in the review's menu.`;
}
