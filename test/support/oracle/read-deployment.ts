import { RELEASE_SECONDS } from '../../../src/recommender/facts/scaling-times.ts';
import { type Alarm, actionsOf, alarmOf, type Scaled, type Scaler, scalingOf } from './read-scaling.ts';
import {
  numberAt,
  objectAt,
  objectsAt,
  type Properties,
  type ReadTemplate,
  type Resource,
  textAt,
} from './read-template.ts';

// What a template sets up, as the simulation needs it. Everything is read from the template, nothing from our own settings.

/** What scales as one: the instances of a variant, or the copies of a component. */
export interface Unit extends Scaled {
  /** Dimensions under which its metrics are published. */
  readonly names: Readonly<Record<string, string>>;
  readonly kind: 'instances' | 'copies';
  readonly initial: number;
  /** What it gets of the traffic, against an even share: 2 is twice that. */
  readonly share: number;
  /** Copies at zero: seconds until the instances are gone too. 0 for instances. */
  readonly releaseSeconds: number;
}

export interface ServerlessUnit {
  readonly maxConcurrency: number;
  /** Provisioned concurrency after a deployment; 0 without any. */
  readonly warm: number;
  /** What a schedule changes it to. */
  readonly switches: readonly Switch[];
}

export interface Switch {
  /** `cron(…)`, or the name of a parameter without a default. */
  readonly expression: string;
  readonly timeZone: string;
  /** Provisioned concurrency from then on; 0 for none. */
  readonly to: number;
}

/** A transform job that a schedule starts. */
export interface JobUnit {
  /** Undefined where it is a parameter. */
  readonly instances: number | undefined;
  /** Requests in work on an instance; undefined where SageMaker decides. */
  readonly concurrentTransforms: number | undefined;
}

/** An endpoint or a job as the template sets it up. */
export interface Deployment {
  readonly isAsynchronous: boolean;
  readonly instanceType: string | undefined;
  readonly units: readonly Unit[];
  readonly serverless: ServerlessUnit | null;
  readonly job: JobUnit | null;
  /** Alarms that scale nothing: they tell somebody. */
  readonly alarms: readonly Alarm[];
}

/** Reads what serves and what scales it. Only what is connected counts: an alarm whose action is no policy scales nothing. */
export function deploymentIn({ resources }: ReadTemplate): Deployment {
  const of = (type: string): Resource[] => resources.filter((resource) => resource.type === type);
  const [endpoint] = of('AWS::SageMaker::Endpoint');
  const used = endpoint && textAt(endpoint.properties, 'EndpointConfigName');
  const configuration = resources.find((resource) => isConfiguration(resource, used));
  const alarms = of('AWS::CloudWatch::Alarm');
  const policies = of('AWS::ApplicationAutoScaling::ScalingPolicy');
  const targets = of('AWS::ApplicationAutoScaling::ScalableTarget');
  const variants = variantsIn(configuration);
  const [variant = {}] = variants;
  const scheduled = of('AWS::ApplicationAutoScaling::ScheduledAction');
  const scaler: Scaler = { alarms, policies, targets, actions: scheduled };
  const actions = new Set(policies.map(({ id }) => `\${${id}}`));
  return {
    isAsynchronous: 'AsyncInferenceConfig' in (configuration?.properties ?? {}),
    instanceType: textAt(variant, 'InstanceType') ?? firstInPools(variant),
    units: endpoint ? unitsOf(endpoint, variants, of('AWS::SageMaker::InferenceComponent'), scaler) : [],
    serverless: 'ServerlessConfig' in variant ? serverlessOf(variant, resources) : null,
    job: endpoint ? null : jobOf(resources),
    alarms: alarms.filter((alarm) => !actionsOf(alarm).some((action) => actions.has(action))).map(alarmOf),
  };
}

/** Of its pools the type that is tried first: the bill is for it. */
function firstInPools(variant: Properties): string | undefined {
  const pools = objectsAt(variant, 'InstancePools');
  const [first] = pools.toSorted((a, b) => (numberAt(a, 'Priority') ?? 0) - (numberAt(b, 'Priority') ?? 0));
  return first && textAt(first, 'InstanceType');
}

const nameOf = ({ id, properties }: Resource, property: string): string =>
  textAt(properties, property) ?? `\${${id}.${property}}`;

function unitsOf(
  endpoint: Resource,
  variants: readonly Properties[],
  components: readonly Resource[],
  scaler: Scaler,
): Unit[] {
  const [variant = {}] = variants;
  const endpointName = nameOf(endpoint, 'EndpointName');
  const variantName = textAt(variant, 'VariantName') ?? 'AllTraffic';
  const served = components.filter(({ properties }) => !isAdapter(properties));
  if (served.length > 0)
    return served.map((component) =>
      copiesOf(component, variant, { EndpointName: endpointName, VariantName: variantName }, scaler),
    );
  if ('ServerlessConfig' in variant) return [];
  const total = variants.reduce((sum, one) => sum + weightOf(one), 0);
  return variants.map((one) => instancesOf(one, endpointName, (weightOf(one) * variants.length) / total, scaler));
}

/** 1 where none is stated, or only the team knows it. */
const weightOf = (variant: Properties): number => numberAt(variant, 'InitialVariantWeight') ?? 1;

