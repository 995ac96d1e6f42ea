import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import { isPricedAnywhere } from '../facts/prices.ts';
import { MULTI_MODEL_GPU_INSTANCES } from '../facts/quotas.ts';
import { computedWorkOf, type Needs } from '../needs/needs.ts';
import { computingSpeed } from '../throughput/computed-work.ts';
import { type Capacity, canRun, type Plan, type Pricing } from './costing.ts';
import { componentOf, smallestTaking, takesModel } from './priced-instance.ts';
import { writingModel, writingOn } from './writing-types.ts';

// A type that doesn't serve the model, however many of them there are.

/** Whether it holds the model and is as fast as asked, as far as that is known. */
export function canServe(plan: Plan, needs: Needs, { type, spec, pace }: Capacity): boolean {
  const writing = writingModel(plan, needs);
  if (writing !== undefined) {
    const served = writingOn(writing, componentOf(plan), needs, String(type));
    return !('kind' in served) || served.kind === 'not-covered';
  }
  if (needs.stated.instanceType === undefined || spec === undefined) return true;
  const work = computedWorkOf(needs);
  const isTooSlow = work !== undefined && pace === undefined && computingSpeed(work, spec) !== undefined;
  return canRun(needs, spec) && !isTooSlow;
}

/** A type that takes a model, and whether the Region lists it. */
export interface LargerType {
  readonly type: string;
  readonly isListed: boolean;
}

/**
 * The smallest type that takes a model which is too large for the named one, or for all that the Region lists: one that the Region
 * lists, if any. Null where memory isn't the reason, or none takes it.
 */
export function smallestInstead({ plan, needs, book }: Pricing, capacity: Capacity | undefined): LargerType | null {
  if (capacity !== undefined && isLargeEnough(plan, needs, String(capacity.type))) return null;
  const isListed = (type: string): boolean => book.listed(componentOf(plan), type) !== undefined;
  const isFitting = (type: string): boolean => runsTheImage(plan, needs, type, capacity?.spec);
  const listed = smallestTaking(plan, needs, (type) => isListed(type) && isFitting(type));
  // One that holds it is listed, and was passed over: speed is what lacks.
  if (capacity === undefined && listed !== undefined) return null;
  const type = listed ?? smallestTaking(plan, needs, (other) => isPricedAnywhere(other) && isFitting(other));
  return type === undefined ? null : { type, isListed: listed !== undefined };
}

/** An image is built for one architecture, and multi-model endpoints run on some GPU types only. */
function runsTheImage(
  { hosting }: Plan,
  { requiresGpu }: Needs,
  type: string,
  named: InstanceType | undefined,
): boolean {
  if (instanceTypeOf(type)?.isArm !== (named?.isArm ?? false)) return false;
  return hosting !== 'multi-model' || !requiresGpu || MULTI_MODEL_GPU_INSTANCES.has(type);
}

function isLargeEnough(plan: Plan, needs: Needs, type: string): boolean {
  const lacksGpu = needs.requiresGpu && instanceTypeOf(type)?.acceleratorCount === 0;
  return !lacksGpu && takesModel(plan, needs, type) !== false;
}
