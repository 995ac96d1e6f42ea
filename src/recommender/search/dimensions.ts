import { activeModels } from '../costs/capacity.ts';
import { requestsPerMonth } from '../costs/volume.ts';
import { SERVERLESS_MEMORY_SIZES_MB } from '../facts/quotas.ts';
import {
  BUSY_HOURS_INTERMITTENT,
  BUSY_SHARE_INTERMITTENT_MAX,
  COLD_STARTS_NOTICED_BELOW_SECONDS,
  HOURS_PER_MONTH,
  JOB_INTERVAL_SHORT_SECONDS,
  JOB_START_UP_SECONDS,
  MONTHLY_REQUESTS_INTERMITTENT_MAX,
  QUEUE_RESPONSE_TIME_MIN_SECONDS,
  SECONDS_PER_HOUR,
  WAKE_UP_SECONDS,
} from '../facts/working-figures.ts';
import type { LimitedField, Needs } from '../needs/needs.ts';
import { INFERENCE_OPTIONS } from '../options/index.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import type { NumberField } from './change-words.ts';

/** How one field is searched. A field that is not here changes no option, whatever it says. */
export type Dimension = NumberDimension | ChoiceDimension;

export interface NumberDimension {
  readonly kind: 'number';
  readonly field: NumberField;
  /** The span that is searched; beyond it nothing is sensible any more. */
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  /** Values on which a rule turns, so that no span between two of them is jumped over. */
  readonly cuts: readonly number[];
  /** The same, of rules that hold the number against another that is stated. */
  readonly cutsOf: (needs: Needs) => readonly number[];
  /** Whether every estimate only rises along it, or only falls. */
  readonly isMonotone: boolean;
  /** Where silence stands: most of what is not said is small, but a time that is not limited is long. */
  readonly silence: 'low' | 'high';
  /** What silence comes to where it follows from what else is stated. */
  readonly impliedBy: (needs: Needs) => number | undefined;
  readonly applies: (needs: Needs) => boolean;
}

export interface ChoiceDimension {
  readonly kind: 'choice';
  readonly field: WorkloadField;
  readonly values: readonly (string | boolean)[];
  readonly applies: (needs: Needs) => boolean;
}

const always = (): boolean => true;
const nothing = (): undefined => undefined;
const none = (): readonly number[] => [];

export function numbers(
  field: NumberField,
  [min, max]: readonly [number, number],
  more: Partial<NumberDimension>,
): NumberDimension {
  return { ...DEFAULTS, kind: 'number', field, min, max, ...more };
}

const DEFAULTS = {
  whole: false,
  cuts: [],
  cutsOf: none,
  isMonotone: true,
  silence: 'low',
  impliedBy: nothing,
  applies: always,
} as const;

const choices = (
  field: WorkloadField,
  values: readonly (string | boolean)[],
  applies: (needs: Needs) => boolean = always,
): ChoiceDimension => ({ kind: 'choice', field, values, applies });

/** The limits of all options on a field, both figures where AWS's pages state two. */
function limitsOf(field: LimitedField): number[] {
  return INFERENCE_OPTIONS.flatMap(({ limits }) => {
    const limit = limits[field];
    if (limit === undefined) return [];
    return 'disputed' in limit ? [limit.value, limit.disputed.value] : [limit.value];
  });
}

const STREAMING_LIMITS = INFERENCE_OPTIONS.flatMap(({ streams = {} }) => Object.values(streams)).map(
  ({ value }) => value,
);

const isDataset = (needs: Needs): boolean => needs.isDataset;
const areRequests = (needs: Needs): boolean => !needs.isDataset;
const isTimed = (needs: Needs): boolean => areRequests(needs) && needs.processingTimeSeconds !== undefined;

/** Those that are known: a rule holds the number against each of them. */
const known = (...values: (number | undefined)[]): number[] => values.filter((value) => value !== undefined);
const perRequest = (share: number | undefined): (number | undefined)[] =>
  limitsOf('concurrency').map((limit) => (share ? limit / share : undefined));

const YES_OR_NO = [true, false] as const;

const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR;

