# nightly-churn-scoring: Batch transform
# Before you deploy:
#   - Time a record on one ml.c6i.large before committing: the number of instances follows from it.
# Note:
#   - How many ml.c6i.large it takes depends on the seconds per record; one is $0.10 per job hour. The template asks for the number of instances.
#   - AWS gives each file to one instance: have at least InstanceCount files of similar size, or instances idle.
# AWS's limits as of {date}, 2026 prices.
#
# Fill in what is None, then run this as a cell of a notebook or with: python deploy_nightly_churn_scoring.py
# Run again, it brings the stack to what stands here. Run delete() to remove it. It needs boto3.

import time

import boto3
from botocore.exceptions import ClientError

# ECR image of the model, with tag or digest. Nothing says which server runs this model. AWS's images:
# https://aws.github.io/deep-learning-containers/reference/available_images/
Image = None
# S3 address of the model.tar.gz of the model.
ModelDataUrl = None
# Instances of a run, as many as finish it in time. Measure one on a part of the dataset to know.
InstanceCount = None
# S3 prefix of the dataset: a run scores all files under it. It takes at least InstanceCount files of similar size.
InputUri = None
# S3 prefix for results. A run replaces those of the run before it.
OutputUri = None
# MIME type of the dataset as the container reads it, such as text/csv or application/jsonlines.
ContentType = None

# Name of the stack, by which what it makes is called.
STACK_NAME = "nightly-churn-scoring"
# Sized and priced for this Region.
REGION = "us-east-1"
# How files divide into records. Line: one record per line, as in CSV and JSON Lines. None: a file is one record. One of: "Line",
# "RecordIO", "TFRecord", "None".
SplitType = "Line"
# MIME type of the results. Empty: the container's own.
AcceptType = ""
# When a run starts, as an expression of EventBridge Scheduler. A run is stopped after 6 hours, so leave more time between two.
Rhythm = "cron(0 2 * * ? *)"
# IANA time zone of the schedules, such as Europe/Berlin.
TimeZone = "UTC"
# SNS topic that alarms notify. Empty: they show in CloudWatch alone.
AlarmTopicArn = ""

