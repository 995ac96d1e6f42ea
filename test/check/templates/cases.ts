// What a senior engineer expects of each template. README.md names the sources.

/** 730 hours or 30 GB × instances × US dollars per hour or GB-month, as the price data lists them. */
type Term = readonly [perInstance: 730 | 30, instances: number, usd: number];

/** The sum of terms, in US dollars per month; `unknown` where the files don't say what decides it. */
type Monthly = readonly Term[] | 'unknown';

interface ExpectedEndpoint {
  readonly address: string;
  /** `undecided`: a condition of the template decides it at deployment, so that any kind but a claim of cost is right. */
  readonly kind: 'real-time' | 'serverless' | 'asynchronous' | 'component' | 'transform' | 'undecided';
  readonly region: string;
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

/** Its maximum is its minimum, and nothing is known, unless it says otherwise. */
const endpoint = (
  address: string,
  kind: ExpectedEndpoint['kind'],
  stated: Partial<ExpectedEndpoint>,
): ExpectedEndpoint => {
  const { minimum = 'unknown' } = stated;
  return { address, kind, region: 'us-east-1', instance: null, minimum, maximum: minimum, ...stated };
};

const template = (name: string, path: string, ...endpoints: readonly ExpectedEndpoint[]): TemplateCase => ({
  name,
  path,
  endpoints,
});

export const TEMPLATE_CASES: readonly TemplateCase[] = [
  template(
    'async-project',
    'template.yaml',
    // Without a scalable target an asynchronous endpoint never goes to zero.
    endpoint('Endpoint', 'asynchronous', { findings: ['never-at-zero'], unknown: ['InstanceType', 'InstanceCount'] }),
  ),
  template(
    'serverless-or-instances',
    'template.yaml',
    endpoint('Endpoint', 'undecided', { unknown: ['IsProduction'] }),
  ),
  template('shadow', 'template.yaml', endpoint('Endpoint', 'undecided', { unknown: ['HasShadow'] })),
  template(
    'canary',
    'template.yaml',
    endpoint('Endpoint', 'real-time', { never: ['one-instance'], unknown: ['InstanceType', 'InstanceCount'] }),
  ),
  template(
    'mapped-image',
    'template.yaml',
    endpoint('Endpoint', 'real-time', {
      instance: 'ml.m5.xlarge',
      minimum: withVolume(1, M5_XLARGE),
      findings: ['one-instance'],
    }),
  ),
  template(
    'autoscaled-parameters',
    'template.json',
    // The endpoint, its configuration and the target share one name, so the policy scales this endpoint.
    endpoint('Endpoint', 'real-time', {
      never: ['cannot-scale', 'metric-never-published'],
      unknown: ['InstanceType', 'Least', 'Most'],
    }),
  ),
  template(
    'scaling-example',
    'template.yaml',
    endpoint('Endpoint', 'undecided', { unknown: ['Endpoint configuration'] }),
  ),
  template(
    'sam-summaries',
    'template.yaml',
    endpoint('InstanceEndpoint', 'real-time', {
      instance: 'ml.m5.xlarge',
      minimum: withVolume(1, M5_XLARGE),
      findings: ['one-instance'],
    }),
  ),
  template('sam-custom-resource', 'template.yaml'),
  template(
    'embeddings',
    'template.json',
    endpoint('InstanceEndpoint', 'real-time', { instance: 'ml.m5.xlarge', unknown: ['InstanceCount'] }),
    // Whether the model has a VPC is decided at deployment, so that it is no fault of a serverless endpoint.
    endpoint('ServerlessEndpoint', 'serverless', {
      minimum: NOTHING,
      maximum: 'unknown',
      never: ['template-serverless-settings'],
      unknown: ['IsServerless'],
    }),
  ),
  template(
    'cdk-three-variants',
    '.',
    endpoint('Endpoint8024', 'real-time', {
      instance: 'ml.m5.large',
      minimum: [...withVolume(1, M5_LARGE), ...withVolume(1, T2_MEDIUM), ...withVolume(1, T2_MEDIUM)],
      maximum: [...withVolume(3, M5_LARGE), ...withVolume(1, T2_MEDIUM), ...withVolume(1, T2_MEDIUM)],
      never: ['cannot-scale', 'metric-never-published'],
    }),
  ),
  template(
    'cdk-behind-function',
    '.',
    // ml.m5.xlarge has the same 4 vCPUs and 16 GiB for less.
    endpoint('Endpoint1280', 'real-time', {
      instance: 'ml.m4.xlarge',
      minimum: withVolume(1, M4_XLARGE),
      findings: ['one-instance', 'old-generation'],
    }),
  ),
  template(
    'cdk-component-at-zero',
    '.',
    // An alarm on NoCapacityInvocationFailures wakes it. The scaling's stack depends on the component's.
    endpoint('Endpoint', 'real-time', {
      region: 'us-west-2',
      instance: 'ml.g5.2xlarge',
      minimum: NOTHING,
      maximum: month(2, G5_2XLARGE),
      findings: ['template-fixed-name'],
      never: ['no-wake-up', 'one-instance', 'metric-never-published', 'template-order'],
    }),
    // It runs on the endpoint's instances.
    endpoint('CfnInferenceComponent', 'component', {
      region: 'us-west-2',
      instance: 'ml.g5.2xlarge',
      minimum: NOTHING,
    }),
  ),
  template(
    'cdk-async-backlog',
    '.',
    // At zero the backlog per instance isn't published, and no alarm watches HasBacklogWithoutCapacity.
    endpoint('SpeechEndpoint', 'asynchronous', {
      region: 'ap-northeast-2',
      instance: 'ml.g5.2xlarge',
      minimum: NOTHING,
      maximum: month(3, G5_2XLARGE_SEOUL),
      findings: ['no-wake-up'],
      never: ['never-at-zero', 'metric-never-published', 'template-order'],
    }),
  ),
  template(
    'cdk-transform',
    '.',
    // How often and how long it runs isn't in the template.
    endpoint('MachineE8E2', 'transform', {
      instance: 'ml.m4.xlarge',
      minimum: NOTHING,
      maximum: 'unknown',
      findings: ['template-job-name'],
    }),
  ),
  template(
    'tf-async',
    'plan.json',
    // Asynchronous endpoints don't publish InvocationsPerInstance, and nothing wakes it from zero.
    endpoint('module.speech.aws_sagemaker_endpoint.huggingface', 'asynchronous', {
      region: 'us-east-1',
      instance: 'ml.g4dn.xlarge',
      minimum: NOTHING,
      maximum: month(4, G4DN_XLARGE),
      findings: ['metric-never-published', 'no-wake-up'],
    }),
  ),
  template(
    'tf-autoscaling',
    'plan.json',
    endpoint('module.sentiment.aws_sagemaker_endpoint.huggingface', 'real-time', {
      instance: 'ml.g4dn.xlarge',
      minimum: month(1, G4DN_XLARGE),
      maximum: month(4, G4DN_XLARGE),
      never: ['metric-never-published', 'cannot-scale'],
    }),
  ),
  template(
    'tf-serverless',
    'plan.json',
    endpoint('module.sentiment.aws_sagemaker_endpoint.huggingface', 'serverless', {
      minimum: NOTHING,
      maximum: 'unknown',
      never: ['one-instance'],
    }),
  ),
  {
    ...template(
      'tf-gpu-module',
      'plan.json',
      endpoint('module.chat.aws_sagemaker_endpoint.sagemaker_endpoint', 'real-time', {
        region: 'us-east-1',
        instance: 'ml.g5.2xlarge',
        minimum: month(1, G5_2XLARGE),
        findings: ['one-instance'],
      }),
    ),
    secret: 'not-for-any-eyes-0001',
  },
  template(
    'tf-for-each',
    'plan.json',
    endpoint('module.proteins.aws_sagemaker_endpoint.endpoint["fast"]', 'real-time', {
      region: 'us-east-2',
      instance: 'ml.g5.4xlarge',
      minimum: month(1, G5_4XLARGE),
      findings: ['one-instance'],
    }),
    endpoint('module.proteins.aws_sagemaker_endpoint.endpoint["trial"]', 'real-time', {
      region: 'us-east-2',
      instance: 'ml.g5.2xlarge',
      minimum: month(1, G5_2XLARGE),
      findings: ['one-instance'],
    }),
  ),
  {
    ...template(
      'tf-unnamed-variant',
      'plan.json',
      endpoint('aws_sagemaker_endpoint.main', 'real-time', {
        region: 'us-west-2',
        instance: 'ml.m5.large',
        minimum: withVolume(2, M5_LARGE),
        never: ['one-instance'],
      }),
    ),
    secret: 'not-for-any-eyes-0002',
  },
  template('tf-no-instance', 'plan.json', endpoint('module.endpoint.aws_sagemaker_endpoint.this[0]', 'real-time', {})),
  template(
    'tf-json',
    'main.tf.json',
    endpoint('aws_sagemaker_endpoint.example', 'real-time', {
      instance: 'ml.t2.medium',
      minimum: withVolume(1, T2_MEDIUM),
      findings: ['one-instance'],
    }),
  ),
];
