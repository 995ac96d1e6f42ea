import { page } from '../../account/findings/rule.ts';
import { INSTANCE_TYPE_NAMES, QUOTAS } from '../../recommender/index.ts';
import { countsOf } from '../costs.ts';
import { containersIn, type Variant } from '../endpoints.ts';
import { Fields } from '../fields.ts';
import { isKnown, whyUnknown } from '../templates/unknown-text.ts';
import type { Seen, TemplateRule } from './finding.ts';

const VARIANT = page('ProductionVariant', 'sagemaker/latest/APIReference/API_ProductionVariant');
const SERVERLESS = page(
  'ProductionVariantServerlessConfig',
  'sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig',
);
const SERVERLESS_GUIDE = page('Serverless Inference', 'sagemaker/latest/dg/serverless-endpoints');
const BEST_PRACTICES = page('Best practices for deploying models', 'sagemaker/latest/dg/deployment-best-practices');
const ASYNCHRONOUS = page('Autoscale an asynchronous endpoint', 'sagemaker/latest/dg/async-inference-autoscale');

/** In MB (API_ProductionVariantServerlessConfig, read 2026-09). */
const MEMORY_SIZES: readonly number[] = [1024, 2048, 3072, 4096, 5120, 6144];
const START_UP_MIN = 60;

const each = (find: (variant: Variant, seen: Seen) => string | false | undefined): TemplateRule['find'] => {
  return (seen) => seen.served.variants.flatMap((variant) => find(variant, seen) || []);
};

const statedOf = (fields: Fields, keys: readonly string[]): string[] => keys.filter((key) => fields.has(key));

/** Without those that a condition may leave out. */
const surelyStatedOf = (fields: Fields, keys: readonly string[]): string[] =>
  statedOf(fields, keys).filter((key) => !whyUnknown(fields.raw(key) ?? '').startsWith('condition '));

/** Between two bounds, or not stated. */
const isWithin = (value: number | undefined, min: number, max: number): boolean =>
  value === undefined || (value >= min && value <= max);

