// CloudFormation's resources as those of Terraform's AWS provider: one row for each type. Read from
// hashicorp/terraform-provider-aws, website/docs/r, as of 2026-07. A property without a field doesn't translate.

/** How a property is written. */
export type Field =
  /** An argument of this name; what is in a list or an object keeps its names. */
  | string
  /** One block or several, with other names inside. */
  | { readonly block: string; readonly body: Body }
  /** An object whose fields stand among those around it. */
  | { readonly inline: Body }
  /** A list of names or keys with values, as a map. */
  | { readonly map: string }
  /** A policy document, as a data source. */
  | { readonly document: string }
  /** A structure, as a local whose JSON is the argument. */
  | { readonly json: string }
  /** A reference to one scaling target, as the three arguments that name it. */
  | { readonly target: true }
  /** Each item is a resource: `parent` is the argument for what it belongs to, and `of` the attribute. */
  | { readonly each: string; readonly body: Body; readonly parent: Readonly<Record<string, string>> }
  /** The provider has no such argument. */
  | { readonly missing: string };

export type Body = Readonly<Record<string, Field>>;

export interface Row {
  readonly type: string;
  /** The attribute for what `Ref` and each `GetAtt` return. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The argument for a name that Terraform needs and CloudFormation makes up. */
  readonly name?: 'name' | 'alarm_name';
  /** A new one is made before the old one goes, because another resource refers to it by name. */
  readonly isReplaced?: true;
}

const block = (name: string, body: Body): Field => ({ block: name, body });

const S3_DATA: Body = { S3Uri: 's3_uri', S3DataType: 's3_data_type', CompressionType: 'compression_type' };

const CONTAINER: Body = {
  Image: 'image',
  ModelDataUrl: 'model_data_url',
  ModelDataSource: block('model_data_source', { S3DataSource: block('s3_data_source', S3_DATA) }),
  ModelPackageName: 'model_package_name',
  ContainerHostname: 'container_hostname',
  Mode: 'mode',
  MultiModelConfig: block('multi_model_config', { ModelCacheSetting: 'model_cache_setting' }),
  Environment: 'environment',
};

const VARIANT: Body = {
  VariantName: 'variant_name',
  ModelName: 'model_name',
  InstanceType: 'instance_type',
  InitialInstanceCount: 'initial_instance_count',
  InitialVariantWeight: 'initial_variant_weight',
  InferenceAmiVersion: 'inference_ami_version',
  VolumeSizeInGB: 'volume_size_in_gb',
  CapacityReservationConfig: block('capacity_reservation_config', {
    CapacityReservationPreference: 'capacity_reservation_preference',
    MlReservationArn: 'ml_reservation_arn',
  }),
  ModelDataDownloadTimeoutInSeconds: 'model_data_download_timeout_in_seconds',
  ContainerStartupHealthCheckTimeoutInSeconds: 'container_startup_health_check_timeout_in_seconds',
  RoutingConfig: block('routing_config', { RoutingStrategy: 'routing_strategy' }),
  ServerlessConfig: block('serverless_config', {
    MemorySizeInMB: 'memory_size_in_mb',
    MaxConcurrency: 'max_concurrency',
    ProvisionedConcurrency: 'provisioned_concurrency',
  }),
};

const ASYNC: Body = {
  ClientConfig: block('client_config', {
    MaxConcurrentInvocationsPerInstance: 'max_concurrent_invocations_per_instance',
  }),
  OutputConfig: block('output_config', {
    S3OutputPath: 's3_output_path',
    S3FailurePath: 's3_failure_path',
    KmsKeyId: 'kms_key_id',
    NotificationConfig: block('notification_config', { SuccessTopic: 'success_topic', ErrorTopic: 'error_topic' }),
  }),
};

const CAPTURE: Body = {
  EnableCapture: 'enable_capture',
  InitialSamplingPercentage: 'initial_sampling_percentage',
  DestinationS3Uri: 'destination_s3_uri',
  KmsKeyId: 'kms_key_id',
  CaptureOptions: block('capture_options', { CaptureMode: 'capture_mode' }),
};

const CAPACITY: Body = { Type: 'type', Value: 'value' };

