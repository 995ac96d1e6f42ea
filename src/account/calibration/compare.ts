import { type InferenceOptionId, isJob } from '../../recommender/index.ts';
import type { Review } from '../../reviews/record.ts';
import type { Running } from '../drift.ts';
import type { JobLine } from '../jobs.ts';
import type { EndpointLine } from '../review.ts';
import { VERIFIED_DAYS_MIN } from '../workload.ts';

/** What an endpoint costs one month after the decision, and what was estimated. In US dollars per month, both by the prices of the estimate. */
export interface Calibration {
  /** As it was noted in the review. */
  readonly endpoint: string;
  /** Null where it wasn't found. */
  readonly region: string | null;
  /** What was decided. */
  readonly option: InferenceOptionId;
  /** What runs; null where that wasn't read. */
  readonly runs: InferenceOptionId | null;
  readonly estimatedUsd: { readonly low: number; readonly likely: number; readonly high: number } | null;
  readonly measuredUsd: number | null;
  /** What `measuredUsd` counts: "2 instances today × 730 h". */
  readonly counted: string | null;
  /** Days of data; null where nothing was measured. */
  readonly days: number | null;
  /** Requests per month, or runs of a dataset. Null where not stated, or not measured. */
  readonly volume: { readonly stated: number | null; readonly measured: number | null };
  /** Measured ÷ estimated. Null without either, and where another option runs than was decided. */
  readonly ratio: number | null;
  /** Why nothing could be measured, in a sentence; null where it was. */
  readonly why: string | null;
}

/** What reading a noted endpoint gave. */
export type Found =
  | ({ readonly kind: 'read'; readonly days: number | null } & Running)
  /** There is no such endpoint or recurring job where it was looked for. */
  | { readonly kind: 'missing'; readonly why: string }
  /** Where it may be could not be read. */
  | { readonly kind: 'unread'; readonly why: string };

/** A comparison, and whether another attempt may succeed. */
export interface Compared {
  readonly calibration: Calibration;
  /** `measured`: there is a month. `later`: something is missing that may come. `unreadable`: no attempt will succeed. */
  readonly verdict: 'measured' | 'later' | 'unreadable';
}

/** Compares what runs with a review's decision. `endpoint`: as noted. The review must be decided. */
export function compareWithEstimate(
  { decision, latest, endpoint }: Pick<Review, 'decision' | 'latest' | 'endpoint'>,
  found: Found,
): Compared {
  if (decision === null || endpoint === null) throw new Error('Only a decision with an endpoint can be compared');
  const { option } = decision;
  const estimatedUsd = latest.recommendation.costs.find((cost) => cost.option === option)?.monthlyUsd ?? null;
  const { monthlyRequests, datasetRunsPerMonth } = latest.workload;
  const stated = (isJob(option) ? datasetRunsPerMonth : monthlyRequests) ?? null;
  const nothing = { region: null, runs: null, measuredUsd: null, counted: null, days: null, ratio: null };
  const base = { endpoint, option, estimatedUsd, ...nothing, volume: { stated, measured: null } };
  if (found.kind !== 'read') {
    const verdict = found.kind === 'missing' ? 'unreadable' : 'later';
    return { verdict, calibration: { ...base, why: found.why } };
  }

  const { line, days } = found;
  const read = { ...base, region: line.region, runs: line.runs.option, days };
  const month = line.monthlyUsd?.now ?? null;
  if (days === null || days < VERIFIED_DAYS_MIN) {
    const why =
      days === null ? whyNot(line) : `It has ${Math.floor(days)} days of data; it takes ${VERIFIED_DAYS_MIN}.`;
    return { verdict: 'later', calibration: { ...read, why } };
  }
  if (month === null)
    return { verdict: isGap(line) ? 'later' : 'unreadable', calibration: { ...read, why: whyNot(line) } };
  const isAsDecided = line.runs.option === option;
  const likely = estimatedUsd?.likely ?? null;
  const calibration: Calibration = {
    ...read,
    measuredUsd: month,
    counted: line.kind === 'endpoint' ? line.counted : null,
    volume: { stated, measured: volumeOf(line) },
    ratio: isAsDecided && likely !== null && likely > 0 ? month / likely : null,
    why: null,
  };
  return { verdict: 'measured', calibration };
}

/** What wasn't read stands before what AWS doesn't publish. */
const isGap = ({ unknown }: EndpointLine | JobLine): boolean => unknown.some(({ why }) => GAP.test(why));

const GAP =
  /^(?:Access denied|AWS didn't respond|AWS kept throttling|CloudWatch didn't return|Metrics could not be read)|failed \(/;

function whyNot({ unknown, kind }: EndpointLine | JobLine): string {
  const gap = unknown.find(({ why }) => GAP.test(why))?.why;
  if (gap !== undefined) return gap;
  return kind === 'endpoint'
    ? 'Its price, count or volume is not known.'
    : 'It has no price, or no run that has ended.';
}

function volumeOf({ workload: { monthlyRequests, datasetRunsPerMonth } }: EndpointLine | JobLine): number | null {
  return monthlyRequests ?? datasetRunsPerMonth ?? null;
}

/** A noted endpoint: an ARN names its Region and account as well. */
export interface Noted {
  readonly name: string;
  readonly isJob: boolean;
  readonly region: string | null;
  readonly accountId: string | null;
}

const ARN = /^arn:aws[a-z-]*:sagemaker:([a-z0-9-]+):(\d{12}):(endpoint|transform-job)\/(.+)$/;

/** Reads what somebody noted. A bare name is of an endpoint, or of a job where batch transform was decided. */
export function readNoted(endpoint: string, option: InferenceOptionId): Noted {
  const [, region = null, accountId = null, kind, name] = ARN.exec(endpoint) ?? [];
  if (name === undefined) return { name: endpoint, isJob: isJob(option), region: null, accountId: null };
  return { name, isJob: kind === 'transform-job', region, accountId };
}
