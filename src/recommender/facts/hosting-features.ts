import { QUOTAS } from './quotas.ts';
import { SOURCES, type Source } from './sources.ts';

/** The version of AWS's SDK that our tests hold templates and rows to: published 2026-09-29. */
export const SDK_VERSION = '3.1142.0';

/** Whether an interface has the setting. `none`: the feature has no setting. */
type Reach = 'yes' | 'no' | 'not known' | 'none';

/** What AWS offers around an endpoint that no quota says: what it is, where it can be set, and the page that says so. */
export interface HostingFeature {
  /** AWS's name, or what people call it. */
  readonly name: string;
  /** In a line or two, with its figures. */
  readonly what: string;
  /** The interface and the parameter of the API that turn it on: `ProductionVariant.InstancePools`. Absent without a setting. */
  readonly setting?: readonly [name: string, member: string];
  /** AWS's SDK, in `SDK_VERSION` (of the runtime 3.1164.0), has the setting. */
  readonly sdk: Reach;
  /** CloudFormation's schema of 2026-11-10 (aws-cdk-lib 2.276.0). */
  readonly cloudFormation: Reach;
  /** Terraform's AWS provider, website/docs/r at 00c59d9f (2026). */
  readonly terraform: Reach;
  readonly source: Source;
  /** What another page of AWS's says to the contrary. */
  readonly disputed?: { readonly says: string; readonly source: Source };
}

const OPENAI_PAGE = SOURCES.openAiPath;

/** Figures of the features, each stated on the page that its row names. */
export const FEATURE_FIGURES = {
  /** Bytes of an asynchronous request that may travel in the call. */
  inlineBodyBytes: 128_000,
  /** Instance types that one AI recommendation job compares at most. */
  recommendationTypes: 3,
  /** Of a request to SageMaker's inference router, in real time, and seconds of each attempt at it: SOURCES.invokeInferenceRouter. */
  routerPayloadMB: 6,
  routerAttemptSeconds: 60,
} as const;

/** Regions with AI recommendation and benchmark jobs; source: SOURCES.inferenceRecommendations. */
export const MEASURING_JOB_REGIONS: ReadonlySet<string> = new Set([
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-southeast-1',
  'ap-northeast-1',
  'eu-central-1',
  'eu-west-1',
]);

const { serverlessAccountConcurrency, serverlessEndpoints } = QUOTAS;

