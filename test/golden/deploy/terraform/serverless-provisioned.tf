# churn: Serverless inference with provisioned concurrency
# Note:
#   - The configuration makes its log groups. Delete those that an earlier endpoint of this name left before you deploy.
#   - After each deployment the endpoint is warm until the next cool-down.
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

variable "warm_up_schedule" {
  type        = string
  description = "When provisioned concurrency is added: some minutes before the busy hours."
  default     = "cron(45 8 ? * MON-FRI *)"
  validation {
    condition     = can(regex("^(cron\\([^()]+\\)|rate\\([0-9]+ (minutes?|hours?|days?)\\))$", var.warm_up_schedule))
    error_message = "An expression of EventBridge Scheduler, such as cron(0 2 * * ? *) or rate(6 hours)."
  }
}

variable "cool_down_schedule" {
  type        = string
  description = "When provisioned concurrency is removed: at the end of the busy hours."
  default     = "cron(0 12 ? * MON-FRI *)"
  validation {
    condition     = can(regex("^(cron\\([^()]+\\)|rate\\([0-9]+ (minutes?|hours?|days?)\\))$", var.cool_down_schedule))
    error_message = "An expression of EventBridge Scheduler, such as cron(0 2 * * ? *) or rate(6 hours)."
  }
}

variable "time_zone" {
  type        = string
  description = "IANA time zone of the schedules, such as Europe/Berlin."
  default     = "Europe/Berlin"
  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", var.time_zone))
    error_message = "A name of the IANA time zone database, such as Europe/Berlin or UTC."
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
    sid       = "ReadObjects"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${split("s3://", var.model_data_url)[1]}"]
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
    image          = var.image
    model_data_url = var.model_data_url
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
    variant_name = "main"
    model_name   = aws_sagemaker_model.model.name
    serverless_config {
      memory_size_in_mb       = 1024
      max_concurrency         = 6
      provisioned_concurrency = 4
    }
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
      maximum_execution_timeout_in_seconds = 4200
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

resource "aws_sagemaker_endpoint_configuration" "idle_endpoint_config" {
  production_variants {
    variant_name = "main"
    model_name   = aws_sagemaker_model.model.name
    serverless_config {
      memory_size_in_mb = 1024
      max_concurrency   = 6
    }
  }
  lifecycle { create_before_destroy = true }
}

resource "aws_sqs_queue" "failed_starts" {
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

data "aws_iam_policy_document" "scheduler_role_assume_role_policy" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule-group/default"]
    }
  }
}

resource "aws_iam_role" "scheduler_role" {
  assume_role_policy = data.aws_iam_policy_document.scheduler_role_assume_role_policy.json
}

data "aws_iam_policy_document" "scheduler_role_policy" {
  statement {
    sid     = "SwitchConfigurations"
    actions = ["sagemaker:UpdateEndpoint"]
    resources = [
      aws_sagemaker_endpoint.endpoint.arn,
      aws_sagemaker_endpoint_configuration.endpoint_config.arn,
      aws_sagemaker_endpoint_configuration.idle_endpoint_config.arn,
    ]
  }
  statement {
    sid       = "KeepFailedStarts"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failed_starts.arn]
  }
}

resource "aws_iam_role_policy" "scheduler_role" {
  role   = aws_iam_role.scheduler_role.name
  name   = "start"
  policy = data.aws_iam_policy_document.scheduler_role_policy.json
}

resource "aws_scheduler_schedule" "warm_up" {
  description                  = "Adds provisioned concurrency"
  schedule_expression          = var.warm_up_schedule
  schedule_expression_timezone = var.time_zone
  flexible_time_window { mode = "OFF" }
  target {
    arn      = "arn:${local.partition}:scheduler:::aws-sdk:sagemaker:updateEndpoint"
    role_arn = aws_iam_role.scheduler_role.arn
    input    = "{\"EndpointName\": \"${aws_sagemaker_endpoint.endpoint.name}\", \"EndpointConfigName\": \"${aws_sagemaker_endpoint_configuration.endpoint_config.name}\"}"
    retry_policy {
      maximum_event_age_in_seconds = 900
      maximum_retry_attempts       = 10
    }
    dead_letter_config { arn = aws_sqs_queue.failed_starts.arn }
  }
  depends_on = [aws_iam_role_policy.scheduler_role]
}

resource "aws_scheduler_schedule" "cool_down" {
  description                  = "Removes provisioned concurrency"
  schedule_expression          = var.cool_down_schedule
  schedule_expression_timezone = var.time_zone
  flexible_time_window { mode = "OFF" }
  target {
    arn      = "arn:${local.partition}:scheduler:::aws-sdk:sagemaker:updateEndpoint"
    role_arn = aws_iam_role.scheduler_role.arn
    input    = "{\"EndpointName\": \"${aws_sagemaker_endpoint.endpoint.name}\", \"EndpointConfigName\": \"${aws_sagemaker_endpoint_configuration.idle_endpoint_config.name}\"}"
    retry_policy {
      maximum_event_age_in_seconds = 900
      maximum_retry_attempts       = 10
    }
    dead_letter_config { arn = aws_sqs_queue.failed_starts.arn }
  }
  depends_on = [aws_iam_role_policy.scheduler_role]
}

resource "aws_cloudwatch_metric_alarm" "not_switched" {
  alarm_name          = "${var.name}-not-switched"
  alarm_description   = "A schedule could not switch provisioned concurrency. The request is in the queue."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.failed_starts.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
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
  alarm_description   = "p95 latency of the endpoint is over the 800 ms that callers need. Give it more memory, or undo the last change."
  namespace           = "AWS/SageMaker"
  metric_name         = "ModelLatency"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  extended_statistic  = "p95"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "throttled" {
  alarm_name          = "${var.name}-throttled"
  alarm_description   = "Over 90 % of the maximum concurrency is in use: more requests are throttled. Raise MaxConcurrency."
  namespace           = "AWS/SageMaker"
  metric_name         = "ServerlessConcurrentExecutionsUtilization"
  dimensions          = { EndpointName = var.name, VariantName = "main" }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 0.9
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
