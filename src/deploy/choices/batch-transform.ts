import { formatSeconds, QUOTAS } from '../../recommender/index.ts';
import { type Builder, type DeploymentFacts, instanceOf, longestOf, secondsOf } from '../facts.ts';
import { ANY, alarm, EACH_PERIOD, failedStartsAlarm } from '../parts/alarms.ts';
import { countsOf, isSized } from '../parts/counts.ts';
import { keyed, takesVolumeKey } from '../parts/encryption.ts';
import { dataCapture } from '../parts/endpoint.ts';
import { transformHost } from '../parts/host.ts';
import { containerOf, modelResource } from '../parts/model.ts';
import { folderParameter } from '../parts/model-data.ts';
import { tagsOf } from '../parts/names.ts';
import { networkPart, networkProperties, networkStatements } from '../parts/network.ts';
import { operated } from '../parts/operated.ts';
import { executionRole, executionRoleArn, ownArn, policy, readFolder, trust, writeObjects } from '../parts/role.ts';
import {
  rhythmOf,
  runLimit,
  schedule,
  scheduleParameter,
  schedulerPart,
  timeZoneParameter,
} from '../parts/schedule.ts';
import { allow, getAtt, iff, isGiven, NO_VALUE, type Part, type Resource, ref, sub, type Value } from '../template.ts';
import { pipelineShape } from './real-time.ts';

/** A job that scores a dataset and ends, started on its rhythm. CloudFormation has no transform job, so a state machine runs it. */
export const batchTransform: Builder = (facts) => {
  const isPipeline = facts.serving.hosting === 'inference-pipeline';
  const { containers, properties } = isPipeline
    ? pipelineShape(facts)
    : { containers: [containerOf(facts, 'the model')], properties: {} };
  const capture = dataCapture(facts);
  return [
    ...containers.map(({ part }) => part),
    countsOf(facts).part,
    transformHost(facts).part,
    dataPart(facts),
    capture.part,
    networkPart(facts),
    rhythmPart(facts),
    executionRole(facts, [
      ...containers.flatMap(({ statements }) => statements),
      readFolder('InputUri'),
      writeObjects('OutputUri'),
      ...capture.statements,
      ...networkStatements(facts),
    ]),
    modelResource(facts, 'Model', containers, { ...properties, ...networkProperties(facts) }),
    { resources: { RunRole: runRole(facts), Run: run(facts) } },
    schedulerPart(facts, allow('StartRuns', 'states:StartExecution', ref('Run'))),
    { resources: { RunSchedule: schedule('Starts a run', 'Rhythm', ref('Run')), ...alarms(facts) } },
    ...operated(facts),
    outputs(facts),
  ];
};

const dataPart = (facts: DeploymentFacts): Part => {
  const split = splitOf(facts);
  const files = filesOf(facts);
  const scored = 'S3 prefix of the dataset: a run scores all files under it.';
  return {
    parameters: {
      InputUri: folderParameter(files === undefined ? scored : `${scored} It takes ${files}.`),
      OutputUri: folderParameter('S3 prefix for results. A run replaces those of the run before it.'),
      ContentType: {
        Type: 'String',
        Description: 'MIME type of the dataset as the container reads it, such as text/csv or application/jsonlines.',
        AllowedPattern: MIME_TYPE,
      },
      SplitType: {
        Type: 'String',
        Description:
          'How files divide into records. Line: one record per line, as in CSV and JSON Lines. None: a file is one record.',
        ...(split !== undefined && { Default: split }),
        AllowedValues: ['Line', 'RecordIO', 'TFRecord', 'None'],
      },
      AcceptType: {
        Type: 'String',
        Description: "MIME type of the results. Empty: the container's own.",
        Default: '',
        AllowedPattern: `^$|${MIME_TYPE}`,
      },
    },
    conditions: {
      ...(holdsMany(facts) && { IsSplit: { 'Fn::Not': [{ 'Fn::Equals': [ref('SplitType'), 'None'] }] } }),
      IsLines: { 'Fn::Equals': [ref('SplitType'), 'Line'] },
      HasAcceptType: isGiven('AcceptType'),
    },
    ...(files !== undefined && { notes: [`AWS gives each file to one instance: have ${files}, or instances idle.`] }),
  };
};

/**
 * The files that a run on several instances needs; undefined where one file is one record, of which there are many. A file isn't
 * shared between instances (DG batch-transform, 2026-09).
 */
