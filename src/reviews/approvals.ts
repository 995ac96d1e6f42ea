import { type ApprovalRule, approvalsFor } from '../policy/team-rules.ts';
import { asksForFacts, type InferenceOptionId } from '../recommender/index.ts';
import {
  type Actor,
  type Asked,
  type Change,
  deedOf,
  type Members,
  NOTHING,
  type Refusal,
  readWords,
  refused,
  staleness,
  type Waiting,
} from './action.ts';
import { addDays, dayIn } from './calendar.ts';
import { blockedBy, isNamed, uncheckedOf, whyBlocked } from './concerns.ts';
import {
  type Approval,
  blockingConcerns,
  type Candidate,
  type Decision,
  openConcerns,
  optionUpForDecision,
  type Review,
  type ReviewEvent,
} from './record.ts';

/** How far one rule is met. */
export interface ApprovalState {
  rule: ApprovalRule;
  /** Those that count for it, in order. */
  given: readonly Approval[];
  /** How many more it takes; 0 where it is met. */
  missing: number;
}

/** The rules that hold for what is up for decision, and how far each is met. Empty where one acceptance decides. */
export function approvalStates(
  review: Pick<Review, 'latest' | 'candidate' | 'approvals'>,
  option = optionUpForDecision(review),
): ApprovalState[] {
  return rulesFor(review, option).asked.map((rule) => {
    const given = review.approvals.filter(({ rules }) => rules.includes(rule.name));
    return { rule, given, missing: Math.max(0, rule.count - given.length) };
  });
}

/** The names of the rules that can't be judged for what is up for decision, since its bill is unknown. */
export const unjudgedRules = (review: Pick<Review, 'latest' | 'candidate' | 'approvals'>): string[] =>
  rulesFor(review, optionUpForDecision(review)).unjudged.map(({ name }) => name);

/** Earlier versions asked for approvals by cost at once: a rule that somebody approved under stays asked. */
function rulesFor({ latest, approvals }: Pick<Review, 'latest' | 'approvals'>, option: InferenceOptionId | null) {
  if (option === null) return { asked: [], unjudged: [] };
  const { team, recommendation } = latest;
  const { asked, unjudged } = approvalsFor(team, { recommendation, option });
  const isApproved = ({ name }: ApprovalRule) => approvals.some(({ rules }) => rules.includes(name));
  return { asked: [...asked, ...unjudged.filter(isApproved)], unjudged: unjudged.filter((rule) => !isApproved(rule)) };
}

/** The people and user groups whose approval a rule still waits for: without those whose own doesn't count or is given. */
export function askedBy(
  { rule, given, missing }: ApprovalState,
  { requesterId }: Pick<Review, 'requesterId'>,
): string[] {
  const { from = [], notRequester = false } = rule;
  const done = new Set([...given.map(({ byId }) => byId), ...(notRequester ? [requesterId] : [])]);
  return missing === 0 ? [] : [...new Set(from)].filter((id) => !done.has(id));
}

/** Whether people are asked for their approval: not while facts are missing, unless somebody has chosen or approved nevertheless. */
export const asksForApproval = ({ latest, candidate, approvals }: Review): boolean =>
  !asksForFacts(latest.recommendation) || candidate !== null || approvals.length > 0;

/** The people and user groups whose approval any rule still waits for. */
export const stillAsked = (review: Pick<Review, 'latest' | 'candidate' | 'approvals' | 'requesterId'>): string[] => [
  ...new Set(approvalStates(review).flatMap((state) => askedBy(state, review))),
];

/** Everyone whom a review's rules name, to find out who may do what. */
export function namedByRules({ latest: { team } }: Pick<Review, 'latest'>): string[] {
  const from = team?.approvals.flatMap((rule) => rule.from ?? []) ?? [];
  return [...new Set([...from, ...(team?.blockingMayBeAcceptedBy ?? [])])];
}

