import type { InferenceOptionId } from '../recommender/index.ts';
import {
  type Actor,
  type Asked,
  type Change,
  changed,
  isDay,
  isEndpoint,
  type Refusal,
  type ReviewAction,
  type ReviewActionKind,
  readWords,
  refused,
  staleness,
} from './action.ts';
import {
  type Concern,
  type Decision,
  openConcerns,
  type Review,
  type ReviewEvent,
  type ReviewState,
} from './record.ts';

/** The result of an action. `events` is empty where nothing had to change. */
type ReviewDecided = { ok: true; events: readonly ReviewEvent[]; review: Review } | { ok: false; refusal: Refusal };

/** The state machine: for each state, the allowed actions and the state that each leads to. */
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
    'override-policy': 'proposed',
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

/** Applies an action to a review. Pure. Each action that changes something adds one event and one version. */
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
      return { ok: true, events: [change.event], review: reviewAfter(review, to, change) };
  }
}

/** Returns whether a review's state allows an action. */
export function allows({ state }: Pick<Review, 'state'>, kind: ReviewActionKind): boolean {
  return TRANSITIONS[state][kind] !== undefined;
}

/** Returns whether the answers can be changed: not after a decision. */
export function mayBeRevised(state: ReviewState): boolean {
  return TRANSITIONS[state].revise !== undefined;
}

function reviewAfter(review: Review, to: ReviewState, { event, patch }: Extract<Change, { kind: 'changed' }>): Review {
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

const NOTHING: Change = { kind: 'nothing' };

function changeFor(review: Review, action: ReviewAction, actor: Actor): Change {
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
      const { date, today } = action;
      if (date === review.decideBy) return NOTHING;
      if (date !== null && !isDay(date)) return refused({ kind: 'not-a-day' });
      if (date !== null && date < today) return refused({ kind: 'past-day' });
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
    case 'override-policy':
      return overridePolicy(review, action, actor);
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
  // The form was submitted twice, because Slack missed the first acknowledgement.
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

/** Only people whom a rule names can override it, whatever else others may do. */
function overridePolicy({ latest }: Review, asked: Asked<'override-policy'>, { userId, at }: Actor): Change {
  const stale = staleness({ latest }, asked.baseRevision);
  if (stale !== undefined) return refused(stale);
  const { rules = [] } = latest.recommendation.policy ?? {};
  for (const name of asked.rules) {
    const rule = rules.find((known) => known.name === name);
    if (rule === undefined) return refused({ kind: 'no-such-rule' });
    const { overriddenBy = [] } = rule;
    if (!overriddenBy.includes(userId)) return refused({ kind: 'policy', rule: name, overriddenBy });
  }
  if (asked.rules.length === 0) return refused({ kind: 'no-such-rule' });
  const words = readWords('reason', asked.reason);
  if (!words.ok) return refused(words.refusal);
  const revision = latest.revision + 1;
  const { recommendation } = asked;
  const { workload, facts } = recommendation;
  return changed(
    { actorId: userId, at, kind: 'policy-overridden', revision, rules: asked.rules, reason: words.text },
    { latest: { revision, workload, recommendation, factsVersion: facts.version, authorId: userId, createdAt: at } },
  );
}

/** Why the team's rules forbid an option; undefined where they don't. */
function forbiddenBy({ recommendation }: Review['latest'], option: InferenceOptionId): Refusal | undefined {
  const { rejected, policy } = recommendation;
  const reasons = rejected.find((other) => other.option === option)?.reasons ?? [];
  const name = reasons.find(({ code }) => code === 'policy')?.rule;
  if (name === undefined) return undefined;
  if (!policy?.decidedBy.includes(name)) return { kind: 'forbidden', rule: name };
  const { overriddenBy = [] } = policy.rules.find((rule) => rule.name === name) ?? {};
  return { kind: 'policy', rule: name, overriddenBy };
}

function withReason(given: string | undefined, then: (reason: string | null) => Change): Change {
  if (given === undefined || given.trim() === '') return then(null);
  const words = readWords('reason', given);
  return words.ok ? then(words.text) : refused(words.refusal);
}

function accept(review: Review, { despiteConcerns = [], seenRevision }: Asked<'accept'>, actor: Actor): Change {
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

function override(review: Review, { option, reason, seenRevision }: Asked<'override'>, actor: Actor): Change {
  const stale = staleness(review, seenRevision);
  if (stale !== undefined) return refused(stale);
  const recommended = review.latest.recommendation.choice?.option ?? null;
  if (option === recommended) return refused({ kind: 'same-option', option });
  const forbidden = forbiddenBy(review.latest, option);
  if (forbidden !== undefined) return refused(forbidden);
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
