# nightly-churn-scoring: Batch transform
# Before you deploy:
#   - Time a record on one ml.c6i.large before committing: the number of instances follows from it.
# Note:
#   - How many ml.c6i.large it takes depends on the seconds per record; one is $0.10 per job hour. The configuration asks for the number of instances.
#   - AWS gives each file to one instance: have at least var.instance_count files of similar size, or instances idle.
# AWS's limits as of {date}, 2026 prices.

terraform {
  required_version = ">= 1.5"
  required_providers { aws = { source = "hashicorp/aws", version = ">= 6.0" } }
}

variable "name" {
  type        = string
  description = "The alarms' names start with it."
  default     = "nightly-churn-scoring"
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

variable "instance_count" {
  type        = number
  description = "Instances of a run, as many as finish it in time. Measure one on a part of the dataset to know."
  validation {
    condition     = var.instance_count >= 1
    error_message = "At least 1."
  }
}

variable "input_uri" {
  type        = string
  description = "S3 prefix of the dataset: a run scores all files under it. It takes at least var.instance_count files of similar size."
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$", var.input_uri))
    error_message = "s3://BUCKET/FOLDER/"
  }
}

variable "output_uri" {
  type        = string
  description = "S3 prefix for results. A run replaces those of the run before it."
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$", var.output_uri))
    error_message = "s3://BUCKET/FOLDER/"
  }
}

variable "content_type" {
  type        = string
  description = "MIME type of the dataset as the container reads it, such as text/csv or application/jsonlines."
  validation {
    condition     = can(regex("^[a-z]+/[a-z0-9.+-]+$", var.content_type))
    error_message = "MIME type of the dataset as the container reads it, such as text/csv or application/jsonlines."
  }
}

variable "split_type" {
  type        = string
  description = "How files divide into records. Line: one record per line, as in CSV and JSON Lines. None: a file is one record."
  default     = "Line"
  validation {
    condition     = contains(["Line", "RecordIO", "TFRecord", "None"], var.split_type)
    error_message = "How files divide into records. Line: one record per line, as in CSV and JSON Lines. None: a file is one record."
  }
}

variable "accept_type" {
  type        = string
  description = "MIME type of the results. Empty: the container's own."
  default     = ""
  validation {
    condition     = can(regex("^$|^[a-z]+/[a-z0-9.+-]+$", var.accept_type))
    error_message = "MIME type of the results. Empty: the container's own."
  }
}

variable "rhythm" {
  type        = string
  description = "When a run starts, as an expression of EventBridge Scheduler. A run is stopped after 6 hours, so leave more time between two."
  default     = "cron(0 2 * * ? *)"
  validation {
    condition     = can(regex("^(cron\\([^()]+\\)|rate\\([0-9]+ (minutes?|hours?|days?)\\))$", var.rhythm))
    error_message = "An expression of EventBridge Scheduler, such as cron(0 2 * * ? *) or rate(6 hours)."
  }
}

variable "time_zone" {
  type        = string
  description = "IANA time zone of the schedules, such as Europe/Berlin."
  default     = "UTC"
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

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id      = data.aws_caller_identity.current.account_id
  partition       = data.aws_partition.current.partition
  region          = data.aws_region.current.region
  is_split        = var.split_type != "None"
  is_lines        = var.split_type == "Line"
  has_accept_type = var.accept_type != ""
  has_alarm_topic = var.alarm_topic_arn != ""
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
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/sagemaker/TransformJobs*"]
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
  statement {
    sid     = "ReadFolders"
    actions = ["s3:GetObject", "s3:ListBucket"]
    resources = [
      "arn:${local.partition}:s3:::${split("/", var.input_uri)[2]}",
      "arn:${local.partition}:s3:::${split("s3://", var.input_uri)[1]}*",
    ]
  }
  statement {
    sid       = "WriteObjects"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = ["arn:${local.partition}:s3:::${split("s3://", var.output_uri)[1]}*"]
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

data "aws_iam_policy_document" "run_role_assume_role_policy" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:states:${local.region}:${local.account_id}:stateMachine:*"]
    }
  }
}

resource "aws_iam_role" "run_role" {
  assume_role_policy = data.aws_iam_policy_document.run_role_assume_role_policy.json
}

