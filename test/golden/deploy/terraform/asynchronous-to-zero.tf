# ct-scan-triage: Asynchronous inference with scaling to zero
# Before you deploy:
#   - Request a quota for 3 × ml.g4dn.xlarge on endpoints, with room above the peak; most GPU types start at 0.
# Note:
#   - If AWS has no ml.g4dn.xlarge, the endpoint isn't created and can't scale out: this format names one type. ml.g4dn.2xlarge, ml.g6.xlarge or ml.g5.xlarge would hold the load with as many instances.
#   - var.inference_ami_version is for CUDA 12, as the image isn't known. Change it for an image with CUDA 13.
#   - The configuration makes its log groups. Delete those that an earlier endpoint of this name left before you deploy.
#   - An update starts a second fleet beside the first: have quota for twice the instances.
# AWS's limits as of {date}, prices as of {date}.

terraform {
  required_version = ">= 1.5"
  required_providers { aws = { source = "hashicorp/aws", version = ">= 6.0" } }
}

variable "name" {
  type        = string
  description = "Name of the endpoint. Its alarms' names start with it."
  default     = "ct-scan-triage"
  validation {
    condition     = can(regex("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$", var.name))
    error_message = "Letters, digits and hyphens, at most 63."
  }
}

variable "image" {
  type        = string
  description = "ECR image of the model, with tag or digest. Nothing says which server runs this model. AWS's images: https://aws.github.io/deep-learning-containers/reference/available_images/"
  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+$", var.image))
    error_message = "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG"
  }
}

variable "model_data_url" {
  type        = string
  description = "S3 address of the model.tar.gz of the model."
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9.-]+/[^ ]+\\.tar\\.gz$", var.model_data_url))
    error_message = "s3://BUCKET/KEY.tar.gz"
  }
}

variable "requests_uri" {
  type        = string
  description = "S3 prefix where callers put requests."
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$", var.requests_uri))
    error_message = "s3://BUCKET/FOLDER/"
  }
}

variable "responses_uri" {
  type        = string
  description = "S3 prefix for responses. Failures go to failures/ under it."
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$", var.responses_uri))
    error_message = "s3://BUCKET/FOLDER/"
  }
}

variable "inference_ami_version" {
  type        = string
  description = "Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13, al2-ami-sagemaker-inference-gpu-3-1 with CUDA 12. Empty: 470, for CUDA 11.4."
  default     = "al2-ami-sagemaker-inference-gpu-3-1"
  validation {
    condition     = can(regex("^$|^(al2-ami-sagemaker-inference-gpu-3-1|al2023-ami-sagemaker-inference-gpu-4-1)$", var.inference_ami_version))
    error_message = "al2-ami-sagemaker-inference-gpu-3-1 or al2023-ami-sagemaker-inference-gpu-4-1, or empty."
  }
}

variable "alarm_topic_arn" {
  type        = string
  description = "SNS topic that alarms notify. Empty: they show in CloudWatch alone."
  default     = ""
  validation {
    condition     = can(regex("^$|^arn:aws[a-z-]*:sns:.+$", var.alarm_topic_arn))
    error_message = "The ARN of an SNS topic, or empty."
  }
}

variable "roll_back_on_alarms" {
  type        = bool
  description = "Whether an update rolls back when an alarm is raised. Turn it off to deploy a repair while one is raised."
  default     = true
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id                = data.aws_caller_identity.current.account_id
  partition                 = data.aws_partition.current.partition
  region                    = data.aws_region.current.region
  has_inference_ami_version = var.inference_ami_version != ""
  has_alarm_topic           = var.alarm_topic_arn != ""
  rolls_back                = var.roll_back_on_alarms
}

data "aws_iam_policy_document" "execution_role_assume_role_policy" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:sagemaker:${local.region}:${local.account_id}:*"]
    }
  }
}

resource "aws_iam_role" "execution_role" {
  assume_role_policy = data.aws_iam_policy_document.execution_role_assume_role_policy.json
}

data "aws_iam_policy_document" "execution_role_policy" {
  statement {
    sid       = "LogInToEcrAndPublishMetrics"
    actions   = ["ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"]
    resources = ["*"]
  }
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/sagemaker/Endpoints/${var.name}*"]
  }
  statement {
    sid       = "ReadAlarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = ["arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:*"]
  }
  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = ["arn:${local.partition}:ecr:${split(".", var.image)[3]}:${split(".", var.image)[0]}:repository/${split("@", split(":", split(".com/", var.image)[1])[0])[0]}"]
  }
  statement {
    sid     = "ReadObjects"
    actions = ["s3:GetObject"]
    resources = [
      "arn:${local.partition}:s3:::${split("s3://", var.model_data_url)[1]}",
      "arn:${local.partition}:s3:::${split("s3://", var.requests_uri)[1]}*",
    ]
  }
  statement {
    sid       = "WriteObjects"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = ["arn:${local.partition}:s3:::${split("s3://", var.responses_uri)[1]}*"]
  }
  statement {
    sid       = "NotifyCallers"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.success_topic.arn, aws_sns_topic.error_topic.arn]
  }
}

resource "aws_iam_role_policy" "execution_role" {
  role   = aws_iam_role.execution_role.name
  name   = "serve"
  policy = data.aws_iam_policy_document.execution_role_policy.json
}

resource "aws_sns_topic" "success_topic" {
  display_name = "Answered requests"
}

resource "aws_sns_topic" "error_topic" {
  display_name = "Failed requests"
}