const UPDATE: Body = {
  BlueGreenUpdatePolicy: block('blue_green_update_policy', {
    TrafficRoutingConfiguration: block('traffic_routing_configuration', {
      Type: 'type',
      WaitIntervalInSeconds: 'wait_interval_in_seconds',
      CanarySize: block('canary_size', CAPACITY),
      LinearStepSize: block('linear_step_size', CAPACITY),
    }),
    TerminationWaitInSeconds: 'termination_wait_in_seconds',
    MaximumExecutionTimeoutInSeconds: 'maximum_execution_timeout_in_seconds',
  }),
  RollingUpdatePolicy: block('rolling_update_policy', {
    MaximumBatchSize: block('maximum_batch_size', CAPACITY),
    WaitIntervalInSeconds: 'wait_interval_in_seconds',
    MaximumExecutionTimeoutInSeconds: 'maximum_execution_timeout_in_seconds',
  }),
  AutoRollbackConfiguration: block('auto_rollback_configuration', {
    Alarms: block('alarms', { AlarmName: 'alarm_name' }),
  }),
};

const TRACKING: Body = {
  TargetValue: 'target_value',
  ScaleInCooldown: 'scale_in_cooldown',
  ScaleOutCooldown: 'scale_out_cooldown',
  PredefinedMetricSpecification: block('predefined_metric_specification', {
    PredefinedMetricType: 'predefined_metric_type',
  }),
  CustomizedMetricSpecification: block('customized_metric_specification', {
    Namespace: 'namespace',
    MetricName: 'metric_name',
    Dimensions: block('dimensions', { Name: 'name', Value: 'value' }),
    Statistic: 'statistic',
    Unit: 'unit',
  }),
};

const STEP: Body = {
  AdjustmentType: 'adjustment_type',
  Cooldown: 'cooldown',
  MetricAggregationType: 'metric_aggregation_type',
  StepAdjustments: block('step_adjustment', {
    MetricIntervalLowerBound: 'metric_interval_lower_bound',
    MetricIntervalUpperBound: 'metric_interval_upper_bound',
    ScalingAdjustment: 'scaling_adjustment',
  }),
};

const SCHEDULED: Body = {
  ScheduledActionName: 'name',
  Schedule: 'schedule',
  Timezone: 'timezone',
  ScalableTargetAction: block('scalable_target_action', { MinCapacity: 'min_capacity', MaxCapacity: 'max_capacity' }),
};

const TARGET_PARENT = {
  service_namespace: 'service_namespace',
  resource_id: 'resource_id',
  scalable_dimension: 'scalable_dimension',
};

const METRIC_QUERY: Body = {
  Id: 'id',
  Expression: 'expression',
  ReturnData: 'return_data',
  MetricStat: block('metric', {
    Metric: { inline: { Namespace: 'namespace', MetricName: 'metric_name', Dimensions: { map: 'dimensions' } } },
    Period: 'period',
    Stat: 'stat',
  }),
};

const COUNTS_ARE_RESET =
  "Terraform's AWS provider can't retain the scaled instance count: an apply that changes the endpoint's configuration resets it to the initial count (hashicorp/terraform-provider-aws #48990, open in July 2026). CloudFormation retains it.";

