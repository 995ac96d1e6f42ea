import {
  backlogTarget,
  PLANNED_SHARE,
  QUOTAS,
  TARGET_UTILISATION,
  WAKE_ALARM_POINTS,
} from '../../recommender/index.ts';
import { type DeploymentFacts, instanceOf, rounded, secondsOf } from '../facts.ts';
import { type Resource, ref, sub, type Value } from '../template.ts';
import { alarm, ENDPOINT_NAME } from './alarms.ts';
import type { Counts } from './counts.ts';

/** Seconds between two activities of a policy (AAS target-tracking-scaling-policy-overview, 2026): its default, stated. */
export const COOL_DOWN = QUOTAS.scalingCoolDown.value;

/** The instances of a variant, from `min` to `max`. */
export const instancesTarget = (variant: string, min: Value, max: Value): Resource =>
  scalableTarget(
    'sagemaker:variant:DesiredInstanceCount',
    sub(`endpoint/\${Endpoint.EndpointName}/variant/${variant}`),
    min,
    max,
  );

/** `dependsOn`: the resource whose name is in the ID, where no reference says so. */
export const scalableTarget = (
  dimension: string,
  resourceId: Value,
  min: Value,
  max: Value,
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
}

/**
 * What an instance or a copy is kept at: 70 % of what it can do, 80 % of a model that writes tokens, as the estimate has it. By
 * invocations per minute where a request's length is known, short and not streamed; else by requests in progress.
 */
export function loadMetric(facts: DeploymentFacts, atOnce: number, of: 'variant' | 'component'): LoadMetric {
  const seconds = secondsOf(facts);
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
      target: rounded(atOnce * (facts.serving.writesTokens ? PLANNED_SHARE : TARGET_UTILISATION)),
    };
  }
  return {
    metric: predefined(
      of === 'variant' ? 'SageMakerVariantInvocationsPerInstance' : 'SageMakerInferenceComponentInvocationsPerCopy',
    ),
    target: rounded((atOnce * TARGET_UTILISATION * SECONDS_PER_MINUTE) / seconds),
  };
}

/** The requests that may wait or be in work for each instance of a queue. */
export const queueTarget = (facts: DeploymentFacts): number =>
  rounded(backlogTarget(secondsOf(facts), instanceOf(facts).atOnce, facts.workload.responseTimeSeconds));

/** Instances that follow the load of callers who wait. */
export function followLoad(
  facts: DeploymentFacts,
  variant: string,
  id: string,
  { min, max }: Counts,
): Record<string, Resource> {
  const { metric, target } = loadMetric(facts, instanceOf(facts).atOnce, 'variant');
  return {
    [`${id}Target`]: instancesTarget(variant, min, max),
    [`${id}LoadPolicy`]: trackingPolicy('follow-load', `${id}Target`, metric, target),
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
    statistic: 'Average',
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    points: [WAKE_ALARM_POINTS.queue, WAKE_ALARM_POINTS.queue],
    missing: 'missing',
    triggers: ref(policy),
  });
