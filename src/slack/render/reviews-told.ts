import type { Button, KnownBlock } from '@slack/types';
import { optionTitle } from '../../recommender/index.ts';
import { type NamedReview, optionUpForDecision } from '../../reviews/record.ts';
import { writeMonthlyCost } from '../../wording/money.ts';
import type { ReviewCommand } from '../../wording/read-command.ts';
import { ACTIONS } from '../ids.ts';
import { figuresWords, hasFigures, type ShownFigures, type ShownFiguresOfOption } from './home/figures.ts';
import { buildItem, type HomeItem, type HomePage } from './home/item.ts';
import { needsFacts, stateWords } from './message/section.ts';
import { standingSection } from './message/standing.ts';
import type { Message } from './message.ts';
import { escapeWithin, mrkdwn, plain } from './mrkdwn.ts';
import { buildWhoMay, type Deciding } from './thread/deciders.ts';

// The private answers to the slash command's words about reviews.

const NAME_MAX = 80;

/** `list`: what waits for the person first, then the other open reviews. */
export function buildReviewList(waiting: HomePage, open: HomePage): Message {
  const listed = new Set(waiting.items.map(({ id }) => id));
  const others = open.items.filter(({ id }) => !listed.has(id));
  const isMore = waiting.next !== null || open.next !== null;
  if (listed.size + others.length === 0 && !isMore) return told('No review that you can see is open.');
  const text = listed.size === 0 ? 'Nothing is waiting for you.' : `${reviews(listed.size)} waiting for you.`;
  return {
    text,
    blocks: [
      { type: 'header', text: plain('Waiting for you') },
      ...(listed.size === 0 ? [section(text)] : waiting.items.map(buildItem)),
      ...(others.length === 0 ? [] : [{ type: 'header' as const, text: plain('Open reviews') }]),
      ...others.map(buildItem),
      ...(isMore ? [note('More of them are on my *Home* tab.')] : []),
    ],
  };
}

const reviews = (count: number): string => (count === 1 ? '1 review is' : `${count} reviews are`);

/** Reviews that a name or words fit; the words that were typed are offered as a workload too. */
export function buildCandidates(page: HomePage, typed: string): Message {
  const heading =
    page.items.length === 1 ? '1 review has a name like that.' : `${page.items.length} reviews have names like that.`;
  return {
    text: heading,
    blocks: [
      section(heading),
      ...page.items.map(buildItem),
      ...(page.next === null ? [] : [note('There are more. *Search by name* on my *Home* tab shows them all.')]),
      { type: 'actions', block_id: 'review_candidates', elements: [formButton(typed)] },
    ],
  };
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

/** `stats`: the figures of the reviews that the person may see. */
export function buildStats(days: number, total: ShownFigures, options: readonly ShownFiguresOfOption[]): Message {
  if (!hasFigures(total)) return told(`Nothing that you can see was decided in the last ${days} days.`);
  const lines = options.map((of) => `• ${optionTitle(of.option)}: ${figuresWords(of)}`);
  const heading = `*Last ${days} days:* ${figuresWords(total)}`;
  return {
    text: `Last ${days} days: ${figuresWords(total)}`,
    blocks: [section([heading, ...lines].join('\n')), note('Counts the reviews that you can see.')],
  };
}

const MEANT: Readonly<Record<ReviewCommand['kind'], readonly [meaning: string, label: string]>> = {
  list: ['the open reviews', 'Show reviews'],
  stats: ['figures of the last decisions', 'Show figures'],
  status: ['where a review stands', 'Show reviews'],
  search: ['a search by name', 'Show reviews'],
};

/** Asks whether words are about reviews or name a workload, with a button for each. */
export function buildDoubt(command: ReviewCommand, typed: string): Message {
  const [meaning, label] = MEANT[command.kind];
  const text = `Do you mean ${meaning}, or is “${escapeWithin(typed, NAME_MAX)}” a workload to review?`;
  return asked(text, { command, label }, typed);
}

/** Says that nothing is called so, and asks the same. */
export function buildNoneNamed(name: string, typed: string): Message {
  const text = `None of the reviews that you can see is called “${escapeWithin(name, NAME_MAX)}”. Show the open ones, or describe a workload?`;
  return asked(text, { command: { kind: 'list' }, label: 'Show reviews' }, typed);
}

function asked(text: string, { command, label }: { command: ReviewCommand; label: string }, typed: string): Message {
  const show: Button = {
    type: 'button',
    action_id: ACTIONS.showReviews,
    text: plain(label),
    value: JSON.stringify({ command, typed }),
  };
  return {
    text,
    blocks: [section(text), { type: 'actions', block_id: 'review_doubt', elements: [show, formButton(typed)] }],
  };
}

function formButton(typed: string): Button {
  return { type: 'button', action_id: ACTIONS.fillForm, text: plain('Open the form with these words'), value: typed };
}

/** What the button that shows reviews carries; undefined for anything else. */
export function readShown(value: string | undefined): { command: ReviewCommand; typed: string } | undefined {
  try {
    const { command, typed } = JSON.parse(value ?? '') as { command: ReviewCommand; typed: string };
    return Object.hasOwn(MEANT, command.kind) ? { command, typed } : undefined;
  } catch {
    return undefined;
  }
}

const told = (text: string): Message => ({ text, blocks: [section(text)] });

const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });

const note = (text: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(text)] });
