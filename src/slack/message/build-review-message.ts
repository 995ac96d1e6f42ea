import { summary } from '../../wording/sentences.ts';
import { escapeWithin } from './escape-within.ts';
import type { Message, ReviewCard } from './review-card.ts';
import { SECTIONS } from './sections/index.ts';
import { stateWords } from './state-words.ts';

/** Slack recommends at most 4,000 characters of text (docs.slack.dev/reference/methods/chat.postMessage#truncating). */
const TEXT_MAX = 1000;

/**
 * The answer as the channel sees it, edited in place for as long as the review lives. `table: false` says the same without
 * Slack's table block, for where Slack refuses it.
 */
export function buildReviewMessage(card: ReviewCard, { table = true }: { table?: boolean } = {}): Message {
  return {
    text: `${statePrefix(card)}${escapeWithin(summary(card.recommendation), TEXT_MAX)}`,
    blocks: SECTIONS.flatMap((section) => section.build(card, { table })),
  };
}

/** Screen readers read only the text, so a decision stands in it too. */
function statePrefix(card: ReviewCard): string {
  return card.state === 'proposed' ? '' : `${stateWords(card)}. `;
}
