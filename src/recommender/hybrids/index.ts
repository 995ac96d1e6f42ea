import { requestsPerMonth } from '../costs/volume.ts';
import {
  CLOSE_CALL_FACTOR,
  HOT_TIER_REQUEST_SHARE,
  NIGHTS_PER_MONTH,
  OFF_HOURS_REQUEST_SHARE,
} from '../facts/working-figures.ts';
import type { Judgement, Priced } from '../judge/judgement.ts';
import type { HostingPatternId, Hybrid, HybridPart, InferenceOptionId, Recommendation } from '../recommendation.ts';
import { formatCount, formatNumber, listOf } from '../workload/measures.ts';
import { formatEstimatedUsd } from '../workload/money.ts';
import type { FieldAbout, Workload, WorkloadField } from '../workload/workload.ts';

// What two options together would save. Knows the judgement and the kernel that made it; the splits know the options.

/** The kernel with its prices. */
type Kernel = (workload: Workload) => Judgement;

/**
 * Splits of the workload over two options that cost less than half of the choice. Each part is judged and priced by the
 * kernel as a separate workload, and fits without a condition. Usually none; never instead of the answer.
 */
export function hybridsOf(base: Judgement, kernel: Kernel): Hybrid[] {
  const whole = base.ranked[0]?.monthlyUsd ?? null;
  if (whole === null) return [];
  return SPLITS.flatMap((splitOf) => {
    const split = splitOf(base);
    if (split === null) return [];
    const parts = split.parts.map((part) => pricedPart(part, kernel)).filter((part) => part !== null);
    const monthlyUsd = parts.reduce((sum, part) => sum + part.monthlyUsd, 0);
    if (parts.length < split.parts.length || monthlyUsd * CLOSE_CALL_FACTOR >= whole) return [];
    const saving = `about ${formatEstimatedUsd(monthlyUsd)} per month instead of ${formatEstimatedUsd(whole)}`;
    return [{ title: split.title, text: `If ${split.condition}: ${split.served}, ${saving}.`, parts, monthlyUsd }];
  });
}

/** What it costs on components that a schedule takes to zero, where instances stand outside of the stated busy hours. */
export function outsideHoursOf({ needs, choice, ranked }: Judgement, kernel: Kernel): Recommendation['outsideHours'] {
  const { busyHoursPerDay: hours = 24, busyDaysPerWeek: days = 7 } = needs.stated;
  const whole = ranked[0]?.monthlyUsd ?? null;
  if (needs.isDataset || hours * days >= 24 * 7 || hours * days === 0 || whole === null) return undefined;
  if (choice?.option.id !== 'real-time' || choice.scaling === 'scale-to-zero') return undefined;
  const workload = changed(needs.stated, { ...AT_ZERO, trafficPredictable: true });
  const at = pricedPart({ workload, share: 1, option: 'real-time', hosting: 'inference-components' }, kernel);
  return at !== null && at.monthlyUsd < whole ? { monthlyUsd: at.monthlyUsd, zero: true } : undefined;
}

/** Null where the kernel doesn't serve it in this way for certain, or can't price it. */
function pricedPart({ workload, share, option, hosting }: SplitPart, kernel: Kernel): HybridPart | null {
  const judgement = kernel(workload);
  const found = judgement.ranked.find(({ pair }) => pair.option.id === option);
  if (found === undefined || found.monthlyUsd === null || !isUnconditional(found)) return null;
  return hosting === undefined || found.pair.hosting.id === hosting
    ? { option, share, monthlyUsd: found.monthlyUsd }
    : null;
}

const isUnconditional = ({ verdict, pair }: Priced): boolean =>
  verdict.findings.length === 0 && pair.findings.length === 0;

/** A workload as two, each with an option that suits it. */
interface Split {
  /** "Nightly batch, serverless for the rest" */
  readonly title: string;
  /** What has to be so: "cold starts are fine outside the busy hours". */
  readonly condition: string;
  /** "Batch Transform for 90% of requests and Serverless Inference for the rest" */
  readonly served: string;
  readonly parts: readonly SplitPart[];
}

