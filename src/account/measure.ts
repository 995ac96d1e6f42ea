import { instanceTypeOf } from '../recommender/index.ts';
import { type EndpointFacts, keyOf, type Series } from './facts.ts';
import { HOSTS, SAGEMAKER } from './metrics.ts';
import { ageInDays, runningOf, runsOf, variantNames, variantsOf } from './runs.ts';

export interface Figure {
  readonly value: number;
  readonly metric: string;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly points: number;
}

export interface Traffic {
  readonly metric: string;
  readonly periodSeconds: number;
  readonly points: number;
  /** Of the whole time. */
  readonly sum: number;
  /** The busiest period's requests. */
  readonly most: number;
  /** By hour of the clock in UTC, oldest first, idle hours included. */
  readonly hours: readonly number[];
  /** The hour that `hours` starts with, counted from 1970. */
  readonly firstHour: number;
}

/** What the metrics say. Null: not published, or not read. */
export type Measures = ReturnType<typeof measure>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MICROSECONDS = 1e6;

export function measure(facts: EndpointFacts) {
  const read = readerOf(facts);
  const { hosting } = runsOf(facts);
  const traffic = trafficOf(facts, read);
  const invocations = traffic?.metric === 'Invocations' ? traffic.sum : null;
  const perInstance = read(SAGEMAKER, 'InvocationsPerInstance', 'Sum', sum);
  const spec = instanceTypeOf(variantsOf(facts)[0]?.InstanceType ?? '');
  const failed = read(SAGEMAKER, 'Invocation5XXErrors', 'Sum', sum);
  const samples = read(HOSTS, 'CPUUtilization', 'SampleCount', sum);
  const most = (metric: string) => read(SAGEMAKER, metric, 'Maximum', highest);
  const hostMost = (metric: string) => read(HOSTS, metric, 'Maximum', highest);
  const latency = (statistic: string) => scaled(read(SAGEMAKER, 'ModelLatency', statistic, highest), 1 / MICROSECONDS);
  return {
    /** Days that the data covers, at most as many as were asked for. */
    days: traffic && daysOf(facts, traffic),
    traffic,
    /** Of the model alone, in seconds. */
    p95: latency('p95'),
    p99: latency('p99'),
    average: latency('Average'),
    /** Requests in progress on one instance, or one copy, at most. */
    concurrency: most(hosting === 'inference-components' ? 'ConcurrentRequestsPerCopy' : 'ConcurrentRequestsPerModel'),
    /** In percent of all of an instance's cores. */
    cpuMax: scaled(hostMost('CPUUtilization'), 1 / Math.max(1, spec?.vcpu ?? 1)),
    /** In percent of an instance's memory, at most. */
    memoryMax: hostMost('MemoryUtilization') ?? most('MemoryUtilization'),
    /** In percent of all of an instance's GPUs, at most. */
    gpuMax: scaled(hostMost('GPUUtilization'), 1 / Math.max(1, spec?.gpuCount ?? 1)),
    /** Requests in the queue, at most. */
    backlogMax: most('ApproximateBacklogSize'),
    modelsLoaded: hostMost('LoadedModelCount'),
    /** Of a serverless endpoint's concurrency, 1 being all of it. */
    concurrencyUse: most('ServerlessConcurrentExecutionsUtilization'),
    provisionedUse: most('ServerlessProvisionedConcurrencyUtilization'),
    provisionedSpill: read(SAGEMAKER, 'ServerlessProvisionedConcurrencySpilloverInvocations', 'Sum', sum),
    /** Requests of the busiest period on one instance. */
    perInstanceMost: read(SAGEMAKER, 'InvocationsPerInstance', 'Sum', highest),
    /** Of all requests, the share that the endpoint failed, 0 to 1. */
    failedShare: failed === null || !traffic?.sum ? null : Math.min(1, failed.value / traffic.sum),
    /** Mean number of instances, weighted by requests: ΣInvocations ÷ ΣInvocationsPerInstance. */
    meanInstances:
      invocations !== null && perInstance && perInstance.value > 0 ? invocations / perInstance.value : null,
    /** Instance-hours by CPUUtilization's samples, of which each instance gives one a minute (not documented). */
    sampledInstanceHours: samples && samples.value / 60,
  };
}

const highest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), -Infinity);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type Read = (
  namespace: string,
  metric: string,
  statistic: string,
  join: (values: readonly number[]) => number,
) => Figure | null;

/** The series of an endpoint, with its variants and components. */
export function ownSeries({ series, name, components }: EndpointFacts): Series[] {
  const names = new Set((components ?? []).map(({ InferenceComponentName: one }) => one));
  return (series ?? []).filter(({ dimensions }) => {
    const { EndpointName: endpoint, InferenceComponentName: component } = dimensions;
    return endpoint === name || (component !== undefined && names.has(component));
  });
}

