import type { InferenceOptionId } from '../recommender/index.ts';
import type { ReviewState } from './record.ts';

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
