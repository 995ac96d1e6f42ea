import { hasInstances, type Measurement, TARGET_UTILISATION } from '../recommender/index.ts';
import type { EndpointFacts } from './facts.ts';
import type { Measures } from './measure.ts';
import type { Runs } from './runs.ts';
import type { Held } from './saving.ts';

// What one instance was seen to hold: a load that it served, which is no limit of what it can.

/** Periods that are longer say nothing of a peak. */
const PEAK_PERIOD_SECONDS_MAX = 3600;

/** The measured peak on each instance, where one variant of one type serves all of it. */
export function heldBy(
  { instance, count, min, max, option, hosting, variants }: Runs,
  measures: Measures,
): Held | null {
  const { traffic, perInstanceMost } = measures;
  const isAlone = variants === 1 && hosting !== 'inference-components' && hosting !== null;
  if (instance === null || option === null || !hasInstances(option) || !isAlone) return null;
  if (traffic === null || traffic.most <= 0 || traffic.periodSeconds > PEAK_PERIOD_SECONDS_MAX) return null;
  const peak = traffic.most / traffic.periodSeconds;
  if (count !== null && count > 0 && min === max) return { instances: count, requestsPerSecond: peak / count };
  if (perInstanceMost === null || perInstanceMost.periodSeconds > PEAK_PERIOD_SECONDS_MAX) return null;
  const requestsPerSecond = perInstanceMost.value / perInstanceMost.periodSeconds;
  return requestsPerSecond <= 0
    ? null
    : { instances: Math.ceil(peak / requestsPerSecond - ROUNDING), requestsPerSecond };
}

/** Of a quotient of two measured sums. */
const ROUNDING = 0.01;

/** Returns whether instances were as busy at their busiest as they are planned to be, so that they hold hardly more. */
export function wereBusy({ cpuMax, gpuMax }: Pick<Measures, 'cpuMax' | 'gpuMax'>): boolean {
  return Math.max(cpuMax?.value ?? 0, gpuMax?.value ?? 0) >= TARGET_UTILISATION * 100;
}

/** What one instance held, as a measurement of its type. */
export function measurementOf(facts: EndpointFacts, type: string, held: Held, measures: Measures): Measurement {
  const { traffic, p95, p99, average, concurrency, failedShare } = measures;
  const lastHour = traffic === null ? facts.now : (traffic.firstHour + traffic.hours.length) * 3_600_000;
  return {
    source: 'row',
    instanceType: type,
    instanceCount: 1,
    model: null,
    measuredAt: new Date(Math.min(facts.now > 0 ? facts.now : lastHour, lastHour)).toISOString().slice(0, 10),
    points: [
      {
        concurrency: concurrency === null || concurrency.value < 1 ? null : concurrency.value,
        requestsPerSecond: held.requestsPerSecond,
        outputTokensPerSecond: null,
        inputTokens: null,
        outputTokens: null,
        seconds: { mean: average?.value ?? null, p50: null, p95: p95?.value ?? null, p99: p99?.value ?? null },
        timeToFirstTokenSeconds: null,
        failedShare,
      },
    ],
  };
}
