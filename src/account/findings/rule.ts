import type { PriceList, Reason, Source } from '../../recommender/index.ts';
import type { EndpointFacts } from '../facts.ts';
import type { Measures } from '../measure.ts';
import type { Runs } from '../runs.ts';
import type { ReadWorkload } from '../workload.ts';

export interface Seen {
  readonly facts: EndpointFacts;
  readonly runs: Runs;
  readonly measures: Measures;
  readonly read: ReadWorkload;
  readonly prices: PriceList;
}

/** What is wrong, with its figures. */
export type Found = Pick<Reason, 'text' | 'asked' | 'allowed'>;

/** A rule about one endpoint: its fixed code, the page it rests on, and what it finds. Null where it is fine or can't be told. */
export interface Rule {
  readonly code: string;
  /** Absent where the rule is our judgement. */
  readonly source?: Source;
  find(seen: Seen): Found | null;
}

/** When the pages were read. */
const DATE = '2026-11';

export const page = (title: string, path: string): Source => ({
  title,
  url: `https://docs.aws.amazon.com/${path}.html`,
  date: DATE,
});

/** Share of the hours with requests, 0 to 1; null where traffic isn't known or was none. */
export function busyShareOf({ traffic }: Measures): number | null {
  if (traffic === null || traffic.sum === 0) return null;
  return traffic.hours.filter((requests) => requests > 0).length / traffic.hours.length;
}

/** Runs the rules; each adds at most one reason. */
export function findAll(rules: readonly Rule[], seen: Seen): Reason[] {
  return rules.flatMap(({ code, source, find }) => {
    const found = find(seen);
    return found === null ? [] : [{ code, ...found, ...(source && { source }) }];
  });
}
