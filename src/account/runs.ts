import {
  type EndpointSetting,
  type HostingPatternId,
  hasInstances,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  optionOf,
  type RunningEndpoint,
  type Scaling,
} from '../recommender/index.ts';
import { type EndpointFacts, ownerOf } from './facts.ts';
import type { Alarm, Component, ConfiguredVariant, Model, Policy, Target } from './shapes.ts';

/** What runs today. What could not be read is null. */
export interface Runs {
  readonly option: InferenceOptionId | null;
  readonly hosting: HostingPatternId | null;
  readonly scaling: Scaling | null;
  /** Of the first variant. Null for serverless endpoints, and where a variant has several types. */
  readonly instance: string | null;
  /** Instances in all variants. */
  readonly count: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Of a serverless endpoint. */
  readonly memorySizeInMB: number | null;
  readonly maxConcurrency: number | null;
  readonly provisionedConcurrency: number | null;
  readonly variants: number | null;
  /** Of one model, by its containers; null for components. */
  readonly containers: number | null;
  readonly components: number | null;
  readonly status: string | null;
  /** When the endpoint was created: "2026-10-01". */
  readonly since: string | null;
}

/** The configured variants, in their order; none where the configuration wasn't read. */
export const variantsOf = ({ config }: EndpointFacts): readonly ConfiguredVariant[] => config?.ProductionVariants ?? [];

/** The containers of a model, in their order. */
export const containersOf = (model: Model) =>
  model.Containers ?? (model.PrimaryContainer === undefined ? [] : [model.PrimaryContainer]);

const serverlessConfigOf = (facts: EndpointFacts) =>
  variantsOf(facts)[0]?.ServerlessConfig ?? facts.endpoint?.ProductionVariants?.[0]?.CurrentServerlessConfig;

/** Whether the configuration or the endpoint has a setting. */
const HAS: Readonly<Record<EndpointSetting, (facts: EndpointFacts) => boolean>> = {
  ServerlessConfig: (facts) => serverlessConfigOf(facts) !== undefined,
  AsyncInferenceConfig: ({ endpoint, config }) =>
    config?.AsyncInferenceConfig !== undefined || endpoint?.AsyncInferenceConfig !== undefined,
};

/** The option whose setting an endpoint has, else the one that needs none. Null where neither was read. */
function optionRun(facts: EndpointFacts): InferenceOptionId | null {
  const needing = (setting: EndpointSetting | null) =>
    INFERENCE_OPTIONS.find(({ running }) => running?.setting === setting)?.id ?? null;
  const settings = Object.keys(HAS) as EndpointSetting[];
  const set = settings.find((setting) => HAS[setting](facts));
  if (set !== undefined) return needing(set);
  return facts.config !== null || (facts.endpoint?.ProductionVariants?.length ?? 0) > 0 ? needing(null) : null;
}

/** What is published of an endpoint whose option isn't known. */
const UNKNOWN: RunningEndpoint = {
  setting: null,
  requests: ['Invocations'],
  countedBy: ['variant'],
  countsIdleHours: false,
  metrics: {},
};

/** What an endpoint shows of itself in CloudWatch. */
export const runningOf = (option: InferenceOptionId | null): RunningEndpoint =>
  (option === null ? null : optionOf(option).running) ?? UNKNOWN;

/** The scaling targets of instances, or of copies, or of provisioned concurrency. */
export const targetsOf = ({ targets }: EndpointFacts, dimension: 'Instance' | 'Copy' | 'Provisioned'): Target[] =>
  (targets ?? []).filter(({ ScalableDimension: of }) => of.includes(`Desired${dimension}`));

export const policiesOf = ({ policies }: EndpointFacts, target: Target): Policy[] =>
  (policies ?? []).filter(({ ResourceId: id }) => id === target.ResourceId);

/** Components that are models themselves, not adapters over one. Null where that isn't known of each. */
export function baseComponents({ components }: EndpointFacts): Component[] | null {
  if (components === null || components.some(({ Specification: one }) => one === undefined)) return null;
  return components.filter(({ Specification: one }) => one?.BaseInferenceComponentName === undefined);
}

/** What an endpoint is today, as far as it was read. */
export function runsOf(facts: EndpointFacts): Runs {
  const { endpoint } = facts;
  const variants = variantsOf(facts);
  const [first] = variants;
  const current = endpoint?.ProductionVariants;
  const serverless = serverlessConfigOf(facts);
  const option = optionRun(facts);
  const hosting = hostingOf(facts);
  const count = serverless ? null : countOf(facts);
  const [min, max] = serverless ? [null, null] : boundsOf(facts, count);
  const [model] = facts.models ?? [];
  return {
    option,
    hosting,
    scaling: option === null ? null : scalingOf(option, serverless?.ProvisionedConcurrency, min, max),
    instance: serverless ? null : instanceOf(first),
    count,
    min,
    max,
    memorySizeInMB: serverless?.MemorySizeInMB ?? null,
    maxConcurrency: serverless?.MaxConcurrency ?? null,
    provisionedConcurrency: serverless?.ProvisionedConcurrency ?? null,
    variants: first ? variants.length : (current?.length ?? null),
    containers: model ? Math.max(1, containersOf(model).length) : null,
    components: hosting === 'inference-components' ? (facts.components?.length ?? null) : null,
    status: endpoint?.EndpointStatus ?? null,
    since: endpoint?.CreationTime === undefined ? null : new Date(endpoint.CreationTime).toISOString().slice(0, 10),
  };
}

