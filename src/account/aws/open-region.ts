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

/** What a call gave. */
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

  const call = createCaller(signal);
  return {
    /** The Region's name; null where none is set anywhere. */
    name: await clients.sageMaker.config.region().catch(() => null),
    ...sageMakerCalls(call, sageMaker, clients.sageMaker),
    ...measuringCalls(call, sageMaker, clients.sageMaker),
    ...scalingCalls(call, scaling, clients.scaling),
    ...cloudWatchCalls(call, cloudWatch, clients.cloudWatch),
    ...quotaCalls(call, quotas, clients.quotas),
    ...imageCalls(call, ecr, clients.ecr),
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

type Call = <Value>(action: string, send: (abortSignal: AbortSignal) => Promise<Value>) => Promise<Answer<Value>>;

/** What sends calls through one gate. Nothing is sent after a stop, or where no call will work. */
function createCaller(signal: AbortSignal): Call {
  const gate = createGate(IN_FLIGHT_MAX);
  const hangs = new Map<string, number>();
  let hopeless: Trouble | undefined;
  return (action, send) =>
    gate(async () => {
      if (hopeless) return { ok: false, ...hopeless };
      if (signal.aborted) return { ok: false, kind: 'stopped' };
      if ((hangs.get(action) ?? 0) >= HANGS_MAX) {
        return { ok: false, ...troubleOf(new Error(NO_RESPONSE), action, false) };
      }
      const own = new AbortController();
      try {
        return { ok: true, value: await send(AbortSignal.any([signal, own.signal])) };
      } catch (error) {
        // Ends an attempt that hangs, so that it isn't in flight any longer.
        own.abort();
        const trouble = troubleOf(error, action, signal.aborted);
        if (trouble.kind === 'hopeless') hopeless = trouble;
        if (error instanceof Error && error.message === NO_RESPONSE) hangs.set(action, (hangs.get(action) ?? 0) + 1);
        return { ok: false, ...trouble };
      }
    });
}

const sageMakerCalls = (call: Call, sdk: SageMaker, client: InstanceType<SageMaker['SageMakerClient']>) => ({
  listEndpoints: (NextToken?: string) =>
    call('sagemaker:ListEndpoints', (abortSignal) => {
      return client.send(new sdk.ListEndpointsCommand({ MaxResults: 100, NextToken }), {
        abortSignal,
      });
    }),
  describeEndpoint: (EndpointName: string) =>
    call('sagemaker:DescribeEndpoint', (abortSignal) =>
      client.send(new sdk.DescribeEndpointCommand({ EndpointName }), { abortSignal }),
    ),
  describeConfig: (EndpointConfigName: string) =>
    call('sagemaker:DescribeEndpointConfig', (abortSignal) =>
      client.send(new sdk.DescribeEndpointConfigCommand({ EndpointConfigName }), { abortSignal }),
    ),
  describeModel: (ModelName: string) =>
    call('sagemaker:DescribeModel', (abortSignal) =>
      client.send(new sdk.DescribeModelCommand({ ModelName }), { abortSignal }),
    ),
  listComponents: (EndpointNameEquals: string, NextToken?: string) =>
    call('sagemaker:ListInferenceComponents', (abortSignal) => {
      const input = { EndpointNameEquals, MaxResults: 100, NextToken };
      return client.send(new sdk.ListInferenceComponentsCommand(input), { abortSignal });
    }),
  describeComponent: (InferenceComponentName: string) =>
    call('sagemaker:DescribeInferenceComponent', (abortSignal) => {
      const command = new sdk.DescribeInferenceComponentCommand({ InferenceComponentName });
      return client.send(command, { abortSignal });
    }),
  listJobs: (CreationTimeAfter: Date, NextToken?: string) =>
    call('sagemaker:ListTransformJobs', (abortSignal) => {
      const input = { CreationTimeAfter, MaxResults: 100, NextToken };
      return client.send(new sdk.ListTransformJobsCommand(input), { abortSignal });
    }),
  describeJob: (TransformJobName: string) =>
    call('sagemaker:DescribeTransformJob', (abortSignal) =>
      client.send(new sdk.DescribeTransformJobCommand({ TransformJobName }), { abortSignal }),
    ),
});

const measuringCalls = (call: Call, sdk: SageMaker, client: InstanceType<SageMaker['SageMakerClient']>) => ({
  describeRecommendationJob: (AIRecommendationJobName: string) =>
    call('sagemaker:DescribeAIRecommendationJob', (abortSignal) =>
      client.send(new sdk.DescribeAIRecommendationJobCommand({ AIRecommendationJobName }), { abortSignal }),
    ),
  describeLoadTestJob: (JobName: string) =>
    call('sagemaker:DescribeInferenceRecommendationsJob', (abortSignal) =>
      client.send(new sdk.DescribeInferenceRecommendationsJobCommand({ JobName }), { abortSignal }),
    ),
  describeBenchmarkJob: (AIBenchmarkJobName: string) =>
    call('sagemaker:DescribeAIBenchmarkJob', (abortSignal) =>
      client.send(new sdk.DescribeAIBenchmarkJobCommand({ AIBenchmarkJobName }), { abortSignal }),
    ),
  describeWorkloadConfig: (AIWorkloadConfigName: string) =>
    call('sagemaker:DescribeAIWorkloadConfig', (abortSignal) =>
      client.send(new sdk.DescribeAIWorkloadConfigCommand({ AIWorkloadConfigName }), { abortSignal }),
    ),
});

const scalingCalls = (
  call: Call,
  sdk: ApplicationAutoScaling,
  client: InstanceType<ApplicationAutoScaling['ApplicationAutoScalingClient']>,
) => ({
  describeTargets: (NextToken?: string) =>
    call('application-autoscaling:DescribeScalableTargets', (abortSignal) => {
      const input = { ServiceNamespace: 'sagemaker' as const, NextToken };
      return client.send(new sdk.DescribeScalableTargetsCommand(input), { abortSignal });
    }),
  describePolicies: (NextToken?: string) =>
    call('application-autoscaling:DescribeScalingPolicies', (abortSignal) => {
      const input = { ServiceNamespace: 'sagemaker' as const, NextToken };
      return client.send(new sdk.DescribeScalingPoliciesCommand(input), { abortSignal });
    }),
  describeActions: (NextToken?: string) =>
    call('application-autoscaling:DescribeScheduledActions', (abortSignal) => {
      const input = { ServiceNamespace: 'sagemaker' as const, NextToken };
      return client.send(new sdk.DescribeScheduledActionsCommand(input), { abortSignal });
    }),
});

const cloudWatchCalls = (call: Call, sdk: CloudWatch, client: InstanceType<CloudWatch['CloudWatchClient']>) => ({
  describeAlarms: (NextToken?: string) =>
    call('cloudwatch:DescribeAlarms', (abortSignal) => {
      const input = { MaxRecords: 100, AlarmTypes: ['MetricAlarm' as const], NextToken };
      return client.send(new sdk.DescribeAlarmsCommand(input), { abortSignal });
    }),
  getMetricData: (input: ConstructorParameters<typeof sdk.GetMetricDataCommand>[0]) =>
    call('cloudwatch:GetMetricData', (abortSignal) =>
      client.send(new sdk.GetMetricDataCommand(input), { abortSignal }),
    ),
});

const quotaCalls = (call: Call, sdk: ServiceQuotas, client: InstanceType<ServiceQuotas['ServiceQuotasClient']>) => ({
  listQuotas: (NextToken?: string) =>
    call('servicequotas:ListServiceQuotas', (abortSignal) => {
      const input = { ServiceCode: 'sagemaker', MaxResults: 100, NextToken };
      return client.send(new sdk.ListServiceQuotasCommand(input), { abortSignal });
    }),
});

const imageCalls = (call: Call, sdk: ECR, client: InstanceType<ECR['ECRClient']>) => ({
  describeImages: (registryId: string, repositoryName: string, imageTag: string) =>
    call('ecr:DescribeImages', (abortSignal) => {
      const input = { registryId, repositoryName, imageIds: [{ imageTag }] };
      return client.send(new sdk.DescribeImagesCommand(input), { abortSignal });
    }),
});
