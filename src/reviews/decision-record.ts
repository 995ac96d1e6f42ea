import {
  labelOf,
  type OptionCost,
  optionTitle,
  type Reason,
  type Recommendation,
  type RejectedOption,
  WORKLOAD_FIELDS,
} from '../recommender/index.ts';
import { writeMonthlyCost, writePricesAsOf } from '../wording/money.ts';
import { writeValue } from '../wording/quantities/index.ts';
import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../wording/text.ts';
import type { NamedReview, Review, ReviewState } from './record.ts';

/**
 * A review as a decision record: Markdown in the form of MADR 4 (adr.github.io/madr). `url`: where the team talked about it.
 * People are their Slack ids: the bot may not read their names.
 */
export function writeAdr(review: NamedReview, url: string | null): string {
  const { recommendation } = review.latest;
  const { name } = recommendation.workload;
  const parts = [
    frontMatter(review),
    [`# How to serve ${md(name)} on Amazon SageMaker AI`],
    context(recommendation, personOf(review.requesterId)),
    drivers(recommendation),
    ['## Considered Options', '', ...consideredTitles(recommendation).map((title) => `* ${md(title)}`)],
    decisionOutcome(review),
    prosAndCons(recommendation),
    moreInformation(review, url),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** `ct-scan-triage` → `adr-ct-scan-triage.md`. */
export function adrFileName({ latest }: Pick<Review, 'latest'>): string {
  const slug = latest.recommendation.workload.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `adr-${slug === '' ? 'review' : slug}.md`;
}

function context({ workload }: Recommendation, requester: string): string[] {
  const description = workload.description?.trim() ?? '';
  const stated = WORKLOAD_FIELDS.flatMap((field) => {
    const value = workload[field];
    if (value === undefined || field === 'name' || field === 'description') return [];
    return [`* ${labelOf(field)}: ${md(writeValue(field, value))}`];
  });
  return [
    '## Context and Problem Statement',
    '',
    `${md(requester)} asked how ${md(workload.name)} should be served.${description === '' ? '' : ` ${md(description)}`}`,
    ...(stated.length === 0 ? [] : ['', 'Stated:', '', ...stated]),
  ];
}

/** What decides: the strongest reason for the choice and the strongest against each other option. */
function drivers({ rationale, rejected }: Recommendation): string[] {
  const against = rejected.flatMap(({ reasons: [first] }) => (first === undefined ? [] : [first.text]));
  const texts = [...new Set([...rationale.slice(0, DRIVERS_MAX).map(({ text }) => text), ...against])];
  return texts.length === 0 ? [] : ['## Decision Drivers', '', ...texts.map((text) => `* ${md(text)}`)];
}

const DRIVERS_MAX = 4;

function consideredTitles({ choice, rejected }: Recommendation): string[] {
  return [...(choice === null ? [] : [optionTitle(choice.option)]), ...rejected.map(({ title }) => title)];
}

const STATUS: Readonly<Record<ReviewState, string>> = {
  proposed: 'proposed',
  accepted: 'accepted',
  overridden: 'accepted, another option than recommended',
  withdrawn: 'rejected, withdrawn by the one who asked',
  superseded: 'superseded',
};

/** MADR's metadata (adr.github.io/madr): YAML, whose texts are quoted as JSON, which YAML reads the same. */
function frontMatter({ state, since, decision, deciderId, requesterId, neighbours }: NamedReview): string[] {
  const { supersededBy } = neighbours;
  const makers = [decision?.byId ?? deciderId].filter((id) => id !== null).map(personOf);
  const status = state === 'superseded' && supersededBy !== null ? `superseded by ${supersededBy}` : STATUS[state];
  return [
    '---',
    `status: ${JSON.stringify(status)}`,
    `date: ${mdDay(since.at)}`,
    `decision-makers: [${makers.map((person) => JSON.stringify(person)).join(', ')}]`,
    `consulted: [${JSON.stringify(personOf(requesterId))}]`,
    '---',
  ];
}

/** MADR's outcome: what was decided, by whom and why; what follows from it; and what would make the team look again. */
function decisionOutcome(review: NamedReview): string[] {
  return [
    '## Decision Outcome',
    '',
    ...outcomeLines(review),
    ...titled('### Consequences', consequences(review)),
    ...titled('### Concerns', concerns(review)),
    ...titled('### Confirmation', review.endpoint === null ? [] : [`* Deployed as ${md(review.endpoint)}.`]),
    ...titled('### Revisit when', revisit(review)),
  ];
}

function outcomeLines(review: NamedReview): string[] {
  const { latest, state, since, decision } = review;
  const { choice } = latest.recommendation;
  const because = since.reason === null ? '' : ` Because: ${withStop(md(since.reason))}`;
  switch (state) {
    case 'proposed':
      return [`Not decided. ${recommended(review)}`];
    case 'withdrawn':
      return [`Withdrawn by ${md(personOf(since.byId))} on ${mdDay(since.at)}.${because} ${recommended(review)}`];
    case 'superseded': {
      const { supersededBy } = review.neighbours;
      const by = supersededBy === null ? 'another review' : md(supersededBy);
      return [`Superseded by ${by} on ${mdDay(since.at)}.${decision === null ? '' : ` ${decided(review)}`}`];
    }
    case 'accepted':
    case 'overridden':
      return [decided(review), ...(choice?.option === decision?.option ? [] : ['', recommended(review)])];
  }
}

function decided({ latest: { recommendation }, decision }: Review): string {
  if (decision === null) return '';
  const { option, byId, at, reason, own } = decision;
  const title = recommendation.choice?.option === option ? recommendation.choice.title : optionTitle(option);
  const [strongest] = recommendation.rationale;
  const why = reason !== null ? md(reason) : strongest === undefined ? 'it was recommended' : sentence(strongest);
  return `Chosen option: "${md(title)}", because ${withStop(why)} Decided by ${md(personOf(byId))}${own ? ', who had asked for it,' : ''} on ${mdDay(at)}.`;
}

function withStop(words: string): string {
  return /[.!?)]$/.test(words) ? words : `${words}.`;
}

function recommended({ latest: { recommendation } }: Review): string {
  const { choice, rationale } = recommendation;
  if (choice === null) return 'No option fits what was stated.';
  const [strongest] = rationale;
  return `Recommended: "${md(choice.title)}"${strongest === undefined ? '.' : `, because ${sentence(strongest)}`}`;
}

/** What is to be watched. Where the team went another way, what speaks against that way is what follows from it. */
function consequences(review: Review): string[] {
  const { choice, warnings, assumptions } = review.latest.recommendation;
  const against = takenInstead(review)?.reasons;
  const holds =
    against === undefined && choice?.conditional === true
      ? ['* Neutral, because the choice holds only under the conditions named here.']
      : [];
  const warned = (against ?? warnings).map((reason: Reason) => `* Bad, because ${sentence(reason)}`);
  const assumed = assumptions.map(({ text }) => `* Neutral, because it was assumed: ${md(text)}`);
  return [...holds, ...warned, ...assumed];
}

/** The option that the team went with, where it is not the recommended one. */
function takenInstead({ latest, decision }: Review): RejectedOption | undefined {
  const { choice, rejected } = latest.recommendation;
  if (decision === null || decision.option === choice?.option) return undefined;
  return rejected.find(({ option }) => option === decision.option);
}

function concerns(review: Review): string[] {
  return review.concerns.map(({ text, raised, resolved }) => {
    const raisedBy = `${md(text)} (${md(personOf(raised.byId))}, ${mdDay(raised.at)})`;
    return resolved === null
      ? `* Open: ${raisedBy}`
      : `* Resolved: ${raisedBy}. ${md(personOf(resolved.byId))} on ${mdDay(resolved.at)}: ${md(resolved.note)}`;
  });
}

/** What would change the answer; where the team went another way, what would make that way fit. */
function revisit(review: Review): string[] {
  const taken = takenInstead(review);
  if (taken !== undefined) return taken.wouldFitIf === null ? [] : [`* ${md(taken.wouldFitIf.text)}`];
  return review.latest.recommendation.flips.map(({ text }) => `* ${md(text)}`);
}

function titled(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, '', ...lines];
}

