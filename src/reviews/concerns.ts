import {
  type Actor,
  type Asked,
  type Change,
  changed,
  deedOf,
  NOTHING,
  type Refusal,
  readWords,
  refused,
  withReason,
} from './action.ts';
import { blockingConcerns, type Concern, type Review } from './record.ts';

export function raiseConcern({ concerns }: Review, asked: Asked<'raise-concern'>, actor: Actor): Change {
  const words = readWords('concern', asked.text);
  if (!words.ok) return refused(words.refusal);
  const { text } = words;
  const { blocking = false } = asked;
  const { userId, at } = actor;
  const isRaised = (other: Concern) =>
    other.text === text && other.blocking === blocking && other.raised.byId === userId && other.resolved === null;
  if (concerns.some(isRaised)) return NOTHING;
  const concern: Concern = { id: concerns.length + 1, text, blocking, raised: { byId: userId, at }, resolved: null };
  return changed(
    { ...deedOf(actor), kind: 'concern-raised', concernId: concern.id, text, blocking },
    { concerns: [...concerns, concern] },
  );
}

export function resolveConcern(review: Review, asked: Asked<'resolve-concern'>, actor: Actor): Change {
  const concern = review.concerns.find(({ id }) => id === asked.concernId);
  if (concern === undefined) return refused({ kind: 'no-such-concern' });
  const { resolved } = concern;
  if (resolved !== null) return refused({ kind: 'concern-resolved', concern: { ...concern, resolved } });
  const denied = whyNotResolve(review, concern, actor);
  if (denied !== undefined) return refused(denied);
  const words = readWords('note', asked.note);
  if (!words.ok) return refused(words.refusal);
  const note = words.text;
  const answered = { ...concern, resolved: { byId: actor.userId, at: actor.at, note } };
  return changed(
    { ...deedOf(actor), kind: 'concern-resolved', concernId: concern.id, note },
    { concerns: review.concerns.map((other) => (other === concern ? answered : other)) },
  );
}

export function reopenConcern({ concerns }: Review, asked: Asked<'re-open-concern'>, actor: Actor): Change {
  const concern = concerns.find(({ id }) => id === asked.concernId);
  if (concern === undefined) return refused({ kind: 'no-such-concern' });
  if (concern.resolved === null) return NOTHING;
  return withReason(asked.reason, (reason) =>
    changed(
      { ...deedOf(actor), kind: 'concern-reopened', concernId: concern.id, reason },
      { concerns: concerns.map((other) => (other === concern ? { ...concern, resolved: null } : other)) },
    ),
  );
}

/**
 * Why somebody may not resolve a concern; undefined where they may. A blocking one is for the one who raised it and for whom the
 * policy names; once the one who raised it has left, for those who decide. Never for the requester, unless she raised it. Others
 * are for the one who raised it, the owner and those who decide.
 */
function whyNotResolve(review: Review, concern: Concern, actor: Actor): Refusal | undefined {
  const { raised, blocking } = concern;
  const { userId, mayDecide = true, left = [] } = actor;
  if (userId === raised.byId) return undefined;
  const deciders = !blocking || left.includes(raised.byId);
  const named = blocking ? (review.latest.team?.blockingMayBeAcceptedBy ?? []) : owners(review);
  const by = [...(left.includes(raised.byId) ? [] : [raised.byId]), ...named];
  const others = by.filter((id) => !blocking || id === raised.byId || id !== review.requesterId);
  const refusal: Refusal = { kind: 'not-resolver', concern, by: [...new Set(others)], deciders };
  if (blocking && userId === review.requesterId) return refusal;
  if ((deciders && mayDecide) || isNamed(named, actor)) return undefined;
  return uncheckedOf(named, actor) ?? refusal;
}

const owners = ({ deciderId }: Review): string[] => (deciderId === null ? [] : [deciderId]);

/** Why somebody may not decide while a concern blocks it; undefined where none does, or the policy names them. */
export function whyBlocked(review: Review, actor: Actor): Refusal | undefined {
  const concerns = blockingConcerns(review);
  if (concerns.length === 0) return undefined;
  const can = review.latest.team?.blockingMayBeAcceptedBy ?? [];
  if (isNamed(can, actor)) return undefined;
  return uncheckedOf(can, actor) ?? { ...blockedBy(concerns, actor), approved: null, can };
}

export const blockedBy = (concerns: readonly Concern[], { userId }: Actor) =>
  ({ kind: 'blocked', concerns, isOwn: concerns.every(({ raised }) => raised.byId === userId) }) as const;

export const isNamed = (ids: readonly string[], { userId, groups = [] }: Actor): boolean =>
  ids.includes(userId) || groups.some((group) => ids.includes(group));

/** A refusal where somebody may be in a group that Slack couldn't be asked about. */
export function uncheckedOf(ids: readonly string[], { unchecked = [] }: Actor): Refusal | undefined {
  const groups = unchecked.filter((group) => ids.includes(group));
  return groups.length === 0 ? undefined : { kind: 'unchecked', groups };
}
