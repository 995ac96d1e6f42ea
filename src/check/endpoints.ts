import type { EndpointFacts } from '../account/facts.ts';
import type { Alarm, Component, ConfiguredVariant, Model, Policy, ScheduledAction, Target } from '../account/shapes.ts';
import { bareName, Fields } from './fields.ts';
import { type FoundRegion, regionIn } from './regions.ts';
import { metricsOf, type ResourceIndex, resourceIdOf } from './resource-index.ts';
import { type Declared, isObject, listOf } from './templates/declared.ts';
import { isKnown } from './templates/unknown-text.ts';

// Endpoints as templates declare them, in the words of AWS's API: the account's own code reads them from there.

export type Kind = 'real-time' | 'serverless' | 'asynchronous' | 'component' | 'transform';

export interface Variant {
  readonly name: string;
  readonly isShadow: boolean;
  /** By priority; several are instance pools. Empty where the type isn't known, or there is none. */
  readonly types: readonly string[];
  readonly count: number | undefined;
  readonly volumeGB: number | undefined;
  readonly managed: { readonly min: number | undefined; readonly max: number | undefined } | undefined;
  readonly serverless: ConfiguredVariant['ServerlessConfig'];
  readonly model: Declared | undefined;
  readonly fields: Fields;
}

/** An endpoint, or a configuration that no endpoint of the files has. */
export interface ServedEndpoint {
  readonly declared: Declared;
  readonly endpoint: Declared | null;
  readonly config: Declared | null;
  readonly variants: readonly Variant[];
  /** Whether it is real-time, asynchronous or serverless. */
  readonly isKindKnown: boolean;
  readonly components: readonly Declared[];
  readonly targets: readonly Declared[];
  readonly policies: readonly Declared[];
  /** Scheduled actions that are no part of their target: those of Terraform. */
  readonly actions: readonly Declared[];
  readonly alarms: readonly Declared[];
  readonly facts: EndpointFacts;
  /** Null where the files don't say it. */
  readonly region: FoundRegion | null;
  readonly unknown: Set<string>;
}

/** Reads one endpoint. `declared`: the endpoint, or a configuration alone. */
export function readEndpoint(declared: Declared, index: ResourceIndex): ServedEndpoint {
  const unknown = new Set<string>();
  if (declared.doubt !== undefined) unknown.add(declared.doubt);
  const isEndpoint = declared.type === 'AWS::SageMaker::Endpoint';
  const config = isEndpoint ? configOf(declared, index, unknown) : declared;
  const variants = config === null ? [] : variantsIn(config, index, unknown);
  const { AsyncInferenceConfig: asynchronous } = config?.properties ?? {};
  new Fields(config?.properties, unknown).part('AsyncInferenceConfig', 'Asynchronous configuration');
  const about = (type: Declared['type']) =>
    isEndpoint ? index.about(type, 'endpoint', declared.name, declared.group) : [];
  const components = about('AWS::SageMaker::InferenceComponent');
  const scaling = (type: Declared['type']) => [
    ...about(type),
    ...components.flatMap(({ name, group }) => index.about(type, 'inference-component', name, group)),
  ];
  const targets = scaling('AWS::ApplicationAutoScaling::ScalableTarget');
  // A target that exists wherever the endpoint does adds no doubt.
  const isDoubted = ({ doubt }: Declared) => doubt !== undefined && doubt !== declared.doubt;
  const scheduled = targets.filter(({ properties }) => new Fields(properties).has('ScheduledActions'));
  const policies = scaling('AWS::ApplicationAutoScaling::ScalingPolicy');
  const actions = scaling('AWS::ApplicationAutoScaling::ScheduledAction');
  for (const one of [...targets, ...policies, ...actions].filter(isDoubted))
    unknown.add(`${one.doubt} (${one.address})`);
  const acting = policies.flatMap(({ name, group }) => index.about('AWS::CloudWatch::Alarm', 'action', name, group));
  const alarms = [...new Set([...scaling('AWS::CloudWatch::Alarm'), ...acting])];
  const models = [...new Set(variants.flatMap(({ model }) => model ?? []))];
  const region = regionIn(declared, [config, ...models, ...components]);
  const facts: EndpointFacts = {
    region: region?.region ?? null,
    name: declared.name,
    endpoint: isEndpoint ? { EndpointName: declared.name, EndpointConfigName: config?.name } : null,
    config: config === null || variants.length === 0 ? null : configShapeOf(config, variants),
    models: models.length === 0 ? null : models.map(modelShapeOf),
    components: components.map((one) => componentShapeOf(one, declared.name)),
    targets: targets.map((one) => targetShapeOf(one, isDoubted(one), unknown)),
    policies: policies.map((one) => policyShapeOf(one, alarms)),
    actions: [...actions, ...scheduled].map(actionShapeOf),
    alarms: alarms.map(alarmShapeOf),
    series: null,
    imageGB: null,
    gaps: [],
    now: 0,
    days: 0,
  };
  return {
    declared,
    endpoint: isEndpoint ? declared : null,
    config,
    variants,
    isKindKnown: [asynchronous, ...variants.map(({ fields }) => fields.raw('ServerlessConfig'))].every(isKnown),
    components,
    targets,
    policies,
    actions,
    alarms,
    facts,
    region,
    unknown,
  };
}

