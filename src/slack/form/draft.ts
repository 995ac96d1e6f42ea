import { type Doubt, openDoubts, type RowQuestionId, type Workload } from '../../recommender/index.ts';
import { doubtsOf, type Heard, type ReadingLine, writeReading } from '../../wording/heard.ts';

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
export function answerTo(draft: Draft, id: QuestionId): string {
  return Object.hasOwn(draft, id) ? (draft[id] ?? '') : '';
}

export function isAnswered(draft: Draft, id: QuestionId): boolean {
  return answerTo(draft, id).trim() !== '';
}

/** The draft's key for what was read in the words that filled it; no question, so it stays as it is while people answer. */
const READING = 'heard';

/** What a draft keeps of the words that filled it: nothing where nothing was read. */
export function readingDraft(heard: Heard): Draft {
  const lines = writeReading(heard);
  const doubts = doubtsOf(heard.unclear);
  return {
    ...(lines.length > 0 && { [READING]: JSON.stringify(lines) }),
    ...(doubts.length > 0 && { [DOUBTS]: JSON.stringify(doubts) }),
  };
}

/** What was read in the words that filled the draft. */
export function readingOf(draft: Draft): ReadingLine[] {
  return Object.hasOwn(draft, READING) ? (JSON.parse(draft[READING] ?? '[]') as ReadingLine[]) : [];
}

/** The draft's key for the words in doubt among them. No question either: people settle it by an answer about any of its fields. */
const DOUBTS = 'doubts';

/** The words in doubt that the answers leave open. Undefined where the draft was filled from no such words. */
export function doubtsIn(draft: Draft, workload: Workload): Doubt[] | undefined {
  if (!Object.hasOwn(draft, DOUBTS)) return undefined;
  return openDoubts(JSON.parse(draft[DOUBTS] ?? '[]') as Doubt[], workload);
}

/** The draft's key for the endpoint whose measured workload filled it. No question either. */
const ORIGIN = 'origin';

/** What a draft keeps of the endpoint that it starts from: its name; null for a transform job. */
export function originDraft(endpoint: string | null): Draft {
  return endpoint === null ? {} : { [ORIGIN]: endpoint };
}

/** The name of the endpoint that the draft starts from. */
export function originOf(draft: Draft): string | undefined {
  return Object.hasOwn(draft, ORIGIN) ? draft[ORIGIN] : undefined;
}

/** Stable ids, so that Slack keeps what was typed when the form is updated. */
export function blockIdOf(id: QuestionId | 'channel'): string {
  return `question_${id}`;
}

export function actionIdOf(id: QuestionId | 'channel'): string {
  return `form_${id}`;
}

/** The button that shows or hides the questions behind *More details*. */
export const MORE_ACTION = 'form_more';

/** The actions of the form's inputs and buttons. They only change which questions are asked. */
export const FORM_ACTION = /^form_/;

/** A form's private_metadata. Ids only, to stay within Slack's limit of 3,000 characters. */
export interface FormMetadata {
  draftId: string;
  teamId?: string;
  /** Where to post; null where the form asks for it. */
  channelId: string | null;
  /** The review whose answers change; absent for a new one. */
  reviewId?: string;
  /** The revision that the answers come from. */
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

export function encodeMetadata(metadata: FormMetadata): string {
  return JSON.stringify(metadata);
}

/** Reads what {@link encodeMetadata} wrote; null for anything else, such as a form of an older version. */
export function decodeMetadata(text: string): FormMetadata | null {
  const parsed = parseRecord(text);
  if (!parsed) return null;
  const { draftId, teamId, channelId, reviewId, baseRevision, supersedes, isPublic, showMore, isOnTop } = parsed;
  if (typeof draftId !== 'string' || !(typeof channelId === 'string' || channelId === null)) return null;
  return {
    draftId,
    channelId,
    ...(typeof teamId === 'string' ? { teamId } : {}),
    ...(typeof reviewId === 'string' ? { reviewId } : {}),
    ...(typeof baseRevision === 'number' ? { baseRevision } : {}),
    ...(typeof supersedes === 'string' ? { supersedes } : {}),
    ...(typeof isPublic === 'boolean' ? { isPublic } : {}),
    ...(typeof showMore === 'boolean' ? { showMore } : {}),
    ...(typeof isOnTop === 'boolean' ? { isOnTop } : {}),
  };
}

function parseRecord(text: string): { [key in keyof FormMetadata]?: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}
