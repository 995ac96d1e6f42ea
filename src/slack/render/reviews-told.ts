import type { Button } from '@slack/types';
import { type NamedReview, optionUpForDecision } from '../../reviews/record.ts';
import { writeMonthlyCost } from '../../wording/money.ts';
import type { ReviewCommand } from '../../wording/read-command.ts';
import { ACTIONS, COMMAND } from '../ids.ts';
import { readRecord } from '../read-record.ts';
import { actions, button, context, say, section } from './blocks.ts';
import { buildItem, type HomeItem, type HomePage } from './home/item.ts';
import { needsFacts, stateWords } from './message/section.ts';
import { outcomeSection, standingSection } from './message/standing.ts';
import type { Message } from './message.ts';
import { escapeWithin } from './mrkdwn.ts';
import { buildWhoMay, type Deciding } from './thread/deciders.ts';

// The private answers to the slash command's words about reviews.

const NAME_MAX = 80;

export function buildWhereReviewsAre(): Message {
  return say(
    `My *Home* tab lists the open reviews and says how the last 90 days went; \`${COMMAND} status NAME\` and \`search WORDS\` find one here.`,
  );
}

/** Reviews that a name or words fit; the words that were typed are offered as a workload too. */
export function buildCandidates(page: HomePage, typed: string): Message {
  const heading =
    page.items.length === 1 ? '1 review has a name like that.' : `${page.items.length} reviews have names like that.`;
  return say(
    heading,
    ...page.items.map(buildItem),
    ...(page.next === null ? [] : [context('There are more. *Search by name* on my *Home* tab shows them all.')]),
    actions('review_candidates', [formButton(typed)]),
  );
}

/** `status NAME`: the standing of one review, who decides and who has, what it costs. */
export function buildStatus(item: HomeItem, review: NamedReview, deciding: Deciding): Message {
  const cost = costLine(review);
  // The standing says these too, and more.
  const unsaid = { ...item, openConcerns: 0, deciderId: null, decideBy: null, revisitOn: null };
  return {
    text: `${item.name}: ${stateWords(review)}.`,
    blocks: [
      buildItem(unsaid),
      ...(cost === undefined ? [] : [section(cost)]),
      ...outcomeSection.build(review, { table: false }),
      ...standingSection.build(review, { table: false, isOverdue: item.isOverdue }),
      ...buildWhoMay(review, deciding),
    ],
  };
}

function costLine(review: NamedReview): string | undefined {
  const { costs } = review.latest.recommendation;
  const option = review.decision?.option ?? optionUpForDecision(review);
  const cost = costs.find((one) => one.option === option);
  if (cost === undefined || needsFacts(review)) return undefined;
  return `*Cost:* ${escapeWithin(writeMonthlyCost(cost), 300)}`;
}

const MEANT: Readonly<Record<ReviewCommand['kind'], string>> = {
  status: 'where a review stands',
  search: 'a search by name',
};

/** Asks whether words are about reviews or name a workload, with a button for each. */
export function buildDoubt(command: ReviewCommand, typed: string): Message {
  const text = `Do you mean ${MEANT[command.kind]}, or is “${escapeWithin(typed, NAME_MAX)}” a workload to review?`;
  const show = button(ACTIONS.showReviews, 'Show reviews', JSON.stringify({ command, typed }));
  return say(text, actions('review_doubt', [show, formButton(typed)]));
}

export function buildNoneNamed(name: string, typed: string): Message {
  const text = `None of the reviews that you can see is called “${escapeWithin(name, NAME_MAX)}”. My *Home* tab lists the open ones.`;
  return say(text, actions('review_doubt', [formButton(typed)]));
}

const formButton = (typed: string): Button => button(ACTIONS.fillForm, 'Open the form with these words', typed);

/** What the button that shows reviews carries; undefined for anything else. */
export function readShown(value: string | undefined): { command: ReviewCommand; typed: string } | undefined {
  const { command, typed } = readRecord(value) as { command?: ReviewCommand; typed: string };
  return command && Object.hasOwn(MEANT, command.kind) ? { command, typed } : undefined;
}
