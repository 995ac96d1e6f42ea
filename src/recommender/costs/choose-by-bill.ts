import { QUOTAS } from '../facts/quotas.ts';
import {
  ALIKE_SHARE,
  BILLS_ALIKE_SHARE,
  HOURS_PER_MONTH,
  PERFORMANCE_BILL_FACTOR,
  SECONDS_PER_HOUR,
} from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { GPUS, gpuTypeOf } from '../throughput/gpus.ts';
import { answerSecondsOn } from '../throughput/plan.ts';
import { fleetsOf, instancesByMemory, instancesHolding } from './capacity.ts';
import { isPaced, type Plan, type Pricing, usdOn } from './costing.ts';
import { type HoldingType, isMeasured, type PricedType, priceOfUnit } from './holding-types.ts';
import { plannedShare, secondsAt } from './pace.ts';
import type { Volume } from './volume.ts';
import type { WritingType } from './writing-types.ts';

export interface BilledType<Type extends PricedType = WritingType> {
  readonly type: Type;
  /** At the peak, of each endpoint or job; where load or tokens aren't known, as few as hold the requests in progress. */
  readonly count: number;
  /** Per month; per hour where load or tokens aren't known. */
  readonly usd: number;
}

/** The types with their bills in all Regions, the smallest first. Those of which an amount is beyond sense are left out. */
export function byBill<Type extends PricedType>(
  pricing: Pricing,
  types: readonly Type[],
  volume: Volume | null,
): BilledType<Type>[] {
  const billed: BilledType<Type>[] = [];
  for (const type of types) {
    const usd = usdInAll(pricing, type, volume);
    if (usd !== null) billed.push({ type, usd, count: countOf(pricing, type, volume) });
  }
  return billed.sort((a, b) => a.usd - b.usd);
}

/** A job runs in another Region only once its own is lost; where the volume isn't known, it's the price of one. */
function usdInAll({ plan, needs, book }: Pricing, type: PricedType, volume: Volume | null): number | null {
  const regions = volume === null || plan.scaling === 'per-job' ? [needs.region] : needs.regions;
  const amounts = regions.map((region) => {
    return usdOf({ plan, needs: { ...needs, region }, book: book.in(region) }, type, volume);
  });
  return amounts.reduce((sum, usd) => (sum === null || usd === null ? null : sum + usd), 0);
}

function usdOf(pricing: Pricing, type: PricedType, volume: Volume | null): number | null {
  const isBilled = type.isListed && isCounted(pricing.needs, type, volume);
  return isBilled ? usdOn(pricing, type, volume) : type.usd * countOf(pricing, type, volume);
}

function countOf({ plan, needs }: Pricing, type: PricedType, volume: Volume | null): number {
  if (volume === null || !isPaced(needs, type)) return instancesHolding(plan, needs, type);
  return Number(plan.costing.instancesOf?.(plan, needs, volume, type).busiest);
}

/**
 * The one with the smallest bill; of those that cost little more, one of which callers have at least two to answer them, and of
 * which a new account may run as many. Types come in the order of their hourly price: once one instance at the peak is as few as
 * there may be, only what costs less for what it carries can have a smaller bill.
 */
export function cheapestByBill(
  pricing: Pricing,
  types: readonly HoldingType[],
  volume: Volume | null,
): HoldingType | undefined {
  const { plan, needs } = pricing;
  const billed: Billed[] = [];
  let best: Billed | undefined;
  let isEnough = false;
  const leastHours = hoursAtLeast(plan, needs, volume);
  for (const type of types) {
    if (best !== undefined && isEnough && priceOfUnit(type) >= priceOfUnit(best.type)) continue;
    if (best !== undefined && type.usd * leastHours > best.usd * (1 + ALIKE_SHARE)) break;
    const other = billedOn(pricing, type, volume);
    billed.push(other);
    if (best !== undefined && !isLess(other, best)) continue;
    best = other;
    // Measured and stated types carry their load in other units.
    isEnough = other.count <= needs.instancesMin && needs.measured === undefined;
  }
  if (best === undefined) return undefined;
  const { excess, usd } = best;
  const alike = billed.filter((other) => other.excess <= excess && other.usd <= usd * (1 + ALIKE_SHARE));
  return alike.reduce((one, other) => (isHandier(other, one, plan) ? other : one), best).type;
}

/** What stays on costs at least this many hours of its price in a month. */
function hoursAtLeast(plan: Plan, needs: Needs, volume: Volume | null): number {
  const isOn = plan.scaling === 'fixed' || plan.scaling === 'auto-scaling';
  return volume !== null && isOn ? HOURS_PER_MONTH * needs.instancesMin * fleetsOf(plan, needs) : 0;
}

/** As many hours as all that is asked of a type in a month keeps it busy, at least. */
function hoursOn({ plan, needs }: Pricing, type: WritingType, volume: Volume | null): number {
  const always = type.isListed ? hoursAtLeast(plan, needs, volume) : 0;
  if (always === 0 || volume === null || type.pace === undefined) return always;
  const seconds = volume.requestsPerMonth * secondsAt(type.pace, volume);
  const share = plan.costing.callersWait ? plannedShare(type.pace) : 1;
  return Math.max(always, seconds / (type.pace.atOnce * share) / SECONDS_PER_HOUR / needs.regions.length);
}