function instancesOf(variant: Properties, endpointName: string, share: number, scaler: Scaler): Unit {
  const variantName = textAt(variant, 'VariantName') ?? 'AllTraffic';
  const initial = countAt(variant, 'InitialInstanceCount');
  const id = `endpoint/${endpointName}/variant/${variantName}`;
  return {
    names: { EndpointName: endpointName, VariantName: variantName },
    kind: 'instances',
    initial: initial ?? 1,
    share,
    releaseSeconds: 0,
    ...scalingOf(id, 'sagemaker:variant:DesiredInstanceCount', initial, scaler),
  };
}

/** 1 where nothing is stated; undefined where it is a parameter. */
const countAt = (properties: Properties, key: string): number | undefined =>
  properties[key] === undefined ? 1 : numberAt(properties, key);

const isAdapter = (properties: Properties): boolean =>
  textAt(objectAt(properties, 'Specification'), 'BaseInferenceComponentName') !== undefined;

function copiesOf(component: Resource, variant: Properties, names: Unit['names'], scaler: Scaler): Unit {
  const name = nameOf(component, 'InferenceComponentName');
  const initial = countAt(objectAt(component.properties, 'RuntimeConfig'), 'CopyCount');
  const instances = objectAt(variant, 'ManagedInstanceScaling');
  const policy = objectAt(instances, 'ScaleInPolicy');
  const isConsolidated = textAt(policy, 'Strategy') === 'CONSOLIDATION';
  const minutes = isConsolidated ? (numberAt(policy, 'CooldownInMinutes') ?? 20) : undefined;
  const isFreed = textAt(instances, 'Status') === 'ENABLED' && numberAt(instances, 'MinInstanceCount') === 0;
  return {
    names: { ...names, InferenceComponentName: name },
    kind: 'copies',
    initial: initial ?? 1,
    share: 1,
    releaseSeconds: isFreed ? (minutes === undefined ? RELEASE_SECONDS : minutes * 60) : Infinity,
    ...scalingOf(`inference-component/${name}`, 'sagemaker:inference-component:DesiredCopyCount', initial, scaler),
  };
}

function serverlessOf(variant: Properties, resources: readonly Resource[]): ServerlessUnit {
  return {
    maxConcurrency: numberAt(objectAt(variant, 'ServerlessConfig'), 'MaxConcurrency') ?? 1,
    warm: warmOf(variant),
    switches: resources.flatMap((resource) => [...scheduledActions(resource), ...scheduledCalls(resource, resources)]),
  };
}

const warmOf = (variant: Properties): number =>
  numberAt(objectAt(variant, 'ServerlessConfig'), 'ProvisionedConcurrency') ?? 0;

function scheduledActions({ properties }: Resource): Switch[] {
  return objectsAt(properties, 'ScheduledActions').flatMap((action) => {
    const to = numberAt(objectAt(action, 'ScalableTargetAction'), 'MinCapacity');
    return to === undefined ? [] : [switchOf(textAt(action, 'Schedule'), textAt(action, 'Timezone'), to)];
  });
}

/** A schedule of EventBridge Scheduler that changes the capacity of a variant, or the configuration of an endpoint. */
function scheduledCalls({ type, properties }: Resource, resources: readonly Resource[]): Switch[] {
  if (type !== 'AWS::Scheduler::Schedule') return [];
  const input = textAt(objectAt(properties, 'Target'), 'Input') ?? '';
  const concurrency = /"ProvisionedConcurrency":\s{0,9}(\d{1,3})\b/.exec(input)?.[1];
  const name = /"EndpointConfigName":\s{0,9}"([^"]{1,200})"/.exec(input)?.[1];
  const configuration = resources.find((resource) => name !== undefined && isConfiguration(resource, name));
  if (concurrency === undefined && configuration === undefined) return [];
  const to = concurrency === undefined ? warmOf(firstVariant(configuration)) : Number(concurrency);
  return [switchOf(textAt(properties, 'ScheduleExpression'), textAt(properties, 'ScheduleExpressionTimezone'), to)];
}

const switchOf = (expression = '', timeZone = 'UTC', to = 0): Switch => ({ expression, timeZone, to });

const isConfiguration = (resource: Resource, name: string | undefined): boolean =>
  resource.type === 'AWS::SageMaker::EndpointConfig' && nameOf(resource, 'EndpointConfigName') === name;

const variantsIn = (configuration: Resource | undefined): readonly Properties[] =>
  configuration === undefined ? [] : objectsAt(configuration.properties, 'ProductionVariants');

const firstVariant = (configuration: Resource | undefined): Properties => variantsIn(configuration)[0] ?? {};

/** The job that a schedule or a state machine starts, from the JSON of its request. */
function jobOf(resources: readonly Resource[]): JobUnit | null {
  for (const { type, properties } of resources) {
    const target = objectAt(properties, 'Target');
    const text =
      type === 'AWS::Scheduler::Schedule'
        ? textAt(target, 'Input')
        : type === 'AWS::StepFunctions::StateMachine'
          ? (textAt(properties, 'DefinitionString') ?? JSON.stringify(properties['Definition'] ?? ''))
          : undefined;
    if (!text?.includes('"TransformResources":')) continue;
    const instances = /"InstanceCount":\s{0,9}(\d{1,9})/.exec(text)?.[1];
    const concurrent = /"MaxConcurrentTransforms":\s{0,9}(\d{1,9})/.exec(text)?.[1];
    return {
      instances: instances ? Number(instances) : undefined,
      concurrentTransforms: concurrent ? Number(concurrent) : undefined,
    };
  }
  return null;
}
