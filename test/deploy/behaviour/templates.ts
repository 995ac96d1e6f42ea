import type { Load } from '../../support/oracle/load.ts';

// Templates written by hand after AWS's guide, independent of what the library renders.

/** 0.03 requests per second of 90 s; whatever starts takes 5 min. */
export const LOAD: Load = {
  secondsPerRequest: 90,
  atOnce: 1,
  requestsPerSecond: 0.03,
  models: 1,
  responseTimeSeconds: undefined,
  startUpSeconds: 300,
  jobStartUpSeconds: 300,
  busyFrom: undefined,
  timeZone: undefined,
};

/** An asynchronous endpoint that goes to zero, as `async-inference-autoscale` of the guide sets it up (2026-09). */
export const ASYNCHRONOUS = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Image: { Type: String }
  MaxInstances: { Type: Number, Default: 4 }
  AlarmTopic: { Type: String, Default: '' }
Conditions:
  HasTopic: !Not [!Equals [!Ref AlarmTopic, '']]
Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties: { PrimaryContainer: { Image: !Ref Image } }
  Configuration:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - { VariantName: main, ModelName: !GetAtt Model.ModelName, InstanceType: ml.g5.xlarge, InitialInstanceCount: 1 }
      AsyncInferenceConfig: { OutputConfig: { S3OutputPath: s3://bucket/answers/ } }
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointConfigName: !GetAtt Configuration.EndpointConfigName }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: sagemaker
      ScalableDimension: sagemaker:variant:DesiredInstanceCount
      ResourceId: !Sub endpoint/\${Endpoint.EndpointName}/variant/main
      MinCapacity: 0
      MaxCapacity: !Ref MaxInstances
  Backlog:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: backlog
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 5
        ScaleInCooldown: 300
        ScaleOutCooldown: 300
        CustomizedMetricSpecification:
          Namespace: AWS/SageMaker
          MetricName: ApproximateBacklogSizePerInstance
          Dimensions: [{ Name: EndpointName, Value: !GetAtt Endpoint.EndpointName }]
          Statistic: Average
  Wake:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: wake
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        Cooldown: 300
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }]
  WakeAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SageMaker
      MetricName: HasBacklogWithoutCapacity
      Dimensions: [{ Name: EndpointName, Value: !GetAtt Endpoint.EndpointName }]
      Statistic: Average
      Period: 60
      EvaluationPeriods: 2
      DatapointsToAlarm: 2
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: missing
      AlarmActions: [!Ref Wake]
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SageMaker
      MetricName: Invocation5XXErrors
      Dimensions:
        - { Name: EndpointName, Value: !GetAtt Endpoint.EndpointName }
        - { Name: VariantName, Value: main }
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 3
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: !If [HasTopic, [!Ref AlarmTopic], !Ref AWS::NoValue]
`;

/** One inference component that goes to zero, as `endpoint-auto-scaling-zero-instances` of the guide sets it up (2026-09). */
export const COMPONENTS = `
Resources:
  Configuration:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - VariantName: main
          InstanceType: ml.g5.xlarge
          InitialInstanceCount: 1
          ManagedInstanceScaling: { Status: ENABLED, MinInstanceCount: 0, MaxInstanceCount: 4 }
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointConfigName: !GetAtt Configuration.EndpointConfigName }
  Component:
    Type: AWS::SageMaker::InferenceComponent
    Properties:
      InferenceComponentName: !Sub '\${AWS::StackName}-model'
      EndpointName: !GetAtt Endpoint.EndpointName
      VariantName: main
      RuntimeConfig: { CopyCount: 1 }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ScalableDimension: sagemaker:inference-component:DesiredCopyCount
      ResourceId: !Join ['/', [inference-component, !Sub '\${AWS::StackName}-model']]
      MinCapacity: 0
      MaxCapacity: 4
  Load:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 60
        ScaleInCooldown: 300
        ScaleOutCooldown: 300
        PredefinedMetricSpecification: { PredefinedMetricType: SageMakerInferenceComponentInvocationsPerCopy }
  Wake:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        Cooldown: 60
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }]
  WakeAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SageMaker
      MetricName: NoCapacityInvocationFailures
      Dimensions: [{ Name: InferenceComponentName, Value: !Sub '\${AWS::StackName}-model' }]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [!Ref Wake]
`;

/** A real-time endpoint of 1 to 4 instances, tracked by the minute. */
export const REAL_TIME = `
Resources:
  Configuration:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - { VariantName: main, InstanceType: ml.m5.xlarge, InitialInstanceCount: 1 }
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointConfigName: !GetAtt Configuration.EndpointConfigName }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ScalableDimension: sagemaker:variant:DesiredInstanceCount
      ResourceId: !Sub endpoint/\${Endpoint.EndpointName}/variant/main
      MinCapacity: 1
      MaxCapacity: 4
  Load:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 840
        ScaleInCooldown: 300
        ScaleOutCooldown: 300
        PredefinedMetricSpecification: { PredefinedMetricType: SageMakerVariantInvocationsPerInstance }
  Latency:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SageMaker
      MetricName: ModelLatency
      Dimensions:
        - { Name: EndpointName, Value: !GetAtt Endpoint.EndpointName }
        - { Name: VariantName, Value: main }
      ExtendedStatistic: p95
      Period: 60
      EvaluationPeriods: 5
      DatapointsToAlarm: 3
      Threshold: 400000
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
`;

/** A template with one text replaced, everywhere. */
export function changed(template: string, from: string, to: string): string {
  if (!template.includes(from)) throw new Error(`the template has no ${from}`);
  return template.replaceAll(from, to);
}

/** A template without one of its resources. */
export function without(template: string, id: string): string {
  return changed(template, new RegExp(`^  ${id}:\\n(?: {4}.*\\n)+`, 'm').exec(template)?.[0] ?? id, '');
}

/** Only within one resource. */
export function changedIn(template: string, id: string, from: string, to: string): string {
  const block = new RegExp(`^  ${id}:\\n(?: {4}.*\\n)+`, 'm').exec(template)?.[0] ?? id;
  return changed(template, block, changed(block, from, to));
}

/** Schedules switch a serverless endpoint between two configurations. */
export const SERVERLESS = `
Parameters:
  When: { Type: String }
Resources:
  Warm:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - { VariantName: main, ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 6, ProvisionedConcurrency: 4 } }
  Idle:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - { VariantName: main, ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 6 } }
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointConfigName: !GetAtt Warm.EndpointConfigName }
  Up:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: cron(45 8 ? * MON-FRI *)
      ScheduleExpressionTimezone: Europe/Berlin
      Target:
        Arn: arn:aws:scheduler:::aws-sdk:sagemaker:updateEndpoint
        Input: !Sub '{"EndpointConfigName": "\${Warm.EndpointConfigName}"}'
  Down:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: cron(0 18 ? * MON-FRI *)
      ScheduleExpressionTimezone: Europe/Berlin
      Target:
        Arn: arn:aws:scheduler:::aws-sdk:sagemaker:updateEndpoint
        Input: !Sub '{"EndpointConfigName": "\${Idle.EndpointConfigName}"}'
`;

/** A schedule starts a transform job. */
export const JOB = `
Resources:
  Run:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: cron(0 2 * * ? *)
      Target:
        Arn: arn:aws:scheduler:::aws-sdk:sagemaker:createTransformJob
        Input: '{"TransformJobName": "x", "MaxPayloadInMB": 6, "TransformResources": {"InstanceCount": 3}}'
`;
