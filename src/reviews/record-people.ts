import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../wording/text.ts';
import { type History, historyLines, isSlackId, type Naming } from './history.ts';
import type { NamedReview, Review, ReviewEvent } from './record.ts';

/** Names people as the decision record does, and the reviews that this one replaced or was replaced by. */
export function namingFor(review: NamedReview, names: ReadonlyMap<string, string>): Naming {
  const { supersedes, supersededBy, neighbours } = review;
  const neighbour = (id: string) => {
    if (id === supersedes) return neighbours.supersedes;
    return id === supersededBy ? neighbours.supersededBy : null;
  };
  return {
    person: (id) => (id === FORMER_MEMBER ? FORMER_MEMBER_WORDS : `@${names.get(id) ?? id}`),
    review: (id) => neighbour(id)?.name ?? 'another review',
  };
}

export function peopleIn(review: Review, history: History): string[] {
  const { makers, consulted, informed } = rolesIn(review, history);
  const told = historyLines(history).flatMap(({ byId, parts }) => [
    byId,
    ...parts.flatMap((part) => (typeof part !== 'string' && 'personId' in part ? [part.personId] : [])),
  ]);
  const people = [...makers, ...consulted, ...informed, review.since.byId, ...told];
  return [...new Set(people)].filter(isSlackId);
}

/** MADR's roles, by Slack id. Everybody has one at most. */
export interface Roles {
  /** Who decided, and whose approval it took. Before a decision: the owner, and who approved so far. */
  makers: readonly string[];
  /** Who raised or answered concerns, and who decided before the review was re-opened. */
  consulted: readonly string[];
  /** The requester and the owner. */
  informed: readonly string[];
}

export function rolesIn(review: Review, { events }: History): Roles {
  const { requesterId, deciderId, concerns } = review;
  const inConcerns = concerns.flatMap(({ raised, resolved }) => [raised.byId, resolved?.byId]);
  const inEvents = events.filter(({ kind }) => HAVING_A_SAY.has(kind)).map(({ actorId }) => actorId);
  const makers = apart(makersOf(review));
  const consulted = apart([...inConcerns, ...inEvents], makers);
  const informed = apart([requesterId, deciderId], [...makers, ...consulted]);
  return { makers, consulted, informed };
}

/** Those who did this are consulted, where they aren't among those who decided. */
const HAVING_A_SAY = new Set<ReviewEvent['kind']>([
  'concern-raised',
  'concern-resolved',
  'concern-reopened',
  'option-proposed',
  'approved',
  'accepted',
  'overridden',
]);

function makersOf({ state, since, decision, deciderId, approvals, latest }: Review): (string | null)[] {
  const approvers = approvals.map(({ byId }) => byId);
  const overriders = latest.recommendation.policy?.overrides?.map(({ byId }) => byId) ?? [];
  if (decision !== null) return [...approvers, decision.byId, ...overriders];
  if (state === 'withdrawn') return [since.byId];
  return state === 'proposed' ? [deciderId, ...approvers, ...overriders] : overriders;
}

/** Each once, without the others. */
const apart = (ids: readonly (string | null | undefined)[], others: readonly string[] = []): string[] =>
  [...new Set(ids)].filter((id) => typeof id === 'string').filter((id) => !others.includes(id));
