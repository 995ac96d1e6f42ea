import { optionTitle, type Recommendation, WORKLOAD_FIELDS } from '../../recommender/index.ts';
import { labelOf, writeValue } from '../field-words.ts';
import type { AdrReview } from './adr-review.ts';
import { prosAndCons } from './considered-options.ts';
import { decisionOutcome, moreInformation } from './decision-outcome.ts';
import { frontMatter } from './front-matter.ts';
import { md } from './markdown.ts';

/** A review as a decision record: Markdown in the form of MADR 4 (adr.github.io/madr). */
export function writeAdr(review: AdrReview): string {
  const { recommendation } = review;
  const { name } = recommendation.workload;
  const parts = [
    frontMatter(review),
    [`# How to serve ${md(name)} on Amazon SageMaker AI`],
    context(recommendation, review.requester),
    drivers(recommendation),
    ['## Considered Options', '', ...consideredTitles(recommendation).map((title) => `* ${md(title)}`)],
    decisionOutcome(review),
    prosAndCons(recommendation),
    moreInformation(review),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** `ct-scan-triage` → `adr-ct-scan-triage.md`. */
export function adrFileName({ recommendation }: Pick<AdrReview, 'recommendation'>): string {
  const slug = recommendation.workload.name
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
