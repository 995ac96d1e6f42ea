import type { InstanceType } from '../facts/instance-types.ts';
import type { InstanceComponent, PricedComponent } from '../facts/price-list.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { MONTHLY_USD_MAX } from '../facts/working-figures.ts';
import { countsByPace, type Needs } from '../needs/needs.ts';
import type { HostingPatternId, InferenceOptionId, Scaling } from '../recommendation.ts';
import { computingSpeed } from '../throughput/computed-work.ts';
import type { TypePlan } from '../throughput/plan.ts';
import type { Pace } from './pace.ts';
import type { PriceBook, PriceKey } from './price-book.ts';
import { type ScaledTime, secondsOn } from './scaled-time.ts';
import type { Volume } from './volume.ts';

// What a plan costs per month. Knows needs, facts and prices; an option brings its own costing.

/** What is priced: an option, with how models share it and how its capacity follows the traffic. */
export interface Plan {
  readonly option: InferenceOptionId;
  readonly costing: OptionCosting;
  readonly hosting: HostingPatternId;
  readonly scaling: Scaling;
  /** The instance types that a team's rules forbid it. Absent: none. */
  readonly isBarred?: Barred | undefined;
}

/** Whether an instance type is forbidden. The same function for the same rules: what it leaves is remembered by it. */
export type Barred = (type: string) => boolean;

/** How models share what is priced, and what may serve them. */
export type Sharing = Pick<Plan, 'hosting' | 'isBarred'>;

/** A plan for what is needed, at the prices of a Region. */
export interface Pricing {
  readonly plan: Plan;
  readonly needs: Needs;
  readonly book: PriceBook;
}

/** What serves: an instance type, or a memory size of Serverless Inference in MB. */
export interface Capacity {
  readonly type: PriceKey;
  /** Absent for a memory size, and where EC2's description of a stated instance type is not at hand. */
  readonly spec?: InstanceType | undefined;
  /** Where speed is modelled; absent where it's stated, and where it can't be known. */
  readonly pace?: Pace | undefined;
  /** Where a stated time was measured on another GPU. */
  readonly scaled?: ScaledTime | undefined;
  /** Of a model that writes tokens: the requests of the longest kind that its memory holds. */
  readonly plan?: Pick<TypePlan, 'requestsHeld' | 'basis'>;
}

/** Whether what serves has a speed by which it can be counted and priced: where it is modelled, and on a GPU where one is needed. */
export function isPaced(needs: Needs, { pace, spec }: Capacity): boolean {
  if (pace !== undefined) return true;
  return !countsByPace(needs) && (spec === undefined || needs.stated.instanceType === undefined || canRun(needs, spec));
}

/** Whether a named type holds the model, has a GPU where one is needed, and may be as fast as somebody measured. */
export function canRun(needs: Needs, spec: InstanceType): boolean {
  const { requiresGpu, modelSizeGB = 0 } = needs;
  if (requiresGpu && spec.acceleratorCount === 0) return false;
  // Of AWS's own accelerators the memory isn't known.
  if (spec.acceleratorCount > 0 && spec.gpuCount === 0) return true;
  if (needs.timedOn !== undefined && secondsOn(needs, spec) > waitLimit('asynchronous', needs)) return false;
  return modelSizeGB <= (spec.gpuMemoryGiB || spec.memoryGiB) && canReach(needs, spec);
}

/** Only what can't be as fast, whatever the software, is left out; never what somebody timed, or named beside a time. */
export function canReach({ stated, model, measured, timedOn }: Needs, spec: InstanceType): boolean {
  const { processingTimeSeconds, instanceType } = stated;
  const work = model?.computing;
  if (processingTimeSeconds === undefined || work === undefined) return true;
  if (timedOn !== undefined || instanceType === spec.name || measured?.levels.has(spec.name)) return true;
  const speed = computingSpeed(work, spec);
  return speed === undefined || speed.alone.least <= processingTimeSeconds;
}

/** How an inference option is paid for. Each option has one in its file. */
export interface OptionCosting {
  /** The lines of its bill, the one that drives it first. */
  readonly lines: (plan: Plan) => readonly CostLine[];
  /** What would serve; nothing where no size holds the model. Which type costs least may depend on the volume. */
  readonly capacityFor: (pricing: Pricing, volume?: Volume | null) => Capacity | undefined;
  /** What a month uses. More requests or longer processing never use less. */
  readonly usageOf: (plan: Plan, needs: Needs, volume: Volume, capacity: Capacity) => Usage;
  /** Requests in work on an instance at once, where that isn't what its vCPUs or accelerators allow. */
  readonly atOnce?: (needs: Needs, capacity: Capacity) => number;
  /** Callers wait while an instance is replaced. */
  readonly callersWait?: true;
  /** More than that no account may run for it. Absent: no such limit. */
  readonly instancesMax?: number;
  /** Absent where nothing that is priced is an instance. */
  readonly instancesOf?: (plan: Plan, needs: Needs, volume: Volume, capacity: Capacity) => InstanceCount;
}

