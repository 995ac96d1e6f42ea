import { hasInstances, INFERENCE_OPTIONS, type MetricStatistics } from '../recommender/index.ts';
import type { EndpointFacts, Wanted } from './facts.ts';
import { ownerOf } from './facts.ts';
import { runningOf, runsOf, variantNames, variantsOf } from './runs.ts';
import type { Alarm, Policy } from './shapes.ts';

// Which metrics to ask for: those that every endpoint publishes, and those of its option.

export const SAGEMAKER = 'AWS/SageMaker';
/** Where the hosts' CPU, GPU and memory are. */
export const HOSTS = '/aws/sagemaker/Endpoints';

const DAY_SECONDS = 86_400;

/**
 * CloudWatch keeps 60 s for 15 days and 300 s for 63, and a start that is a second earlier is empty without an error
 * (API_GetMetricData.html, read 2026-11). So a day less of each.
 */
export const finePeriod = (days: number): number => (days <= 14 ? 60 : 300);

type Add = (
  namespace: string,
  dimensions: Record<string, string>,
  statistics: MetricStatistics,
  periodSeconds?: number,
) => void;

/** Latency at the percentiles that are read, in microseconds. */
const LATENCY: MetricStatistics = { ModelLatency: ['p95', 'p99', 'Average'] };

/** All that is asked for one endpoint: traffic at the fine period, the rest as one figure for the whole time. */
export function wantedFor(facts: EndpointFacts): Wanted[] {
  const fine = finePeriod(facts.days);
  const whole = facts.days * DAY_SECONDS;
  const wanted: Wanted[] = [];
  const add: Add = (namespace, dimensions, statistics, periodSeconds = whole) => {
    for (const [metric, all] of Object.entries(statistics)) {
      for (const statistic of all) wanted.push({ namespace, metric, dimensions, statistic, periodSeconds });
    }
  };
  const runs = runsOf(facts);
  const { queued } = runningOf(runs.option);
  for (const name of variantNames(facts)) {
    if (runs.hosting !== 'inference-components')
      addRequests(add, facts, { EndpointName: facts.name, VariantName: name });
    addHosts(add, facts, { EndpointName: facts.name, VariantName: name });
  }
  if (queued !== undefined) add(SAGEMAKER, { EndpointName: facts.name }, { [queued]: ['Maximum'] });
  for (const { InferenceComponentName } of facts.components ?? []) {
    add(SAGEMAKER, { InferenceComponentName }, { Invocations: ['Sum'] }, fine);
    add(SAGEMAKER, { InferenceComponentName }, { ...LATENCY, ConcurrentRequestsPerCopy: ['Maximum'] });
  }
  for (const one of scaledOn(facts)) wanted.push({ ...one, periodSeconds: whole });
  return wanted;
}

function addRequests(add: Add, facts: EndpointFacts, variant: Record<string, string>): void {
  const { option, provisionedConcurrency } = runsOf(facts);
  const { requests, countedBy, metrics, warmMetrics = {} } = runningOf(option);
  for (const by of countedBy) {
    const dimensions = by === 'variant' ? variant : { EndpointName: facts.name };
    for (const metric of requests) add(SAGEMAKER, dimensions, { [metric]: ['Sum'] }, finePeriod(facts.days));
  }
  const { InvocationsPerInstance: each, ...rest } = metrics;
  // Where the number of instances moves, only its busiest period says what one of them held.
  if (each)
    add(SAGEMAKER, variant, { InvocationsPerInstance: each }, moves(facts) ? finePeriod(facts.days) : undefined);
  add(SAGEMAKER, variant, { ...LATENCY, ...rest });
  if (provisionedConcurrency !== null) add(SAGEMAKER, variant, warmMetrics);
}

function moves(facts: EndpointFacts): boolean {
  const { min, max } = runsOf(facts);
  return min !== null && max !== null && min < max;
}

function addHosts(add: Add, facts: EndpointFacts, variant: Record<string, string>): void {
  const { option, hosting, instance } = runsOf(facts);
  const onInstances = option === null || hasInstances(option);
  if (onInstances) add(HOSTS, variant, { CPUUtilization: ['Maximum', 'SampleCount'] });
  add(HOSTS, variant, { MemoryUtilization: ['Maximum'] });
  if (!onInstances) return;
  if (hosting === 'multi-model') add(HOSTS, variant, { LoadedModelCount: ['Maximum'] });
  if (instance === null || variantsOf(facts).some(({ InstanceType: type }) => hasGpu(type))) {
    add(HOSTS, variant, { GPUUtilization: ['Maximum'] });
  }
}

/** The families named g… and p… have GPUs. */
export const hasGpu = (type: string | undefined): boolean => type !== undefined && /^ml\.[gp]\d/.test(type);

