import type { InferenceOptionId, Recommendation, Workload } from '../recommender/index.ts';
import type { Concern, Deed, Review, ReviewEvent, ReviewState } from './record.ts';

/** What a person can do with a review. Words are taken as typed; spaces around them do not count. */
export type ReviewAction =
  | { kind: 'raise-concern'; text: string }
  | { kind: 'resolve-concern'; concernId: number; note: string }
  | {
      kind: 'accept';
      /** The open concerns that the person was shown and accepts in spite of, by id. Others refuse the acceptance. */
      despiteConcerns?: readonly number[];
      /** The revision that the person was shown; another one refuses the acceptance. */
      seenRevision?: number;
    }
  | { kind: 'override'; option: InferenceOptionId; reason: string; seenRevision?: number }
  | { kind: 'withdraw'; reason?: string }
  | { kind: 're-open'; reason?: string }
  /** `byReviewId`: the new review, which names this one. */
  | { kind: 'supersede'; byReviewId: string }
  /** Null: nobody in particular. */
  | { kind: 'set-decider'; userId: string | null }
  /** A day as `2026-11-30`; null: none. `today`: where the person is; earlier days are refused. */
  | { kind: 'set-decide-by'; date: string | null; today: string }
  /** The name or ARN of a SageMaker endpoint or transform job; null takes it back. */
  | { kind: 'note-endpoint'; endpoint: string | null }
  /** Changed answers, or a what-if that is made the next revision. `baseRevision`: the one that was changed. */
  | { kind: 'revise'; baseRevision: number; workload: Workload; recommendation: Recommendation };

export type ReviewActionKind = ReviewAction['kind'];

/** Who acts, and when, in milliseconds since 1970. */
export interface Actor {
  userId: string;
  at: number;
}

/** Why an action is not taken, with what the person has to know to understand it. */
export type Refusal =
  /** Somebody was first: the review has left the state in which this can be done. Who, when, and why if it was said. */
  | ({
      kind: 'closed';
      state: Exclude<ReviewState, 'proposed'>;
      reason: string | null;
      supersededBy: string | null;
    } & Deed)
  /** It is not decided: there is nothing to re-open, and nothing that could be deployed. */
  | { kind: 'not-decided' }
  /** It is accepted only in spite of these, which the person has not confirmed. */
  | { kind: 'open-concerns'; concerns: readonly Concern[] }
  | { kind: 'no-such-concern' }
  /** Somebody was first. */
  | { kind: 'concern-resolved'; concern: Concern & { resolved: NonNullable<Concern['resolved']> } }
  /** Somebody changed the answers meanwhile: the revision that counts now, by whom and since when. */
  | ({ kind: 'stale'; revision: number } & Deed)
  /** There is nothing to accept. */
  | { kind: 'nothing-fits' }
  /** It is the recommended one: accepting says that. */
  | { kind: 'same-option'; option: InferenceOptionId }
  /** `max`: in characters. */
  | { kind: 'words-missing'; what: 'concern' | 'note' | 'reason' }
  | { kind: 'words-too-long'; what: 'concern' | 'note' | 'reason'; max: number }
  /** Not a date such as `2026-11-30`. */
  | { kind: 'not-a-day' }
  | { kind: 'past-day' }
  /** Neither the name nor the ARN of a SageMaker endpoint or transform job. */
  | { kind: 'not-an-endpoint' }
  /** A review cannot take its own place. */
  | { kind: 'itself' };

/** What an action that the state allows does to a review, apart from the state. */
export type Change =
  | { kind: 'changed'; event: ReviewEvent; patch: Partial<Review> }
  /** Everything is already so: pressed twice, or by two who want the same. */
  | { kind: 'nothing' }
  | { kind: 'refused'; refusal: Refusal };

/** An action of one kind. */
export type Asked<Kind extends ReviewAction['kind']> = Extract<ReviewAction, { kind: Kind }>;

/** Where the answers are others than the person saw. */
export function staleness({ latest }: Pick<Review, 'latest'>, seenRevision: number | undefined): Refusal | undefined {
  if (seenRevision === undefined || seenRevision === latest.revision) return undefined;
  return { kind: 'stale', revision: latest.revision, byId: latest.authorId, at: latest.createdAt };
}

export function changed(event: ReviewEvent, patch: Partial<Review>): Change {
  return { kind: 'changed', event, patch };
}

export function refused(refusal: Refusal): Change {
  return { kind: 'refused', refusal };
}

/** The most characters of a concern, a note or a reason: a channel message has room for a few of them. */
export const WORDS_MAX = 1000;

type ReadWords = { ok: true; text: string } | { ok: false; refusal: Refusal };

/** A server database takes no NUL, which no one types. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

/** What somebody typed, without the spaces around it. */
export function readWords(what: 'concern' | 'note' | 'reason', given: string): ReadWords {
  const text = withoutNul(given).trim();
  if (text === '') return { ok: false, refusal: { kind: 'words-missing', what } };
  if (text.length > WORDS_MAX) return { ok: false, refusal: { kind: 'words-too-long', what, max: WORDS_MAX } };
  return { ok: true, text };
}

/** Whether it is a day of the calendar as `2026-11-30`, which is what Slack's date picker gives. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A name has up to 63 letters, digits and inner hyphens (SageMaker API, CreateEndpoint and CreateTransformJob). */
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

const ARN = /^arn:aws[a-z-]{0,20}:sagemaker:[a-z0-9-]{1,25}:\d{12}:(?:endpoint|transform-job)\/(?<name>.{1,63})$/;

/** Whether it is the name or the ARN of a SageMaker endpoint or transform job. */
export function isEndpoint(text: string): boolean {
  return NAME.test(ARN.exec(text)?.groups?.['name'] ?? text);
}
