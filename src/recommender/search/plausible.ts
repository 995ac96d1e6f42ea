import { requestsPerMonth } from '../costs/volume.ts';
import { QUOTAS } from '../facts/quotas.ts';
import {
  COLD_STARTS_NOTICED_BELOW_SECONDS,
  HOURS_PER_MONTH,
  ORDINARY_ACTIVE_SHARE,
  ORDINARY_BURST,
  ORDINARY_BUSY_DAYS,
  ORDINARY_BUSY_HOURS,
  ORDINARY_BUSY_HOURS_INTERMITTENT,
  ORDINARY_DEADLINE_HOURS,
  ORDINARY_IMAGE_GB,
  ORDINARY_MODEL_GB,
  ORDINARY_MONTHLY_REQUESTS,
  ORDINARY_PAYLOAD_MB,
  ORDINARY_PEAK_TO_MEAN,
  ORDINARY_PROCESSING_SECONDS,
  ORDINARY_QUEUE_RESPONSE_SECONDS,
  ORDINARY_RECORDS,
  ORDINARY_RESPONSE_SECONDS,
  ORDINARY_RUNS_PER_MONTH,
  type OrdinarySpan,
  PROCESSING_SHARE_MAX,
  PROCESSING_SHARE_MIN,
  SECONDS_PER_HOUR,
  UNKNOWN_MODEL_GB,
} from '../facts/working-figures.ts';
import { holdsBeyondACall, isModelled, type Needs, type TrafficPattern } from '../needs/needs.ts';
import { type FieldAboutRequests, type WorkloadField, wordsOf } from '../workload/workload.ts';

/** What a field could ordinarily be where nobody gave it: some of its words, or numbers from one to another. */
export type Plausible = readonly (string | boolean)[] | OrdinarySpan;

/** Undefined where only the assumed value is plausible. */
type Row = null | ((needs: Needs) => Plausible | undefined);

/** Silence is taken as it stands, or no rule reads the field. */
const AS_ASSUMED = null;

const YES_OR_NO = [true, false];

const always =
  (plausible: Plausible): Row =>
  () =>
    plausible;
const ofRequests =
  (plausible: Plausible): Row =>
  ({ isDataset }) =>
    isDataset ? undefined : plausible;
const ofDataset =
  (plausible: Plausible): Row =>
  ({ isDataset }) =>
    isDataset ? plausible : undefined;
const ofSeveral =
  (plausible: Plausible): Row =>
  ({ models }) =>
    models > 1 ? plausible : undefined;
const wordsFor = (field: WorkloadField): readonly string[] => wordsOf(field) as readonly string[];

/** Steady traffic has no hours, and where no pattern is stated, that is the question. */
const BUSY_HOURS: Readonly<Record<TrafficPattern, OrdinarySpan | undefined>> = {
  steady: undefined,
  variable: ORDINARY_BUSY_HOURS,
  intermittent: ORDINARY_BUSY_HOURS_INTERMITTENT,
  dataset: undefined,
};

/**
 * One row for each field. A must-have that nobody mentions plausibly does not apply, and neither do several models, several
 * containers or another Region than the assumed one: people who have them say so. The instance type is ours to choose.
 */
