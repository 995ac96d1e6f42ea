import { QUOTAS, WAIT_SECONDS } from '../../recommender/index.ts';
import { type Builder, type DeploymentFacts, instanceOf, longestOf, rounded } from '../facts.ts';
import { ALARM_TOPIC, alarm, ENDPOINT_NAME, variantDimensions } from '../parts/alarms.ts';
import { type Counts, countsOf } from '../parts/counts.ts';
import { endpointPart, instanceVariant } from '../parts/endpoint.ts';
import { containerOf, folderParameter, modelResource } from '../parts/model.ts';
import { MAIN, tagsPart } from '../parts/names.ts';
import { networkPart, networkProperties, networkStatements } from '../parts/network.ts';
import { capacityOf } from '../parts/pools.ts';
import { executionRole, readObjects, type Statement, writeObjects } from '../parts/role.ts';
import { backlogAlarm, COOL_DOWN, instancesTarget, queueTarget, trackingPolicy, wakePolicy } from '../parts/scaling.ts';
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
    executionRole([...container.statements, ...dataStatements(), ...networkStatements(facts)]),
    { resources: TOPICS },
    modelResource('Model', [container], networkProperties(facts)),
    endpointPart(facts, [instanceVariant(facts, MAIN, 'Model', 1, counts.start)], {
      AsyncInferenceConfig: queue(facts),
    }),
    { resources: { ...scaling(facts, counts), ...alarms(facts) } },
    ALARM_TOPIC,
    tagsPart(facts),
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
  SuccessTopic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Answered requests' } },
  ErrorTopic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Failed requests' } },
};

/** `MaxConcurrentInvocationsPerInstance` may be 1 to 1,000 (API AsyncInferenceClientConfig, 2026-09). */
const CONCURRENCY_MAX = 1000;

function queue(facts: DeploymentFacts): Value {
  return {
    ClientConfig: { MaxConcurrentInvocationsPerInstance: Math.min(CONCURRENCY_MAX, instanceOf(facts).atOnce) },
    OutputConfig: {
      S3OutputPath: ref('ResponsesUri'),
      S3FailurePath: { 'Fn::Sub': '${ResponsesUri}failures/' },
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

function alarms(facts: DeploymentFacts): Record<string, Resource> {
  const wait = Math.min(facts.workload.responseTimeSeconds ?? WAIT_SECONDS, QUOTAS.asynchronousQueueAge.value);
  return {
    Waiting: alarm({
      description: `The oldest request has waited longer than ${facts.workload.responseTimeSeconds === undefined ? `${WAIT_SECONDS} s` : 'callers allow'}. Raise the maximum of instances.`,
      metric: 'ApproximateAgeOfOldestRequest',
      dimensions: { EndpointName: ENDPOINT_NAME },
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: rounded(wait),
    }),
    Failures: alarm({
      description: 'Requests fail. The reasons are in failures/ under the responses, and in the error topic.',
      metric: 'InvocationFailures',
      dimensions: variantDimensions(MAIN),
      statistic: 'Sum',
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      period: 300,
      points: [1, 1],
    }),
    Expired: alarm({
      description: 'Requests expired in the queue before an instance took them. Their callers get no answer.',
      metric: 'ExpiredRequests',
      dimensions: variantDimensions(MAIN),
      statistic: 'Sum',
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      period: 300,
      points: [1, 1],
    }),
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
