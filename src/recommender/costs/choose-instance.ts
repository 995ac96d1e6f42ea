import { instanceTypeOf } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { MULTI_MODEL_GPU_INSTANCES } from '../facts/quotas.ts';
import { DEFAULT_CPU_MEMORY_GIB, DEFAULT_GPU_MEMORY_GIB, USABLE_MEMORY_SHARE } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { chosenByBill } from './choose-by-bill.ts';
import type { Barred, Capacity, Plan, Sharing } from './costing.ts';
import type { PriceBook } from './price-book.ts';
import { type Volume, volumeOf } from './volume.ts';
import { type Candidate, namedWriting, typesWriting, writingModel } from './writing-types.ts';

/**
 * The instance to price: the stated one; of a model that writes tokens the one with the smallest bill for a month of the volume;
 * else the smallest that holds the model among those priced as the component (among all, where none is). Nothing where none
 * holds it, or the stated one is barred; where no memory is stated, the largest is the least wrong.
 */
export function instanceFor(
  component: InstanceComponent,
  plan: Plan,
  needs: Needs,
  book: PriceBook,
  volume: Volume | null = volumeOf(needs),
): Capacity | undefined {
  const { instanceType } = needs.stated;
  const writing = writingModel(plan, needs);
  if (instanceType !== undefined) {
    if (plan.isBarred?.(instanceType)) return undefined;
    const named = { type: instanceType, spec: instanceTypeOf(instanceType) };
    return writing ? namedWriting(writing, component, needs, named) : named;
  }
  const candidates = candidatesOf(component, plan, needs, book);
  if (writing) {
    const { all, efficient } = typesWriting(writing, component, needs, book, candidates);
    const types = needs.costPriority === 'performance' ? all : efficient;
    return chosenByBill(plan, needs, book, types, volume);
  }
  if (needs.model?.isUnsized) return undefined;
  const memoryGiB = memoryOfInstance(plan, needs);
  const usual = usualFor(needs, candidates);
  if (usual && memoryGiB <= usual.spec.memoryGiB) return usual;
  for (const candidate of candidates) {
    if (memoryGiB <= (candidate.spec.gpuMemoryGiB || candidate.spec.memoryGiB)) return candidate;
  }
  return needs.modelSizeGB === undefined ? candidates.at(-1) : undefined;
}

/** The types to choose from, in the order in which they are tried, as far as the team's rules allow them. */
export const candidatesOf = (
  component: InstanceComponent,
  plan: Sharing,
  needs: Needs,
  book: PriceBook,
): readonly Candidate[] => allowedOf(candidatesFor(component, purposeOf(plan, needs), book), plan.isBarred);

const ALLOWED = new WeakMap<Barred, WeakMap<readonly Candidate[], readonly Candidate[]>>();

/** The same list for the same candidates and rules. */
function allowedOf(candidates: readonly Candidate[], isBarred: Barred | undefined): readonly Candidate[] {
  if (isBarred === undefined) return candidates;
  let lists = ALLOWED.get(isBarred);
  if (!lists) {
    lists = new WeakMap();
    ALLOWED.set(isBarred, lists);
  }
  let allowed = lists.get(candidates);
  if (!allowed) {
    allowed = candidates.filter(({ type }) => !isBarred(type));
    lists.set(candidates, allowed);
  }
  return allowed;
}

/** The CPU instance on which JumpStart serves a known model, where the Region lists it. */
function usualFor({ model, requiresGpu }: Needs, candidates: readonly Candidate[]): Candidate | undefined {
  const cpu = requiresGpu ? undefined : model?.known?.figures.cpu;
  return cpu === undefined ? undefined : candidates.find(({ type }) => type === cpu);
}

function purposeOf(plan: Sharing, needs: Needs): InstanceUse {
  if (!needs.requiresGpu) return 'cpu';
  return plan.hosting === 'multi-model' ? 'multi-model-gpu' : 'gpu';
}

/** What is loaded on every instance together: all containers of a multi-container endpoint, all models of a pipeline. */
function memoryOfInstance(plan: Sharing, needs: Needs): number {
  const { modelSizeGB } = needs;
  if (modelSizeGB === undefined) return needs.requiresGpu ? DEFAULT_GPU_MEMORY_GIB : DEFAULT_CPU_MEMORY_GIB;
  return (modelSizeGB * modelsTogether(plan, needs)) / USABLE_MEMORY_SHARE;
}

