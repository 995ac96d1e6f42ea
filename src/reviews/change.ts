import type { Review } from './record.ts';
import type { Refusal } from './refusal.ts';
import type { ReviewAction } from './review-action.ts';
import type { ReviewEvent } from './review-event.ts';

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
