import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { MULTI_MODEL_GPU_INSTANCES } from '../facts/quotas.ts';
import { DEFAULT_CPU_MODEL_GB, DEFAULT_GPU_MODEL_GB, USABLE_MEMORY_SHARE } from '../facts/working-figures.ts';
import { computedWorkOf, type Needs } from '../needs/needs.ts';
import { remembered, rememberedByName } from '../workload/remembered.ts';
import { cheapestByBill, chosenByBill } from './choose-by-bill.ts';
import type { Barred, Capacity, Plan, Pricing, Sharing } from './costing.ts';
import { efficientHolding, type HoldingType, paceOn, typesHolding } from './holding-types.ts';
import type { PriceBook } from './price-book.ts';
import { componentOf } from './priced-instance.ts';
import { scaledTime } from './scaled-time.ts';
import { type Volume, volumeOf } from './volume.ts';
import {
  type Candidate,
  type Candidates,
  isHeldOn,
  namedWriting,
  typesWriting,
  writingModel,
} from './writing-types.ts';

interface Chosen extends Pick<Plan, 'costing' | 'hosting' | 'scaling' | 'isBarred'> {
  readonly book: PriceBook;
  readonly capacity: Capacity | undefined;
}

/** For a likely month: bill, size, warnings and notes of an answer ask for the same. */
const CHOSEN = new WeakMap<Needs, Chosen[]>();

/**
 * The instance to price: the stated one, else the one with the smallest bill for a month of the volume among those that hold the
 * model and are as fast as asked. Nothing where none does, or the stated one is barred.
 */
export function instanceFor(pricing: Pricing, volume = volumeOf(pricing.needs)): Capacity | undefined {
  const { plan, needs, book } = pricing;
  if (volume !== volumeOf(needs)) return chosenFor(pricing, volume);
  const { costing, hosting, scaling, isBarred } = plan;
  const chosen = CHOSEN.get(needs) ?? [];
  if (chosen.length === 0) CHOSEN.set(needs, chosen);
  for (const one of chosen) {
    if (one.costing !== costing || one.hosting !== hosting || one.scaling !== scaling) continue;
    if (one.isBarred === isBarred && one.book === book) return one.capacity;
  }
  const capacity = chosenFor(pricing, volume);
  chosen.push({ costing, hosting, scaling, isBarred, book, capacity });
  return capacity;
}

function chosenFor(pricing: Pricing, volume: Volume | null): Capacity | undefined {
  const { plan, needs } = pricing;
  const component = componentOf(plan);
  const { instanceType } = needs.stated;
  const writing = writingModel(plan, needs);
  if (instanceType !== undefined) {
    if (plan.isBarred?.(instanceType)) return undefined;
    const named = { type: instanceType, spec: instanceTypeOf(instanceType) };
    if (writing) return namedWriting(writing, component, needs, named);
    const pace = paceOn(component, needs, named.spec);
    return { ...named, pace, scaled: pace === undefined ? (scaledTime(needs, named.spec) ?? undefined) : undefined };
  }
  const candidates = candidatesOf(pricing);
  if (writing) {
    const { all, efficient } = typesWriting(writing, needs, candidates);
    return chosenByBill(pricing, needs.costPriority === 'performance' ? all : efficient, volume);
  }
  if (needs.model?.isUnsized) return undefined;
  return cheapestByBill(pricing, efficientHolding(memoryOfInstance(plan, needs), needs, candidates), volume);
}

/** Those that hold a model that doesn't write tokens and are as fast as asked, the cheapest by the hour first. */
export const typesFor = (plan: Sharing, needs: Needs, candidates: Candidates): readonly HoldingType[] =>
  typesHolding(memoryOfInstance(plan, needs), needs, candidates);

/** Those that the Region lists and that hold the model, however slow it is there and whatever the team's rules allow. */
export function typesThatHold(component: InstanceComponent, plan: Sharing, needs: Needs, book: PriceBook): Candidate[] {
  const writing = writingModel(plan, needs);
  const least = memoryOfInstance(plan, needs);
  return candidatesFor(component, purposeOf(plan, needs), book).types.filter(({ type, spec }) => {
    if (book.isPriced && book.listed(component, type) === undefined) return false;
    return writing ? isHeldOn(writing, component, needs, type) : (spec.gpuMemoryGiB || spec.memoryGiB) >= least;
  });
}

/** The types to choose from, in the order in which they are tried, as far as the team's rules allow them. */
export function candidatesOf({ plan, needs, book }: Pricing): Candidates {
  const candidates = candidatesFor(componentOf(plan), purposeOf(plan, needs), book);
  return plan.isBarred === undefined ? candidates : allowedBy(plan.isBarred)(candidates);
}

const allowedBy = remembered((isBarred: Barred) =>
  remembered(({ types, ...paid }: Candidates): Candidates => {
    return { ...paid, types: types.filter(({ type }) => !isBarred(type)) };
  }),
);

