import { page } from '../../account/findings/rule.ts';
import { PREDEFINED, SAGEMAKER } from '../../account/metrics.ts';
import { bareName, Fields } from '../fields.ts';
import { metricsOf, resourceIdOf } from '../resource-index.ts';
import { type Declared, listOf } from '../templates/declared.ts';
import { isKnown } from '../templates/unknown-text.ts';
import type { Seen, TemplateRule } from './finding.ts';

type Server = 'real-time' | 'components' | 'serverless' | 'asynchronous';

/** A metric of AWS's: what publishes it, and by which dimensions. */
interface Published {
  readonly by: readonly Server[];
  readonly dimensions: readonly string[];
}

const VARIANT = 'EndpointName, VariantName';
const ENDPOINT = 'EndpointName';
const COMPONENT = 'InferenceComponentName';

const INSTANCES: readonly Server[] = ['real-time', 'components'];
const ALL: readonly Server[] = [...INSTANCES, 'serverless', 'asynchronous'];

const metrics = (names: string, by: readonly Server[], ...dimensions: string[]): [string, Published][] =>
  names.split(' ').map((name) => [name, { by, dimensions }]);

/**
 * Of the namespace AWS/SageMaker (sagemaker/latest/dg: monitoring-cloudwatch, async-inference-monitor, serverless-endpoints-monitoring,
 * endpoint-auto-scaling-zero-instances, read 2026-09). What isn't here isn't judged.
 */
const PUBLISHED = new Map<string, Published>([
  ...metrics('Invocation4XXErrors Invocation5XXErrors ModelLatency', ALL, VARIANT, COMPONENT),
  ...metrics('Invocations OverheadLatency', [...INSTANCES, 'serverless'], VARIANT, COMPONENT),
  ...metrics('InvocationsPerInstance ConcurrentRequestsPerModel', ['real-time'], VARIANT),
  ...metrics('InvocationsPerCopy ConcurrentRequestsPerCopy NoCapacityInvocationFailures', ['components'], COMPONENT),
  ...metrics(
    'ApproximateBacklogSize ApproximateBacklogSizePerInstance ApproximateAgeOfOldestRequest HasBacklogWithoutCapacity',
    ['asynchronous'],
    ENDPOINT,
  ),
  ...metrics('InvocationFailures ExpiredRequests', ['asynchronous'], VARIANT),
  ...metrics(
    'ServerlessConcurrentExecutionsUtilization ServerlessProvisionedConcurrencyUtilization',
    ['serverless'],
    VARIANT,
  ),
]);

/** What AWS's pages misspell (serverless-endpoints-monitoring): no such metric exists. */
const MISSPELLED: ReadonlySet<string> = new Set(['Invocations4XXErrors', 'Invocations5XXErrors']);

const MONITORING = page('Metrics in CloudWatch', 'sagemaker/latest/dg/monitoring-cloudwatch');

const serverOf = ({ runs }: Seen): Server | undefined => {
  if (runs.hosting === 'inference-components') return 'components';
  return runs.option === 'real-time' || runs.option === 'serverless' || runs.option === 'asynchronous'
    ? runs.option
    : undefined;
};

/** Why a metric of SageMaker's never has data here; undefined where it may have some. */
function whyUnpublished(seen: Seen, metric: Fields): string | undefined {
  const name = metric.raw('MetricName') ?? '';
  if (metric.raw('Namespace') !== SAGEMAKER) return undefined;
  if (MISSPELLED.has(name)) return `SageMaker publishes no ${name}; it is ${name.replace('Invocations', 'Invocation')}`;
  const published = PUBLISHED.get(name);
  const server = serverOf(seen);
  if (published === undefined || server === undefined) return undefined;
  if (!published.by.includes(server)) return `${SERVED[server]} never publishes ${name}`;
  const dimensions = metric.parts('Dimensions', '');
  const names = dimensions.map((one) => one.raw('Name') ?? '').toSorted();
  if (!names.every(isKnown)) return undefined;
  if (!published.dimensions.includes(names.join(', '))) {
    return `${name} is published by ${published.dimensions.join(' or ').replaceAll(', ', ' and ')}, not by ${names.join(' and ') || 'no dimension'}`;
  }
  const endpoint = dimensions.find((one) => one.raw('Name') === 'EndpointName')?.raw('Value') ?? '';
  const isArn = endpoint.startsWith('arn:') && bareName(endpoint) === seen.served.declared.name;
  return isArn ? `the dimension EndpointName has the ARN of the endpoint, not its name` : undefined;
}

const SERVED: Readonly<Record<Server, string>> = {
  'real-time': 'an endpoint without inference components',
  components: 'an endpoint with inference components',
  serverless: 'a serverless endpoint',
  asynchronous: 'an asynchronous endpoint',
};

function tracked(policy: Declared): Fields | undefined {
  const tracking = new Fields(policy.properties).part('TargetTrackingScalingPolicyConfiguration', '');
  const custom = tracking?.part('CustomizedMetricSpecification', '');
  if (custom?.has('MetricName')) return custom;
  const type = tracking?.part('PredefinedMetricSpecification', '')?.raw('PredefinedMetricType') ?? '';
  const name = Object.hasOwn(PREDEFINED, type) ? PREDEFINED[type] : undefined;
  if (name === undefined) return undefined;
  const isCopies = resourceIdOf(policy)?.startsWith('inference-component/') === true;
  const dimensions = isCopies ? [COMPONENT] : VARIANT.split(', ');
  return new Fields({
    Namespace: SAGEMAKER,
    MetricName: name,
    Dimensions: dimensions.map((Name) => ({ Name, Value: '?' })),
  });
}

const nameOf = ({ properties, address }: Declared, key: string): string => new Fields(properties).raw(key) ?? address;

const isAtFault = (metric: Readonly<Record<string, unknown>>): boolean =>
  metric['MetricName'] === 'Invocation4XXErrors' || metric['MetricName'] === 'Invocation5XXErrors';

/** A share never exceeds 1: each request counts 0 or 1. */
function neverTrips({ properties }: Declared): boolean {
  const fields = new Fields(properties);
  const threshold = fields.number('Threshold', '');
  if (!isAtFault(properties) || fields.raw('Statistic') !== 'Average' || threshold === undefined) return false;
  return fields.raw('ComparisonOperator') === 'GreaterThanThreshold' ? threshold >= 1 : threshold > 1;
}

export const METRIC_RULES: readonly TemplateRule[] = [
  {
    code: 'metric-never-published',
    severity: 'error',
    source: MONITORING,
    find: (seen) =>
      seen.served.policies.flatMap((policy) => {
        const metric = tracked(policy);
        const why = metric && whyUnpublished(seen, metric);
        return why === undefined ? [] : [`${nameOf(policy, 'PolicyName')} can't scale: ${why}.`];
      }),
  },
  {
    code: 'alarm-without-data',
    severity: 'warning',
    source: MONITORING,
    find: (seen) =>
      seen.served.alarms.flatMap((alarm) => {
        const why = metricsOf(alarm).flatMap((metric) => whyUnpublished(seen, new Fields(metric)) ?? [])[0];
        return why === undefined ? [] : [`The alarm ${alarm.address} never has data: ${why}.`];
      }),
  },
  {
    code: 'template-alarm-never-rings',
    severity: 'warning',
    source: MONITORING,
    find: ({ served }) =>
      served.alarms
        .filter((alarm) => listOf(alarm.properties['Metrics']).length === 0 && neverTrips(alarm))
        .map(
          (alarm) => `The alarm ${alarm.address} never rings: the average of errors is a share, which never exceeds 1.`,
        ),
  },
];
