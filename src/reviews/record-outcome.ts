import { asksForFacts, type InferenceOptionId, optionTitle, type Recommendation } from '../recommender/index.ts';
import { md } from '../wording/markdown.ts';
import { joinClauses, writeUnjudged } from '../wording/sentences.ts';
import { approvalStates } from './approvals.ts';
import { dayIn } from './calendar.ts';
import { type HistoryEntry, type Naming, writeActor, writeEntry } from './history.ts';
import { clause, mdNamed, mdSaid, withStop } from './markdown.ts';
import type { Concern, Decision, NamedReview, Review } from './record.ts';

// What a decision record says of the team: what it decided, who approved, what was doubted, and what came before.

export interface Recorded {
  review: NamedReview;
  entries: readonly HistoryEntry[];
  naming: Naming;
  /** The version of the policy that holds today; null without one, undefined where it isn't known. */
  policyNow: string | null | undefined;
}

/** An option by the one title that it has throughout the record: the recommended one says how it scales. */
export function optionIn({ choice, rejected }: Recommendation, id: InferenceOptionId): string {
  if (choice?.option === id) return choice.title;
  return rejected.find(({ option }) => option === id)?.title ?? optionTitle(id);
}

/** What was decided, by whom, and why, in paragraphs. */
export function outcome(recorded: Recorded): string[] {
  const { review, naming } = recorded;
  const { latest, state, since, decision } = review;
  const { choice } = latest.recommendation;
  switch (state) {
    case 'proposed':
      return [`Not decided yet. ${recommended(latest.recommendation)}`, ...candidateWords(recorded)];
    case 'withdrawn': {
      const because = since.reason === null ? '.' : `, because ${mdSaid(since.reason)}`;
      const by = who(review, since.byId, naming);
      return [`Withdrawn on ${dayIn(since.at)} by ${by}${because}`, recommended(latest.recommendation)];
    }
    case 'superseded': {
      const { supersededBy } = review.neighbours;
      const by = supersededBy === null ? 'another review' : mdNamed(supersededBy);
      const replaced = `Superseded on ${dayIn(since.at)}: ${md(naming.person(since.byId))} replaced it with ${by}.`;
      return [replaced, ...(decision === null ? [] : decided(recorded, decision))];
    }
    case 'accepted':
    case 'overridden': {
      const isRecommended = choice?.option === decision?.option;
      const paragraphs = decision === null ? [] : decided(recorded, decision);
      return [...paragraphs, ...(isRecommended ? [] : [recommended(latest.recommendation)])];
    }
  }
}

function decided(recorded: Recorded, decision: Decision): string[] {
  const { review, naming } = recorded;
  const { recommendation } = review.latest;
  const [strongest = { text: 'it was recommended' }] = recommendation.rationale;
  const isAccepted = decision.kind === 'accepted';
  const why = isAccepted || decision.reason === null ? clause(strongest) : mdSaid(decision.reason);
  const by = decision.own ? `its requester, ${md(naming.person(decision.byId))}` : who(review, decision.byId, naming);
  const verb = isAccepted ? 'Accepted' : 'Decided';
  const against = isAccepted
    ? ''
    : `Chosen against the recommendation${decision.ruledOut ? ', which rules it out' : ''}. `;
  return [
    `Chosen option: "${md(optionIn(recommendation, decision.option))}", because ${why} ${against}${verb} on ${dayIn(decision.at)} by ${by}.`,
    ...despite(review, decision, naming),
    ...unjudged(decision),
    ...policyChanged(recorded),
  ];
}

/** Which concerns were open at the decision, and why it was taken nevertheless. */
function despite({ concerns, latest }: Review, decision: Decision, { person }: Naming): string[] {
  const open = concerns.filter(({ id }) => decision.despiteConcerns.includes(id));
  const words = (some: readonly Concern[]) =>
    joinClauses(
      some.map(({ text }) => md(`"${text}"`)),
      'and',
    );
  const blocking = open.filter((concern) => concern.blocking);
  const others = open.filter((concern) => !concern.blocking);
  const reason =
    decision.kind === 'accepted' && decision.reason !== null ? `; the reason: ${mdSaid(decision.reason)}` : '.';
  const policy = latest.team === undefined ? 'The policy' : `Policy version ${md(latest.team.version)}`;
  const lets = `${policy} lets ${md(person(decision.byId))} decide nevertheless${reason}`;
  const many = (some: readonly Concern[]) => (some.length === 1 ? 'concern' : 'concerns');
  return [
    ...(blocking.length === 0 ? [] : [`Despite the blocking ${many(blocking)} ${words(blocking)}. ${lets}`]),
    ...(others.length === 0 ? [] : [`Despite the open ${many(others)} ${words(others)}.`]),
  ];
}

