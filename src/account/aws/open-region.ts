import { createGate, NO_RESPONSE, type Trouble, troubleOf, within } from './calls.ts';

// The one place that loads AWS's SDK, when an account is read. Reads only: test/account/reads-only.test.ts holds it to commands
// that describe, list, get or head.

/** Most requests in flight per Region. */
export const IN_FLIGHT_MAX = 5;
/** An attempt without a response after this long is given up and isn't repeated, in milliseconds. */
const ATTEMPT_MS = 20_000;
/** Attempts per call, with the SDK's back-off between them. */
const ATTEMPTS_MAX = 8;
/** A call that hung this often isn't tried again. */
const HANGS_MAX = 2;

export type Answer<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Trouble);

/** The clients of one Region, behind one gate. */
export type AwsRegion = Awaited<ReturnType<typeof openRegion>>;

interface Settings {
  readonly signal: AbortSignal;
  /** Milliseconds; shorter in tests. */
  readonly attemptMs?: number;
}

/**
 * Opens the clients of a Region; without a name, of the Region that the AWS configuration sets. Retries are the SDK's standard
 * ones: its adaptive mode falls to one call in two seconds where a fixed share of calls is refused.
 */
export async function openRegion(region: string | undefined, { signal, attemptMs = ATTEMPT_MS }: Settings) {
  const [sageMaker, cloudWatch, scaling, quotas, ecr] = await Promise.all([
    import('@aws-sdk/client-sagemaker'),
    import('@aws-sdk/client-cloudwatch'),
    import('@aws-sdk/client-application-auto-scaling'),
    import('@aws-sdk/client-service-quotas'),
    import('@aws-sdk/client-ecr'),
  ]);
  const config = { ...(region !== undefined && { region }), retryMode: 'standard', maxAttempts: ATTEMPTS_MAX };
  const clients = {
    sageMaker: new sageMaker.SageMakerClient(config),
    cloudWatch: new cloudWatch.CloudWatchClient(config),
    scaling: new scaling.ApplicationAutoScalingClient(config),
    quotas: new quotas.ServiceQuotasClient(config),
    ecr: new ecr.ECRClient(config),
  };
  const timed =
    <Input, Output>(next: (input: Input) => Promise<Output>) =>
    (input: Input): Promise<Output> =>
      within(attemptMs, next(input));
  const perAttempt = { step: 'deserialize', name: 'attemptTimeout', priority: 'high' } as const;
  clients.sageMaker.middlewareStack.add(timed, perAttempt);
  clients.cloudWatch.middlewareStack.add(timed, perAttempt);
  clients.scaling.middlewareStack.add(timed, perAttempt);
  clients.quotas.middlewareStack.add(timed, perAttempt);
  clients.ecr.middlewareStack.add(timed, perAttempt);

  const callTo = createCaller(signal);
  return {
    /** The Region's name; null where none is set anywhere. */
    name: await clients.sageMaker.config.region().catch(() => null),
    ...sageMakerCalls(callTo(clients.sageMaker), sageMaker),
    ...scalingCalls(callTo(clients.scaling), scaling),
    ...cloudWatchCalls(callTo(clients.cloudWatch), cloudWatch),
    ...quotaCalls(callTo(clients.quotas), quotas),
    ...imageCalls(callTo(clients.ecr), ecr),
    /** Closes connections, also those of calls that never returned. */
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

type ApplicationAutoScaling = typeof import('@aws-sdk/client-application-auto-scaling');
type CloudWatch = typeof import('@aws-sdk/client-cloudwatch');
type ECR = typeof import('@aws-sdk/client-ecr');
type SageMaker = typeof import('@aws-sdk/client-sagemaker');
type ServiceQuotas = typeof import('@aws-sdk/client-service-quotas');

interface Client {
  send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/** A command, by what says the type of its answer. */
interface Command<Value> {
  resolveMiddleware(...parts: never[]): (input: never) => Promise<{ output: Value }>;
}

type Call = <Value>(action: string, command: Command<Value>) => Promise<Answer<Value>>;

/** What sends calls through one gate. Nothing is sent after a stop, or where no call will work. */
function createCaller(signal: AbortSignal): (client: Client) => Call {
  const gate = createGate(IN_FLIGHT_MAX);
  const hangs = new Map<string, number>();
  let hopeless: Trouble | undefined;
  const tried = async <Value>(client: Client, action: string, command: Command<Value>): Promise<Answer<Value>> => {
    if (hopeless) return { ok: false, ...hopeless };
    if (signal.aborted) return { ok: false, kind: 'stopped' };
    if ((hangs.get(action) ?? 0) >= HANGS_MAX)
      return { ok: false, ...troubleOf(new Error(NO_RESPONSE), action, false) };
    const own = new AbortController();
    try {
      const abortSignal = AbortSignal.any([signal, own.signal]);
      return { ok: true, value: (await client.send(command as never, { abortSignal })) as Value };
    } catch (error) {
      // Ends an attempt that hangs, so that it isn't in flight any longer.
      own.abort();
      const trouble = troubleOf(error, action, signal.aborted);
      if (trouble.kind === 'hopeless') hopeless = trouble;
      if (error instanceof Error && error.message === NO_RESPONSE) hangs.set(action, (hangs.get(action) ?? 0) + 1);
      return { ok: false, ...trouble };
    }
  };
  return (client) => (action, command) => gate(() => tried(client, action, command));
}

const sageMakerCalls = (call: Call, sdk: SageMaker) => ({
  listEndpoints: (NextToken?: string) =>
    call('sagemaker:ListEndpoints', new sdk.ListEndpointsCommand({ MaxResults: 100, NextToken })),
  describeEndpoint: (EndpointName: string) =>
    call('sagemaker:DescribeEndpoint', new sdk.DescribeEndpointCommand({ EndpointName })),
  describeConfig: (EndpointConfigName: string) =>
    call('sagemaker:DescribeEndpointConfig', new sdk.DescribeEndpointConfigCommand({ EndpointConfigName })),
  describeModel: (ModelName: string) => call('sagemaker:DescribeModel', new sdk.DescribeModelCommand({ ModelName })),
  listComponents: (EndpointNameEquals: string, NextToken?: string) =>
    call(
      'sagemaker:ListInferenceComponents',
      new sdk.ListInferenceComponentsCommand({ EndpointNameEquals, MaxResults: 100, NextToken }),
    ),
  describeComponent: (InferenceComponentName: string) =>
    call('sagemaker:DescribeInferenceComponent', new sdk.DescribeInferenceComponentCommand({ InferenceComponentName })),
  listJobs: (CreationTimeAfter: Date, NextToken?: string) =>
    call(
      'sagemaker:ListTransformJobs',
      new sdk.ListTransformJobsCommand({ CreationTimeAfter, MaxResults: 100, NextToken }),
    ),
  describeJob: (TransformJobName: string) =>
    call('sagemaker:DescribeTransformJob', new sdk.DescribeTransformJobCommand({ TransformJobName })),
  describeRecommendationJob: (AIRecommendationJobName: string) =>
    call(
      'sagemaker:DescribeAIRecommendationJob',
      new sdk.DescribeAIRecommendationJobCommand({ AIRecommendationJobName }),
    ),
  describeLoadTestJob: (JobName: string) =>
    call(
      'sagemaker:DescribeInferenceRecommendationsJob',
      new sdk.DescribeInferenceRecommendationsJobCommand({ JobName }),
    ),
  describeBenchmarkJob: (AIBenchmarkJobName: string) =>
    call('sagemaker:DescribeAIBenchmarkJob', new sdk.DescribeAIBenchmarkJobCommand({ AIBenchmarkJobName })),
  describeWorkloadConfig: (AIWorkloadConfigName: string) =>
    call('sagemaker:DescribeAIWorkloadConfig', new sdk.DescribeAIWorkloadConfigCommand({ AIWorkloadConfigName })),
});

const scalingCalls = (call: Call, sdk: ApplicationAutoScaling) => ({
  describeTargets: (NextToken?: string) =>
    call(
      'application-autoscaling:DescribeScalableTargets',
      new sdk.DescribeScalableTargetsCommand({ ServiceNamespace: 'sagemaker', NextToken }),
    ),
  describePolicies: (NextToken?: string) =>
    call(
      'application-autoscaling:DescribeScalingPolicies',
      new sdk.DescribeScalingPoliciesCommand({ ServiceNamespace: 'sagemaker', NextToken }),
    ),
  describeActions: (NextToken?: string) =>
    call(
      'application-autoscaling:DescribeScheduledActions',
      new sdk.DescribeScheduledActionsCommand({ ServiceNamespace: 'sagemaker', NextToken }),
    ),
});

const cloudWatchCalls = (call: Call, sdk: CloudWatch) => ({
  describeAlarms: (NextToken?: string) =>
    call(
      'cloudwatch:DescribeAlarms',
      new sdk.DescribeAlarmsCommand({ MaxRecords: 100, AlarmTypes: ['MetricAlarm'], NextToken }),
    ),
  getMetricData: (input: ConstructorParameters<typeof sdk.GetMetricDataCommand>[0]) =>
    call('cloudwatch:GetMetricData', new sdk.GetMetricDataCommand(input)),
});

const quotaCalls = (call: Call, sdk: ServiceQuotas) => ({
  listQuotas: (NextToken?: string) =>
    call(
      'servicequotas:ListServiceQuotas',
      new sdk.ListServiceQuotasCommand({ ServiceCode: 'sagemaker', MaxResults: 100, NextToken }),
    ),
});

const imageCalls = (call: Call, sdk: ECR) => ({
  describeImages: (registryId: string, repositoryName: string, imageTag: string) =>
    call('ecr:DescribeImages', new sdk.DescribeImagesCommand({ registryId, repositoryName, imageIds: [{ imageTag }] })),
});
