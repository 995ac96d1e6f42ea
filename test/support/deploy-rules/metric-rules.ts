import type { Resource, Template, Value } from '../../../src/deploy/template.ts';
import { at, each, list, type Named, type Rule, resourcesOf, same, variantsOf } from './rule.ts';

const ERRORS = ['Average', 'Sum'];
const GAUGE = ['Average', 'Maximum'];
const SUM = ['Sum'];
const ALL = [...GAUGE, 'Minimum', 'Sum'];

/**
 * Metrics that exist, with the statistics that they are published with (DG monitoring-cloudwatch, async-inference-monitor,
 * serverless-endpoints-monitoring, endpoint-auto-scaling-zero-instances, 2026-09). Others are refused.
 */
const PUBLISHED: Readonly<Record<string, readonly string[]>> = {
  'AWS/SageMaker Invocation4XXErrors': ERRORS,
  'AWS/SageMaker Invocation5XXErrors': ERRORS,
  'AWS/SageMaker ModelLatency': [...ALL, 'p95'],
  'AWS/SageMaker Invocations': SUM,
  'AWS/SageMaker InvocationsPerInstance': SUM,
  'AWS/SageMaker NoCapacityInvocationFailures': SUM,
  'AWS/SageMaker ApproximateBacklogSize': GAUGE,
  'AWS/SageMaker ApproximateBacklogSizePerInstance': ['Average'],
  'AWS/SageMaker ApproximateAgeOfOldestRequest': GAUGE,
  'AWS/SageMaker HasBacklogWithoutCapacity': ['Average'],
  'AWS/SageMaker InvocationFailures': SUM,
  'AWS/SageMaker ExpiredRequests': SUM,
  // AWS's page has the second spelling, others the first.
  'AWS/SageMaker InvocationsProcessed': SUM,
  'AWS/SageMaker InvocationsProcesssed': SUM,
  'AWS/SageMaker OverheadLatency': GAUGE,
  'AWS/SageMaker ModelLoadingWaitTime': ALL,
  'AWS/SageMaker FirstChunkLatency': [...ALL, 'p95'],
  'AWS/SageMaker ServerlessConcurrentExecutionsUtilization': GAUGE,
  '/aws/sagemaker/Endpoints GPUMemoryUtilization': GAUGE,
  'AWS/States ExecutionsFailed': SUM,
  'AWS/States ExecutionsTimedOut': SUM,
  'AWS/SQS ApproximateNumberOfMessagesVisible': [...GAUGE, 'Sum'],
};

/** A metric as an alarm or a tracking policy names it. */
interface Reading {
  readonly id: string;
  readonly properties: unknown;
  readonly statistic: unknown;
}

function readingsIn(template: Template): Reading[] {
  const alarms = alarmsIn(template).flatMap(([id, { Properties }]) => readingsOf(id, Properties));
  const policies = trackingIn(template).flatMap(([id, { Properties }]) => {
    const metric = at(Properties, 'TargetTrackingScalingPolicyConfiguration', 'CustomizedMetricSpecification');
    return metric === undefined ? [] : [{ id, properties: metric, statistic: at(metric, 'Statistic') }];
  });
  return [...alarms, ...policies];
}

/** One metric, or each of those that an expression is made of. */
function readingsOf(id: string, properties: Resource['Properties']): Reading[] {
  const metrics = list(properties['Metrics']).flatMap((metric) => at(metric, 'MetricStat') ?? []);
  if (metrics.length === 0)
    return [{ id, properties, statistic: properties['Statistic'] ?? properties['ExtendedStatistic'] }];
  return metrics.map((metric) => ({ id, properties: at(metric, 'Metric'), statistic: at(metric, 'Stat') }));
}

export const alarmsIn = (template: Template): Named[] => resourcesOf(template, 'AWS::CloudWatch::Alarm');
const targetsIn = (template: Template): Named[] => resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget');
const policiesIn = (template: Template): Named[] => resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy');
const trackingIn = (template: Template): Named[] =>
  policiesIn(template).filter(([, { Properties }]) => Properties['PolicyType'] === 'TargetTrackingScaling');

const ofReadings = (
  says: string,
  fault: (reading: Reading, template: Template) => string | false | undefined,
): Rule => ({
  says,
  faults: (template) =>
    readingsIn(template).flatMap((reading) => {
      const found = fault(reading, template);
      return found ? [`${reading.id}: ${found}`] : [];
    }),
});

const metricOf = ({ properties }: Reading): string => `${at(properties, 'Namespace')} ${at(properties, 'MetricName')}`;

/** The value that a dimension has to have: the stack's name, or one that CloudFormation makes up, by its attribute. */
const DIMENSION_VALUES: Readonly<Record<string, (value: unknown, template: Template) => boolean>> = {
  EndpointName: (value) => same(value, { Ref: 'AWS::StackName' }),
  VariantName: (value, template) => variantsOf(template).some(({ variant }) => at(variant, 'VariantName') === value),
  InferenceComponentName: (value, template) => componentNames(template).some((name) => same(value, name as Value)),
  StateMachineArn: (value) => same(value, { Ref: 'Run' }),
  QueueName: (value) => at(value, 'Fn::GetAtt', 1) === 'QueueName',
};

