import { formatSeconds, QUOTAS, START_UP_SECONDS, WAIT_SECONDS } from '../../recommender/index.ts';
import { type Builder, type DeploymentFacts, instanceOf, longestOf, rounded } from '../facts.ts';
import { atOnceIn } from '../images/environment.ts';
import { imageOf } from '../images/serving-image.ts';
import { ANY, alarm, EACH_PERIOD, ENDPOINT_NAME, over, variantDimensions } from '../parts/alarms.ts';
import { type Counts, countsOf } from '../parts/counts.ts';
import { keyed } from '../parts/encryption.ts';
import { endpointPart, instanceVariant } from '../parts/endpoint.ts';
import { containerOf, modelResource } from '../parts/model.ts';
import { folderParameter } from '../parts/model-data.ts';
import { MAIN } from '../parts/names.ts';
import { networkPart, networkProperties, networkStatements } from '../parts/network.ts';
import { operated } from '../parts/operated.ts';
import { capacityOf } from '../parts/pools.ts';
import { executionRole, readObjects, writeObjects } from '../parts/role.ts';
import { backlogAlarm, COOL_DOWN, instancesTarget, queueTarget, trackingPolicy, wakePolicy } from '../parts/scaling.ts';
import { failuresAlarm, gpuMemoryAlarm, moreCapacity } from '../parts/serving-alarms.ts';
import { allow, type Part, type Resource, ref, type Statement, type Value } from '../template.ts';

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
    { resources: topics(facts) },
    modelResource(facts, 'Model', [container], networkProperties(facts)),
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
  allow('NotifyCallers', 'sns:Publish', [ref('SuccessTopic'), ref('ErrorTopic')]),
];

const topics = (facts: DeploymentFacts): Record<string, Resource> => ({
  SuccessTopic: topic(facts, 'Answered requests'),
  ErrorTopic: topic(facts, 'Failed requests'),
});

const topic = (facts: DeploymentFacts, DisplayName: string): Resource => ({
  Type: 'AWS::SNS::Topic',
  Properties: { DisplayName, ...keyed(facts, 'KmsMasterKeyId') },
});

/** `MaxConcurrentInvocationsPerInstance` may be 1 to 1,000 (API AsyncInferenceClientConfig, 2026-09). */
const CONCURRENCY_MAX = 1000;

function queue(facts: DeploymentFacts): Value {
  const atOnce = Math.min(CONCURRENCY_MAX, instanceOf(facts).atOnce, atOnceIn(imageOf(facts).server));
  return {
    ClientConfig: { MaxConcurrentInvocationsPerInstance: atOnce },
    OutputConfig: {
      S3OutputPath: ref('ResponsesUri'),
      S3FailurePath: { 'Fn::Sub': '${ResponsesUri}failures/' },
      ...keyed(facts, 'KmsKeyId'),
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

/** A metric of every minute isn't there sooner. */
const WAIT_SECONDS_MIN = 60;

/** Seconds from the threshold until an instance helps: three minutes of the alarm, then the start of the instance. */
const HELP_SECONDS = 3 * 60 + START_UP_SECONDS.likely;

/**
 * How long the oldest request may wait while there is still time to help: half of what callers allow, or where instances follow the
 * backlog as late as one that is added still answers in time. Never longer than leaves time to process it.
 */
function waitMax({ workload, serving }: DeploymentFacts): number {
  const due = workload.responseTimeSeconds ?? WAIT_SECONDS;
  const left = due - (serving.secondsPerRequest ?? 0);
  const helped = serving.scaling === 'fixed' ? 0 : left - HELP_SECONDS;
  return Math.max(WAIT_SECONDS_MIN, Math.min(WAIT_SECONDS_MAX, left, Math.max(due / 2, helped)));
}

/** "The oldest request has waited over 450 s. Its answer is due after 15 min, of which processing takes 90 s." */
function waitText({ workload, serving }: DeploymentFacts, wait: number): string {
  const { responseTimeSeconds: due } = workload;
  const { secondsPerRequest: seconds } = serving;
  const takes = seconds === undefined ? '' : `, of which processing takes ${formatSeconds(seconds)}`;
  const answer = due === undefined ? '' : ` Its answer is due after ${formatSeconds(due)}${takes}.`;
  return `The oldest request has waited over ${formatSeconds(wait)}.${answer}`;
}

function alarms(facts: DeploymentFacts): Record<string, Resource> {
  const wait = rounded(waitMax(facts));
  const dimensions = variantDimensions(MAIN);
  return {
    Waiting: alarm({
      description: `${waitText(facts, wait)} ${moreCapacity(facts)}.`,
      metric: 'ApproximateAgeOfOldestRequest',
      dimensions: { EndpointName: ENDPOINT_NAME },
      ...over('Maximum', wait),
    }),
    Failures: failuresAlarm(facts, dimensions),
    Expired: alarm({
      description: `Requests expired in the queue, and their callers get no answer. ${moreCapacity(facts)}.`,
      metric: 'ExpiredRequests',
      dimensions,
      ...ANY,
      ...EACH_PERIOD,
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
      ...(facts.extras.has('own-role') && {
        RequestsUri: { Description: 'Where callers put requests.', Value: ref('RequestsUri') },
      }),
      SuccessTopicArn: { Description: 'Subscribe to learn of answers.', Value: ref('SuccessTopic') },
      ErrorTopicArn: { Description: 'Subscribe to learn of failures.', Value: ref('ErrorTopic') },
    },
  };
}
