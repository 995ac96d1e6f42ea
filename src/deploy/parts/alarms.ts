import type { DeploymentFacts } from '../facts.ts';
import { getAtt, iff, isGiven, type Part, type Resource, ref, type Value } from '../template.ts';

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

interface Raised {
  /** Which state it tells of and what to do, in a sentence or two. */
  readonly description: string;
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

export interface Watch extends Raised {
  readonly namespace?: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, Value>>;
  /** `p95` is a percentile. */
  readonly statistic: 'Average' | 'Sum' | 'Maximum' | 'p95';
}

/** Rings above a threshold. */
export const over = <Statistic extends Watch['statistic']>(statistic: Statistic, threshold: number) =>
  ({ statistic, comparison: 'GreaterThanThreshold', threshold }) as const;

/** Rings at one. */
export const ANY = { statistic: 'Sum', comparison: 'GreaterThanOrEqualToThreshold', threshold: 1 } as const;

/** Each period of five minutes rings by itself. */
export const EACH_PERIOD = { period: 300, points: [1, 1] } as const;

const PERIOD = 60;

/** M of N, where nothing else is said. */
const POINTS = [3, 5] as const;

const NAMESPACE = 'AWS/SageMaker';

const dimensionsOf = (dimensions: Watch['dimensions']): Value =>
  Object.entries(dimensions).map(([Name, value]) => ({ Name, Value: value }));

export const alarm = (watch: Watch): Resource =>
  alarmOn(watch, {
    Namespace: watch.namespace ?? NAMESPACE,
    MetricName: watch.metric,
    Dimensions: dimensionsOf(watch.dimensions),
    ...(watch.statistic === 'p95' ? { ExtendedStatistic: 'p95' } : { Statistic: watch.statistic }),
    Period: watch.period ?? PERIOD,
  });

interface Share extends Raised {
  readonly dimensions: Watch['dimensions'];
  readonly failed: string;
  /** By each name that it may be published under: only one of them has data. */
  readonly processed: readonly string[];
  /** Fewer failures in a period are a share of 0. */
  readonly least: number;
}

/** Watches which share of all `failed` is, where that isn't published. */
export const shareAlarm = (watch: Share): Resource => {
  const sum = (Id: string, MetricName: string): Value => ({
    Id,
    MetricStat: {
      Metric: { Namespace: NAMESPACE, MetricName, Dimensions: dimensionsOf(watch.dimensions) },
      Period: watch.period ?? PERIOD,
      Stat: 'Sum',
    },
    ReturnData: false,
  });
  const processed = watch.processed.map((metric, at) => [`processed${at + 1}`, metric] as const);
  // A metric without data has no value unless it is filled (CloudWatch using-metric-math, 2026-09).
  const filled = (id: string): string => `FILL(${id}, 0)`;
  const all = ['failed', ...processed.map(([id]) => id)].map(filled).join(' + ');
  const Expression = `IF(${filled('failed')} >= ${watch.least}, ${filled('failed')} / (${all}), 0)`;
  return alarmOn(watch, {
    Metrics: [
      { Id: 'share', Expression, ReturnData: true },
      sum('failed', watch.failed),
      ...processed.map(([id, metric]) => sum(id, metric)),
    ],
  });
};

function alarmOn(raised: Raised, metric: Readonly<Record<string, Value>>): Resource {
  const [breaching, of] = raised.points ?? POINTS;
  const topic = iff('HasAlarmTopic', [ref('AlarmTopicArn')], []);
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: raised.description,
      ...metric,
      EvaluationPeriods: of,
      DatapointsToAlarm: breaching,
      ComparisonOperator: raised.comparison,
      Threshold: raised.threshold,
      TreatMissingData: raised.missing ?? 'notBreaching',
      AlarmActions: raised.triggers === undefined ? topic : [raised.triggers],
    },
  };
}

/** The stack's, known beforehand: alarms are there before the endpoint, which rolls back on them. */
export const ENDPOINT_NAME = ref('AWS::StackName');

export const variantDimensions = (variant: string): Record<string, Value> => ({
  EndpointName: ENDPOINT_NAME,
  VariantName: variant,
});

/** Rings while the queue of what schedules could not start holds anything. */
export const failedStartsAlarm = (description: string): Resource =>
  alarm({
    description,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: getAtt('FailedStarts', 'QueueName') },
    ...ANY,
    statistic: 'Maximum',
    ...EACH_PERIOD,
  });

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

export interface Pace {
  /** Seconds. */
  readonly period: number;
  /** M of N periods. */
  readonly points: readonly [breaching: number, of: number];
  /** Of a quiet endpoint, how many and within what: a share of few says nothing, and three minutes in a row never have one. */
  readonly counted?: readonly [requests: string, within: string];
}

/**
 * With a request every minute by shares. With fewer by number: two within an hour, or with fewer than one every 5 min, which is
 * the period, each.
 */
export function paceOf(facts: DeploymentFacts): Pace {
  const perHour = requestsPerHour(facts) ?? Number.POSITIVE_INFINITY;
  if (perHour >= 60) return { period: 60, points: [3, 5] };
  return perHour >= 12
    ? { period: 300, points: [2, 12], counted: ['2 requests', ' within an hour'] }
    : { period: 300, points: [1, 1], counted: ['A request', ''] };
}

/** Seconds from the first failure of all that come until the alarm rings. */
export function ringsAfter(facts: DeploymentFacts): number {
  const { period, points, counted } = paceOf(facts);
  const [breaching] = points;
  if (counted === undefined) return breaching * period;
  return period + (breaching * SECONDS_PER_HOUR) / Math.max(Number.EPSILON, requestsPerHour(facts) ?? 0);
}
