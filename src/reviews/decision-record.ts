import {
  hasInstances,
  type InferenceOptionId,
  labelOf,
  nearFlips,
  optionTitle,
  type Recommendation,
  type RejectedOption,
  WORKLOAD_FIELDS,
} from '../recommender/index.ts';
import { fitWords, policyWords, underName } from '../wording/differences.ts';
import { noteBesideBill, writeMonthlyCost, writePricesAsOf } from '../wording/money.ts';
import { writeValue } from '../wording/quantities/index.ts';
import { OUTSIDE_TITLE } from '../wording/savings.ts';
import { joinClauses } from '../wording/sentences.ts';
import { sizeLines } from '../wording/size-lines.ts';
import { writeSize } from '../wording/sizes.ts';
import { capitalized, FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../wording/text.ts';
import { inThirdPerson, writeInThirdPerson } from '../wording/third-person.ts';
import { bullet, clause, listed, md, mdDay, mdLink, mdNamed, sentence } from './markdown.ts';
import type { NamedReview, Review, ReviewState } from './record.ts';

/** What the record itself doesn't know of a review. */
interface Around {
  /** The review's message in Slack; null outside Slack. */
  url: string | null;
  /** People's names by their Slack ids. Anyone else is shown by id. */
  names?: ReadonlyMap<string, string>;
}

/** A review as a decision record: Markdown in the form of MADR 4 (adr.github.io/madr). */
export function writeAdr(told: NamedReview, { url, names = new Map() }: Around): string {
  const review = { ...told, latest: { ...told.latest, recommendation: inThirdPerson(told.latest.recommendation) } };
  const person: Person = (id) => (id === FORMER_MEMBER ? FORMER_MEMBER_WORDS : `@${names.get(id) ?? id}`);
  const { recommendation } = review.latest;
  const parts = [
    frontMatter(review, person),
    [`# ${md(titleOf(review))}`],
    context(review, person),
    drivers(recommendation),
    ['## Considered Options', '', ...consideredTitles(recommendation).map((title) => bullet(md(title)))],
    [
      '## Decision Outcome',
      '',
      ...outcome(review, person),
      ...listed('### Size', size(review)),
      ...listed('### Conditions', conditions(review)),
      ...listed('### Policy', policyLines(review, person)),
      ...listed('### Consequences', consequences(review)),
      ...listed(
        '### Assumptions',
        recommendation.assumptions.map(({ text }) => md(text)),
      ),
      ...listed('### Concerns', concerns(review, person)),
      ...listed('### Confirmation', review.endpoint === null ? [] : [`Endpoint: ${md(review.endpoint)}.`]),
      ...listed('### Revisit when', revisitWhen(review)),
    ],
    prosAndCons(recommendation),
    moreInformation(review, url),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Everyone whom the record names, by Slack id. */
export function peopleIn({ requesterId, since, decision, deciderId, concerns, latest }: Review): string[] {
  const raisedOrResolved = concerns.flatMap(({ raised, resolved }) => [raised.byId, resolved?.byId]);
  const overriding = latest.recommendation.policy?.overrides?.map(({ byId }) => byId) ?? [];
  const people = [requesterId, since.byId, decision?.byId, deciderId, ...raisedOrResolved, ...overriding];
  return [...new Set(people.filter((id) => typeof id === 'string' && id !== FORMER_MEMBER))] as string[];
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
function frontMatter(review: NamedReview, person: Person): string[] {
  const { state, since, decision, deciderId, requesterId, neighbours } = review;
  const { supersededBy } = neighbours;
  const makers = [decision?.byId ?? deciderId].filter((id) => id !== null);
  const raisers = review.concerns.map(({ raised }) => raised.byId);
  const consulted = [...new Set([requesterId, ...raisers])].filter((id) => !makers.includes(id));
  const status = state === 'superseded' && supersededBy !== null ? `superseded by ${supersededBy.name}` : STATUS[state];
  const people = (ids: readonly string[]) => ids.map((id) => JSON.stringify(person(id))).join(', ');
  return [
    '---',
    `status: ${JSON.stringify(status)}`,
    `date: ${mdDay(since.at)}`,
    `decision-makers: [${people(makers)}]`,
    `consulted: [${people(consulted)}]`,
    '---',
  ];
}

/** "Serve ct-scans with asynchronous inference" */
function titleOf({ latest: { recommendation }, decision }: Review): string {
  const { choice, workload } = recommendation;
  if (decision === null && choice === null) return `No SageMaker AI option fits ${workload.name}`;
  if (decision === null && choice?.confidence === 'needs-facts') return `Decide how to serve ${workload.name}`;
  const option = decision?.option ?? choice?.option;
  return `Serve ${workload.name} with ${option === undefined ? '' : optionTitle(option).toLowerCase()}`;
}

function context({ latest, requesterId }: Review, person: Person): string[] {
  const { workload } = latest.recommendation;
  const description = workload.description?.trim() ?? '';
  const stated = WORKLOAD_FIELDS.flatMap((field) => {
    const value = workload[field];
    if (value === undefined || field === 'name' || field === 'description') return [];
    return [`${labelOf(field)}: ${md(writeValue(field, value))}`];
  });
  const asked = `${md(person(requesterId))} asked how to serve ${md(workload.name)} on Amazon SageMaker AI.`;
  return [
    '## Context and Problem Statement',
    '',
    description === '' ? asked : `${asked} ${md(description)}`,
    ...listed('Stated requirements:', stated),
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

/** An option by the one title that it has throughout the record: the recommended one says how it scales. */
function optionIn({ choice, rejected }: Recommendation, id: InferenceOptionId): string {
  if (choice?.option === id) return choice.title;
  return rejected.find(({ option }) => option === id)?.title ?? optionTitle(id);
}

function consideredTitles(recommendation: Recommendation): string[] {
  const { choice, rejected } = recommendation;
  const options = [...(choice === null ? [] : [choice.option]), ...rejected.map(({ option }) => option)];
  return options.map((option) => optionIn(recommendation, option));
}

/** What was decided, by whom, and why. */
function outcome(review: NamedReview, person: Person): string[] {
  const { latest, state, since, decision } = review;
  const { choice } = latest.recommendation;
  switch (state) {
    case 'proposed':
      return [`Not decided yet. ${recommended(latest.recommendation)}`];
    case 'withdrawn': {
      const because = since.reason === null ? '.' : `, because ${clause({ text: since.reason })}`;
      const by = who(review, since.byId, person);
      return [`Withdrawn on ${mdDay(since.at)} by ${by}${because}`, '', recommended(latest.recommendation)];
    }
    case 'superseded': {
      const { supersededBy } = review.neighbours;
      const by = supersededBy === null ? 'another review' : mdNamed(supersededBy);
      const replaced = `Superseded by ${by} on ${mdDay(since.at)}.`;
      return decision === null ? [replaced] : [replaced, '', decided(review, person)];
    }
    case 'accepted':
    case 'overridden': {
      const isRecommended = choice?.option === decision?.option;
      return [decided(review, person), ...(isRecommended ? [] : ['', recommended(latest.recommendation)])];
    }
  }
}

function decided(review: Review, person: Person): string {
  const { latest, decision } = review;
  if (decision === null) return '';
  const { recommendation } = latest;
  const [strongest = { text: 'it was recommended' }] = recommendation.rationale;
  const why = clause(decision.reason === null ? strongest : { text: decision.reason });
  const by = `Decided on ${mdDay(decision.at)} by ${who(review, decision.byId, person)}.`;
  return `Chosen option: "${md(optionIn(recommendation, decision.option))}", because ${why} ${by}`;
}

/** Names both where somebody else than the requester acted: "@ben, requested by @ana". */
function who({ requesterId }: Review, byId: string, person: Person): string {
  const by = md(person(byId));
  return byId === requesterId ? `${by}, who requested it` : `${by}, requested by ${md(person(requesterId))}`;
}

function recommended({ choice, rationale: [strongest] }: Recommendation): string {
  if (choice === null) return 'No option fits what was stated.';
  const lead =
    choice.confidence === 'needs-facts'
      ? 'Too little is known to choose. The assumptions below lead to'
      : 'Recommended:';
  return `${lead} "${md(choice.title)}"${strongest === undefined ? '.' : `, because ${clause(strongest)}`}`;
}

/** Which instances, how many, what they cost, and what that rests on. Of another option than the recommended one nothing of it is true. */
function size(review: Review): string[] {
  const { recommendation } = review.latest;
  const { choice } = recommendation;
  if (choice === null || !hasInstances(choice.option) || takenInstead(review) !== undefined) return [];
  const lines = [`${capitalized(writeSize(recommendation))}.`, ...sizeLines(recommendation)];
  return lines.map((line) => md(writeInThirdPerson(line, recommendation.workload.modelId)));
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
      return `${md(person(byId))} overrode "${md(rule)}" on ${mdDay(at)}: ${md(reason)}`;
    }),
    ...(names.length === 0 ? [] : [`Keeps to ${md(joinClauses(names, 'and'))}, version ${version}.`]),
  ];
}

function concerns(review: Review, person: Person): string[] {
  return review.concerns.map(({ text, raised, resolved }) => {
    const raisedBy = `${md(text)} (${md(person(raised.byId))}, ${mdDay(raised.at)})`;
    if (resolved === null) return `Open: ${raisedBy}`;
    return `Resolved: ${raisedBy}. ${md(person(resolved.byId))} on ${mdDay(resolved.at)}: ${md(resolved.note)}`;
  });
}

const REVISITS_MAX = 5;

/** What would change the answer, near enough to be worth a line; nothing after an override, which was not the answer. */
function revisitWhen(review: Review): string[] {
  if (takenInstead(review) !== undefined) return [];
  return nearFlips(review.latest.recommendation, REVISITS_MAX).map(({ text }) => md(text));
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