function filesOf(facts: DeploymentFacts): string | undefined {
  if (splitOf(facts) === 'None') return undefined;
  const { max } = instanceOf(facts);
  if (isSized(facts)) return max === 1 ? undefined : `at least ${max} files of similar size`;
  return 'at least InstanceCount files of similar size';
}

const MIME_TYPE = '^[a-z]+/[a-z0-9.+-]+$';

function rhythmPart(facts: DeploymentFacts): Part {
  const { workload } = facts;
  const when = `When a run starts, as an expression of EventBridge Scheduler. A run is stopped after ${formatSeconds(runLimit(facts).seconds)}, so leave more time between two.`;
  return {
    parameters: { Rhythm: scheduleParameter(when, rhythmOf(workload)), TimeZone: timeZoneParameter(workload) },
  };
}

const RULE = 'StepFunctionsGetEventsForSageMakerTransformJobsRule';

/** What a state machine needs to run a transform job and wait for it (SFN connect-sagemaker, 2026), and to give it tags. */
const runRole = (facts: DeploymentFacts): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust('states', 'stateMachine:*'),
    Policies: [
      policy('run', [
        allow(
          'RunJobs',
          [
            'sagemaker:CreateTransformJob',
            'sagemaker:DescribeTransformJob',
            'sagemaker:StopTransformJob',
            'sagemaker:AddTags',
            'sagemaker:ListTags',
          ],
          ownArn('sagemaker', `transform-job/${facts.slug}-*`),
        ),
        {
          ...allow('UseExecutionRole', 'iam:PassRole', executionRoleArn(facts)),
          Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
        },
        allow(
          'WaitForJobs',
          ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
          ownArn('events', `rule/${RULE}`),
        ),
      ]),
    ],
  },
});

/** The name of an execution ends the job's: two runs never share one. */
const run = (facts: DeploymentFacts): Resource => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    RoleArn: getAtt('RunRole', 'Arn'),
    Definition: {
      Comment: 'Scores the dataset once',
      StartAt: 'Transform',
      TimeoutSeconds: runLimit(facts).seconds,
      States: {
        Transform: {
          Type: 'Task',
          Resource: sub('arn:${AWS::Partition}:states:::sagemaker:createTransformJob.sync'),
          Parameters: job(facts),
          End: true,
        },
      },
    },
  },
});

function job(facts: DeploymentFacts): Value {
  const { type } = instanceOf(facts);
  const { payload, atOnce } = sending(facts);
  const host = transformHost(facts);
  return {
    'TransformJobName.$': `States.Format('${facts.slug}-{}', $$.Execution.Name)`,
    ModelName: getAtt('Model', 'ModelName'),
    MaxConcurrentTransforms: atOnce,
    MaxPayloadInMB: payload,
    BatchStrategy: holdsMany(facts) ? iff('IsSplit', 'MultiRecord', 'SingleRecord') : 'SingleRecord',
    ModelClientConfig: { InvocationsTimeoutInSeconds: timeoutSeconds(facts), InvocationsMaxRetries: 3 },
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: ref('InputUri') } },
      ContentType: ref('ContentType'),
      SplitType: ref('SplitType'),
    },
    TransformOutput: {
      S3OutputPath: ref('OutputUri'),
      Accept: iff('HasAcceptType', ref('AcceptType'), NO_VALUE),
      AssembleWith: iff('IsLines', 'Line', 'None'),
      ...keyed(facts, 'KmsKeyId'),
    },
    TransformResources: {
      InstanceType: type,
      ...instanceCount(facts),
      ...host.properties,
      ...(takesVolumeKey(facts) && keyed(facts, 'VolumeKmsKeyId')),
    },
    ...(Object.keys(host.environment).length > 0 && { Environment: host.environment }),
    ...(facts.workload.requiresDataCapture === true && {
      DataCaptureConfig: { DestinationS3Uri: ref('DataCaptureUri'), ...keyed(facts, 'KmsKeyId') },
    }),
    ...(tagsOf(facts).length > 0 && { Tags: tagsOf(facts) }),
  };
}

/** A parameter comes as text: Step Functions makes a number of it (SFN intrinsic-functions, 2026). */
function instanceCount(facts: DeploymentFacts): Record<string, Value> {
  if (isSized(facts)) return { InstanceCount: instanceOf(facts).max };
  return { 'InstanceCount.$': sub("States.StringToJson('${InstanceCount}')") };
}