/** One of the two, and how the kernel has to serve it. */
export interface SplitPart {
  readonly workload: Workload;
  /** Of all requests, above 0 and under 1. */
  readonly share: number;
  readonly option: InferenceOptionId;
  readonly hosting?: HostingPatternId;
}

type Changes = { readonly [F in WorkloadField]?: Workload[F] | undefined };

/** `undefined` is *not stated*. */
const changed = (stated: Workload, changes: Changes): Workload => ({ ...stated, ...changes }) as Workload;

type RequestField = FieldAbout<'requests'>;

/** Of each part of the requests these hold as they are stated. */
type HeldAlike =
  | 'availability'
  | 'busyDaysPerWeek'
  | 'busyFrom'
  | 'busyHoursPerDay'
  | 'callerTimeoutSeconds'
  | 'coldStarts'
  | 'timeZone'
  | 'trafficPredictable'
  | 'streamTokensPerSecond'
  | 'answerSeconds'
  | 'variantCount';

/** A share of the requests, with the peaks in proportion. */
function shareOf(
  stated: Workload,
  requests: number,
  share: number,
): Record<Exclude<RequestField, HeldAlike>, number | undefined> {
  const part = (count: number | undefined): number | undefined => count && count * share;
  return {
    monthlyRequests: requests * share,
    peakRequestsPerSecond: part(stated.peakRequestsPerSecond),
    burstRequests: part(stated.burstRequests),
    concurrentRequests: stated.concurrentRequests && Math.max(1, stated.concurrentRequests * share),
    outputTokensPerSecond: part(stated.outputTokensPerSecond),
  };
}

const NO_DATASET = {
  datasetSizeGB: undefined,
  datasetRecordsPerRun: undefined,
  datasetRunsPerMonth: undefined,
  datasetDeadlineHours: undefined,
} satisfies Record<FieldAbout<'dataset'>, undefined>;

/** On components alone. */
const AT_ZERO = { coldStarts: 'minutes-acceptable', requiresScaleToZero: true } as const;

const NO_BUSY_HOURS = {
  busyHoursPerDay: undefined,
  busyDaysPerWeek: undefined,
  busyFrom: undefined,
  timeZone: undefined,
  trafficPredictable: undefined,
};

/** What a job has none of. */
const NO_REQUESTS = {
  ...NO_BUSY_HOURS,
  monthlyRequests: undefined,
  peakRequestsPerSecond: undefined,
  burstRequests: undefined,
  concurrentRequests: undefined,
  outputTokensPerSecond: undefined,
  streamTokensPerSecond: undefined,
  answerSeconds: undefined,
  variantCount: undefined,
  responseTimeSeconds: undefined,
  callerTimeoutSeconds: undefined,
  coldStarts: undefined,
  availability: undefined,
} satisfies Record<RequestField | 'responseTimeSeconds', undefined>;

/** Requests of which the records are stated as a dataset besides: a job scores these at night, and the rest is little. */
function nightlyBatch({ needs }: Judgement): Split | null {
  const { stated, isDataset } = needs;
  const requests = requestsPerMonth(needs);
  const { datasetRecordsPerRun: records, datasetRunsPerMonth: runs = NIGHTS_PER_MONTH } = stated;
  if (isDataset || !requests || !records || !runs) return null;
  const share = (records * runs) / requests;
  if (share >= 1) return null;
  const percent = `${formatNumber(Number((share * 100).toPrecision(2)))}%`;
  return {
    title: 'Nightly batch, serverless for the rest',
    condition: `the ${formatNumber(records)} records of a run can be scored before they're asked for`,
    served: `Batch Transform for ${percent} of requests and Serverless Inference for the rest`,
    parts: [
      {
        workload: changed(stated, {
          ...NO_REQUESTS,
          trafficPattern: 'dataset',
          datasetRunsPerMonth: runs,
        }),
        share,
        option: 'batch-transform',
      },
      {
        workload: changed(stated, {
          ...NO_DATASET,
          ...shareOf(stated, requests, 1 - share),
          trafficPattern: 'intermittent',
        }),
        share: 1 - share,
        option: 'serverless',
      },
    ],
  };
}

