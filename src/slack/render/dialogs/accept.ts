import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import {
  kindOf,
  optionTitle,
  questionFor,
  type Recommendation,
  rowOf,
  unitOf,
  type WorkloadField,
  wordsOf,
} from '../../../recommender/index.ts';
import { type ApprovalState, approvalStates, unjudgedRules } from '../../../reviews/approvals.ts';
import { blockingConcerns, openConcerns, type Review } from '../../../reviews/record.ts';
import { UNITS, writeValue } from '../../../wording/quantities/index.ts';
import { conditionsOf, quotedWords, splitAssumptions, writeFacts } from '../../../wording/sentences.ts';
import { writeSize } from '../../../wording/sizes.ts';
import type { Read } from '../../../wording/text.ts';
import { VIEWS } from '../../ids.ts';
import { input, linesIn, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { approvalWords, isCertain } from '../message/section.ts';
import { escapeWithin, joinLines, mention, mentionFirst, plain } from '../mrkdwn.ts';
import { choicesBefore } from '../revisit-choices.ts';
import { rulesWords } from '../thread/event-words.ts';
import { BLOCKS, buildDialog, buildTextInput, chosenIn, type DialogValues, INPUT, typedIn } from './dialog.ts';

/**
 * Asks whether to accept what isn't certain, is doubted, takes approvals, or was seen by the requester alone: names what is
 * assumed, what speaks against it and whose approval it takes, and takes a fact. `userId`: who accepts.
 */
export function buildAccept(review: Review, userId?: string): ModalView {
  const { recommendation, revision } = review.latest;
  const open = openConcerns(review);
  const states = approvalStates(review);
  const field = review.candidate === null ? missingFact(recommendation) : undefined;
  const [title, submit, done] =
    states.length > 0 ? ['Approve', 'Approve', 'approved'] : [titleFor(review), 'Accept', 'accepted'];
  return buildDialog({
    callbackId: VIEWS.accept,
    title,
    submit,
    review,
    seen: { revision, concernIds: open.map(({ id }) => id), ...(field !== undefined && { fields: [field] }) },
    blocks: [
      ...candidateBlocks(review),
      ...approvalBlocks(states),
      ...(decidesAlone(review, userId) ? [section(ALONE)] : []),
      ...(review.candidate === null ? assumedBlocks(recommendation) : []),
      ...(review.candidate === null ? sizeBlocks(recommendation) : []),
      ...(field === undefined ? [] : [buildFact(field, { hint: hintFor(done), optional: true })]),
      ...concernBlocks(review, done),
      ...unjudgedBlocks(review),
      ...reasonBlock(review, field !== undefined),
      ...(states.some(({ missing }) => missing > 1) ? [] : [revisitBlock(review)]),
    ],
  });
}

const ALONE =
  'You requested this review, and nobody else has approved it. The record will say that its requester decided.';

/** Whether somebody's own request is decided by them, without anybody else's approval. */
export const decidesAlone = (review: Review, userId?: string): boolean =>
  userId === review.requesterId && approvalStates(review).length === 0;

/** "Anyway" is for what something speaks against. */
function titleFor(review: Review): string {
  const { choice } = review.latest.recommendation;
  return isCertain(choice ?? {}) && openConcerns(review).length === 0 ? 'Accept' : 'Accept anyway?';
}

function candidateBlocks({ candidate }: Review): KnownBlock[] {
  if (candidate === null) return [];
  const { option, reason, byId } = candidate;
  const chosen = `*${optionTitle(option)}*, which ${mention(byId)} chose against the recommendation:`;
  return [section(`${chosen}\n${escapeWithin(reason, LINE_MAX)}`)];
}

export function approvalBlocks(states: readonly ApprovalState[]): KnownBlock[] {
  if (states.length === 0) return [];
  const lines = states.map((state) => `• ${approvalWords(state, { whom: true })}`);
  return [section(joinLines(['*Approvals*', ...lines], LINES_MAX))];
}

function revisitBlock({ latest }: Review): InputBlock {
  const element = { type: 'static_select', action_id: INPUT, ...choicesBefore(latest) } as const;
  const hint = "I'll write in the thread what has changed by then.";
  return input(BLOCKS.revisit, 'Look at it again', element, { hint, optional: true });
}

/** Asks what the size waits for: the answers become the next revision. One answer of several is enough. */
export function buildAnswerSize(review: Review, fields: readonly WorkloadField[]): ModalView | { text: string } {
  if (fields.length === 0) return { text: 'The size is known by now. Nothing was changed.' };
  return buildDialog({
    callbackId: VIEWS.answerSize,
    title: 'What decides the size',
    submit: 'Save',
    review,
    seen: { revision: review.latest.revision, fields },
    blocks: fields.map((field, at) => buildFact(field, { at, optional: fields.length > 1 })),
  });
}

const LINE_MAX = 400;
const LINES_MAX = 2800;

function assumedBlocks(recommendation: Recommendation): KnownBlock[] {
  const { choice, questions = [] } = recommendation;
  if (choice === null) return [];
  const { holds, unless } = conditionsOf(recommendation);
  const title = `*${optionTitle(choice.option)}*`;
  if (choice.confidence === 'needs-facts') {
    const assumed = splitAssumptions(recommendation).decisive.map(({ text }) => `• ${escapeWithin(text, LINE_MAX)}`);
    const doubted = questions.flatMap((question) =>
      question.words === undefined
        ? []
        : [`• ${escapeWithin(`${quotedWords(question.words)} doesn't count: ${writeFacts(question)}?`, LINE_MAX)}`],
    );
    return [
      section(
        joinLines([`Too little is known to choose. ${title} rests on assumptions:`, ...doubted, ...assumed], LINES_MAX),
      ),
    ];
  }
  const listed = (heading: string, clauses: readonly string[]): string[] =>
    clauses.length === 0 ? [] : [`${heading}:`, ...clauses.map((clause) => `• ${escapeWithin(clause, LINE_MAX)}`)];
  const isPlain = holds.length === 0;
  const lines = [
    ...listed(`${title} holds if`, holds),
    ...listed(isPlain ? `${title} holds unless` : 'Unless', unless),
  ];
  return linesIn(lines, LINES_MAX);
}

/** What is accepted besides the option: the size, its cost and what they rest on. */
function sizeBlocks(recommendation: Recommendation): KnownBlock[] {
  const { choice } = recommendation;
  if (!choice?.instance || choice.confidence === 'needs-facts') return [];
  return [section(`*Size:* ${escapeWithin(writeSize(recommendation), LINE_MAX)}`)];
}

const CONCERN_MAX = 400;

function concernBlocks(review: Review, done: string): KnownBlock[] {
  const open = openConcerns(review);
  if (open.length === 0) return [];
  const lines = open.map(({ raised, text, blocking }) => {
    return `• ${mentionFirst(raised.byId)}${blocking ? ' (blocking)' : ''}: ${escapeWithin(text, CONCERN_MAX)}`;
  });
  const heading = open.length === 1 ? '*1 open concern:*' : `*${open.length} open concerns:*`;
  return [
    section(joinLines([heading, ...lines], LINES_MAX)),
    section(
      `The record will say that you ${done} it despite ${open.length === 1 ? 'this concern' : 'these concerns'}.`,
    ),
  ];
}

function unjudgedBlocks(review: Review): KnownBlock[] {
  const rules = unjudgedRules(review);
  if (rules.length === 0) return [];
  return [section(`The bill is unknown, so policy ${rulesWords(rules)} can't be judged. The record will say so.`)];
}

/** `isRevising`: a fact may be filled in instead. */
function reasonBlock(review: Review, isRevising: boolean): InputBlock[] {
  const isBlocked = blockingConcerns(review).length > 0;
  if (!isBlocked && unjudgedRules(review).length === 0) return [];
  const label = isBlocked ? 'Why, despite a blocking concern?' : 'Why, before the bill is known?';
  return [buildTextInput({ blockId: BLOCKS.reason, label, hint: 'Posted in the thread.', optional: isRevising })];
}

/** Waking from zero leaves the rest of the response time to the request. */
const WAKE_UP = new Set(['wake-up-unproven', 'wake-up-over-response-time']);

/** The fact that would settle most; undefined where only a test can. */
function missingFact(recommendation: Recommendation): WorkloadField | undefined {
  const { choice, warnings, workload, questions = [] } = recommendation;
  const wakesUp = choice?.conditional === true && warnings.some(({ code }) => WAKE_UP.has(code));
  const candidates: readonly WorkloadField[] = [
    ...(wakesUp ? (['processingTimeSeconds'] as const) : []),
    ...questions.map(({ field }) => field),
    ...(choice?.holdsIf ?? []).map(({ field }) => field),
    ...(choice?.sizing?.needs ?? []),
  ];
  return candidates.find((field) => workload[field] === undefined);
}

const hintFor = (done: string): string =>
  `If you know it: with an answer here the review is revised instead of ${done}.`;

/** The block of a dialog that asks for a field: each has its own. */
export const factBlock = (at: number): string => (at === 0 ? BLOCKS.fact : `${BLOCKS.fact}_${at + 1}`);

/** `at`: its place among the fields that the dialog asks for. */
interface FactLook {
  at?: number;
  hint?: string;
  optional: boolean;
}

function buildFact(field: WorkloadField, { at = 0, hint, optional }: FactLook): InputBlock {
  const label = questionFor(field);
  const { sample } = rowOf(field);
  const words = wordsFor(field);
  const blockId = factBlock(at);
  if (words === undefined) {
    const placeholder = sample === undefined ? undefined : `for example ${writeValue(field, sample)}`;
    return buildTextInput({ blockId, label, hint, optional, multiline: false, max: 100, placeholder });
  }
  const options = words.map((word): PlainTextOption => {
    return { text: plain(writeValue(field, word), SLACK_LIMITS.option.text), value: JSON.stringify(word) };
  });
  return input(blockId, label, { type: 'static_select', action_id: INPUT, options }, { hint, optional });
}

const wordsFor = (field: WorkloadField): readonly (string | boolean)[] | undefined =>
  kindOf(field) === 'yes-or-no' ? [true, false] : wordsOf(field);

/** The fact that was filled in at a place; undefined where none was. */
export function factIn(values: DialogValues, field: WorkloadField, at: number): Read<unknown> | undefined {
  const chosen = chosenIn(values, factBlock(at));
  if (chosen !== undefined) {
    const value = wordsFor(field)?.find((word) => JSON.stringify(word) === chosen);
    return value === undefined ? { ok: false, text: 'Choose one of the answers.' } : { ok: true, value };
  }
  const typed = typedIn(values, factBlock(at)).trim();
  if (typed === '') return undefined;
  const unit = unitOf(field);
  return unit === undefined ? { ok: true, value: typed } : UNITS[unit].read(typed);
}
