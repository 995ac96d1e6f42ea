import { type Machine, machineOf } from '../facts/machines.ts';
import { QUOTAS } from '../facts/quotas.ts';
import {
  BUSY_SHARE_INTERMITTENT_MAX,
  COLD_STARTS_NOTICED_BELOW_SECONDS,
  HOURS_PER_MONTH,
  MONTHLY_REQUESTS_INTERMITTENT_MAX,
  QUEUE_RESPONSE_TIME_MIN_SECONDS,
  SECONDS_PER_HOUR,
} from '../facts/working-figures.ts';
import { type ComputedWork, likelyPerSecond } from '../throughput/computed-work.ts';
import { type MeasuredTypes, measuredTypes } from '../throughput/measured-types.ts';
import type { Workload } from '../workload/workload.ts';
import { type ServedModel, servedModel } from './served-model.ts';

// What a workload needs, with silence filled in. Knows the workload and the facts; never an option.

export type TrafficPattern = NonNullable<Workload['trafficPattern']>;
type ColdStarts = NonNullable<Workload['coldStarts']>;
type CostPriority = NonNullable<Workload['costPriority']>;

/**
 * The workload as it is judged: what was stated, with the contract's defaults where the judgement cannot do without a
 * value. `undefined` stays *not stated*. Made once for each judgement, without a word of text.
 */
export interface Needs {
  readonly stated: Workload;
  readonly traffic: TrafficPattern;
  readonly isDataset: boolean;
  readonly busyTimesKnown: boolean;
  readonly responseTimeSeconds: number | undefined;
  readonly coldStarts: ColdStarts;
  /** Held to the payload quotas: nothing where a request carries only an address. */
  readonly payloadSizeMB: number | undefined;
  readonly processingTimeSeconds: number | undefined;
  /** What the stated time was measured on; nothing where nobody says. */
  readonly timedOn: Machine | undefined;
  /** The busiest second, as stated in requests or in tokens, or as it follows from live streams. */
  readonly peakRequestsPerSecond: number | undefined;
  /** In progress at the busiest moment as stated, where that tells a load: not of live streams, nor where how fast they are done is modelled. */
  readonly concurrentRequests: number | undefined;
  /** Requests in work at the same moment, as far as it follows from what was stated. */
  readonly concurrency: number | undefined;
  readonly models: number;
  readonly containers: number;
  readonly arrangement: Arrangement;
  /** Production variants of each endpoint, at least 1; 2 where several are required and no number is stated. */
  readonly variants: number;
  readonly requiresGpu: boolean;
  /** What is known of the model beyond its size; nothing where nothing is. */
  readonly model: ServedModel | undefined;
  /** What the team measured of the model; nothing where it measured nothing. */
  readonly measured: MeasuredTypes | undefined;
  /** Memory that one model needs: as stated, else as it follows from what is known of it. */
  readonly modelSizeGB: number | undefined;
  /** What is required of those that not every option or hosting pattern supports. */
  readonly features: readonly Feature[];
  readonly streaming: NonNullable<Workload['requiresStreaming']>;
  readonly granted: Granted;
  readonly costPriority: CostPriority;
  readonly region: string;
  /** All that it runs in, that one first. A second one that nobody named is taken as like it, and has its code. */
  readonly regions: readonly string[];
  /** Instances of each endpoint in each Region, at least. */
  readonly instancesMin: 1 | 2;
}

/** What is granted to see what follows, beside what was stated: a limit that is relaxed, or streaming of which nothing was said. */
export interface Granted {
  readonly streaming?: 'none' | 'response' | undefined;
  /** A call may take this many times as long as AWS lets it. */
  readonly callTimes?: number;
  /** GPUs have this many times their memory. */
  readonly memoryTimes?: number;
}

const NOTHING_GRANTED: Granted = {};

/** The same with other facts stated, and all that was granted or is required by rules. */
export function restated(needs: Needs, changes: Partial<Workload>, granted: Granted = needs.granted): Needs {
  const { instancesMin, ...next } = understand({ ...needs.stated, ...changes }, granted);
  return { ...next, instancesMin: changes.availability === undefined && needs.instancesMin === 2 ? 2 : instancesMin };
}

