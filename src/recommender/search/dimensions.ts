import { activeModels } from '../costs/capacity.ts';
import { requestsPerMonth } from '../costs/volume.ts';
import { SERVERLESS_MEMORY_SIZES_MB } from '../facts/quotas.ts';
import { WAKE_UP_SECONDS } from '../facts/scaling-times.ts';
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
} from '../facts/working-figures.ts';
import { isModelled, type LimitedField, type Needs, writesTokens } from '../needs/needs.ts';
import { INFERENCE_OPTIONS } from '../options/index.ts';
import { type NumberField, rowOf, WORKLOAD_FIELDS, type WorkloadField, wordsOf } from '../workload/workload.ts';

/** How one field is searched. A field that is not here changes no option, whatever it says. */
export type Dimension = NumberDimension | ChoiceDimension;

export interface NumberDimension {
  readonly kind: 'number';
  readonly field: NumberField;
  /** The span that is searched; values beyond it make no sense. */
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

const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR;

/** What the rules make of a field beyond its row: where they turn, and when it matters. */
interface Rules {
  readonly cuts?: NumberDimension['cuts'];
  readonly cutsOf?: NumberDimension['cutsOf'];
  readonly impliedBy?: NumberDimension['impliedBy'];
  readonly applies?: (needs: Needs) => boolean;
  readonly values?: readonly string[];
}

const RULES: Partial<Record<WorkloadField, Rules>> = {
  responseTimeSeconds: {
    cuts: [COLD_STARTS_NOTICED_BELOW_SECONDS, QUEUE_RESPONSE_TIME_MIN_SECONDS, WAKE_UP_SECONDS.queue],
    cutsOf: ({ processingTimeSeconds }) =>
      processingTimeSeconds === undefined ? [] : [processingTimeSeconds, WAKE_UP_SECONDS.queue + processingTimeSeconds],
  },
  payloadSizeMB: {
    cuts: limitsOf('payloadSizeMB'),
    applies: (needs) => needs.stated.payloadByReference !== true,
  },
  processingTimeSeconds: {
    // How long it takes follows from its size, and what was stated of it only limits that.
    applies: (needs) => !isModelled(needs),
    cuts: [...limitsOf('processingTimeSeconds'), ...STREAMING_LIMITS],
    cutsOf: ({ responseTimeSeconds, stated: { callerTimeoutSeconds, peakRequestsPerSecond } }) =>
      known(
        responseTimeSeconds,
        responseTimeSeconds && responseTimeSeconds - WAKE_UP_SECONDS.queue,
        callerTimeoutSeconds,
        ...perRequest(peakRequestsPerSecond),
      ),
  },
  monthlyRequests: {
    cuts: [MONTHLY_REQUESTS_INTERMITTENT_MAX],
    impliedBy: requestsPerMonth,
  },
  peakRequestsPerSecond: {
    cutsOf: ({ processingTimeSeconds }) => known(...perRequest(processingTimeSeconds)),
    applies: isTimed,
  },
  burstRequests: {
    cuts: limitsOf('concurrency'),
  },
  busyHoursPerDay: {
    cuts: [BUSY_SHARE_INTERMITTENT_MAX * 24],
    impliedBy: ({ traffic }) => (traffic === 'intermittent' ? BUSY_HOURS_INTERMITTENT : undefined),
  },
  busyDaysPerWeek: {
    cuts: [BUSY_SHARE_INTERMITTENT_MAX * 7],
  },
  callerTimeoutSeconds: {
    cutsOf: ({ processingTimeSeconds }) => known(processingTimeSeconds),
    applies: isTimed,
  },
  datasetRunsPerMonth: {
    cuts: [SECONDS_PER_MONTH / JOB_INTERVAL_SHORT_SECONDS, SECONDS_PER_MONTH / WAKE_UP_SECONDS.queue],
  },
  datasetDeadlineHours: {
    cuts: [JOB_START_UP_SECONDS / SECONDS_PER_HOUR],
  },
  modelCount: {
    cuts: [2, 15, 20, ...INFERENCE_OPTIONS.flatMap(({ endpoints }) => endpoints?.value ?? [])],
    cutsOf: ({ stated: { activeModelCount: active = 1, containerCount } }) => known(containerCount, active, 2 * active),
    impliedBy: ({ models }) => models,
  },
  modelSizeGB: {
    // Only serverless capacity is limited by it, which has no GPUs.
    applies: (needs) => !writesTokens(needs),
    cuts: [...SERVERLESS_MEMORY_SIZES_MB.map((size) => size / 1024), ...limitsOf('modelSizeGB')],
  },
  activeModelCount: {
    cuts: [2],
    cutsOf: ({ models }) => [models / 2, models],
    impliedBy: (needs) => Math.round(activeModels(needs)),
    applies: (needs) => needs.models > 1 || needs.stated.activeModelCount !== undefined,
  },
  containerCount: {
    cuts: [2],
    cutsOf: ({ models }) => [models],
    impliedBy: ({ containers }) => Math.min(containers, 15),
  },
  containerImageSizeGB: {
    cuts: limitsOf('containerImageSizeGB'),
  },
  payloadByReference: { applies: (needs) => needs.stated.payloadSizeMB !== undefined },
  // One that is priced and one without Serverless Inference; where costs are weighed, the survey adds to these.
  region: { values: ['us-east-1', 'me-central-1'] },
  instanceType: { values: ['ml.m5.xlarge', 'ml.g5.xlarge'] },
  // Nobody gives up a Region, or takes a second, for the sake of an option.
  availability: { values: ['single-instance', 'multi-az'] },
};

const nothing = (): undefined => undefined;
const none = (): readonly number[] => [];

const ABOUT = { all: (): boolean => true, requests: areRequests, dataset: isDataset } as const;

/** Every field that can change the option, in the order of the form: those of which a row says how a change is said, and a rule reads. */
export const DIMENSIONS: readonly Dimension[] = WORKLOAD_FIELDS.filter((field) => {
  const { change, noted } = rowOf(field);
  return change !== undefined && !noted;
}).map(dimensionOf);

function dimensionOf(field: WorkloadField): Dimension {
  const { about, span } = rowOf(field);
  const { cuts = [], cutsOf = none, impliedBy = nothing, applies = ABOUT[about ?? 'all'], values } = RULES[field] ?? {};
  if (span === undefined) {
    return { kind: 'choice', field, values: values ?? wordsOf(field) ?? [true, false], applies };
  }
  const { from: min, to: max, whole = false, silence = 'low', monotone: isMonotone = true } = span;
  return {
    kind: 'number',
    field: field as NumberField,
    min,
    max,
    whole,
    silence,
    isMonotone,
    cuts,
    cutsOf,
    impliedBy,
    applies,
  };
}
