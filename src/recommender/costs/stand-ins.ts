import { takeSameHostImages } from '../facts/hosting-features.ts';
import type { InstanceType } from '../facts/instance-types.ts';
import { restated } from '../needs/needs.ts';
import { GPUS, gpuTypeOf } from '../throughput/gpus.ts';
import { candidatesOf, typesFor } from './choose-instance.ts';
import { type Capacity, type Pricing, usdOn } from './costing.ts';
import type { HoldingType } from './holding-types.ts';
import { componentOf } from './priced-instance.ts';
import { volumeOf } from './volume.ts';
import { type Candidate, typesWriting, type WritingType, writingModel } from './writing-types.ts';

/** A type with what as many instances of it cost. */
export interface PricedStandIn {
  readonly type: string;
  readonly usdPerHour: number;
  /** Of the whole bill, for the hours of the chosen type; null where the load isn't known. */
  readonly usdPerMonth: number | null;
}

/** The chosen type, and those that hold its load with as many instances, the cheapest by the hour first. */
export interface StandIns {
  readonly chosen: PricedStandIn;
  readonly others: readonly PricedStandIn[];
}

/** Nobody takes a type for more times the price. Ours. */
const PRICE_FACTOR_MAX = 3;

/**
 * GPU types that may take the place of the chosen one, instance by instance: with as many GPUs, each copy of the model on as many
 * of them, and able to carry at least as much. Null where the choice is no GPU type that one model or components run on, and for
 * models from AWS Marketplace, which name their types.
 */
export function standInsFor(pricing: Pricing, capacity: Capacity | undefined): StandIns | null {
  const { plan, needs, book } = pricing;
  const own = String(capacity?.type);
  const component = capacity?.spec?.gpuCount ? componentOf(plan) : undefined;
  if (capacity === undefined || component === undefined || component === 'batch') return null;
  if (plan.hosting !== 'single-model' && plan.hosting !== 'inference-components') return null;
  if (needs.stated.requiresMarketplaceModel === true) return null;
  const priced = (type: string): PricedStandIn | undefined => {
    const usdPerHour = book.listed(component, type)?.usd;
    const volume = volumeOf(needs);
    const usdPerMonth = volume && usdOn(pricing, { ...capacity, type }, volume);
    return usdPerHour === undefined ? undefined : { type, usdPerHour, usdPerMonth };
  };
  const chosen = priced(own);
  if (chosen === undefined) return null;
  const others = equalTo(own, pricing)
    .flatMap((type) => priced(type) ?? [])
    .filter(({ usdPerHour }) => usdPerHour <= chosen.usdPerHour * PRICE_FACTOR_MAX)
    .toSorted((a, b) => a.usdPerHour - b.usdPerHour);
  return { chosen, others: ofEachFamily(others) };
}

/** Of each family the cheapest, beside the chosen type: AWS lacks a kind of GPU more often than a size. */
function ofEachFamily(others: readonly PricedStandIn[]): PricedStandIn[] {
  const found = new Map<string, PricedStandIn>();
  for (const other of others) if (!found.has(familyOf(other.type))) found.set(familyOf(other.type), other);
  return [...found.values()];
}

const familyOf = (type: string): string => type.split('.')[1] ?? '';

/** The types that carry as much as `own` does, one for one; in no order. */
function equalTo(own: string, { plan, needs, book }: Pricing): string[] {
  const free =
    needs.stated.instanceType === undefined ? needs : restated(needs, { instanceType: undefined, requiresGpu: true });
  const candidates = candidatesOf({ plan, needs: free, book });
  const writing = writingModel(plan, free);
  const equals = writing
    ? equalsIn(own, typesWriting(writing, free, candidates).all, writesAsMuch)
    : equalsIn(own, typesFor(plan, free, candidates), computesAsMuch);
  return equals.map(({ type }) => type);
}

function equalsIn<Type extends Candidate & { readonly isListed: boolean }>(
  own: string,
  types: readonly Type[],
  carriesAsMuch: (other: Type, chosen: Type) => boolean,
): Type[] {
  const chosen = types.find(({ type }) => type === own);
  if (chosen === undefined) return [];
  return types.filter(
    (other) =>
      other !== chosen && other.isListed && hasSameShape(other.spec, chosen.spec) && carriesAsMuch(other, chosen),
  );
}

/** What a template states once for all types of a pool has to be right for each: GPUs and memory of a copy, host image, volume. */
const hasSameShape = (other: InstanceType, chosen: InstanceType): boolean =>
  other.gpuCount === chosen.gpuCount &&
  other.memoryGiB >= chosen.memoryGiB &&
  other.hasLocalDisk === chosen.hasLocalDisk &&
  takeSameHostImages(familyOf(other.name), familyOf(chosen.name));

const writesAsMuch = ({ plan: other }: WritingType, { plan: chosen }: WritingType): boolean =>
  other.replica.gpusEach === chosen.replica.gpusEach &&
  other.tokensPerSecond >= chosen.tokensPerSecond &&
  other.sequences >= chosen.sequences &&
  other.requestsHeld >= chosen.requestsHeld;

function computesAsMuch(other: HoldingType, chosen: HoldingType): boolean {
  if (other.atOnce < chosen.atOnce) return false;
  const [pace, own] = [other.pace, chosen.pace];
  if (pace !== undefined && own !== undefined) return pace.atOnce >= own.atOnce && pace.seconds <= own.seconds;
  return isAsFast(other.type, chosen.type);
}

/** Of two data sheets that differ by a tenth, neither says which GPU is faster. Ours. */
const ALIKE = 0.9;

/** Whether the GPUs of a type are no slower than those of another, by their data sheets: in bandwidth and matrix rate of each. */
export function isAsFast(other: string, chosen: string): boolean {
  const [gpu, own] = [gpuTypeOf(other), gpuTypeOf(chosen)].map((type) => type && GPUS[type.gpu]);
  if (gpu === undefined || own === undefined) return false;
  return gpu.bandwidthGBs >= own.bandwidthGBs * ALIKE && gpu.tflops16 >= own.tflops16 * ALIKE;
}
