# ct-scan-triage: Asynchronous inference with scaling to zero
# Before you deploy:
#   - Request a quota for 3 × ml.g4dn.xlarge on endpoints, with room above the peak;
#     most GPU types start at 0.
# Note:
#   - If AWS has no ml.g4dn.xlarge, the endpoint takes ml.g4dn.2xlarge, then
#     ml.g6.xlarge, then ml.g5.xlarge. The bill of $99.70 per month is for
#     ml.g4dn.xlarge; if all are ml.g5.xlarge, it's $191. Request an endpoint quota for
#     each type first, or set INSTANCE_FALLBACK to No.
#   - INFERENCE_AMI_VERSION is for CUDA 12, as the image isn't known. Change it for an
#     image with CUDA 13.
# AWS's limits as of {date}, prices as of {date}.
# A later run starts a second fleet before it ends the first: have quota for twice the
# instances.
# The script leaves other alarms, log groups and roll-out settings to CloudFormation.
#
# Fill in what is empty, then run it in a notebook or with: python
# deploy_ct_scan_triage.py
# It needs: pip install "sagemaker>=3.20,<4"
# Each run makes a new model and configuration, and updates the endpoint.

import re
import time
from pathlib import Path

import boto3
from sagemaker.core.helper.session_helper import Session, get_execution_role
from sagemaker.core.resources import Endpoint, EndpointConfig, Model
from sagemaker.core.shapes import (
    AsyncInferenceClientConfig,
    AsyncInferenceConfig,
    AsyncInferenceNotificationConfig,
    AsyncInferenceOutputConfig,
    ContainerDefinition,
    InstancePool,
    ProductionVariant,
    Tag,
)
from sagemaker.core.utils.utils import SageMakerClient

# %% To fill in
# ECR image of the model, with tag or digest. Nothing says which server runs this model.
# AWS's images:
# https://aws.github.io/deep-learning-containers/reference/available_images/
IMAGE = ""
# S3 address of the model.tar.gz of the model.
MODEL_DATA_URL = ""
# S3 prefix where callers put requests.
REQUESTS_URI = ""
# S3 prefix for responses. Failures go to failures/ under it.
RESPONSES_URI = ""

# %% To change where needed
# Name of the endpoint, at most 40 characters. What belongs to it starts with the same.
NAME = "ct-scan-triage"
# Sized and priced for this Region.
REGION = "us-east-1"
# File with a request to send once. Empty: none is sent.
SAMPLE_FILE = ""
# Content type of requests.
CONTENT_TYPE = "application/json"
# Yes: if AWS has no ml.g4dn.xlarge, the endpoint takes ml.g4dn.2xlarge, then
# ml.g6.xlarge, then ml.g5.xlarge. Each needs its endpoint quota. No: ml.g4dn.xlarge
# alone.
INSTANCE_FALLBACK = "Yes"
# Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13,
# al2-ami-sagemaker-inference-gpu-3-1 with CUDA 12. Empty: 470, for CUDA 11.4.
INFERENCE_AMI_VERSION = "al2-ami-sagemaker-inference-gpu-3-1"
# KMS key for responses and topics. Its policy has to allow Decrypt, Encrypt and
# GenerateDataKey to the roles here. Empty: keys of AWS.
KMS_KEY_ARN = ""
# Tag "owner": who answers for it. Empty: no tag.
OWNER = ""
# Tag "review": the review that decided it, without a query. Empty: no tag.
REVIEW_URL = ""
# Tag "expiry": the day to review or remove it, as YYYY-MM-DD. Empty: no tag.
EXPIRY = ""
# Role that SageMaker assumes. Empty: the notebook's own.
EXECUTION_ROLE_ARN = ""