export function understand(given: Workload, granted: Granted = NOTHING_GRANTED): Needs {
  const { region = DEFAULT_REGION } = given;
  const model = servedModel(given);
  const { instanceType, processingTimeOn, processingTimeSeconds: timed } = given;
  const machine = timed === undefined || processingTimeOn === undefined ? undefined : machineOf(processingTimeOn);
  const isOnGpu = machine !== undefined && instanceType === undefined && (!machine.spec || isGpuInstance(machine.name));
  const requiresGpu = given.requiresGpu ?? (isGpuInstance(instanceType) || model?.needsAccelerator === true || isOnGpu);
  // A time on a GPU says nothing of a processor, nor the other way round.
  const timedOn = machine && !isOfAnother(machine, given, requiresGpu) ? machine : undefined;
  const workload = machine === timedOn ? given : { ...given, processingTimeSeconds: undefined };
  const traffic = trafficOf(workload);
  const { arrangement, models, containers } = arrangementOf(workload);
  const peakRequestsPerSecond = workload.peakRequestsPerSecond ?? rateOfTokens(workload) ?? rateInTurn(workload, model);
  const concurrentRequests = isInTurn(workload, model) ? undefined : workload.concurrentRequests;
  const processingTimeSeconds = workload.processingTimeSeconds ?? speechSeconds(model);
  const { burstRequests } = workload;
  return {
    stated: workload,
    traffic,
    isDataset: traffic === 'dataset',
    busyTimesKnown: workload.trafficPredictable ?? hasBusyTimes(workload),
    responseTimeSeconds: workload.responseTimeSeconds,
    coldStarts: workload.coldStarts ?? defaultColdStarts(workload),
    payloadSizeMB: workload.payloadByReference ? undefined : workload.payloadSizeMB,
    processingTimeSeconds,
    timedOn,
    peakRequestsPerSecond,
    concurrentRequests,
    concurrency:
      traffic === 'dataset'
        ? recordsInWork(workload, processingTimeSeconds)
        : requestsInWork({ burstRequests, concurrentRequests, peakRequestsPerSecond, processingTimeSeconds }),
    models,
    containers,
    arrangement,
    variants: workload.requiresMultipleVariants ? (workload.variantCount ?? 2) : 1,
    requiresGpu,
    model,
    measured: workload.measurements && measuredOf(workload, model),
    modelSizeGB: workload.modelSizeGB ?? model?.memoryGiB,
    features: requiredFeatures(workload, requiresGpu),
    streaming: workload.requiresStreaming ?? granted.streaming ?? 'none',
    granted,
    costPriority: workload.costPriority ?? 'balanced',
    region,
    regions: [region, ...(workload.otherRegions ?? (workload.availability === 'multi-region' ? [region] : []))],
    instancesMin: workload.availability === 'multi-az' ? 2 : 1,
  };
}

/** The stated time is of another kind of machine than serves. */
function isOfAnother(machine: Machine, { instanceType }: Workload, requiresGpu: boolean): boolean {
  const serves = instanceType === undefined ? (requiresGpu ? 'gpu' : 'cpu') : kindOf(instanceType);
  return serves !== (machine.spec === undefined ? 'gpu' : kindOf(machine.name));
}

const kindOf = (type: string): string => (/^ml\.(?:inf|trn)/.test(type) ? 'own' : isGpuInstance(type) ? 'gpu' : 'cpu');

/** Requests per second of a load that is stated in tokens. */
function rateOfTokens({ outputTokensPerSecond, outputTokens }: Workload): number | undefined {
  return outputTokensPerSecond && outputTokens ? outputTokensPerSecond / outputTokens : undefined;
}

/** Requests of which one is done after the other, however many wait: audio of live streams, and work whose speed is modelled. */
const isInTurn = (workload: Workload, model: ServedModel | undefined): boolean =>
  isStream(workload, model) || computedOf(workload, model) !== undefined;

/** Audio is said to be live by its streaming, or by an answer within seconds. */
function isStream(
  { concurrentRequests, responseTimeSeconds = 0, trafficPattern }: Workload,
  model: ServedModel | undefined,
) {
  if (concurrentRequests === undefined || trafficPattern === 'dataset') return false;
  return model?.figures?.task === 'speech-to-text' && responseTimeSeconds < QUEUE_RESPONSE_TIME_MIN_SECONDS;
}

/** A live stream sends as much audio as time passes; other requests that wait for one another come as they are answered. */
function rateInTurn(workload: Workload, model: ServedModel | undefined): number | undefined {
  const { concurrentRequests, audioSeconds, responseTimeSeconds } = workload;
  if (concurrentRequests === undefined || !isInTurn(workload, model)) return undefined;
  const each = isStream(workload, model) ? audioSeconds : responseTimeSeconds;
  return each && concurrentRequests / each;
}

/** On the slowest GPU that serves it. */
const speechSeconds = (model: ServedModel | undefined): number | undefined =>
  model?.computing?.kind === 'speech'
    ? model.computing.audioSeconds / likelyPerSecond(model.computing, 't4')
    : undefined;

