import type { Concern, Review, ReviewEvent, ReviewState } from '../../../src/reviews/record.ts';

/** What the events alone say of a review, told a second time and apart from the code that stores it. */
export type Told = Pick<
  Review,
  | 'state'
  | 'version'
  | 'concerns'
  | 'approvals'
  | 'candidate'
  | 'revisitOn'
  | 'decision'
  | 'deciderId'
  | 'decideBy'
  | 'endpoint'
  | 'supersededBy'
> & { revision: number; states: ReviewState[] };

export function rebuild(events: readonly ReviewEvent[]): Told {
  const told: Told = {
    state: 'proposed',
    version: events.length,
    concerns: [],
    approvals: [],
    candidate: null,
    revisitOn: null,
    decision: null,
    deciderId: null,
    decideBy: null,
    endpoint: null,
    supersededBy: null,
    revision: 1,
    states: [],
  };
  for (const event of events) {
    Object.assign(told, changeBy(event, told));
    told.states.push(told.state);
  }
  return told;
}

function changeBy(event: ReviewEvent, { concerns, approvals }: Told): Partial<Told> {
  const deed = { byId: event.actorId, at: event.at };
  switch (event.kind) {
    case 'created':
    case 'member-forgotten':
      return {};
    case 'revised':
    case 'policy-overridden':
      return { revision: event.revision, approvals: [], candidate: null };
    case 'concern-raised': {
      const { concernId: id, text, blocking = false } = event;
      return { concerns: [...concerns, { id, text, blocking, raised: deed, resolved: null }] };
    }
    case 'concern-reopened':
      return { concerns: concerns.map((one) => (one.id === event.concernId ? { ...one, resolved: null } : one)) };
    case 'approved': {
      const others = approvals.filter(({ byId }) => byId !== event.actorId);
      const before = approvals.find(({ byId, at }) => byId === event.actorId && at === event.at)?.rules ?? [];
      return { approvals: [...others, { ...deed, rules: [...before, event.rule] }] };
    }
    case 'approval-withdrawn':
      return { approvals: approvals.filter(({ byId }) => byId !== event.actorId) };
    case 'option-proposed': {
      const { option, reason } = event;
      return { approvals: [], candidate: option === null ? null : { option, reason: reason ?? '', ...deed } };
    }
    case 'revisit-set':
      return { revisitOn: event.date };
    case 'revisited':
      return event.kept
        ? { revisitOn: event.next }
        : { state: 'proposed', decision: null, approvals: [], candidate: null, revisitOn: null };
    case 'drifted':
      return {};
    case 'concern-resolved':
      return { concerns: concerns.map((concern) => resolve(concern, event.concernId, { ...deed, note: event.note })) };
    case 'accepted':
    case 'overridden': {
      const { kind, option, revision, own, despiteConcerns, unjudged } = event;
      const reason = event.reason ?? null;
      const ruledOut = event.kind === 'overridden' && { ruledOut: event.ruledOut ?? false };
      const decision = {
        kind,
        option,
        revision,
        own,
        despiteConcerns,
        reason,
        ...deed,
        ...ruledOut,
        ...(unjudged && { unjudged }),
      };
      return { state: kind, decision, candidate: null };
    }
    case 'withdrawn':
      return { state: 'withdrawn' };
    case 're-opened':
      return { state: 'proposed', decision: null, endpoint: null, approvals: [], candidate: null, revisitOn: null };
    case 'superseded':
      return { state: 'superseded', supersededBy: event.byReviewId };
    case 'decider-set':
      return { deciderId: event.deciderId };
    case 'decide-by-set':
      return { decideBy: event.date };
    case 'endpoint-noted':
      return { endpoint: event.endpoint };
  }
}

function resolve(concern: Concern, id: number, resolved: NonNullable<Concern['resolved']>): Concern {
  return concern.id === id ? { ...concern, resolved } : concern;
}
