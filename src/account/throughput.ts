import { hasInstances, type Measurement, type Recommendation, type Sizing } from '../recommender/index.ts';
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

/** The answer with a size that rests on what was seen: as many instances as it takes have held the peak. */
export function withSeen(
  answer: Recommendation,
  { instanceType, measuredAt, points }: Measurement,
  held: Held,
): Recommendation {
  const { choice } = answer;
  const [point] = points;
  if (choice?.sizing == null || instanceType === null || point === undefined) return answer;
  const { p95 } = point.seconds;
  const rate = Number(held.requestsPerSecond.toPrecision(3));
  const many = held.instances === 1 ? `One ${instanceType}` : `${held.instances} × ${instanceType}`;
  const sizing: Sizing = {
    ...choice.sizing,
    basis: 'measured',
    text: `${many} held the peak, at ${rate} requests per second each. What more one of them holds was not measured.`,
    measured: {
      source: 'row',
      instanceType,
      measuredAt,
      model: null,
      concurrency: point.concurrency,
      latency: p95 === null ? null : { seconds: p95, statistic: 'p95' },
      unit: 'requests',
      measured: held.requestsPerSecond,
      modelled: null,
    },
  };
  return { ...answer, choice: { ...choice, sizing } };
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
