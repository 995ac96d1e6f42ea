import {
  type Doubt,
  type Measurement,
  openDoubts,
  type RowQuestionId,
  type Workload,
} from '../../recommender/index.ts';
import { doubtsOf, type Heard, type ReadingLine, writeReading } from '../../wording/heard.ts';
import { readRecord } from '../read-record.ts';

/** The ids of the form's questions. Block ids and stored drafts contain them, so they never change. */
export type QuestionId =
  | RowQuestionId
  | 'name'
  | 'waits'
  | 'volume'
  | 'traffic'
  | 'hours'
  | 'cold'
  | 'payload'
  | 'model'
  | 'required'
  | 'containers'
  | 'model-id'
  | 'parameters'
  | 'region'
  | 'predictable'
  | 'description';

/**
 * What was typed or chosen, by the question's id: strings only, so that it survives JSON. It also holds the answers to
 * questions that are hidden at the moment.
 */
export type Draft = Readonly<Record<string, string>>;

/** Returns a draft's answer, or ''. */
export const answerTo = (draft: Draft, id: QuestionId): string => (Object.hasOwn(draft, id) ? (draft[id] ?? '') : '');

export const isAnswered = (draft: Draft, id: QuestionId): boolean => answerTo(draft, id).trim() !== '';

/** The draft's key for what was read in the words that filled it; no question, so it stays as it is while people answer. */
const READING = 'heard';

/** A line of what was read, in characters: it stands in the form and in the first reply, beside other lines. */
const LINE_MAX = 800;

/** What a draft keeps of the words that filled it: nothing where nothing was read. */
export const readingDraft = (heard: Heard): Draft =>
  withOffers(withReading({}, writeReading(heard, { max: LINE_MAX })), doubtsOf(heard.unclear));

export const withReading = ({ [READING]: _, ...draft }: Draft, lines: readonly ReadingLine[]): Draft =>
  lines.length === 0 ? draft : { ...draft, [READING]: JSON.stringify(lines) };

const listIn = <Entry>(draft: Draft, key: string): Entry[] =>
  Object.hasOwn(draft, key) ? (JSON.parse(draft[key] ?? '[]') as Entry[]) : [];

export const readingOf = (draft: Draft): ReadingLine[] => listIn(draft, READING);

/**
 * What some words may state, which a person takes or leaves. `check`: an input has one of the readings, and that is in question.
 * `confirm`: inputs have all of them. `use`: the reading of a language model. Without a kind no input has any of them.
 */
export interface Offer extends Doubt {
  readonly kind?: 'check' | 'confirm' | 'use';
}

/** Whether inputs were filled with a reading of an offer. */
export const isInForm = (kind: Offer['kind']): boolean => kind === 'check' || kind === 'confirm';

/** The draft's key for offers. No question either: people settle one by an answer about any of its fields. */
const DOUBTS = 'doubts';

export const offersIn = (draft: Draft): Offer[] => listIn(draft, DOUBTS);

export const withOffers = ({ [DOUBTS]: _, ...draft }: Draft, offers: readonly Offer[]): Draft =>
  offers.length === 0 ? draft : { ...draft, [DOUBTS]: JSON.stringify(offers) };

/**
 * The words in doubt that the answers leave open. What an input was filled with is answered by what the input says now, even
 * nothing. Undefined where the draft was filled from no such words.
 */
export function doubtsIn(draft: Draft, workload: Workload): Doubt[] | undefined {
  if (!Object.hasOwn(draft, DOUBTS)) return undefined;
  const offers = offersIn(draft).filter(({ kind }) => !isInForm(kind));
  return openDoubts(offers, workload);
}

/** The draft's key for whether a language model helped to read the words. No question either. */
const READER = 'reader';

/** "Read with the help of … in your AWS account."; '' where nobody was asked, or has not answered yet. */
export const readerOf = (draft: Draft): string => (Object.hasOwn(draft, READER) ? (draft[READER] ?? '') : '');

export const withReader = (draft: Draft, reader: string): Draft => ({ ...draft, [READER]: reader });

/** The draft's key for the endpoint whose measured workload filled it. No question either. */
const ORIGIN = 'origin';

/** What a draft keeps of the endpoint that it starts from: its name; null for a transform job. */
export const originDraft = (endpoint: string | null): Draft => (endpoint === null ? {} : { [ORIGIN]: endpoint });