/** Where the facts were read and where the team talked. */
function moreInformation({ latest, neighbours }: NamedReview, url: string | null): string[] {
  const { recommendation, revision } = latest;
  const { supersedes } = neighbours;
  const { facts, rationale, rejected, warnings } = recommendation;
  const reasons = [...rationale, ...rejected.flatMap((other) => other.reasons), ...warnings];
  const sources = new Map(reasons.flatMap(({ source }) => (source === undefined ? [] : [[source.url, source]])));
  return [
    '## More Information',
    '',
    ...(supersedes === null ? [] : [`* Takes the place of ${md(supersedes)}.`]),
    ...(url === null ? [] : [`* ${mdLink('The review in Slack', url)}, revision ${revision}.`]),
    `* Quotas as of ${md(facts.quotasAsOf)}, ${md(writePricesAsOf(facts.pricesAsOf))}, version ${md(facts.version)}.`,
    ...[...sources.values()].map((source) => `* ${mdLink(source.title, source.url)}, read ${md(source.date)}.`),
  ];
}

/** MADR's pros and cons, option by option, with a month's cost and what would have to change. */
function prosAndCons(recommendation: Recommendation): string[] {
  const { choice, rationale, rejected, costs } = recommendation;
  const chosen =
    choice === null ? [] : [section(optionTitle(choice.option), costOf(costs, choice.option), good(rationale))];
  const others = rejected.map(({ option, title, reasons, verdict, wouldFitIf }) => {
    const change = wouldFitIf === null ? [] : [`* Neutral: ${md(wouldFitIf.text)}`];
    const cost = verdict === 'ruled-out' ? undefined : costOf(costs, option);
    return section(title, cost, [...bad(reasons), ...change]);
  });
  return ['## Pros and Cons of the Options', ...[...chosen, ...others].flat()];
}