/** What a deployment refuses of a configuration, or what serves badly. */
export const SERVING_RULES: readonly TemplateRule[] = [
  {
    code: 'template-no-configuration',
    severity: 'error',
    find: ({ served: { endpoint } }) =>
      endpoint !== null && !new Fields(endpoint.properties).has('EndpointConfigName')
        ? [`${endpoint.address} names no endpoint configuration.`]
        : [],
  },
  {
    code: 'template-arn-for-name',
    severity: 'error',
    find: ({ served: { endpoint, variants } }) => [
      ...(new Fields(endpoint?.properties).raw('EndpointConfigName')?.startsWith('arn:')
        ? ['EndpointConfigName has the ARN of the configuration. Use GetAtt EndpointConfigName.']
        : []),
      ...variants
        .filter(({ fields }) => fields.raw('ModelName')?.startsWith('arn:'))
        .map(({ name }) => `ModelName of the variant ${name} has the ARN of the model. Use GetAtt ModelName.`),
    ],
  },
  {
    code: 'template-no-instance',
    severity: 'error',
    source: VARIANT,
    find: each(({ name, fields }) => {
      const isStated = statedOf(fields, ['InstanceType', 'InstancePools', 'ServerlessConfig']).length > 0;
      return !isStated && `The variant ${name} has neither an instance type nor a serverless configuration.`;
    }),
  },
  {
    code: 'template-instance-type',
    severity: 'error',
    source: VARIANT,
    find: each(({ types }) => {
      const wrong = types.find((type) => !type.startsWith('ml.'));
      return wrong !== undefined && `${wrong} is no instance type of SageMaker: their names start with ml.`;
    }),
  },
  {
    code: 'template-instance-type',
    severity: 'warning',
    source: VARIANT,
    find: each(({ types }) => {
      const unknown = types.find((type) => type.startsWith('ml.') && !INSTANCE_TYPE_NAMES.includes(type));
      return unknown !== undefined && `${unknown} isn't among the instance types that endpoints take, as of 2026-09.`;
    }),
  },
  {
    code: 'template-no-role',
    severity: 'error',
    source: page('CreateEndpointConfig', 'sagemaker/latest/APIReference/API_CreateEndpointConfig'),
    find: ({ served: { config, variants } }) => {
      const isShared = variants.some(({ fields, serverless }) => !fields.has('ModelName') && serverless === undefined);
      return config !== null && isShared && !new Fields(config.properties).has('ExecutionRoleArn')
        ? ['A variant without a model serves inference components, and then the configuration needs ExecutionRoleArn.']
        : [];
    },
  },
  {
    code: 'template-range',
    severity: 'error',
    source: VARIANT,
    find: each(({ name, fields, volumeGB }) => {
      if (!isWithin(volumeGB, 1, QUOTAS.volume.value)) {
        return `VolumeSizeInGB of the variant ${name} is ${volumeGB}; it takes 1 to ${QUOTAS.volume.value}.`;
      }
      const wrong = START_UP.find(
        (key) => !isWithin(fields.number(key, ''), START_UP_MIN, QUOTAS.startUpTimeout.value),
      );
      return (
        wrong !== undefined &&
        `${wrong} of the variant ${name} is ${fields.number(wrong, '')} s; it takes ${START_UP_MIN} to ${QUOTAS.startUpTimeout.value}.`
      );
    }),
  },
  {
    code: 'template-serverless-memory',
    severity: 'error',
    source: SERVERLESS,
    find: each(({ serverless }) => {
      const memory = serverless?.MemorySizeInMB;
      if (memory === undefined || MEMORY_SIZES.includes(memory)) return undefined;
      return `A serverless endpoint takes ${MEMORY_SIZES.join(', ')} MB, not ${memory}.`;
    }),
  },
  {
    code: 'template-serverless-concurrency',
    severity: 'error',
    source: SERVERLESS,
    find: each(({ serverless }) => {
      const { MaxConcurrency: max, ProvisionedConcurrency: warm } = serverless ?? {};
      const most = QUOTAS.serverlessConcurrency.value;
      if (!isWithin(max, 1, most)) return `MaxConcurrency is ${max}; it takes 1 to ${most}.`;
      if (max === undefined || isWithin(warm, 1, max)) return undefined;
      return `ProvisionedConcurrency is ${warm}; it takes 1 to MaxConcurrency, ${max}.`;
    }),
  },
  {
    code: 'template-serverless-settings',
    severity: 'error',
    source: SERVERLESS_GUIDE,
    find({ served: { config, variants } }) {
      const serverless = variants.filter((variant) => variant.serverless !== undefined);
      if (config === null || serverless.length === 0) return [];
      const around = new Fields(config.properties);
      const beside = [
        ...serverless.flatMap(({ fields }) => surelyStatedOf(fields, BESIDE_SERVERLESS)),
        ...surelyStatedOf(around, ['AsyncInferenceConfig', 'VpcConfig']),
        ...serverless.flatMap(({ model }) =>
          model ? surelyStatedOf(new Fields(model.properties), ['VpcConfig']) : [],
        ),
        ...(variants.length > 1 ? ['several variants'] : []),
        ...serverless.flatMap(({ model }) => (model === undefined ? [] : containerFaults(model))),
      ];
      return beside.length === 0 ? [] : [`A serverless endpoint takes no ${[...new Set(beside)].join(', ')}.`];
    },
  },
  {
    code: 'template-multi-model-data',
    severity: 'warning',
    source: page('Create a multi-model endpoint', 'sagemaker/latest/dg/create-multi-model-endpoint'),
    find: ({ served: { facts } }) =>
      (facts.models ?? [])
        .flatMap(({ Containers: containers = [] }) => containers)
        .filter(
          ({ Mode: mode, ModelDataUrl: url }) =>
            mode === 'MultiModel' && url !== undefined && isKnown(url) && !url.endsWith('/'),
        )
        .map(() => 'ModelDataUrl of a multi-model endpoint is a prefix, which ends in a slash.'),
  },
  {
    code: 'one-instance',
    severity: 'note',
    source: BEST_PRACTICES,
    find: (seen) => {
      const { runs, served } = seen;
      const counts = served.variants
        .filter(({ isShadow }) => !isShadow)
        .map((variant) => countsOf(seen.served, variant).min);
      const isOne = runs.option === 'real-time' && counts.length === 1 && counts[0] === 1;
      return isOne ? ['One instance at the least. Two, in different Availability Zones, survive a failure.'] : [];
    },
  },
  {
    code: 'never-at-zero',
    severity: 'note',
    source: ASYNCHRONOUS,
    find: (seen) => {
      const { runs, served } = seen;
      const least = served.variants.map((variant) => countsOf(served, variant).min ?? 0);
      // Without a target the count is fixed, and at least 1, also where it isn't known.
      const isFixed = served.targets.length === 0;
      const isOn = runs.option === 'asynchronous' && least.length > 0 && (isFixed || least.every((count) => count > 0));
      return isOn ? ['It never scales to zero, which an asynchronous endpoint can.'] : [];
    },
  },
];

const START_UP = ['ModelDataDownloadTimeoutInSeconds', 'ContainerStartupHealthCheckTimeoutInSeconds'];
const BESIDE_SERVERLESS = [
  'InstanceType',
  'InitialInstanceCount',
  'InstancePools',
  'ManagedInstanceScaling',
  'InferenceAmiVersion',
];

function containerFaults(model: NonNullable<Variant['model']>): string[] {
  const containers = containersIn(model);
  const isMultiModel = containers.some((container) => container['Mode'] === 'MultiModel');
  return [...(isMultiModel ? ['multi-model container'] : []), ...(containers.length > 1 ? ['several containers'] : [])];
}
