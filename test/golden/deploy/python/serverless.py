# churn: Serverless inference
# AWS's limits as of {date}, 2026 prices.
# The script leaves alarms, log groups and roll-out settings to CloudFormation.
#
# Fill in what is empty, then run it in a notebook or with: python deploy_churn.py
# It needs: pip install "sagemaker>=3.20,<4"
# Each run makes a new model and configuration, and updates the endpoint.

import re
import time
from pathlib import Path

import boto3
from sagemaker.core.helper.session_helper import Session, get_execution_role
from sagemaker.core.resources import Endpoint, Model
from sagemaker.core.shapes import ContainerDefinition, Tag
from sagemaker.core.utils.utils import SageMakerClient

# %% To fill in
# ECR image of the model, with tag or digest. Nothing says which server runs this model.
# AWS's images:
# https://aws.github.io/deep-learning-containers/reference/available_images/
IMAGE = ""
# S3 address of the model.tar.gz of the model.
MODEL_DATA_URL = ""

# %% To change where needed
# Name of the endpoint, at most 40 characters. What belongs to it starts with the same.
NAME = "churn"
# Sized and priced for this Region.
REGION = "us-east-1"
# File with a request to send once. Empty: none is sent.
SAMPLE_FILE = ""
# Content type of requests.
CONTENT_TYPE = "application/json"
# KMS key for the image. Its policy has to allow Decrypt, Encrypt and GenerateDataKey to
# the roles here, and CreateGrant to them and to you. Empty: keys of AWS.
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
sm = session.client("sagemaker")
# The role has to allow:
#   ecr:GetAuthorizationToken on *
#   cloudwatch:PutMetricData on *
#   logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents,
#     logs:DescribeLogStreams on
#     arn:aws:logs:*:*:log-group:/aws/sagemaker/Endpoints/NAME*
#   ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer, ecr:BatchGetImage on
#     the repository of IMAGE
#   s3:GetObject on MODEL_DATA_URL
#   kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on KMS_KEY_ARN
#   kms:CreateGrant on KMS_KEY_ARN
# You have to be allowed to pass it (iam:PassRole).
role = EXECUTION_ROLE_ARN or get_execution_role(Session(boto_session=session))
named = {"owner": OWNER, "review": REVIEW_URL, "expiry": EXPIRY}
tags = [Tag(key=key, value=value) for key, value in named.items() if value]
version = f"{NAME}-{time.strftime('%Y%m%d-%H%M%S')}"


def given(**values):
    """Leaves out what is None."""
    return {name: value for name, value in values.items() if value is not None}


# %% Model and configuration
Model.create(
    model_name=version,
    execution_role_arn=role,
    primary_container=ContainerDefinition(image=IMAGE, model_data_url=MODEL_DATA_URL),
    tags=tags,
)
# By boto3: the SDK's shapes misspell MemorySizeInMB (aws/sagemaker-core #225) and drop
# zeros.
sm.create_endpoint_config(
    **given(
        EndpointConfigName=version,
        KmsKeyId=KMS_KEY_ARN or None,
        ProductionVariants=[
            {
                "VariantName": "main",
                "ModelName": version,
                "InitialVariantWeight": 1,
                "ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5},
            },
        ],
        Tags=[{"Key": tag.key, "Value": tag.value} for tag in tags],
    ),
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
    endpoint.update()
endpoint.wait_for_status("InService")
if endpoint.endpoint_config_name != version:
    raise SystemExit(f"AWS rolled the update back: {endpoint.failure_reason}")

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