PARAMETERS = {
    "Image": Image,
    "ModelDataUrl": ModelDataUrl,
    "InstanceCount": InstanceCount,
    "InputUri": InputUri,
    "OutputUri": OutputUri,
    "ContentType": ContentType,
    "SplitType": SplitType,
    "AcceptType": AcceptType,
    "Rhythm": Rhythm,
    "TimeZone": TimeZone,
    "AlarmTopicArn": AlarmTopicArn,
}
DESCRIPTION = "nightly-churn-scoring: Batch transform"
TEMPLATE = """\
AWSTemplateFormatVersion: '2010-09-09'

Description: 'nightly-churn-scoring: Batch transform'

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

  InstanceCount:
    Type: Number
    Description: Instances of a run, as many as finish it in time. Measure one on a part of the dataset to know.
    MinValue: 1
    ConstraintDescription: At least 1.

  InputUri:
    Type: String
    Description: 'S3 prefix of the dataset: a run scores all files under it. It takes at least InstanceCount files of similar size.'
    AllowedPattern: ^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$
    ConstraintDescription: s3://BUCKET/FOLDER/

  OutputUri:
    Type: String
    Description: S3 prefix for results. A run replaces those of the run before it.
    AllowedPattern: ^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$
    ConstraintDescription: s3://BUCKET/FOLDER/

  ContentType:
    Type: String
    Description: MIME type of the dataset as the container reads it, such as text/csv or application/jsonlines.
    AllowedPattern: ^[a-z]+/[a-z0-9.+-]+$

  SplitType:
    Type: String
    Description: 'How files divide into records. Line: one record per line, as in CSV and JSON Lines. None: a file is one record.'
    Default: Line
    AllowedValues: [Line, RecordIO, TFRecord, None]

  AcceptType:
    Type: String
    Description: "MIME type of the results. Empty: the container's own."
    Default: ''
    AllowedPattern: ^$|^[a-z]+/[a-z0-9.+-]+$

  Rhythm:
    Type: String
    Description: When a run starts, as an expression of EventBridge Scheduler. A run is stopped after 6 hours, so leave more time between
      two.
    Default: cron(0 2 * * ? *)
    AllowedPattern: ^(cron\\([^()]+\\)|rate\\([0-9]+ (minutes?|hours?|days?)\\))$
    ConstraintDescription: An expression of EventBridge Scheduler, such as cron(0 2 * * ? *) or rate(6 hours).

  TimeZone:
    Type: String
    Description: IANA time zone of the schedules, such as Europe/Berlin.
    Default: UTC
    AllowedPattern: ^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$
    ConstraintDescription: A name of the IANA time zone database, such as Europe/Berlin or UTC.

  AlarmTopicArn:
    Type: String
    Description: 'SNS topic that alarms notify. Empty: they show in CloudWatch alone.'
    Default: ''
    AllowedPattern: ^$|^arn:aws[a-z-]*:sns:.+$
    ConstraintDescription: The ARN of an SNS topic, or empty.

Conditions:
  IsSplit: !Not [!Equals [!Ref SplitType, None]]
  IsLines: !Equals [!Ref SplitType, Line]
  HasAcceptType: !Not [!Equals [!Ref AcceptType, '']]
  HasAlarmTopic: !Not [!Equals [!Ref AlarmTopicArn, '']]

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
                Resource: [!Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/sagemaker/TransformJobs*']
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
                Resource: !Sub ['arn:${AWS::Partition}:s3:::${Path}', {Path: !Select [1, !Split ['s3://', !Ref ModelDataUrl]]}]
              - Sid: ReadFolders
                Effect: Allow
                Action: ['s3:GetObject', 's3:ListBucket']
                Resource:
                  - !Sub ['arn:${AWS::Partition}:s3:::${Bucket}', {Bucket: !Select [2, !Split [/, !Ref InputUri]]}]
                  - !Sub ['arn:${AWS::Partition}:s3:::${Path}*', {Path: !Select [1, !Split ['s3://', !Ref InputUri]]}]
              - Sid: WriteObjects
                Effect: Allow
                Action: ['s3:PutObject', 's3:AbortMultipartUpload']
                Resource: !Sub ['arn:${AWS::Partition}:s3:::${Path}*', {Path: !Select [1, !Split ['s3://', !Ref OutputUri]]}]

  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      PrimaryContainer:
        Image: !Ref Image
        ModelDataUrl: !Ref ModelDataUrl

  RunRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: states.amazonaws.com
            Action: sts:AssumeRole
            Condition:
              ArnLike:
                aws:SourceArn: !Sub arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*
      Policies:
        - PolicyName: run
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: RunJobs
                Effect: Allow
                Action:
                  - sagemaker:CreateTransformJob
                  - sagemaker:DescribeTransformJob
                  - sagemaker:StopTransformJob
                  - sagemaker:AddTags
                  - sagemaker:ListTags
                Resource: !Sub arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:transform-job/nightly-churn-scoring-*
              - Sid: UseExecutionRole
                Effect: Allow
                Action: iam:PassRole
                Resource: !GetAtt ExecutionRole.Arn
                Condition:
                  StringEquals:
                    iam:PassedToService: sagemaker.amazonaws.com
              - Sid: WaitForJobs
                Effect: Allow
                Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule']
                Resource: !Sub arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForSageMakerTransformJobsRule

  Run:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt RunRole.Arn
      Definition:
        Comment: Scores the dataset once
        StartAt: Transform
        TimeoutSeconds: 21600
        States:
          Transform:
            Type: Task
            Resource: !Sub arn:${AWS::Partition}:states:::sagemaker:createTransformJob.sync
            Parameters:
              TransformJobName.$: States.Format('nightly-churn-scoring-{}', $$.Execution.Name)
              ModelName: !GetAtt Model.ModelName
              MaxConcurrentTransforms: 2
              MaxPayloadInMB: 6
              BatchStrategy: !If [IsSplit, MultiRecord, SingleRecord]
              ModelClientConfig:
                InvocationsTimeoutInSeconds: 600
                InvocationsMaxRetries: 3
              TransformInput:
                DataSource:
                  S3DataSource:
                    S3DataType: S3Prefix
                    S3Uri: !Ref InputUri
                ContentType: !Ref ContentType
                SplitType: !Ref SplitType
              TransformOutput:
                S3OutputPath: !Ref OutputUri
                Accept: !If [HasAcceptType, !Ref AcceptType, !Ref 'AWS::NoValue']
                AssembleWith: !If [IsLines, Line, None]
              TransformResources:
                InstanceType: ml.c6i.large
                InstanceCount.$: !Sub States.StringToJson('${InstanceCount}')
            End: true

  FailedStarts:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
      SqsManagedSseEnabled: true

  SchedulerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: scheduler.amazonaws.com
            Action: sts:AssumeRole
            Condition:
              ArnLike:
                aws:SourceArn: !Sub arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule-group/default
      Policies:
        - PolicyName: start
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: StartRuns
                Effect: Allow
                Action: states:StartExecution
                Resource: !Ref Run
              - Sid: KeepFailedStarts
                Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt FailedStarts.Arn

  RunSchedule:
    Type: AWS::Scheduler::Schedule
    Properties:
      Description: Starts a run
      ScheduleExpression: !Ref Rhythm
      ScheduleExpressionTimezone: !Ref TimeZone
      FlexibleTimeWindow:
        Mode: 'OFF'
      Target:
        Arn: !Ref Run
        RoleArn: !GetAtt SchedulerRole.Arn
        RetryPolicy:
          MaximumEventAgeInSeconds: 900
          MaximumRetryAttempts: 10
        DeadLetterConfig:
          Arn: !GetAtt FailedStarts.Arn

  RunFailed:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: A run failed. Its execution has the reason.
      Namespace: AWS/States
      MetricName: ExecutionsFailed
      Dimensions: [{Name: StateMachineArn, Value: !Ref Run}]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

  RunLate:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: A run was stopped at its deadline, 6 hours after its start. Check that InputUri has at least InstanceCount files of
        similar size, then add instances.
      Namespace: AWS/States
      MetricName: ExecutionsTimedOut
      Dimensions: [{Name: StateMachineArn, Value: !Ref Run}]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

  RunNotStarted:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: A run could not be started. The request is in the queue.
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{Name: QueueName, Value: !GetAtt FailedStarts.QueueName}]
      Statistic: Maximum
      Period: 300
      EvaluationPeriods: 1
      DatapointsToAlarm: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: 1
      TreatMissingData: notBreaching
      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], []]

Outputs:
  StateMachineArn:
    Description: Start it to run a job at once.
    Value: !Ref Run

  InvocationsTimeoutInSeconds:
    Description: Seconds after which the job gives up on a record.
    Value: '600'
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


def ask(outputs):
    """Starts a run of the job, or follows the one that runs already, and waits for its end."""
    machine = outputs["StateMachineArn"]
    runs = boto3.client("stepfunctions", region_name=REGION)
    running = runs.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
    run = (running or [runs.start_execution(stateMachineArn=machine)])[0]["executionArn"]
    print(f"{'It runs already' if running else 'Started'}: {run}")
    while (found := runs.describe_execution(executionArn=run))["status"] == "RUNNING":
        time.sleep(30)
    if found["status"] != "SUCCEEDED":
        raise SystemExit(f"The run ended {found['status']}: {found.get('cause', 'no cause is told')}")
    print(f"The results are under {OutputUri}")


if __name__ == "__main__":
    ask(deploy())