type Metric = Omit<Wanted, 'periodSeconds'>;

/** The metrics that policies and alarms look at, by how often they were published. */
function scaledOn(facts: EndpointFacts): Metric[] {
  const ofPolicies = (facts.policies ?? []).map((policy) => metricOfPolicy(policy));
  return [...ofPolicies, ...(facts.alarms ?? []).map(metricOfAlarm)].flatMap((one) => one ?? []);
}

/** What a predefined metric stands for, by which dimensions (application-auto-scaling's API reference, read 2026-11). */
export const PREDEFINED: Readonly<Record<string, string>> = {
  SageMakerVariantInvocationsPerInstance: 'InvocationsPerInstance',
  SageMakerVariantConcurrentRequestsPerModelHighResolution: 'ConcurrentRequestsPerModel',
  SageMakerVariantProvisionedConcurrencyUtilization: 'ServerlessProvisionedConcurrencyUtilization',
  SageMakerInferenceComponentInvocationsPerCopy: 'InvocationsPerCopy',
  SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution: 'ConcurrentRequestsPerCopy',
};

/** The metric that a target tracking policy follows. Undefined for step scaling, metric math and unknown predefined metrics. */
export function metricOfPolicy(policy: Policy): Metric | undefined {
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  const custom = tracking?.CustomizedMetricSpecification;
  if (custom?.MetricName !== undefined && custom.Namespace !== undefined) {
    return published(custom.Namespace, custom.MetricName, custom.Dimensions);
  }
  const metric = PREDEFINED[tracking?.PredefinedMetricSpecification?.PredefinedMetricType ?? ''];
  const { endpoint, variant, component } = ownerOf(policy.ResourceId);
  if (metric === undefined) return undefined;
  const dimensions: Record<string, string> =
    component === undefined
      ? { EndpointName: endpoint ?? '', VariantName: variant ?? '' }
      : { InferenceComponentName: component };
  return { namespace: SAGEMAKER, metric, dimensions, statistic: 'SampleCount' };
}

/** The metric of an alarm. Undefined where it is an expression. */
export function metricOfAlarm({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: dimensions,
}: Alarm): Metric | undefined {
  if (namespace === undefined || metric === undefined) return undefined;
  return published(namespace, metric, dimensions);
}

function published(namespace: string, metric: string, list: readonly { Name: string; Value: string }[] = []): Metric {
  const dimensions = Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
  return { namespace, metric, dimensions, statistic: 'SampleCount' };
}

/** The metrics that can be pasted, with where they are published. Longer names first: one is a part of another. */
const PASTED_METRICS: readonly (readonly [metric: string, namespace: string, usual: string | null])[] = [
  ['InvocationsPerInstance', SAGEMAKER, 'Sum'],
  ...INFERENCE_OPTIONS.filter(({ running }) => running?.queued !== undefined).flatMap(({ running }) =>
    (running?.requests ?? []).toReversed().map((metric) => [metric, SAGEMAKER, 'Sum'] as const),
  ),
  ['Invocations', SAGEMAKER, 'Sum'],
  ['ModelLatency', SAGEMAKER, null],
  ['ConcurrentRequestsPerModel', SAGEMAKER, null],
  ['ConcurrentRequestsPerCopy', SAGEMAKER, null],
  ['ApproximateBacklogSize', SAGEMAKER, null],
  ['ServerlessConcurrentExecutionsUtilization', SAGEMAKER, null],
  ['ServerlessProvisionedConcurrencyUtilization', SAGEMAKER, null],
  ['CPUUtilization', HOSTS, null],
  ['GPUUtilization', HOSTS, null],
  ['MemoryUtilization', HOSTS, null],
];

/** The statistics that can be pasted, by what a label calls them. */
const PASTED_STATISTICS: readonly (readonly [pattern: RegExp, statistic: string])[] = [
  [/p95/i, 'p95'],
  [/p99/i, 'p99'],
  [/sample/i, 'SampleCount'],
  [/average|avg|mean/i, 'Average'],
  [/max/i, 'Maximum'],
  [/sum/i, 'Sum'],
];

/** The metric and the statistic that a label names, or why it names none. */
export function metricOfLabel(label: string): Pick<Wanted, 'namespace' | 'metric' | 'statistic'> | string {
  const known = PASTED_METRICS.find(([metric]) => label.toLowerCase().includes(metric.toLowerCase()));
  if (known === undefined) return 'Its Label names no metric that is used.';
  const [metric, namespace, usual] = known;
  const rest = label.replaceAll(metric, ' ');
  const statistic = PASTED_STATISTICS.find(([pattern]) => pattern.test(rest))?.[1] ?? usual;
  return statistic === null ? 'Its Label names no statistic.' : { namespace, metric, statistic };
}
