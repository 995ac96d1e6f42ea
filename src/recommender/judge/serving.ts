import { atOnceOn, endpointsOf, modelsPerInstance, sharesOf, volumeGB } from '../costs/capacity.ts';
import type { Capacity, Plan, Pricing } from '../costs/costing.ts';
import { secondsAt } from '../costs/pace.ts';
import {
  canServe,
  componentOf,
  instanceOf,
  type LargerType,
  memoryOf,
  plannedInstances,
  smallestInstead,
} from '../costs/priced-instance.ts';
import { isTrackedInProgress, scalingTimesOf } from '../costs/scaling-times.ts';
import { type StandIns, standInsFor } from '../costs/stand-ins.ts';
import { secondsPerRequest, type Volume, volumeAt, volumeOf } from '../costs/volume.ts';
import { writingModel, writingOn } from '../costs/writing-types.ts';
import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SHIPPED_PRICES } from '../facts/prices.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { SERVERLESS_CONCURRENCY_MIN, TARGET_UTILISATION, USABLE_MEMORY_SHARE } from '../facts/working-figures.ts';
import { type Needs, writesTokens } from '../needs/needs.ts';
import { hasInstances } from '../options/index.ts';
import type { InferenceOption } from '../options/option.ts';
import { warmUnits } from '../options/serverless.ts';
import type {
  ChosenInstance,
  Guardrail,
  HostingPatternId,
  InferenceOptionId,
  Scaling,
  ScalingTimes,
} from '../recommendation.ts';
import type { TypePlan, TypeRefusal } from '../throughput/plan.ts';
import { MB_PER_GB } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { type DeployedModel, deployedModel } from './deployed-model.ts';
import { judge } from './judge.ts';
import { pricingOf } from './judgement.ts';

/** How one option that fits would serve a workload: the figures of its bill, as a deployment needs them. */
export interface Serving {
  readonly option: InferenceOptionId;
  readonly hosting: HostingPatternId;
  readonly scaling: Scaling;
  readonly region: string;
  /** Separate endpoints or jobs, at least 1: each is like the others. */
  readonly endpoints: number;
  /** Production variants of each endpoint, 1 to 10. */
  readonly variants: number;
  /** At least 1. */
  readonly models: number;
  readonly containers: number;
  /** The models are adapters over one base model, which isn't counted among them. */
  readonly isAdapters: boolean;
  readonly requiresGpu: boolean;
  /** The model writes tokens, so its weights are large and come as files. */
  readonly writesTokens: boolean;
  /** Of one model, in GB. Undefined where it isn't known. */
  readonly modelSizeGB: number | undefined;
  readonly model: DeployedModel;
  /** p95 of one request, as stated or as it follows from the requests in progress. */
  readonly secondsPerRequest: number | undefined;
  /** Target tracking goes by requests in progress, not by how many come in a minute. */
  readonly isTrackedInProgress: boolean;
  /** Null where nothing scales by alarms, and where no instance type is known to hold the model. */
  readonly times: ScalingTimes | null;
  /** The longest that a request is expected to take: where its length is modelled, at the slow end of it. */
  readonly longestSeconds: number | undefined;
  /** What one variant of an endpoint is planned for: the busiest second, or of a queue the mean of its busiest hour. Undefined where it isn't known. */
  readonly requestsPerSecond: number | undefined;
  /** Null for serverless, and where no instance type of the Region holds the model. */
  readonly instance: ServingInstance | null;
  /** The smallest type that takes a model which is too large for that; null where it isn't, or none takes it. */
  readonly smallestInstead: LargerType | null;
  /** Types that may take the place of the instance's; null where it is no GPU type on which one model or components run. */
  readonly standIns: StandIns | null;
  /** Null for everything else. */
  readonly serverless: ServerlessSize | null;
  /** Of inference components; null for everything else. */
  readonly copies: ModelCopies | null;
}

export interface ServingInstance extends ChosenInstance {
  /** Requests in work on one instance at the same moment, at least 1. */
  readonly atOnce: number;
  /** How busy they are planned to be at the peak, above 0 and at most 1: what target tracking keeps them at. */
  readonly busy: number;
  /** Of the volume that is attached to each, as it is priced. Null where each has a disk, and where no size of the model is known. */
  readonly volumeGB: number | null;
  /** AWS lists a price for the type in the Region, or no price of the Region is known. */
  readonly isOffered: boolean;
  /** False where a stated type doesn't hold the model or isn't as fast as asked, however many there are. */
  readonly canServe: boolean;
}

export interface ServerlessSize {
  readonly memorySizeInMB: number;
  /** 5 to 200. */
  readonly maxConcurrency: number;
  /** 1 to `maxConcurrency`, while it is kept warm; null without provisioned concurrency. */
  readonly provisionedConcurrency: number | null;
}

