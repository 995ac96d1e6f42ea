import type { KnownBlock } from '@slack/types';
import { asksForFacts, optionTitle, type Recommendation } from '../../../recommender/index.ts';
import { blockingConcerns, type NamedReview, type Review } from '../../../reviews/record.ts';
import { summary } from '../../../wording/sentences.ts';
import type { Message } from '../message.ts';
import { escapeWithin, visibleText } from '../mrkdwn.ts';
import { actionsSection } from './actions.ts';
import {
  conditionsSection,
  factsSection,
  flipsSection,
  headerSection,
  outsideSection,
  warningsSection,
  whySection,
} from './answer.ts';
import { optionsSection } from './options.ts';
import { type Answered, FULL_ROOM, needsFacts, overrideOf, type Room, type Section, stateWords } from './section.ts';
import { sizeQuestionSection, summarySection } from './size.ts';
import { contextSection, policySection, resolvedSection, standingSection } from './standing.ts';

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
  const room = roomFor(review);
  return {
    text: escapeWithin(textOf(review), TEXT_MAX),
    blocks: SECTIONS.flatMap((section) => section.build(review, { table, room, isOverdue })),
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

/** The parts of the review's message, in the order in which they are read. */
export const SECTIONS: readonly Section[] = [
  headerSection,
  standingSection,
  summarySection,
  policySection,
  factsSection,
  sizeQuestionSection,
  conditionsSection,
  whySection,
  optionsSection,
  flipsSection,
  outsideSection,
  warningsSection,
  resolvedSection,
  contextSection,
  actionsSection,
];

/** Of the answer, without the table: about a screen of a phone. */
const CHARACTERS_MAX = 900;
const LINES_MAX = 14;

/** "Requested by @somebody · Revision 1 · Proposed · AWS facts 2026-11" */
const CONTEXT = { characters: 80, lines: 1 };

/** What is left out first where it gets too long: the thread has all of it. */
const ROOMS: readonly Room[] = [
  FULL_ROOM,
  { reasons: 2, flips: 2, warnings: 2 },
  { reasons: 2, flips: 1, warnings: 2 },
  { reasons: 2, flips: 1, warnings: 1 },
];
const LEAST_ROOM: Room = { reasons: 1, flips: 1, warnings: 1 };

/** The answer itself. What a team did with it is always said, so it doesn't count. */
const COUNTED: readonly Section<Answered>[] = [
  headerSection,
  summarySection,
  policySection,
  sizeQuestionSection,
  conditionsSection,
  whySection,
  flipsSection,
  outsideSection,
  warningsSection,
];

/** How much of the answer there is room for in the channel. */
function roomFor(review: Answered): Room {
  const isShort = (room: Room): boolean => {
    const lines = COUNTED.flatMap((section) => section.build(review, { table: false, room })).flatMap(linesOf);
    const characters = lines.reduce((sum, line) => sum + line.length, CONTEXT.characters);
    return lines.length + CONTEXT.lines <= LINES_MAX && characters <= CHARACTERS_MAX;
  };
  return ROOMS.find(isShort) ?? LEAST_ROOM;
}

/** How much of a recommendation its message shows as a proposal; the rest is for the thread. */
export function shownInMessage(recommendation: Recommendation): Room {
  const proposal: Answered = { state: 'proposed', decision: null, latest: { recommendation } };
  if (needsFacts(proposal)) return { reasons: 0, flips: 0, warnings: 0 };
  return roomFor(proposal);
}

/** What a reader sees of a block of text. */
function linesOf(block: KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text];
    case 'section':
      return visibleText(block.text?.text ?? '').split('\n');
    default:
      return [];
  }
}
