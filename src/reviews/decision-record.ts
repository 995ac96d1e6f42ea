import {
  asksForFacts,
  hasInstances,
  type InferenceOptionId,
  labelOf,
  nearFlips,
  optionTitle,
  type Recommendation,
  type RejectedOption,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../recommender/index.ts';
import { fitWords, policyWords, underName } from '../wording/differences.ts';
import { bullet, md, mdLink } from '../wording/markdown.ts';
import { bestMeasured } from '../wording/measurements.ts';
import { noteBesideBill, writeMonthlyCost, writePricesAsOf } from '../wording/money.ts';
import { writeMeasured, writeValue } from '../wording/quantities/index.ts';
import { OUTSIDE_TITLE } from '../wording/savings.ts';
import { joinClauses, quotedWords, writeFacts, writeUnjudged } from '../wording/sentences.ts';
import { sizeLines } from '../wording/size-lines.ts';
import { writeSize } from '../wording/sizes.ts';
import { capitalized } from '../wording/text.ts';
import { approvalStates } from './approvals.ts';
import { dayIn } from './calendar.ts';
import { type History, type HistoryEntry, historyLines, type Naming, writeActor, writeEntry } from './history.ts';
import { clause, listed, mdNamed, mdSaid, sentence, withStop } from './markdown.ts';
import type { Concern, Decision, NamedReview, Review, ReviewState } from './record.ts';
import { namingFor, type Roles, rolesIn } from './record-people.ts';

/** What the record itself doesn't know of a review. */
interface Around {
  /** The review's message in Slack; null outside Slack. */
  url: string | null;
  /** People's names by their Slack ids. Anyone else is shown by id. */
  names?: ReadonlyMap<string, string>;
  /** The version of the policy that holds today; null without one. Default: not known. */
  policyNow?: string | null | undefined;
}

/** A review as a decision record: Markdown in the form of MADR 4 (adr.github.io/madr). */
export function writeAdr(review: NamedReview, history: History, { url, names = new Map(), policyNow }: Around): string {
  const naming = namingFor(review, names);
  const recorded: Recorded = { review, entries: historyLines(history), naming, policyNow };
  const { recommendation } = review.latest;
  const parts = [
    frontMatter(recorded, rolesIn(review, history)),
    [`# ${md(titleOf(review))}`],
    context(review, naming.person),
    drivers(recommendation),
    ['## Considered Options', '', ...consideredTitles(recommendation).map((title) => bullet(md(title)))],
    [
      '## Decision Outcome',
      ...outcome(recorded).flatMap((paragraph) => ['', paragraph]),
      ...listed('### Approvals', approvalLines(recorded)),
      ...listed('### Size', size(review)),
      ...listed('### Measurements', measurements(recommendation)),
      ...listed('### Conditions', conditions(review)),
      ...listed('### Policy', policyLines(review, naming.person)),
      ...listed('### Consequences', consequences(review)),
      ...listed(
        '### Assumptions',
        recommendation.assumptions.map(({ text }) => md(text)),
      ),
      ...listed('### Concerns', concernLines(recorded)),
      ...listed('### Confirmation', confirmationLines(recorded)),
      ...listed('### Revisit when', revisitWhen(review)),
      ...listed('### Earlier decisions', earlierDecisions(recorded)),
    ],
    prosAndCons(recommendation),
    moreInformation(review, url),
    ['### History', '', ...historyOf(recorded).map(bullet)],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Writes somebody as the record names them. */
type Person = (id: string) => string;

/** MADR's statuses. */
const STATUS: Readonly<Record<ReviewState, string>> = {
  proposed: 'proposed',
  accepted: 'accepted',
  overridden: 'accepted',
  withdrawn: 'rejected',
  superseded: 'superseded',
};

/** MADR's metadata: YAML, which reads texts that are quoted as JSON. */
function frontMatter({ review, naming }: Recorded, { makers, consulted, informed }: Roles): string[] {
  const { state, since, neighbours } = review;
  const { supersededBy } = neighbours;
  const status = state === 'superseded' && supersededBy !== null ? `superseded by ${supersededBy.name}` : STATUS[state];
  const people = (ids: readonly string[]) => ids.map((id) => JSON.stringify(naming.person(id))).join(', ');
  return [
    '---',
    `status: ${JSON.stringify(status)}`,
    `date: ${dayIn(since.at)}`,
    `decision-makers: [${people(makers)}]`,
    `consulted: [${people(consulted)}]`,
    `informed: [${people(informed)}]`,
    '---',
  ];
}

/** "Serve ct-scans with asynchronous inference" */
function titleOf({ latest: { recommendation }, decision }: Review): string {
  const { choice, workload } = recommendation;
  if (decision === null && asksForFacts(recommendation)) return `Decide how to serve ${workload.name}`;
  if (decision === null && choice === null) return `No SageMaker AI option fits ${workload.name}`;
  const option = decision?.option ?? choice?.option;
  return `Serve ${workload.name} with ${option === undefined ? '' : optionTitle(option).toLowerCase()}`;
}

/** The record has another place for them. */
const SAID_ELSEWHERE: ReadonlySet<WorkloadField> = new Set(['name', 'description', 'measurements']);

function context({ latest, requesterId }: Review, person: Person): string[] {
  const { workload, questions = [] } = latest.recommendation;
  const description = workload.description?.trim() ?? '';
  const stated = WORKLOAD_FIELDS.flatMap((field) => {
    const value = workload[field];
    if (value === undefined || SAID_ELSEWHERE.has(field)) return [];
    return [`${labelOf(field)}: ${md(writeValue(field, value))}`];
  });
  const doubted = questions.flatMap((question) =>
    question.words === undefined ? [] : [`${md(quotedWords(question.words))}: ${md(writeFacts(question))}?`],
  );
  const asked = `${md(person(requesterId))} asked how to serve ${md(workload.name)} on Amazon SageMaker AI`;
  return [
    '## Context and Problem Statement',
    '',
    description === '' ? `${asked}.` : `${asked}: ${mdSaid(description)}`,
    ...listed('Stated requirements:', stated),
    ...listed('In doubt, and not counted:', doubted),
  ];
}

const DRIVERS_MAX = 4;

/** What decides: the strongest reasons for the choice, and the strongest against each other option. */
function drivers({ rationale, rejected }: Recommendation): string[] {
  const why = rationale.slice(0, DRIVERS_MAX).map(({ text }) => md(text));
  const whyNot = rejected.flatMap(({ title, reasons: [first] }) => {
    return first === undefined ? [] : [`Not ${md(title)}: ${clause({ text: underName(first, title).text })}`];
  });
  const texts = [...why, ...whyNot];
  return texts.length === 0 ? [] : ['## Decision Drivers', '', ...texts.map(bullet)];
}

function consideredTitles(recommendation: Recommendation): string[] {
  const { choice, rejected } = recommendation;
  const options = [...(choice === null ? [] : [choice.option]), ...rejected.map(({ option }) => option)];
  return options.map((option) => optionIn(recommendation, option));
}

/** Which instances, how many, what they cost, and what that rests on. Of another option than the recommended one nothing of it is true. */
function size(review: Review): string[] {
  const { recommendation } = review.latest;
  const { choice } = recommendation;
  if (choice === null || !hasInstances(choice.option) || takenInstead(review) !== undefined) return [];
  const lines = [`${capitalized(writeSize(recommendation))}.`, ...sizeLines(recommendation)];
  return lines.map((line) => md(line));
}

/** What was measured, and how fast that was. The size says how that stands against the model. */
function measurements({ workload: { measurements: measured = [] } }: Recommendation): string[] {
  return measured.map((one) => {
    const best = bestMeasured(one);
    return md(`${writeMeasured(one)}${best === undefined ? '' : `: ${best}`}`);
  });
}

/** What the recommended option hangs on. The first warning of a conditional choice is its condition. */
function conditions({ latest, decision }: Review): string[] {
  const { choice, warnings } = latest.recommendation;
  if (choice === null || (decision !== null && decision.option !== choice.option)) return [];
  const [condition] = choice.conditional ? warnings : [];
  // Earlier versions stored no `holdsIf`.
  const { holdsIf = [] }: Partial<typeof choice> = choice;
  return [...(condition === undefined ? [] : [sentence(condition)]), ...holdsIf.map(({ text }) => md(text))];
}

/** What to watch and to do. After an override, what speaks against the team's choice. */
function consequences(review: Review): string[] {
  const { choice, warnings } = review.latest.recommendation;
  const taken = takenInstead(review);
  if (taken !== undefined) return taken.reasons.map((reason) => `Bad, because ${clause(reason)}`);
  return warnings.slice(choice?.conditional === true ? 1 : 0).map(sentence);
}

/** The option that the team chose instead of the recommended one. */
function takenInstead({ latest, decision }: Review): RejectedOption | undefined {
  const { choice, rejected } = latest.recommendation;
  if (decision === null || decision.option === choice?.option) return undefined;
  return rejected.find(({ option }) => option === decision.option);
}

/** What the team's policy did, the rules that hold, and who overrode which of them. */
function policyLines({ latest: { recommendation } }: Review, person: Person): string[] {
  const { policy } = recommendation;
  if (policy === undefined) return [];
  const { rules, version, overrides = [] } = policy;
  const names = rules.map(({ name }) => `"${name}"`);
  return [
    ...policyWords(recommendation).map((text) => md(text)),
    ...overrides.map(({ rule, byId, at, reason }) => {
      return `${md(person(byId))} overrode ${md(`"${rule}"`)} on ${dayIn(at)}: ${mdSaid(reason)}`;
    }),
    ...(names.length === 0 ? [] : [`Keeps to ${md(joinClauses(names, 'and'))}, version ${version}.`]),
  ];
}

const REVISITS_MAX = 5;

/** The planned date, and what would change the answer, near enough to be worth a line; not after an override, which was not the answer. */
function revisitWhen(review: Review): string[] {
  const planned = review.revisitOn === null ? [] : [`Planned on ${review.revisitOn}.`];
  if (takenInstead(review) !== undefined) return planned;
  return [...planned, ...nearFlips(review.latest.recommendation, REVISITS_MAX).map(({ text }) => md(text))];
}

/** MADR's pros and cons of each option, with its cost and what would make it fit. */
function prosAndCons(recommendation: Recommendation): string[] {
  const { choice, rationale, rejected, costs, workload, outside = [] } = recommendation;
  const section = (option: InferenceOptionId, lines: readonly string[], isPriced: boolean) => {
    const cost = isPriced ? costs.find((other) => other.option === option) : undefined;
    const note = cost === undefined || cost.note === null ? '' : `. ${noteBesideBill(cost.note)}`;
    const bill = cost === undefined ? [] : [`Cost: ${md(`${writeMonthlyCost(cost)}${note}`)}`];
    const items = [...lines, ...bill].map(bullet);
    return ['', `### ${md(optionIn(recommendation, option))}`, ...(items.length === 0 ? [] : ['', ...items])];
  };
  const good = rationale.map((reason) => `Good, because ${clause(reason)}`);
  return [
    '## Pros and Cons of the Options',
    ...(choice === null ? [] : section(choice.option, good, true)),
    ...rejected.flatMap((other) => {
      const { option, reasons, verdict } = other;
      const bad = reasons.map((reason) => `Bad, because ${clause(reason)}`);
      const fits = fitWords(other, workload);
      const change = fits === undefined ? [] : [md(fits)];
      return section(option, [...bad, ...change], verdict === 'outranked');
    }),
    ...(outside.length === 0 ? [] : ['', `### ${OUTSIDE_TITLE}`, '', ...outside.map(({ text }) => bullet(md(text)))]),
  ];
}

/** Where the team talked, and where the facts were read. */
function moreInformation({ latest, neighbours }: NamedReview, url: string | null): string[] {
  const { recommendation, revision } = latest;
  const { supersedes } = neighbours;
  const { facts, rationale, rejected, warnings, outside = [] } = recommendation;
  const reasons = [...rationale, ...rejected.flatMap((other) => other.reasons), ...warnings, ...outside];
  const sources = new Map(reasons.flatMap(({ source }) => (source === undefined ? [] : [[source.url, source]])));
  return [
    '## More Information',
    '',
    ...(supersedes === null ? [] : [`* Replaces ${mdNamed(supersedes)}.`]),
    ...(url === null ? [] : [`* ${mdLink('The review in Slack', url)}, revision ${revision}.`]),
    `* Quotas as of ${md(facts.quotasAsOf)}, ${md(writePricesAsOf(facts.pricesAsOf))}, version ${md(facts.version)}.`,
    ...[...sources.values()].map((source) => `* ${mdLink(source.title, source.url)}, read ${md(source.date)}.`),
  ];
}

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

export const historyOf = (recorded: Recorded): string[] => recorded.entries.map((entry) => entryLine(entry, recorded));

/** "2026-11-24 10:00 UTC: @ben raised blocking concern 1: …" */
function entryLine(entry: HistoryEntry, { naming }: Recorded): string {
  const when = new Date(entry.at).toISOString().slice(0, 16).replace('T', ' ');
  return withStop(`${when} UTC: ${md(`${writeActor(entry.byId, naming.person)} ${writeEntry(entry, naming)}`)}`);
}
