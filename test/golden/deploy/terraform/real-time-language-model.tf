# churn: Real-time inference with auto scaling
# Before you deploy:
#   - Load-test 2 of the 6 × ml.p5.4xlarge with real prompts before committing: their speed is modelled, not measured.
#   - Request a quota of 8 instances for the peak, with room above it; accounts start with 4, and with 0 of most GPU types.
# Note:
#   - If AWS has no ml.p5.4xlarge, the endpoint isn't created and can't scale out. No other type carries as much one for one. 18 × ml.g6e.xlarge or 11 × ml.g7e.2xlarge would hold the load.
#   - The host driver of ml.p5.4xlarge is too old for CUDA 13 by default (535, for CUDA 12.2): the configuration sets InferenceAmiVersion.
#   - The configuration makes its log groups. Delete those that an earlier endpoint of this name left before you deploy.
#   - An update starts a second fleet beside the first: have quota for twice the instances.
#   - Callers need the first part within 2 s, and CloudWatch has no metric of it for response streams: measure it at the callers.
# AWS's limits as of {date}, prices as of {date}.

terraform {
  required_version = ">= 1.5"
  required_providers { aws = { source = "hashicorp/aws", version = ">= 6.0" } }
}

variable "name" {
  type        = string
  description = "Name of the endpoint. Its alarms' names start with it."
  default     = "churn"
  validation {
    condition     = can(regex("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$", var.name))
    error_message = "Letters, digits and hyphens, at most 63."
  }
}

variable "model_data_url" {
  type        = string
  description = "S3 prefix of the uncompressed files of the model. It is gated, and Terraform would keep the token of the Hugging Face Hub in its state. CloudFormation reads it from a secret."
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$", var.model_data_url))
    error_message = "s3://BUCKET/FOLDER/"
  }
}

variable "image" {
  type        = string
  description = "ECR image of the model, with tag or digest. Language models are served by vLLM. This is AWS's vLLM 0.27.1 as of 2026-08-21. Newer ones: https://aws.github.io/deep-learning-containers/vllm/deployment/sagemaker/"
  default     = "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker"
  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+$", var.image))
    error_message = "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG"
  }
}

variable "max_model_length" {
  type        = number
  description = "Longest request in tokens, prompt and answer together: assumed, as none is stated. Longer ones are refused; more takes memory."
  default     = 6144
  validation {
    condition     = var.max_model_length >= 1
    error_message = "At least 1."
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
  account_id      = data.aws_caller_identity.current.account_id
  partition       = data.aws_partition.current.partition
  region          = data.aws_region.current.region
  has_alarm_topic = var.alarm_topic_arn != ""
  rolls_back      = var.roll_back_on_alarms
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
    sid     = "ReadFolders"
    actions = ["s3:GetObject", "s3:ListBucket"]
    resources = [
      "arn:${local.partition}:s3:::${split("/", var.model_data_url)[2]}",
      "arn:${local.partition}:s3:::${split("s3://", var.model_data_url)[1]}*",
    ]
  }
}

resource "aws_iam_role_policy" "execution_role" {
  role   = aws_iam_role.execution_role.name
  name   = "serve"
  policy = data.aws_iam_policy_document.execution_role_policy.json
}

resource "aws_sagemaker_model" "model" {
  execution_role_arn = aws_iam_role.execution_role.arn
  primary_container {
    image = var.image
    model_data_source {
      s3_data_source {
        s3_uri           = var.model_data_url
        s3_data_type     = "S3Prefix"
        compression_type = "None"
      }
    }
    environment = {
      SM_VLLM_MODEL                = "/opt/ml/model"
      SM_VLLM_TENSOR_PARALLEL_SIZE = "1"
      SM_VLLM_MAX_MODEL_LEN        = var.max_model_length
      SM_VLLM_DTYPE                = "auto"
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
  production_variants {
    variant_name           = "main"
    model_name             = aws_sagemaker_model.model.name
    instance_type          = "ml.p5.4xlarge"
    initial_instance_count = 3
    routing_config { routing_strategy = "LEAST_OUTSTANDING_REQUESTS" }
    inference_ami_version                             = "al2023-ami-sagemaker-inference-gpu-4-1"
    model_data_download_timeout_in_seconds            = 1800
    container_startup_health_check_timeout_in_seconds = 1800
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
      termination_wait_in_seconds          = 600
      maximum_execution_timeout_in_seconds = 6600
    }
    dynamic "auto_rollback_configuration" {
      for_each = local.rolls_back ? [1] : []
      content {
        alarms { alarm_name = aws_cloudwatch_metric_alarm.errors.alarm_name }
        alarms { alarm_name = aws_cloudwatch_metric_alarm.latency.alarm_name }
      }
    }
  }
  depends_on = [aws_cloudwatch_log_group.endpoint_logs]
}

resource "aws_appautoscaling_target" "target" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.endpoint.name}/variant/main"
  min_capacity       = 1
  max_capacity       = 8
}

resource "aws_appautoscaling_policy" "load_policy" {
  name               = "follow-load"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.target.service_namespace
  resource_id        = aws_appautoscaling_target.target.resource_id
  scalable_dimension = aws_appautoscaling_target.target.scalable_dimension
  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "SageMakerVariantConcurrentRequestsPerModelHighResolution"
    }
    target_value       = 204
    scale_out_cooldown = 60
    scale_in_cooldown  = 300
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.name}-errors"
  alarm_description   = "Over 1 % of requests to the endpoint fail with a server error. See its logs."
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.01
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "${var.name}-latency"
  alarm_description   = "p95 latency of the endpoint is over twice the 9.201 s that an answer is modelled to take. Raise the maximum of instances, or undo the last change."
  namespace           = "AWS/SageMaker"
  metric_name         = "ModelLatency"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  extended_statistic  = "p95"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 18400000
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

output "content_type" {
  description = "ContentType of requests."
  value       = "application/json"
}

output "endpoint_name" {
  description = "What callers invoke. It is var.name, which is at most 63 characters here."
  value       = aws_sagemaker_endpoint.endpoint.name
}

output "endpoint_arn" {
  description = "For sagemaker:InvokeEndpoint in the policy of callers."
  value       = aws_sagemaker_endpoint.endpoint.arn
}
