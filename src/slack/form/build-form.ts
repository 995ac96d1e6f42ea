import type { KnownBlock, ModalView } from '@slack/types';
import type { ReadingLine } from '../../wording/heard.ts';
import { ACTIONS, VIEWS } from '../ids.ts';
import { actions, button, linesIn, modal, remark, section } from '../render/blocks.ts';
import { escapeWithin } from '../render/mrkdwn.ts';
import { readingLine } from '../render/thread/details.ts';
import { blockIn, type Draft, type FormMetadata, isAnswered, MORE_ACTION, readerOf } from './draft.ts';
import { buildMeasured } from './measured.ts';
import { buildOffers, linesAsking, openOffers, shownOffers } from './offers.ts';
import type { Question } from './question.ts';
import { QUESTIONS } from './questions/index.ts';
import { buildChannelQuestion } from './questions/review.ts';

// The form: workload in, workload out, and its drafts in the database. Knows no review and no client.

export interface Form {
  draft: Draft;
  metadata: FormMetadata;
  /** A notice at the top, in mrkdwn, with people's words escaped. */
  notice?: string;
  /** Whether the questions behind *More details* are shown. Kept in the form's metadata. */
  showMore: boolean;
}

/** Builds the form with a draft's answers. Updating an open form with it keeps everything typed. */
export function buildForm({ draft, metadata, notice, showMore }: Form): ModalView {
  const { first, more } = shownQuestions(draft, showMore);
  const isRevision = metadata.reviewId !== undefined;
  const inDraft = (question: Question) => ({ ...question.build(draft), block_id: blockIn(draft, question.id) });
  const blocks: KnownBlock[] = [
    ...(notice ? [section(notice)] : []),
    ...buildReading(draft),
    ...buildMeasured(draft),
    ADVICE,
    ...(asksForChannel(metadata) ? [buildChannelQuestion(draft)] : []),
    ...first.map(inDraft),
    buildMoreButton(showMore),
    ...more.map(inDraft),
    ...(isRevision || metadata.isOnTop === true ? [] : [START_FROM_ENDPOINT]),
  ];
  return modal({
    callback_id: VIEWS.workload,
    title: 'SageMaker endpoint',
    submit: isRevision ? 'Save as revision' : 'Get recommendation',
    close: 'Cancel',
    private_metadata: JSON.stringify({ ...metadata, showMore }),
    blocks,
  });
}

/** Returns whether the form asks for a channel: a new review that started outside of one. */
export const asksForChannel = (metadata: FormMetadata): boolean =>
  metadata.channelId === null && metadata.reviewId === undefined;

/** Slack takes 3,000 characters in a section. */
const HEARD_MAX = 2900;
const LINE_MAX = 900;

/** What was read in words, at the top of the form: lines of what was understood, not used and unclear, and choices for what is. */
function buildReading(draft: Draft): KnownBlock[] {
  const offers = openOffers(draft);
  const shown = shownOffers(offers);
  const reader = readerOf(draft);
  const lines = linesAsking(
    draft,
    offers.filter((offer) => !shown.includes(offer)),
  );
  return [
    ...linesIn(readingWords(lines, shown.length > 0), HEARD_MAX),
    ...buildOffers(shown),
    ...(reader === '' ? [] : [remark(reader)]),
  ];
}

/** A text of which nothing is understood needs another sentence than one that is half understood. */
function readingWords(lines: readonly ReadingLine[], isOffered: boolean): string[] {
  const isNothing = lines.length > 0 && lines.every(({ title }) => title === 'Not used') && !isOffered;
  if (!isNothing) return lines.map((line) => readingLine(line));
  const words = lines.map(({ text }) => escapeWithin(text, LINE_MAX));
  return [`I understood nothing of this: ${words.join(' · ')}. Fill in what you know.`];
}

const ADVICE = remark("Skip what you don't know. The answer lists what it assumed.");

/** A new review can start from what already runs. */
const START_FROM_ENDPOINT: KnownBlock = actions('form_endpoint', [
  button(ACTIONS.startFromEndpoint, 'Start from an endpoint'),
]);

const buildMoreButton = (showMore: boolean): KnownBlock =>
  actions('form_pages', [
    showMore ? button(MORE_ACTION, 'Fewer details', 'hide') : button(MORE_ACTION, 'More details', 'show'),
  ]);

/** The shown questions, by page. An answered question is shown unless other answers make it meaningless. */
function shownQuestions(draft: Draft, showMore: boolean): { first: Question[]; more: Question[] } {
  const shown: { first: Question[]; more: Question[] } = { first: [], more: [] };
  for (const question of QUESTIONS) {
    const place = question.place(draft);
    if (place === 'nowhere') continue;
    if (place === 'first') shown.first.push(question);
    else if (isAnswered(draft, question.id) || (place === 'more' && showMore)) shown.more.push(question);
  }
  return shown;
}

/** Returns whether the questions behind *More details* are shown after an action in the form. Only that button changes it. */
export function showsMoreAfter(
  action: { action_id: string; value?: string | undefined },
  metadata: FormMetadata,
): boolean {
  return action.action_id === MORE_ACTION ? action.value === 'show' : (metadata.showMore ?? false);
}