function hostingOf(facts: EndpointFacts): HostingPatternId | null {
  const variants = variantsOf(facts);
  if (variants.length > 0 && variants.every(({ ModelName: name }) => name === undefined)) return 'inference-components';
  const [model] = facts.models ?? [];
  if (model === undefined) return null;
  const containers = containersOf(model);
  if (containers.some(({ Mode: mode }) => mode === 'MultiModel')) return 'multi-model';
  if (containers.length < 2) return 'single-model';
  return model.InferenceExecutionConfig?.Mode === 'Direct' ? 'multi-container' : 'inference-pipeline';
}

function instanceOf(variant: ConfiguredVariant | undefined): string | null {
  if (variant?.InstanceType !== undefined) return variant.InstanceType;
  const pools = variant?.InstancePools ?? [];
  return pools.length === 1 ? (pools[0]?.InstanceType ?? null) : null;
}

/** Today's count, from the endpoint. A configuration alone says how many it started with. */
function countOf({ endpoint, config }: EndpointFacts): number | null {
  const counts = endpoint?.ProductionVariants
    ? endpoint.ProductionVariants.map(({ CurrentInstanceCount: count }) => count)
    : (config?.ProductionVariants ?? []).map(({ InitialInstanceCount: count }) => count);
  if (counts.length === 0 || counts.some((count) => count === undefined)) return null;
  return counts.reduce<number>((sum, count = 0) => sum + count, 0);
}

/** The fewest and the most instances: of the targets, of managed scaling, or the fixed number. Null where those weren't read. */
function boundsOf(facts: EndpointFacts, count: number | null): [min: number | null, max: number | null] {
  const instances = targetsOf(facts, 'Instance');
  if (instances.length > 0) {
    const of = (bound: 'MinCapacity' | 'MaxCapacity') => instances.reduce((sum, one) => sum + (one[bound] ?? 0), 0);
    return [of('MinCapacity'), of('MaxCapacity')];
  }
  const managed = variantsOf(facts).map(({ ManagedInstanceScaling: one }) => one);
  if (managed.some((one) => one?.Status === 'ENABLED')) {
    const of = (bound: 'MinInstanceCount' | 'MaxInstanceCount') =>
      managed.reduce((sum, one) => sum + (one?.[bound] ?? 0), 0);
    return [of('MinInstanceCount'), of('MaxInstanceCount')];
  }
  return facts.targets === null || facts.config === null ? [null, null] : [count, count];
}

function scalingOf(
  option: InferenceOptionId,
  provisioned: number | undefined,
  min: number | null,
  max: number | null,
): Scaling | null {
  if (!hasInstances(option)) return provisioned === undefined ? 'on-demand' : 'provisioned-concurrency';
  if (min === 0) return 'scale-to-zero';
  if (min === null || max === null) return null;
  return min < max ? 'auto-scaling' : 'fixed';
}

/** Days since the endpoint was created; null where that isn't known. */
export const ageInDays = ({ endpoint, now }: EndpointFacts): number | null =>
  endpoint?.CreationTime === undefined ? null : (now - endpoint.CreationTime) / 86_400_000;

/** The variant names of an endpoint: as configured, else as they run. */
export const variantNames = (facts: EndpointFacts): string[] => {
  const configured = variantsOf(facts).map(({ VariantName: name }) => name);
  return configured.length > 0
    ? configured
    : (facts.endpoint?.ProductionVariants ?? []).map(({ VariantName: name }) => name);
};

/** Returns whether a scaling resource belongs to this endpoint. */
export function belongsTo(facts: Pick<EndpointFacts, 'name' | 'components'>, resourceId: string): boolean {
  const { endpoint, component } = ownerOf(resourceId);
  if (component === undefined) return endpoint === facts.name;
  return (facts.components ?? []).some(({ InferenceComponentName: name }) => name === component);
}

/** The alarms on an endpoint's own metrics, and those of its policies. */
export function alarmsOf(
  alarms: readonly Alarm[],
  { name, components }: Pick<EndpointFacts, 'name' | 'components'>,
  policies: readonly Policy[],
): Alarm[] {
  const names = new Set(policies.flatMap(({ Alarms: list = [] }) => list.map(({ AlarmName }) => AlarmName)));
  const owned = new Set((components ?? []).map(({ InferenceComponentName: one }) => one));
  return alarms.filter(({ AlarmName, Dimensions: dimensions = [] }) => {
    if (names.has(AlarmName)) return true;
    return dimensions.some(
      ({ Name, Value }) =>
        (Name === 'EndpointName' && Value === name) || (Name === 'InferenceComponentName' && owned.has(Value)),
    );
  });
}
