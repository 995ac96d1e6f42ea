import type { InferenceOptionId, Recommendation, Workload } from '../recommender/index.ts';
import type { Concern, Deed, Review, ReviewEvent, ReviewState } from './record.ts';

/** What a person can do with a review. Words are stored as typed, without surrounding spaces. */
export type ReviewAction =
  | { kind: 'raise-concern'; text: string }
  | { kind: 'resolve-concern'; concernId: number; note: string }
  | {
      kind: 'accept';
      /** Ids of the open concerns that the person saw and accepts. Any other open concern refuses the acceptance. */
      despiteConcerns?: readonly number[];
      /** The revision that the person saw. A newer one refuses the acceptance. */
      seenRevision?: number;
    }
  | { kind: 'override'; option: InferenceOptionId; reason: string; seenRevision?: number }
  | { kind: 'withdraw'; reason?: string }
  | { kind: 're-open'; reason?: string }
  /** `byReviewId`: the new review. */
  | { kind: 'supersede'; byReviewId: string }
  /** Null: nobody. */
  | { kind: 'set-decider'; userId: string | null }
  /** A date such as `2026-11-30`; null: none. `today`: where the person is. Earlier dates are refused. */
  | { kind: 'set-decide-by'; date: string | null; today: string }
  /** The name or ARN of a SageMaker endpoint or transform job; null removes it. */
  | { kind: 'note-endpoint'; endpoint: string | null }
  /** Changed answers, or a what-if that becomes the next revision. `baseRevision`: the changed one. */
  | { kind: 'revise'; baseRevision: number; workload: Workload; recommendation: Recommendation }
  /** Sets rules of the team's policy aside, by their names. `recommendation`: without them. */
  | {
      kind: 'override-policy';
      rules: readonly string[];
      reason: string;
      baseRevision: number;
      recommendation: Recommendation;
    };

export type ReviewActionKind = ReviewAction['kind'];

/** Who acts, and when, in milliseconds since 1970. */
export interface Actor {
  userId: string;
  at: number;
}

/** Why an action isn't taken, with the facts that explain it. */
export type Refusal =
  /** The review's state no longer allows it. Who changed it, when, and why. */
  | ({
      kind: 'closed';
      state: Exclude<ReviewState, 'proposed'>;
      reason: string | null;
      supersededBy: string | null;
    } & Deed)
  /** It isn't decided: there is nothing to re-open or deploy. */
  | { kind: 'not-decided' }
  /** Open concerns that the person hasn't confirmed. */
  | { kind: 'open-concerns'; concerns: readonly Concern[] }
  | { kind: 'no-such-concern' }
  /** Somebody has resolved it. */
  | { kind: 'concern-resolved'; concern: Concern & { resolved: NonNullable<Concern['resolved']> } }
  /** Somebody changed the answers: the current revision, by whom and since when. */
  | ({ kind: 'stale'; revision: number } & Deed)
  /** There is nothing to accept. */
  | { kind: 'nothing-fits' }
  /** It is the recommended option: accept it instead. */
  | { kind: 'same-option'; option: InferenceOptionId }
  /** `max`: in characters. */
  | { kind: 'words-missing'; what: 'concern' | 'note' | 'reason' }
  | { kind: 'words-too-long'; what: 'concern' | 'note' | 'reason'; max: number }
  /** Not a date such as `2026-11-30`. */
  | { kind: 'not-a-day' }
  | { kind: 'past-day' }
  /** Not the name or ARN of a SageMaker endpoint or transform job. */
  | { kind: 'not-an-endpoint' }
  /** The team's policy forbids it, and only these people may override the rule; nobody where the list is empty. */
  | { kind: 'policy'; rule: string; overriddenBy: readonly string[] }
  /** A rule forbids it that didn't decide the recommendation, so nobody is asked to override it. */
  | { kind: 'forbidden'; rule: string }
  /** No such rule holds for the review. */
  | { kind: 'no-such-rule' }
  /** A review can't replace itself. */
  | { kind: 'itself' };

/** What an allowed action changes in a review, apart from its state. */
export type Change =
  | { kind: 'changed'; event: ReviewEvent; patch: Partial<Review> }
  /** Nothing to change, as after a second press. */
  | { kind: 'nothing' }
  | { kind: 'refused'; refusal: Refusal };

/** An action of one kind. */
export type Asked<Kind extends ReviewAction['kind']> = Extract<ReviewAction, { kind: Kind }>;

/** Returns a refusal where the answers have changed since the person saw them. */
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

/** Longest concern, note or reason, in characters. A message has room for several. */
export const WORDS_MAX = 1000;

type ReadWords = { ok: true; text: string } | { ok: false; refusal: Refusal };

/** Removes NUL, which PostgreSQL refuses. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

/** Reads what somebody typed, without surrounding spaces. */
export function readWords(what: 'concern' | 'note' | 'reason', given: string): ReadWords {
  const text = withoutNul(given).trim();
  if (text === '') return { ok: false, refusal: { kind: 'words-missing', what } };
  if (text.length > WORDS_MAX) return { ok: false, refusal: { kind: 'words-too-long', what, max: WORDS_MAX } };
  return { ok: true, text };
}

/** Returns whether a text is a valid date such as `2026-11-30`, as from Slack's date picker. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A name has up to 63 letters, digits and inner hyphens (SageMaker API, CreateEndpoint and CreateTransformJob). */
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

const ARN = /^arn:aws[a-z-]{0,20}:sagemaker:[a-z0-9-]{1,25}:\d{12}:(?:endpoint|transform-job)\/(?<name>.{1,63})$/;

/** Returns whether a text is the name or ARN of a SageMaker endpoint or transform job. */
export function isEndpoint(text: string): boolean {
  return NAME.test(ARN.exec(text)?.groups?.['name'] ?? text);
}
