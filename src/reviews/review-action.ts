import type { InferenceOptionId, Recommendation, Workload } from '../recommender/index.ts';

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
  /** A day as `2026-11-30`; null: none. */
  | { kind: 'set-decide-by'; date: string | null }
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
