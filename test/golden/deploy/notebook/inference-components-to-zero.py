# churn: Real-time inference on inference components with scaling to zero
# Before you deploy:
#   - Request a quota of 8 instances for the peak, with room above it; accounts start with 4, and with 0 of most GPU types.
# Note:
#   - If AWS has no ml.g6.xlarge, the endpoint takes ml.g6.2xlarge, then ml.g6e.xlarge. The bill of $214 per month is for ml.g6.xlarge; if all are ml.g6e.xlarge, it's $495. Request an endpoint quota for each type first, or set InstanceFallback to No.
#   - InferenceAmiVersion is for CUDA 12, as the image isn't known. Change it for an image with CUDA 13.
#   - The stack makes its log groups. Delete those that an earlier endpoint of this name left before you deploy.
#   - An update starts new copies beside the old ones: leave room for one more.
#   - Have callers retry: requests fail for about 7 min while it wakes from zero.
#   - The first deployment bills 1 instance until auto scaling takes unused copies to zero.
#   - A deployment that changes a component sets its copies back to those at creation; scaling follows.
# AWS's limits as of {date}, prices as of {date}.
#
# Fill in what is None, then run this as a cell of a notebook or with: python deploy_churn.py
# Run again, it brings the stack to what stands here. Run delete() to remove it. It needs boto3.

import json
import time
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# ECR image of the model, with tag or digest. Nothing says which server runs this model. AWS's images:
# https://aws.github.io/deep-learning-containers/reference/available_images/
Image = None
# S3 prefix of the uncompressed files of the model.
ModelDataUrl = None

# Name of the stack, by which what it makes is called.
STACK_NAME = "churn"
# Sized and priced for this Region.
REGION = "us-east-1"
# What to send once: a dictionary or list as JSON, a text as it is, a file as Path("FILE"). Empty: nothing is sent.
REQUEST = ""
# Content type of the request.
CONTENT_TYPE = "application/json"
# How long to wait for an answer while instances start.
WAIT_MINUTES = 60
# The component to ask, of those in the output InferenceComponentNames. Empty: the first.
COMPONENT = ""
# Yes: if AWS has no ml.g6.xlarge, the endpoint takes ml.g6.2xlarge, then ml.g6e.xlarge. Each needs its endpoint quota. No: ml.g6.xlarge
# alone. One of: "Yes", "No".
InstanceFallback = "Yes"
# Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13, al2-ami-sagemaker-inference-gpu-3-1 with CUDA 12.
# Empty: 535, for CUDA 12.2.
InferenceAmiVersion = "al2-ami-sagemaker-inference-gpu-3-1"
# SNS topic that alarms notify. Empty: they show in CloudWatch alone.
AlarmTopicArn = ""
# Whether an update rolls back when an alarm is raised. Turn it off to deploy a repair while one is raised. One of: "yes", "no".
RollBackOnAlarms = "yes"