const componentNames = (template: Template): unknown[] =>
  resourcesOf(template, 'AWS::SageMaker::InferenceComponent').map(
    ([, { Properties }]) => Properties['InferenceComponentName'],
  );

const MINUTE = 60;
const DAY = 86_400;

const WAKE: Readonly<Record<string, string>> = {
  'sagemaker:variant:DesiredInstanceCount': 'HasBacklogWithoutCapacity',
  'sagemaker:inference-component:DesiredCopyCount': 'NoCapacityInvocationFailures',
};

/** Alarms that trigger a step policy which adds capacity to a target. */
function wakersOf(targetId: string, template: Template): Named[] {
  const policies = policiesIn(template)
    .filter(([, { Properties }]) => at(Properties, 'ScalingTargetId', 'Ref') === targetId)
    .filter(([, { Properties }]) => {
      const steps = at(Properties, 'StepScalingPolicyConfiguration', 'StepAdjustments');
      return list(steps).some((step) => Number(at(step, 'ScalingAdjustment')) > 0);
    })
    .map(([id]) => id);
  return alarmsIn(template).filter(([, { Properties }]) =>
    list(Properties['AlarmActions']).some((action) => policies.includes(String(at(action, 'Ref')))),
  );
}

const startsAtOne = ({ ComparisonOperator, Threshold }: Readonly<Record<string, unknown>>): boolean =>
  ComparisonOperator === 'GreaterThanOrEqualToThreshold' ? Number(Threshold) <= 1 : Number(Threshold) < 1;

export const METRIC_RULES: readonly Rule[] = [
  ofReadings('A metric exists, and has a statistic that it is published with', (reading) => {
    const isPublished = PUBLISHED[metricOf(reading)]?.includes(String(reading.statistic));
    return !isPublished && `${reading.statistic} of ${metricOf(reading)}`;
  }),
  ofReadings('A dimension has the name of what it means, not its ARN', ({ properties }, template) =>
    list(at(properties, 'Dimensions'))
      .filter((dimension) => !DIMENSION_VALUES[String(at(dimension, 'Name'))]?.(at(dimension, 'Value'), template))
      .map((dimension) => JSON.stringify(dimension))
      .join(' '),
  ),
  each('An alarm looks at whole minutes, for a day at most', alarmsIn, ({ Period, Metrics, EvaluationPeriods }) => {
    const period = Number(Period ?? at(list(Metrics), 1, 'MetricStat', 'Period'));
    return !(period >= MINUTE && period % MINUTE === 0 && period * Number(EvaluationPeriods) <= DAY) && `${period} s`;
  }),
  each(
    'An alarm says what missing data means',
    alarmsIn,
    ({ TreatMissingData }) => TreatMissingData === undefined && 'nothing',
  ),
  each(
    'An alarm needs at most as many points as it looks at',
    alarmsIn,
    ({ DatapointsToAlarm, EvaluationPeriods }) =>
      !(Number(DatapointsToAlarm) <= Number(EvaluationPeriods)) && `${DatapointsToAlarm} of ${EvaluationPeriods}`,
  ),
  {
    says: 'There is an alarm on errors, and one on latency, load or waiting',
    faults(template) {
      const metrics = alarmsIn(template).flatMap(([id, { Properties }]) =>
        readingsOf(id, Properties).map(({ properties }) => String(at(properties, 'MetricName'))),
      );
      const lacks = (pattern: RegExp, what: string) => (metrics.some((name) => pattern.test(name)) ? [] : [what]);
      return [
        ...lacks(/Errors$|Failures$|Failed$/, 'none on errors'),
        ...lacks(/Latency$|Utilization$|AgeOfOldest|TimedOut$/, 'none on latency'),
      ];
    },
  },
  each(
    'A target is a variant or a component of this template',
    targetsIn,
    ({ ResourceId, ScalableDimension }, template) => {
      const id = String(at(ResourceId, 'Fn::Sub'));
      const names = variantsOf(template).map(({ variant }) => at(variant, 'VariantName'));
      const variants = names.map((name) => `endpoint/\${Endpoint.EndpointName}/variant/${name}`);
      const ids = componentNames(template).map((name) => `inference-component/${at(name, 'Fn::Sub')}`);
      const known = String(ScalableDimension).includes('variant') ? variants : ids;
      return !known.includes(id) && id;
    },
  ),
  each(
    'A tracking policy states both cool-downs',
    trackingIn,
    ({ TargetTrackingScalingPolicyConfiguration: policy }) => {
      const stated = [at(policy, 'ScaleInCooldown'), at(policy, 'ScaleOutCooldown')];
      return stated.includes(undefined) && 'one is missing';
    },
  ),
  {
    says: 'What goes to zero is woken by its first request',
    faults: (template) =>
      targetsIn(template)
        .filter(([, { Properties }]) => Number(Properties['MinCapacity']) === 0)
        .filter(([id, { Properties }]) => {
          const metric = WAKE[String(Properties['ScalableDimension'])];
          return !wakersOf(id, template).some(
            ([, alarm]) => alarm.Properties['MetricName'] === metric && startsAtOne(alarm.Properties),
          );
        })
        .map(([id]) => `${id}: stranded at zero`),
  },
];