/** A few busy models as all are recommended to be served, and the many others on a multi-model endpoint. */
function hotTier({ needs, choice }: Judgement): Split | null {
  const { stated, models, isDataset } = needs;
  const { activeModelCount: hot } = stated;
  const requests = requestsPerMonth(needs);
  if (isDataset || !requests || choice === null || hot === undefined || hot > models / 2) return null;
  if (choice.hosting.id === 'multi-model' || stated.modelsShareContainer === false) return null;
  const others = `the other ${formatNumber(models - hot)}`;
  const concessions = [
    ...(needs.coldStarts === 'unacceptable' ? [`${others} may load on their first call`] : []),
    ...(stated.modelsScaleIndependently ? [`${others} can scale together`] : []),
  ];
  return {
    title: 'Busy models apart, the others on a multi-model endpoint',
    condition: listOf([`the same ${formatCount(hot, 'model is', 'models are')} always busy`, ...concessions]),
    served: `${formatNumber(hot)} as recommended and ${others} on a multi-model endpoint`,
    parts: [
      {
        workload: changed(stated, { ...shareOf(stated, requests, HOT_TIER_REQUEST_SHARE), modelCount: hot }),
        share: HOT_TIER_REQUEST_SHARE,
        option: choice.option.id,
        hosting: choice.hosting.id,
      },
      {
        workload: changed(stated, {
          ...shareOf(stated, requests, 1 - HOT_TIER_REQUEST_SHARE),
          modelCount: models - hot,
          activeModelCount: undefined,
          modelInvocationFrequency: 'rare',
          modelsScaleIndependently: undefined,
          coldStarts: 'acceptable',
        }),
        share: 1 - HOT_TIER_REQUEST_SHARE,
        option: 'real-time',
        hosting: 'multi-model',
      },
    ],
  };
}

/** Instances that a schedule starts and stops with the busy hours, and serverless capacity for calls outside them. */
function busyHours({ needs, choice }: Judgement): Split | null {
  const { stated, isDataset, arrangement, busyTimesKnown } = needs;
  const requests = requestsPerMonth(needs);
  const { busyHoursPerDay: hours = 24, busyDaysPerWeek: days = 7 } = stated;
  if (isDataset || !requests || arrangement !== 'one' || !busyTimesKnown || hours * days >= 24 * 7) return null;
  if (choice?.option.id !== 'real-time' || choice.scaling === 'scale-to-zero') return null;
  const mayBeCold = needs.coldStarts === 'unacceptable';
  return {
    title: 'Scheduled instances, serverless outside busy hours',
    condition: mayBeCold
      ? 'cold starts are fine outside the busy hours'
      : `instances run on a schedule for ${formatNumber(hours * days)} hours per week`,
    served: mayBeCold
      ? `instances on a schedule for ${formatNumber(hours * days)} hours per week and Serverless Inference for the rest`
      : 'Serverless Inference for the rest',
    parts: [
      {
        // On components, which alone go to zero; the schedule wakes them, so no caller meets it.
        workload: changed(stated, {
          ...shareOf(stated, requests, 1 - OFF_HOURS_REQUEST_SHARE),
          ...AT_ZERO,
        }),
        share: 1 - OFF_HOURS_REQUEST_SHARE,
        option: 'real-time',
        hosting: 'inference-components',
      },
      {
        workload: changed(stated, {
          ...NO_BUSY_HOURS,
          ...shareOf(stated, requests, OFF_HOURS_REQUEST_SHARE),
          trafficPattern: 'intermittent',
          coldStarts: 'acceptable',
        }),
        share: OFF_HOURS_REQUEST_SHARE,
        option: 'serverless',
      },
    ],
  };
}

/** What a workload is split by. Null where it doesn't apply. */
export const SPLITS: readonly ((base: Judgement) => Split | null)[] = [nightlyBatch, hotTier, busyHours];
