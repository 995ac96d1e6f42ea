import type { InferenceOptionId } from '../recommender/index.ts';
import type { ReviewEvent } from './record.ts';

/** What the events of a review led to, as far as a later one undoes it: the review itself no longer has it then. */
export interface Past {
  /** Whose approvals counted, in the order in which they were given. */
  approvers: readonly string[];
  /** The option that was put up against the recommendation; null for none. */
  candidate: InferenceOptionId | null;
  /** Who put it up. */
  proposerId: string | null;
  /** The owner; null for none. */
  ownerId: string | null;
  /** Who accepted, overrode or withdrew it; null while it is proposed. */
  closedById: string | null;
  /** Who resolved each concern last, by its id. */
  resolvers: ReadonlyMap<number, string>;
}

export const NO_PAST: Past = {
  approvers: [],
  candidate: null,
  proposerId: null,
  ownerId: null,
  closedById: null,
  resolvers: new Map(),
};

/** What starts again with a revision, and once a review is open again. */
const AFRESH = { approvers: [], candidate: null, proposerId: null, closedById: null } as const;

/** What a review's first events led to, oldest first. */
export const pastOf = (events: readonly ReviewEvent[]): Past => events.reduce(pastAfter, NO_PAST);

export const pastAfter = (past: Past, event: ReviewEvent): Past => ({ ...past, ...changeBy(event, past) });

function changeBy(event: ReviewEvent, { approvers, resolvers }: Past): Partial<Past> {
  const others = approvers.filter((id) => id !== event.actorId);
  switch (event.kind) {
    case 'revised':
    case 'policy-overridden':
    case 're-opened':
      return AFRESH;
    case 'revisited':
      return event.kept ? {} : AFRESH;
    case 'approved':
      return { approvers: [...others, event.actorId] };
    case 'approval-withdrawn':
      return { approvers: others };
    case 'option-proposed':
      return { approvers: [], candidate: event.option, proposerId: event.option && event.actorId };
    case 'concern-resolved':
      return { resolvers: new Map([...resolvers, [event.concernId, event.actorId]]) };
    case 'accepted':
    case 'overridden':
    case 'withdrawn':
      return { closedById: event.actorId };
    case 'decider-set':
      return { ownerId: event.deciderId };
    default:
      return {};
  }
}

type Decided = Extract<ReviewEvent, { kind: 'accepted' | 'overridden' }>;

export const isDecision = (event: ReviewEvent): event is Decided =>
  event.kind === 'accepted' || event.kind === 'overridden';

/**
 * Returns the events of the action that an event belongs to: of one press, the choice of an option, an approval for each rule,
 * and the decision that they led to.
 */
export function actionWith(events: readonly ReviewEvent[], event: ReviewEvent): readonly ReviewEvent[] {
  const actions: ReviewEvent[][] = [];
  for (const next of events) {
    const action = actions.at(-1);
    const last = action?.at(-1);
    if (action !== undefined && last !== undefined && continues(last, next)) action.push(next);
    else actions.push([next]);
  }
  return actions.find((action) => action.includes(event)) ?? [event];
}

function continues(last: ReviewEvent, next: ReviewEvent): boolean {
  const isSamePress = last.actorId === next.actorId && last.at === next.at;
  const mayGoOn = last.kind === 'option-proposed' || last.kind === 'approved';
  return isSamePress && mayGoOn && (next.kind === 'approved' || isDecision(next));
}