function configOf({ properties, group }: Declared, index: ResourceIndex, unknown: Set<string>): Declared | null {
  const fields = new Fields(properties, unknown);
  const name = fields.raw('EndpointConfigName');
  if (name === undefined) return null;
  const found = index.find('AWS::SageMaker::EndpointConfig', name, group);
  if (found?.doubt !== undefined) unknown.add(found.doubt);
  if (found === undefined) unknown.add(`Endpoint configuration: ${isKnown(name) ? 'not in the files' : whyOf(name)}`);
  return found ?? null;
}

const whyOf = (text: string): string => {
  const fields = new Fields({ text });
  fields.miss('', text);
  return [...fields.unknown][0]?.slice(2) ?? '';
};

function variantsIn({ properties, group }: Declared, index: ResourceIndex, unknown: Set<string>): Variant[] {
  const fields = new Fields(properties, unknown);
  const read = (key: string, isShadow: boolean) =>
    fields.parts(key, 'Variants').map((variant) => variantOf(variant, isShadow, index, group));
  const found = [...read('ProductionVariants', false), ...read('ShadowProductionVariants', true)];
  if (found.length === 0 && unknown.size === 0) unknown.add('Variants: none in the files');
  return found;
}

function variantOf(fields: Fields, isShadow: boolean, index: ResourceIndex, group: string): Variant {
  const serverless = fields.part('ServerlessConfig', 'Serverless configuration');
  const managed = fields.part('ManagedInstanceScaling', 'Managed instance scaling');
  const model = fields.raw('ModelName');
  const type = fields.text('InstanceType', 'Instance type');
  const pools = fields
    .parts('InstancePools', 'Instance pools')
    .map((pool, at) => ({
      type: pool.text('InstanceType', 'Instance type'),
      at: pool.number('Priority', 'Priority') ?? at,
    }))
    .toSorted((one, other) => one.at - other.at)
    .flatMap((pool) => pool.type ?? []);
  return {
    name: fields.raw('VariantName') ?? 'AllTraffic',
    isShadow,
    types: type === undefined ? pools : [type],
    count: fields.number('InitialInstanceCount', 'Instance count'),
    volumeGB: fields.number('VolumeSizeInGB', 'Volume size'),
    managed:
      managed?.raw('Status') === 'ENABLED' || !isKnown(fields.raw('ManagedInstanceScaling'))
        ? {
            min: managed?.number('MinInstanceCount', 'Minimum instance count'),
            max: managed?.number('MaxInstanceCount', 'Maximum instance count'),
          }
        : undefined,
    serverless: serverless && {
      MemorySizeInMB: serverless.number('MemorySizeInMB', 'Memory size'),
      MaxConcurrency: serverless.number('MaxConcurrency', 'Maximum concurrency'),
      ProvisionedConcurrency: serverless.number('ProvisionedConcurrency', 'Provisioned concurrency'),
    },
    model: model === undefined ? undefined : index.find('AWS::SageMaker::Model', model, group),
    fields,
  };
}

function configShapeOf(
  { name, properties }: Declared,
  variants: readonly Variant[],
): NonNullable<EndpointFacts['config']> {
  const own = variants
    .filter(({ isShadow }) => !isShadow)
    .map(
      ({ name: VariantName, fields, types, count, volumeGB, managed, serverless }): ConfiguredVariant => ({
        VariantName,
        ModelName: fields.raw('ModelName'),
        InstanceType: types[0],
        InitialInstanceCount: count,
        VolumeSizeInGB: volumeGB,
        ServerlessConfig: serverless,
        ManagedInstanceScaling: managed && {
          Status: 'ENABLED',
          MinInstanceCount: managed.min,
          MaxInstanceCount: managed.max,
        },
      }),
    );
  return {
    EndpointConfigName: name,
    ProductionVariants: own,
    AsyncInferenceConfig: isStated(properties['AsyncInferenceConfig']) ? {} : undefined,
  };
}

const isStated = (value: unknown): boolean => isObject(value) && Object.keys(value).length > 0;

/** The containers of a model, in their order, as they are declared. */
export const containersIn = ({ properties }: Declared): Readonly<Record<string, unknown>>[] =>
  [properties['PrimaryContainer'], ...listOf(properties['Containers'])].filter(isObject);

