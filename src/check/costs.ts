import { instanceMonthUsd, serverlessPrice } from '../account/price-now.ts';
import { bookFor, type InferenceOptionId, instanceTypeOf, optionOf, type PriceList } from '../recommender/index.ts';
import type { ServedEndpoint, Variant } from './endpoints.ts';
import { bareName, Fields } from './fields.ts';
import { resourceIdOf } from './resource-index.ts';
import type { Declared } from './templates/declared.ts';
import { isKnown, splitKnown } from './templates/unknown-text.ts';

/** Null: not known. */
export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

/** What something costs, in US dollars per month. */
export interface MonthlyBounds {
  /** At the fewest instances, or without a request. Null where a count or a price isn't known. */
  readonly minimum: number | null;
  /** At the most instances. Null where that isn't known, and for what bills by the request. */
  readonly maximum: number | null;
}

export interface Priced {
  readonly prices: PriceList;
  readonly region: string;
}

/** The instances of one variant, at least and at most. */
export function countsOf(served: ServedEndpoint, variant: Variant): Bounds {
  if (variant.serverless !== undefined) return { min: null, max: null };
  const { count, managed } = variant;
  const target = variant.isShadow ? undefined : targetOf(served, variant, INSTANCES);
  if (target === undefined && mayScale(served, variant)) return { min: null, max: null };
  const scaled = target === undefined ? (managed ?? { min: count, max: count }) : targetBounds(served, target);
  const min = scaled.min ?? null;
  const max = scaled.max ?? null;
  if (target !== undefined || served.components.length === 0) return { min, max };
  const floor = copiesFloor(served, variant);
  return { min: min === null ? null : Math.max(min, floor), max: max === null ? null : Math.max(max, floor) };
}

const INSTANCES = 'sagemaker:variant:DesiredInstanceCount';
const COPIES = 'sagemaker:inference-component:DesiredCopyCount';
export const PROVISIONED = 'sagemaker:variant:DesiredProvisionedConcurrency';

/** The target of a variant. One whose variant isn't known is that of the only variant. */
function targetOf({ targets, variants }: ServedEndpoint, { name }: Variant, dimension: string): Declared | undefined {
  const own = targets.filter(({ properties }) => properties['ScalableDimension'] === dimension);
  return (
    own.find((target) => variantOf(target) === name) ?? (variants.length === 1 && own.length === 1 ? own[0] : undefined)
  );
}

/** Whether a target may be that of a variant, for which the name of one of them has to be known. */
function mayScale({ targets, variants, unknown }: ServedEndpoint, { name, isShadow }: Variant): boolean {
  const found = targets.find((target) => {
    const own = variantOf(target) ?? '';
    const isOpen = !(isKnown(name) && isKnown(own)) && variants.every((one) => one.name !== own);
    return !isShadow && target.properties['ScalableDimension'] === INSTANCES && isOpen;
  });
  if (found !== undefined)
    new Fields({}, unknown).miss(`Which variant ${found.address} scales`, `${name}${variantOf(found)}`);
  return found !== undefined;
}

export const variantOf = (target: Declared): string | undefined => splitKnown(resourceIdOf(target) ?? '', '/')[3];

/** A target's bounds, with those that scheduled actions set. What one sets that may not exist isn't known. */
function targetBounds(
  { declared, facts, actions, unknown }: ServedEndpoint,
  target: Declared,
): { min: number | undefined; max: number | undefined } {
  const fields = new Fields(target.properties, unknown);
  const dimension = fields.raw('ScalableDimension');
  const id = resourceIdOf(target);
  const { MinCapacity: min, MaxCapacity: max } =
    facts.targets?.find((one) => one.ResourceId === id && one.ScalableDimension === dimension) ?? {};
  const apart = actions.filter((one) => resourceIdOf(one) === id && one.properties['ScalableDimension'] === dimension);
  const set = (key: string, what: string) => [
    ...fields.parts('ScheduledActions', '').flatMap((action) => scheduled(action, key, what)),
    ...apart.flatMap(({ properties, doubt }) => {
      const bound = scheduled(new Fields(properties, unknown), key, what);
      return doubt === undefined || doubt === declared.doubt ? bound : bound.map(() => undefined);
    }),
  ];
  const minima = set('MinCapacity', 'Scheduled minimum capacity');
  const all = [max, ...minima, ...set('MaxCapacity', 'Scheduled maximum capacity')];
  // NaN of what isn't known.
  return { min: known(Math.min(...[min, ...minima].map(Number))), max: known(Math.max(...all.map(Number))) };
}

/** The bound that an action sets, if it does. */
function scheduled(action: Fields, key: string, what: string): (number | undefined)[] {
  const bounds = action.part('ScalableTargetAction', '');
  return bounds?.has(key) ? [bounds.number(key, what)] : [];
}

