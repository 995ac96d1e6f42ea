import {
  answersFromInstances,
  hasInstances,
  instanceTypeOf,
  named,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import type { EndpointFacts, Unknown } from './facts.ts';
import { daysRead, type Figure, type Measures, ownSeries, type Traffic } from './measure.ts';
import { hasGpu } from './metrics.ts';
import { baseComponents, containersOf, type Runs, runningOf, runsOf, targetsOf, variantsOf } from './runs.ts';

export interface Measured {
  readonly metric: string;
  readonly statistic: string;
  readonly days: number;
  readonly periodSeconds: number;
  readonly points: number;
}

/** A workload whose fields are measured or configured. What is neither stays unstated, and `unknown` says why. */
export interface ReadWorkload {
  readonly workload: Workload;
  readonly measured: Readonly<Partial<Record<WorkloadField, Measured>>>;
  /** The setting that each configured field was read from. It says what is, not what is needed. */
  readonly configured: Readonly<Partial<Record<WorkloadField, string>>>;
  readonly unknown: readonly Unknown[];
}

/** Below this share of the hours with requests, traffic has long idle periods: the recommender's own cut. */
const BUSY_SHARE_INTERMITTENT_MAX = 0.5;
/** Steady: 9 of 10 hours within this factor of the mean, and hardly an idle hour. Our judgement. */
const STEADY_FACTOR = 1.5;
const BUSY_SHARE_STEADY_MIN = 0.95;
/** Days of the week are told from at least a week. */
const WEEK_DAYS = 7;
/** A GPU under this percentage at its busiest is idle: our cut, in the rule `gpu-idle` as well. */
export const GPU_IDLE_PERCENT = 5;
/** Data of fewer days isn't enough to call a GPU or an endpoint idle, nor a saving verified. */
export const VERIFIED_DAYS_MIN = 14;

const UNPUBLISHED: readonly Unknown[] = [
  { what: 'payloadSizeMB', why: 'AWS publishes no payload sizes. Ask the callers, or sample with data capture.' },
  { what: 'responseTimeSeconds', why: 'AWS publishes latency, not the response time that callers need.' },
  { what: 'coldStarts', why: 'No metric says whether callers accept a slow first request.' },
  { what: 'callerTimeoutSeconds', why: 'The timeout is set in the callers.' },
  { what: 'monthlyBudgetUsd', why: 'A budget is set by people.' },
];

export function workloadOf(facts: EndpointFacts, runs: Runs, measures: Measures): ReadWorkload {
  const { fields: metered, measured } = measuredFields(facts, runs, measures);
  const { fields: set, configured } = configuredFields(facts, runs, measures);
  const workload: Workload = { ...named(facts.name.slice(0, 80)), ...set, ...metered };
  const unknown = [...unmeasured(facts, runs, measures, workload), ...UNPUBLISHED];
  return { workload, measured, configured, unknown };
}

function measuredFields(facts: EndpointFacts, runs: Runs, measures: Measures) {
  const fields: Partial<Workload> = {};
  const measured: Partial<Record<WorkloadField, Measured>> = {};
  const days = daysRead(facts, measures);
  const put = <F extends WorkloadField>(field: F, value: Workload[F], from: Omit<Figure, 'value'>) => {
    fields[field] = value;
    const { metric, statistic, periodSeconds, points } = from;
    measured[field] = { metric, statistic, days, periodSeconds, points };
  };
  const { traffic, p95 } = measures;
  if (traffic !== null && measures.days !== null) {
    const from = { ...traffic, statistic: 'Sum' };
    put('monthlyRequests', Math.round((traffic.sum * 30) / measures.days), from);
    if (traffic.sum > 0) {
      put('peakRequestsPerSecond', roundedUp(traffic.most / traffic.periodSeconds), from);
      const shape = shapeOf(traffic);
      put('trafficPattern', shape.pattern, from);
      if (measures.days >= WEEK_DAYS) {
        put('busyHoursPerDay', shape.busyHoursPerDay, from);
        put('busyDaysPerWeek', shape.busyDaysPerWeek, from);
      }
    }
  }
  if (p95 !== null && p95.value > 0) put('processingTimeSeconds', p95.value, p95);
  const inProgress = concurrentRequests(runs, measures);
  if (inProgress !== null) put('concurrentRequests', inProgress, measures.concurrency as Figure);
  const memoryGB = memoryInUse(facts, runs, measures);
  if (memoryGB !== null) put('modelSizeGB', memoryGB, measures.memoryMax as Figure);
  if (isGpuUnused(facts, measures)) put('requiresGpu', false, measures.gpuMax as Figure);
  return { fields, measured };
}

/** To three digits, never below what was measured. */
function roundedUp(value: number): number {
  const rounded = Number(value.toPrecision(3));
  return rounded >= value ? rounded : Number((value * 1.005).toPrecision(3));
}

/** On all instances, taking each to be as busy as the busiest was. */
function concurrentRequests({ count, max, option }: Runs, { concurrency }: Measures): number | null {
  const instances = Math.max(1, count ?? max ?? 1);
  if (concurrency === null || option === null || !answersFromInstances(option) || concurrency.value < 1) return null;
  return concurrency.value * instances;
}

/**
 * The most memory that an instance without GPUs had in use. It holds every copy of the model on the host, so one copy needs less.
 * GPU memory says nothing: servers reserve all of it.
 */
function memoryInUse(facts: EndpointFacts, { hosting, option }: Runs, { memoryMax }: Measures): number | null {
  const onInstances = option === null || hasInstances(option);
  if (memoryMax === null || !onInstances || hosting !== 'single-model') return null;
  const specs = variantsOf(facts).map(({ InstanceType: type }) => instanceTypeOf(type ?? ''));
  const [spec] = specs;
  if (spec === undefined || specs.length !== 1 || spec.acceleratorCount > 0) return null;
  return Number(((spec.memoryGiB * memoryMax.value) / 100).toPrecision(3)) || null;
}

/** GPUs that hardly worked although requests came. */
export interface IdleGpu {
  /** Of all GPUs, at most. */
  readonly percent: number;
  /** How much of its busiest period one instance spent on requests, in percent. */
  readonly requestPercent: number;
  /** Whether requests alone would have shown twice that use, so that the model can't run on the GPU. Else it may be light traffic. */
  readonly isUnused: boolean;
}

/** Fewer moments with a request in progress, of those looked at once a minute, could all have been missed. Our judgement. */
const MOMENTS_MIN = 20;

/** What a GPU under 5 % over at least two weeks says; null where it was busier, or that isn't known. */
export function idleGpu(facts: EndpointFacts, measures: Measures): IdleGpu | null {
  const { gpuMax, days, traffic, average, p95 } = measures;
  const spec = instanceTypeOf(variantsOf(facts)[0]?.InstanceType ?? '');
  if (gpuMax === null || days === null || days < VERIFIED_DAYS_MIN || traffic === null || traffic.sum === 0)
    return null;
  if (gpuMax.value >= GPU_IDLE_PERCENT || !variantsOf(facts).some(({ InstanceType: type }) => hasGpu(type)))
    return null;
  const seconds = (average ?? p95)?.value ?? 0;
  const { count, max } = runsOf(facts);
  const instances = Math.max(1, count ?? 1, max ?? 1);
  const requestPercent = ((traffic.most * seconds) / traffic.periodSeconds / instances) * 100;
  // The metric adds up all GPUs, of which the model may use one.
  const ofOneGpu = gpuMax.value * Math.max(1, spec?.gpuCount ?? 1);
  const moments = (traffic.sum * seconds) / 60;
  return {
    percent: Number(gpuMax.value.toFixed(1)),
    requestPercent: Number(requestPercent.toPrecision(2)),
    isUnused: max !== null && ofOneGpu * 2 <= requestPercent && moments >= MOMENTS_MIN,
  };
}

const isGpuUnused = (facts: EndpointFacts, measures: Measures): boolean => idleGpu(facts, measures)?.isUnused === true;

/** How requests lie in time, by the hours with any. A day that was only partly measured tells nothing of its busy hours. */
function shapeOf({ hours, firstHour }: Traffic) {
  const busy = hours.filter((requests) => requests > 0).length;
  const byDay = new Map<number, number[]>();
  for (const [at, requests] of hours.entries()) {
    const day = Math.floor((firstHour + at) / 24);
    byDay.set(day, [...(byDay.get(day) ?? []), requests]);
  }
  const whole = [...byDay.values()].filter(({ length }) => length === 24);
  const busyByDay = whole.map((day) => day.filter((requests) => requests > 0).length).filter((count) => count > 0);
  const share = busy / hours.length;
  const rounded = (value: number, most: number) => Math.min(most, Math.round(value * 10) / 10);
  const pattern: Workload['trafficPattern'] =
    share <= BUSY_SHARE_INTERMITTENT_MAX ? 'intermittent' : isSteady(hours, share) ? 'steady' : 'variable';
  return {
    pattern,
    busyHoursPerDay: rounded(sumOf(busyByDay) / Math.max(1, busyByDay.length), 24),
    busyDaysPerWeek: rounded((busyByDay.length / Math.max(1, whole.length)) * WEEK_DAYS, WEEK_DAYS),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function isSteady(hours: readonly number[], busyShare: number): boolean {
  if (busyShare < BUSY_SHARE_STEADY_MIN) return false;
  const sorted = hours.toSorted((one, other) => one - other);
  const mean = sumOf(hours) / hours.length;
  const low = sorted[Math.floor(hours.length * 0.05)] ?? 0;
  const high = sorted[Math.floor(hours.length * 0.95)] ?? 0;
  return high <= mean * STEADY_FACTOR && low >= mean / STEADY_FACTOR;
}

type Put = <F extends WorkloadField>(field: F, value: Workload[F] | null | undefined, from: string) => void;

function configuredFields(facts: EndpointFacts, runs: Runs, measures: Measures) {
  const fields: Partial<Workload> = {};
  const configured: Partial<Record<WorkloadField, string>> = {};
  const put: Put = (field, value, from) => {
    if (value === null || value === undefined) return;
    fields[field] = value;
    configured[field] = from;
  };
  const { config, models, imageGB } = facts;
  put('region', facts.region, 'the Region that was read');
  const variants = variantsOf(facts);
  const type = runs.instance === null || instanceTypeOf(runs.instance) === undefined ? null : runs.instance;
  if (!isGpuUnused(facts, measures)) {
    put('instanceType', type, 'ProductionVariants[].InstanceType');
    if (type !== null) put('requiresGpu', hasGpu(type), 'ProductionVariants[].InstanceType');
  }
  if (config !== null) {
    put('requiresMultipleVariants', variants.length > 1, 'ProductionVariants');
    put('requiresDataCapture', config.DataCaptureConfig?.EnableCapture === true, 'DataCaptureConfig.EnableCapture');
  }
  if (config !== null && models !== null) {
    const isIn = [config, ...models].some(({ VpcConfig: vpc }) => vpc !== undefined);
    put('requiresVpc', isIn, 'VpcConfig');
    const isolated = [config, ...models].some(({ EnableNetworkIsolation: on }) => on === true);
    put('requiresNetworkIsolation', isolated, 'EnableNetworkIsolation');
  }
  if (runs.min !== null && runs.min >= 2 && runs.hosting !== 'inference-components') {
    put('availability', 'multi-az', 'at least two instances are configured');
  }
  if ((facts.actions ?? []).length > 0) put('trafficPredictable', true, 'scheduled actions');
  const memoryMB = runs.memorySizeInMB ?? componentMemory(facts);
  if (memoryMB !== null) {
    const from =
      runs.memorySizeInMB === null ? 'MinMemoryRequiredInMb, the largest' : 'ServerlessConfig.MemorySizeInMB';
    put('modelSizeGB', memoryMB / 1024, from);
  }
  put('containerImageSizeGB', imageGB, "the image's size in ECR, compressed");
  putSharing(put, facts, runs);
  return { fields, configured };
}

function putSharing(put: Put, facts: EndpointFacts, runs: Runs): void {
  const { models, components } = facts;
  const bases = baseComponents(facts)?.length ?? null;
  if (runs.hosting === 'inference-components' && components !== null && bases !== null && components.length > 0) {
    const isAdapted = bases < components.length;
    put('modelCount', isAdapted ? components.length - bases : bases, 'inference components');
    if (isAdapted) put('modelAdapters', true, 'BaseInferenceComponentName');
    else if (bases > 1) put('modelsScaleIndependently', true, 'inference components');
  } else if (runs.hosting === 'multi-model') {
    put('modelsShareContainer', true, 'Mode MultiModel');
  } else if (models?.[0] !== undefined && runs.containers !== null && runs.containers > 1) {
    put('containerCount', containersOf(models[0]).length, 'Containers');
    const isDirect = runs.hosting === 'multi-container';
    put('containerInvocation', isDirect ? 'direct' : 'serial', 'InferenceExecutionConfig.Mode');
  } else if (runs.hosting === 'single-model') {
    put('modelCount', 1, 'one model per variant');
  }
}

function componentMemory(facts: EndpointFacts): number | null {
  const stated = (baseComponents(facts) ?? []).flatMap(
    ({ Specification: one }) => one?.ComputeResourceRequirements?.MinMemoryRequiredInMb ?? [],
  );
  return stated.length === 0 ? null : Math.max(...stated);
}

/** What CloudWatch would say and didn't. */
function unmeasured(facts: EndpointFacts, runs: Runs, measures: Measures, workload: Workload): Unknown[] {
  const unknown: Unknown[] = [];
  const add = (what: WorkloadField, why: string) => {
    if (workload[what] === undefined) unknown.push({ what, why });
  };
  const noData =
    runs.option === null
      ? 'What runs could not be read, so its metrics are not known.'
      : facts.series === null
        ? 'No metrics were read.'
        : null;
  const [published] = runningOf(runs.option).requests;
  const unread = new Set(ownSeries(facts).flatMap(({ metric, points }) => (points === null ? [metric] : [])));
  const noDataFor = (metric: string, why = '') =>
    noData ?? (unread.has(metric) ? 'This metric was not read whole.' : `No data for ${metric}${why}.`);
  add('monthlyRequests', noDataFor(published, ': another kind of endpoint, or other dimensions'));
  const isIdle = measures.traffic?.sum === 0;
  const noTraffic = isIdle ? `No requests in ${daysRead(facts, measures)} days.` : null;
  add('trafficPattern', noTraffic ?? noDataFor(published));
  add('peakRequestsPerSecond', noTraffic ?? noDataFor(published));
  add('processingTimeSeconds', noTraffic ?? noDataFor('ModelLatency'));
  const memory = hasGpu(runs.instance ?? undefined) ? 'GPU memory is no sign: servers reserve all of it.' : null;
  add('modelSizeGB', memory ?? noDataFor('MemoryUtilization'));
  const gpu = idleGpu(facts, measures);
  if (gpu !== null && !gpu.isUnused) {
    unknown.push({ what: 'whether a CPU is enough', why: 'Traffic is too light for GPU use to show it.' });
  }
  if (workload.modelSizeGB !== undefined && measures.memoryMax !== null && runs.memorySizeInMB === null) {
    unknown.push({
      what: 'model memory of one copy',
      why: 'Measured is the memory of a whole instance, with all workers.',
    });
  }
  if (targetsOf(facts, 'Instance').length === 0 || (facts.actions ?? []).length === 0) {
    add('trafficPredictable', 'No scheduled action says when they are.');
  }
  return unknown;
}