/** How many instances one endpoint or one job is priced with, at least 1 each. */
export interface InstanceCount {
  readonly floor: number;
  readonly busiest: number;
  /** For the average load of the busy hours; absent where nothing scales. */
  readonly mean?: number;
  /** In known busy hours, as scheduled actions have it; absent where nothing is scheduled. */
  readonly busyMin?: number | undefined;
  /** How busy they are planned to be at the busiest moment, above 0 and at most 1. */
  readonly busy: number;
  /** At the busiest moment, were every instance wholly busy: a fraction. */
  readonly demand: number;
}

/** What a month uses of each thing that AWS charges for. */
export interface Usage {
  readonly instanceHours: number;
  /** Of inference on serverless capacity, provisioned where there is any. */
  readonly inferenceSeconds: number;
  /** Of inference beyond provisioned concurrency, billed on demand. */
  readonly overflowSeconds: number;
  /** Each unit of provisioned concurrency counts by itself. */
  readonly warmSeconds: number;
  readonly dataGB: number;
  readonly storageGBMonths: number;
}

/** A line of a bill: what is priced, how much of it is used, and what AWS's pricing page calls it. */
export interface CostLine {
  readonly component: PricedComponent;
  readonly meter: keyof Usage;
  readonly unit: string;
  /** Priced by what serves (an instance type, a memory size), not at one rate for all. */
  readonly byType: boolean;
  /** "Instances (ml.m5.xlarge, always on)": what can be chosen otherwise stands in brackets. */
  readonly name: (type: PriceKey, scaling: Scaling) => string;
  /** What a sentence says of it: "ml.m5.xlarge". */
  readonly subject: (type: PriceKey) => string;
}

export const DATA: CostLine = {
  component: 'data',
  meter: 'dataGB',
  unit: 'GB',
  byType: false,
  name: () => 'Data processed',
  subject: () => 'data processing',
};

export const STORAGE: CostLine = {
  component: 'storage',
  meter: 'storageGBMonths',
  unit: 'GB-months',
  byType: false,
  name: () => 'Storage volumes',
  subject: () => 'storage volumes',
};

const HOW_LONG: Partial<Record<Scaling, string>> = {
  fixed: 'always on',
  'auto-scaling': 'auto scaling',
  'scale-to-zero': 'off while idle',
  'per-job': 'while jobs run',
};

export const instanceLine = (component: InstanceComponent): CostLine => ({
  component,
  meter: 'instanceHours',
  unit: 'hours',
  byType: true,
  name: (type, scaling) => `Instances (${type}, ${HOW_LONG[scaling]})`,
  subject: String,
});

export const serverlessLine = (
  component: Extract<PricedComponent, 'serverless' | 'provisioned-warm' | 'provisioned-inference'>,
  meter: 'inferenceSeconds' | 'overflowSeconds' | 'warmSeconds',
  title: string,
): CostLine => ({
  component,
  meter,
  unit: 'seconds',
  byType: true,
  name: (memorySizeInMB) => `${title} (${gigabytes(memorySizeInMB)})`,
  subject: (memorySizeInMB) => `${title.toLowerCase()} at ${gigabytes(memorySizeInMB)}`,
});

const gigabytes = (memorySizeInMB: PriceKey): string => `${Number(memorySizeInMB) / 1024} GB`;

/** What is paid by the request: of several Regions one answers each. */
const BY_REQUEST: ReadonlySet<keyof Usage> = new Set(['inferenceSeconds', 'overflowSeconds', 'dataGB']);

/** How much of what a Region would use alone it uses beside others. */
export const partOf = (meter: keyof Usage, { regions }: Needs): number =>
  regions.length > 1 && BY_REQUEST.has(meter) ? 1 / regions.length : 1;

/** What a plan costs in one Region on what serves it; null where its speed or a price isn't known, or the amount is beyond sense. */
export function usdOn({ plan, needs, book }: Pricing, capacity: Capacity | undefined, volume: Volume): number | null {
  if (capacity === undefined || !isPaced(needs, capacity)) return null;
  const { usageOf, lines } = plan.costing;
  const usage = usageOf(plan, needs, volume, capacity);
  let total = 0;
  for (const { component, byType, meter } of lines(plan)) {
    const quantity = usage[meter] * partOf(meter, needs);
    if (quantity === 0 && !byType) continue;
    const price = book.find(component, byType ? capacity.type : '');
    if (price === undefined) return null;
    total += price.usd * quantity;
  }
  return total <= MONTHLY_USD_MAX ? total : null;
}

/** How long a request may take by itself. A queue and a job have as long as they are given. A time of a named machine limits nothing. */
export const secondsLimit = (component: InstanceComponent, needs: Needs): number =>
  Math.min(waitLimit(component, needs), needs.timedOn || needs.stated.instanceType ? Infinity : statedOf(needs));

const statedOf = ({ stated: { processingTimeSeconds = Infinity } }: Needs): number => processingTimeSeconds;

/** The same whatever was stated of how long it takes. */
export function waitLimit(component: InstanceComponent, needs: Needs): number {
  const { responseTimeSeconds = Infinity, streaming, isDataset } = needs;
  const waits = streaming === 'none' && !isDataset ? responseTimeSeconds : Infinity;
  const quota = {
    hosting: QUOTAS.realTimeProcessing,
    asynchronous: QUOTAS.asynchronousProcessing,
    batch: QUOTAS.batchRecordProcessing,
  };
  return Math.min(waits, quota[component].value * (needs.granted.callTimes ?? 1));
}