PARAMETERS = {
    "Image": Image,
    "ModelDataUrl": ModelDataUrl,
    "InstanceFallback": InstanceFallback,
    "InferenceAmiVersion": InferenceAmiVersion,
    "AlarmTopicArn": AlarmTopicArn,
    "RollBackOnAlarms": RollBackOnAlarms,
}
DESCRIPTION = "churn: Real-time inference on inference components with scaling to zero"
TEMPLATE = """\
AWSTemplateFormatVersion: '2010-09-09'

Description: 'churn: Real-time inference on inference components with scaling to zero'

Parameters:
  Image:
    Type: String
    Description: "ECR image of the model, with tag or digest. Nothing says which server runs this model. AWS's images:
      https://aws.github.io/deep-learning-containers/reference/available_images/"
    AllowedPattern: ^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+$
    ConstraintDescription: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG

  ModelDataUrl:
    Type: String
    Description: S3 prefix of the uncompressed files of the model.
    AllowedPattern: ^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$
    ConstraintDescription: s3://BUCKET/FOLDER/

  InstanceFallback:
    Type: String
    Description: 'Yes: if AWS has no ml.g6.xlarge, the endpoint takes ml.g6.2xlarge, then ml.g6e.xlarge. Each needs its endpoint quota. No:
      ml.g6.xlarge alone.'
    Default: 'Yes'
    AllowedValues: ['Yes', 'No']

  InferenceAmiVersion:
    Type: String
    Description: 'Driver of the hosts: al2023-ami-sagemaker-inference-gpu-4-1 for images with CUDA 13, al2-ami-sagemaker-inference-gpu-3-1
      with CUDA 12. Empty: 535, for CUDA 12.2.'
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
                  - !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/sagemaker/InferenceComponents/${AWS::StackName}-*
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
              - Sid: ReadFolders
                Effect: Allow
                Action: ['s3:GetObject', 's3:ListBucket']
                Resource:
                  - !Sub ['arn:${AWS::Partition}:s3:::${Bucket}', {Bucket: !Select [2, !Split [/, !Ref ModelDataUrl]]}]
                  - !Sub ['arn:${AWS::Partition}:s3:::${Path}*', {Path: !Select [1, !Split ['s3://', !Ref ModelDataUrl]]}]

  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      PrimaryContainer:
        Image: !Ref Image
        ModelDataSource:
          S3DataSource:
            S3Uri: !Ref ModelDataUrl
            S3DataType: S3Prefix
            CompressionType: None

  EndpointLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/sagemaker/Endpoints/${AWS::StackName}
      RetentionInDays: 90

  EndpointConfig:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      ProductionVariants:
        - VariantName: main
          InstanceType: !If [HasInstanceFallback, !Ref 'AWS::NoValue', ml.g6.xlarge]
          InstancePools: !If
            - HasInstanceFallback
            - - InstanceType: ml.g6.xlarge
                Priority: 1
              - InstanceType: ml.g6.2xlarge
                Priority: 2
              - InstanceType: ml.g6e.xlarge
                Priority: 3
            - !Ref AWS::NoValue
          VariantInstanceProvisionTimeoutInSeconds: !If [HasInstanceFallback, 1200, !Ref 'AWS::NoValue']
          RoutingConfig:
            RoutingStrategy: LEAST_OUTSTANDING_REQUESTS
          InitialInstanceCount: 1
          ManagedInstanceScaling:
            Status: ENABLED
            MinInstanceCount: 0
            MaxInstanceCount: 8
          InferenceAmiVersion: !If [HasInferenceAmiVersion, !Ref InferenceAmiVersion, !Ref 'AWS::NoValue']

  Endpoint:
    Type: AWS::SageMaker::Endpoint
    DependsOn: EndpointLogs
    Properties:
      EndpointName: !Ref AWS::StackName
      EndpointConfigName: !GetAtt EndpointConfig.EndpointConfigName
      RetainAllVariantProperties: true

  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/sagemaker/InferenceComponents/${AWS::StackName}-model
      RetentionInDays: 90

  Component:
    Type: AWS::SageMaker::InferenceComponent
    DependsOn: Logs
    Properties:
      InferenceComponentName: !Sub ${AWS::StackName}-model
      EndpointName: !GetAtt Endpoint.EndpointName
      VariantName: main
      Specification:
        ModelName: !GetAtt Model.ModelName
        ComputeResourceRequirements:
          NumberOfAcceleratorDevicesRequired: 1
          MinMemoryRequiredInMb: 13107
        StartupParameters:
          ModelDataDownloadTimeoutInSeconds: 1800
          ContainerStartupHealthCheckTimeoutInSeconds: 1800
      RuntimeConfig:
        CopyCount: 1
      DeploymentConfig:
        RollingUpdatePolicy:
          MaximumBatchSize:
            Type: CAPACITY_PERCENT
            Value: 50
          WaitIntervalInSeconds: 1020
          MaximumExecutionTimeoutInSeconds: 12840
        AutoRollbackConfiguration: !If [RollsBack, {Alarms: [{AlarmName: !Ref Errors}, {AlarmName: !Ref Latency}]}, !Ref 'AWS::NoValue']

  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Component
    Properties:
      ServiceNamespace: sagemaker
      ScalableDimension: sagemaker:inference-component:DesiredCopyCount
      ResourceId: !Sub inference-component/${AWS::StackName}-model
      MinCapacity: 0
      MaxCapacity: 8

  LoadPolicy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: follow-load
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        PredefinedMetricSpecification:
          PredefinedMetricType: SageMakerInferenceComponentInvocationsPerCopy
        TargetValue: 10.5
        ScaleOutCooldown: 300
        ScaleInCooldown: 1200

  WakePolicy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: wake-up
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        Cooldown: 60
        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 1}]

  WakeAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: 'A request for the model failed because no copy runs: adds one. Callers retry.'
      Namespace: AWS/SageMaker
      MetricName: NoCapacityInvocationFailures
      Dimensions: [{Name: InferenceComponentName, Value: !Sub '${AWS::StackName}-model'}]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: [!Ref WakePolicy]

  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: A request to the model failed with a server error. See its logs.
      Namespace: AWS/SageMaker
      MetricName: Invocation5XXErrors
      Dimensions: [{Name: InferenceComponentName, Value: !Sub '${AWS::StackName}-model'}]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

  Latency:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: p95 latency of the model is over the 20 s that callers need. Give it more copies, or undo the last change.
      Namespace: AWS/SageMaker
      MetricName: ModelLatency
      Dimensions: [{Name: InferenceComponentName, Value: !Sub '${AWS::StackName}-model'}]
      ExtendedStatistic: p95
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanThreshold
      Threshold: 20000000
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

Outputs:
  EndpointName:
    Description: What callers invoke. It is the stack's name, which is at most 63 characters here.
    Value: !GetAtt Endpoint.EndpointName

  EndpointArn:
    Description: For sagemaker:InvokeEndpoint in the policy of callers.
    Value: !Ref Endpoint

  InferenceComponentNames:
    Description: InferenceComponentName to invoke, in order. At most 63 characters each, the stack's name included.
    Value: !Sub ${AWS::StackName}-model
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
    """Sends the request, and prints the answer. While nothing is loaded yet, tries again."""
    if not REQUEST:
        print("REQUEST is empty: nothing is sent.")
        return
    content_type, body = packed()
    # A call may take 60 s, as long as botocore waits by itself.
    runtime = boto3.client("sagemaker-runtime", region_name=REGION, config=Config(read_timeout=70))
    until = time.time() + WAIT_MINUTES * 60
    while True:
        try:
            answer = runtime.invoke_endpoint(
                EndpointName=outputs["EndpointName"],
                ContentType=content_type,
                Body=body,
                InferenceComponentName=COMPONENT or outputs["InferenceComponentNames"].split(", ")[0],
            )
            break
        except ClientError as error:
            is_waking = any(words in str(error) for words in ("no capacity", "ModelNotReady"))
            if not is_waking or time.time() > until:
                raise
        print("Nothing is loaded yet: trying again in 30 s.")
        time.sleep(30)
    print(answer["Body"].read().decode(errors="replace"))


if __name__ == "__main__":
    ask(deploy())
