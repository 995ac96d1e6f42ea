import { decide } from '../../reviews/review.ts';
import { findReview } from '../../reviews/review-store.ts';
import { describeRefusal } from '../decide/describe-refusal.ts';
import { draftOf } from '../form/read-form.ts';
import { findPost } from '../posting/posts.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import type { Person } from './people.ts';
import { GONE } from './pressers.ts';

/** Opens the form for a review that takes the place of another one, filled with that one's answers. */
export async function openSuccessorForm(
  parts: ListenerParts,
  asked: { person: Person; reviewId: string; triggerId: string; responseUrl: string | undefined },
): Promise<string | undefined> {
  const { person, reviewId, triggerId, responseUrl } = asked;
  const [review, post] = await Promise.all([
    findReview(parts.db, person.teamId, reviewId),
    findPost(parts.db, person.teamId, reviewId),
  ]);
  if (review === undefined || post === undefined) return GONE;
  const decided = decide(review, { kind: 'supersede', byReviewId: '?' }, { userId: person.userId, at: Date.now() });
  if (!decided.ok) return describeRefusal(decided.refusal);
  const opened = await openForm(parts, {
    triggerId,
    person,
    draft: draftOf(review.latest.workload),
    metadata: { channelId: post.channelId, supersedes: reviewId },
    responseUrl,
  });
  return opened.ok ? undefined : opened.text;
}
