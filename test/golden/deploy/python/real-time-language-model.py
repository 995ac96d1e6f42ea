# churn: Real-time inference with auto scaling
# Before you deploy:
#   - Load-test 2 of the 6 × ml.p5.4xlarge with your own prompts before you commit:
#     their speed is modelled, not measured.
#   - Request a quota of 8 instances for the peak, with room above it; accounts start
#     with 4, and with 0 of most GPU types.
# Note:
#   - The deployment reads the secret with the Hugging Face token; the role of the
#     containers does not. DescribeModel shows the token, so limit who may call it.
#   - If AWS has no ml.p5.4xlarge, the endpoint isn't created and can't scale out. No
#     other type carries as much one for one. 18 × ml.g6e.xlarge or 11 × ml.g7e.2xlarge
#     would hold the load.
#   - The host driver of ml.p5.4xlarge is too old for CUDA 13 by default (535, for CUDA
#     12.2): the script sets INFERENCE_AMI_VERSION.
# AWS's limits as of {date}, prices as of {date}.
# A later run starts a second fleet before it ends the first: have quota for twice the
# instances.
# The script leaves alarms, log groups and roll-out settings to CloudFormation.
#
# Fill in what is empty, then run it in a notebook or with: python deploy_churn.py
# It needs: pip install "sagemaker>=3.20,<4"
# Each run makes a new model and configuration, and updates the endpoint.

import json
import re
import time
from pathlib import Path

import boto3
from sagemaker.core.helper.session_helper import Session, get_execution_role
from sagemaker.core.resources import Endpoint, EndpointConfig, Model
from sagemaker.core.shapes import (
    ContainerDefinition,
    ModelDataSource,
    ProductionVariant,
    ProductionVariantCapacityReservationConfig,
    ProductionVariantRoutingConfig,
    S3ModelDataSource,
    Tag,
)
from sagemaker.core.utils.utils import SageMakerClient

# %% To fill in
# Secret in AWS Secrets Manager whose text is a Hugging Face token:
# meta-llama/Llama-3.1-8B-Instruct is gated, so request access first. Empty only with a
# model in S3.
HUGGING_FACE_TOKEN_ARN = None

