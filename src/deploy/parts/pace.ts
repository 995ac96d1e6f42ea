import type { DeploymentFacts } from '../facts.ts';

// How often requests come, which decides how long an alarm takes.

const HOURS_PER_MONTH = 730;
export const SECONDS_PER_HOUR = 3600;

/** Requests of one endpoint, or of one model on inference components; a tenth of the peak where the month isn't stated. */
export function requestsPerHour({ workload, serving }: DeploymentFacts): number | undefined {
  const { monthlyRequests } = workload;
  const rate = serving.requestsPerSecond;
  if (monthlyRequests !== undefined)
    return monthlyRequests / HOURS_PER_MONTH / serving.endpoints / (serving.copies === null ? 1 : serving.models);
  return rate === undefined ? undefined : (rate * SECONDS_PER_HOUR) / 10;
}

/** When an alarm on requests rings. */
export interface Pace {
  /** Seconds. */
  readonly period: number;
  /** M of N periods. */
  readonly points: readonly [breaching: number, of: number];
  /** Of a quiet endpoint, how many and within what: a share of few says nothing, and three minutes in a row never have one. */
  readonly counted?: readonly [requests: string, within: string];
}

/**
 * With a request every minute by shares. With fewer by number: two within an hour, or with fewer than one every 5 min, which is
 * the period, each.
 */
export function paceOf(facts: DeploymentFacts): Pace {
  const perHour = requestsPerHour(facts) ?? Number.POSITIVE_INFINITY;
  if (perHour >= 60) return { period: 60, points: [3, 5] };
  return perHour >= 12
    ? { period: 300, points: [2, 12], counted: ['2 requests', ' within an hour'] }
    : { period: 300, points: [1, 1], counted: ['A request', ''] };
}

/** Seconds from the first failure of all that come until the alarm rings. */
export function ringsAfter(facts: DeploymentFacts): number {
  const { period, points, counted } = paceOf(facts);
  const [breaching] = points;
  if (counted === undefined) return breaching * period;
  return period + (breaching * SECONDS_PER_HOUR) / Math.max(Number.EPSILON, requestsPerHour(facts) ?? 0);
}
