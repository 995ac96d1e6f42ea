import { formatSeconds, QUOTAS, WAIT_SECONDS } from '../../recommender/index.ts';
import { type Builder, type DeploymentFacts, instanceOf, longestOf, rounded } from '../facts.ts';
import { atOnceIn } from '../images/environment.ts';
import { imageOf } from '../images/serving-image.ts';
import { alarm, ENDPOINT_NAME, variantDimensions } from '../parts/alarms.ts';
import { type Counts, countsOf } from '../parts/counts.ts';
import { KEY, TOPIC_KEY } from '../parts/encryption.ts';
import { endpointPart, instanceVariant } from '../parts/endpoint.ts';
import { containerOf, modelResource } from '../parts/model.ts';
import { folderParameter } from '../parts/model-data.ts';
import { MAIN } from '../parts/names.ts';
import { networkPart, networkProperties, networkStatements } from '../parts/network.ts';
import { operated } from '../parts/operated.ts';
import { capacityOf } from '../parts/pools.ts';
import { executionRole, readObjects, type Statement, writeObjects } from '../parts/role.ts';
import { backlogAlarm, COOL_DOWN, instancesTarget, queueTarget, trackingPolicy, wakePolicy } from '../parts/scaling.ts';
import { failuresAlarm, gpuMemoryAlarm, moreCapacity } from '../parts/serving-alarms.ts';
import { type Part, type Resource, ref, type Value } from '../template.ts';

/** Requests wait in a queue, and answers are left in S3. Instances follow the backlog, to zero where that is the choice. */
export const asynchronous: Builder = (facts) => {
  const container = containerOf(facts, 'the model');
  const counts = countsOf(facts);
  return [
    container.part,
    capacityOf(facts).part,
    counts.part,
    DATA,
    networkPart(facts),
    executionRole(facts, [...container.statements, ...dataStatements(), ...networkStatements(facts)]),
    { resources: TOPICS },
    modelResource('Model', [container], networkProperties(facts)),
    endpointPart(facts, [instanceVariant(facts, MAIN, 'Model', 1, counts.start)], ['Failures'], {
      AsyncInferenceConfig: queue(facts),
    }),
    { resources: { ...scaling(facts, counts), ...alarms(facts) } },
    ...operated(facts),
    outputs(facts),
  ];
};

const DATA: Part = {
  parameters: {
    RequestsUri: folderParameter('S3 prefix where callers put requests.'),
    ResponsesUri: folderParameter('S3 prefix for responses. Failures go to failures/ under it.'),
  },
};

const dataStatements = (): Statement[] => [
  readObjects('RequestsUri', '*'),
  writeObjects('ResponsesUri'),
  { Sid: 'NotifyCallers', Effect: 'Allow', Action: 'sns:Publish', Resource: [ref('SuccessTopic'), ref('ErrorTopic')] },
];

const TOPICS: Record<string, Resource> = {
  SuccessTopic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Answered requests', ...TOPIC_KEY } },
  ErrorTopic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Failed requests', ...TOPIC_KEY } },
};

/** `MaxConcurrentInvocationsPerInstance` may be 1 to 1,000 (API AsyncInferenceClientConfig, 2026-09). */
const CONCURRENCY_MAX = 1000;

function queue(facts: DeploymentFacts): Value {
  const atOnce = Math.min(CONCURRENCY_MAX, instanceOf(facts).atOnce, atOnceIn(imageOf(facts).server));
  return {
    ClientConfig: { MaxConcurrentInvocationsPerInstance: atOnce },
    OutputConfig: {
      S3OutputPath: ref('ResponsesUri'),
      S3FailurePath: { 'Fn::Sub': '${ResponsesUri}failures/' },
      KmsKeyId: KEY,
      NotificationConfig: { SuccessTopic: ref('SuccessTopic'), ErrorTopic: ref('ErrorTopic') },
    },
  };
}

function scaling(facts: DeploymentFacts, counts: Counts): Record<string, Resource> {
  if (facts.serving.scaling === 'fixed') return {};
  const toZero: Record<string, Resource> = {
    WakePolicy: wakePolicy('Target', COOL_DOWN),
    WakeAlarm: backlogAlarm('WakePolicy'),
  };
  return {
    Target: instancesTarget(MAIN, counts),
    BacklogPolicy: trackingPolicy('follow-backlog', 'Target', backlogMetric(), queueTarget(facts)),
    ...(counts.min === 0 && toZero),
  };
}

/** The only load metric that an asynchronous endpoint publishes for scaling (DG async-inference-autoscale, 2026-09). */
const backlogMetric = () => ({
  CustomizedMetricSpecification: {
    Namespace: 'AWS/SageMaker',
    MetricName: 'ApproximateBacklogSizePerInstance',
    Dimensions: [{ Name: 'EndpointName', Value: ENDPOINT_NAME }],
    Statistic: 'Average',
  },
});

/** Half of the six hours after which AWS drops a request: a longer wait leaves too little time to act. Ours. */
const WAIT_SECONDS_MAX = QUOTAS.asynchronousQueueAge.value / 2;

/**
 * Where instances follow the backlog, requests may wait as long as their answer is still in time; of a fixed number, half of the
 * time that callers allow is a sign that it's too small.
 */
function waitMax({ workload, serving }: DeploymentFacts): number {
  const promised = workload.responseTimeSeconds ?? WAIT_SECONDS;
  const left = serving.scaling === 'fixed' ? 0 : promised - (serving.secondsPerRequest ?? 0);
  return Math.min(WAIT_SECONDS_MAX, Math.max(promised / 2, left));
}

function alarms(facts: DeploymentFacts): Record<string, Resource> {
  const wait = rounded(waitMax(facts));
  const dimensions = variantDimensions(MAIN);
  return {
    Waiting: alarm({
      description: `The oldest request has waited over ${formatSeconds(wait)}${facts.workload.responseTimeSeconds === undefined ? '' : `, of ${formatSeconds(facts.workload.responseTimeSeconds)} until its answer is due`}. ${moreCapacity(facts)}.`,
      metric: 'ApproximateAgeOfOldestRequest',
      dimensions: { EndpointName: ENDPOINT_NAME },
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: wait,
    }),
    Failures: failuresAlarm(facts, dimensions),
    Expired: alarm({
      description: `Requests expired in the queue, and their callers get no answer. ${moreCapacity(facts)}.`,
      metric: 'ExpiredRequests',
      dimensions,
      statistic: 'Sum',
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      period: 300,
      points: [1, 1],
    }),
    ...gpuMemoryAlarm(facts, { dimensions, id: '', of: 'the endpoint' }),
  };
}

/** `InvocationTimeoutSeconds` belongs to each call: no property of the endpoint sets it. */
function outputs(facts: DeploymentFacts): Part {
  const usual = QUOTAS.asynchronousProcessingDefault.value;
  const isUsual = (longestOf(facts) ?? 0) <= usual;
  return {
    outputs: {
      InvocationTimeoutSeconds: {
        Description: 'InvocationTimeoutSeconds of every InvokeEndpointAsync: processing ends after it.',
        Value: String(isUsual ? usual : QUOTAS.asynchronousProcessing.value),
      },
      SuccessTopicArn: { Description: 'Subscribe to learn of answers.', Value: ref('SuccessTopic') },
      ErrorTopicArn: { Description: 'Subscribe to learn of failures.', Value: ref('ErrorTopic') },
    },
  };
}