# %% To change where needed
# Name of the endpoint, at most 40 characters. What belongs to it starts with the same.
NAME = "churn"
# Sized and priced for this Region.
REGION = "us-east-1"
# File with a request to send once. Empty: none is sent.
SAMPLE_FILE = ""
# Content type of requests.
CONTENT_TYPE = "application/json"
# ECR image of the model, with tag or digest. Language models are served by vLLM. This
# is AWS's vLLM 0.27.1 as of 2026-08-21. Newer ones:
# https://aws.github.io/deep-learning-containers/vllm/deployment/sagemaker/
IMAGE = "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker"
# Model on the Hugging Face Hub, used while MODEL_DATA_URL is empty. Each new instance
# downloads it.
MODEL_ID = "meta-llama/Llama-3.1-8B-Instruct"
# S3 prefix of the uncompressed files of the model. Empty: the container downloads it
# from the Hugging Face Hub.
MODEL_DATA_URL = ""
# Longest request in tokens, prompt and answer together: assumed, as none is stated.
# Longer ones are refused; more takes memory.
MAX_MODEL_LENGTH = 6144
# Active training plan for endpoints that reserves ml.p5.4xlarge. The endpoint stops
# serving when the plan ends, and can't scale beyond it. Empty: on demand.
TRAINING_PLAN_ARN = ""
# Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13,
# al2-ami-sagemaker-inference-gpu-3-1 with CUDA 12. Empty: 535, for CUDA 12.2.
INFERENCE_AMI_VERSION = "al2023-ami-sagemaker-inference-gpu-4-1"
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
        "HUGGING_FACE_TOKEN_ARN",
        HUGGING_FACE_TOKEN_ARN is not None and re.fullmatch(r"^$|^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$", HUGGING_FACE_TOKEN_ARN),
        "The ARN of a secret, or empty.",
    ),
    (
        "IMAGE",
        re.fullmatch(r"[0-9]{12}\.dkr\.ecr\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+", IMAGE),
        "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG",
    ),
    (
        "MODEL_ID",
        re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*", MODEL_ID),
        "OWNER/NAME",
    ),
    (
        "MODEL_DATA_URL",
        re.fullmatch(r"^$|^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$", MODEL_DATA_URL),
        "s3://BUCKET/FOLDER/",
    ),
    (
        "MAX_MODEL_LENGTH",
        isinstance(MAX_MODEL_LENGTH, int) and MAX_MODEL_LENGTH >= 1,
        "Longest request in tokens, prompt and answer together: assumed, as none is stated. Longer ones are refused; more takes memory.",
    ),
    (
        "TRAINING_PLAN_ARN",
        re.fullmatch(r"^$|^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:training-plan/.+$", TRAINING_PLAN_ARN),
        "The ARN of a training plan, or empty.",
    ),
    (
        "INFERENCE_AMI_VERSION",
        re.fullmatch(r"^$|^(al2-ami-sagemaker-inference-gpu-3-1|al2023-ami-sagemaker-inference-gpu-4-1)$", INFERENCE_AMI_VERSION),
        "al2-ami-sagemaker-inference-gpu-3-1 or al2023-ami-sagemaker-inference-gpu-4-1, or empty.",
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
#   s3:ListBucket on the bucket of MODEL_DATA_URL
#   kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on KMS_KEY_ARN
# You have to be allowed to pass it (iam:PassRole).
role = EXECUTION_ROLE_ARN or get_execution_role(Session(boto_session=session))
named = {"owner": OWNER, "review": REVIEW_URL, "expiry": EXPIRY}
tags = [Tag(key=key, value=value) for key, value in named.items() if value]
has_model_data_url = MODEL_DATA_URL != ""
has_hugging_face_token_arn = HUGGING_FACE_TOKEN_ARN != ""
has_training_plan_arn = TRAINING_PLAN_ARN != ""
version = f"{NAME}-{time.strftime('%Y%m%d-%H%M%S')}"


def given(**values):
    """Leaves out what is None."""
    return {name: value for name, value in values.items() if value is not None}


def secret(name, key=None):
    """Reads a secret, or the value of a key of its JSON."""
    value = session.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    return value if key is None else json.loads(value)[key]


# %% Model and configuration
Model.create(
    model_name=version,
    execution_role_arn=role,
    primary_container=ContainerDefinition(
        image=IMAGE,
        model_data_source=ModelDataSource(
            s3_data_source=S3ModelDataSource(
                s3_uri=MODEL_DATA_URL,
                s3_data_type="S3Prefix",
                compression_type="None",
            ),
        ) if has_model_data_url else None,
        environment=given(
            SM_VLLM_MODEL="/opt/ml/model" if has_model_data_url else MODEL_ID,
            HF_TOKEN=secret(HUGGING_FACE_TOKEN_ARN) if has_hugging_face_token_arn else None,
            SM_VLLM_TENSOR_PARALLEL_SIZE="1",
            SM_VLLM_MAX_MODEL_LEN=f"{MAX_MODEL_LENGTH}",
            SM_VLLM_DTYPE="auto",
        ),
    ),
    tags=tags,
)
EndpointConfig.create(
    endpoint_config_name=version,
    production_variants=[
        ProductionVariant(
            variant_name="main",
            model_name=version,
            instance_type="ml.p5.4xlarge",
            capacity_reservation_config=ProductionVariantCapacityReservationConfig(
                capacity_reservation_preference="capacity-reservations-only",
                ml_reservation_arn=TRAINING_PLAN_ARN,
            ) if has_training_plan_arn else None,
            initial_instance_count=3,
            initial_variant_weight=1,
            routing_config=ProductionVariantRoutingConfig(
                routing_strategy="LEAST_OUTSTANDING_REQUESTS",
            ),
            inference_ami_version=INFERENCE_AMI_VERSION or None,
            model_data_download_timeout_in_seconds=1800,
            container_startup_health_check_timeout_in_seconds=1800,
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
autoscaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=8)
autoscaling.put_scaling_policy(
    **target,
    PolicyName="follow-load",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "SageMakerVariantConcurrentRequestsPerModelHighResolution",
        },
        "TargetValue": 204,
        "ScaleOutCooldown": 60,
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
