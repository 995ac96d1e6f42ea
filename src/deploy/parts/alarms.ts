import { QUOTAS } from '../../recommender/index.ts';
import { type DeploymentFacts, rounded, secondsOf } from '../facts.ts';
import { getAtt, iff, isGiven, NO_VALUE, type Part, type Resource, ref, type Value } from '../template.ts';

/** Where alarms are sent: a topic of the team's, or nowhere. */
export const ALARM_TOPIC: Part = {
  parameters: {
    AlarmTopicArn: {
      Type: 'String',
      Description: 'SNS topic that alarms notify. Empty: they show in CloudWatch alone.',
      Default: '',
      AllowedPattern: '^$|^arn:aws[a-z-]*:sns:.+$',
      ConstraintDescription: 'The ARN of an SNS topic, or empty.',
    },
  },
  conditions: { HasAlarmTopic: isGiven('AlarmTopicArn') },
};

/** What an alarm watches. */
export interface Watch {
  /** Which state it tells of and what to do, in a sentence or two. */
  readonly description: string;
  readonly namespace?: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, Value>>;
  /** `p95` is a percentile. */
  readonly statistic: 'Average' | 'Sum' | 'Maximum' | 'p95';
  readonly comparison: 'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  /** Seconds; 60 or a multiple. */
  readonly period?: number;
  /** M of N periods. */
  readonly points?: readonly [breaching: number, of: number];
  /** What a period without data means. Idle endpoints publish neither errors nor latency. */
  readonly missing?: 'notBreaching' | 'breaching' | 'missing';
  /** In place of the topic: the policy that the alarm triggers. */
  readonly triggers?: Value;
}

const PERIOD = 60;

export function alarm(watch: Watch): Resource {
  const [breaching, of] = watch.points ?? [3, 5];
  const topic = iff('HasAlarmTopic', [ref('AlarmTopicArn')], NO_VALUE);
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: watch.description,
      Namespace: watch.namespace ?? 'AWS/SageMaker',
      MetricName: watch.metric,
      Dimensions: Object.entries(watch.dimensions).map(([Name, value]) => ({ Name, Value: value })),
      ...(watch.statistic === 'p95' ? { ExtendedStatistic: 'p95' } : { Statistic: watch.statistic }),
      Period: watch.period ?? PERIOD,
      EvaluationPeriods: of,
      DatapointsToAlarm: breaching,
      ComparisonOperator: watch.comparison,
      Threshold: watch.threshold,
      TreatMissingData: watch.missing ?? 'notBreaching',
      AlarmActions: watch.triggers === undefined ? topic : [watch.triggers],
    },
  };
}

/** The stack's, known beforehand: alarms are there before the endpoint, which rolls back on them. */
export const ENDPOINT_NAME = ref('AWS::StackName');

export const variantDimensions = (variant: string): Record<string, Value> => ({
  EndpointName: ENDPOINT_NAME,
  VariantName: variant,
});

/** The share of requests that may fail: ours. One in a hundred is noticed, a single failure is not. */
const ERROR_SHARE_MAX = 0.01;

const MICROSECONDS = 1_000_000;

/** Errors and latency, of a variant or of an inference component. */
export function servingAlarms(
  facts: DeploymentFacts,
  dimensions: Readonly<Record<string, Value>>,
  id: string,
  of: string,
): Record<string, Resource> {
  const { seconds, why } = latencyMax(facts);
  return {
    [`${id}Errors`]: alarm({
      description: `Over 1 % of requests to ${of} fail with a server error. See its logs.`,
      metric: 'Invocation5XXErrors',
      dimensions,
      statistic: 'Average',
      comparison: 'GreaterThanThreshold',
      threshold: ERROR_SHARE_MAX,
    }),
    [`${id}Latency`]: alarm({
      description: `p95 latency of ${of} is over ${why}, in µs.`,
      metric: 'ModelLatency',
      dimensions,
      statistic: 'p95',
      comparison: 'GreaterThanThreshold',
      threshold: rounded(seconds * MICROSECONDS),
    }),
  };
}

/** Above which latency somebody should look: what callers need, else twice what was stated, else what AWS cuts off. */
function latencyMax(facts: DeploymentFacts): { seconds: number; why: string } {
  const { responseTimeSeconds, requiresStreaming = 'none' } = facts.workload;
  const cutOff = {
    none: QUOTAS.realTimeProcessing.value,
    response: QUOTAS.realTimeResponseStream.value,
    bidirectional: QUOTAS.realTimeBidirectionalStream.value,
  }[requiresStreaming];
  const seconds = secondsOf(facts);
  if (requiresStreaming === 'none' && responseTimeSeconds !== undefined && responseTimeSeconds < cutOff) {
    return { seconds: responseTimeSeconds, why: 'what callers need' };
  }
  if (seconds !== undefined && seconds * 2 < cutOff)
    return { seconds: seconds * 2, why: `twice what ${facts.serving.writesTokens ? 'is expected' : 'was stated'}` };
  return { seconds: cutOff * 0.9, why: `90 % of the ${cutOff} s limit` };
}

/** Rings while the queue of what schedules could not start holds anything. */
export const failedStartsAlarm = (description: string): Resource =>
  alarm({
    description,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: getAtt('FailedStarts', 'QueueName') },
    statistic: 'Maximum',
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    period: 300,
    points: [1, 1],
  });
