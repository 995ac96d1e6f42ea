import type { InferenceOptionId, Recommendation, Workload } from '../recommender/index.ts';
import type { HeardLine } from '../wording/heard.ts';

// A team's review from proposal to decision, its lists and its decision record. Knows no Slack.
// May import: database, recommender, wording.

/**
 * Where a review stands. `proposed`: not decided. `accepted`: the team goes with the recommendation. `overridden`: with
 * another option. `withdrawn`: it is no longer asked. `superseded`: another review has taken its place.
 */
export type ReviewState = 'proposed' | 'accepted' | 'overridden' | 'withdrawn' | 'superseded';

/** A review's workload as it was told once, and what came out for it. Never changed; the next one is another revision. */
export interface Revision {
  /** 1 for the first, without gaps. */
  revision: number;
  workload: Workload;
  recommendation: Recommendation;
  /** The version of the quotas and prices that it was judged by. */
  factsVersion: string;
  /** What was heard of the words that its form was filled with; absent where there were none. */
  heard?: readonly HeardLine[];
  authorId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Who did something, and when, in milliseconds since 1970. */
export interface Deed {
  byId: string;
  at: number;
}

/** A named doubt about the recommendation: open until somebody resolves it with a note. */
export interface Concern {
  /** 1 for the review's first, without gaps. */
  id: number;
  text: string;
  raised: Deed;
  /** Null while it is open. */
  resolved: (Deed & { note: string }) | null;
}

/** What the team goes with. */
export interface Decision extends Deed {
  kind: 'accepted' | 'overridden';
  option: InferenceOptionId;
  /** The revision that was decided. */
  revision: number;
  /** Why another option than the recommended one; null where it was accepted. */
  reason: string | null;
  /** Whether the one who asked has decided. */
  own: boolean;
  /** The concerns that were open, and were confirmed to be no obstacle, by id. */
  despiteConcerns: readonly number[];
}

/** A team's question how to serve one model, from the proposal to the decision and beyond. */
export interface Review {
  id: string;
  teamId: string;
  requesterId: string;
  state: ReviewState;
  /** Who brought it into this state, when, and why if it was said. While it is proposed: who asked, or re-opened it. */
  since: Deed & { reason: string | null };
  /** How many things have happened to it, its creation included: the position of its last event. */
  version: number;
  /** The latest revision: the one that counts. */
  latest: Revision;
  /** In the order in which they were raised. */
  concerns: readonly Concern[];
  /** Null unless it is accepted or overridden, or was when another review superseded it. */
  decision: Decision | null;
  /** Who is asked to decide; anybody may. */
  deciderId: string | null;
  /** Until when, as `2026-11-30`. */
  decideBy: string | null;
  /** The name or ARN of what was deployed. */
  endpoint: string | null;
  /** The review whose place this one has taken, by id. */
  supersedes: string | null;
  /** The review that has taken this one's place, by id. */
  supersededBy: string | null;
  /** Whether everybody in the team may find it; otherwise only those who took part. */
  isPublic: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A review that also names the reviews before and after it, as its message and its decision record do. */
export interface NamedReview extends Review {
  /** Their names; null where there is no such review, or it was deleted. */
  neighbours: { supersedes: string | null; supersededBy: string | null };
}

/** The concerns that nobody has resolved, in the order in which they were raised. */
export function openConcerns({ concerns }: Pick<Review, 'concerns'>): Concern[] {
  return concerns.filter(({ resolved }) => resolved === null);
}

/** Something that happened to a review: who, when (milliseconds since 1970), what. Events are only ever added. */
export type ReviewEvent = { actorId: string; at: number } & (
  | { kind: 'created'; revision: 1; supersedes?: string }
  | { kind: 'revised'; revision: number }
  | { kind: 'concern-raised'; concernId: number; text: string }
  | { kind: 'concern-resolved'; concernId: number; note: string }
  | {
      kind: 'accepted';
      revision: number;
      option: InferenceOptionId;
      own: boolean;
      despiteConcerns: readonly number[];
    }
  | {
      kind: 'overridden';
      revision: number;
      option: InferenceOptionId;
      /** What was recommended; null where nothing fits. */
      recommended: InferenceOptionId | null;
      reason: string;
      own: boolean;
      despiteConcerns: readonly number[];
    }
  | { kind: 'withdrawn'; reason: string | null }
  | { kind: 're-opened'; from: ReviewState; reason: string | null }
  | { kind: 'superseded'; byReviewId: string }
  | { kind: 'decider-set'; deciderId: string | null }
  | { kind: 'decide-by-set'; date: string | null }
  | { kind: 'endpoint-noted'; endpoint: string | null }
  /** A person who took part was forgotten. `actorId`: who did it, as the audit log names them. `texts`: what they wrote, too. */
  | { kind: 'member-forgotten'; texts: boolean }
);
