import type { Needs } from '../needs.ts';
import { QUOTAS } from '../quotas.ts';
import {
  BUSY_SHARE_INTERMITTENT_MAX,
  COLD_STARTS_NOTICED_BELOW_SECONDS,
  JOB_INTERVAL_SHORT_SECONDS,
  MONTHLY_REQUESTS_INTERMITTENT_MAX,
  QUEUE_RESPONSE_TIME_MIN_SECONDS,
  WAKE_UP_SECONDS,
} from '../working-figures.ts';
import type { Workload, WorkloadField } from '../workload.ts';
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
  /** Where silence stands: most of what is not said is small, but a time that is not limited is long. */
  readonly silence: 'low' | 'high';
  readonly applies: (needs: Needs) => boolean;
}

interface ChoiceDimension {
  readonly kind: 'choice';
  readonly field: WorkloadField;
  readonly values: readonly (string | boolean)[];
  readonly applies: (needs: Needs) => boolean;
}

const always = (): boolean => true;
const isDataset = (needs: Needs): boolean => needs.isDataset;
const areRequests = (needs: Needs): boolean => !needs.isDataset;
const several = (needs: Needs): boolean => needs.models > 1;
const isTimed = (needs: Needs): boolean => areRequests(needs) && needs.processingTimeSeconds !== undefined;

function numbers(
  field: NumberField,
  [min, max]: readonly [number, number],
  { cuts = [], silence = 'low', applies = always, whole = false }: Partial<NumberDimension>,
): NumberDimension {
  return { kind: 'number', field, min, max, whole, cuts, silence, applies };
}

const choices = (
  field: WorkloadField,
  values: readonly (string | boolean)[],
  applies: (needs: Needs) => boolean = always,
): ChoiceDimension => ({ kind: 'choice', field, values, applies });

const YES_OR_NO = [true, false] as const;
const SECONDS_PER_MONTH = 730 * 3600;

/** Every field that can change the option, in the order of the form. Add one here when a rule comes to depend on it. */
export const DIMENSIONS: readonly Dimension[] = [
  choices('trafficPattern', ['steady', 'variable', 'intermittent', 'dataset'] satisfies Workload['trafficPattern'][]),
  choices('trafficPredictable', YES_OR_NO, areRequests),
  numbers('responseTimeSeconds', [0.01, 1e6], {
    cuts: [COLD_STARTS_NOTICED_BELOW_SECONDS, QUEUE_RESPONSE_TIME_MIN_SECONDS, WAKE_UP_SECONDS],
    silence: 'high',
  }),
  choices('coldStarts', ['unacceptable', 'acceptable', 'minutes-acceptable'], areRequests),
  numbers('payloadSizeMB', [0.001, 1e5], {
    cuts: [
      QUOTAS.serverlessPayload.value,
      QUOTAS.realTimePayload.value,
      QUOTAS.realTimePayload.disputed.value,
      QUOTAS.batchRecord.value,
      QUOTAS.asynchronousPayload.value,
    ],
    applies: (needs) => needs.stated.payloadByReference !== true,
  }),
  choices('payloadByReference', YES_OR_NO, (needs) => needs.stated.payloadSizeMB !== undefined),
  numbers('processingTimeSeconds', [0.001, 1e5], {
    cuts: [
      QUOTAS.realTimeProcessing.value,
      QUOTAS.realTimeResponseStream.value,
      QUOTAS.realTimeBidirectionalStream.value,
      QUOTAS.asynchronousProcessing.value,
    ],
  }),
  numbers('monthlyRequests', [1, 1e10], {
    cuts: [MONTHLY_REQUESTS_INTERMITTENT_MAX],
    silence: 'high',
    applies: areRequests,
  }),
  numbers('peakRequestsPerSecond', [0.001, 1e5], { applies: isTimed }),
  numbers('burstRequests', [1, 1e6], { cuts: [QUOTAS.serverlessConcurrency.value], applies: areRequests }),
  numbers('busyHoursPerDay', [0.5, 24], {
    cuts: [BUSY_SHARE_INTERMITTENT_MAX * 24],
    silence: 'high',
    applies: areRequests,
  }),
  numbers('busyDaysPerWeek', [0.5, 7], {
    cuts: [BUSY_SHARE_INTERMITTENT_MAX * 7],
    silence: 'high',
    applies: areRequests,
  }),
  numbers('callerTimeoutSeconds', [0.1, 1e5], { silence: 'high', applies: isTimed }),
  numbers('datasetRecordsPerRun', [1, 1e12], { applies: isDataset }),
  numbers('datasetRunsPerMonth', [0.1, 1e5], {
    cuts: [SECONDS_PER_MONTH / JOB_INTERVAL_SHORT_SECONDS, SECONDS_PER_MONTH / WAKE_UP_SECONDS],
    applies: isDataset,
  }),
  numbers('datasetDeadlineHours', [0.01, 1e4], { silence: 'high', applies: isDataset }),
  numbers('modelCount', [1, 1e5], { cuts: [2, 15, 20, QUOTAS.serverlessEndpoints.value], whole: true }),
  numbers('modelSizeGB', [0.01, 1e4], { cuts: [QUOTAS.serverlessMemory.value, QUOTAS.realTimeModelSize.value] }),
  choices('modelsShareContainer', YES_OR_NO),
  choices('modelsScaleIndependently', YES_OR_NO),
  choices('modelsShareEndpoint', YES_OR_NO),
  choices('modelAdapters', YES_OR_NO),
  numbers('activeModelCount', [1, 1e5], { whole: true, applies: several }),
  choices('modelInvocationFrequency', ['frequent', 'rare']),
  numbers('containerCount', [1, 15], { cuts: [2], whole: true }),
  choices('containerInvocation', ['serial', 'direct']),
  numbers('containerImageSizeGB', [0.01, 1e3], { cuts: [QUOTAS.serverlessImage.value] }),
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
  choices('region', ['us-east-1', 'me-central-1']),
  choices('instanceType', ['ml.m5.xlarge', 'ml.g5.xlarge']),
];
