import { listAt, numberAt, objectAt, objectsAt, type Properties, type Resource, textAt } from './read-template.ts';

// The alarms and scaling policies of a template, each as plain figures.

/** A series of figures in CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** How an alarm takes a minute without data. */
export type Missing = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface Alarm {
  /** Logical ID in the template. */
  readonly id: string;
  readonly metric: Metric;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: string;
  readonly missing: Missing;
}

/** Application Auto Scaling keeps the metric near a target, with its own two alarms. */
export interface Tracking {
  readonly metric: Metric;
  readonly target: number;
  /** In seconds. */
  readonly outCooldown: number;
  readonly inCooldown: number;
  readonly scalesIn: boolean;
  /** Its metric comes every 10 s instead of every minute. */
  readonly isQuick: boolean;
}

/** A policy that an alarm of the template runs. */
export interface Step {
  readonly alarm: Alarm;
  readonly type: string;
  readonly cooldown: number;
  readonly adjustments: readonly { readonly from: number; readonly to: number; readonly by: number }[];
}

/** Where a policy names no cooldown (DG `endpoint-auto-scaling-policy`, 2026-09). */
const DEFAULT_COOLDOWN_SECONDS = 300;

/** What of a template scales something. */
export interface Scaler {
  readonly alarms: readonly Resource[];
  readonly policies: readonly Resource[];
  readonly targets: readonly Resource[];
  /** Scheduled actions beside a target, as Terraform has them. */
  readonly actions: readonly Resource[];
}

/** Between what something scales, and by which policies. */
export interface Scaled {
  readonly min: number;
  readonly max: number;
  /** The highest minimum that a scheduled action sets, NaN where it is a parameter; undefined without any. */
  readonly scheduledMin: number | undefined;
  /** The template says how many: none of the counts is a parameter without a default. */
  readonly isCounted: boolean;
  readonly tracking: readonly Tracking[];
  readonly steps: readonly Step[];
}

/** What Application Auto Scaling does with a resource; a fixed number where nothing registers it. */
export function scalingOf(
  resourceId: string,
  dimension: string,
  initial: number | undefined,
  { targets, policies, alarms, actions }: Scaler,
): Scaled {
  const target = targets.find(
    ({ properties }) =>
      textAt(properties, 'ResourceId') === resourceId && textAt(properties, 'ScalableDimension') === dimension,
  );
  const start = initial ?? 1;
  if (target === undefined)
    return {
      min: start,
      max: start,
      scheduledMin: undefined,
      isCounted: initial !== undefined,
      tracking: [],
      steps: [],
    };
  const isOfTarget = ({ properties }: Resource): boolean =>
    textAt(properties, 'ResourceId') === resourceId && textAt(properties, 'ScalableDimension') === dimension;
  const own = policies.filter(
    (policy) => textAt(policy.properties, 'ScalingTargetId') === `\${${target.id}}` || isOfTarget(policy),
  );
  const scheduled = [
    ...objectsAt(target.properties, 'ScheduledActions'),
    ...actions.filter(isOfTarget).map(({ properties }) => properties),
  ].map((action) => numberAt(objectAt(action, 'ScalableTargetAction'), 'MinCapacity') ?? NaN);
  const [min, max] = [numberAt(target.properties, 'MinCapacity'), numberAt(target.properties, 'MaxCapacity')];
  return {
    min: min ?? start,
    max: max ?? Math.max(start, min ?? 0),
    scheduledMin: scheduled.length === 0 ? undefined : Math.max(...scheduled),
    isCounted: initial !== undefined && min !== undefined && max !== undefined,
    tracking: own.flatMap(({ properties }) => trackingOf(properties, resourceId)),
    steps: own.flatMap((policy) => stepsOf(policy, alarms)),
  };
}

