import type { Needs } from '../needs/needs.ts';
import type { ChosenInstance } from '../recommendation.ts';
import type { Plan } from './costing.ts';
import { holdsText } from './holds.ts';
import type { PriceBook } from './price-book.ts';
import { secondsPerRequest, volumeAt, volumeOf } from './volume.ts';

/** A count that still is a number in JSON; more is a slip in what was stated. */
const INSTANCES_MAX = Number.MAX_SAFE_INTEGER;

/** The instances that the estimate prices, of each endpoint or job; null for serverless, and where none holds the model. */
export function instanceOf(plan: Plan, needs: Needs, book: PriceBook): ChosenInstance | null {
  const { capacityFor, instancesOf } = plan.costing;
  const capacity = capacityFor(plan, needs, book);
  if (capacity === undefined || instancesOf === undefined) return null;
  const volume = volumeOf(needs) ?? volumeAt(needs, 0, secondsPerRequest(needs) ?? 0);
  const { floor, busiest } = instancesOf(plan, needs, volume, capacity);
  const max = Math.min(INSTANCES_MAX, Math.max(floor, busiest));
  const start = plan.scaling === 'fixed' || plan.scaling === 'per-job' ? max : Math.min(INSTANCES_MAX, floor);
  const min = plan.scaling === 'scale-to-zero' ? 0 : start;
  return { type: String(capacity.type), min, start, max, holds: holdsText(plan, needs, capacity.spec, max) };
}
