import type { InferenceOptionId, Recommendation } from '../../recommender/index.ts';

/** Who did something, as they are to be written, and when, in milliseconds since 1970. */
interface Deed {
  by: string;
  at: number;
}

/** All that a decision record says of a review. */
export interface AdrReview {
  recommendation: Recommendation;
  revision: number;
  state: 'proposed' | 'accepted' | 'overridden' | 'withdrawn' | 'superseded';
  /** The last change of the state, and why if it was said. */
  since: Deed & { reason: string | null };
  requester: string;
  /** Who is asked to decide. */
  decider: string | null;
  decision: (Deed & { option: InferenceOptionId; reason: string | null; own: boolean }) | null;
  concerns: readonly { text: string; raised: Deed; resolved: (Deed & { note: string }) | null }[];
  endpoint: string | null;
  /** Names of reviews. */
  supersedes: string | null;
  supersededBy: string | null;
  /** Where the team talked about it. */
  url: string | null;
}