/** Records of a file: one per line where they are small and many, one per file where they are large. Ours. */
const LINE_MB_MAX = 1;
const FILE_MB_MIN = 10;
const MANY_RECORDS = 1000;
/** Of a record of which nobody states the size. Ours. */
const RECORD_MB = 0.001;

/** The mean size of a record in MB. */
function recordMB({ workload }: DeploymentFacts): number | undefined {
  const { datasetSizeGB, datasetRecordsPerRun, payloadSizeMB } = workload;
  return datasetSizeGB && datasetRecordsPerRun ? (datasetSizeGB * 1024) / datasetRecordsPerRun : payloadSizeMB;
}

/** How the files divide, where that's clear: from the largest record, or from the mean of all. */
function splitOf(facts: DeploymentFacts): 'Line' | 'None' | undefined {
  const { payloadSizeMB, datasetRecordsPerRun = 0 } = facts.workload;
  const size = payloadSizeMB ?? recordMB(facts);
  if (size === undefined) return undefined;
  if (size <= LINE_MB_MAX && datasetRecordsPerRun >= MANY_RECORDS) return 'Line';
  return size >= FILE_MB_MIN ? 'None' : undefined;
}

/** MB of records that take half of a request's time-out, one after the other. */
const megabytesInTime = (facts: DeploymentFacts): number =>
  ((timeoutSeconds(facts) / 2) * (recordMB(facts) || RECORD_MB)) / (secondsOf(facts) || Number.EPSILON);

/** Whether a request may hold as many records as fit into a MB, the least that a job sends at once. */
const holdsMany = (facts: DeploymentFacts): boolean => megabytesInTime(facts) >= 1;

/**
 * MB per request and requests at once: together at most 100 MB; above that 0, a record streams alone (API CreateTransformJob,
 * 2026-09). Small records go several MB at a time, AWS's default, as far as that leaves time.
 */
export function sending(facts: DeploymentFacts): { payload: number; atOnce: number } {
  const most = QUOTAS.batchRecord.value;
  const several = QUOTAS.batchRecordDefault.value;
  const record = Math.max(1, Math.ceil(facts.workload.payloadSizeMB ?? (holdsMany(facts) ? 1 : several)));
  if (record > most) return { payload: 0, atOnce: 1 };
  const payload = holdsMany(facts) ? Math.max(record, Math.min(several, Math.floor(megabytesInTime(facts)))) : record;
  return { payload, atOnce: Math.max(1, Math.min(instanceOf(facts).atOnce, Math.floor(most / payload))) };
}

/** `InvocationsTimeoutInSeconds`: AWS's default, or the most where a record takes longer. */
const timeoutSeconds = (facts: DeploymentFacts): number =>
  (longestOf(facts) ?? 0) > QUOTAS.batchRecordProcessingDefault.value
    ? QUOTAS.batchRecordProcessing.value
    : QUOTAS.batchRecordProcessingDefault.value;

/** Metrics of Step Functions by state machine (`StatesMetrics` of aws-cdk-lib 2.211.0). */
const executions = (metric: string, description: string): Resource =>
  alarm({
    description,
    namespace: 'AWS/States',
    metric,
    dimensions: { StateMachineArn: ref('Run') },
    ...ANY,
    ...EACH_PERIOD,
  });

const alarms = (facts: DeploymentFacts): Record<string, Resource> => ({
  RunFailed: executions('ExecutionsFailed', 'A run failed. Its execution has the reason.'),
  RunLate: executions('ExecutionsTimedOut', `A run was stopped ${runLimit(facts).why}. ${quicker(facts)}.`),
  RunNotStarted: failedStartsAlarm('A run could not be started. The request is in the queue.'),
});

/** What makes a run quicker: more instances, which need as many files. */
function quicker(facts: DeploymentFacts): string {
  const files = filesOf(facts);
  const rarer = runLimit(facts).isForNext ? ', or run it less often' : '';
  if (files !== undefined) return `Check that InputUri has ${files}, then add instances${rarer}`;
  const divided = splitOf(facts) === 'None' ? '' : ' and divide the dataset into as many files';
  return `Add instances${divided}${rarer}`;
}

const outputs = (facts: DeploymentFacts): Part => ({
  outputs: {
    StateMachineArn: { Description: 'Start it to run a job at once.', Value: ref('Run') },
    InvocationsTimeoutInSeconds: {
      Description: 'Seconds after which the job gives up on a record.',
      Value: String(timeoutSeconds(facts)),
    },
  },
});
