# ct-scan-triage: Asynchronous inference with scaling to zero
# Before you deploy:
#   - Request a quota for 3 × ml.g4dn.xlarge on endpoints, with room above the peak; most GPU types start at 0.
# Note:
#   - If AWS has no ml.g4dn.xlarge, the endpoint takes ml.g4dn.2xlarge, then ml.g6.xlarge, then ml.g5.xlarge. The bill of $99.70 per month is for ml.g4dn.xlarge; if all are ml.g5.xlarge, it's $191. Request an endpoint quota for each type first, or set InstanceFallback to No.
#   - InferenceAmiVersion is for CUDA 12, as the image isn't known. Change it for an image with CUDA 13.
#   - The stack makes its log groups. Delete those that an earlier endpoint of this name left before you deploy.
#   - An update starts a second fleet beside the first: have quota for twice the instances.
# AWS's limits as of {date}, prices as of {date}.
#
# Fill in what is None, then run this as a cell of a notebook or with: python deploy_ct_scan_triage.py
# Run again, it brings the stack to what stands here. Run delete() to remove it. It needs boto3.

import json
import time
from pathlib import Path
from uuid import uuid4

import boto3
from botocore.exceptions import ClientError

# ECR image of the model, with tag or digest. Nothing says which server runs this model. AWS's images:
# https://aws.github.io/deep-learning-containers/reference/available_images/
Image = None
# S3 address of the model.tar.gz of the model.
ModelDataUrl = None
# S3 prefix where callers put requests.
RequestsUri = None
# S3 prefix for responses. Failures go to failures/ under it.
ResponsesUri = None

# Name of the stack, by which what it makes is called.
STACK_NAME = "ct-scan-triage"
# Sized and priced for this Region.
REGION = "us-east-1"
# What to send once: a dictionary or list as JSON, a text as it is, a file as Path("FILE"). Empty: nothing is sent.
REQUEST = ""
# Content type of the request.
CONTENT_TYPE = "application/json"
# How long to wait for an answer while instances start.
WAIT_MINUTES = 60
# Yes: if AWS has no ml.g4dn.xlarge, the endpoint takes ml.g4dn.2xlarge, then ml.g6.xlarge, then ml.g5.xlarge. Each needs its endpoint
# quota. No: ml.g4dn.xlarge alone. One of: "Yes", "No".
InstanceFallback = "Yes"
# Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13, al2-ami-sagemaker-inference-gpu-3-1 with CUDA 12.
# Empty: 470, for CUDA 11.4.
InferenceAmiVersion = "al2-ami-sagemaker-inference-gpu-3-1"
# SNS topic that alarms notify. Empty: they show in CloudWatch alone.
AlarmTopicArn = ""
# Whether an update rolls back when an alarm is raised. Turn it off to deploy a repair while one is raised. One of: "yes", "no".
RollBackOnAlarms = "yes"

