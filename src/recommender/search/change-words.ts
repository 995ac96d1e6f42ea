import { optionTitle } from '../options/index.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../workload/measures.ts';
import type { WorkloadField } from '../workload/workload.ts';

/** A condition on one field: what it is about, and how its number is written. */
interface NumberWords {
  readonly subject: string;
  readonly write: (value: number) => string;
  /** How many of the unit that is written go into the field's own, where that is another. */
  readonly smaller?: number;
}

/** Below an hour in minutes or seconds: nobody reckons in hundredths of an hour. */
const formatHours = (hours: number): string =>
  hours < 1 ? formatSeconds(Number((hours * 3600).toPrecision(4))) : formatCount(hours, 'hour');

/** Of what comes one by one, or of seconds that an average is made of: no more digits than are counted. */
const formatWhole = (count: number): string => formatNumber(count >= 100 ? Math.round(count) : count);

const NUMBER_WORDS = {
  responseTimeSeconds: { subject: 'the answer may take', write: formatSeconds },
  payloadSizeMB: { subject: 'the payload is', write: formatMB },
  processingTimeSeconds: { subject: 'one request takes', write: formatSeconds },
  monthlyRequests: { subject: 'requests a month are', write: formatWhole },
  peakRequestsPerSecond: { subject: 'requests in the busiest second are', write: formatWhole },
  burstRequests: { subject: 'requests that arrive together are', write: formatWhole },
  busyHoursPerDay: { subject: 'requests come in', write: (hours) => `${formatHours(hours)} a day` },
  busyDaysPerWeek: { subject: 'requests come on', write: (days) => `${formatNumber(days)} days a week` },
  callerTimeoutSeconds: { subject: "the caller's connection stays open for", write: formatSeconds },
  datasetRecordsPerRun: { subject: 'records in a run are', write: formatWhole },
  datasetRunsPerMonth: { subject: 'runs a month are', write: formatNumber },
  datasetDeadlineHours: { subject: 'a run may take', write: formatHours, smaller: 3600 },
  modelCount: { subject: 'there', write: (models) => formatCount(models, 'model') },
  modelSizeGB: { subject: 'a model needs', write: formatGB },
  activeModelCount: { subject: 'models busy in one hour are', write: formatNumber },
  containerCount: { subject: 'there', write: (containers) => formatCount(containers, 'container') },
  containerImageSizeGB: { subject: 'the container image is', write: formatGB },
} as const satisfies Partial<Record<WorkloadField, NumberWords>>;

/** A number that can be searched, since there are words for it. */
export type NumberField = keyof typeof NUMBER_WORDS;

const CHOICE_WORDS: Partial<Record<WorkloadField, Readonly<Record<string, string>>>> = {
  trafficPattern: {
    steady: 'traffic is steady',
    variable: 'traffic rises and falls but is seldom idle',
    intermittent: 'traffic leaves long gaps',
    dataset: 'stored data is scored and no request arrives',
  },
  trafficPredictable: { true: 'the busy times are known in advance', false: 'the busy times are not known in advance' },
  coldStarts: {
    unacceptable: 'no cold start is accepted',
    acceptable: 'a cold start of some seconds is accepted',
    'minutes-acceptable': 'minutes of waiting, or a retry, are accepted after idle',
  },
  payloadByReference: { true: 'requests carry only an S3 address', false: 'the payload travels in the request' },
  modelsShareContainer: { true: 'the models share one container', false: 'the models run in different containers' },
  modelsScaleIndependently: { true: 'each model needs its own scaling', false: 'no model needs its own scaling' },
  modelsShareEndpoint: { true: 'the models must share one endpoint', false: 'the models need not share one endpoint' },
  modelAdapters: { true: 'the models are adapters over one base', false: 'the models are not adapters over one base' },
  modelInvocationFrequency: { frequent: 'a typical model is called often', rare: 'a typical model is called rarely' },
  containerInvocation: { serial: 'requests pass the containers in order', direct: 'the caller picks a container' },
  requiresGpu: { true: 'a GPU is required', false: 'no GPU is required' },
  requiresVpc: { true: 'the container must reach a VPC', false: 'the container need not reach a VPC' },
  requiresNetworkIsolation: { true: 'network isolation is required', false: 'network isolation is not required' },
  requiresDataCapture: { true: 'data capture is required', false: 'data capture is not required' },
  requiresMultipleVariants: { true: 'several variants are required', false: 'one variant is enough' },
  requiresMarketplaceModel: {
    true: 'the model comes from AWS Marketplace',
    false: 'the model does not come from AWS Marketplace',
  },
  requiresScaleToZero: { true: 'it must scale to zero', false: 'it need not scale to zero' },
  requiresStreaming: {
    none: 'nothing is streamed',
    response: 'the answer is streamed',
    bidirectional: 'both directions are streamed',
  },
  costPriority: {
    'lowest-cost': 'the lowest cost comes first',
    balanced: 'cost and performance balance',
    performance: 'performance comes first',
  },
  availability: { 'single-instance': 'one instance is enough', 'multi-az': 'at least two instances are required' },
};

/** On which side of a number it holds, and how far that was found. */
interface Side {
  /** The last value at which it does not hold yet. */
  readonly before?: number;
  /** The last value up to which it was found to hold; absent where that is without end. */
  readonly until?: number;
}

/** "the payload is over 4 MB": a number with the side it has to be on, a choice in words. */
export function conditionText(field: WorkloadField, value: unknown, side: Side = {}): string {
  if (typeof value !== 'number') {
    return (
      CHOICE_WORDS[field]?.[String(value)] ??
      `${field === 'region' ? 'the Region' : 'the instance type'} is ${String(value)}`
    );
  }
  const words: NumberWords = NUMBER_WORDS[field as NumberField];
  const isCount = words.subject === 'there';
  const subject = isCount ? (value === 1 ? 'there is' : 'there are') : words.subject;
  return `${subject} ${sideText(value, side, words, isCount)}`;
}

function sideText(
  value: number,
  { before, until }: Side,
  { write, smaller = 1 }: NumberWords,
  isCount: boolean,
): string {
  const written = write(value);
  if (before === undefined) return written;
  const isMore = value > before;
  const turnsBehind = !isCount && isRound(before * smaller) && !isRound(value * smaller);
  if (until !== undefined) {
    const end = write(until);
    if (end === written || end === write(before)) return written;
    return turnsBehind
      ? `${isMore ? 'over' : 'under'} ${write(before)}, ${isMore ? 'up' : 'down'} to ${end}`
      : `between ${written} and ${end}`;
  }
  if (turnsBehind) return `${isMore ? 'over' : 'under'} ${write(before)}`;
  if (isCount && !isMore) return value === 1 ? written : `${written} or fewer`;
  return `${written} or ${isMore ? 'more' : 'less'}`;
}

/** "Asynchronous Inference if the payload is over 4 MB." */
export function flipText(field: WorkloadField, value: unknown, option: InferenceOptionId | null, side?: Side): string {
  return `${option ? optionTitle(option) : 'Nothing fits any more'} if ${conditionText(field, value, side)}.`;
}

/** A figure that somebody would have written down: two significant digits are enough for it. */
const isRound = (value: number): boolean => Number(value.toPrecision(2)) === Number(value.toPrecision(12));