/** Accepts, or approves where rules ask for it. A refusal names only people who can do what it says. */
export function accept(review: Review, asked: Asked<'accept'>, actor: Actor): Change {
  const change = acceptance(review, asked, actor);
  if (change.kind !== 'refused') return change;
  const { kind } = change.refusal;
  const concerns = blockingConcerns(review);
  // Whose approval is asked for can't give it yet either.
  const isBlocked = kind === 'blocked' || (kind === 'not-approver' && concerns.length > 0);
  return isBlocked ? refused({ ...blockedBy(concerns, actor), ...waitingOf(review, actor.members) }) : change;
}

/** What a review waits for while a concern blocks it: the rules are asked about everyone whom they name. */
export function waitingOf(review: Review, members: Members = new Map()): Waiting {
  const despiteConcerns = openConcerns(review).map(({ id }) => id);
  const can = namedByRules(review).filter((id) => {
    const groups = [...members].flatMap(([group, people]) => (people?.has(id) ? [group] : []));
    // A group stands for anybody in it. Who may decide isn't known here: nobody is named for that alone.
    const actor = { userId: id, groups, at: 0, mayDecide: false };
    return acceptance(review, { kind: 'accept', despiteConcerns, reason: '?' }, actor).kind === 'changed';
  });
  const approved = [...new Set(review.approvals.map(({ byId }) => byId))];
  return { approved: approvalStates(review).length === 0 ? null : approved, can };
}

function acceptance(review: Review, asked: Asked<'accept'>, actor: Actor): Change {
  const stale = staleness(review, asked.seenRevision);
  if (stale !== undefined) return refused(stale);
  const { choice } = review.latest.recommendation;
  if (choice === null && review.candidate === null) return refused({ kind: 'nothing-fits' });
  const doubted = whyDoubted(review, asked, actor);
  if (doubted !== undefined) return refused(doubted);
  const isBlocked = blockingConcerns(review).length > 0;
  const words = readReason(review, asked);
  if (!words.ok) return refused(words.refusal);
  const deciding = { reason: words.text, revisitAfterDays: asked.revisitAfterDays };
  const states = approvalStates(review);
  if (states.length === 0) {
    // Whom a rule named may have pressed, which held a moment ago.
    const isAsked = isBlocked || actor.mayDecide !== false;
    return isAsked ? decideOn(review, deciding, actor, []) : refused({ kind: 'not-approver', rules: [] });
  }
  const approved = approve(review, states, actor, words.text);
  if (approved.kind === 'refused') return refused(approved.refusal);
  const { approvals, events } = approved;
  const after = { ...review, approvals };
  if (approvalStates(after).some(({ missing }) => missing > 0)) {
    return events.length === 0 ? NOTHING : { kind: 'changed', events, patch: { approvals }, stays: true };
  }
  return decideOn(after, deciding, actor, events);
}

/** The reason that an acceptance takes where a concern blocks it, or the bill that a rule asks for is unknown. */
function readReason(review: Review, { reason = '' }: Asked<'accept'>) {
  const isNeeded = blockingConcerns(review).length > 0 || unjudgedRules(review).length > 0;
  return isNeeded ? readWords('reason', reason) : { ok: true as const, text: null };
}

/** Concerns that the person hasn't seen, or that block a decision. */
function whyDoubted(review: Review, { despiteConcerns }: { despiteConcerns?: readonly number[] }, actor: Actor) {
  const blocked = whyBlocked(review, actor);
  if (blocked !== undefined) return blocked;
  const open = openConcerns(review);
  const isUnseen = open.some(({ id }) => !despiteConcerns?.includes(id));
  return isUnseen ? ({ kind: 'open-concerns', concerns: open } as const) : undefined;
}

type Approved =
  | { kind: 'approved'; approvals: readonly Approval[]; events: readonly ReviewEvent[] }
  | { kind: 'refused'; refusal: Refusal };

/**
 * Adds somebody's approval for every open rule that it counts for. Without a new one the events are empty. `reason`: why despite
 * a blocking concern.
 */
