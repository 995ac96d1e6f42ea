// CloudFormation's resources as those of Terraform's AWS provider: one row for each type. Read from
// hashicorp/terraform-provider-aws, website/docs/r, as of 2026-07. The provider names its arguments and blocks after the API, in
// snake case; the rows have what differs. The tests hold every template to the arguments that the provider documents.

/** How a property is written that isn't an argument or a block by its own name. */
export type Field =
  /** An argument or a block of this name. */
  | string
  /** One block or several, of this name, with exceptions inside. */
  | { readonly block: string; readonly body: Body }
  /** An object whose fields stand among those around it. */
  | { readonly inline: Body }
  /** A list of names or keys with values, as a map. */
  | { readonly map: string }
  /** An object that has its own keys. */
  | { readonly argument: string }
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
  /** What the rule doesn't say. */
  readonly body?: Body;
  /** The argument for a name that Terraform needs and CloudFormation makes up. */
  readonly name?: 'name' | 'alarm_name';
  /** A new one is made before the old one goes, because another resource refers to it by name. */
  readonly isReplaced?: true;
}

/** Blocks that the provider calls by another name, wherever they stand. The check reads them back. */
export const RENAMED: Readonly<Record<string, string>> = {
  Containers: 'container',
  StepAdjustments: 'step_adjustment',
};

/** How a property is written where its row says nothing else. */
export const EVERYWHERE: Body = { ...RENAMED, Environment: { argument: 'environment' }, Tags: { map: 'tags' } };

export const TARGET = ['service_namespace', 'resource_id', 'scalable_dimension'];

const COUNTS_ARE_RESET =
  "Terraform's AWS provider can't retain the scaled instance count: an apply that changes the endpoint's configuration resets it to the initial count (hashicorp/terraform-provider-aws #48990, open in July 2026). CloudFormation retains it.";

export const RESOURCES: Readonly<Record<string, Row>> = {
  'AWS::IAM::Role': {
    type: 'aws_iam_role',
    attributes: { Ref: 'name', Arn: 'arn' },
    body: {
      AssumeRolePolicyDocument: { document: 'assume_role_policy' },
      Policies: {
        each: 'aws_iam_role_policy',
        body: { PolicyName: 'name', PolicyDocument: { document: 'policy' } },
        parent: { role: 'name' },
      },
    },
  },
  'AWS::SageMaker::Model': {
    type: 'aws_sagemaker_model',
    attributes: { Ref: 'arn', ModelName: 'name' },
    isReplaced: true,
  },
  'AWS::SageMaker::EndpointConfig': {
    type: 'aws_sagemaker_endpoint_configuration',
    attributes: { Ref: 'arn', EndpointConfigName: 'name' },
    isReplaced: true,
    body: { KmsKeyId: 'kms_key_arn' },
  },
  'AWS::SageMaker::Endpoint': {
    type: 'aws_sagemaker_endpoint',
    attributes: { Ref: 'arn', EndpointName: 'name' },
    name: 'name',
    body: { EndpointName: 'name', RetainAllVariantProperties: { missing: COUNTS_ARE_RESET } },
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    type: 'aws_appautoscaling_target',
    attributes: {},
    body: {
      ScheduledActions: {
        each: 'aws_appautoscaling_scheduled_action',
        body: { ScheduledActionName: 'name' },
        parent: Object.fromEntries(TARGET.map((name) => [name, name])),
      },
    },
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    type: 'aws_appautoscaling_policy',
    attributes: { Ref: 'arn' },
    body: { PolicyName: 'name', ScalingTargetId: { target: true } },
  },
  'AWS::CloudWatch::Alarm': {
    type: 'aws_cloudwatch_metric_alarm',
    attributes: { Ref: 'alarm_name', Arn: 'arn' },
    name: 'alarm_name',
    body: {
      Dimensions: { map: 'dimensions' },
      Metrics: {
        block: 'metric_query',
        body: { MetricStat: { block: 'metric', body: { Metric: { inline: { Dimensions: { map: 'dimensions' } } } } } },
      },
    },
  },
  'AWS::Logs::LogGroup': {
    type: 'aws_cloudwatch_log_group',
    attributes: { Ref: 'name', Arn: 'arn' },
    body: { LogGroupName: 'name' },
  },
  'AWS::SNS::Topic': { type: 'aws_sns_topic', attributes: { Ref: 'arn', TopicArn: 'arn', TopicName: 'name' } },
  'AWS::SQS::Queue': {
    type: 'aws_sqs_queue',
    attributes: { Ref: 'url', Arn: 'arn', QueueName: 'name' },
    body: { MessageRetentionPeriod: 'message_retention_seconds' },
  },
  'AWS::StepFunctions::StateMachine': {
    type: 'aws_sfn_state_machine',
    attributes: { Ref: 'arn', Arn: 'arn', Name: 'name' },
    body: { Definition: { json: 'definition' } },
  },
  'AWS::Scheduler::Schedule': { type: 'aws_scheduler_schedule', attributes: { Ref: 'name', Arn: 'arn' } },
};