const ROWS = {
  name: AS_ASSUMED,
  description: AS_ASSUMED,
  trafficPattern: (needs) =>
    wordsFor('trafficPattern').filter((pattern) => pattern !== 'dataset' || !saysThatRequestsArrive(needs)),
  trafficPredictable: ofRequests(YES_OR_NO),
  responseTimeSeconds: responseTimes,
  coldStarts: ofRequests(wordsFor('coldStarts')),
  payloadSizeMB: ({ stated }) => (stated.payloadByReference ? undefined : ORDINARY_PAYLOAD_MB),
  payloadByReference: AS_ASSUMED,
  processingTimeSeconds: processingTimes,
  processingTimeOn: AS_ASSUMED,
  monthlyRequests: monthlyRequests,
  peakRequestsPerSecond: peaks,
  burstRequests: ofRequests(ORDINARY_BURST),
  busyHoursPerDay: ({ stated: { trafficPattern } }) => BUSY_HOURS[trafficPattern ?? 'steady'],
  busyDaysPerWeek: ofRequests(ORDINARY_BUSY_DAYS),
  busyFrom: AS_ASSUMED,
  timeZone: AS_ASSUMED,
  callerTimeoutSeconds: AS_ASSUMED,
  datasetSizeGB: AS_ASSUMED,
  datasetRecordsPerRun: ofDataset(ORDINARY_RECORDS),
  datasetRunsPerMonth: ofDataset(ORDINARY_RUNS_PER_MONTH),
  datasetDeadlineHours: ofDataset(ORDINARY_DEADLINE_HOURS),
  modelCount: AS_ASSUMED,
  modelSizeGB: modelSizes,
  modelsShareContainer: ofSeveral(YES_OR_NO),
  modelsScaleIndependently: AS_ASSUMED,
  modelsShareEndpoint: AS_ASSUMED,
  modelAdapters: AS_ASSUMED,
  activeModelCount: activeModels,
  modelInvocationFrequency: ofSeveral(wordsFor('modelInvocationFrequency')),
  containerCount: AS_ASSUMED,
  containerInvocation: ({ containers }) => (containers > 1 ? wordsFor('containerInvocation') : undefined),
  containerImageSizeGB: always(ORDINARY_IMAGE_GB),
  modelId: AS_ASSUMED,
  modelConfig: AS_ASSUMED,
  modelParametersBillion: AS_ASSUMED,
  modelPrecisionBits: AS_ASSUMED,
  inputTokens: AS_ASSUMED,
  outputTokens: AS_ASSUMED,
  contextTokens: AS_ASSUMED,
  concurrentRequests: AS_ASSUMED,
  outputTokensPerSecond: AS_ASSUMED,
  streamTokensPerSecond: AS_ASSUMED,
  answerSeconds: AS_ASSUMED,
  images: AS_ASSUMED,
  audioSeconds: AS_ASSUMED,
  imageSteps: AS_ASSUMED,
  imageMegapixels: AS_ASSUMED,
  requiresGpu: AS_ASSUMED,
  requiresVpc: AS_ASSUMED,
  requiresNetworkIsolation: AS_ASSUMED,
  requiresDataCapture: AS_ASSUMED,
  requiresMultipleVariants: AS_ASSUMED,
  variantCount: AS_ASSUMED,
  requiresMarketplaceModel: AS_ASSUMED,
  requiresScaleToZero: AS_ASSUMED,
  requiresStreaming: (needs) => (holdsBeyondACall(needs) ? ['none', 'response'] : undefined),
  costPriority: costPriorities,
  monthlyBudgetUsd: AS_ASSUMED,
  availability: ofRequests(wordsFor('availability').filter((word) => word !== 'multi-region')),
  region: AS_ASSUMED,
  otherRegions: AS_ASSUMED,
  instanceType: AS_ASSUMED,
  measurements: AS_ASSUMED,
} as const satisfies Record<WorkloadField, Row>;

export type PlausibleField = { [F in WorkloadField]: (typeof ROWS)[F] extends null ? never : F }[WorkloadField];

export const canBeDecisive = (field: WorkloadField): field is PlausibleField => ROWS[field] !== null;

/** The plausible values of a field, narrowed by what is stated; undefined where it is stated or has none but the assumed one. */
export function plausibleFor(field: PlausibleField, needs: Needs): Plausible | undefined {
  if (needs.stated[field] !== undefined) return undefined;
  const row = ROWS[field] as NonNullable<Row>;
  const plausible = row(needs);
  return plausible === undefined || !isSpan(plausible)
    ? plausible
    : { from: finite(plausible.from), to: finite(plausible.to) };
}

/** What callers wait for: an interactive request, a slow one, a held connection, a queue. */
const RESPONSE_TIMES = [0.3, 5, 30, 900];

/** How many values of other numbers, from one end of the ordinary span to the other. */
const ANSWERS_MAX = 4;

/** A few ordinary values of a field that nobody gave, for a person to choose from; none where no rule asks for it. */
export function ordinaryAnswers(field: WorkloadField, needs: Needs): readonly (string | boolean | number)[] {
  const plausible = canBeDecisive(field) ? plausibleFor(field, needs) : undefined;
  if (plausible === undefined) return [];
  if (!isSpan(plausible)) return plausible;
  if (field === 'responseTimeSeconds') return RESPONSE_TIMES;
  const { from, to } = plausible;
  const points = Array.from({ length: ANSWERS_MAX }, (_, at) => from * (to / from) ** (at / (ANSWERS_MAX - 1)));
  return [...new Set(points.map((point) => Number(point.toPrecision(1))))];
}

export const isSpan = (plausible: Plausible): plausible is OrdinarySpan => !Array.isArray(plausible);

/** What follows from a stated number may be too large or too small to be one. */
const finite = (value: number): number => Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, value));

/** Which fields about requests are said of nothing else: with any of them stated, nobody scores a dataset instead. */
const SAID_OF_REQUESTS = {
  trafficPredictable: true,
  coldStarts: true,
  monthlyRequests: true,
  peakRequestsPerSecond: true,
  burstRequests: true,
  busyHoursPerDay: true,
  busyDaysPerWeek: true,
  callerTimeoutSeconds: true,
  concurrentRequests: true,
  outputTokensPerSecond: true,
  streamTokensPerSecond: true,
  answerSeconds: true,
  variantCount: true,
  busyFrom: false,
  timeZone: false,
  availability: false,
} satisfies Record<FieldAboutRequests, boolean>;

