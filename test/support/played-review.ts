import type { Actor, ReviewAction } from '../../src/reviews/action.ts';
import { decide } from '../../src/reviews/decide.ts';
import type { NamedReview, Review, ReviewEvent, Revision } from '../../src/reviews/record.ts';
import type { Told } from '../../src/slack/render/thread/event-line.ts';

/** Somebody's action, and what is known of them. */
export type Deed = readonly [userId: string, action: ReviewAction, standing?: Partial<Actor>];

const MINUTE_MS = 60_000;

const URL = 'https://acme.slack.com/archives/C0123/p1795600800000100';

/**
 * Plays what people did with a proposal, a minute apart. Returns what each event's line is made from, as the record has it after
 * the action. A refused action happened to nobody.
 */
export function play(proposal: NamedReview, deeds: readonly Deed[]): Told[] {
  const { neighbours, requesterId, createdAt } = proposal;
  const events: ReviewEvent[] = [{ kind: 'created', actorId: requesterId, at: createdAt, revision: 1 }];
  const revisions: Revision[] = [proposal.latest];
  let review: Review = { ...proposal, version: 1 };
  const toldOf = (event: ReviewEvent): Told => ({
    event,
    events: [...events],
    revisions: [...revisions],
    review: { ...review, neighbours },
    url: URL,
  });
  const told = events.map(toldOf);
  for (const [index, [userId, action, standing]] of deeds.entries()) {
    const decided = decide(review, action, { ...standing, userId, at: createdAt + (index + 1) * MINUTE_MS });
    if (!decided.ok) continue;
    if (decided.review.latest !== review.latest) revisions.push(decided.review.latest);
    ({ review } = decided);
    events.push(...decided.events);
    told.push(...decided.events.map(toldOf));
  }
  return told;
}
