import type { Concern, Review, ReviewEvent, ReviewState } from '../../../src/reviews/record.ts';

/** What the events alone say of a review, told a second time and apart from the code that stores it. */
export type Told = Pick<
  Review,
  'state' | 'version' | 'concerns' | 'decision' | 'deciderId' | 'decideBy' | 'endpoint' | 'supersededBy'
> & { revision: number; states: ReviewState[] };

export function rebuild(events: readonly ReviewEvent[]): Told {
  const told: Told = {
    state: 'proposed',
    version: events.length,
    concerns: [],
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

function changeBy(event: ReviewEvent, { concerns }: Told): Partial<Told> {
  const deed = { byId: event.actorId, at: event.at };
  switch (event.kind) {
    case 'created':
    case 'member-forgotten':
      return {};
    case 'revised':
    case 'policy-overridden':
      return { revision: event.revision };
    case 'concern-raised':
      return { concerns: [...concerns, { id: event.concernId, text: event.text, raised: deed, resolved: null }] };
    case 'concern-resolved':
      return { concerns: concerns.map((concern) => resolve(concern, event.concernId, { ...deed, note: event.note })) };
    case 'accepted':
    case 'overridden': {
      const { kind, option, revision, own, despiteConcerns } = event;
      const reason = kind === 'overridden' ? event.reason : null;
      return { state: kind, decision: { kind, option, revision, own, despiteConcerns, reason, ...deed } };
    }
    case 'withdrawn':
      return { state: 'withdrawn' };
    case 're-opened':
      return { state: 'proposed', decision: null, endpoint: null };
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
