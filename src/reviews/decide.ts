import type { Actor, Change, Refusal, ReviewAction, ReviewActionKind } from './action.ts';
import { changeFor } from './changes.ts';
import type { Review, ReviewEvent, ReviewState } from './record.ts';

/** What an action comes to. `events` is empty where everything is already as the action wants it. */
type ReviewDecided = { ok: true; events: readonly ReviewEvent[]; review: Review } | { ok: false; refusal: Refusal };

/** The whole machine: from each state, what can be done, and the state that it leads to. What is not named is refused. */
const TRANSITIONS: Readonly<Record<ReviewState, Readonly<Partial<Record<ReviewActionKind, ReviewState>>>>> = {
  proposed: {
    'raise-concern': 'proposed',
    'resolve-concern': 'proposed',
    accept: 'accepted',
    override: 'overridden',
    withdraw: 'withdrawn',
    supersede: 'superseded',
    'set-decider': 'proposed',
    'set-decide-by': 'proposed',
    revise: 'proposed',
  },
  accepted: {
    'resolve-concern': 'accepted',
    're-open': 'proposed',
    supersede: 'superseded',
    'note-endpoint': 'accepted',
  },
  overridden: {
    'resolve-concern': 'overridden',
    're-open': 'proposed',
    supersede: 'superseded',
    'note-endpoint': 'overridden',
  },
  withdrawn: { 're-open': 'proposed' },
  superseded: {},
};

/**
 * What becomes of a review by an action. Pure: the same review, action and actor give the same outcome. Each action that
 * changes something is one event and one version.
 */
export function decide(review: Review, action: ReviewAction, actor: Actor): ReviewDecided {
  const to = TRANSITIONS[review.state][action.kind];
  if (to === undefined) return { ok: false, refusal: refuseInState(review) };
  const change = changeFor(review, action, actor);
  switch (change.kind) {
    case 'refused':
      return { ok: false, refusal: change.refusal };
    case 'nothing':
      return { ok: true, events: [], review };
    case 'changed':
      return { ok: true, events: [change.event], review: changed(review, to, change) };
  }
}

/** Whether a review's state lets this be done at all. */
export function allows({ state }: Pick<Review, 'state'>, kind: ReviewActionKind): boolean {
  return TRANSITIONS[state][kind] !== undefined;
}

/** Whether the workload may still be changed: a decision is not altered behind the back of those who made it. */
export function mayBeRevised(state: ReviewState): boolean {
  return TRANSITIONS[state].revise !== undefined;
}

function changed(review: Review, to: ReviewState, { event, patch }: Extract<Change, { kind: 'changed' }>): Review {
  const { actorId: byId, at } = event;
  const since = to === review.state ? review.since : { byId, at, reason: reasonOf(event) };
  return { ...review, ...patch, state: to, since, version: review.version + 1 };
}

function reasonOf(event: ReviewEvent): string | null {
  return 'reason' in event ? event.reason : null;
}

function refuseInState({ state, since, supersededBy }: Review): Refusal {
  return state === 'proposed' ? { kind: 'not-decided' } : { kind: 'closed', state, supersededBy, ...since };
}