function modelsTogether({ hosting }: Sharing, { models, containers }: Needs): number {
  if (hosting === 'multi-container') return Math.max(models, containers);
  return hosting === 'inference-pipeline' ? models : 1;
}

/** What an instance has to be for. Multi-model endpoints run on some GPU types only. */
type InstanceUse = 'cpu' | 'gpu' | 'multi-model-gpu';

/**
 * In the order in which they are tried, smallest memory first. The order does not depend on prices, so a higher price can
 * never lower an estimate by moving the choice. From 128 GB on, the memory-optimised family costs less for the same memory.
 */
const CPU_ORDER = [
  'ml.m5.large',
  'ml.m5.xlarge',
  'ml.m5.2xlarge',
  'ml.m5.4xlarge',
  'ml.r6i.4xlarge',
  'ml.r6i.8xlarge',
  'ml.r6i.12xlarge',
  'ml.r6i.16xlarge',
  'ml.r6i.24xlarge',
  'ml.r6i.32xlarge',
  'ml.r7i.48xlarge',
];

/** Newer families with the same sizes, where a Region lists no m5. */
const INSTEAD_OF_M5 = ['ml.m6i.', 'ml.m7i.'];

/** The same by GPU memory; of two with as much, the one that more Regions offer comes first. */
const GPU_ORDER = [
  'ml.g4dn.xlarge',
  'ml.g5.xlarge',
  'ml.g6.xlarge',
  'ml.g6e.xlarge',
  'ml.g5.12xlarge',
  'ml.g6.12xlarge',
  'ml.g6e.12xlarge',
  'ml.p4d.24xlarge',
  'ml.p4de.24xlarge',
];

type Lists = Record<InstanceUse, readonly Candidate[]>;

const CACHE = new WeakMap<PriceBook, Map<InstanceComponent, Lists>>();

/**
 * The instance types to try, in order: the usual ones that the Region lists, then whatever else it lists. What it does not
 * list is most likely not offered there. Graviton is left out: an image has to be built for it. Where nothing of the kind is
 * listed, the usual ones, so that the missing price can be named.
 */
export function candidatesFor(component: InstanceComponent, use: InstanceUse, book: PriceBook): readonly Candidate[] {
  let lists = CACHE.get(book);
  if (!lists) {
    lists = new Map();
    CACHE.set(book, lists);
  }
  let ofComponent = lists.get(component);
  if (!ofComponent) {
    ofComponent = listsFor(component, book);
    lists.set(component, ofComponent);
  }
  return ofComponent[use];
}

function listsFor(component: InstanceComponent, book: PriceBook): Lists {
  const listedHere = new Set(book.instancesPriced(component));
  const likeM5 = (type: string): string =>
    [type, ...INSTEAD_OF_M5.map((family) => type.replace('ml.m5.', family))].find((one) => listedHere.has(one)) ?? type;
  const usual = (order: readonly string[]): Candidate[] =>
    order.map(likeM5).flatMap(candidateOf).filter(takes(component));
  const others = [...listedHere]
    .flatMap(candidateOf)
    .filter(takes(component))
    .filter(({ spec }) => !spec.isArm)
    .sort((a, b) => memoryOf(a) - memoryOf(b) || (a.type < b.type ? -1 : 1));
  const listed = (order: readonly string[], fits: (candidate: Candidate) => boolean): Candidate[] => {
    const first = usual(order).filter(fits);
    const priced = first.filter(({ type }) => listedHere.has(type));
    const all = new Map([...priced, ...others.filter(fits)].map((candidate) => [candidate.type, candidate]));
    return all.size > 0 ? [...all.values()] : first;
  };
  return {
    cpu: listed(CPU_ORDER, ({ spec }) => spec.acceleratorCount === 0),
    gpu: listed(GPU_ORDER, ({ spec }) => spec.gpuCount > 0),
    'multi-model-gpu': listed(GPU_ORDER, ({ type }) => MULTI_MODEL_GPU_INSTANCES.has(type)),
  };
}

function candidateOf(type: string): Candidate[] {
  const spec = instanceTypeOf(type);
  return spec ? [{ type, spec }] : [];
}

const takes =
  (component: InstanceComponent) =>
  ({ spec }: Candidate): boolean =>
    component !== 'batch' || spec.validForTransform;

const memoryOf = ({ spec }: Candidate): number => spec.gpuMemoryGiB || spec.memoryGiB;
