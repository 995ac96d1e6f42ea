// What a senior engineer expects of each template. README.md names the sources.

/** 730 hours or 30 GB × instances × US dollars per hour or GB-month, as the price data lists them. */
type Term = readonly [perInstance: 730 | 30, instances: number, usd: number];

/** The sum of terms, in US dollars per month; `unknown` where the files don't say what decides it. */
type Monthly = readonly Term[] | 'unknown';

interface ExpectedEndpoint {
  readonly address: string;
  /** `undecided`: a condition of the template decides it at deployment, so that any kind but a claim of cost is right. */
  readonly kind: 'real-time' | 'serverless' | 'asynchronous' | 'component' | 'transform' | 'undecided';
  readonly region: string | null;
  /** `null`: none, or not known. */
  readonly instance: string | null;
  readonly minimum: Monthly;
  readonly maximum: Monthly;
  /** Codes that must be among the findings. */
  readonly findings?: readonly string[];
  /** Codes that would be wrong here. */
  readonly never?: readonly string[];
  /** What must be named as unknown, apart from the Region. */
  readonly unknown?: readonly string[];
}

export interface TemplateCase {
  readonly name: string;
  /** Below `test/check/templates/NAME/`. */
  readonly path: string;
  readonly endpoints: readonly ExpectedEndpoint[];
  /** Must not stand in any output. */
  readonly secret?: string;
}

/** The Region isn't stated, so us-east-1's prices hold: dollars per hour of one instance. */
const M5_LARGE = 0.115;
const M5_XLARGE = 0.23;
const M4_XLARGE = 0.24;
const T2_MEDIUM = 0.056;
/** prices.json, 2026-09-28; price-table.json rounds it to 0.736. */
const G4DN_XLARGE = 0.7364;
const G5_2XLARGE = 1.515;
const G5_4XLARGE = 2.03;
/** ap-northeast-2. */
const G5_2XLARGE_SEOUL = 1.8629;

/** us-east-1 and us-west-2, per GB-month. */
const STORAGE = 0.14;

/** Instances with a local disk: g4dn and g5. */
const month = (instances: number, usdPerHour: number): Term[] => [[730, instances, usdPerHour]];
/** Instances without one have a volume of 30 GB where none is given. */
const withVolume = (instances: number, usdPerHour: number): Term[] => [
  [730, instances, usdPerHour],
  [30, instances, STORAGE],
];
const NOTHING: Monthly = [];