export const originOf = (draft: Draft): string | undefined =>
  Object.hasOwn(draft, ORIGIN) ? draft[ORIGIN] : undefined;

/** The draft's key for what was measured. No question either: a file is up to 40 kB, and no input takes more than 3,000 characters. */
const MEASURED = 'measured';

export const measurementsIn = (draft: Draft): Measurement[] => listIn(draft, MEASURED);

export const withMeasurements = ({ [MEASURED]: _, ...draft }: Draft, measurements: readonly Measurement[]): Draft =>
  measurements.length === 0 ? draft : { ...draft, [MEASURED]: JSON.stringify(measurements) };

/** Stable ids, so that Slack keeps what was typed when the form is updated. */
export const blockIdOf = (id: QuestionId | 'channel'): string => `question_${id}`;

/** The draft's key for how often the form filled an input at a person's request, by question. No question either. */
const FILLED = 'filled';

const filledIn = (draft: Draft): Readonly<Record<string, number>> =>
  Object.hasOwn(draft, FILLED) ? (JSON.parse(draft[FILLED] ?? '{}') as Record<string, number>) : {};

/**
 * Where a question stands in the form. In an open form Slack shows a new initial value only in a new block
 * (docs.slack.dev/surfaces/modals#updating_views), so an input gets another one each time the form fills it.
 */
export function blockIn(draft: Draft, id: QuestionId): string {
  const times = filledIn(draft)[id] ?? 0;
  return times === 0 ? blockIdOf(id) : `${blockIdOf(id)}.${times}`;
}

/** The draft with an answer that a person asked the form to fill in; '' empties the input. */
export function withFilled(draft: Draft, id: QuestionId, answer: string): Draft {
  const filled = filledIn(draft);
  return { ...draft, [id]: answer, [FILLED]: JSON.stringify({ ...filled, [id]: (filled[id] ?? 0) + 1 }) };
}

const FILLED_BLOCK = /^question_([a-z-]{1,40})\.(\d{1,4})$/;

/** How often the inputs of a form were filled, as its blocks say. */
export function filledDraft(blockIds: readonly string[]): Draft {
  const filled = blockIds.flatMap((blockId) => {
    const [, id = '', times] = FILLED_BLOCK.exec(blockId) ?? [];
    return times === undefined ? [] : [[id, Number(times)] as const];
  });
  return filled.length === 0 ? {} : { [FILLED]: JSON.stringify(Object.fromEntries(filled)) };
}

export const actionIdOf = (id: QuestionId | 'channel'): string => `form_${id}`;

/** The button that shows or hides the questions behind *More details*. */
export const MORE_ACTION = 'form_more';

/** The actions of the form's inputs and buttons. They only change which questions are asked. */
export const FORM_ACTION = /^form_/;

/** A form's private_metadata. Ids only, to stay within Slack's limit of 3,000 characters. */
export interface FormMetadata {
  draftId: string;
  /** Where to post; null where the form asks for it. */
  channelId: string | null;
  /** The review whose answers change; absent for a new one. */
  reviewId?: string;
  baseRevision?: number;
  /** The review that the new one replaces. */
  supersedes?: string;
  /** Whether everybody in the team may see the review: its channel is public. */
  isPublic?: boolean;
  /** Whether the questions behind *More details* are shown. */
  showMore?: boolean;
  /** The form was filled from an endpoint and is on top of the one that was open before. */
  isOnTop?: boolean;
}

/** Reads a form's private_metadata; null for anything else, such as of a form of an older version. */
export function decodeMetadata(text: string): FormMetadata | null {
  const parsed: { [key in keyof FormMetadata]?: unknown } = readRecord(text);
  const { draftId, channelId, reviewId, baseRevision, supersedes, isPublic, showMore, isOnTop } = parsed;
  if (typeof draftId !== 'string' || !(typeof channelId === 'string' || channelId === null)) return null;
  return {
    draftId,
    channelId,
    ...(typeof reviewId === 'string' && { reviewId }),
    ...(typeof baseRevision === 'number' && { baseRevision }),
    ...(typeof supersedes === 'string' && { supersedes }),
    ...(typeof isPublic === 'boolean' && { isPublic }),
    ...(typeof showMore === 'boolean' && { showMore }),
    ...(typeof isOnTop === 'boolean' && { isOnTop }),
  };
}
