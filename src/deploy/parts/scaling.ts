import { backlogTarget, isQueue, PLANNED_SHARE, QUOTAS, WAKE_ALARM_POINTS } from '../../recommender/index.ts';
import { type DeploymentFacts, instanceOf, rounded, secondsOf } from '../facts.ts';
import { type Resource, ref, sub, type Value } from '../template.ts';
import { ANY, alarm, ENDPOINT_NAME } from './alarms.ts';
import type { Counts } from './counts.ts';
import { scheduledActions } from './schedule.ts';

/** Seconds between two activities of a policy (AAS target-tracking-scaling-policy-overview, 2026): its default, stated. */
export const COOL_DOWN = QUOTAS.scalingCoolDown.value;

/**
 * Seconds after a scale-out before the next one, behind a metric of every 10 s: what was added serves by the time that an endpoint
 * can be scaled again, so waiting longer only leaves callers without capacity. Ours.
 */
const QUICK_COOL_DOWN = 60;

/** From `min` to `max`, and in the busy hours from more. */
export interface Bounds {
  readonly min: Value;
  readonly max: Value;
  readonly busyMin?: Value | undefined;
}

export const instancesTarget = (variant: string, bounds: Bounds): Resource =>
  scalableTarget(
    'sagemaker:variant:DesiredInstanceCount',
    sub(`endpoint/\${Endpoint.EndpointName}/variant/${variant}`),
    bounds,
  );

/** `dependsOn`: the resource whose name is in the ID, where no reference says so. */
export const scalableTarget = (
  dimension: string,
  resourceId: Value,
  { min, max, busyMin }: Bounds,
  dependsOn?: string,
): Resource => ({
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  ...(dependsOn !== undefined && { DependsOn: dependsOn }),
  Properties: {
    ServiceNamespace: 'sagemaker',
    ScalableDimension: dimension,
    ResourceId: resourceId,
    MinCapacity: min,
    MaxCapacity: max,
    ...(busyMin !== undefined && { ScheduledActions: scheduledActions({ min, busyMin }) }),
  },
});

/** A metric that Application Auto Scaling knows by name, or one of CloudWatch's. */
type Metric =
  | { readonly PredefinedMetricSpecification: { readonly PredefinedMetricType: string } }
  | { readonly CustomizedMetricSpecification: Readonly<Record<string, Value>> };

export const trackingPolicy = (
  name: string,
  target: string,
  metric: Metric,
  value: number,
  coolDowns: { readonly out: number; readonly in: number } = { out: COOL_DOWN, in: COOL_DOWN },
): Resource => ({
  Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  Properties: {
    PolicyName: name,
    PolicyType: 'TargetTrackingScaling',
    ScalingTargetId: ref(target),
    TargetTrackingScalingPolicyConfiguration: {
      ...metric,
      TargetValue: value,
      ScaleOutCooldown: coolDowns.out,
      ScaleInCooldown: coolDowns.in,
    },
  },
});

/** Adds one as soon as its alarm rings: target tracking alone leaves zero late or never. */
export const wakePolicy = (target: string, coolDown: number): Resource => ({
  Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  Properties: {
    PolicyName: 'wake-up',
    PolicyType: 'StepScaling',
    ScalingTargetId: ref(target),
    StepScalingPolicyConfiguration: {
      AdjustmentType: 'ChangeInCapacity',
      Cooldown: coolDown,
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
    },
  },
});

const SECONDS_PER_MINUTE = 60;

interface LoadMetric {
  readonly metric: Metric;
  readonly target: number;
  /** Until the next scale-out, in seconds. */
  readonly outCoolDown: number;
}

/**
 * What an instance or a copy is kept at: as busy as the counts were planned with, which is 80 % of what it works on of a model that
 * writes tokens. By invocations per minute where a request's length is known, short and not streamed; else by requests in progress.
 */
export function loadMetric(facts: DeploymentFacts, atOnce: number, of: 'variant' | 'component'): LoadMetric {
  const seconds = secondsOf(facts);
  const { busy } = instanceOf(facts);
  const predefined = (PredefinedMetricType: string): Metric => ({
    PredefinedMetricSpecification: { PredefinedMetricType },
  });
  if (seconds === undefined || facts.serving.isTrackedInProgress) {
    return {
      metric: predefined(
        of === 'variant'
          ? 'SageMakerVariantConcurrentRequestsPerModelHighResolution'
          : 'SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution',
      ),
      // Requests in progress are whole: below 1 a single one would be too many.
      target: Math.max(
        1,
        facts.serving.writesTokens ? Math.floor(atOnce * PLANNED_SHARE + 1e-9) : rounded(atOnce * busy),
      ),
      outCoolDown: QUICK_COOL_DOWN,
    };
  }
  return {
    metric: predefined(
      of === 'variant' ? 'SageMakerVariantInvocationsPerInstance' : 'SageMakerInferenceComponentInvocationsPerCopy',
    ),
    target: rounded((atOnce * busy * SECONDS_PER_MINUTE) / seconds),
    outCoolDown: COOL_DOWN,
  };
}

/**
 * Where there may be two, requests go to the instance with the fewest in progress: by chance some would have several and others none,
 * and how long they wait is planned for one pool of all.
 */
export function routing({ serving, sizing }: DeploymentFacts): Record<string, Value> {
  const isOne = serving.instance?.max === 1 && sizing?.basis !== 'unknown';
  return isOne || isQueue(serving.option) ? {} : { RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' } };
}

/** The requests that may wait or be in work for each instance of a queue. */
export const queueTarget = (facts: DeploymentFacts): number =>
  rounded(backlogTarget(secondsOf(facts), instanceOf(facts).atOnce, facts.workload.responseTimeSeconds));

/** Instances that follow the load of callers who wait. */
export function followLoad(
  facts: DeploymentFacts,
  variant: string,
  id: string,
  counts: Counts,
): Record<string, Resource> {
  const { metric, target, outCoolDown } = loadMetric(facts, instanceOf(facts).atOnce, 'variant');
  const coolDowns = { out: outCoolDown, in: COOL_DOWN };
  return {
    [`${id}Target`]: instancesTarget(variant, counts),
    [`${id}LoadPolicy`]: trackingPolicy('follow-load', `${id}Target`, metric, target, coolDowns),
  };
}

/**
 * Wakes an asynchronous endpoint when requests wait and no instance runs, 2 minutes after the first (DG
 * async-inference-autoscale, 2026-09). The metric has the endpoint's dimension alone.
 */
export const backlogAlarm = (policy: string): Resource =>
  alarm({
    description: 'Requests wait and no instance runs: wakes the endpoint. No data is no change.',
    metric: 'HasBacklogWithoutCapacity',
    dimensions: { EndpointName: ENDPOINT_NAME },
    ...ANY,
    statistic: 'Average',
    points: [WAKE_ALARM_POINTS.queue, WAKE_ALARM_POINTS.queue],
    missing: 'missing',
    triggers: ref(policy),
  });
