import type { Needs } from '../../needs.ts';
import { DEFAULT_CPU_MEMORY_GIB, DEFAULT_GPU_MEMORY_GIB, USABLE_MEMORY_SHARE } from '../cost-figures.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook } from '../price-book.ts';
import { candidatesFor, type InstanceComponent, type InstanceUse } from './candidates.ts';
import { type InstanceType, instanceTypeOf } from './instance-types.ts';

/** The instance that is priced. */
export interface ChosenInstance {
  readonly type: string;
  /** Absent where EC2's description of a stated type is not at hand. */
  readonly spec: InstanceType | undefined;
}

/**
 * The instance to price: the stated one, else the smallest that holds the model among those priced as the component
 * (among all, where none is). Nothing where none holds it; where no memory is stated, the largest is the least wrong.
 */
export function instanceFor(
  component: InstanceComponent,
  plan: Plan,
  needs: Needs,
  book: PriceBook,
): ChosenInstance | undefined {
  const { instanceType } = needs.stated;
  if (instanceType !== undefined) return { type: instanceType, spec: instanceTypeOf(instanceType) };
  const memoryGiB = memoryOfInstance(plan, needs);
  const candidates = candidatesFor(component, purposeOf(plan, needs), book);
  for (const candidate of candidates) {
    if (memoryGiB <= (candidate.spec.gpuMemoryGiB || candidate.spec.memoryGiB)) return candidate;
  }
  return needs.stated.modelSizeGB === undefined ? candidates.at(-1) : undefined;
}

function purposeOf(plan: Plan, needs: Needs): InstanceUse {
  if (!needs.requiresGpu) return 'cpu';
  return plan.hosting === 'multi-model' ? 'multi-model-gpu' : 'gpu';
}

/** What is loaded on every instance together: all containers of a multi-container endpoint, all models of a pipeline. */
function memoryOfInstance(plan: Plan, needs: Needs): number {
  const { modelSizeGB } = needs.stated;
  if (modelSizeGB === undefined) return needs.requiresGpu ? DEFAULT_GPU_MEMORY_GIB : DEFAULT_CPU_MEMORY_GIB;
  return (modelSizeGB * modelsTogether(plan, needs)) / USABLE_MEMORY_SHARE;
}

function modelsTogether({ hosting }: Plan, { models, containers }: Needs): number {
  if (hosting === 'multi-container') return Math.max(models, containers);
  return hosting === 'inference-pipeline' ? models : 1;
}
