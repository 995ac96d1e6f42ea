import type { ChosenRegion } from '../recommendation.ts';
import type { Capacity, Pricing } from './costing.ts';
import type { PriceBook } from './price-book.ts';
import { componentOf, instanceOf } from './priced-instance.ts';
import { usdOn } from './usd-on.ts';
import { type Volume, volumeOf } from './volume.ts';

// One Region is judged. What the others cost beside it follows from the same plan, at their prices.

/** A Region with what serves there. */
export interface Place extends Pricing {
  /** Null for a second Region that nobody named: it is priced like the first. */
  readonly code: string | null;
  readonly capacity: Capacity | undefined;
}

/** Where a plan runs all the time, the Region that was judged first. A job runs in another one only once that is lost. */
export function placesOf(pricing: Pricing, volume = volumeOf(pricing.needs)): readonly [Place, ...Place[]] {
  const { plan, needs, book } = pricing;
  const { capacityFor } = plan.costing;
  const own: Place = { ...pricing, code: needs.region, capacity: capacityFor(pricing, volume) };
  if (needs.regions.length === 1 || plan.scaling === 'per-job') return [own];
  const others = needs.regions.slice(1).map((code): Place => {
    if (code === needs.region) return { ...own, code: null };
    const stated = { ...needs.stated, instanceType: typeIn(book.in(code), own) };
    const there = { plan, needs: { ...needs, region: code, stated }, book: book.in(code) };
    return { ...there, code, capacity: capacityFor(there, volume) };
  });
  return [own, ...others];
}

/** The same type where the Region lists it, else whichever is chosen there. */
function typeIn(book: PriceBook, { plan, capacity }: Place): string | undefined {
  if (plan.costing.instancesOf === undefined || capacity === undefined) return undefined;
  const isListed = !book.isPriced || book.listed(componentOf(plan), capacity.type) !== undefined;
  return isListed ? String(capacity.type) : undefined;
}

/** A month of a volume in all of them; null where one of them can't be priced. */
export const usdIn = (places: readonly Place[], volume: Volume): number | null =>
  places.reduce<number | null>((sum, place) => {
    const usd = sum === null ? null : usdOn(place, place.capacity, volume);
    return sum === null || usd === null ? null : sum + usd;
  }, 0);

/** What runs in each Region and what it costs there. Undefined where it runs in one. */
export function regionsOf(pricing: Pricing): ChosenRegion[] | undefined {
  const volume = volumeOf(pricing.needs);
  const places = placesOf(pricing, volume);
  if (places.length === 1) return undefined;
  return places.map((place) => {
    const monthlyUsd = volume && usdIn([place], volume);
    return { code: place.code, monthlyUsd, instance: instanceOf(place) };
  });
}
