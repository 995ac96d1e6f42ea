import { type Asked, type Change, changed, refused, staleness } from './change.ts';
import { accept, override } from './decision-changes.ts';
import { isDay, isEndpoint, readWords } from './given-words.ts';
import type { Concern, Review } from './record.ts';
import type { Actor, ReviewAction } from './review-action.ts';

const NOTHING: Change = { kind: 'nothing' };

export function changeFor(review: Review, action: ReviewAction, actor: Actor): Change {
  const deed = { actorId: actor.userId, at: actor.at };
  switch (action.kind) {
    case 'raise-concern':
      return raiseConcern(review, action, actor);
    case 'resolve-concern':
      return resolveConcern(review, action, actor);
    case 'accept':
      return accept(review, action, actor);
    case 'override':
      return override(review, action, actor);
    case 'withdraw':
      return withReason(action.reason, (reason) => changed({ ...deed, kind: 'withdrawn', reason }, {}));
    case 're-open':
      return withReason(action.reason, (reason) =>
        changed({ ...deed, kind: 're-opened', from: review.state, reason }, { decision: null, endpoint: null }),
      );
    case 'supersede': {
      const { byReviewId } = action;
      if (byReviewId === review.id) return refused({ kind: 'itself' });
      return changed({ ...deed, kind: 'superseded', byReviewId }, { supersededBy: byReviewId });
    }
    case 'set-decider': {
      const { userId: deciderId } = action;
      if (deciderId === review.deciderId) return NOTHING;
      return changed({ ...deed, kind: 'decider-set', deciderId }, { deciderId });
    }
    case 'set-decide-by': {
      const { date } = action;
      if (date === review.decideBy) return NOTHING;
      if (date !== null && !isDay(date)) return refused({ kind: 'not-a-day' });
      return changed({ ...deed, kind: 'decide-by-set', date }, { decideBy: date });
    }
    case 'note-endpoint': {
      const endpoint = action.endpoint?.trim() ?? null;
      if (endpoint === review.endpoint) return NOTHING;
      if (endpoint !== null && !isEndpoint(endpoint)) return refused({ kind: 'not-an-endpoint' });
      return changed({ ...deed, kind: 'endpoint-noted', endpoint }, { endpoint });
    }
    case 'revise':
      return revise(review, action, actor);
  }
}

function raiseConcern({ concerns }: Review, { text }: Asked<'raise-concern'>, { userId, at }: Actor): Change {
  const words = readWords('concern', text);
  if (!words.ok) return refused(words.refusal);
  const isRaised = ({ text: other, raised, resolved }: Concern) =>
    other === words.text && raised.byId === userId && resolved === null;
  if (concerns.some(isRaised)) return NOTHING;
  const concern: Concern = { id: concerns.length + 1, text: words.text, raised: { byId: userId, at }, resolved: null };
  const event = { actorId: userId, at, kind: 'concern-raised' as const, concernId: concern.id, text: words.text };
  return changed(event, { concerns: [...concerns, concern] });
}

function resolveConcern({ concerns }: Review, asked: Asked<'resolve-concern'>, { userId, at }: Actor): Change {
  const concern = concerns.find(({ id }) => id === asked.concernId);
  if (concern === undefined) return refused({ kind: 'no-such-concern' });
  const { resolved } = concern;
  if (resolved !== null) return refused({ kind: 'concern-resolved', concern: { ...concern, resolved } });
  const words = readWords('note', asked.note);
  if (!words.ok) return refused(words.refusal);
  const note = words.text;
  const answered = { ...concern, resolved: { byId: userId, at, note } };
  return changed(
    { actorId: userId, at, kind: 'concern-resolved', concernId: concern.id, note },
    { concerns: concerns.map((other) => (other === concern ? answered : other)) },
  );
}

function revise({ latest }: Review, asked: Asked<'revise'>, { userId, at }: Actor): Change {
  const { baseRevision, workload, recommendation } = asked;
  const isStored =
    latest.revision === baseRevision + 1 &&
    latest.authorId === userId &&
    JSON.stringify(latest.workload) === JSON.stringify(workload);
  // The form was submitted twice, because the reply to the first time never reached it.
  if (isStored) return NOTHING;
  const stale = staleness({ latest }, baseRevision);
  if (stale !== undefined) return refused(stale);
  const revision = baseRevision + 1;
  const factsVersion = recommendation.facts.version;
  return changed(
    { actorId: userId, at, kind: 'revised', revision },
    { latest: { revision, workload, recommendation, factsVersion, authorId: userId, createdAt: at } },
  );
}

function withReason(given: string | undefined, then: (reason: string | null) => Change): Change {
  if (given === undefined || given.trim() === '') return then(null);
  const words = readWords('reason', given);
  return words.ok ? then(words.text) : refused(words.refusal);
}