const OF_REQUESTS = [
  ...Object.entries(SAID_OF_REQUESTS).flatMap(([field, isSaid]) => (isSaid ? [field] : [])),
  'responseTimeSeconds',
  'payloadByReference',
  'modelInvocationFrequency',
] as readonly WorkloadField[];

function saysThatRequestsArrive({ stated }: Needs): boolean {
  if (OF_REQUESTS.some((field) => stated[field] !== undefined)) return true;
  return stated.requiresStreaming === 'response' || stated.requiresStreaming === 'bidirectional';
}

/**
 * A caller waits for at least three times what the model takes; a large payload, or a cold start, is waited for longer. An
 * ordinary processing time adds no response time that is implausible without it.
 */
function responseTimes(needs: Needs): Plausible | undefined {
  if (needs.isDataset) return undefined;
  const { processingTimeSeconds = 0, stated } = needs;
  const { from, to } = ordinaryWait(needs);
  const acceptsColdStarts = stated.coldStarts !== undefined && stated.coldStarts !== 'unacceptable';
  const least = processingTimeSeconds / PROCESSING_SHARE_MAX;
  return {
    from: Math.max(from, acceptsColdStarts ? COLD_STARTS_NOTICED_BELOW_SECONDS : 0, least),
    to: least <= to ? to : least / PROCESSING_SHARE_MIN,
  };
}

const ordinaryWait = ({ payloadSizeMB = 0 }: Needs): OrdinarySpan =>
  payloadSizeMB > QUOTAS.realTimePayload.disputed.value ? ORDINARY_QUEUE_RESPONSE_SECONDS : ORDINARY_RESPONSE_SECONDS;

/** Of a model for which a caller waits, a share of that time; where no time is stated, of the longest ordinary one. */
function processingTimes(needs: Needs): Plausible | undefined {
  if (isModelled(needs)) return undefined;
  const { isDataset, responseTimeSeconds, stated } = needs;
  if (isDataset) return ORDINARY_PROCESSING_SECONDS;
  const within = responseTimeSeconds ?? stated.callerTimeoutSeconds;
  if (within === undefined) {
    return { from: ORDINARY_PROCESSING_SECONDS.from, to: ordinaryWait(needs).to * PROCESSING_SHARE_MAX };
  }
  return {
    from: Math.min(ORDINARY_PROCESSING_SECONDS.from, within * PROCESSING_SHARE_MIN),
    to: within * PROCESSING_SHARE_MAX,
  };
}

const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR;

/** An ordinary month within what its peak allows; where that allows none, one with an ordinary peak. */
function monthlyRequests({ isDataset, stated }: Needs): Plausible | undefined {
  if (isDataset) return undefined;
  const { from, to } = ORDINARY_MONTHLY_REQUESTS;
  const most = stated.peakRequestsPerSecond ? stated.peakRequestsPerSecond * SECONDS_PER_MONTH : Infinity;
  return {
    from: Math.max(1, most > from ? from : most / ORDINARY_PEAK_TO_MEAN.to),
    to: Math.max(1, Math.min(to, most)),
  };
}

/** By the month's mean; where no month is stated, by that of an ordinary one. */
function peaks(needs: Needs): Plausible | undefined {
  if (needs.isDataset) return undefined;
  const month = requestsPerMonth(needs);
  const least = (month ?? ORDINARY_MONTHLY_REQUESTS.from) / SECONDS_PER_MONTH;
  const most = (month ?? ORDINARY_MONTHLY_REQUESTS.to) / SECONDS_PER_MONTH;
  return { from: least * ORDINARY_PEAK_TO_MEAN.from, to: most * ORDINARY_PEAK_TO_MEAN.to };
}

/** Who accepts cold starts or asks for zero doesn't put performance first. */
function costPriorities({ stated: { coldStarts, requiresScaleToZero } }: Needs): Plausible {
  const isTolerant = (coldStarts !== undefined && coldStarts !== 'unacceptable') || requiresScaleToZero === true;
  return wordsFor('costPriority').filter((priority) => !(isTolerant && priority === 'performance'));
}

/** Of a known model, or one whose parameters are counted, what it takes, or up to a quarter more; else an ordinary model. */
function modelSizes({ model }: Needs): Plausible {
  if (model?.isUnsized) return UNKNOWN_MODEL_GB;
  if (model?.memoryGiB === undefined) return ORDINARY_MODEL_GB;
  return { from: model.memoryGiB, to: model.memoryGiB * 1.25 };
}

function activeModels({ models, stated }: Needs): Plausible | undefined {
  if (models < 2) return undefined;
  if (stated.modelInvocationFrequency === 'frequent') return { from: Math.ceil(models / 2), to: models };
  const { from, to } = ORDINARY_ACTIVE_SHARE;
  const most = stated.modelInvocationFrequency === undefined ? models : Math.ceil(models * to);
  return { from: Math.max(1, Math.ceil(models * from)), to: most };
}
