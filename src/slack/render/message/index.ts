import { asksForFacts, optionTitle } from '../../../recommender/index.ts';
import { blockingConcerns, type NamedReview, type Review } from '../../../reviews/record.ts';
import { summary } from '../../../wording/sentences.ts';
import type { Message } from '../message.ts';
import { escapeWithin } from '../mrkdwn.ts';
import { actionsSection } from './actions.ts';
import { conditionsSection, factsSection, headerSection, outsideSection, wayOutSection, whySection } from './answer.ts';
import { optionsSection, ruledOutSection } from './options.ts';
import { overrideOf, type Section, stateWords } from './section.ts';
import { summarySection } from './size.ts';
import { contextSection, outcomeSection, policySection, resolvedSection, standingSection } from './standing.ts';

/** Slack recommends at most 4,000 characters of text (docs.slack.dev/reference/methods/chat.postMessage#truncating). */
const TEXT_MAX = 1000;

/**
 * The answer as the channel sees it, edited in place for as long as the review lives. `table: false` says the same without
 * Slack's table block, for where Slack refuses it.
 */
export function buildReviewMessage(
  review: NamedReview,
  { table = true, isOverdue = false }: { table?: boolean; isOverdue?: boolean } = {},
): Message {
  return {
    text: escapeWithin(textOf(review), TEXT_MAX),
    blocks: SECTIONS.flatMap((section) => section.build(review, { table, isOverdue })),
  };
}

/** Screen readers read only the text, so a decision stands in it too. */
function textOf(review: Review): string {
  const { recommendation } = review.latest;
  const { choice, workload } = recommendation;
  const override = overrideOf(review);
  if (override !== undefined) {
    const instead = choice === null ? 'No option fits' : `Recommended: ${optionTitle(choice.option)}`;
    return `${optionTitle(override.option)} for ${workload.name}, chosen against the recommendation. ${instead}.`;
  }
  const { state, decision } = review;
  if (decision !== null && asksForFacts(recommendation)) {
    return `${stateWords(review)}. ${optionTitle(decision.option)} for ${workload.name}.`;
  }
  const blocking = blockingConcerns(review).length;
  const standing = [
    ...(state === 'proposed' ? [] : [`${stateWords(review)}.`]),
    ...(blocking === 0 ? [] : [blocking === 1 ? '1 blocking concern.' : `${blocking} blocking concerns.`]),
  ];
  return [...standing, summary(recommendation)].join(' ');
}

/**
 * The parts of the review's message, in the order in which they are read: the answer and what to press, then why. What would change
 * it, what to confirm and what to do before deploying is for the first reply.
 */
export const SECTIONS: readonly Section[] = [
  headerSection,
  outcomeSection,
  summarySection,
  actionsSection,
  standingSection,
  factsSection,
  conditionsSection,
  whySection,
  policySection,
  optionsSection,
  ruledOutSection,
  wayOutSection,
  outsideSection,
  resolvedSection,
  contextSection,
];