/** Which rules couldn't be judged, and why it was decided nevertheless. */
function unjudged({ unjudged: rules = [], kind, reason }: Decision): string[] {
  if (rules.length === 0) return [];
  const why = kind === 'accepted' && reason !== null ? `; the reason: ${mdSaid(reason)}` : '.';
  return [`${md(writeUnjudged(rules))}${why}`];
}

/** A later policy changes nothing of a decision, so that both are said. */
function policyChanged({ review: { latest }, policyNow }: Recorded): string[] {
  const then = latest.team?.version ?? latest.recommendation.policy?.version;
  if (then === undefined || policyNow === undefined || policyNow === then) return [];
  const now = policyNow === null ? 'none holds now' : `version ${md(policyNow)} holds now`;
  return [`Decided under policy version ${md(then)}, which held then; ${now}.`];
}

/** What somebody put up for approval instead of the recommendation. */
function candidateWords({ review: { candidate, latest }, naming }: Recorded): string[] {
  if (candidate === null) return [];
  const title = md(optionIn(latest.recommendation, candidate.option));
  return [
    `${md(naming.person(candidate.byId))} proposed "${title}" instead on ${dayIn(candidate.at)}, because ${mdSaid(candidate.reason)}`,
  ];
}

/** Names both where somebody else than the requester acted: "@ben, requested by @ana". */
function who({ requesterId }: Review, byId: string, { person }: Naming): string {
  const by = md(person(byId));
  return byId === requesterId ? `${by}, who requested it` : `${by}, requested by ${md(person(requesterId))}`;
}

function recommended(recommendation: Recommendation): string {
  const { choice, rationale } = recommendation;
  const isAsking = asksForFacts(recommendation);
  if (choice === null) return `${isAsking ? 'Too little is known to choose. ' : ''}No option fits what was stated.`;
  const [strongest] = rationale;
  const lead = isAsking ? 'Too little is known to choose. The assumptions below lead to' : 'Recommended:';
  return `${lead} "${md(choice.title)}"${strongest === undefined ? '.' : `, because ${clause(strongest)}`}`;
}

/** How far each rule for approvals was met, and by whom: "2 of 2 (@chen, @dina), rule "expensive endpoints"". */
export function approvalLines({ review, naming }: Recorded): string[] {
  if (review.state === 'withdrawn') return [];
  return approvalStates(review, review.decision?.option).map(({ rule: { name, count }, given }) => {
    const by = given.length === 0 ? '' : ` (${given.map(({ byId }) => naming.person(byId)).join(', ')})`;
    return md(`${given.length} of ${count}${by}, rule "${name}"`);
  });
}

export function concernLines({ review, naming: { person } }: Recorded): string[] {
  return review.concerns.map(({ text, blocking, raised, resolved }) => {
    const what = `${md(`"${text}"`)} (${md(person(raised.byId))}, ${dayIn(raised.at)})`;
    const kind = blocking ? ', blocking' : '';
    if (resolved === null) return `Open${kind}: ${what}`;
    return `Resolved${kind}: ${what}. ${md(person(resolved.byId))} on ${dayIn(resolved.at)}: ${mdSaid(resolved.note)}`;
  });
}

/** The endpoint that serves it, and whether it was last found to differ from the decision. */
export function confirmationLines(recorded: Recorded): string[] {
  const { endpoint } = recorded.review;
  if (endpoint === null) return [];
  const drifted = recorded.entries.findLast(({ kind }) => kind === 'drifted');
  return [`Endpoint: ${md(endpoint)}.`, ...(drifted === undefined ? [] : [entryLine(drifted, recorded)])];
}

const OUTCOMES = new Set<HistoryEntry['kind']>(['accepted', 'overridden', 'withdrawn']);

/** Decisions that were taken back, and by whom; empty where none was. */
export function earlierDecisions(recorded: Recorded): string[] {
  const { entries } = recorded;
  const last = entries.findLastIndex(({ reopens }) => reopens);
  return entries
    .slice(0, last + 1)
    .filter(({ kind, reopens }) => reopens || OUTCOMES.has(kind))
    .map((entry) => entryLine(entry, recorded));
}

/** All that happened, oldest first. */
export const historyOf = (recorded: Recorded): string[] => recorded.entries.map((entry) => entryLine(entry, recorded));

/** "2026-11-24 10:00 UTC: @ben raised blocking concern 1: …" */
function entryLine(entry: HistoryEntry, { naming }: Recorded): string {
  const when = new Date(entry.at).toISOString().slice(0, 16).replace('T', ' ');
  return withStop(`${when} UTC: ${md(`${writeActor(entry.byId, naming.person)} ${writeEntry(entry, naming)}`)}`);
}
