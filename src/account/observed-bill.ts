import { isJob } from '../recommender/index.ts';
import type { Review } from '../reviews/record.ts';
import type { Running } from './drift.ts';
import type { JobLine } from './jobs.ts';
import type { EndpointLine } from './review.ts';
import { VERIFIED_DAYS_MIN } from './workload.ts';

/** What a decision's endpoint costs, and what was estimated. In US dollars per month, both by the prices of the estimate. */
export interface ObservedBill {
  /** As it was noted in the review. */
  readonly endpoint: string;
  readonly estimatedUsd: { readonly low: number; readonly likely: number; readonly high: number } | null;
  readonly observedUsd: number | null;
  /** What `observedUsd` counts: "2 instances today × 730 h". */
  readonly counted: string | null;
  /** Days of data; null where nothing was read. */
  readonly days: number | null;
  /** Requests per month, or runs of a dataset. Null where not stated, or not observed. */
  readonly volume: { readonly stated: number | null; readonly observed: number | null };
  /** Observed ÷ estimated. Null without either, and where another option runs than was decided. */
  readonly ratio: number | null;
  /** Why there is no bill, in a sentence; null where there is one. */
  readonly why: string | null;
}

export type Found =
  | ({ readonly kind: 'read'; readonly days: number | null } & Running)
  /** `why`: it isn't there, or where it may be could not be read. `isEverywhere`: no other Region can be read either. */
  | { readonly kind: 'unread'; readonly why: string; readonly isEverywhere?: boolean };

/** Compares the bill of what runs with the estimate of a review's decision. The review must be decided and name an endpoint. */
export function compareWithEstimate(
  { decision, latest, endpoint }: Pick<Review, 'decision' | 'latest' | 'endpoint'>,
  found: Found,
): ObservedBill {
  if (decision === null || endpoint === null) throw new Error('Only a decision with an endpoint can be compared');
  const { option } = decision;
  const estimatedUsd = latest.recommendation.costs.find((cost) => cost.option === option)?.monthlyUsd ?? null;
  const { monthlyRequests, datasetRunsPerMonth } = latest.workload;
  const stated = (isJob(option) ? datasetRunsPerMonth : monthlyRequests) ?? null;
  const nothing = { observedUsd: null, counted: null, days: null, ratio: null, volume: { stated, observed: null } };
  const unknown = (why: string, days: number | null = null) => ({ endpoint, estimatedUsd, ...nothing, days, why });
  if (found.kind === 'unread') return unknown(found.why);

  const { line, days } = found;
  if (days === null) return unknown(whyNot(line));
  if (days < VERIFIED_DAYS_MIN) {
    return unknown(`It has ${Math.floor(days)} days of data; it takes ${VERIFIED_DAYS_MIN}.`, days);
  }
  const observedUsd = line.monthlyUsd?.now ?? null;
  if (observedUsd === null) return unknown(whyNot(line), days);
  const likely = line.runs.option === option ? (estimatedUsd?.likely ?? 0) : 0;
  return {
    endpoint,
    estimatedUsd,
    observedUsd,
    counted: line.kind === 'endpoint' ? line.counted : null,
    days,
    volume: { stated, observed: line.workload.monthlyRequests ?? line.workload.datasetRunsPerMonth ?? null },
    ratio: likely > 0 ? observedUsd / likely : null,
    why: null,
  };
}

/** What wasn't read stands before what AWS doesn't publish. */
const GAP =
  /^(?:Access denied|AWS didn't respond|AWS kept throttling|CloudWatch didn't return|Metrics could not be read)|failed \(/;

function whyNot({ unknown, kind }: EndpointLine | JobLine): string {
  const gap = unknown.find(({ why }) => GAP.test(why))?.why;
  if (gap !== undefined) return gap;
  return kind === 'endpoint'
    ? 'Its price, count or volume is not known.'
    : 'It has no price, or no run that has ended.';
}
