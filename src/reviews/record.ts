import type { TeamRules } from '../policy/team-rules.ts';
import type { InferenceOptionId, Recommendation, Workload } from '../recommender/index.ts';
import type { ReadingLine } from '../wording/heard.ts';

// A team's reviews from proposal to decision, their lists and decision records. Knows nothing of Slack.

/**
 * The state of a review. `proposed`: not decided. `accepted`: the team chose the recommendation. `overridden`: it chose another
 * option. `withdrawn`: closed without a decision. `superseded`: replaced by another review.
 */
export type ReviewState = 'proposed' | 'accepted' | 'overridden' | 'withdrawn' | 'superseded';

/** A workload and its recommendation. Never changed: new answers make a new revision. */
export interface Revision {
  /** 1 for the first, without gaps. */
  revision: number;
  workload: Workload;
  recommendation: Recommendation;
  /** The version of the quotas and prices behind the recommendation. */
  factsVersion: string;
  /** What was read in the words that filled its form; absent without words. */
  heard?: readonly ReadingLine[];
  /** The rules by which it is decided; absent without a policy. */
  team?: TeamRules;
  authorId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Who did something, and when, in milliseconds since 1970. */
export interface Deed {
  byId: string;
  at: number;
}

/** A doubt about the recommendation, open until somebody resolves it with a note. */
export interface Concern {
  /** 1 for the review's first, without gaps. */
  id: number;
  text: string;
  /** Whether it has to be resolved before a decision. */
  blocking: boolean;
  raised: Deed;
  /** Null while it is open. */
  resolved: (Deed & { note: string }) | null;
}

/** Somebody's approval of what is up for decision. */
export interface Approval extends Deed {
  /** The names of the rules that it counts for. */
  rules: readonly string[];
}

/** An option chosen against the recommendation that waits for approvals. */
export interface Candidate extends Deed {
  option: InferenceOptionId;
  reason: string;
}

/** What the team chose. */
export interface Decision extends Deed {
  kind: 'accepted' | 'overridden';
  option: InferenceOptionId;
  /** The revision that was decided. */
  revision: number;
  /** Why the team overrode the recommendation, or accepted it despite a blocking concern or an unknown bill; else null. */
  reason: string | null;
  /** Whether the requester decided. */
  own: boolean;
  /** Ids of the concerns that were open at the decision. */
  despiteConcerns: readonly number[];
  /** The names of the rules that couldn't be judged, because the bill was unknown; absent without any. */
  unjudged?: readonly string[];
  /** Whether the chosen option was ruled out. Absent in decisions of earlier versions. */
  ruledOut?: boolean;
  /** Who chose the option, and gave the reason, where somebody else's approval decided. */
  proposedById?: string;
}

/** A team's decision on how to host a model, from proposal to decision and beyond. */
export interface Review {
  id: string;
  teamId: string;
  requesterId: string;
  state: ReviewState;
  /** Who brought it into this state, when, and why. While it is proposed: who requested or re-opened it. */
  since: Deed & { reason: string | null };
  /** The number of its events, including its creation. */
  version: number;
  latest: Revision;
  /** In the order in which they were raised. */
  concerns: readonly Concern[];
  /** Of the current revision and what is up for decision, in the order in which they were given. */
  approvals: readonly Approval[];
  /** Null where the recommendation is up for decision. */
  candidate: Candidate | null;
  /** Null unless it is accepted or overridden, or was before it was superseded. */
  decision: Decision | null;
  /** When to look at the decision again, as `2027-02-27`; null: not planned. */
  revisitOn: string | null;
  /** The owner, who is expected to decide. */
  deciderId: string | null;
  /** The due date, as `2026-11-30`. */
  decideBy: string | null;
  /** The name or ARN of what it is about: where it started from, or what was deployed. */
  endpoint: string | null;
  supersedes: string | null;
  supersededBy: string | null;
  /** Whether everybody in the team may see it, or only participants. */
  isPublic: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export interface Neighbour {
  name: string;
  /** Its message; null where it isn't posted. */
  url: string | null;
}

export interface NamedReview extends Review {
  /** Null where there is no such review, or it was deleted. */
  neighbours: { supersedes: Neighbour | null; supersededBy: Neighbour | null };
}

/** Returns the unresolved concerns, oldest first. */
export const openConcerns = ({ concerns }: Pick<Review, 'concerns'>): Concern[] =>
  concerns.filter(({ resolved }) => resolved === null);

/** Returns the unresolved concerns that have to be resolved before a decision, oldest first. */
export const blockingConcerns = (review: Pick<Review, 'concerns'>): Concern[] =>
  openConcerns(review).filter(({ blocking }) => blocking);

/** The option that a decision would choose; null where none fits and none was chosen. */
export function optionUpForDecision({
  candidate,
  latest,
}: Pick<Review, 'candidate' | 'latest'>): InferenceOptionId | null {
  return candidate?.option ?? latest.recommendation.choice?.option ?? null;
}

/** Something that happened to a review. `at`: milliseconds since 1970. Events are never changed or removed. */
export type ReviewEvent = { actorId: string; at: number } & (
  | { kind: 'created'; revision: 1; supersedes?: string }
  | { kind: 'revised'; revision: number }
  /** Rules of the team's policy were set aside, by their names, which made a revision. */
  | { kind: 'policy-overridden'; revision: number; rules: readonly string[]; reason: string }
  /** `blocking`: absent in events of earlier versions. */
  | { kind: 'concern-raised'; concernId: number; text: string; blocking?: boolean }
  | { kind: 'concern-resolved'; concernId: number; note: string }
  | { kind: 'concern-reopened'; concernId: number; reason: string | null }
  /**
   * Somebody approved what is up for decision. `count`: approvals for that rule so far; `of`: those that it takes. `reason`: why
   * despite a blocking concern or an unknown bill; else absent.
   */
  | { kind: 'approved'; revision: number; rule: string; count: number; of: number; reason?: string }
  | { kind: 'approval-withdrawn'; revision: number }
  /** An option was chosen against the recommendation, and waits for approvals. Null: back to the recommendation. */
  | {
      kind: 'option-proposed';
      revision: number;
      option: InferenceOptionId | null;
      reason: string | null;
      ruledOut: boolean;
    }
  | {
      kind: 'accepted';
      revision: number;
      option: InferenceOptionId;
      own: boolean;
      despiteConcerns: readonly number[];
      /** Why it was accepted despite a blocking concern or an unknown bill; else null. Absent in events of earlier versions. */
      reason?: string | null;
      unjudged?: readonly string[];
    }
  | {
      kind: 'overridden';
      revision: number;
      option: InferenceOptionId;
      /** What was recommended; null where no option fits. */
      recommended: InferenceOptionId | null;
      reason: string;
      own: boolean;
      despiteConcerns: readonly number[];
      /** Absent in events of earlier versions. */
      ruledOut?: boolean;
      unjudged?: readonly string[];
    }
  | { kind: 'withdrawn'; reason: string | null }
  | { kind: 're-opened'; from: ReviewState; reason: string | null }
  | { kind: 'superseded'; byReviewId: string }
  | { kind: 'decider-set'; deciderId: string | null }
  | { kind: 'decide-by-set'; date: string | null }
  | { kind: 'endpoint-noted'; endpoint: string | null }
  /** When to look at the decision again; null: not planned. */
  | { kind: 'revisit-set'; date: string | null }
  /** The decision was looked at again. `kept`: it stays, until `next`; otherwise a revision was started. */
  | { kind: 'revisited'; kept: boolean; next: string | null }
  /** What runs differs from what was decided, in sentences. By the bot. */
  | { kind: 'drifted'; differences: readonly string[] }
  /** A participant was forgotten. `actorId`: as in the audit log. `texts`: whether their texts were removed. */
  | { kind: 'member-forgotten'; texts: boolean }
);
