import type { Resource, Template, Value } from '../../../src/deploy/template.ts';
import {
  at,
  countIn,
  each,
  type Kind,
  kindOf,
  list,
  type Named,
  type Rule,
  resourcesOf,
  same,
  variantsOf,
} from './rule.ts';

const EV = 'EndpointName, VariantName';
const E = 'EndpointName';
const IC = 'InferenceComponentName';

interface Published {
  readonly dimensions: readonly string[];
  readonly statistics: readonly string[];
  readonly by: readonly Kind[];
}

const INSTANCES: readonly Kind[] = ['real-time', 'components'];
const ALL: readonly Kind[] = [...INSTANCES, 'serverless', 'asynchronous'];
const QUEUE: readonly Kind[] = ['asynchronous'];
const PERCENTILES = ['Average', 'Maximum', 'Minimum', 'Sum', 'p95'];

/**
 * Metrics that exist, with the dimensions and statistics that they are published with (DG monitoring-cloudwatch,
 * async-inference-monitor, serverless-endpoints-monitoring, endpoint-auto-scaling-zero-instances, 2026-09). Others are refused.
 */
const PUBLISHED: Readonly<Record<string, Published>> = {
  'AWS/SageMaker Invocation4XXErrors': { dimensions: [EV, IC], statistics: ['Average', 'Sum'], by: ALL },
  'AWS/SageMaker Invocation5XXErrors': { dimensions: [EV, IC], statistics: ['Average', 'Sum'], by: ALL },
  'AWS/SageMaker ModelLatency': { dimensions: [EV, IC], statistics: PERCENTILES, by: ALL },
  'AWS/SageMaker Invocations': { dimensions: [EV, IC], statistics: ['Sum'], by: [...INSTANCES, 'serverless'] },
  'AWS/SageMaker InvocationsPerInstance': { dimensions: [EV], statistics: ['Sum'], by: ['real-time'] },
  'AWS/SageMaker NoCapacityInvocationFailures': { dimensions: [IC], statistics: ['Sum'], by: ['components'] },
  'AWS/SageMaker ApproximateBacklogSize': { dimensions: [E], statistics: ['Average', 'Maximum'], by: QUEUE },
  'AWS/SageMaker ApproximateBacklogSizePerInstance': { dimensions: [E], statistics: ['Average'], by: QUEUE },
  'AWS/SageMaker ApproximateAgeOfOldestRequest': { dimensions: [E], statistics: ['Average', 'Maximum'], by: QUEUE },
  'AWS/SageMaker HasBacklogWithoutCapacity': { dimensions: [E], statistics: ['Average'], by: QUEUE },
  'AWS/SageMaker InvocationFailures': { dimensions: [EV], statistics: ['Sum'], by: QUEUE },
  'AWS/SageMaker ExpiredRequests': { dimensions: [EV], statistics: ['Sum'], by: QUEUE },
  // AWS's page has the second spelling, others the first.
  'AWS/SageMaker InvocationsProcessed': { dimensions: [EV], statistics: ['Sum'], by: QUEUE },
  'AWS/SageMaker InvocationsProcesssed': { dimensions: [EV], statistics: ['Sum'], by: QUEUE },
  'AWS/SageMaker OverheadLatency': { dimensions: [EV, IC], statistics: ['Average', 'Maximum'], by: INSTANCES },
  'AWS/SageMaker ModelLoadingWaitTime': {
    dimensions: [EV],
    statistics: ['Average', 'Maximum', 'Minimum', 'Sum'],
    by: ['real-time'],
  },
  'AWS/SageMaker FirstChunkLatency': { dimensions: [EV, IC], statistics: PERCENTILES, by: INSTANCES },
  'AWS/SageMaker ServerlessConcurrentExecutionsUtilization': {
    dimensions: [EV],
    statistics: ['Average', 'Maximum'],
    by: ['serverless'],
  },
  '/aws/sagemaker/Endpoints GPUMemoryUtilization': {
    dimensions: [EV],
    statistics: ['Average', 'Maximum'],
    by: ['real-time', 'asynchronous'],
  },
  'AWS/States ExecutionsFailed': { dimensions: ['StateMachineArn'], statistics: ['Sum'], by: ['batch'] },
  'AWS/States ExecutionsTimedOut': { dimensions: ['StateMachineArn'], statistics: ['Sum'], by: ['batch'] },
  'AWS/SQS ApproximateNumberOfMessagesVisible': {
    dimensions: ['QueueName'],
    statistics: ['Maximum', 'Average', 'Sum'],
    by: ['batch', 'serverless'],
  },
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

const dimensionsOf = ({ properties }: Reading): string =>
  list(at(properties, 'Dimensions'))
    .map((dimension) => String(at(dimension, 'Name')))
    .join(', ');

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

/** What a target may be tracked by, by what it scales. */
const TRACKED: Readonly<Record<string, RegExp>> = {
  'sagemaker:variant:DesiredInstanceCount': /^SageMakerVariant(?:InvocationsPerInstance|ConcurrentRequests)/,
  'sagemaker:inference-component:DesiredCopyCount':
    /^SageMakerInferenceComponent(?:InvocationsPerCopy|ConcurrentRequests)/,
};

const WAKE: Readonly<Record<string, string>> = {
  'sagemaker:variant:DesiredInstanceCount': 'HasBacklogWithoutCapacity',
  'sagemaker:inference-component:DesiredCopyCount': 'NoCapacityInvocationFailures',
};

const targetOf = (properties: unknown, template: Template): unknown =>
  template.Resources[String(at(properties, 'ScalingTargetId', 'Ref'))]?.Properties;

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
  ofReadings('A metric exists, and what serves here publishes it', (reading, template) => {
    const published = PUBLISHED[metricOf(reading)];
    return !published?.by.includes(kindOf(template)) && metricOf(reading);
  }),
  ofReadings('A metric has the dimensions that it is published with', (reading) => {
    const published = PUBLISHED[metricOf(reading)];
    return published && !published.dimensions.includes(dimensionsOf(reading)) && dimensionsOf(reading);
  }),
  ofReadings('A metric has a statistic that it is published with', (reading) => {
    const published = PUBLISHED[metricOf(reading)];
    return published && !published.statistics.includes(String(reading.statistic)) && String(reading.statistic);
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
    'A minimum is at most its maximum, and a maximum at least 1',
    targetsIn,
    ({ MinCapacity, MaxCapacity }, template) => {
      const [min = 0, max = 0] = [MinCapacity, MaxCapacity].map((count) => countIn(template, count));
      return !(min >= 0 && min <= max && max >= 1) && `${min} to ${max}`;
    },
  ),
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
  each('A queue is tracked by its backlog, everything else by its load', trackingIn, (properties, template) => {
    const policy = properties['TargetTrackingScalingPolicyConfiguration'];
    const predefined = String(at(policy, 'PredefinedMetricSpecification', 'PredefinedMetricType'));
    if (kindOf(template) === 'asynchronous') return predefined !== 'undefined' && predefined;
    const dimension = String(at(targetOf(properties, template), 'ScalableDimension'));
    return !TRACKED[dimension]?.test(predefined) && predefined;
  }),
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
  {
    says: 'Only a queue and components go to zero',
    faults: (template) =>
      targetsIn(template)
        .filter(([, { Properties }]) => Number(Properties['MinCapacity']) === 0)
        .filter(() => !['asynchronous', 'components'].includes(kindOf(template)))
        .map(([id]) => `${id}: 0 instances`),
  },
];
