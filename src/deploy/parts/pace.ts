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

/** Seconds in which a request comes, a minute at least: where few come, three failures never fall into three of five minutes. */
export function periodOf(facts: DeploymentFacts): number {
  const perHour = requestsPerHour(facts) ?? Number.POSITIVE_INFINITY;
  return [60, 300].find((seconds) => (perHour * seconds) / SECONDS_PER_HOUR >= 1) ?? SECONDS_PER_HOUR;
}
