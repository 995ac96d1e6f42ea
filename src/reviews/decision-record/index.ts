import { labelOf, optionTitle, type Recommendation, WORKLOAD_FIELDS } from '../../recommender/index.ts';
import { writeValue } from '../../wording/quantities/index.ts';
import type { NamedReview, Review, ReviewState } from '../record.ts';
import { decisionOutcome, md, mdDay, moreInformation, personOf, prosAndCons } from './outcome.ts';

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