function purposeOf(plan: Sharing, needs: Needs): InstanceUse {
  if (!needs.requiresGpu) return runsOnEither(plan, needs) ? 'any' : 'cpu';
  return plan.hosting === 'multi-model' ? 'multi-model-gpu' : 'gpu';
}

/** Whether its bill decides between processors and GPUs: nobody asked for one of them, and how fast it is on each is modelled. */
const runsOnEither = ({ hosting }: Sharing, needs: Needs): boolean =>
  hosting === 'single-model' && needs.stated.requiresGpu === undefined && computedWorkOf(needs) !== undefined;

/** What is loaded on every instance together: all containers of a multi-container endpoint, all models of a pipeline. */
function memoryOfInstance(plan: Sharing, needs: Needs): number {
  const { modelSizeGB = needs.requiresGpu ? DEFAULT_GPU_MODEL_GB : DEFAULT_CPU_MODEL_GB } = needs;
  return (modelSizeGB * modelsTogether(plan, needs)) / USABLE_MEMORY_SHARE;
}

function modelsTogether({ hosting }: Sharing, { models, containers }: Needs): number {
  if (hosting === 'multi-container') return Math.max(models, containers);
  return hosting === 'inference-pipeline' ? models : 1;
}

/** What an instance has to be for. Multi-model endpoints run on some GPU types only. */
type InstanceUse = 'cpu' | 'gpu' | 'multi-model-gpu' | 'any';

/** Where a Region's prices aren't known, those that most Regions offer, by memory. */
const USUAL_CPU = [
  'ml.c6i.large',
  'ml.c6i.xlarge',
  'ml.m6i.xlarge',
  'ml.r6i.xlarge',
  'ml.r6i.2xlarge',
  'ml.r6i.4xlarge',
  'ml.r6i.8xlarge',
  'ml.r6i.16xlarge',
  'ml.r6i.32xlarge',
];
const USUAL_GPU = [
  'ml.g4dn.xlarge',
  'ml.g5.xlarge',
  'ml.g6e.xlarge',
  'ml.g5.12xlarge',
  'ml.g6e.12xlarge',
  'ml.p4d.24xlarge',
];

/** Left out unless named: a burstable type has a share of its vCPUs, and Graviton takes its own image. */
const isForAll = ({ name, isArm }: InstanceType): boolean => !isArm && !name.startsWith('ml.t');

/** What the Region lists, as others are hardly offered there; where it lists none, the usual ones, to name what has no price. */
export const candidatesFor = (component: InstanceComponent, use: InstanceUse, book: PriceBook): Candidates =>
  listsOf(book)(component)[use];

const listsOf = remembered((book: PriceBook) =>
  rememberedByName((component: InstanceComponent) => listsFor(component, book)),
);

function listsFor(component: InstanceComponent, book: PriceBook): Record<InstanceUse, Candidates> {
  const listed = book.instancesPriced(component).flatMap(candidateOf).filter(takes(component));
  const usual = [...USUAL_CPU, ...USUAL_GPU].flatMap(candidateOf).filter(takes(component));
  const those = (fits: (candidate: Candidate) => boolean): Candidates => {
    const here = listed.filter(fits);
    return { component, book, types: here.length > 0 ? here : usual.filter(fits) };
  };
  const [isCpu, isGpu] = [
    ({ spec }: Candidate) => spec.acceleratorCount === 0,
    ({ spec }: Candidate) => spec.gpuCount > 0,
  ];
  return {
    cpu: those(isCpu),
    gpu: those(isGpu),
    'multi-model-gpu': those(({ type }) => MULTI_MODEL_GPU_INSTANCES.has(type)),
    any: those((candidate) => isCpu(candidate) || isGpu(candidate)),
  };
}

function candidateOf(type: string): Candidate[] {
  const spec = instanceTypeOf(type);
  return spec && isForAll(spec) ? [{ type, spec }] : [];
}

/** Those with AWS Graviton that the Region lists, for which an image has to be built. */
export const gravitonOf = (component: InstanceComponent, book: PriceBook): Candidates => gravitonsIn(book)(component);

const gravitonsIn = remembered((book: PriceBook) =>
  rememberedByName((component: InstanceComponent): Candidates => {
    const types = book.instancesPriced(component).flatMap((type): Candidate[] => {
      const spec = instanceTypeOf(type);
      // One vCPU is no instead for two: it would take nine of them in place of five.
      return spec?.isArm && spec.acceleratorCount === 0 && spec.vcpu > 1 ? [{ type, spec }] : [];
    });
    return { component, book, types: types.filter(takes(component)) };
  }),
);

const takes =
  (component: InstanceComponent) =>
  ({ spec }: Candidate): boolean =>
    component !== 'batch' || spec.validForTransform;