resource "aws_sagemaker_model" "model" {
  execution_role_arn = aws_iam_role.execution_role.arn
  primary_container {
    image          = var.image
    model_data_url = var.model_data_url
    environment = {
      TS_DEFAULT_RESPONSE_TIMEOUT  = "180"
      MMS_DEFAULT_RESPONSE_TIMEOUT = "180"
      TS_MAX_REQUEST_SIZE          = "524288000"
      TS_MAX_RESPONSE_SIZE         = "524288000"
      MMS_MAX_REQUEST_SIZE         = "524288000"
      MMS_MAX_RESPONSE_SIZE        = "524288000"
    }
  }
  lifecycle { create_before_destroy = true }
  depends_on = [aws_iam_role_policy.execution_role]
}

resource "aws_cloudwatch_log_group" "endpoint_logs" {
  name              = "/aws/sagemaker/Endpoints/${var.name}"
  retention_in_days = 90
}

resource "aws_sagemaker_endpoint_configuration" "endpoint_config" {
  async_inference_config {
    client_config { max_concurrent_invocations_per_instance = 1 }
    output_config {
      s3_output_path  = var.responses_uri
      s3_failure_path = "${var.responses_uri}failures/"
      notification_config {
        success_topic = aws_sns_topic.success_topic.arn
        error_topic   = aws_sns_topic.error_topic.arn
      }
    }
  }
  production_variants {
    variant_name           = "main"
    model_name             = aws_sagemaker_model.model.name
    instance_type          = "ml.g4dn.xlarge"
    initial_instance_count = 1
    inference_ami_version  = local.has_inference_ami_version ? var.inference_ami_version : null
  }
  lifecycle { create_before_destroy = true }
}

resource "aws_sagemaker_endpoint" "endpoint" {
  name                 = var.name
  endpoint_config_name = aws_sagemaker_endpoint_configuration.endpoint_config.name
  deployment_config {
    blue_green_update_policy {
      traffic_routing_configuration {
        type                     = "ALL_AT_ONCE"
        wait_interval_in_seconds = 0
      }
      termination_wait_in_seconds          = 840
      maximum_execution_timeout_in_seconds = 3480
    }
    dynamic "auto_rollback_configuration" {
      for_each = local.rolls_back ? [1] : []
      content {
        alarms { alarm_name = aws_cloudwatch_metric_alarm.failures.alarm_name }
      }
    }
  }
  depends_on = [aws_cloudwatch_log_group.endpoint_logs]
}

resource "aws_appautoscaling_target" "target" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.endpoint.name}/variant/main"
  min_capacity       = 0
  max_capacity       = 3
}

resource "aws_appautoscaling_policy" "backlog_policy" {
  name               = "follow-backlog"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.target.service_namespace
  resource_id        = aws_appautoscaling_target.target.resource_id
  scalable_dimension = aws_appautoscaling_target.target.scalable_dimension
  target_tracking_scaling_policy_configuration {
    customized_metric_specification {
      namespace   = "AWS/SageMaker"
      metric_name = "ApproximateBacklogSizePerInstance"
      dimensions {
        name  = "EndpointName"
        value = var.name
      }
      statistic = "Average"
    }
    target_value       = 4
    scale_out_cooldown = 300
    scale_in_cooldown  = 300
  }
}

resource "aws_appautoscaling_policy" "wake_policy" {
  name               = "wake-up"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.target.service_namespace
  resource_id        = aws_appautoscaling_target.target.resource_id
  scalable_dimension = aws_appautoscaling_target.target.scalable_dimension
  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
    cooldown        = 300
    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "wake_alarm" {
  alarm_name          = "${var.name}-wake-alarm"
  alarm_description   = "Requests wait and no instance runs: wakes the endpoint. No data is no change."
  namespace           = "AWS/SageMaker"
  metric_name         = "HasBacklogWithoutCapacity"
  dimensions          = { EndpointName = var.name }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "missing"
  alarm_actions       = [aws_appautoscaling_policy.wake_policy.arn]
}

resource "aws_cloudwatch_metric_alarm" "waiting" {
  alarm_name          = "${var.name}-waiting"
  alarm_description   = "The oldest request has waited over 450 s. Its answer is due after 15 min, of which processing takes 90 s. Raise the maximum of instances."
  namespace           = "AWS/SageMaker"
  metric_name         = "ApproximateAgeOfOldestRequest"
  dimensions          = { EndpointName = var.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 450
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "failures" {
  alarm_name          = "${var.name}-failures"
  alarm_description   = "A request failed. The reasons are in failures/ under the responses, and in the error topic."
  namespace           = "AWS/SageMaker"
  metric_name         = "InvocationFailures"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "expired" {
  alarm_name          = "${var.name}-expired"
  alarm_description   = "Requests expired in the queue, and their callers get no answer. Raise the maximum of instances."
  namespace           = "AWS/SageMaker"
  metric_name         = "ExpiredRequests"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "gpu_memory" {
  alarm_name          = "${var.name}-gpu-memory"
  alarm_description   = "GPU memory of the endpoint is 95 % full. Take smaller batches or a larger type. Remove this for a server that takes all at its start."
  namespace           = "/aws/sagemaker/Endpoints"
  metric_name         = "GPUMemoryUtilization"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 95
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

output "endpoint_name" {
  description = "What callers invoke. It is var.name, which is at most 63 characters here."
  value       = aws_sagemaker_endpoint.endpoint.name
}

output "endpoint_arn" {
  description = "For sagemaker:InvokeEndpoint in the policy of callers."
  value       = aws_sagemaker_endpoint.endpoint.arn
}

output "invocation_timeout_seconds" {
  description = "InvocationTimeoutSeconds of every InvokeEndpointAsync: processing ends after it."
  value       = "900"
}

output "success_topic_arn" {
  description = "Subscribe to learn of answers."
  value       = aws_sns_topic.success_topic.arn
}

output "error_topic_arn" {
  description = "Subscribe to learn of failures."
  value       = aws_sns_topic.error_topic.arn
}