/** What one copy of a model takes of an instance, and how many there are. */
export interface ModelCopies {
  /** 0 on an instance without accelerators. */
  readonly accelerators: number;
  readonly memoryMB: number;
  /** Requests in work on one copy at the same moment, at least 1. */
  readonly atOnce: number;
  /** From the start: as many as its instances hold, and 1 where they go to zero. */
  readonly start: number;
  /** The most copies of one model for which there is room while each other model has one. */
  readonly max: number;
  /** The least in known busy hours; absent where nothing is scheduled. */
  readonly busyMin?: number;
}

/** Null where the option doesn't fit the workload, or the team's rules forbid it. */
export function servingOf(
  workload: Workload,
  option: InferenceOptionId,
  prices: PriceList = SHIPPED_PRICES,
  guardrails: readonly Guardrail[] = [],
): Serving | null {
  const judgement = judge(workload, prices, guardrails);
  const pair = judgement.ranked.map((fitting) => fitting.pair).find((fitting) => fitting.option.id === option);
  if (pair === undefined) return null;
  const pricing = pricingOf(judgement, pair, prices);
  const { plan, needs } = pricing;
  const capacity = plan.costing.capacityFor(pricing);
  const instance = servingInstance(pricing, capacity);
  const seconds = capacity?.pace?.seconds ?? secondsStated(needs);
  return {
    option,
    hosting: plan.hosting,
    scaling: plan.scaling,
    region: needs.region,
    endpoints: endpointsOf(plan, needs),
    variants: needs.variants,
    models: needs.models,
    containers: needs.containers,
    isAdapters: needs.arrangement === 'adapters',
    requiresGpu: needs.requiresGpu,
    writesTokens: needs.model?.writing !== undefined,
    modelSizeGB: needs.modelSizeGB,
    model: deployedModel(needs, instance?.type, plannedOn(plan, needs, instance)),
    secondsPerRequest: seconds,
    isTrackedInProgress: isTrackedInProgress(needs, seconds),
    times: capacity ? scalingTimesOf(plan, needs, capacity) : null,
    longestSeconds: capacity?.pace ? capacity.pace.seconds / capacity.pace.low : secondsStated(needs),
    requestsPerSecond: plannedRate(pair.option.plannedFor, needs, capacity, sharesOf(plan, needs)),
    instance,
    smallestInstead: hasInstances(option) ? smallestInstead(pricing, capacity) : null,
    standIns: standInsFor(pricing, capacity),
    serverless: option === 'serverless' && capacity ? serverlessSize(plan, needs, capacity) : null,
    copies:
      instance && plan.hosting === 'inference-components'
        ? copiesOn(plan, needs, instance, instanceTypeOf(instance.type) as InstanceType)
        : null,
  };
}

/** Of a model that writes tokens, what was stated is a limit. */
const secondsStated = (needs: Needs): number | undefined =>
  writesTokens(needs) ? undefined : secondsPerRequest(needs);

function plannedRate(
  plannedFor: InferenceOption['plannedFor'],
  needs: Needs,
  capacity: Capacity | undefined,
  fleets: number,
): number | undefined {
  const volume = volumeOf(needs);
  if (volume === null) return undefined;
  const { hourlyPeakRate, peakRate, requestRate, inProgress } = volume.sizing;
  const pace = capacity?.pace;
  if (pace === undefined) return (plannedFor === 'busiest-hour' ? hourlyPeakRate : peakRate) / fleets;
  // A load that is stated in requests in progress counts them in place of requests.
  const perSecond = volume.isLoad ? pace.seconds / volume.sizing.processingSeconds : 1;
  const rate =
    plannedFor === 'busiest-hour' ? hourlyPeakRate : Math.max(requestRate, inProgress / secondsAt(pace, volume));
  return rate / perSecond / fleets;
}

function servingInstance(pricing: Pricing, capacity: Capacity | undefined): ServingInstance | null {
  const { plan, needs, book } = pricing;
  const instance = instanceOf(pricing);
  const [line] = plan.costing.lines(plan);
  if (instance === null || line === undefined) return null;
  const isOffered = !book.isPriced || book.listed(line.component, instance.type) !== undefined;
  const written = writtenOn(plan, needs, instance.type);
  const isExample = capacity?.pace === undefined && written !== undefined && !('kind' in written);
  const planned = isExample ? written.sequences * written.replicas : atOnceOn(plan, needs, capacity ?? { type: '' });
  // As fast as asked may be more than memory holds of the longest requests.
  const atOnce = written && 'requestsHeld' in written ? Math.min(planned, written.requestsHeld) : planned;
  return {
    ...instance,
    atOnce: Math.max(1, Math.floor(atOnce)),
    busy: plannedInstances(pricing)?.busy ?? TARGET_UTILISATION,
    volumeGB: volumeOn(plan, needs, instance.type),
    isOffered,
    canServe: canServe(plan, needs, capacity ?? { type: instance.type }),
  };
}

