# fraud-scoring: Real-time inference with auto scaling
# Before you deploy:
#   - Request a quota of 6 instances for the peak, with room above it; accounts start
#     with 4.
#   - Model Monitor is closed to new AWS customers, so plan another way to watch the
#     captured data.
# AWS's limits as of {date}, 2026 prices.
# A later run starts a second fleet before it ends the first: have quota for twice the
# instances.
# The script leaves alarms, log groups and roll-out settings to CloudFormation.
#
# Fill in what is empty, then run it in a notebook or with: python
# deploy_fraud_scoring.py
# It needs: pip install "sagemaker>=3.20,<4"
# Each run makes a new model and configuration, and updates the endpoint.

import re
import time
from pathlib import Path

import boto3
from sagemaker.core.helper.session_helper import Session, get_execution_role
from sagemaker.core.resources import Endpoint, EndpointConfig, Model
from sagemaker.core.shapes import (
    CaptureOption,
    ContainerDefinition,
    DataCaptureConfig,
    ProductionVariant,
    ProductionVariantRoutingConfig,
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
# S3 prefix for captured requests and responses.
DATA_CAPTURE_URI = ""

# %% To change where needed
# Name of the endpoint, at most 40 characters. What belongs to it starts with the same.
NAME = "fraud-scoring"
# Sized and priced for this Region.
REGION = "us-east-1"
# File with a request to send once. Empty: none is sent.
SAMPLE_FILE = ""
# Content type of requests.
CONTENT_TYPE = "application/json"
# Percentage of requests to capture. 100 stores every request with its response, and
# nothing here deletes them: set a lifecycle rule.
DATA_CAPTURE_PERCENTAGE = 100
# KMS key for volumes and captured data. Its policy has to allow Decrypt, Encrypt and
# GenerateDataKey to the roles here, and CreateGrant to them and to you. Empty: keys of
# AWS.
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
        "DATA_CAPTURE_URI",
        re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?", DATA_CAPTURE_URI),
        "s3://BUCKET/FOLDER/",
    ),
    (
        "DATA_CAPTURE_PERCENTAGE",
        isinstance(DATA_CAPTURE_PERCENTAGE, int) and DATA_CAPTURE_PERCENTAGE >= 1 and DATA_CAPTURE_PERCENTAGE <= 100,
        "Percentage of requests to capture. 100 stores every request with its response, and nothing here deletes them: set a lifecycle rule.",
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
# The role has to allow:
#   ecr:GetAuthorizationToken on *
#   cloudwatch:PutMetricData on *
#   logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents,
#     logs:DescribeLogStreams on
#     arn:aws:logs:*:*:log-group:/aws/sagemaker/Endpoints/NAME*
#   ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer, ecr:BatchGetImage on
#     the repository of IMAGE
#   s3:GetObject on MODEL_DATA_URL
#   s3:PutObject, s3:AbortMultipartUpload on DATA_CAPTURE_URI
#   kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on KMS_KEY_ARN
#   kms:CreateGrant on KMS_KEY_ARN
# You have to be allowed to pass it (iam:PassRole).
role = EXECUTION_ROLE_ARN or get_execution_role(Session(boto_session=session))
named = {"owner": OWNER, "review": REVIEW_URL, "expiry": EXPIRY}
tags = [Tag(key=key, value=value) for key, value in named.items() if value]
version = f"{NAME}-{time.strftime('%Y%m%d-%H%M%S')}"

# %% Model and configuration
Model.create(
    model_name=version,
    execution_role_arn=role,
    primary_container=ContainerDefinition(image=IMAGE, model_data_url=MODEL_DATA_URL),
    tags=tags,
)
EndpointConfig.create(
    endpoint_config_name=version,
    data_capture_config=DataCaptureConfig(
        enable_capture=True,
        initial_sampling_percentage=DATA_CAPTURE_PERCENTAGE,
        destination_s3_uri=DATA_CAPTURE_URI,
        kms_key_id=KMS_KEY_ARN or None,
        capture_options=[
            CaptureOption(capture_mode="Input"),
            CaptureOption(capture_mode="Output"),
        ],
    ),
    kms_key_id=KMS_KEY_ARN or None,
    production_variants=[
        ProductionVariant(
            variant_name="main",
            model_name=version,
            instance_type="ml.c6i.large",
            initial_instance_count=3,
            initial_variant_weight=1,
            routing_config=ProductionVariantRoutingConfig(
                routing_strategy="LEAST_OUTSTANDING_REQUESTS",
            ),
            model_data_download_timeout_in_seconds=600,
            container_startup_health_check_timeout_in_seconds=600,
            volume_size_in_gb=32,
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
autoscaling.register_scalable_target(**target, MinCapacity=3, MaxCapacity=6)
autoscaling.put_scaling_policy(
    **target,
    PolicyName="follow-load",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "SageMakerVariantInvocationsPerInstance",
        },
        "TargetValue": 2100,
        "ScaleOutCooldown": 300,
        "ScaleInCooldown": 300,
    },
)

# %% One request
if SAMPLE_FILE:
    answer = endpoint.invoke(body=Path(SAMPLE_FILE).read_bytes(), content_type=CONTENT_TYPE)
    print(answer.body.read().decode(errors="replace"))

# %% Done
print(f"""
{NAME} is in service in {REGION}. To delete it:
  aws sagemaker delete-endpoint --endpoint-name {NAME} --region {REGION}
  aws sagemaker delete-endpoint-config --endpoint-config-name {version} --region {REGION}
  aws sagemaker delete-model --model-name {version} --region {REGION}
Models and configurations of earlier runs have names that start with {NAME}-.
""")
