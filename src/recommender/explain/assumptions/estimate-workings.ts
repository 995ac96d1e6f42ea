import { activeModels, atOnceOn, requestsAtOnce, volumeGB } from '../../costs/capacity.ts';
import type { Capacity, Plan } from '../../costs/costing.ts';
import { burstSecondsOf, burstWithin } from '../../costs/endpoint-usage.ts';
import { scalingTimesOf } from '../../costs/scaling-times.ts';
import { burstAtOnce, dayShapeOf, type Volume } from '../../costs/volume.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import {
  JOB_START_UP_SECONDS,
  P95_SHARE,
  REQUESTS_AT_ONCE_PER_ACCELERATOR,
  REQUESTS_AT_ONCE_PER_VCPU,
  SECONDS_PER_HOUR,
  START_UP_SECONDS,
  TARGET_UTILISATION,
} from '../../facts/working-figures.ts';
import { unitOf } from '../../findings/words.ts';
import { maxConcurrencyOf } from '../../judge/serving.ts';
import { optionOf } from '../../options/index.ts';
import { formatAbout, formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../../workload/measures.ts';
import type { FigureRule, Use } from './assumption.ts';

/** What serves is a memory size, and no instance. */
const isServerless = ({ capacity }: Use): boolean => typeof capacity.type === 'number';
const gigabytesOf = ({ type }: Capacity): number => Number(type) / 1024;

/** What serves, of what a team can state instead. */
export const CHOICES = [
  {
    figure: 'instance-type',
    sizes: true,
    field: 'instanceType',
    applies: (use) => !isServerless(use) && use.needs.stated.instanceType === undefined,
    value: ({ capacity }) => capacity.type,
    text: ({ capacity: { type, pace }, isPriced, needs: { modelSizeGB, stated } }) => {
      const isSo = `Instance type: not given; ${type} is ${isPriced ? 'priced' : 'assumed'}`;
      const byBill = isPriced ? `${isSo}, chosen by the month's bill` : isSo;
      if (pace?.work === 'together')
        return `${byBill}; one works on up to ${formatCount(Math.min(pace.atOnce, pace.held), 'request')} at once.`;
      if (modelSizeGB === undefined) return `${byBill}.`;
      return `${byBill}; it holds ${formatGB(stated.modelSizeGB ?? Number(modelSizeGB.toPrecision(3)))}.`;
    },
  },
  {
    figure: 'requests-at-once',
    sizes: true,
    field: 'instanceType',
    applies: ({ followsLoad, capacity }) => followsLoad && capacity.pace === undefined,
    value: (use) => atOnceIn(use),
    text: (use) => {
      const { needs, capacity } = use;
      const { spec } = capacity;
      const isBatching = needs.requiresGpu || needs.streaming !== 'none' || Boolean(spec?.acceleratorCount);
      return `Each instance is assumed to process ${atOnce(use)}${isBatching ? '; a server that batches requests needs fewer instance hours' : ''}.`;
    },
  },
  {
    figure: 'serverless-memory',
    field: 'modelSizeGB',
    applies: (use) => isServerless(use) && use.needs.modelSizeGB === undefined,
    value: ({ capacity }) => gigabytesOf(capacity),
    text: ({ capacity }) => `Model memory: not given; ${formatGB(gigabytesOf(capacity))} is priced.`,
  },
  {
    figure: 'max-concurrency',
    sizes: true,
    field: 'peakRequestsPerSecond',
    applies: (use) => isServerless(use) && use.needs.concurrency !== undefined && !use.needs.isDataset,
    value: ({ plan, needs }) => maxConcurrencyOf(plan, needs),
    text: ({ plan, needs }) =>
      `Maximum concurrency is planned at ${formatNumber(maxConcurrencyOf(plan, needs))}, of ${QUOTAS.serverlessConcurrency.value} per endpoint.`,
  },
  {
    figure: 'warm-units',
    field: 'peakRequestsPerSecond',
    applies: (use) => warmUnits(use) > 0,
    value: warmUnits,
    text: (use) => {
      const hours = Number(use.volume?.busyHours);
      return `${formatCount(warmUnits(use), 'unit')} of provisioned concurrency ${warmUnits(use) === 1 ? 'is' : 'are'} kept warm for ${formatCount(hours < 1 ? hours : Math.round(hours), 'hour')} per month.`;
    },
  },
  {
    figure: 'active-models',
    field: 'activeModelCount',
    applies: ({ plan, needs: { stated } }) =>
      plan.hosting === 'multi-model' && stated.activeModelCount === undefined && stated.modelSizeGB !== undefined,
    value: ({ needs }) => Math.ceil(activeModels(needs)),
    text: ({ needs }) =>
      `Models called per hour: not given; memory for ${formatNumber(Math.ceil(activeModels(needs)))} of ${formatNumber(needs.models)} is priced.`,
  },
] as const satisfies readonly FigureRule[];

/** Of all endpoints together; 0 where nothing is kept warm or the volume isn't known. */
function warmUnits({ usage, volume }: Use): number {
  return volume === null ? 0 : Math.round(usage.warmSeconds / (volume.busyHours * SECONDS_PER_HOUR));
}

const atOnceIn = ({ plan, needs, capacity }: Use): number => atOnceOn(plan, needs, capacity);

/** "4 requests at once, 1 per vCPU" */
function atOnce(use: Use): string {
  const { spec } = use.capacity;
  const fewer = atOnceIn(use);
  if (fewer < requestsAtOnce(spec, use.needs.modelSizeGB))
    return `${formatCount(fewer, 'record')} at once, as many as fit ${formatMB(QUOTAS.batchRecord.value)}`;
  const unit = unitOf(use.needs);
  if (spec === undefined)
    return `${formatCount(requestsAtOnce(spec, use.needs.modelSizeGB), unit)} at once, because its size isn't known`;
  const [each, on] = spec.acceleratorCount
    ? [REQUESTS_AT_ONCE_PER_ACCELERATOR, 'GPU or accelerator']
    : [REQUESTS_AT_ONCE_PER_VCPU, 'vCPU'];
  return `${formatCount(requestsAtOnce(spec, use.needs.modelSizeGB), unit)} at once, ${each} per ${on}`;
}

/** As many as each endpoint has for a stated burst, behind a queue at most and else always; 0 where the rest of the traffic takes as many. */
function burstInstances({ plan, needs, volume, capacity }: Use): number {
  if (volume === null || volume.sizing.burstRequests === 0) return 0;
  const countAt = (at: Volume): number =>
    Number(plan.costing.instancesOf?.(plan, needs, at, capacity)[isQueue(plan) ? 'busiest' : 'floor']);
  const calm = { ...volume, sizing: { ...volume.sizing, burstRequests: 0 } };
  const most = countAt(volume);
  return most > countAt(calm) ? most : 0;
}

function burstTime({ plan, needs, capacity, volume }: Use): number {
  return volume === null ? 0 : burstWithin(plan, volume, burstSecondsOf(needs, capacity));
}

/** Until an instance serves, and from the last answer until none is left. */
function wakingSeconds({ plan, needs, capacity }: Use): { wake: number; zero: number } {
  const times = scalingTimesOf(plan, needs, capacity);
  return { wake: times?.wakeUpSeconds ?? 0, zero: times?.removedAfterSeconds ?? 0 };
}

/** Requests of a burst in progress at once, where callers wait for it. */
const burstAtOnceIn = ({ needs, volume, capacity }: Use): number =>
  volume === null ? 0 : Math.ceil(burstAtOnce(volume, burstSecondsOf(needs, capacity)) - 1e-9);

/** How busy an instance may be at the peak. */
const utilisation = ({ plan, needs, volume, capacity }: Use): number =>
  (volume && plan.costing.instancesOf?.(plan, needs, volume, capacity).busy) || TARGET_UTILISATION;

const isQueue = ({ option }: Plan): boolean => optionOf(option).answers === 'from-a-queue';

/** What no field of a workload states, so that an estimate has to bring it along. */
export const WORKINGS = [
  {
    figure: 'day-shape',
    field: 'trafficPattern',
    applies: ({ plan, needs, volume }) =>
      needs.traffic === 'variable' &&
      volume !== null &&
      (needs.stated.monthlyRequests === undefined ||
        (plan.scaling === 'auto-scaling' && !(needs.peakRequestsPerSecond ?? needs.concurrentRequests))),
    value: ({ needs }) => dayShapeOf(needs.traffic).mean,
    text: ({ needs }) =>
      needs.stated.monthlyRequests === undefined
        ? 'Average load is taken as half the peak.'
        : 'Peak load is taken as twice the average.',
  },
  {
    figure: 'target-utilisation',
    sizes: true,
    field: 'peakRequestsPerSecond',
    applies: ({ plan, followsLoad }) => plan.scaling !== 'per-job' && followsLoad,
    value: utilisation,
    text: (use) =>
      isQueue(use.plan)
        ? `Instances behind the queue are assumed to be ${Math.round(utilisation(use) * 100)}% busy.`
        : `Instances are sized to be ${Math.round(utilisation(use) * 100)}% busy at the peak.`,
  },
  {
    figure: 'burst',
    field: 'burstRequests',
    applies: (use) => burstInstances(use) > 0,
    value: burstInstances,
    text: (use) => {
      const instances = formatCount(burstInstances(use), 'instance');
      if (!isQueue(use.plan))
        return `The burst is planned on ${instances} that stay on, for ${formatCount(burstAtOnceIn(use), 'request')} at once.`;
      return `The burst is planned on up to ${instances}, which finish it in ${formatSeconds(burstTime(use))} once they serve.`;
    },
  },
  {
    figure: 'waking',
    field: 'coldStarts',
    applies: ({ plan, usage }) => plan.scaling === 'scale-to-zero' && usage.instanceHours > 0,
    value: (use) => wakingSeconds(use).wake + wakingSeconds(use).zero,
    text: (use) => {
      const { wake, zero } = wakingSeconds(use);
      return `Each wake-up takes ${formatAbout(wake)}, of which ${formatSeconds(START_UP_SECONDS.likely)} are billed, and zero comes ${formatAbout(zero)} after the last answer.`;
    },
    brief: (use) => {
      const { wake, zero } = wakingSeconds(use);
      return `${formatAbout(wake)} to wake and ${formatAbout(zero)} until zero again`;
    },
  },
  {
    figure: 'start-up',
    field: 'datasetRunsPerMonth',
    applies: ({ plan, usage }) => plan.scaling === 'per-job' && usage.instanceHours > 0,
    value: () => JOB_START_UP_SECONDS,
    text: () => `Each job is priced with ${formatSeconds(JOB_START_UP_SECONDS)} to start.`,
  },
  {
    figure: 'storage-volume',
    field: 'containerImageSizeGB',
    applies: ({ usage }) => usage.storageGBMonths > 0,
    value: ({ plan, needs, capacity }) => volumeGB(plan, needs, capacity.spec),
    text: ({ plan, needs, capacity }) =>
      `Each instance is priced with a ${formatGB(volumeGB(plan, needs, capacity.spec))} volume.`,
  },
  {
    figure: 'processing-range',
    field: 'processingTimeSeconds',
    // A model that writes takes as long as its tokens take: their range is that of the instance's speed.
    applies: ({ plan, needs, volume, capacity }) =>
      volume !== null && plan.scaling !== 'fixed' && capacity.pace === undefined && !needs.isDataset,
    value: () => `${P95_SHARE.low}–${P95_SHARE.high}`,
    text: ({ needs: { processingTimeSeconds } }) =>
      `Requests are priced at a mean of ${P95_SHARE.likely} times ${processingTimeSeconds === undefined ? 'their p95' : 'the stated p95'}, and the range at ${P95_SHARE.low} to ${P95_SHARE.high} times.`,
  },
] as const satisfies readonly FigureRule[];
