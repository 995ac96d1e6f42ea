import type { OptionCost, Recommendation } from '../recommender/index.ts';
import { writeAdr } from '../reviews/decision-record.ts';
import type { Decision, NamedReview, Review } from '../reviews/record.ts';
import type { ReviewThen } from '../reviews/snapshot.ts';
import { type ToldEvent, toldEvents, webhookTypeOf } from '../reviews/told-events.ts';
import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../wording/text.ts';

// What a receiver of webhooks is told. docs/webhook.md describes it.

/** Rises with a change that an existing receiver could stumble over. */
const VERSION = 1 as const;

/** What a snapshot doesn't hold. */
export interface Around {
  neighbours: NamedReview['neighbours'];
  /** The review's message in Slack; null where its address isn't known. */
  url: string | null;
  /** People's names by their Slack ids. Anyone else is named by id. */
  names: ReadonlyMap<string, string>;
  /** The version of the policy that holds today; null without one. */
  policyNow: string | null;
}

/** Writes the body of a webhook, as JSON. It is about the last event of which receivers are told: the snapshot was taken for it. */
export const writeBody = (then: ReviewThen, around: Around): string => JSON.stringify(bodyOf(then, around));

/** The same before it is written. The schema `decision` describes it. */
export type DecisionBody = ReturnType<typeof bodyOf>;

function bodyOf(then: ReviewThen, { neighbours, url, names, policyNow }: Around) {
  const { review, revisions, events } = then;
  const event = events.findLast((one) => webhookTypeOf(one) !== undefined);
  const type = event && webhookTypeOf(event);
  if (event === undefined || type === undefined) throw new Error(`No receiver hears of review ${review.id}`);
  const person = (id: string): Person => personOf(id, names);
  const { latest } = review;
  return {
    type,
    version: VERSION,
    at: new Date(event.at).toISOString(),
    review: {
      id: review.id,
      name: latest.workload.name,
      revision: latest.revision,
      url,
      state: review.state,
      requester: person(review.requesterId),
      decidedBy: deciders(review).map(person),
      owner: review.deciderId === null ? null : person(review.deciderId),
    },
    decision: review.decision === null ? null : decisionIn(review.decision, latest.recommendation),
    workload: latest.workload,
    recommendation: latest.recommendation,
    record: writeAdr({ ...review, neighbours }, then, { url, names, policyNow }),
    events: toldEvents(events, revisions).map((event) => withPeople(event, person)),
  };
}

interface Person {
  id: string;
  /** The id where the name isn't known. */
  name: string;
}

const personOf = (id: string, names: ReadonlyMap<string, string>): Person => ({
  id,
  name: id === FORMER_MEMBER ? FORMER_MEMBER_WORDS : (names.get(id) ?? id),
});

function deciders({ approvals, decision }: Review): string[] {
  if (decision === null) return [];
  return [...new Set([...approvals.map(({ byId }) => byId), decision.byId])];
}

/** What is recommended for one option says nothing of another that the team chose. */
function decisionIn({ kind, option, reason, ruledOut = false, despiteConcerns }: Decision, rested: Recommendation) {
  const { choice, costs } = rested;
  const chosen = choice?.option === option ? choice : undefined;
  return {
    option,
    hosting: chosen?.hosting ?? null,
    scaling: chosen?.scaling ?? null,
    instance: chosen?.instance ?? null,
    monthlyUsd: monthlyUsdOf(costs.find((cost) => cost.option === option)),
    override: kind === 'overridden' ? { recommended: choice?.option ?? null, reason, ruledOut } : null,
    despiteConcerns,
  };
}

const monthlyUsdOf = (cost: OptionCost | undefined): OptionCost['monthlyUsd'] => cost?.monthlyUsd ?? null;

function withPeople({ by, ...event }: ToldEvent, person: (id: string) => Person) {
  const { owner } = event;
  return { ...event, by: person(by), ...(typeof owner === 'string' && { owner: person(owner) }) };
}