export const TEMPLATE_CASES: readonly TemplateCase[] = [
  {
    name: 'async-project',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'asynchronous',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
        // Without a scalable target an asynchronous endpoint never goes to zero.
        findings: ['never-at-zero'],
        unknown: ['InstanceType', 'InstanceCount'],
      },
    ],
  },
  {
    name: 'serverless-or-instances',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'undecided',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
        unknown: ['IsProduction'],
      },
    ],
  },
  {
    name: 'shadow',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'undecided',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
        unknown: ['HasShadow'],
      },
    ],
  },
  {
    name: 'canary',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'real-time',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
        never: ['one-instance'],
        unknown: ['InstanceType', 'InstanceCount'],
      },
    ],
  },
  {
    name: 'mapped-image',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'real-time',
        region: null,
        instance: 'ml.m5.xlarge',
        minimum: withVolume(1, M5_XLARGE),
        maximum: withVolume(1, M5_XLARGE),
        findings: ['one-instance'],
      },
    ],
  },
  {
    name: 'autoscaled-parameters',
    path: 'template.json',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'real-time',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
        // The endpoint, its configuration and the target share one name, so the policy scales this endpoint.
        never: ['cannot-scale', 'metric-never-published'],
        unknown: ['InstanceType', 'Least', 'Most'],
      },
    ],
  },
  {
    name: 'scaling-example',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'undecided',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
        unknown: ['Endpoint configuration'],
      },
    ],
  },
  {
    name: 'sam-summaries',
    path: 'template.yaml',
    endpoints: [
      {
        address: 'InstanceEndpoint',
        kind: 'real-time',
        region: null,
        instance: 'ml.m5.xlarge',
        minimum: withVolume(1, M5_XLARGE),
        maximum: withVolume(1, M5_XLARGE),
        findings: ['one-instance'],
      },
    ],
  },
  { name: 'sam-custom-resource', path: 'template.yaml', endpoints: [] },
  {
    name: 'embeddings',
    path: 'template.json',
    endpoints: [
      {
        address: 'InstanceEndpoint',
        kind: 'real-time',
        region: null,
        instance: 'ml.m5.xlarge',
        minimum: 'unknown',
        maximum: 'unknown',
        unknown: ['InstanceCount'],
      },
      {
        address: 'ServerlessEndpoint',
        kind: 'serverless',
        region: null,
        instance: null,
        minimum: NOTHING,
        maximum: 'unknown',
        // Whether the model has a VPC is decided at deployment, so that it is no fault of a serverless endpoint.
        never: ['template-serverless-settings'],
        unknown: ['IsServerless'],
      },
    ],
  },
  {
    name: 'cdk-three-variants',
    path: '.',
    endpoints: [
      {
        address: 'Endpoint8024',
        kind: 'real-time',
        region: null,
        instance: 'ml.m5.large',
        minimum: [...withVolume(1, M5_LARGE), ...withVolume(1, T2_MEDIUM), ...withVolume(1, T2_MEDIUM)],
        maximum: [...withVolume(3, M5_LARGE), ...withVolume(1, T2_MEDIUM), ...withVolume(1, T2_MEDIUM)],
        never: ['cannot-scale', 'metric-never-published'],
      },
    ],
  },
  {
    name: 'cdk-behind-function',
    path: '.',
    endpoints: [
      {
        address: 'Endpoint1280',
        kind: 'real-time',
        region: null,
        instance: 'ml.m4.xlarge',
        minimum: withVolume(1, M4_XLARGE),
        maximum: withVolume(1, M4_XLARGE),
        // ml.m5.xlarge has the same 4 vCPUs and 16 GiB for less.
        findings: ['one-instance', 'old-generation'],
      },
    ],
  },
  {
    name: 'cdk-component-at-zero',
    path: '.',
    endpoints: [
      {
        address: 'Endpoint',
        kind: 'real-time',
        region: 'us-west-2',
        instance: 'ml.g5.2xlarge',
        minimum: NOTHING,
        maximum: month(2, G5_2XLARGE),
        // An alarm on NoCapacityInvocationFailures wakes it. The scaling's stack depends on the component's.
        findings: ['template-fixed-name'],
        never: ['no-wake-up', 'one-instance', 'metric-never-published', 'template-order'],
      },
      {
        address: 'CfnInferenceComponent',
        kind: 'component',
        region: 'us-west-2',
        instance: 'ml.g5.2xlarge',
        // It runs on the endpoint's instances.
        minimum: NOTHING,
        maximum: NOTHING,
      },
    ],
  },
  {
    name: 'cdk-async-backlog',
    path: '.',
    endpoints: [
      {
        address: 'SpeechEndpoint',
        kind: 'asynchronous',
        region: 'ap-northeast-2',
        instance: 'ml.g5.2xlarge',
        minimum: NOTHING,
        maximum: month(3, G5_2XLARGE_SEOUL),
        // At zero the backlog per instance isn't published, and no alarm watches HasBacklogWithoutCapacity.
        findings: ['no-wake-up'],
        never: ['never-at-zero', 'metric-never-published', 'template-order'],
      },
    ],
  },
  {
    name: 'cdk-transform',
    path: '.',
    endpoints: [
      {
        address: 'MachineE8E2',
        kind: 'transform',
        region: null,
        instance: 'ml.m4.xlarge',
        // How often and how long it runs isn't in the template.
        minimum: NOTHING,
        maximum: 'unknown',
        findings: ['template-job-name'],
      },
    ],
  },
  {
    name: 'tf-async',
    path: 'plan.json',
    endpoints: [
      {
        address: 'module.speech.aws_sagemaker_endpoint.huggingface',
        kind: 'asynchronous',
        region: 'us-east-1',
        instance: 'ml.g4dn.xlarge',
        minimum: NOTHING,
        maximum: month(4, G4DN_XLARGE),
        // Asynchronous endpoints don't publish InvocationsPerInstance, and nothing wakes it from zero.
        findings: ['metric-never-published', 'no-wake-up'],
      },
    ],
  },
  {
    name: 'tf-autoscaling',
    path: 'plan.json',
    endpoints: [
      {
        address: 'module.sentiment.aws_sagemaker_endpoint.huggingface',
        kind: 'real-time',
        region: null,
        instance: 'ml.g4dn.xlarge',
        minimum: month(1, G4DN_XLARGE),
        maximum: month(4, G4DN_XLARGE),
        never: ['metric-never-published', 'cannot-scale'],
      },
    ],
  },
  {
    name: 'tf-serverless',
    path: 'plan.json',
    endpoints: [
      {
        address: 'module.sentiment.aws_sagemaker_endpoint.huggingface',
        kind: 'serverless',
        region: null,
        instance: null,
        minimum: NOTHING,
        maximum: 'unknown',
        never: ['one-instance'],
      },
    ],
  },
  {
    name: 'tf-gpu-module',
    path: 'plan.json',
    secret: 'not-for-any-eyes-0001',
    endpoints: [
      {
        address: 'module.chat.aws_sagemaker_endpoint.sagemaker_endpoint',
        kind: 'real-time',
        region: 'us-east-1',
        instance: 'ml.g5.2xlarge',
        minimum: month(1, G5_2XLARGE),
        maximum: month(1, G5_2XLARGE),
        findings: ['one-instance'],
      },
    ],
  },
  {
    name: 'tf-for-each',
    path: 'plan.json',
    endpoints: [
      {
        address: 'module.proteins.aws_sagemaker_endpoint.endpoint["fast"]',
        kind: 'real-time',
        region: 'us-east-2',
        instance: 'ml.g5.4xlarge',
        minimum: month(1, G5_4XLARGE),
        maximum: month(1, G5_4XLARGE),
        findings: ['one-instance'],
      },
      {
        address: 'module.proteins.aws_sagemaker_endpoint.endpoint["trial"]',
        kind: 'real-time',
        region: 'us-east-2',
        instance: 'ml.g5.2xlarge',
        minimum: month(1, G5_2XLARGE),
        maximum: month(1, G5_2XLARGE),
        findings: ['one-instance'],
      },
    ],
  },
  {
    name: 'tf-unnamed-variant',
    path: 'plan.json',
    secret: 'not-for-any-eyes-0002',
    endpoints: [
      {
        address: 'aws_sagemaker_endpoint.main',
        kind: 'real-time',
        region: 'us-west-2',
        instance: 'ml.m5.large',
        minimum: withVolume(2, M5_LARGE),
        maximum: withVolume(2, M5_LARGE),
        never: ['one-instance'],
      },
    ],
  },
  {
    name: 'tf-no-instance',
    path: 'plan.json',
    endpoints: [
      {
        address: 'module.endpoint.aws_sagemaker_endpoint.this[0]',
        kind: 'real-time',
        region: null,
        instance: null,
        minimum: 'unknown',
        maximum: 'unknown',
      },
    ],
  },
  {
    name: 'tf-json',
    path: 'main.tf.json',
    endpoints: [
      {
        address: 'aws_sagemaker_endpoint.example',
        kind: 'real-time',
        region: null,
        instance: 'ml.t2.medium',
        minimum: withVolume(1, T2_MEDIUM),
        maximum: withVolume(1, T2_MEDIUM),
        findings: ['one-instance'],
      },
    ],
  },
];