function approve(
  review: Review,
  states: readonly ApprovalState[],
  actor: Actor,
  reason: string | null = null,
): Approved {
  const open = states.filter(({ missing, given }) => missing > 0 && !given.some(({ byId }) => byId === actor.userId));
  if (open.length === 0) return { kind: 'approved', approvals: review.approvals, events: [] };
  const counting = open.filter(({ rule }) => counts(review, rule, actor));
  if (counting.length === 0) {
    const isOthers = states.some(({ given }) => given.some(({ byId }) => byId === actor.userId));
    return isOthers
      ? { kind: 'approved', approvals: review.approvals, events: [] }
      : { kind: 'refused', refusal: whyNotApprove(review, open, actor) };
  }
  const { userId: byId, at } = actor;
  const approval = { byId, at, rules: counting.map(({ rule }) => rule.name) };
  const events = counting.map(({ rule, given }): ReviewEvent => {
    const told = { revision: review.latest.revision, rule: rule.name, count: given.length + 1, of: rule.count };
    return { ...deedOf(actor), kind: 'approved', ...told, ...(reason !== null && { reason }) };
  });
  return { kind: 'approved', approvals: [...review.approvals, approval], events };
}

function counts({ requesterId }: Review, { from, notRequester = false }: ApprovalRule, actor: Actor): boolean {
  if (notRequester && actor.userId === requesterId) return false;
  return from === undefined ? (actor.mayDecide ?? true) : isNamed(from, actor);
}

function whyNotApprove(review: Review, open: readonly ApprovalState[], actor: Actor): Refusal {
  const own = open.find(({ rule }) => rule.notRequester && actor.userId === review.requesterId);
  if (own !== undefined) return { kind: 'own-approval', rule: own.rule.name };
  const named = open.flatMap(({ rule }) => rule.from ?? []);
  const rules = open.map((one) => ({ name: one.rule.name, ...(one.rule.from && { from: askedBy(one, review) }) }));
  return uncheckedOf(named, actor) ?? { kind: 'not-approver', rules };
}

export function withdrawApproval({ approvals, latest }: Review, actor: Actor): Change {
  const others = approvals.filter(({ byId }) => byId !== actor.userId);
  if (others.length === approvals.length) return refused({ kind: 'no-approval' });
  const event = { ...deedOf(actor), kind: 'approval-withdrawn', revision: latest.revision } as const;
  return { kind: 'changed', events: [event], patch: { approvals: others } };
}

interface Deciding {
  /** Why despite a blocking concern, or before the bill is known; else null. */
  reason: string | null;
  revisitAfterDays?: number | null | undefined;
}

/** Decides for what is up for decision. `before`: events that led there. */
function decideOn(
  review: Review,
  { reason, revisitAfterDays }: Deciding,
  actor: Actor,
  before: readonly ReviewEvent[],
): Change {
  const { candidate, latest } = review;
  const { team, recommendation } = latest;
  const days = revisitAfterDays === undefined ? team?.revisitAfterDays : revisitAfterDays;
  const revisitOn = days == null ? null : addDays(dayIn(actor.at, team?.timeZone), days);
  const recommended = recommendation.choice?.option ?? null;
  const option = candidate?.option ?? recommended;
  if (option === null) return refused({ kind: 'nothing-fits' });
  if (candidate === null) {
    const decision = decisionOf(review, { kind: 'accepted', option, reason }, actor);
    const { revision, own, despiteConcerns, unjudged } = decision;
    const told = { revision, option, own, despiteConcerns, reason, ...(unjudged && { unjudged }) };
    const event = { ...deedOf(actor), kind: 'accepted', ...told } as const;
    return {
      kind: 'changed',
      events: [...before, event],
      patch: { state: 'accepted', approvals: review.approvals, decision, revisitOn },
    };
  }
  const why = reason === null ? candidate.reason : `${candidate.reason} ${reason}`;
  const event = overridden(review, candidate.option, why, actor);
  const undoubted = { approvals: review.approvals, candidate: null, revisitOn };
  const patch = { ...undoubted, state: 'overridden' as const, decision: event.decision };
  return { kind: 'changed', events: [...before, event.event], patch };
}