function section(title: string, cost: OptionCost | undefined, lines: readonly string[]): string[] {
  return ['', `### ${md(title)}`, '', ...lines, ...(cost === undefined ? [] : costLines(cost))];
}

function good(reasons: readonly Reason[]): string[] {
  return reasons.map((reason) => `* Good, because ${sentence(reason)}`);
}

function bad(reasons: readonly Reason[]): string[] {
  return reasons.map((reason) => `* Bad, because ${sentence(reason)}`);
}

/** A reason with its source; its numbers and names keep their letters, so that only a plain first word is made small. */
function sentence({ text, source }: Reason): string {
  const lower = /^(?:The|A|An|It|Its|Each|One|Traffic|Requests|Nothing|No)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
  return source === undefined ? md(lower) : `${md(lower)} (${mdLink(source.title, source.url)})`;
}

function costOf(costs: readonly OptionCost[], option: OptionCost['option']): OptionCost | undefined {
  return costs.find((cost) => cost.option === option);
}

function costLines(cost: OptionCost): string[] {
  const note = cost.note === null ? '' : `. ${md(cost.note)}`;
  return [`* Cost: ${md(writeMonthlyCost(cost))}${note}`];
}

/** Every character that Markdown may read as markup within a line (spec.commonmark.org, backslash escapes). */
const SPECIAL = /[\\`*_{}[\]<>#|~$]/g;
const LINE_START = /^(\s*)([-+=]|\d+[.)])/;
const BREAKS = /[\s\p{Cc}\u2028\u2029]+/gu;

/** People's words as one line of Markdown that means nothing but the words. */
function md(text: string): string {
  const line = text.replace(BREAKS, ' ').trim();
  return line.replaceAll('&', '&amp;').replace(SPECIAL, String.raw`\$&`).replace(LINE_START, String.raw`$1\$2`);
}

/** A link; the address must be ours. */
function mdLink(label: string, url: string): string {
  return `[${md(label)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** `2026-11-24`, in universal time. */
function mdDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Somebody as a decision record names them. */
function personOf(id: string): string {
  return id === FORMER_MEMBER ? FORMER_MEMBER_WORDS : `@${id}`;
}