function volumeOn(plan: Plan, needs: Needs, type: string): number | null {
  const spec = instanceTypeOf(type);
  const isKnown = needs.modelSizeGB !== undefined || needs.model?.weightsGiB !== undefined;
  return spec && isKnown && plan.scaling !== 'per-job' ? volumeGB(plan, needs, spec) || null : null;
}

/** How a type serves a model that writes tokens, for an example's tokens where they aren't stated, or why it doesn't. */
function writtenOn(plan: Plan, needs: Needs, type: string): TypePlan | TypeRefusal | undefined {
  const writing = writingModel(plan, needs);
  return writing && writingOn(writing, componentOf(plan), needs, type);
}

function plannedOn(plan: Plan, needs: Needs, instance: ServingInstance | null): TypePlan | undefined {
  const written = instance ? writtenOn(plan, needs, instance.type) : undefined;
  return written && 'kind' in written ? undefined : written;
}

function serverlessSize(plan: Plan, needs: Needs, { type }: Capacity): ServerlessSize {
  const warm = warmOf(plan, needs);
  return { memorySizeInMB: Number(type), maxConcurrency: maxConcurrencyOf(plan, needs), provisionedConcurrency: warm };
}

/**
 * Of each serverless endpoint: as many at once as are in work at the busiest moment, by rate and time or as a burst, with room for
 * uneven arrivals, and never so few that a second caller is throttled.
 */
export function maxConcurrencyOf(plan: Plan, needs: Needs): number {
  const volume = volumeOf(needs);
  const inWork = volume ? volume.sizing.peakRate * volume.sizing.processingSeconds : 0;
  const atOnce = Math.max(inWork, needs.concurrency ?? 0) / TARGET_UTILISATION / endpointsOf(plan, needs);
  const least = Math.max(SERVERLESS_CONCURRENCY_MIN, Math.ceil(atOnce - 1e-9), warmOf(plan, needs) ?? 1);
  return Math.min(QUOTAS.serverlessConcurrency.value, least);
}

/** Units of provisioned concurrency of each endpoint; null without any. */
function warmOf(plan: Plan, needs: Needs): number | null {
  if (plan.scaling !== 'provisioned-concurrency') return null;
  return warmUnits(needs, volumeOf(needs) ?? emptyVolume(needs), endpointsOf(plan, needs));
}

const emptyVolume = (needs: Needs): Volume => volumeAt(needs, 0, secondsPerRequest(needs) ?? 0);

/** Adapters run in the copies of their base. */
const modelsCopied = (needs: Needs): number => (needs.arrangement === 'adapters' ? 1 : needs.models);

/** Copies of models that share an instance: as many as memory allows and it takes for one of each on those that there are at least. */
function copiesPerInstance(plan: Plan, needs: Needs, instance: ChosenInstance, spec: InstanceType): number {
  const { type, min, start } = instance;
  const written = writtenOn(plan, needs, type);
  if (written && 'replicas' in written) return written.replicas;
  return Math.max(
    1,
    Math.min(modelsPerInstance(plan, needs.modelSizeGB, spec), Math.ceil(modelsCopied(needs) / (min || start))),
  );
}

/**
 * Instances that hold a copy of each model, as components are created: what runs until unused copies have gone to zero. The first
 * alone where EC2's description of the type isn't at hand.
 */
export function instancesAtCreation(plan: Plan, needs: Needs, instance: ChosenInstance): number {
  const spec = instanceTypeOf(instance.type);
  if (spec === undefined) return instance.start;
  return Math.max(instance.start, Math.ceil(modelsCopied(needs) / copiesPerInstance(plan, needs, instance, spec)));
}

function copiesOn(plan: Plan, needs: Needs, instance: ServingInstance, spec: InstanceType): ModelCopies {
  const models = modelsCopied(needs);
  const perInstance = copiesPerInstance(plan, needs, instance, spec);
  const accelerators = spec.acceleratorCount > 0 ? Math.max(1, Math.floor(spec.acceleratorCount / perInstance)) : 0;
  const shareGiB = (spec.memoryGiB * USABLE_MEMORY_SHARE) / perInstance;
  const wantedGiB = memoryOf(spec) === spec.memoryGiB ? (needs.modelSizeGB ?? shareGiB) : shareGiB;
  const max = Math.max(1, instance.max * perInstance - (models - 1));
  return {
    accelerators,
    memoryMB: Math.max(128, Math.floor(Math.min(wantedGiB, shareGiB) * MB_PER_GB)),
    atOnce: Math.max(1, Math.floor(instance.atOnce / perInstance)),
    start: plan.scaling === 'scale-to-zero' ? 1 : Math.max(1, Math.floor((instance.start * perInstance) / models)),
    max,
    ...(instance.busyMin !== undefined && { busyMin: Math.min(max, instance.busyMin * perInstance) }),
  };
}