/** Reads one figure over all variants and components of the endpoint. Latency isn't averaged: the slowest variant's counts. */
function readerOf(facts: EndpointFacts): Read {
  const own = ownSeries(facts);
  return (namespace, metric, statistic, join) => {
    const found = own.filter(
      (one) => one.namespace === namespace && one.metric === metric && one.statistic === statistic,
    );
    const values = found.flatMap(({ points }) => (points ?? []).map(([, value]) => value));
    if (values.length === 0 || found.some(({ points }) => points === null)) return null;
    return {
      value: join(values),
      metric,
      statistic,
      periodSeconds: found[0]?.periodSeconds ?? 0,
      points: values.length,
    };
  };
}

const scaled = (figure: Figure | null, factor: number): Figure | null =>
  figure && { ...figure, value: figure.value * factor };

/** The requests of all variants together, of the one metric and the dimensions that have data. */
function trafficOf(facts: EndpointFacts, read: Read): Traffic | null {
  const { option, hosting } = runsOf(facts);
  const { requests, countedBy, setting, queued } = runningOf(option);
  const components = (facts.components ?? []).map(({ InferenceComponentName }) => ({ InferenceComponentName }));
  const variants = variantNames(facts).map((VariantName) => ({ EndpointName: facts.name, VariantName }));
  const by = {
    variant: hosting === 'inference-components' ? components : variants,
    endpoint: [{ EndpointName: facts.name }],
  };
  for (const dimensions of countedBy.map((one) => by[one])) {
    for (const metric of requests) {
      const found = joined(facts, metric, dimensions);
      if (found === null) continue;
      // Where the configuration isn't known, components may have the requests that variants lack.
      return facts.config === null && option !== null && setting === null && found.sum === 0 ? null : found;
    }
  }
  const asked = ownSeries(facts).filter(({ metric }) => requests.includes(metric));
  if (queued === undefined || asked.length === 0 || asked.some(({ points }) => points === null)) return null;
  // Nothing was processed in all that time: the metric has no point before the first request. An empty queue proves it's idle.
  return read(SAGEMAKER, queued, 'Maximum', highest)?.value === 0 ? silent(facts, requests[0]) : null;
}

const silent = ({ days, now }: EndpointFacts, metric: string): Traffic => ({
  metric,
  periodSeconds: HOUR_MS / 1000,
  points: 0,
  sum: 0,
  most: 0,
  hours: Array.from({ length: days * 24 }, () => 0),
  firstHour: Math.floor(now / HOUR_MS) - days * 24,
});

function joined(facts: EndpointFacts, metric: string, all: readonly Record<string, string>[]): Traffic | null {
  const wanted = new Set(
    all.map((dimensions) => keyOf({ namespace: SAGEMAKER, metric, dimensions, statistic: 'Sum' })),
  );
  const found = (facts.series ?? []).filter((one) => wanted.has(keyOf(one)) && one.points?.length !== 0);
  const [first] = found;
  if (first === undefined || found.some(({ points }) => points === null)) return null;
  const byTime = new Map<number, number>();
  for (const [time, value] of found.flatMap(({ points }) => points ?? []))
    byTime.set(time, (byTime.get(time) ?? 0) + value);
  const times = [...byTime.keys()];
  const firstHour = Math.floor(Math.min(...startsOf(facts, found)) / HOUR_MS);
  const hours = Array.from({ length: Math.max(1, Math.ceil(facts.now / HOUR_MS) - firstHour) }, () => 0);
  for (const [time, value] of byTime) {
    const hour = Math.floor(time / HOUR_MS) - firstHour;
    hours[hour] = (hours[hour] ?? 0) + value;
  }
  const values = [...byTime.values()];
  return {
    metric,
    periodSeconds: first.periodSeconds,
    points: times.length,
    sum: sum(values),
    most: highest(values),
    hours,
    firstHour,
  };
}

/** Where the data starts. An endpoint that reports no zeros may have been idle before its first point. */
function startsOf(facts: EndpointFacts, found: readonly Series[]): number[] {
  const earliest = facts.now - facts.days * DAY_MS;
  const first = found.flatMap(({ points }) => (points ?? []).slice(0, 1).map(([time]) => time));
  if (runningOf(runsOf(facts).option).countsIdleHours) return first.map((time) => Math.max(time, earliest));
  const age = ageInDays(facts);
  return age === null ? first : [Math.max(earliest, facts.now - age * DAY_MS)];
}

function daysOf({ days }: EndpointFacts, { hours }: Traffic): number {
  return Math.min(days, hours.length / 24);
}

/** How many days the metrics cover, as it is said everywhere: whole ones from the first on. */
export function daysRead({ days: asked }: Pick<EndpointFacts, 'days'>, { days }: Pick<Measures, 'days'>): number {
  const covered = days ?? asked;
  return covered < 1 ? Math.round(covered * 10) / 10 : Math.floor(covered);
}