/** Where that decides how many run: an encoder's engine batches; of any other model, what was stated is what counts. */
function computedOf({ processingTimeSeconds }: Workload, model: ServedModel | undefined): ComputedWork | undefined {
  const work = model?.computing;
  return work?.kind === 'encoder' || processingTimeSeconds === undefined ? work : undefined;
}

/** A model whose speed on a GPU follows from its size and its tokens, whatever was stated of its seconds. */
export const writesTokens = ({ model, requiresGpu }: Needs): boolean => requiresGpu && model?.writing !== undefined;

/** Answers with fewer tokens are there before anybody could read along. Ours. */
const READ_ALONG_TOKENS = 64;

/**
 * Callers wait for the answers of a language model, and nobody said whether they read along: what serves them may depend on it.
 * Who stated how long a whole answer may take, or over a minute, doesn't.
 */
export const mayStream = (needs: Needs): boolean =>
  writesTokens(needs) &&
  !needs.isDataset &&
  needs.stated.requiresStreaming === undefined &&
  needs.stated.answerSeconds === undefined &&
  (needs.responseTimeSeconds ?? 0) <= QUOTAS.realTimeProcessing.value &&
  (needs.stated.outputTokens ?? READ_ALONG_TOKENS) >= READ_ALONG_TOKENS;

/** What a request takes of an instance, where its speed follows from that; nothing of a model that writes tokens. */
export const computedWorkOf = ({ stated, model }: Needs): ComputedWork | undefined => computedOf(stated, model);

/** How fast an instance is isn't stated but modelled. */
export const isModelled = (needs: Needs): boolean => writesTokens(needs) || computedWorkOf(needs) !== undefined;

/** Nobody stated or modelled the seconds of a request, and somebody measured how many an instance does. */
export const isTimedByMeasurement = (needs: Needs): boolean =>
  needs.measured !== undefined &&
  needs.measured.levels.size > 0 &&
  needs.processingTimeSeconds === undefined &&
  !isModelled(needs);

/** A load is counted by what an instance of the type does, not by the seconds that were stated of any. */
export const countsByPace = (needs: Needs): boolean => isModelled(needs) || isTimedByMeasurement(needs);

function measuredOf(workload: Workload, model: ServedModel | undefined): MeasuredTypes | undefined {
  const { measurements = [], modelId, inputTokens, outputTokens } = workload;
  return measuredTypes(measurements, {
    modelId,
    bits: model?.bits,
    inputTokens,
    inputTokensMost: model?.writing?.tokens?.inputTokens ?? inputTokens,
    outputTokens,
    writesTokens: model?.writing !== undefined,
  });
}

/** What of a workload is held against a limit of an option. */
export type LimitedField =
  | 'payloadSizeMB'
  | 'processingTimeSeconds'
  | 'modelSizeGB'
  | 'containerImageSizeGB'
  | 'concurrency';

export function askedOf(needs: Needs, field: LimitedField): number | undefined {
  return field === 'containerImageSizeGB' ? needs.stated[field] : needs[field];
}

export const DEFAULT_REGION = 'us-east-1';

/** Where no pattern is stated, requests arrive; known idle hours or hardly any requests make them intermittent. */
function trafficOf(workload: Workload): TrafficPattern {
  if (workload.trafficPattern) return workload.trafficPattern;
  const { monthlyRequests } = workload;
  if (busyShare(workload) <= BUSY_SHARE_INTERMITTENT_MAX) return 'intermittent';
  if (monthlyRequests !== undefined && monthlyRequests < MONTHLY_REQUESTS_INTERMITTENT_MAX) return 'intermittent';
  return 'variable';
}

/** The share of a week in which requests arrive; all of it where nothing is said. */
function busyShare({ busyHoursPerDay = 24, busyDaysPerWeek = 7 }: Workload): number {
  return (busyHoursPerDay / 24) * (busyDaysPerWeek / 7);
}

function hasBusyTimes({ busyHoursPerDay, busyDaysPerWeek }: Workload): boolean {
  return busyHoursPerDay !== undefined || busyDaysPerWeek !== undefined;
}

function defaultColdStarts(workload: Workload): ColdStarts {
  const { responseTimeSeconds } = workload;
  const noticed = responseTimeSeconds !== undefined && responseTimeSeconds < COLD_STARTS_NOTICED_BELOW_SECONDS;
  return noticed ? 'unacceptable' : 'acceptable';
}

