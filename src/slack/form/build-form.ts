import type { KnownBlock, ModalView } from '@slack/types';
import type { ReadingLine } from '../../wording/heard.ts';
import { ACTIONS, VIEWS } from '../ids.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { escapeWithin, joinLines, mrkdwn, plain } from '../render/mrkdwn.ts';
import { readingLine } from '../render/thread/details.ts';
import { buildOffers, shownOffers } from './build-offers.ts';
import { blockIn, type Draft, encodeMetadata, type FormMetadata, isAnswered, MORE_ACTION, readerOf } from './draft.ts';
import { buildMeasured } from './measured.ts';
import { linesAsking, openOffers } from './offers.ts';
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
    ...(notice ? [buildNotice(notice)] : []),
    ...buildReading(draft),
    ...buildMeasured(draft),
    ADVICE,
    ...(asksForChannel(metadata) ? [buildChannelQuestion(draft)] : []),
    ...first.map(inDraft),
    buildMoreButton(showMore),
    ...more.map(inDraft),
    ...(isRevision || metadata.isOnTop === true ? [] : [START_FROM_ENDPOINT]),
  ];
  return {
    type: 'modal',
    callback_id: VIEWS.workload,
    title: plain('SageMaker endpoint', SLACK_LIMITS.view.title),
    submit: plain(isRevision ? 'Save as revision' : 'Get recommendation', SLACK_LIMITS.view.submit),
    close: plain('Cancel', SLACK_LIMITS.view.close),
    private_metadata: encodeMetadata({ ...metadata, showMore }),
    blocks,
  };
}

/** Returns whether the form asks for a channel: a new review that started outside of one. */
export function asksForChannel(metadata: FormMetadata): boolean {
  return metadata.channelId === null && metadata.reviewId === undefined;
}

function buildNotice(notice: string): KnownBlock {
  return { type: 'section', text: mrkdwn(notice) };
}

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
    ...section(readingWords(lines, shown.length > 0)),
    ...buildOffers(shown),
    ...(reader === '' ? [] : [{ type: 'context' as const, elements: [plain(reader)] }]),
  ];
}

/** A text of which nothing is understood needs another sentence than one that is half understood. */
function readingWords(lines: readonly ReadingLine[], isOffered: boolean): string[] {
  const isNothing = lines.length > 0 && lines.every(({ title }) => title === 'Not used') && !isOffered;
  if (!isNothing) return lines.map(readingLine);
  const words = lines.map(({ text }) => escapeWithin(text, LINE_MAX));
  return [`I understood nothing of this: ${words.join(' · ')}. Fill in what you know.`];
}

const section = (lines: readonly string[]): KnownBlock[] =>
  lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(joinLines(lines, HEARD_MAX)) }];

const ADVICE: KnownBlock = {
  type: 'context',
  elements: [plain("Skip what you don't know. The answer lists what it assumed.")],
};

/** A new review can start from what already runs. */
const START_FROM_ENDPOINT: KnownBlock = {
  type: 'actions',
  block_id: 'form_endpoint',
  elements: [{ type: 'button', action_id: ACTIONS.startFromEndpoint, text: plain('Start from an endpoint') }],
};

function buildMoreButton(showMore: boolean): KnownBlock {
  const text = showMore ? 'Fewer details' : 'More details';
  return {
    type: 'actions',
    block_id: 'form_pages',
    elements: [{ type: 'button', action_id: MORE_ACTION, text: plain(text), value: showMore ? 'hide' : 'show' }],
  };
}

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