function trackingOf(properties: Properties, resourceId: string): Tracking[] {
  const settings = objectAt(properties, 'TargetTrackingScalingPolicyConfiguration');
  const target = numberAt(settings, 'TargetValue');
  if (textAt(properties, 'PolicyType') !== 'TargetTrackingScaling' || target === undefined) return [];
  const predefined = textAt(objectAt(settings, 'PredefinedMetricSpecification'), 'PredefinedMetricType') ?? '';
  const custom = objectAt(settings, 'CustomizedMetricSpecification');
  return [
    {
      metric: predefined ? predefinedMetric(predefined, resourceId) : metricOf(custom, 'Statistic'),
      target,
      outCooldown: numberAt(settings, 'ScaleOutCooldown') ?? DEFAULT_COOLDOWN_SECONDS,
      inCooldown: numberAt(settings, 'ScaleInCooldown') ?? DEFAULT_COOLDOWN_SECONDS,
      scalesIn: textAt(settings, 'DisableScaleIn') !== 'true',
      isQuick: predefined.endsWith('HighResolution'),
    },
  ];
}

/** What each predefined metric stands for (DG `endpoint-auto-scaling-add-code-define`, 2026-09). */
const PREDEFINED: Readonly<Record<string, readonly [name: string, statistic: string]>> = {
  SageMakerVariantInvocationsPerInstance: ['InvocationsPerInstance', 'Sum'],
  SageMakerVariantConcurrentRequestsPerModelHighResolution: ['ConcurrentRequestsPerModel', 'Max'],
  SageMakerInferenceComponentInvocationsPerCopy: ['InvocationsPerCopy', 'Sum'],
  SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution: ['ConcurrentRequestsPerCopy', 'Max'],
};

/** Application Auto Scaling takes the dimensions from the resource that it scales. */
function predefinedMetric(type: string, resourceId: string): Metric {
  const [name, statistic] = PREDEFINED[type] ?? [type, 'Average'];
  const [kind, first = '', , second = ''] = resourceId.split('/');
  const dimensions: Record<string, string> =
    kind === 'endpoint' ? { EndpointName: first, VariantName: second } : { InferenceComponentName: first };
  return { namespace: 'AWS/SageMaker', name, dimensions, statistic };
}

function metricOf(properties: Properties, statisticKey: string): Metric {
  const dimensions = objectsAt(properties, 'Dimensions').map(
    (dimension) => [textAt(dimension, 'Name') ?? '', textAt(dimension, 'Value') ?? ''] as const,
  );
  return {
    namespace: textAt(properties, 'Namespace') ?? '',
    name: textAt(properties, 'MetricName') ?? '',
    dimensions: Object.fromEntries(dimensions),
    statistic: textAt(properties, statisticKey) ?? textAt(properties, 'ExtendedStatistic') ?? '',
  };
}

export const actionsOf = ({ properties }: Resource): string[] => listAt(properties, 'AlarmActions').map(String);

function stepsOf({ id, properties }: Resource, alarms: readonly Resource[]): Step[] {
  if (textAt(properties, 'PolicyType') !== 'StepScaling') return [];
  const settings = objectAt(properties, 'StepScalingPolicyConfiguration');
  const adjustments = objectsAt(settings, 'StepAdjustments').map((step) => ({
    from: numberAt(step, 'MetricIntervalLowerBound') ?? -Infinity,
    to: numberAt(step, 'MetricIntervalUpperBound') ?? Infinity,
    by: numberAt(step, 'ScalingAdjustment') ?? 0,
  }));
  return alarms
    .filter((alarm) => actionsOf(alarm).includes(`\${${id}}`))
    .map((alarm) => ({
      alarm: alarmOf(alarm),
      type: textAt(settings, 'AdjustmentType') ?? '',
      cooldown: numberAt(settings, 'Cooldown') ?? DEFAULT_COOLDOWN_SECONDS,
      adjustments,
    }));
}

export function alarmOf({ id, properties }: Resource): Alarm {
  const periods = numberAt(properties, 'EvaluationPeriods') ?? 1;
  return {
    id,
    metric: metricOf(properties, 'Statistic'),
    periodSeconds: numberAt(properties, 'Period') ?? 60,
    evaluationPeriods: periods,
    datapointsToAlarm: numberAt(properties, 'DatapointsToAlarm') ?? periods,
    threshold: numberAt(properties, 'Threshold') ?? 0,
    comparison: textAt(properties, 'ComparisonOperator') ?? '',
    // CloudWatch's own default.
    missing: (textAt(properties, 'TreatMissingData') ?? 'missing') as Missing,
  };
}