/** The most that is stated of them, or that follows from a peak: the rate times the time that each takes (Little's law). */
function requestsInWork(
  load: Pick<Needs, 'concurrentRequests' | 'peakRequestsPerSecond' | 'processingTimeSeconds'> & {
    burstRequests: number | undefined;
  },
): number | undefined {
  const { burstRequests = 0, concurrentRequests = 0, peakRequestsPerSecond, processingTimeSeconds } = load;
  const isKnown = load.burstRequests !== undefined || load.concurrentRequests !== undefined;
  if (peakRequestsPerSecond === undefined || processingTimeSeconds === undefined) {
    return isKnown ? Math.max(burstRequests, concurrentRequests) : undefined;
  }
  return Math.max(burstRequests, concurrentRequests, peakRequestsPerSecond * processingTimeSeconds);
}

/** What an endpoint would have in work to score a run before it is due. */
function recordsInWork(workload: Workload, processingTimeSeconds: number | undefined): number | undefined {
  const { datasetRecordsPerRun } = workload;
  const due = dueSeconds(workload);
  if (datasetRecordsPerRun === undefined || processingTimeSeconds === undefined || due === Infinity) return undefined;
  return (datasetRecordsPerRun * processingTimeSeconds) / due;
}

/** The families named g… and p… carry GPUs. */
export function isGpuInstance(instanceType: string | undefined): boolean {
  return instanceType !== undefined && /^ml\.[gp]\d/.test(instanceType);
}

/** When a run has to be done: before its deadline and before the next one; Infinity where neither is stated. */
export function dueSeconds(workload: Workload): number {
  return Math.min(intervalSeconds(workload), deadlineSeconds(workload));
}

export function deadlineSeconds({ datasetDeadlineHours }: Workload): number {
  return datasetDeadlineHours === undefined ? Infinity : datasetDeadlineHours * SECONDS_PER_HOUR;
}

export function intervalSeconds({ datasetRunsPerMonth }: Workload): number {
  return datasetRunsPerMonth ? (HOURS_PER_MONTH * SECONDS_PER_HOUR) / datasetRunsPerMonth : Infinity;
}

/** Copies at zero save the idle hours where requests may fail for minutes while an instance comes back. */
export function wantsComponentsAtZero(needs: Needs): boolean {
  if (needs.stated.requiresScaleToZero === true) return true;
  if (needs.costPriority === 'performance' || needs.traffic !== 'intermittent') return false;
  return needs.stated.coldStarts === 'minutes-acceptable' || comesInKnownHours(needs);
}

/**
 * Zero outside of known hours keeps no one waiting: busy hours are those in which requests arrive, their start is stated, and traffic
 * is said to be idle besides. More than 20 hours of each day leave no time to stop and to start again.
 */
export function comesInKnownHours({ stated }: Needs): boolean {
  const { trafficPattern, trafficPredictable, busyFrom, busyHoursPerDay = 24, busyDaysPerWeek = 7 } = stated;
  const isKnown = trafficPattern === 'intermittent' && trafficPredictable !== false && busyFrom !== undefined;
  return isKnown && busyHoursPerDay * busyDaysPerWeek > 0 && (busyHoursPerDay <= 20 || busyDaysPerWeek < 7);
}

/** Work is longer than a call may take, not than a stream, and callers wait hardly longer: a queue has no time to lose. */
export function holdsBeyondACall({ isDataset, streaming, processingTimeSeconds: work = 0, stated }: Needs): boolean {
  const within = Math.min(stated.responseTimeSeconds ?? Infinity, stated.callerTimeoutSeconds ?? Infinity);
  const { realTimeProcessing: call, realTimeResponseStream: stream } = QUOTAS;
  if (isDataset || streaming !== 'none' || work <= call.value || work > stream.value) return false;
  return work <= within && within < 2 * work;
}

/** Models that share accelerators, each with its own scaling, whose callers are not said to wait for minutes. */
export function shareAccelerators(needs: Needs): boolean {
  return needs.arrangement === 'independent' && needs.requiresGpu && !needs.isDataset && !minutesAreAllowed(needs);
}

/** It was said that an answer may take minutes; silence says nothing of the kind. */
export function minutesAreAllowed({ responseTimeSeconds }: Needs): boolean {
  return responseTimeSeconds !== undefined && responseTimeSeconds >= QUEUE_RESPONSE_TIME_MIN_SECONDS;
}

/**
 * How the models and containers of a workload belong together:
 * `one` model in one container; a `chain` of containers that every request passes; a `menu` of containers from which the
 * caller picks; a `family` of models in one container; `adapters` over one base; `independent` models that scale alone.
 */
type Arrangement = 'one' | 'chain' | 'menu' | 'family' | 'adapters' | 'independent';