for name, fits, expected in [
    (
        "IMAGE",
        re.fullmatch(r"[0-9]{12}\.dkr\.ecr\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+", IMAGE),
        "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG",
    ),
    (
        "MODEL_DATA_URL",
        re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+/[^ ]+\.tar\.gz", MODEL_DATA_URL),
        "s3://BUCKET/KEY.tar.gz",
    ),
    (
        "REQUESTS_URI",
        re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?", REQUESTS_URI),
        "s3://BUCKET/FOLDER/",
    ),
    (
        "RESPONSES_URI",
        re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?", RESPONSES_URI),
        "s3://BUCKET/FOLDER/",
    ),
    (
        "INSTANCE_FALLBACK",
        INSTANCE_FALLBACK in ["Yes", "No"],
        "Yes: if AWS has no ml.g4dn.xlarge, the endpoint takes ml.g4dn.2xlarge, then ml.g6.xlarge, then ml.g5.xlarge. Each needs its endpoint quota. No: ml.g4dn.xlarge alone.",
    ),
    (
        "INFERENCE_AMI_VERSION",
        re.fullmatch(r"^$|^(al2-ami-sagemaker-inference-gpu-3-1|al2023-ami-sagemaker-inference-gpu-4-1)$", INFERENCE_AMI_VERSION),
        "al2-ami-sagemaker-inference-gpu-3-1 or al2023-ami-sagemaker-inference-gpu-4-1, or empty.",
    ),
    (
        "KMS_KEY_ARN",
        re.fullmatch(r"^$|^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", KMS_KEY_ARN),
        "The ARN of a KMS key, or empty.",
    ),
    (
        "OWNER",
        re.fullmatch(r"[a-zA-Z0-9 _.:/=+@-]*", OWNER),
        'Tag "owner": who answers for it. Empty: no tag.',
    ),
    (
        "REVIEW_URL",
        re.fullmatch(r"[a-zA-Z0-9 _.:/=+@-]*", REVIEW_URL),
        'Tag "review": the review that decided it, without a query. Empty: no tag.',
    ),
    (
        "EXPIRY",
        re.fullmatch(r"^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$", EXPIRY),
        'Tag "expiry": the day to review or remove it, as YYYY-MM-DD. Empty: no tag.',
    ),
    (
        "EXECUTION_ROLE_ARN",
        re.fullmatch(r"^$|^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", EXECUTION_ROLE_ARN),
        "The ARN of a role, or empty.",
    ),
]:
    if not fits:
        raise SystemExit(f"Fill in {name}: {expected}")

# %% Session and role
session = boto3.Session(region_name=REGION)
# One client serves all classes of the SDK, for as long as the kernel runs.
client = SageMakerClient(session=session, region_name=REGION)
if client.region_name != REGION:
    raise SystemExit(f"This kernel works in {client.region_name}: restart it first.")
autoscaling = session.client("application-autoscaling")
cloudwatch = session.client("cloudwatch")
sns = session.client("sns")
# The role has to allow:
#   ecr:GetAuthorizationToken on *
#   cloudwatch:PutMetricData on *
#   logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents,
#     logs:DescribeLogStreams on
#     arn:aws:logs:*:*:log-group:/aws/sagemaker/Endpoints/NAME*
#   ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer, ecr:BatchGetImage on
#     the repository of IMAGE
#   s3:GetObject on MODEL_DATA_URL, REQUESTS_URI
#   s3:PutObject, s3:AbortMultipartUpload on RESPONSES_URI
#   sns:Publish on the topic NAME-success-topic, the topic NAME-error-topic
#   kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on KMS_KEY_ARN
# You have to be allowed to pass it (iam:PassRole).
role = EXECUTION_ROLE_ARN or get_execution_role(Session(boto_session=session))
named = {"owner": OWNER, "review": REVIEW_URL, "expiry": EXPIRY}
tags = [Tag(key=key, value=value) for key, value in named.items() if value]
has_instance_fallback = INSTANCE_FALLBACK == "Yes"
version = f"{NAME}-{time.strftime('%Y%m%d-%H%M%S')}"


def given(**values):
    """Leaves out what is None."""
    return {name: value for name, value in values.items() if value is not None}


# %% Model and configuration
Model.create(
    model_name=version,
    execution_role_arn=role,
    primary_container=ContainerDefinition(
        image=IMAGE,
        model_data_url=MODEL_DATA_URL,
        environment={
            "TS_DEFAULT_RESPONSE_TIMEOUT": "180",
            "MMS_DEFAULT_RESPONSE_TIMEOUT": "180",
            "TS_MAX_REQUEST_SIZE": "524288000",
            "TS_MAX_RESPONSE_SIZE": "524288000",
            "MMS_MAX_REQUEST_SIZE": "524288000",
            "MMS_MAX_RESPONSE_SIZE": "524288000",
        },
    ),
    tags=tags,
)
success_topic = sns.create_topic(
    Name=f"{NAME}-success-topic",
    Attributes=given(
        DisplayName="Answered requests",
        KmsMasterKeyId=KMS_KEY_ARN or None,
    ),
)["TopicArn"]
if tags:
    sns.tag_resource(
        ResourceArn=success_topic,
        Tags=[{"Key": tag.key, "Value": tag.value} for tag in tags],
    )
error_topic = sns.create_topic(
    Name=f"{NAME}-error-topic",
    Attributes=given(DisplayName="Failed requests", KmsMasterKeyId=KMS_KEY_ARN or None),
)["TopicArn"]
if tags:
    sns.tag_resource(
        ResourceArn=error_topic,
        Tags=[{"Key": tag.key, "Value": tag.value} for tag in tags],
    )