data "aws_iam_policy_document" "run_role_policy" {
  statement {
    sid = "RunJobs"
    actions = [
      "sagemaker:CreateTransformJob",
      "sagemaker:DescribeTransformJob",
      "sagemaker:StopTransformJob",
      "sagemaker:AddTags",
      "sagemaker:ListTags",
    ]
    resources = ["arn:${local.partition}:sagemaker:${local.region}:${local.account_id}:transform-job/nightly-churn-scoring-*"]
  }
  statement {
    sid       = "UseExecutionRole"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.execution_role.arn]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["sagemaker.amazonaws.com"]
    }
  }
  statement {
    sid       = "WaitForJobs"
    actions   = ["events:PutTargets", "events:PutRule", "events:DescribeRule"]
    resources = ["arn:${local.partition}:events:${local.region}:${local.account_id}:rule/StepFunctionsGetEventsForSageMakerTransformJobsRule"]
  }
}

resource "aws_iam_role_policy" "run_role" {
  role   = aws_iam_role.run_role.name
  name   = "run"
  policy = data.aws_iam_policy_document.run_role_policy.json
}

resource "aws_sfn_state_machine" "run" {
  role_arn = aws_iam_role.run_role.arn
  definition = jsonencode({
    Comment        = "Scores the dataset once"
    StartAt        = "Transform"
    TimeoutSeconds = 21600
    States = {
      Transform = {
        Type     = "Task"
        Resource = "arn:${local.partition}:states:::sagemaker:createTransformJob.sync"
        Parameters = {
          "TransformJobName.$"    = "States.Format('nightly-churn-scoring-{}', $$.Execution.Name)"
          ModelName               = aws_sagemaker_model.model.name
          MaxConcurrentTransforms = 2
          MaxPayloadInMB          = 6
          BatchStrategy           = local.is_split ? "MultiRecord" : "SingleRecord"
          ModelClientConfig       = { InvocationsTimeoutInSeconds = 600, InvocationsMaxRetries = 3 }
          TransformInput = {
            DataSource  = { S3DataSource = { S3DataType = "S3Prefix", S3Uri = var.input_uri } }
            ContentType = var.content_type
            SplitType   = var.split_type
          }
          TransformOutput = merge(
            { S3OutputPath = var.output_uri, AssembleWith = local.is_lines ? "Line" : "None" },
            local.has_accept_type ? { Accept = var.accept_type } : {},
          )
          TransformResources = {
            InstanceType      = "ml.c6i.large"
            "InstanceCount.$" = "States.StringToJson('${var.instance_count}')"
          }
        }
        End = true
      }
    }
  })
  depends_on = [aws_iam_role_policy.run_role]
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
    sid       = "StartRuns"
    actions   = ["states:StartExecution"]
    resources = [aws_sfn_state_machine.run.arn]
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

resource "aws_scheduler_schedule" "run_schedule" {
  description                  = "Starts a run"
  schedule_expression          = var.rhythm
  schedule_expression_timezone = var.time_zone
  flexible_time_window { mode = "OFF" }
  target {
    arn      = aws_sfn_state_machine.run.arn
    role_arn = aws_iam_role.scheduler_role.arn
    retry_policy {
      maximum_event_age_in_seconds = 900
      maximum_retry_attempts       = 10
    }
    dead_letter_config { arn = aws_sqs_queue.failed_starts.arn }
  }
  depends_on = [aws_iam_role_policy.scheduler_role]
}

resource "aws_cloudwatch_metric_alarm" "run_failed" {
  alarm_name          = "${var.name}-run-failed"
  alarm_description   = "A run failed. Its execution has the reason."
  namespace           = "AWS/States"
  metric_name         = "ExecutionsFailed"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.run.arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "run_late" {
  alarm_name          = "${var.name}-run-late"
  alarm_description   = "A run was stopped at its deadline, 6 hours after its start. Check that var.input_uri has at least var.instance_count files of similar size, then add instances."
  namespace           = "AWS/States"
  metric_name         = "ExecutionsTimedOut"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.run.arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.has_alarm_topic ? [var.alarm_topic_arn] : []
}

resource "aws_cloudwatch_metric_alarm" "run_not_started" {
  alarm_name          = "${var.name}-run-not-started"
  alarm_description   = "A run could not be started. The request is in the queue."
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

output "state_machine_arn" {
  description = "Start it to run a job at once."
  value       = aws_sfn_state_machine.run.arn
}

output "invocations_timeout_in_seconds" {
  description = "Seconds after which the job gives up on a record."
  value       = "600"
}
