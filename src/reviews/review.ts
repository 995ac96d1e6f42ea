import type { Recommendation, Workload } from '../recommender/index.ts';

/** Where a review stands. Only `proposed` is reached so far; a decision brings the others. */
export type ReviewState = 'proposed' | 'accepted' | 'overridden' | 'withdrawn' | 'superseded';

/** A review's workload as it was told once, and what came out for it. Never changed; the next one is another revision. */
export interface Revision {
  /** 1 for the first, without gaps. */
  revision: number;
  workload: Workload;
  recommendation: Recommendation;
  /** The version of the quotas and prices that it was judged by. */
  factsVersion: string;
  authorId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A team's question how to serve one model, from the proposal on. */
export interface Review {
  id: string;
  teamId: string;
  requesterId: string;
  state: ReviewState;
  /** The latest revision: the one that counts. */
  latest: Revision;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Something that happened to a review. Events are only ever added. */
export type ReviewEvent =
  | { kind: 'created'; actorId: string; at: number; revision: 1 }
  | { kind: 'revised'; actorId: string; at: number; revision: number };

/** The revision that follows one whose answers a person saw and changed. Nothing, where somebody else was quicker. */
export function nextRevision(review: Pick<Review, 'latest'>, baseRevision: number): number | undefined {
  return review.latest.revision === baseRevision ? baseRevision + 1 : undefined;
}

/** Whether the workload may still be changed: a decision is not altered behind the back of those who made it. */
export function mayBeRevised(state: ReviewState): boolean {
  return state === 'proposed';
}

/**
 * Whether a person's changed answers are stored already: the form was submitted twice, because the reply to the first time
 * never reached it.
 */
export function isRepeated(
  { latest }: Pick<Review, 'latest'>,
  asked: { baseRevision: number; authorId: string; workload: Workload },
): boolean {
  return (
    latest.revision === asked.baseRevision + 1 &&
    latest.authorId === asked.authorId &&
    JSON.stringify(latest.workload) === JSON.stringify(asked.workload)
  );
}
