import type { InferenceOptionId } from '../recommender/index.ts';
import { type Asked, type Change, changed, refused, staleness } from './change.ts';
import { openConcerns } from './concerns.ts';
import { readWords } from './given-words.ts';
import type { Decision, Review } from './record.ts';
import type { Actor } from './review-action.ts';

export function accept(review: Review, { despiteConcerns = [], seenRevision }: Asked<'accept'>, actor: Actor): Change {
  const stale = staleness(review, seenRevision);
  if (stale !== undefined) return refused(stale);
  const { choice } = review.latest.recommendation;
  if (choice === null) return refused({ kind: 'nothing-fits' });
  const open = openConcerns(review);
  if (open.some(({ id }) => !despiteConcerns.includes(id))) return refused({ kind: 'open-concerns', concerns: open });
  const { option } = choice;
  const { revision, own, despiteConcerns: despite } = decisionOf(review, 'accepted', option, null, actor);
  return changed(
    { actorId: actor.userId, at: actor.at, kind: 'accepted', revision, option, own, despiteConcerns: despite },
    { decision: decisionOf(review, 'accepted', option, null, actor) },
  );
}

export function override(review: Review, { option, reason, seenRevision }: Asked<'override'>, actor: Actor): Change {
  const stale = staleness(review, seenRevision);
  if (stale !== undefined) return refused(stale);
  const recommended = review.latest.recommendation.choice?.option ?? null;
  if (option === recommended) return refused({ kind: 'same-option', option });
  const words = readWords('reason', reason);
  if (!words.ok) return refused(words.refusal);
  const decision = decisionOf(review, 'overridden', option, words.text, actor);
  const { revision, own, despiteConcerns } = decision;
  const told = { revision, option, recommended, reason: words.text, own, despiteConcerns };
  return changed({ actorId: actor.userId, at: actor.at, kind: 'overridden', ...told }, { decision });
}

function decisionOf(
  review: Review,
  kind: Decision['kind'],
  option: InferenceOptionId,
  reason: string | null,
  { userId: byId, at }: Actor,
): Decision {
  const own = byId === review.requesterId;
  const despiteConcerns = openConcerns(review).map(({ id }) => id);
  return { kind, option, revision: review.latest.revision, reason, own, despiteConcerns, byId, at };
}
