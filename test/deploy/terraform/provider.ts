// The arguments of Terraform's AWS provider, of the resources that are used: hashicorp/terraform-provider-aws,
// website/docs/r and website/docs/d, read 2026-11-26 in versions of up to 2026-07. `*` marks a required argument,
// `name { … }` a block, and `name=map` an argument whose keys are free.

/** What a block or a resource takes. */
export interface Arguments {
  /** Each argument: `value`, `map`, or the arguments of a block. */
  readonly known: Readonly<Record<string, 'value' | 'map' | Arguments>>;
  readonly required: readonly string[];
}

const S3_DATA_SOURCE =
  's3_data_source* { s3_uri* s3_data_type* compression_type* model_access_config { accept_eula* } }';
const CONTAINER = `image mode model_data_url model_package_name container_hostname environment=map inference_specification_name
  image_config { repository_access_mode* repository_auth_config { repository_credentials_provider_arn* } }
  model_data_source { ${S3_DATA_SOURCE} } multi_model_config { model_cache_setting }`;
const VARIANT = `accelerator_type container_startup_health_check_timeout_in_seconds enable_ssm_access inference_ami_version
  initial_instance_count initial_variant_weight instance_type model_data_download_timeout_in_seconds model_name variant_name
  volume_size_in_gb capacity_reservation_config { capacity_reservation_preference ml_reservation_arn }
  core_dump_config { destination_s3_uri* kms_key_id* } routing_config { routing_strategy* }
  serverless_config { max_concurrency* memory_size_in_mb* provisioned_concurrency }
  managed_instance_scaling { max_instance_count min_instance_count status }`;
const SIZE = '{ type* value* }';

const RESOURCES: Readonly<Record<string, string>> = {
  aws_iam_role:
    'assume_role_policy* description force_detach_policies max_session_duration name name_prefix path permissions_boundary tags=map',
  aws_iam_role_policy: 'name name_prefix policy* role*',
  aws_sagemaker_model: `execution_role_arn* enable_network_isolation name region tags=map primary_container { ${CONTAINER} }
    container { ${CONTAINER} } inference_execution_config { mode* } vpc_config { security_group_ids* subnets* }`,
  aws_sagemaker_endpoint_configuration: `execution_role_arn kms_key_arn name name_prefix region tags=map
    production_variants* { ${VARIANT} } shadow_production_variants { ${VARIANT} }
    async_inference_config { client_config { max_concurrent_invocations_per_instance }
      output_config* { s3_output_path* s3_failure_path kms_key_id
        notification_config { error_topic include_inference_response_in success_topic } } }
    data_capture_config { destination_s3_uri* enable_capture initial_sampling_percentage* kms_key_id
      capture_options* { capture_mode* } capture_content_type_header { csv_content_types json_content_types } }`,
  aws_sagemaker_endpoint: `endpoint_config_name* name tags=map deployment_config {
      blue_green_update_policy { maximum_execution_timeout_in_seconds termination_wait_in_seconds
        traffic_routing_configuration* { type* wait_interval_in_seconds* canary_size ${SIZE} linear_step_size ${SIZE} } }
      rolling_update_policy { maximum_batch_size* ${SIZE} wait_interval_in_seconds* maximum_execution_timeout_in_seconds
        rollback_maximum_batch_size ${SIZE} }
      auto_rollback_configuration { alarms* { alarm_name* } } }`,
  aws_appautoscaling_target:
    'max_capacity* min_capacity* resource_id* role_arn scalable_dimension* service_namespace* tags=map',
  aws_appautoscaling_policy: `name* policy_type resource_id* scalable_dimension* service_namespace*
    step_scaling_policy_configuration { adjustment_type* cooldown* metric_aggregation_type min_adjustment_magnitude
      step_adjustment { metric_interval_lower_bound metric_interval_upper_bound scaling_adjustment* } }
    target_tracking_scaling_policy_configuration { target_value* disable_scale_in scale_in_cooldown scale_out_cooldown
      customized_metric_specification { metric_name* namespace* statistic* unit dimensions { name* value* } }
      predefined_metric_specification { predefined_metric_type* resource_label } }`,
  aws_appautoscaling_scheduled_action: `name* service_namespace* resource_id* scalable_dimension* schedule* start_time end_time timezone
    scalable_target_action* { max_capacity min_capacity }`,
  aws_cloudwatch_metric_alarm: `alarm_name* comparison_operator* evaluation_periods* metric_name namespace period statistic threshold*
    actions_enabled alarm_actions alarm_description datapoints_to_alarm dimensions=map insufficient_data_actions ok_actions unit
    extended_statistic treat_missing_data evaluate_low_sample_count_percentiles tags=map
    metric_query { id* expression label return_data period account_id
      metric { metric_name* namespace period* stat* unit dimensions=map } }`,
  aws_cloudwatch_log_group:
    'name name_prefix retention_in_days kms_key_id skip_destroy log_group_class region tags=map',
  aws_sns_topic: 'name name_prefix display_name policy delivery_policy kms_master_key_id tags=map',
  aws_sns_topic_policy: 'arn* policy*',
  aws_sqs_queue: `delay_seconds kms_data_key_reuse_period_seconds kms_master_key_id max_message_size message_retention_seconds name
    name_prefix policy receive_wait_time_seconds sqs_managed_sse_enabled visibility_timeout_seconds tags=map`,
  aws_sqs_queue_policy: 'queue_url* policy*',
  aws_sfn_state_machine: 'definition* name name_prefix publish region role_arn* tags=map type',
  aws_scheduler_schedule: `schedule_expression* description end_date group_name kms_key_arn name name_prefix
    schedule_expression_timezone start_date state flexible_time_window* { maximum_window_in_minutes mode* }
    target* { arn* role_arn* input dead_letter_config { arn* }
      retry_policy { maximum_event_age_in_seconds maximum_retry_attempts } }`,
};

/** Of the data source `aws_iam_policy_document`. */
const DOCUMENT = `policy_id statement { sid effect actions resources not_actions not_resources
  principals { type* identifiers* } condition { test* variable* values* } }`;

/** What every resource takes. */
const META = 'count depends_on lifecycle { create_before_destroy ignore_changes }';

/** The arguments of a resource; undefined where it isn't recorded. */
export function argumentsOf(type: string): Arguments | undefined {
  const text = RESOURCES[type];
  return text === undefined ? undefined : read(`${text} ${META}`);
}

export const POLICY_DOCUMENT: Arguments = read(DOCUMENT);

/** Reads the notation above. */
function read(text: string): Arguments {
  const tokens = text.match(/[{}]|[^\s{}]+/g) ?? [];
  let at = 0;
  const body = (): Arguments => {
    const known: Record<string, 'value' | 'map' | Arguments> = {};
    const required: string[] = [];
    while (at < tokens.length && tokens[at] !== '}') {
      const [, name = '', isRequired, isMap] = /^(\w+)(\*)?(=map)?$/.exec(tokens[at] ?? '') ?? [];
      at += 1;
      if (isRequired !== undefined) required.push(name);
      known[name] = isMap === undefined ? 'value' : 'map';
      if (tokens[at] !== '{') continue;
      at += 1;
      known[name] = body();
      at += 1;
    }
    return { known, required };
  };
  return body();
}