PARAMETERS = {
    "Image": Image,
    "ModelDataUrl": ModelDataUrl,
    "RequestsUri": RequestsUri,
    "ResponsesUri": ResponsesUri,
    "InstanceFallback": InstanceFallback,
    "InferenceAmiVersion": InferenceAmiVersion,
    "AlarmTopicArn": AlarmTopicArn,
    "RollBackOnAlarms": RollBackOnAlarms,
}
DESCRIPTION = "ct-scan-triage: Asynchronous inference with scaling to zero"
TEMPLATE = """\
AWSTemplateFormatVersion: '2010-09-09'

Description: 'ct-scan-triage: Asynchronous inference with scaling to zero'

Parameters:
  Image:
    Type: String
    Description: "ECR image of the model, with tag or digest. Nothing says which server runs this model. AWS's images:
      https://aws.github.io/deep-learning-containers/reference/available_images/"
    AllowedPattern: ^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+$
    ConstraintDescription: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG

  ModelDataUrl:
    Type: String
    Description: S3 address of the model.tar.gz of the model.
    AllowedPattern: ^s3://[a-z0-9][a-z0-9.-]+/[^ ]+\\.tar\\.gz$
    ConstraintDescription: s3://BUCKET/KEY.tar.gz

  RequestsUri:
    Type: String
    Description: S3 prefix where callers put requests.
    AllowedPattern: ^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$
    ConstraintDescription: s3://BUCKET/FOLDER/

  ResponsesUri:
    Type: String
    Description: S3 prefix for responses. Failures go to failures/ under it.
    AllowedPattern: ^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$
    ConstraintDescription: s3://BUCKET/FOLDER/

  InstanceFallback:
    Type: String
    Description: 'Yes: if AWS has no ml.g4dn.xlarge, the endpoint takes ml.g4dn.2xlarge, then ml.g6.xlarge, then ml.g5.xlarge. Each needs
      its endpoint quota. No: ml.g4dn.xlarge alone.'
    Default: 'Yes'
    AllowedValues: ['Yes', 'No']

  InferenceAmiVersion:
    Type: String
    Description: 'Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13, al2-ami-sagemaker-inference-gpu-3-1
      with CUDA 12. Empty: 470, for CUDA 11.4.'
    Default: al2-ami-sagemaker-inference-gpu-3-1
    AllowedPattern: ^$|^(al2-ami-sagemaker-inference-gpu-3-1|al2023-ami-sagemaker-inference-gpu-4-1)$
    ConstraintDescription: al2-ami-sagemaker-inference-gpu-3-1 or al2023-ami-sagemaker-inference-gpu-4-1, or empty.

  AlarmTopicArn:
    Type: String
    Description: 'SNS topic that alarms notify. Empty: they show in CloudWatch alone.'
    Default: ''
    AllowedPattern: ^$|^arn:aws[a-z-]*:sns:.+$
    ConstraintDescription: The ARN of an SNS topic, or empty.

  RollBackOnAlarms:
    Type: String
    Description: Whether an update rolls back when an alarm is raised. Turn it off to deploy a repair while one is raised.
    Default: 'yes'
    AllowedValues: ['yes', 'no']

Conditions:
  HasInstanceFallback: !Equals [!Ref InstanceFallback, 'Yes']
  HasInferenceAmiVersion: !Not [!Equals [!Ref InferenceAmiVersion, '']]
  HasAlarmTopic: !Not [!Equals [!Ref AlarmTopicArn, '']]
  RollsBack: !Equals [!Ref RollBackOnAlarms, 'yes']

Resources:
  ExecutionRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: sagemaker.amazonaws.com
            Action: sts:AssumeRole
            Condition:
              ArnLike:
                aws:SourceArn: !Sub arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:*
      Policies:
        - PolicyName: serve
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: LogInToEcrAndPublishMetrics
                Effect: Allow
                Action: ['ecr:GetAuthorizationToken', 'cloudwatch:PutMetricData']
                Resource: '*'
              - Sid: WriteLogs
                Effect: Allow
                Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams']
                Resource:
                  - !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/sagemaker/Endpoints/${AWS::StackName}*
              - Sid: ReadAlarms
                Effect: Allow
                Action: cloudwatch:DescribeAlarms
                Resource: !Sub arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*
              - Sid: PullImages
                Effect: Allow
                Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage']
                Resource: !Sub
                  - arn:${AWS::Partition}:ecr:${Region}:${Account}:repository/${Repository}
                  - Account: !Select [0, !Split ['.', !Ref Image]]
                    Region: !Select [3, !Split ['.', !Ref Image]]
                    Repository: !Select [0, !Split ['@', !Select [0, !Split [':', !Select [1, !Split [.com/, !Ref Image]]]]]]
              - Sid: ReadObjects
                Effect: Allow
                Action: s3:GetObject
                Resource:
                  - !Sub ['arn:${AWS::Partition}:s3:::${Path}', {Path: !Select [1, !Split ['s3://', !Ref ModelDataUrl]]}]
                  - !Sub ['arn:${AWS::Partition}:s3:::${Path}*', {Path: !Select [1, !Split ['s3://', !Ref RequestsUri]]}]
              - Sid: WriteObjects
                Effect: Allow
                Action: ['s3:PutObject', 's3:AbortMultipartUpload']
                Resource: !Sub ['arn:${AWS::Partition}:s3:::${Path}*', {Path: !Select [1, !Split ['s3://', !Ref ResponsesUri]]}]
              - Sid: NotifyCallers
                Effect: Allow
                Action: sns:Publish
                Resource: [!Ref SuccessTopic, !Ref ErrorTopic]

  SuccessTopic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: Answered requests

  ErrorTopic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: Failed requests

  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      PrimaryContainer:
        Image: !Ref Image
        ModelDataUrl: !Ref ModelDataUrl
        Environment:
          TS_DEFAULT_RESPONSE_TIMEOUT: '180'
          MMS_DEFAULT_RESPONSE_TIMEOUT: '180'
          TS_MAX_REQUEST_SIZE: '524288000'
          TS_MAX_RESPONSE_SIZE: '524288000'
          MMS_MAX_REQUEST_SIZE: '524288000'
          MMS_MAX_RESPONSE_SIZE: '524288000'

  EndpointLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/sagemaker/Endpoints/${AWS::StackName}
      RetentionInDays: 90

  EndpointConfig:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      AsyncInferenceConfig:
        ClientConfig:
          MaxConcurrentInvocationsPerInstance: 1
        OutputConfig:
          S3OutputPath: !Ref ResponsesUri
          S3FailurePath: !Sub ${ResponsesUri}failures/
          NotificationConfig:
            SuccessTopic: !Ref SuccessTopic
            ErrorTopic: !Ref ErrorTopic
      ProductionVariants:
        - VariantName: main
          ModelName: !GetAtt Model.ModelName
          InstanceType: !If [HasInstanceFallback, !Ref 'AWS::NoValue', ml.g4dn.xlarge]
          InstancePools: !If
            - HasInstanceFallback
            - - InstanceType: ml.g4dn.xlarge
                Priority: 1
              - InstanceType: ml.g4dn.2xlarge
                Priority: 2
              - InstanceType: ml.g6.xlarge
                Priority: 3
              - InstanceType: ml.g5.xlarge
                Priority: 4
            - !Ref AWS::NoValue
          VariantInstanceProvisionTimeoutInSeconds: !If [HasInstanceFallback, 1200, !Ref 'AWS::NoValue']
          InitialInstanceCount: 1
          InferenceAmiVersion: !If [HasInferenceAmiVersion, !Ref InferenceAmiVersion, !Ref 'AWS::NoValue']

  Endpoint:
    Type: AWS::SageMaker::Endpoint
    DependsOn: EndpointLogs
    Properties:
      EndpointName: !Ref AWS::StackName
      EndpointConfigName: !GetAtt EndpointConfig.EndpointConfigName
      RetainAllVariantProperties: true
      DeploymentConfig:
        BlueGreenUpdatePolicy:
          TrafficRoutingConfiguration:
            Type: ALL_AT_ONCE
            WaitIntervalInSeconds: 0
          TerminationWaitInSeconds: 840
          MaximumExecutionTimeoutInSeconds: 3480
        AutoRollbackConfiguration: !If [RollsBack, {Alarms: [{AlarmName: !Ref Failures}]}, !Ref 'AWS::NoValue']

  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: sagemaker
      ScalableDimension: sagemaker:variant:DesiredInstanceCount
      ResourceId: !Sub endpoint/${Endpoint.EndpointName}/variant/main
      MinCapacity: 0
      MaxCapacity: 3

  BacklogPolicy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: follow-backlog
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        CustomizedMetricSpecification:
          Namespace: AWS/SageMaker
          MetricName: ApproximateBacklogSizePerInstance
          Dimensions: [{Name: EndpointName, Value: !Ref 'AWS::StackName'}]
          Statistic: Average
        TargetValue: 4
        ScaleOutCooldown: 300
        ScaleInCooldown: 300

  WakePolicy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: wake-up
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        Cooldown: 300
        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 1}]

  WakeAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: 'Requests wait and no instance runs: wakes the endpoint. No data is no change.'
      Namespace: AWS/SageMaker
      MetricName: HasBacklogWithoutCapacity
      Dimensions: [{Name: EndpointName, Value: !Ref 'AWS::StackName'}]
      Statistic: Average
      Period: 60
      EvaluationPeriods: 2
      DatapointsToAlarm: 2
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: missing
      AlarmActions: [!Ref WakePolicy]

  Waiting:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: The oldest request has waited over 450 s. Its answer is due after 15 min, of which processing takes 90 s. Raise the
        maximum of instances.
      Namespace: AWS/SageMaker
      MetricName: ApproximateAgeOfOldestRequest
      Dimensions: [{Name: EndpointName, Value: !Ref 'AWS::StackName'}]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      DatapointsToAlarm: 3
      ComparisonOperator: GreaterThanThreshold
      Threshold: 450
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

  Failures:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: A request failed. The reasons are in failures/ under the responses, and in the error topic.
      Namespace: AWS/SageMaker
      MetricName: InvocationFailures
      Dimensions: [{Name: EndpointName, Value: !Ref 'AWS::StackName'}, {Name: VariantName, Value: main}]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

  Expired:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: Requests expired in the queue, and their callers get no answer. Raise the maximum of instances.
      Namespace: AWS/SageMaker
      MetricName: ExpiredRequests
      Dimensions: [{Name: EndpointName, Value: !Ref 'AWS::StackName'}, {Name: VariantName, Value: main}]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

  GpuMemory:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: GPU memory of the endpoint is 95 % full. Take smaller batches or a larger type. Remove this for a server that takes
        all at its start.
      Namespace: /aws/sagemaker/Endpoints
      MetricName: GPUMemoryUtilization
      Dimensions: [{Name: EndpointName, Value: !Ref 'AWS::StackName'}, {Name: VariantName, Value: main}]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      DatapointsToAlarm: 3
      ComparisonOperator: GreaterThanThreshold
      Threshold: 95
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

Outputs:
  EndpointName:
    Description: What callers invoke. It is the stack's name, which is at most 63 characters here.
    Value: !GetAtt Endpoint.EndpointName

  EndpointArn:
    Description: For sagemaker:InvokeEndpoint in the policy of callers.
    Value: !Ref Endpoint

  InvocationTimeoutSeconds:
    Description: 'InvocationTimeoutSeconds of every InvokeEndpointAsync: processing ends after it.'
    Value: '900'

  SuccessTopicArn:
    Description: Subscribe to learn of answers.
    Value: !Ref SuccessTopic

  ErrorTopicArn:
    Description: Subscribe to learn of failures.
    Value: !Ref ErrorTopic
"""

