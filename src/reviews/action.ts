import type { TeamRules } from '../policy/team-rules.ts';
import type { InferenceOptionId, Recommendation, Workload } from '../recommender/index.ts';
import type { Concern, Deed, Review, ReviewEvent, ReviewState } from './record.ts';

/** What a person can do with a review. Words are stored as typed, without surrounding spaces. */
export type ReviewAction =
  | { kind: 'raise-concern'; text: string; blocking?: boolean }
  | { kind: 'resolve-concern'; concernId: number; note: string }
  | { kind: 're-open-concern'; concernId: number; reason?: string }
  /** Where approvals are asked for, it is one of them, and the last one decides. */
  | {
      kind: 'accept';
      /** Ids of the open concerns that the person saw and accepts. Any other open concern refuses the acceptance. */
      despiteConcerns?: readonly number[];
      /** The revision that the person saw. A newer one refuses the acceptance. */
      seenRevision?: number;
      /** Needed where a blocking concern is open. */
      reason?: string;
      /** Days after the decision to look at it again; null: never. Default: as the policy says. */
      revisitAfterDays?: number | null;
    }
  /** Where approvals are asked for, the option waits for them. The recommended one takes such a choice back. */
  | {
      kind: 'override';
      option: InferenceOptionId;
      reason: string;
      despiteConcerns?: readonly number[];
      seenRevision?: number;
    }
  | { kind: 'withdraw-approval' }
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
  /** When to look at a decision again; null: never. `today`: as for the due date. */
  | { kind: 'set-revisit'; date: string | null; today: string }
  /** Keeps a decision that was looked at again, until a date, or null; or takes it back to start a revision. */
  | {
      kind: 'revisit';
      keep: boolean;
      next: string | null;
      /** What the person saw. Another decision, or another date to look at it again, refuses it. */
      seen?: { decidedAt: number; revisitOn: string | null };
    }
  /** Changed answers, or a what-if that becomes the next revision. `baseRevision`: the changed one. */
  | {
      kind: 'revise';
      baseRevision: number;
      workload: Workload;
      recommendation: Recommendation;
      team?: TeamRules | undefined;
    }
  /** Sets rules of the team's policy aside, by their names. `recommendation`: without them. */
  | {
      kind: 'override-policy';
      rules: readonly string[];
      reason: string;
      baseRevision: number;
      recommendation: Recommendation;
      team?: TeamRules | undefined;
    };

export type ReviewActionKind = ReviewAction['kind'];

/** The people in user groups; null where Slack doesn't tell. */
export type Members = ReadonlyMap<string, ReadonlySet<string> | null>;

/** What is known of somebody besides their id. */
export interface Standing {
  /** The user groups that they are in, of those that the review's rules name. */
  groups: readonly string[];
  /** User groups that Slack couldn't be asked about. */
  unchecked: readonly string[];
  /** Everyone in those that it could. */
  members: Members;
  /** Whether they may decide where no rule says who may. */
  mayDecide: boolean;
  /** People who raised concerns and whose accounts are deactivated. */
  left: readonly string[];
}

/** Who acts, and when, in milliseconds since 1970. */
export interface Actor extends Partial<Standing> {
  userId: string;
  at: number;
}

