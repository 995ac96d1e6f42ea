import type { Review } from '../../reviews/record.ts';
import type { AdrReview } from '../../wording/adr/adr-review.ts';
import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../../wording/former-member.ts';

/** Names of other reviews, and where this one stands. */
export interface AdrSurroundings {
  supersedes: string | null;
  supersededBy: string | null;
  url: string | null;
}

/** A review as a decision record writes it. People are their Slack ids: the bot may not read their names. */
export function adrOf(review: Review, surroundings: AdrSurroundings): AdrReview {
  const { latest, state, since, requesterId, deciderId, decision, concerns, endpoint } = review;
  return {
    recommendation: latest.recommendation,
    revision: latest.revision,
    state,
    since: { ...deedOf(since), reason: since.reason },
    requester: personOf(requesterId),
    decider: deciderId === null ? null : personOf(deciderId),
    decision: decision && { ...decision, ...deedOf(decision) },
    concerns: concerns.map(({ text, raised, resolved }) => ({
      text,
      raised: deedOf(raised),
      resolved: resolved && { ...deedOf(resolved), note: resolved.note },
    })),
    endpoint,
    ...surroundings,
  };
}

function deedOf({ byId, at }: { byId: string; at: number }): { by: string; at: number } {
  return { by: personOf(byId), at };
}

function personOf(id: string): string {
  return id === FORMER_MEMBER ? FORMER_MEMBER_WORDS : `@${id}`;
}