cloudformation = boto3.client("cloudformation", region_name=REGION)


def deploy():
    """Makes the stack, or brings it to this template and these parameters. Returns its outputs."""
    missing = [name for name, value in PARAMETERS.items() if value is None]
    if missing:
        raise SystemExit(f"Fill in {', '.join(missing)} first.")
    stack = settled()
    request = {
        "StackName": STACK_NAME,
        "TemplateBody": TEMPLATE,
        "Parameters": [
            {"ParameterKey": name, "ParameterValue": ",".join(value) if isinstance(value, list) else str(value)}
            for name, value in PARAMETERS.items()
        ],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    if stack is None:
        cloudformation.create_stack(**request)
    elif stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"):
        raise SystemExit(f"The stack {STACK_NAME} can't be updated. Run delete(), then this again.")
    else:
        try:
            cloudformation.update_stack(**request)
        except ClientError as error:
            if "No updates" not in str(error):
                raise
            print("It is as it should be: nothing is changed.")
            return told(stack)
    stack = settled()
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise SystemExit(why_failed())
    return told(stack)


def settled():
    """The stack once nothing changes it. None where there is none."""
    said = None
    while True:
        try:
            stack = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        if plain(stack.get("Description", "")) != plain(DESCRIPTION):
            raise SystemExit(f"There is another stack {STACK_NAME} in {REGION}. Choose another STACK_NAME.")
        status = stack["StackStatus"]
        if status != said:
            print(f"{STACK_NAME}: {status}")
        if not status.endswith("_IN_PROGRESS") or status == "REVIEW_IN_PROGRESS":
            return stack
        said = status
        time.sleep(15)


def plain(text):
    """Letters and signs that any encoding keeps."""
    return "".join(character for character in text if " " <= character <= "~" and character != "?")


def told(stack):
    """The outputs of the stack, by name."""
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    for name, value in outputs.items():
        print(f"  {name}: {value}")
    return outputs


def why_failed():
    """What failed in the last change of the stack, the first of it first."""
    reasons = []
    for event in cloudformation.describe_stack_events(StackName=STACK_NAME)["StackEvents"]:
        reason = event.get("ResourceStatusReason", "")
        if event["ResourceStatus"].endswith("_FAILED"):
            reasons.insert(0, f"  {event['LogicalResourceId']}: {reason}")
        if reason == "User Initiated":
            break
    return "\n".join([f"CloudFormation could not do it with {STACK_NAME}:", *reasons])


def delete():
    """Deletes the stack and all that it made. What lies in S3 stays."""
    if settled() is None:
        print(f"There is no stack {STACK_NAME} in {REGION}.")
        return
    print(f"Deleting the stack {STACK_NAME} in {REGION}:")
    for resource in cloudformation.describe_stack_resources(StackName=STACK_NAME)["StackResources"]:
        print(f"  {resource['LogicalResourceId']} ({resource['ResourceType']})")
    cloudformation.delete_stack(StackName=STACK_NAME)
    if settled() is not None:
        raise SystemExit(why_failed())
    print("Deleted. What lies in S3 is still there.")


def packed():
    """The content type and the body of the request."""
    if isinstance(REQUEST, Path):
        return CONTENT_TYPE, REQUEST.read_bytes()
    text = REQUEST if isinstance(REQUEST, str) else json.dumps(REQUEST)
    return CONTENT_TYPE, text.encode()


def ask(outputs):
    """Uploads the request, and prints the answer once it is in S3. Where no instance runs, one starts first."""
    if not REQUEST:
        print("REQUEST is empty: nothing is sent.")
        return
    content_type, body = packed()
    s3 = boto3.client("s3", region_name=REGION)
    place = f"{RequestsUri}{uuid4()}"
    s3.put_object(**at(place), Body=body)
    answer = boto3.client("sagemaker-runtime", region_name=REGION).invoke_endpoint_async(
        EndpointName=outputs["EndpointName"],
        ContentType=content_type,
        InputLocation=place,
        InvocationTimeoutSeconds=int(outputs["InvocationTimeoutSeconds"]),
    )
    print(f"The answer comes to {answer['OutputLocation']}, a failure to {answer['FailureLocation']}")
    until = time.time() + WAIT_MINUTES * 60
    while time.time() < until:
        for name in ("OutputLocation", "FailureLocation"):
            try:
                found = s3.get_object(**at(answer[name]))
            except ClientError as error:
                # Without s3:ListBucket S3 refuses what isn't there.
                if error.response["Error"]["Code"] not in ("NoSuchKey", "AccessDenied"):
                    raise
            else:
                print(f"{name}:", found["Body"].read().decode(errors="replace"))
                return
        time.sleep(15)
    print(f"No answer in {WAIT_MINUTES} min. It still comes there.")


def at(location):
    """Bucket and key of an address in S3."""
    return dict(zip(("Bucket", "Key"), location.removeprefix("s3://").split("/", 1)))


if __name__ == "__main__":
    ask(deploy())