/** What a review waits for while a concern blocks it. */
export interface Waiting {
  /** Who has approved, where rules ask for approvals; else null. */
  approved: readonly string[] | null;
  /** The people and user groups who can accept or approve now nevertheless. Others may be able to whose groups aren't known. */
  can: readonly string[];
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
  | { kind: 'not-decided' }
  /** Open concerns that the person hasn't confirmed. */
  | { kind: 'open-concerns'; concerns: readonly Concern[] }
  /** Concerns that block a decision. `isOwn`: the person raised all of them. */
  | ({ kind: 'blocked'; concerns: readonly Concern[]; isOwn: boolean } & Waiting)
  /** Only others may resolve the concern: the people and user groups who may, and with `deciders` those who decide. */
  | { kind: 'not-resolver'; concern: Concern; by: readonly string[]; deciders: boolean }
  /** Approvals are missing that only others may give: by rule, from whom. Without `from`, or any rule: those who may decide. */
  | { kind: 'not-approver'; rules: readonly { name: string; from?: readonly string[] | undefined }[] }
  /** Somebody has looked at the decision again meanwhile: until when it is kept. */
  | { kind: 'revisited'; revisitOn: string | null }
  /** The requester's own approval doesn't count for the rule. */
  | { kind: 'own-approval'; rule: string }
  /** Whether the person is in one of these user groups couldn't be looked up. */
  | { kind: 'unchecked'; groups: readonly string[] }
  | { kind: 'no-approval' }
  | { kind: 'no-such-concern' }
  | { kind: 'concern-resolved'; concern: Concern & { resolved: NonNullable<Concern['resolved']> } }
  /** Somebody changed the answers: the current revision, by whom and since when. */
  | ({ kind: 'stale'; revision: number } & Deed)
  | { kind: 'nothing-fits' }
  | { kind: 'same-option'; option: InferenceOptionId }
  /** `max`: in characters. */
  | { kind: 'words-missing'; what: 'concern' | 'note' | 'reason' }
  | { kind: 'words-too-long'; what: 'concern' | 'note' | 'reason'; max: number }
  | { kind: 'not-a-day' }
  | { kind: 'past-day' }
  | { kind: 'not-an-endpoint' }
  /** The team's policy forbids it, and only these people may override the rule; nobody where the list is empty. */
  | { kind: 'policy'; rule: string; overriddenBy: readonly string[] }
  /** A rule forbids it that didn't decide the recommendation, so nobody is asked to override it. */
  | { kind: 'forbidden'; rule: string }
  | { kind: 'no-such-rule' }
  | { kind: 'itself' };

/** What an allowed action changes in a review, apart from its state. */
export type Change =
  | {
      kind: 'changed';
      /** At least one, in order. */
      events: readonly ReviewEvent[];
      patch: Partial<Review>;
      /** Whether the state stays, although the action leads to another: approvals are missing. */
      stays?: boolean;
    }
  | { kind: 'nothing' }
  | { kind: 'refused'; refusal: Refusal };

export type Asked<Kind extends ReviewAction['kind']> = Extract<ReviewAction, { kind: Kind }>;

/** Returns a refusal where the answers have changed since the person saw them. */
export function staleness({ latest }: Pick<Review, 'latest'>, seenRevision: number | undefined): Refusal | undefined {
  if (seenRevision === undefined || seenRevision === latest.revision) return undefined;
  return { kind: 'stale', revision: latest.revision, byId: latest.authorId, at: latest.createdAt };
}

/** As after a second press. */
export const NOTHING: Change = { kind: 'nothing' };

export const changed = (event: ReviewEvent, patch: Partial<Review>): Change => ({
  kind: 'changed',
  events: [event],
  patch,
});

/** The parts that are the same in every event of an action. */
export const deedOf = ({ userId: actorId, at }: Actor) => ({ actorId, at });

export const refused = (refusal: Refusal): Change => ({ kind: 'refused', refusal });

/** Longest concern, note or reason, in characters. A message has room for several. */
export const WORDS_MAX = 1000;

type ReadWords = { ok: true; text: string } | { ok: false; refusal: Refusal };

/** Removes NUL, which PostgreSQL refuses. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** Reads what somebody typed, without surrounding spaces. */
export function readWords(what: 'concern' | 'note' | 'reason', given: string): ReadWords {
  const text = withoutNul(given).trim();
  if (text === '') return { ok: false, refusal: { kind: 'words-missing', what } };
  if (text.length > WORDS_MAX) return { ok: false, refusal: { kind: 'words-too-long', what, max: WORDS_MAX } };
  return { ok: true, text };
}

/** What follows from an optional reason. */
export function withReason(given: string | undefined, then: (reason: string | null) => Change): Change {
  if (given === undefined || given.trim() === '') return then(null);
  const words = readWords('reason', given);
  return words.ok ? then(words.text) : refused(words.refusal);
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
export const isEndpoint = (text: string): boolean => NAME.test(ARN.exec(text)?.groups?.['name'] ?? text);