export interface Arranged {
  arrangement: Arrangement;
  /** At least 1; 2 where several are meant and no number is stated. */
  models: number;
  containers: number;
}

/** Several containers of which it is not said: called directly if there are several models, in series if there is one. */
export function arrangementOf(workload: Workload): Arranged {
  const models = workload.modelCount ?? modelsAtLeast(workload);
  const several = models > 1;
  const stated = workload.containerCount;
  const invocation = workload.containerInvocation ?? (several ? 'direct' : 'serial');

  if (isChain(workload, invocation)) return { arrangement: 'chain', models, containers: stated ?? 2 };
  if (workload.modelAdapters) return { arrangement: 'adapters', models, containers: stated ?? 1 };
  if (workload.modelsScaleIndependently && several)
    return { arrangement: 'independent', models, containers: stated ?? 1 };
  if (stated !== undefined && stated > 1) return { arrangement: 'menu', models, containers: stated };
  if (several && isMenuWithoutCount(workload)) {
    return { arrangement: 'menu', models, containers: stated ?? containersAtLeast(workload, models) };
  }
  return { arrangement: several ? 'family' : 'one', models, containers: stated ?? 1 };
}

function isChain(workload: Workload, invocation: 'serial' | 'direct'): boolean {
  if (invocation !== 'serial') return false;
  const { containerCount, containerInvocation } = workload;
  return containerCount === undefined ? containerInvocation === 'serial' : containerCount > 1;
}

/** No number of containers is stated, but the models do not share one. */
function isMenuWithoutCount(workload: Workload): boolean {
  if (workload.containerCount !== undefined) return false;
  if (workload.modelsShareContainer === false) return true;
  return workload.containerInvocation === 'direct' && workload.modelsShareContainer !== true;
}

/**
 * Of containers that are not counted: one for each model, or the fewest that are several, where more models than an endpoint
 * holds containers are said to be rarely called.
 */
function containersAtLeast(workload: Workload, models: number): number {
  const { activeModelCount, modelInvocationFrequency } = workload;
  const areRare = activeModelCount === undefined ? modelInvocationFrequency === 'rare' : activeModelCount <= models / 2;
  return models > QUOTAS.containersPerEndpoint.value && areRare ? 2 : models;
}

/** Several models to each of the containers from which a caller picks: a multi-model endpoint for each container. */
export const isOnePerContainer = ({ arrangement, models, containers }: Arranged): boolean =>
  arrangement === 'menu' && models > containers;

/** Of models that are not counted: one, or as many as what is said of them implies. */
function modelsAtLeast(workload: Workload): number {
  const { activeModelCount = 1, containerCount = 2, containerInvocation } = workload;
  if (containerInvocation === 'direct') return Math.max(containerCount, activeModelCount);
  return Math.max(meansSeveralModels(workload) ? 2 : 1, activeModelCount);
}

/** What is only ever said of several models, where their number is not. */
function meansSeveralModels(workload: Workload): boolean {
  return (
    workload.modelsShareContainer !== undefined ||
    workload.modelsScaleIndependently === true ||
    workload.modelsShareEndpoint === true ||
    workload.modelAdapters === true
  );
}

/** The yes-or-no rows of AWS's feature matrix that a workload can ask for. */
export type Feature = 'gpu' | 'vpc' | 'network-isolation' | 'data-capture' | 'variants' | 'marketplace';

/** `disputed`: one AWS page says yes, another leaves it blank or says no. */
type Support = 'yes' | 'no' | 'disputed';
export type FeatureSupport = Readonly<Record<Feature, Support>>;

/** Only the rows that differ; what is not named is supported. */
export type SupportDifferences = Readonly<Partial<FeatureSupport>>;

/** When each is required; the strongest come first: what no setting can change. */
const REQUIRED_WHEN: Readonly<Record<Feature, (workload: Workload, requiresGpu: boolean) => boolean>> = {
  gpu: (_workload, requiresGpu) => requiresGpu,
  'data-capture': (workload) => workload.requiresDataCapture === true,
  variants: (workload) => workload.requiresMultipleVariants === true,
  vpc: (workload) => workload.requiresVpc === true,
  'network-isolation': (workload) => workload.requiresNetworkIsolation === true,
  marketplace: (workload) => workload.requiresMarketplaceModel === true,
};

const FEATURES = Object.keys(REQUIRED_WHEN) as Feature[];

/** The features that a workload requires: of most, none. */
function requiredFeatures(workload: Workload, requiresGpu: boolean): readonly Feature[] {
  return FEATURES.filter((feature) => REQUIRED_WHEN[feature](workload, requiresGpu));
}
