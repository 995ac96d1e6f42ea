import {
  type Actor,
  type Asked,
  type Change,
  changed,
  deedOf,
  isDay,
  isEndpoint,
  NOTHING,
  type Refusal,
  type ReviewAction,
  type ReviewActionKind,
  readWords,
  refused,
  staleness,
  withReason,
} from './action.ts';
import { accept, override, withdrawApproval } from './approvals.ts';
import { raiseConcern, reopenConcern, resolveConcern } from './concerns.ts';
import type { Review, ReviewEvent, ReviewState } from './record.ts';

/** The result of an action. `events` is empty where nothing had to change. */
type ReviewDecided = { ok: true; events: readonly ReviewEvent[]; review: Review } | { ok: false; refusal: Refusal };

/** The state machine: for each state, the allowed actions and the state that each leads to. */
const TRANSITIONS: Readonly<Record<ReviewState, Readonly<Partial<Record<ReviewActionKind, ReviewState>>>>> = {
  proposed: {
    'raise-concern': 'proposed',
    'resolve-concern': 'proposed',
    're-open-concern': 'proposed',
    'withdraw-approval': 'proposed',
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
    'set-revisit': 'accepted',
    revisit: 'accepted',
  },
  overridden: {
    'resolve-concern': 'overridden',
    're-open': 'proposed',
    supersede: 'superseded',
    'note-endpoint': 'overridden',
    'set-revisit': 'overridden',
    revisit: 'overridden',
  },
  withdrawn: { 're-open': 'proposed' },
  superseded: {},
};

/** Applies an action to a review. Pure. Each event adds one version. */
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
      return { ok: true, events: change.events, review: reviewAfter(review, to, change) };
  }
}

export const allows = ({ state }: Pick<Review, 'state'>, kind: ReviewActionKind): boolean =>
  TRANSITIONS[state][kind] !== undefined;

/** Returns whether the answers can be changed: not after a decision. */
export const mayBeRevised = (state: ReviewState): boolean => TRANSITIONS[state].revise !== undefined;

function reviewAfter(review: Review, to: ReviewState, change: Extract<Change, { kind: 'changed' }>): Review {
  const { events, patch, stays = false } = change;
  const state = stays ? review.state : (patch.state ?? to);
  const last = events.at(-1);
  const since =
    last === undefined || state === review.state
      ? review.since
      : { byId: last.actorId, at: last.at, reason: reasonOf(last) };
  return { ...review, ...patch, state, since, version: review.version + events.length };
}

const reasonOf = (event: ReviewEvent): string | null => ('reason' in event ? (event.reason ?? null) : null);

const refuseInState = ({ state, since, supersededBy }: Review): Refusal =>
  state === 'proposed' ? { kind: 'not-decided' } : { kind: 'closed', state, supersededBy, ...since };

/** What a review that is a proposal again no longer has. */
const UNDECIDED = { decision: null, approvals: [], candidate: null, revisitOn: null } as const;

/** Approvals are of one revision. */
const UNAPPROVED = { approvals: [], candidate: null } as const;

type Handlers = { readonly [Kind in ReviewActionKind]: (review: Review, asked: Asked<Kind>, actor: Actor) => Change };

/** What each action changes, where the state allows it. */
const HANDLERS: Handlers = {
  'raise-concern': raiseConcern,
  'resolve-concern': resolveConcern,
  're-open-concern': reopenConcern,
  accept,
  override,
  'withdraw-approval': (review, _, actor) => withdrawApproval(review, actor),
  withdraw: (_, asked, actor) =>
    withReason(asked.reason, (reason) => changed({ ...deedOf(actor), kind: 'withdrawn', reason }, {})),
  're-open': ({ state: from }, asked, actor) =>
    withReason(asked.reason, (reason) =>
      changed({ ...deedOf(actor), kind: 're-opened', from, reason }, { ...UNDECIDED, endpoint: null }),
    ),
  supersede(review, { byReviewId }, actor) {
    if (byReviewId === review.id) return refused({ kind: 'itself' });
    return changed({ ...deedOf(actor), kind: 'superseded', byReviewId }, { supersededBy: byReviewId });
  },
  'set-decider'(review, { userId: deciderId }, actor) {
    if (deciderId === review.deciderId) return NOTHING;
    return changed({ ...deedOf(actor), kind: 'decider-set', deciderId }, { deciderId });
  },
  'set-decide-by'(review, { date, today }, actor) {
    if (date === review.decideBy) return NOTHING;
    return fromToday(date, today) ?? changed({ ...deedOf(actor), kind: 'decide-by-set', date }, { decideBy: date });
  },
  'note-endpoint'(review, asked, actor) {
    const endpoint = asked.endpoint?.trim() ?? null;
    if (endpoint === review.endpoint) return NOTHING;
    if (endpoint !== null && !isEndpoint(endpoint)) return refused({ kind: 'not-an-endpoint' });
    return changed({ ...deedOf(actor), kind: 'endpoint-noted', endpoint }, { endpoint });
  },
  'set-revisit'(review, { date, today }, actor) {
    if (date === review.revisitOn) return NOTHING;
    return fromToday(date, today) ?? changed({ ...deedOf(actor), kind: 'revisit-set', date }, { revisitOn: date });
  },
  revisit({ decision, revisitOn }, { keep: kept, next, seen }, actor) {
    const isStale = seen !== undefined && (seen.decidedAt !== decision?.at || seen.revisitOn !== revisitOn);
    if (isStale) return refused({ kind: 'revisited', revisitOn });
    const event = { ...deedOf(actor), kind: 'revisited', kept, next: kept ? next : null } as const;
    return changed(event, kept ? { revisitOn: next } : { ...UNDECIDED, state: 'proposed' });
  },
  revise,
  'override-policy': overridePolicy,
};

function changeFor<Kind extends ReviewActionKind>(review: Review, action: Asked<Kind>, actor: Actor): Change {
  const handle = HANDLERS[action.kind as Kind];
  return handle(review, action, actor);
}

/** A refusal of a date that isn't one, or has passed. */
function fromToday(date: string | null, today: string): Change | undefined {
  if (date === null) return undefined;
  if (!isDay(date)) return refused({ kind: 'not-a-day' });
  return date < today ? refused({ kind: 'past-day' }) : undefined;
}

function revise({ latest }: Review, asked: Asked<'revise'>, { userId, at }: Actor): Change {
  const { baseRevision, workload, recommendation, team } = asked;
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
    {
      ...UNAPPROVED,
      latest: {
        revision,
        workload,
        recommendation,
        factsVersion,
        ...(team && { team }),
        authorId: userId,
        createdAt: at,
      },
    },
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
  const { recommendation, team } = asked;
  const { workload, facts } = recommendation;
  const made = { revision, workload, recommendation, factsVersion: facts.version, authorId: userId, createdAt: at };
  return changed(
    { actorId: userId, at, kind: 'policy-overridden', revision, rules: asked.rules, reason: words.text },
    { ...UNAPPROVED, latest: { ...made, ...(team && { team }) } },
  );
}