/** A type that was measured; then a number of instances that a team would rather run, and of two the cheaper one. */
function isHandier(one: Billed, other: Billed, { costing }: Plan): boolean {
  const [isKnown, isOtherKnown] = [isMeasured(one.type), isMeasured(other.type)];
  if (isKnown !== isOtherKnown) return isKnown;
  const [rank, otherRank] = [one, other].map(({ count }) => {
    if (count > QUOTAS.endpointInstances.value) return count;
    return costing.callersWait && count < 2 ? 1 : 0;
  }) as [number, number];
  return rank === otherRank ? one.usd < other.usd : rank < otherRank;
}

interface Billed extends BilledType<HoldingType> {
  /** How far a job needs more instances than any account may run for it; 1 where it doesn't. */
  readonly excess: number;
}

const isLess = (one: Billed, other: Billed): boolean =>
  one.excess === other.excess ? one.usd < other.usd : one.excess < other.excess;

function billedOn(pricing: Pricing, type: HoldingType, volume: Volume | null): Billed {
  const { plan, needs } = pricing;
  if (!isCounted(needs, type, volume)) {
    const count = instancesByMemory(plan, needs, type);
    return { type, usd: type.usd * count, count: 1, excess: 1 };
  }
  const { busiest = 1, demand = 0 } = plan.costing.instancesOf?.(plan, needs, volume, type) ?? {};
  const usd = usdOf(pricing, type, volume) ?? Infinity;
  return { type, usd, count: busiest, excess: Math.max(1, demand / (plan.costing.instancesMax ?? Infinity)) };
}

const isCounted = (needs: Needs, type: PricedType, volume: Volume | null): volume is Volume =>
  volume !== null && isPaced(needs, type);

/**
 * Of those within a tenth of the smallest bill the one that the team measured, else with the fewest GPUs at the peak, then the newest GPU, then the smallest
 * bill. Where performance comes first, the quickest answer for at most twice the smallest bill.
 */
export function chosenByBill(
  pricing: Pricing,
  types: readonly WritingType[],
  volume: Volume | null,
): WritingType | undefined {
  const isFast = pricing.needs.costPriority === 'performance';
  const factor = isFast ? PERFORMANCE_BILL_FACTOR : 1 + BILLS_ALIKE_SHARE;
  const amounts = amountsNear(pricing, types, volume, factor);
  const least = Math.min(...amounts);
  if (least === Infinity) return undefined;
  const most = least * factor;
  let best: BilledType | undefined;
  for (const [at, type] of types.entries()) {
    const usd = amounts[at] ?? Infinity;
    if (usd > most) continue;
    const other = { type, usd, count: isFast ? 0 : countOf(pricing, type, volume) };
    if (best === undefined || (isFast ? secondsOf(other) < secondsOf(best) : isBetter(other, best))) best = other;
  }
  return best?.type;
}

/** The month's bill of each, of which those beyond `factor` times the smallest may stay untold: Infinity. */
function amountsNear(pricing: Pricing, types: readonly WritingType[], volume: Volume | null, factor: number): number[] {
  const bounds = types.map((type) => type.usd * hoursOn(pricing, type, volume));
  // What promises the smallest bill first: most of the others can't come near it.
  const first = Math.max(0, bounds.indexOf(Math.min(...bounds)));
  const billed = (type: WritingType): number => usdOf(pricing, type, volume) ?? Infinity;
  const amounts = types.map((type, at) => (at === first ? billed(type) : Infinity));
  let least = amounts[first] ?? Infinity;
  for (const [at, type] of types.entries()) {
    if (at === first || Number(bounds[at]) > least * factor) continue;
    const usd = billed(type);
    amounts[at] = usd;
    least = Math.min(least, usd);
  }
  return amounts;
}

function isBetter(a: BilledType, b: BilledType): boolean {
  const [isOwn, isOtherOwn] = [isOwnPlan(a), isOwnPlan(b)];
  if (isOwn !== isOtherOwn) return isOwn;
  const [gpus, others] = [a.count * a.type.spec.gpuCount, b.count * b.type.spec.gpuCount];
  if (gpus !== others) return gpus < others;
  return yearOf(a) === yearOf(b) ? a.usd < b.usd : yearOf(a) > yearOf(b);
}

const isOwnPlan = ({ type: { plan } }: BilledType): boolean => plan.basis === 'measured' && plan.rest !== null;

/** Of the GPU. */
export function yearOf({ type: { type } }: BilledType<PricedType>): number {
  const gpu = gpuTypeOf(type)?.gpu;
  return gpu === undefined ? 0 : GPUS[gpu].year;
}

/** Of a whole answer, with as many in progress as one instance carries at most. */
const secondsOf = ({ type: { plan } }: BilledType): number => answerSecondsOn(plan, plan.sequences);
