import type { InferenceOptionId } from '../recommender/index.ts';
import type { Concern, Deed, ReviewState } from './record.ts';

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
  /** No day of the calendar as `2026-11-30`. */
  | { kind: 'not-a-day' }
  /** Neither the name nor the ARN of a SageMaker endpoint or transform job. */
  | { kind: 'not-an-endpoint' }
  /** A review cannot take its own place. */
  | { kind: 'itself' };