/** To add one: a row, and where an answer speaks of it. docs/aws-features.md shows all of them. */
export const HOSTING_FEATURES = {
  hostImage: {
    name: 'Host image',
    what: 'Sets the NVIDIA driver of the host. A container with a newer CUDA than the driver may die at start, before any log. g4dn, g5, p4d and p4de start with driver 470 (CUDA 11.4), p5, g6 and g6e with 535 (CUDA 12.2), p5e and p5en with 550 (CUDA 12.4), p6, g7 and g7e with 580 (CUDA 13.0).',
    setting: ['ProductionVariant', 'InferenceAmiVersion'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'yes',
    source: SOURCES.gpuDrivers,
    disputed: { says: 'Deploys a CUDA 13 image on ml.g6.2xlarge without it.', source: OPENAI_PAGE },
  },
  instancePools: {
    name: 'Instance pools',
    what: `1 to ${QUOTAS.instancePools.value} instance types per variant, by priority: if AWS has none of the first, the endpoint takes the next. Real-time and asynchronous, for a single model or inference components. Scaling in releases the lowest priority first.`,
    setting: ['ProductionVariant', 'InstancePools'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'no',
    source: SOURCES.instancePool,
  },
  reservedCapacity: {
    name: 'Reserved capacity (flexible training plan)',
    what: 'One plan per endpoint, of the same type as the variant. You pay for the whole window, even if the endpoint is deleted. The endpoint stops serving when the window ends, and scaling beyond the plan fails.',
    setting: ['ProductionVariant', 'CapacityReservationConfig'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'yes',
    source: SOURCES.trainingPlans,
  },
  prefixAwareRouting: {
    name: 'Prefix-aware routing',
    what: 'RoutingStrategy PREFIX_AWARE sends requests that begin alike to the same instance, up to a number in flight. PrefixLength counts bytes of the body, or characters of the messages on the OpenAI path.',
    setting: ['ProductionVariantRoutingConfig', 'PrefixAwareRoutingConfig'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'no',
    source: SOURCES.productionVariant,
  },
  gpuPartitions: {
    name: 'GPU partitions (MIG)',
    what: 'Splits each GPU of a variant for inference components, one copy per partition, such as mig-3g.40gb twice. Profiles differ by family. A running endpoint keeps its layout.',
    setting: ['ProductionVariant', 'AcceleratorPartitionLayouts'],
    sdk: 'no',
    cloudFormation: 'no',
    terraform: 'no',
    source: SOURCES.gpuPartitions,
  },
  componentCache: {
    name: 'Data cache of an inference component',
    what: 'Artifacts and image stay on the instance, so that a further copy starts sooner.',
    setting: ['InferenceComponentDataCacheConfig', 'EnableCaching'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'not known',
    source: SOURCES.inferenceComponents,
  },
  endpointMetrics: {
    name: 'Enhanced and detailed metrics',
    what: "Enhanced metrics (by instance, container and accelerator) are off by default. Detailed observability (containers' Prometheus, each GPU, hosts, placement) is on for new endpoint configurations. Published every 10 to 300 s; under 60 s, kept for 3 hours. CloudWatch charges per metric and set of dimensions; AWS doesn't say whether the detailed ones are charged.",
    setting: ['MetricsConfig', 'EnableDetailedObservability'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'no',
    source: SOURCES.enhancedMetrics,
  },
  inlineBody: {
    name: 'Inline body of an asynchronous request',
    what: 'Up to 128,000 bytes in Body instead of InputLocation, in 31 Regions since 2026-06-17. The output still goes to S3.',
    setting: ['InvokeEndpointAsyncInput', 'Body'],
    sdk: 'yes',
    cloudFormation: 'none',
    terraform: 'none',
    source: SOURCES.invokeEndpointAsync,
  },
  openAiPath: {
    name: 'OpenAI path',
    what: 'OpenAI clients call /endpoints/NAME/openai/v1 (chat completions only) on every real-time endpoint and component since 2026-05-21, with a bearer token of up to 12 hours. Callers need sagemaker:InvokeEndpoint and sagemaker:CallWithBearerToken. AWS names its vLLM and SGLang containers and your own, not LMI.',
    sdk: 'none',
    cloudFormation: 'none',
    terraform: 'none',
    source: OPENAI_PAGE,
  },
  serverlessAccount: {
    name: 'Serverless quotas of an account',
    what: `1,000 concurrent requests or 500, by Region, and ${serverlessEndpoints.value} endpoints.`,
    sdk: 'none',
    cloudFormation: 'none',
    terraform: 'none',
    source: serverlessAccountConcurrency.source,
    disputed: {
      says: `New accounts: ${serverlessAccountConcurrency.disputed.value} concurrent requests and ${serverlessEndpoints.disputed.value} endpoints.`,
      source: serverlessAccountConcurrency.disputed.source,
    },
  },
  uncompressedModel: {
    name: 'Uncompressed model data',
    what: 'A model as a folder of files (ModelDataSource) in place of model.tar.gz. Not for serverless, batch transform, multi-model endpoints or AWS Marketplace models.',
    setting: ['ContainerDefinition', 'ModelDataSource'],
    sdk: 'yes',
    cloudFormation: 'yes',
    terraform: 'yes',
    source: SOURCES.uncompressedModels,
  },
  recommendationJob: {
    name: 'AI recommendation job',
    what: `Measures a model on at most ${FEATURE_FIGURES.recommendationTypes} instance types: Hugging Face safetensors in S3, on LMI or vLLM. You pay for the compute, without a service fee. In ${MEASURING_JOB_REGIONS.size} Regions.`,
    setting: ['CreateAIRecommendationJobRequest', 'ComputeSpec'],
    sdk: 'yes',
    cloudFormation: 'no',
    terraform: 'no',
    source: SOURCES.inferenceRecommendations,
  },
  benchmarkJob: {
    name: 'AI benchmark job',
    what: 'Runs AIPerf against your endpoint, which has to speak OpenAI chat or take a Jinja template. The figures are in output.tar.gz in S3, not in the answer of Describe.',
    setting: ['CreateAIBenchmarkJobRequest', 'BenchmarkTarget'],
    sdk: 'yes',
    cloudFormation: 'no',
    terraform: 'no',
    source: SOURCES.inferenceRecommendations,
  },
} as const satisfies Record<string, HostingFeature>;

/** The driver with which hosts of a family start, where CUDA 13 needs a newer one; source: SOURCES.gpuDrivers. */
export const OLDER_DRIVERS: Readonly<Record<string, { readonly driver: number; readonly cuda: string }>> = {
  g4dn: { driver: 470, cuda: '11.4' },
  g5: { driver: 470, cuda: '11.4' },
  p4d: { driver: 470, cuda: '11.4' },
  p4de: { driver: 470, cuda: '11.4' },
  p5: { driver: 535, cuda: '12.2' },
  g6: { driver: 535, cuda: '12.2' },
  g6e: { driver: 535, cuda: '12.2' },
  p5e: { driver: 550, cuda: '12.4' },
  p5en: { driver: 550, cuda: '12.4' },
};

/** The values of `InferenceAmiVersion` with drivers for CUDA 12 and 13; source: SOURCES.gpuDrivers. */
export const HOST_IMAGES = {
  cuda12: 'al2-ami-sagemaker-inference-gpu-3-1',
  cuda13: 'al2023-ami-sagemaker-inference-gpu-4-1',
} as const;

/** The one value for Inferentia2 and Trainium, with Neuron driver 2.19 (SDK 3.1142.0, ProductionVariant). */
export const NEURON_HOST_IMAGE = 'al2-ami-sagemaker-inference-neuron-2';

/**
 * Hosts of transform jobs with driver 535 (CUDA 12.2), the newest that AWS names: families that have it by default, and those
 * that `TransformAmiVersion` gives it in place of 470 (CUDA 11.4); source: SOURCES.gpuDrivers.
 */
export const TRANSFORM_HOST = {
  older: 'al2-ami-sagemaker-batch-gpu-470',
  newest: 'al2-ami-sagemaker-batch-gpu-535',
  cuda: '12.2',
  byDefault: ['g6'],
  whereSet: ['g4dn', 'g5'],
} as const;
/** CUDA of a default driver from which images with CUDA 12 need no other. */
const CUDA_12_FROM = 12.4;

/** Whether two families take the same values of `InferenceAmiVersion`: one of them is set for all types of a pool. */
export function takeSameHostImages(one: string, other: string): boolean {
  const [takes, otherTakes] = [one, other].map((family) => {
    const older = OLDER_DRIVERS[family];
    return older === undefined ? 'none' : Number(older.cuda) < CUDA_12_FROM ? 'cuda12 and cuda13' : 'cuda13';
  });
  return takes === otherTakes;
}

/**
 * Regions with instance pools, as of 2026-08-06 (aws-samples/sagemaker-genai-hosting-examples at 80ee5ebf,
 * 03-features/capacity-aware-instance-pool/README.md). AWS's guide names none.
 */
export const INSTANCE_POOL_REGIONS: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ca-central-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
]);

/** Types that a training plan reserves (`ReservedCapacityInstanceType`, @aws-sdk/client-sagemaker 3.1142.0). */
export const RESERVABLE_INSTANCES: ReadonlySet<string> = new Set([
  'ml.p4d.24xlarge',
  'ml.p4de.24xlarge',
  'ml.p5.4xlarge',
  'ml.p5.48xlarge',
  'ml.p5e.48xlarge',
  'ml.p5en.48xlarge',
  'ml.p6-b200.48xlarge',
  'ml.p6-b300.48xlarge',
  'ml.p6e-gb200.36xlarge',
  'ml.trn1.32xlarge',
  'ml.trn2.48xlarge',
]);