/** Chooses another option than the recommended one, or puts it up for the approvals that it takes. */
export function override(review: Review, asked: Asked<'override'>, actor: Actor): Change {
  const { option, reason, seenRevision } = asked;
  const stale = staleness(review, seenRevision);
  if (stale !== undefined) return refused(stale);
  const { latest, candidate } = review;
  const isRecommended = option === latest.recommendation.choice?.option;
  const isBack = isRecommended && candidate !== null;
  const blocked = isBack ? undefined : whyBlocked(review, actor);
  if (blocked !== undefined) return refused(blocked);
  if (isRecommended && !isBack) return refused({ kind: 'same-option', option });
  const words = readWords('reason', reason);
  if (!words.ok) return refused(words.refusal);
  const isRepeated = candidate?.option === option && candidate.byId === actor.userId && candidate.reason === words.text;
  if (isRepeated) return NOTHING;
  const { revision } = latest;
  const proposed = { ...deedOf(actor), kind: 'option-proposed', revision } as const;
  if (isRecommended) {
    const event = { ...proposed, option: null, reason: words.text, ruledOut: false };
    return { kind: 'changed', events: [event], patch: { candidate: null, approvals: [] }, stays: true };
  }
  const denied = forbiddenBy(latest, option, actor);
  if (denied !== undefined) return refused(denied);
  const { userId: byId, at } = actor;
  const next: Candidate = { option, reason: words.text, byId, at };
  const afresh = { ...review, candidate: next, approvals: [] };
  const states = approvalStates(afresh);
  if (states.length === 0) return decideOn(afresh, { reason: null }, actor, []);
  const event = { ...proposed, option, reason: words.text, ruledOut: isRuledOut(latest, option) };
  const approved = approve(afresh, states, actor);
  // Somebody whose approval doesn't count may put an option up for those whose does.
  const { approvals, events } = approved.kind === 'approved' ? approved : { approvals: [], events: [] };
  const after = { ...afresh, approvals };
  if (approvalStates(after).every(({ missing }) => missing === 0)) {
    return decideOn(after, { reason: null }, actor, [event, ...events]);
  }
  return { kind: 'changed', events: [event, ...events], patch: { candidate: next, approvals }, stays: true };
}

function overridden(review: Review, option: InferenceOptionId, reason: string, actor: Actor) {
  const ruledOut = isRuledOut(review.latest, option);
  const { candidate } = review;
  const isOthers = candidate !== null && candidate.byId !== actor.userId;
  const decision = {
    ...decisionOf(review, { kind: 'overridden', option, reason }, actor),
    ruledOut,
    ...(isOthers && { proposedById: candidate.byId }),
  };
  const recommended = review.latest.recommendation.choice?.option ?? null;
  const { revision, own, despiteConcerns } = decision;
  const told = { revision, option, recommended, reason, own, despiteConcerns, ruledOut };
  return { decision, event: { ...deedOf(actor), kind: 'overridden', ...told } as const };
}

export function isRuledOut(
  { recommendation }: Pick<Review['latest'], 'recommendation'>,
  option: InferenceOptionId | null,
): boolean {
  return recommendation.rejected.some((other) => other.option === option && other.verdict === 'ruled-out');
}

/** Why the team's rules forbid an option to somebody; undefined where they don't, or name them as one who may override. */
function forbiddenBy(
  { recommendation }: Review['latest'],
  option: InferenceOptionId,
  actor: Actor,
): Refusal | undefined {
  const { rejected, policy } = recommendation;
  const reasons = rejected.find((other) => other.option === option)?.reasons ?? [];
  const name = reasons.find(({ code }) => code === 'policy')?.rule;
  if (name === undefined) return undefined;
  const { overriddenBy = [] } = policy?.rules.find((rule) => rule.name === name) ?? {};
  if (overriddenBy.includes(actor.userId)) return undefined;
  return policy?.decidedBy.includes(name)
    ? { kind: 'policy', rule: name, overriddenBy }
    : { kind: 'forbidden', rule: name };
}

function decisionOf(
  review: Review,
  told: Pick<Decision, 'kind' | 'option' | 'reason'>,
  { userId: byId, at }: Actor,
): Decision {
  const own = byId === review.requesterId;
  const despiteConcerns = openConcerns(review).map(({ id }) => id);
  const unjudged = unjudgedRules(review);
  const { revision } = review.latest;
  return { ...told, revision, own, despiteConcerns, ...(unjudged.length > 0 && { unjudged }), byId, at };
}
