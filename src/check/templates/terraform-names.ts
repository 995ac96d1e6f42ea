import { RENAMED as RENAMED_BLOCKS } from '../../deploy/terraform-resources.ts';
import { isObject, listOf, type Properties, type ReadType } from './declared.ts';
import { isKnown } from './unknown-text.ts';

// Terraform's resources in CloudFormation's words. The provider names its arguments after the API: snake case, and blocks as lists.

interface Row {
  readonly type: ReadType;
  /** The property that Terraform's `name` is. */
  readonly name?: string;
}

/** Types of the providers aws and awscc (hashicorp/terraform-provider-aws, website/docs/r, 2026-07). */
export const TERRAFORM_TYPES: Readonly<Record<string, Row>> = {
  aws_sagemaker_endpoint: { type: 'AWS::SageMaker::Endpoint', name: 'EndpointName' },
  aws_sagemaker_endpoint_configuration: { type: 'AWS::SageMaker::EndpointConfig', name: 'EndpointConfigName' },
  aws_sagemaker_inference_component: { type: 'AWS::SageMaker::InferenceComponent', name: 'InferenceComponentName' },
  aws_sagemaker_model: { type: 'AWS::SageMaker::Model', name: 'ModelName' },
  aws_sagemaker_pipeline: { type: 'AWS::SageMaker::Pipeline' },
  aws_appautoscaling_target: { type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
  aws_appautoscaling_policy: { type: 'AWS::ApplicationAutoScaling::ScalingPolicy', name: 'PolicyName' },
  aws_appautoscaling_scheduled_action: { type: 'AWS::ApplicationAutoScaling::ScheduledAction' },
  aws_cloudwatch_metric_alarm: { type: 'AWS::CloudWatch::Alarm' },
  aws_cloudwatch_event_target: { type: 'AWS::Events::Rule' },
  aws_scheduler_schedule: { type: 'AWS::Scheduler::Schedule' },
  aws_sfn_state_machine: { type: 'AWS::StepFunctions::StateMachine' },
  awscc_sagemaker_endpoint: { type: 'AWS::SageMaker::Endpoint' },
  awscc_sagemaker_endpoint_config: { type: 'AWS::SageMaker::EndpointConfig' },
  awscc_sagemaker_inference_component: { type: 'AWS::SageMaker::InferenceComponent' },
  awscc_sagemaker_model: { type: 'AWS::SageMaker::Model' },
};

export const rowOf = (type: string): Row | undefined =>
  Object.hasOwn(TERRAFORM_TYPES, type) ? TERRAFORM_TYPES[type] : undefined;

/** The argument that has the resource's name in AWS; policies are known by their ARN. */
export const nameArgument = (type: string): string => {
  if (type === 'aws_appautoscaling_policy') return 'arn';
  if (type === 'aws_cloudwatch_metric_alarm') return 'alarm_name';
  const property = NAMED_BY[type];
  return property ?? 'name';
};

const NAMED_BY: Readonly<Record<string, string>> = {
  awscc_sagemaker_endpoint: 'endpoint_name',
  awscc_sagemaker_endpoint_config: 'endpoint_config_name',
  awscc_sagemaker_inference_component: 'inference_component_name',
  awscc_sagemaker_model: 'model_name',
};

/** Arguments whose CloudFormation name doesn't follow from theirs. */
const RENAMED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(RENAMED_BLOCKS).map(([property, name]) => [name, property])),
  memory_size_in_mb: 'MemorySizeInMB',
  volume_size_in_gb: 'VolumeSizeInGB',
  max_payload_in_mb: 'MaxPayloadInMB',
};

/** Blocks of which there may be several. Any other is one. */
const SEVERAL: ReadonlySet<string> = new Set([
  'ProductionVariants',
  'ShadowProductionVariants',
  'Containers',
  'InstancePools',
  'StepAdjustments',
  'Alarms',
  'Dimensions',
]);

/**
 * Where 0 is a value. Elsewhere the provider takes it for not set, and its states have it so. These are required, or sent as they are
 * (hashicorp/terraform-provider-aws, internal/service/sagemaker and appautoscaling, read 2026-12-01).
 */
const ZERO_COUNTS: ReadonlySet<string> = new Set(
  [
    'min_capacity max_capacity min_instance_count copy_count max_concurrency memory_size_in_mb min_memory_required_in_mb',
    'initial_variant_weight threshold evaluation_periods target_value scaling_adjustment cooldown value',
    'initial_sampling_percentage wait_interval_in_seconds',
  ].flatMap((names) => names.split(' ')),
);

const isUnset = (argument: string, value: unknown): boolean =>
  value === null || value === undefined || value === '' || (value === 0 && !ZERO_COUNTS.has(argument));

/** What is read as it is: its keys are no arguments. */
const AS_IT_IS: ReadonlySet<string> = new Set(['environment', 'tags', 'tags_all']);

const camel = (name: string): string =>
  Object.hasOwn(RENAMED, name)
    ? (RENAMED[name] as string)
    : name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, first: string) => first.toUpperCase());

/** The arguments of a resource as CloudFormation's properties. */
export function propertiesOf(type: string, values: Readonly<Record<string, unknown>>): Properties {
  const properties = translated(values) as Record<string, unknown>;
  const { name } = rowOf(type) ?? {};
  if (name !== undefined && properties['Name'] !== undefined) properties[name] = properties['Name'];
  if (type === 'aws_cloudwatch_metric_alarm') {
    properties['Dimensions'] = dimensionsOf(values['dimensions']);
    properties['Metrics'] = listOf(values['metric_query']).map(metricOf);
  }
  return properties;
}

/** An alarm's dimensions are a map. */
const dimensionsOf = (map: unknown): unknown =>
  isObject(map) ? Object.entries(map).map(([Name, Value]) => ({ Name, Value })) : map;

function metricOf(query: unknown): unknown {
  const metric = isObject(query) ? listOf(query['metric']).find(isObject) : undefined;
  if (metric === undefined) return {};
  const { namespace, metric_name: name, dimensions, stat } = metric;
  return {
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: name, Dimensions: dimensionsOf(dimensions) },
      Stat: stat,
    },
  };
}

function translated(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(values).flatMap(([key, value]) => {
    if (isUnset(key, value)) return [];
    if (AS_IT_IS.has(key)) return [[camel(key), value] as const];
    const name = camel(key);
    const worked = argument(name, value);
    return worked === undefined ? [] : [[name, worked] as const];
  });
  return Object.fromEntries(entries);
}

function argument(name: string, value: unknown): unknown {
  const blocks = listOf(value).filter(isObject);
  if (blocks.length === 0) return withoutBlocks(name, value);
  const inner = blocks.map(translated);
  return SEVERAL.has(name) ? inner : inner[0];
}

/** Whether there is a block may not be known: then a text stands for it. */
function withoutBlocks(name: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [first, ...more] = value;
  if (first === undefined) return undefined;
  return SEVERAL.has(name) || more.length > 0 || isKnown(first) ? value : first;
}