const known = (bound: number): number | undefined => (Number.isNaN(bound) ? undefined : bound);

/** The instances that the least number of copies of all components takes. */
function copiesFloor(served: ServedEndpoint, variant: Variant): number {
  const spec = instanceTypeOf(variant.types[0] ?? '');
  let accelerators = 0;
  let memoryMb = 0;
  let copies = 0;
  for (const component of served.components) {
    const name = new Fields(component.properties).raw('VariantName');
    if (name !== undefined && name !== variant.name) continue;
    const least = copiesOf(served, component).min ?? 0;
    const needs = new Fields(component.properties['Specification']).part('ComputeResourceRequirements', '');
    copies += least;
    accelerators += least * (needs?.number('NumberOfAcceleratorDevicesRequired', '') ?? 0);
    memoryMb += least * (needs?.number('MinMemoryRequiredInMb', '') ?? 0);
  }
  if (copies === 0 || spec === undefined) return copies === 0 ? 0 : 1;
  const byAccelerator = spec.acceleratorCount === 0 ? 0 : accelerators / spec.acceleratorCount;
  return Math.max(1, Math.ceil(byAccelerator), Math.ceil(memoryMb / (spec.memoryGiB * MB_PER_GIB)));
}

const MB_PER_GIB = 1024;

/** The copies of a component, at least and at most. */
export function copiesOf({ targets, facts }: Pick<ServedEndpoint, 'targets' | 'facts'>, component: Declared): Bounds {
  const isOwn = (target: Declared) =>
    target.properties['ScalableDimension'] === COPIES &&
    bareName(splitKnown(resourceIdOf(target) ?? '', '/')[1] ?? '') === component.name;
  const at = targets.findIndex(isOwn);
  if (at !== -1) {
    const { MinCapacity: min = null, MaxCapacity: max = null } = facts.targets?.[at] ?? {};
    return { min, max };
  }
  const count = new Fields(component.properties['RuntimeConfig']).number('CopyCount', '') ?? null;
  return { min: count, max: count };
}

/** What one instance of a type costs per hour. Undefined where no price is known. */
export const hourlyUsd = (option: InferenceOptionId, type: string, { prices, region }: Priced): number | undefined =>
  bookFor(prices, region).find(optionOf(option).priced, type)?.usd;

/** The bill of an endpoint by its variants, shadow variants included. */
export function monthlyUsdOf(
  served: ServedEndpoint,
  option: InferenceOptionId,
  priced: Priced,
  unknown: Set<string>,
): MonthlyBounds {
  let minimum: number | null = served.variants.length === 0 ? null : 0;
  let maximum = minimum;
  for (const variant of served.variants) {
    const own = variant.serverless
      ? serverlessUsd(served, variant, priced)
      : variantUsd(served, variant, option, priced, unknown);
    minimum = minimum === null || own.minimum === null ? null : minimum + own.minimum;
    maximum = maximum === null || own.maximum === null ? null : maximum + own.maximum;
  }
  return { minimum, maximum };
}

/** Without a request: what is kept warm. */
function serverlessUsd(served: ServedEndpoint, variant: Variant, { prices, region }: Priced): MonthlyBounds {
  const { serverless, fields } = variant;
  const target = targetOf(served, variant, PROVISIONED);
  const least = target === undefined ? serverless?.ProvisionedConcurrency : targetBounds(served, target).min;
  const isStated = target !== undefined || fields.part('ServerlessConfig', '')?.has('ProvisionedConcurrency');
  if (least === undefined) return { minimum: isStated ? null : 0, maximum: null };
  const runs = { memorySizeInMB: serverless?.MemorySizeInMB ?? null, provisionedConcurrency: least };
  const { monthlyUsd } = serverlessPrice(bookFor(prices, region), runs, { monthlyRequests: 0 });
  return { minimum: monthlyUsd, maximum: null };
}

function variantUsd(
  served: ServedEndpoint,
  variant: Variant,
  option: InferenceOptionId,
  { prices, region }: Priced,
  unknown: Set<string>,
): MonthlyBounds {
  const { min, max } = countsOf(served, variant);
  const months = variant.types.map((type) => {
    const usd = instanceMonthUsd(bookFor(prices, region), option, type, variant.volumeGB);
    if (usd === null) unknown.add(`Price of ${type} in ${region}: not known`);
    return usd;
  });
  const isPriced = months.length > 0 && !months.includes(null);
  const known = months as number[];
  const times = (count: number | null, usd: number) =>
    count === 0 ? 0 : count === null || !isPriced ? null : count * usd;
  return { minimum: times(min, Math.min(...known)), maximum: times(max, Math.max(...known)) };
}
