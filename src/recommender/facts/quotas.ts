import { SOURCES, type Source } from './sources.ts';

// What AWS states and what we assume: figures with their sources, instances, prices. Knows nothing else.

/** A figure of AWS's: what it is, in what unit, and the page that states it. */
export interface Quota {
  readonly value: number;
  readonly unit: string;
  readonly source: Source;
}

/** A figure that another page of AWS's states differently. */
export interface DisputedQuota extends Quota {
  readonly disputed: { readonly value: number; readonly source: Source };
}

const quota = (value: number, unit: string, source: Source): Quota => ({ value, unit, source });

const disputed = (value: number, unit: string, source: Source, other: DisputedQuota['disputed']): DisputedQuota => ({
  ...quota(value, unit, source),
  disputed: other,
});

/** Every AWS figure that decides something. 1 MB is 2^20 bytes. */
export const QUOTAS = {
  realTimePayload: disputed(6, 'MB', SOURCES.invokeEndpoint, { value: 25, source: SOURCES.options }),
  realTimeProcessing: quota(60, 's', SOURCES.options),
  realTimeResponseStream: quota(480, 's', SOURCES.options),
  realTimeBidirectionalStream: quota(1800, 's', SOURCES.bidirectionalStream),
  // A call that takes the first needs a socket timeout of the second in the client.
  slowCall: quota(50, 's', SOURCES.invokeEndpoint),
  slowCallClientTimeout: quota(70, 's', SOURCES.invokeEndpoint),
  // Guidance, not a limit: AWS's own sample serves GLM-5.2-FP8 (753 GB) from a real-time endpoint on ml.p5en.48xlarge.
  modelSizeGuidance: quota(500, 'GB', SOURCES.realTime),
  // Types that an endpoint falls back to, one after the other, where the first has no capacity.
  instancePools: quota(5, 'instance pools', SOURCES.instancePool),
  // To download the model, and to pass the first health check: the most that can be set for each.
  startUpTimeout: quota(3600, 's', SOURCES.productionVariant),
  // `VolumeSizeInGB` of a variant.
  volume: quota(512, 'GB', SOURCES.productionVariant),
  invocationsPerSecond: quota(10_000, 'requests a second', SOURCES.serviceQuotas),
  endpointInstances: quota(4, 'instances', SOURCES.serviceQuotas),

  serverlessPayload: quota(4, 'MB', SOURCES.serverless),
  serverlessProcessing: quota(60, 's', SOURCES.serverless),
  // 6,144 MB in the API's own unit.
  serverlessMemory: quota(6, 'GB', SOURCES.serverlessConfig),
  serverlessImage: quota(10, 'GB', SOURCES.serverless),
  serverlessDisk: quota(5, 'GB', SOURCES.serverless),
  serverlessConcurrency: quota(200, 'requests at once', SOURCES.serverlessConfig),
  serverlessAccountConcurrency: disputed(1000, 'requests at once', SOURCES.serverless, {
    value: 10,
    source: SOURCES.serviceQuotas,
  }),
  serverlessEndpoints: disputed(50, 'endpoints', SOURCES.serverless, { value: 5, source: SOURCES.serviceQuotas }),

  asynchronousPayload: quota(1024, 'MB', SOURCES.options),
  asynchronousProcessing: quota(3600, 's', SOURCES.options),
  // `InvocationTimeoutSeconds` where a call doesn't set it.
  asynchronousProcessingDefault: quota(900, 's', SOURCES.invokeEndpointAsync),
  // `RequestTTLSeconds`: how long a request may wait in the queue, by default and at most.
  asynchronousQueueAge: quota(21_600, 's', SOURCES.invokeEndpointAsync),

  batchRecord: quota(100, 'MB', SOURCES.createTransformJob),
  // `MaxPayloadInMB` where a job doesn't set it.
  batchRecordDefault: quota(6, 'MB', SOURCES.createTransformJob),
  // `MaxConcurrentTransforms` where neither the job nor the container sets it.
  batchConcurrencyDefault: quota(1, 'records at once', SOURCES.createTransformJob),
  batchRecordProcessing: quota(3600, 's', SOURCES.modelClientConfig),
  // `InvocationsTimeoutInSeconds` where a job doesn't set it.
  batchRecordProcessingDefault: quota(600, 's', SOURCES.modelClientConfig),
  batchInstances: disputed(4, 'instances', SOURCES.serviceQuotas, { value: 100, source: SOURCES.transformResources }),

  // The default between two activities of a scaling policy.
  scalingCoolDown: quota(300, 's', SOURCES.autoScaling),
  // `CooldownInMinutes` of inference components where a scale-in policy doesn't set it: 20 minutes.
  componentScaleInCoolDown: quota(1200, 's', SOURCES.scaleInPolicy),

  containersPerEndpoint: quota(15, 'containers', SOURCES.multiContainer),
} as const satisfies Record<string, Quota>;

/** The memory sizes that a serverless endpoint can have, in MB; source: SOURCES.serverlessConfig. */
export const SERVERLESS_MEMORY_SIZES_MB: readonly number[] = [1024, 2048, 3072, 4096, 5120, 6144];

/** Regions where Serverless Inference is listed; source: SOURCES.serverless. */
export const SERVERLESS_REGIONS: ReadonlySet<string> = new Set([
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-south-1',
  'eu-north-1',
  'me-south-1',
  'sa-east-1',
]);

/** Instance types on which multi-model endpoints run on a GPU (through Triton); source: SOURCES.multiModelSupport. */
export const MULTI_MODEL_GPU_INSTANCES: ReadonlySet<string> = new Set([
  'ml.p2.xlarge',
  'ml.p3.2xlarge',
  ...['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'].flatMap((size) => [`ml.g5.${size}`, `ml.g4dn.${size}`]),
]);