/** Every field that can change the option, in the order of the form. Add one here when a rule comes to depend on it. */
export const DIMENSIONS: readonly Dimension[] = [
  choices('trafficPattern', ['steady', 'variable', 'intermittent', 'dataset'] satisfies Workload['trafficPattern'][]),
  choices('trafficPredictable', YES_OR_NO, areRequests),
  numbers('responseTimeSeconds', [0.01, 1e6], {
    cuts: [COLD_STARTS_NOTICED_BELOW_SECONDS, QUEUE_RESPONSE_TIME_MIN_SECONDS, WAKE_UP_SECONDS],
    cutsOf: ({ processingTimeSeconds }) =>
      processingTimeSeconds === undefined ? [] : [processingTimeSeconds, WAKE_UP_SECONDS + processingTimeSeconds],
    silence: 'high',
  }),
  choices('coldStarts', ['unacceptable', 'acceptable', 'minutes-acceptable'], areRequests),
  numbers('payloadSizeMB', [0.001, 1e5], {
    cuts: limitsOf('payloadSizeMB'),
    applies: (needs) => needs.stated.payloadByReference !== true,
  }),
  choices('payloadByReference', YES_OR_NO, (needs) => needs.stated.payloadSizeMB !== undefined),
  numbers('processingTimeSeconds', [0.001, 1e5], {
    cuts: [...limitsOf('processingTimeSeconds'), ...STREAMING_LIMITS],
    cutsOf: ({ responseTimeSeconds, stated: { callerTimeoutSeconds, peakRequestsPerSecond } }) =>
      known(
        responseTimeSeconds,
        responseTimeSeconds && responseTimeSeconds - WAKE_UP_SECONDS,
        callerTimeoutSeconds,
        ...perRequest(peakRequestsPerSecond),
      ),
  }),
  numbers('monthlyRequests', [1, 1e10], {
    cuts: [MONTHLY_REQUESTS_INTERMITTENT_MAX],
    silence: 'high',
    impliedBy: requestsPerMonth,
    whole: true,
    applies: areRequests,
  }),
  numbers('peakRequestsPerSecond', [0.001, 1e5], {
    cutsOf: ({ processingTimeSeconds }) => known(...perRequest(processingTimeSeconds)),
    applies: isTimed,
  }),
  numbers('burstRequests', [1, 1e6], {
    cuts: limitsOf('concurrency'),
    whole: true,
    applies: areRequests,
  }),
  numbers('busyHoursPerDay', [0.5, 24], {
    cuts: [BUSY_SHARE_INTERMITTENT_MAX * 24],
    silence: 'high',
    impliedBy: ({ traffic }) => (traffic === 'intermittent' ? BUSY_HOURS_INTERMITTENT : undefined),
    isMonotone: false,
    applies: areRequests,
  }),
  numbers('busyDaysPerWeek', [0.5, 7], {
    cuts: [BUSY_SHARE_INTERMITTENT_MAX * 7],
    silence: 'high',
    isMonotone: false,
    applies: areRequests,
  }),
  numbers('callerTimeoutSeconds', [0.1, 1e5], {
    cutsOf: ({ processingTimeSeconds }) => known(processingTimeSeconds),
    silence: 'high',
    applies: isTimed,
  }),
  numbers('datasetRecordsPerRun', [1, 1e12], { whole: true, applies: isDataset }),
  numbers('datasetRunsPerMonth', [0.1, 1e5], {
    cuts: [SECONDS_PER_MONTH / JOB_INTERVAL_SHORT_SECONDS, SECONDS_PER_MONTH / WAKE_UP_SECONDS],
    applies: isDataset,
  }),
  numbers('datasetDeadlineHours', [0.01, 1e4], {
    cuts: [JOB_START_UP_SECONDS / 3600],
    silence: 'high',
    applies: isDataset,
  }),
  numbers('modelCount', [1, 1e5], {
    cuts: [2, 15, 20, ...INFERENCE_OPTIONS.flatMap(({ endpoints }) => endpoints?.value ?? [])],
    cutsOf: ({ stated: { activeModelCount: active = 1, containerCount } }) => known(containerCount, active, 2 * active),
    impliedBy: ({ models }) => models,
    isMonotone: false,
    whole: true,
  }),
  numbers('modelSizeGB', [0.01, 1e4], {
    cuts: [...SERVERLESS_MEMORY_SIZES_MB.map((size) => size / 1024), ...limitsOf('modelSizeGB')],
    isMonotone: false,
  }),
  choices('modelsShareContainer', YES_OR_NO),
  choices('modelsScaleIndependently', YES_OR_NO),
  choices('modelsShareEndpoint', YES_OR_NO),
  choices('modelAdapters', YES_OR_NO),
  numbers('activeModelCount', [1, 1e5], {
    cuts: [2],
    cutsOf: ({ models }) => [models / 2, models],
    impliedBy: (needs) => Math.round(activeModels(needs)),
    whole: true,
    applies: (needs) => needs.models > 1 || needs.stated.activeModelCount !== undefined,
  }),
  choices('modelInvocationFrequency', ['frequent', 'rare']),
  numbers('containerCount', [1, 15], {
    cuts: [2],
    cutsOf: ({ models }) => [models],
    impliedBy: ({ containers }) => Math.min(containers, 15),
    isMonotone: false,
    whole: true,
  }),
  choices('containerInvocation', ['serial', 'direct']),
  numbers('containerImageSizeGB', [0.01, 1e3], { cuts: limitsOf('containerImageSizeGB') }),
  choices('requiresGpu', YES_OR_NO),
  choices('requiresVpc', YES_OR_NO),
  choices('requiresNetworkIsolation', YES_OR_NO),
  choices('requiresDataCapture', YES_OR_NO),
  choices('requiresMultipleVariants', YES_OR_NO),
  choices('requiresMarketplaceModel', YES_OR_NO),
  choices('requiresScaleToZero', YES_OR_NO),
  choices('requiresStreaming', ['none', 'response', 'bidirectional']),
  choices('costPriority', ['lowest-cost', 'balanced', 'performance']),
  choices('availability', ['single-instance', 'multi-az'], areRequests),
  // One that is priced and one without Serverless Inference; where costs are weighed, the survey adds to these.
  choices('region', ['us-east-1', 'me-central-1']),
  choices('instanceType', ['ml.m5.xlarge', 'ml.g5.xlarge']),
];
