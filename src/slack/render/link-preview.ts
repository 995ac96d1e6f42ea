import type { Button, KnownBlock } from '@slack/types';
import { asksForFacts, optionTitle, type Recommendation } from '../../recommender/index.ts';
import type { Review } from '../../reviews/record.ts';
import { answerLine } from '../../wording/answer-line.ts';
import { policyWords } from '../../wording/differences.ts';
import { writeMonthlyCost, writePricesAsOf } from '../../wording/money.ts';
import { openPoints } from '../../wording/sentences.ts';
import { ACTIONS } from '../ids.ts';
import { overrideOf, stateWords } from './message/section.ts';
import { clip, escapeWithin, link, mrkdwn, plain, when } from './mrkdwn.ts';

/** A review of what a link asks, and where its message is. */
export interface LinkedReview {
  review: Pick<Review, 'state' | 'since' | 'decision' | 'latest'>;
  url: string;
}

/** Longest texts in a preview, in characters: it stands below a line of somebody else's message. */
const PREVIEW_MAX = 600;
const NAME_MAX = 80;
const DATE_MAX = 40;

/**
 * What a link to the page shows in Slack where nothing was reviewed yet: the answer, what the team's policy did to it, what is open
 * about it, how old its facts are, and a button that opens the form with `words`; undefined where these don't fit into one.
 */
export function buildLinkPreview(recommendation: Recommendation, words: string | undefined): KnownBlock[] {
  const review: Button = { type: 'button', action_id: ACTIONS.fillForm, text: plain('Review this') };
  return [
    section(escapeWithin(answerLine(recommendation), PREVIEW_MAX)),
    ...notesOn(recommendation),
    context(['Not a review yet', ...datesOf(recommendation)].join(' · ')),
    ...(words === undefined ? [] : [actions({ ...review, value: words })]),
  ];
}

/** The same where the channel has a review of it: what is up for decision or was decided, and since when. */
export function buildReviewPreview({ review, url }: LinkedReview): KnownBlock[] {
  const { recommendation, workload } = review.latest;
  const open: Button = { type: 'button', action_id: ACTIONS.openSource, text: plain('Open the review'), url };
  return [
    section(`*${link(url, clip(workload.name, NAME_MAX))}*: ${escapeWithin(decidedLine(review), PREVIEW_MAX)}`),
    ...(review.decision === null ? notesOn(recommendation) : []),
    context([`${stateWords(review)}, ${when(review.since.at)}`, ...datesOf(recommendation)].join(' · ')),
    actions(open),
  ];
}

/** The option that the team chose with its cost, where it isn't the recommended one. */
function decidedLine(review: LinkedReview['review']): string {
  const { recommendation } = review.latest;
  const chosen = overrideOf(review)?.option;
  if (chosen === undefined) return answerLine(recommendation);
  const cost = recommendation.costs.find(({ option }) => option === chosen);
  const known = cost === undefined ? '' : `: ${writeMonthlyCost(cost)}`;
  return `${optionTitle(chosen)}${known}. Recommended: ${answerLine(recommendation)}`;
}

/** What the policy did, and what to confirm. Where too little is known the answer itself asks. */
function notesOn(recommendation: Recommendation): KnownBlock[] {
  const open = asksForFacts(recommendation) ? '' : openPoints(recommendation).join(' ');
  return [policyWords(recommendation).join(' '), open && `To confirm: ${open}`]
    .filter((note) => note !== '')
    .map((note) => context(escapeWithin(note, PREVIEW_MAX)));
}

function datesOf(recommendation: Recommendation): string[] {
  const { quotasAsOf, pricesAsOf } = recommendation.facts;
  const prices = writePricesAsOf(pricesAsOf);
  return [escapeWithin(prices, PREVIEW_MAX), `AWS facts ${escapeWithin(quotasAsOf, DATE_MAX)}`];
}

const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });

const context = (text: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(text)] });

const actions = (button: Button): KnownBlock => ({ type: 'actions', elements: [button] });