function modelShapeOf(model: Declared): Model {
  const { InferenceExecutionConfig: execution } = model.properties;
  return {
    ModelName: model.name,
    Containers: containersIn(model).map((container) => ({
      Image: new Fields(container).raw('Image'),
      Mode: new Fields(container).raw('Mode'),
      ModelDataUrl: new Fields(container).raw('ModelDataUrl'),
      Environment: timeoutsIn(container['Environment']),
    })),
    InferenceExecutionConfig: isObject(execution) ? { Mode: new Fields(execution).raw('Mode') } : undefined,
    VpcConfig: isObject(model.properties['VpcConfig']) ? {} : undefined,
  };
}

/** Nothing else of an environment is read: it may hold secrets. */
function timeoutsIn(environment: unknown): Record<string, string> {
  if (!isObject(environment)) return {};
  const timeouts = Object.entries(environment).filter(([name]) =>
    /^(?:SAGEMAKER_)?(?:TS|MMS)_[A-Z_]*TIMEOUT$/.test(name),
  );
  return Object.fromEntries(timeouts.map(([name, value]) => [name, String(value)]));
}

function componentShapeOf({ name, properties }: Declared, endpoint: string): Component {
  const specification = new Fields(properties['Specification']);
  return {
    InferenceComponentName: name,
    EndpointName: endpoint,
    Specification: {
      ModelName: specification.raw('ModelName'),
      BaseInferenceComponentName: specification.raw('BaseInferenceComponentName'),
    },
  };
}

/** One that may not exist bounds nothing for sure. */
function targetShapeOf(target: Declared, isDoubted: boolean, unknown: Set<string>): Target {
  const fields = new Fields(target.properties, unknown);
  // Terraform knows it only after apply, where nothing is suspended.
  const suspended = new Fields(target.properties).part('SuspendedState', '');
  const isSet = (key: string) => (suspended?.has(key) ? isTrue(target.properties['SuspendedState'], key) : undefined);
  return {
    ResourceId: resourceIdOf(target) ?? '',
    ScalableDimension: fields.raw('ScalableDimension') ?? '',
    MinCapacity: isDoubted ? undefined : fields.number('MinCapacity', 'Minimum capacity'),
    MaxCapacity: isDoubted ? undefined : fields.number('MaxCapacity', 'Maximum capacity'),
    SuspendedState: suspended && {
      DynamicScalingInSuspended: isSet('DynamicScalingInSuspended'),
      DynamicScalingOutSuspended: isSet('DynamicScalingOutSuspended'),
    },
  };
}

const isTrue = (value: unknown, key: string): boolean => isObject(value) && String(value[key]) === 'true';

function policyShapeOf(policy: Declared, alarms: readonly Declared[]): Policy {
  const fields = new Fields(policy.properties);
  const tracking = fields.part('TargetTrackingScalingPolicyConfiguration', '');
  const custom = tracking?.part('CustomizedMetricSpecification', '');
  const acting = alarms.filter(({ properties }) => listOf(properties['AlarmActions']).includes(policy.name));
  return {
    PolicyName: fields.raw('PolicyName') ?? policy.address,
    ResourceId: resourceIdOf(policy) ?? '',
    PolicyType: fields.raw('PolicyType') ?? (fields.has('StepScalingPolicyConfiguration') ? 'StepScaling' : undefined),
    TargetTrackingScalingPolicyConfiguration: tracking && {
      PredefinedMetricSpecification: {
        PredefinedMetricType: tracking.part('PredefinedMetricSpecification', '')?.raw('PredefinedMetricType'),
      },
      CustomizedMetricSpecification: custom && {
        Namespace: custom.raw('Namespace'),
        MetricName: knownIn(custom, 'MetricName'),
        Dimensions: dimensionsOf(custom),
      },
    },
    Alarms: acting.map(({ name }) => ({ AlarmName: name })),
  };
}

/** As the API leaves out what nobody stated. */
const knownIn = (fields: Fields, key: string): string | undefined => {
  const text = fields.raw(key);
  return isKnown(text) ? text : undefined;
};

const dimensionsOf = (fields: Fields) =>
  fields.parts('Dimensions', '').map((dimension) => ({
    Name: dimension.raw('Name') ?? '',
    Value: bareName(dimension.raw('Value') ?? ''),
  }));

const actionShapeOf = (action: Declared): ScheduledAction => ({
  ScheduledActionName: action.address,
  ResourceId: resourceIdOf(action) ?? '',
});

function alarmShapeOf(alarm: Declared): Alarm {
  const metrics = metricsOf(alarm);
  const [metric] = metrics.length === 1 ? metrics : [];
  const fields = new Fields(metric);
  return {
    AlarmName: alarm.name,
    Namespace: fields.raw('Namespace'),
    MetricName: knownIn(fields, 'MetricName'),
    Dimensions: dimensionsOf(fields),
  };
}