EndpointConfig.create(
    endpoint_config_name=version,
    async_inference_config=AsyncInferenceConfig(
        client_config=AsyncInferenceClientConfig(
            max_concurrent_invocations_per_instance=1,
        ),
        output_config=AsyncInferenceOutputConfig(
            s3_output_path=RESPONSES_URI,
            s3_failure_path=f"{RESPONSES_URI}failures/",
            kms_key_id=KMS_KEY_ARN or None,
            notification_config=AsyncInferenceNotificationConfig(
                success_topic=success_topic,
                error_topic=error_topic,
            ),
        ),
    ),
    production_variants=[
        ProductionVariant(
            variant_name="main",
            model_name=version,
            instance_type=None if has_instance_fallback else "ml.g4dn.xlarge",
            instance_pools=[
                InstancePool(instance_type="ml.g4dn.xlarge", priority=1),
                InstancePool(instance_type="ml.g4dn.2xlarge", priority=2),
                InstancePool(instance_type="ml.g6.xlarge", priority=3),
                InstancePool(instance_type="ml.g5.xlarge", priority=4),
            ] if has_instance_fallback else None,
            variant_instance_provision_timeout_in_seconds=1200 if has_instance_fallback else None,
            initial_instance_count=1,
            initial_variant_weight=1,
            inference_ami_version=INFERENCE_AMI_VERSION or None,
        ),
    ],
    tags=tags,
)

# %% Endpoint
similar = Endpoint.get_all(name_contains=NAME)
endpoint = next((found for found in similar if found.endpoint_name == NAME), None)
if endpoint is None:
    endpoint = Endpoint.create(
        endpoint_name=NAME,
        endpoint_config_name=version,
        tags=tags,
    )
elif endpoint.endpoint_status == "Failed":
    delete = f"aws sagemaker delete-endpoint --endpoint-name {NAME} --region {REGION}"
    raise SystemExit(f"{NAME} has failed and takes no update. Delete it first: {delete}")
else:
    endpoint.endpoint_config_name = version
    endpoint.update(retain_all_variant_properties=True)
endpoint.wait_for_status("InService")
if endpoint.endpoint_config_name != version:
    raise SystemExit(f"AWS rolled the update back: {endpoint.failure_reason}")

# %% Scaling
target = {
    "ServiceNamespace": "sagemaker",
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
    "ResourceId": f"endpoint/{NAME}/variant/main",
}
autoscaling.register_scalable_target(**target, MinCapacity=0, MaxCapacity=3)
autoscaling.put_scaling_policy(
    **target,
    PolicyName="follow-backlog",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "CustomizedMetricSpecification": {
            "Namespace": "AWS/SageMaker",
            "MetricName": "ApproximateBacklogSizePerInstance",
            "Dimensions": [{"Name": "EndpointName", "Value": NAME}],
            "Statistic": "Average",
        },
        "TargetValue": 4,
        "ScaleOutCooldown": 300,
        "ScaleInCooldown": 300,
    },
)
wake_policy = autoscaling.put_scaling_policy(
    **target,
    PolicyName="wake-up",
    PolicyType="StepScaling",
    StepScalingPolicyConfiguration={
        "AdjustmentType": "ChangeInCapacity",
        "Cooldown": 300,
        "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}],
    },
)["PolicyARN"]
cloudwatch.put_metric_alarm(
    AlarmName=f"{NAME}-wake-alarm",
    AlarmDescription="Requests wait and no instance runs: wakes the endpoint. No data is no change.",
    Namespace="AWS/SageMaker",
    MetricName="HasBacklogWithoutCapacity",
    Dimensions=[{"Name": "EndpointName", "Value": NAME}],
    Statistic="Average",
    Period=60,
    EvaluationPeriods=2,
    DatapointsToAlarm=2,
    ComparisonOperator="GreaterThanOrEqualToThreshold",
    Threshold=1,
    TreatMissingData="missing",
    AlarmActions=[wake_policy],
    Tags=[{"Key": tag.key, "Value": tag.value} for tag in tags],
)

# %% One request
if SAMPLE_FILE:
    bucket, folder = REQUESTS_URI.removeprefix("s3://").split("/", 1)
    session.client("s3").put_object(
        Bucket=bucket,
        Key=f"{folder}sample",
        Body=Path(SAMPLE_FILE).read_bytes(),
    )
    answer = endpoint.invoke_async(
        input_location=f"{REQUESTS_URI}sample",
        content_type=CONTENT_TYPE,
        invocation_timeout_seconds=900,
    )
    print(f"The response comes to {answer.output_location}")

# %% Done
print(f"""
{NAME} is in service in {REGION}. To delete it:
  aws cloudwatch delete-alarms --alarm-names {NAME}-wake-alarm --region {REGION}
  aws sagemaker delete-endpoint --endpoint-name {NAME} --region {REGION}
  aws sagemaker delete-endpoint-config --endpoint-config-name {version} --region {REGION}
  aws sns delete-topic --topic-arn {error_topic} --region {REGION}
  aws sns delete-topic --topic-arn {success_topic} --region {REGION}
  aws sagemaker delete-model --model-name {version} --region {REGION}
Models and configurations of earlier runs have names that start with {NAME}-.
""")