/** The types that templates have. */
export const RESOURCES: Readonly<Record<string, Row>> = {
  'AWS::IAM::Role': {
    type: 'aws_iam_role',
    attributes: { Ref: 'name', Arn: 'arn' },
    body: {
      Description: 'description',
      AssumeRolePolicyDocument: { document: 'assume_role_policy' },
      Policies: {
        each: 'aws_iam_role_policy',
        body: { PolicyName: 'name', PolicyDocument: { document: 'policy' } },
        parent: { role: 'name' },
      },
      Tags: { map: 'tags' },
    },
  },
  'AWS::SageMaker::Model': {
    type: 'aws_sagemaker_model',
    attributes: { Ref: 'arn', ModelName: 'name' },
    isReplaced: true,
    body: {
      ExecutionRoleArn: 'execution_role_arn',
      PrimaryContainer: block('primary_container', CONTAINER),
      Containers: block('container', CONTAINER),
      InferenceExecutionConfig: block('inference_execution_config', { Mode: 'mode' }),
      VpcConfig: block('vpc_config', { Subnets: 'subnets', SecurityGroupIds: 'security_group_ids' }),
      EnableNetworkIsolation: 'enable_network_isolation',
      Tags: { map: 'tags' },
    },
  },
  'AWS::SageMaker::EndpointConfig': {
    type: 'aws_sagemaker_endpoint_configuration',
    attributes: { Ref: 'arn', EndpointConfigName: 'name' },
    isReplaced: true,
    body: {
      ProductionVariants: block('production_variants', VARIANT),
      ShadowProductionVariants: block('shadow_production_variants', VARIANT),
      AsyncInferenceConfig: block('async_inference_config', ASYNC),
      DataCaptureConfig: block('data_capture_config', CAPTURE),
      KmsKeyId: 'kms_key_arn',
      Tags: { map: 'tags' },
    },
  },
  'AWS::SageMaker::Endpoint': {
    type: 'aws_sagemaker_endpoint',
    attributes: { Ref: 'arn', EndpointName: 'name' },
    name: 'name',
    body: {
      EndpointName: 'name',
      EndpointConfigName: 'endpoint_config_name',
      DeploymentConfig: block('deployment_config', UPDATE),
      RetainAllVariantProperties: { missing: COUNTS_ARE_RESET },
      Tags: { map: 'tags' },
    },
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    type: 'aws_appautoscaling_target',
    attributes: {},
    body: {
      ServiceNamespace: 'service_namespace',
      ScalableDimension: 'scalable_dimension',
      ResourceId: 'resource_id',
      MinCapacity: 'min_capacity',
      MaxCapacity: 'max_capacity',
      ScheduledActions: { each: 'aws_appautoscaling_scheduled_action', body: SCHEDULED, parent: TARGET_PARENT },
    },
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    type: 'aws_appautoscaling_policy',
    attributes: { Ref: 'arn' },
    body: {
      PolicyName: 'name',
      PolicyType: 'policy_type',
      ScalingTargetId: { target: true },
      TargetTrackingScalingPolicyConfiguration: block('target_tracking_scaling_policy_configuration', TRACKING),
      StepScalingPolicyConfiguration: block('step_scaling_policy_configuration', STEP),
    },
  },
  'AWS::CloudWatch::Alarm': {
    type: 'aws_cloudwatch_metric_alarm',
    attributes: { Ref: 'alarm_name', Arn: 'arn' },
    name: 'alarm_name',
    body: {
      AlarmDescription: 'alarm_description',
      Namespace: 'namespace',
      MetricName: 'metric_name',
      Dimensions: { map: 'dimensions' },
      Metrics: block('metric_query', METRIC_QUERY),
      Statistic: 'statistic',
      ExtendedStatistic: 'extended_statistic',
      Period: 'period',
      EvaluationPeriods: 'evaluation_periods',
      DatapointsToAlarm: 'datapoints_to_alarm',
      ComparisonOperator: 'comparison_operator',
      Threshold: 'threshold',
      TreatMissingData: 'treat_missing_data',
      AlarmActions: 'alarm_actions',
      OKActions: 'ok_actions',
      Tags: { map: 'tags' },
    },
  },
  'AWS::Logs::LogGroup': {
    type: 'aws_cloudwatch_log_group',
    attributes: { Ref: 'name', Arn: 'arn' },
    body: { LogGroupName: 'name', RetentionInDays: 'retention_in_days', Tags: { map: 'tags' } },
  },
  'AWS::SNS::Topic': {
    type: 'aws_sns_topic',
    attributes: { Ref: 'arn', TopicArn: 'arn', TopicName: 'name' },
    body: { DisplayName: 'display_name', KmsMasterKeyId: 'kms_master_key_id', Tags: { map: 'tags' } },
  },
  'AWS::SQS::Queue': {
    type: 'aws_sqs_queue',
    attributes: { Ref: 'url', Arn: 'arn', QueueName: 'name' },
    body: {
      MessageRetentionPeriod: 'message_retention_seconds',
      SqsManagedSseEnabled: 'sqs_managed_sse_enabled',
      KmsMasterKeyId: 'kms_master_key_id',
      Tags: { map: 'tags' },
    },
  },
  'AWS::StepFunctions::StateMachine': {
    type: 'aws_sfn_state_machine',
    attributes: { Ref: 'arn', Arn: 'arn', Name: 'name' },
    body: { RoleArn: 'role_arn', Definition: { json: 'definition' }, Tags: { map: 'tags' } },
  },
  'AWS::Scheduler::Schedule': {
    type: 'aws_scheduler_schedule',
    attributes: { Ref: 'name', Arn: 'arn' },
    body: {
      Description: 'description',
      ScheduleExpression: 'schedule_expression',
      ScheduleExpressionTimezone: 'schedule_expression_timezone',
      State: 'state',
      FlexibleTimeWindow: block('flexible_time_window', {
        Mode: 'mode',
        MaximumWindowInMinutes: 'maximum_window_in_minutes',
      }),
      Target: block('target', {
        Arn: 'arn',
        RoleArn: 'role_arn',
        Input: 'input',
        DeadLetterConfig: block('dead_letter_config', { Arn: 'arn' }),
        RetryPolicy: block('retry_policy', {
          MaximumEventAgeInSeconds: 'maximum_event_age_in_seconds',
          MaximumRetryAttempts: 'maximum_retry_attempts',
        }),
      }),
    },
  },
};
