import type { AdrReview } from './adr-review.ts';
import { mdDay } from './markdown.ts';

const STATUS: Readonly<Record<AdrReview['state'], string>> = {
  proposed: 'proposed',
  accepted: 'accepted',
  overridden: 'accepted, another option than recommended',
  withdrawn: 'rejected, withdrawn by the one who asked',
  superseded: 'superseded',
};

/** MADR's metadata (adr.github.io/madr): YAML, whose texts are quoted as JSON, which YAML reads the same. */
export function frontMatter({ state, since, decision, decider, requester, supersededBy }: AdrReview): string[] {
  const makers = decision === null ? [decider].filter((person) => person !== null) : [decision.by];
  const status = state === 'superseded' && supersededBy !== null ? `superseded by ${supersededBy}` : STATUS[state];
  return [
    '---',
    `status: ${JSON.stringify(status)}`,
    `date: ${mdDay(since.at)}`,
    `decision-makers: [${makers.map((person) => JSON.stringify(person)).join(', ')}]`,
    `consulted: [${JSON.stringify(requester)}]`,
    '---',
  ];
}
