import type { NamedReview, Review } from '../../../reviews/record.ts';
import { summary } from '../../../wording/sentences.ts';
import type { Message } from '../message.ts';
import { escapeWithin } from '../mrkdwn.ts';
import { actionsSection } from './actions.ts';
import { costsSection, flipsSection, headerSection, hostingSection, warningsSection, whySection } from './answer.ts';
import { optionsSection } from './options.ts';
import { type Section, stateWords } from './section.ts';
import { concernsSection, contextSection, standingSection } from './standing.ts';

/** Slack recommends at most 4,000 characters of text (docs.slack.dev/reference/methods/chat.postMessage#truncating). */
const TEXT_MAX = 1000;

/**
 * The answer as the channel sees it, edited in place for as long as the review lives. `table: false` says the same without
 * Slack's table block, for where Slack refuses it.
 */
export function buildReviewMessage(review: NamedReview, { table = true }: { table?: boolean } = {}): Message {
  return {
    text: `${statePrefix(review)}${escapeWithin(summary(review.latest.recommendation), TEXT_MAX)}`,
    blocks: SECTIONS.flatMap((section) => section.build(review, { table })),
  };
}

/** Screen readers read only the text, so a decision stands in it too. */
function statePrefix(review: Review): string {
  return review.state === 'proposed' ? '' : `${stateWords(review)}. `;
}

/** The parts of the review's message, in the order in which they are read. */
export const SECTIONS: readonly Section[] = [
  headerSection,
  standingSection,
  whySection,
  optionsSection,
  hostingSection,
  costsSection,
  flipsSection,
  warningsSection,
  concernsSection,
  contextSection,
  actionsSection,
];
