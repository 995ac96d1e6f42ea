import { activeModels, requestsAtOnce } from '../../costs/capacity.ts';
import type { Capacity } from '../../costs/costing.ts';
import { dayShapeOf } from '../../costs/volume.ts';
import {
  COOL_DOWN_SECONDS,
  JOB_START_UP_SECONDS,
  PROCESSING_HIGH,
  PROCESSING_LOW,
  REQUESTS_AT_ONCE_PER_ACCELERATOR,
  REQUESTS_AT_ONCE_PER_VCPU,
  STORAGE_VOLUME_GB,
  TARGET_UTILISATION,
  WAKE_UP_SECONDS,
} from '../../facts/working-figures.ts';
import { formatCount, formatGB, formatNumber, formatSeconds } from '../../workload/measures.ts';
import type { FigureRule, Use } from './assumption.ts';

/** What serves is a memory size, and no instance. */
const isServerless = ({ capacity }: Use): boolean => typeof capacity.type === 'number';
const gigabytesOf = ({ type }: Capacity): number => Number(type) / 1024;

/** What serves, of what a team can state instead. */
export const CHOICES = [
  {
    figure: 'instance-type',
    field: 'instanceType',
    applies: (use) => !isServerless(use) && use.needs.stated.instanceType === undefined,
    value: ({ capacity }) => capacity.type,
    text: ({ capacity, needs: { stated } }) =>
      stated.modelSizeGB === undefined
        ? `No instance type is stated; ${capacity.type} is priced, which holds most models.`
        : `No instance type is stated; ${capacity.type} is priced, which holds ${formatGB(stated.modelSizeGB)}.`,
  },
  {
    figure: 'requests-at-once',
    field: 'instanceType',
    applies: ({ followsLoad }) => followsLoad,
    value: ({ capacity: { spec } }) => requestsAtOnce(spec),
    text: ({ capacity: { spec }, needs }) => {
      const isBatching = needs.requiresGpu || needs.streaming !== 'none' || Boolean(spec?.acceleratorCount);
      return `Each instance is counted to have ${atOnce(spec)}${isBatching ? '; a server that batches requests needs fewer instance hours' : ''}.`;
    },
  },
  {
    figure: 'serverless-memory',
    field: 'modelSizeGB',
    applies: (use) => isServerless(use) && use.needs.stated.modelSizeGB === undefined,
    value: ({ capacity }) => gigabytesOf(capacity),
    text: ({ capacity }) => `The model's memory is not stated; ${formatGB(gigabytesOf(capacity))} are priced.`,
  },
  {
    figure: 'active-models',
    field: 'activeModelCount',
    applies: ({ plan, needs: { stated } }) =>
      plan.hosting === 'multi-model' && stated.activeModelCount === undefined && stated.modelSizeGB !== undefined,
    value: ({ needs }) => Math.ceil(activeModels(needs)),
    text: ({ needs }) =>
      `How many models are called within an hour is not stated; memory for ${formatNumber(Math.ceil(activeModels(needs)))} of ${formatNumber(needs.models)} is priced.`,
  },
] as const satisfies readonly FigureRule[];

/** "1 request in work on each vCPU, 4 at once" */
function atOnce(spec: Capacity['spec']): string {
  if (spec === undefined)
    return `${formatCount(requestsAtOnce(spec), 'request')} in work at once, since nothing is known of it`;
  const [each, on] = spec.acceleratorCount
    ? [REQUESTS_AT_ONCE_PER_ACCELERATOR, 'GPU or accelerator']
    : [REQUESTS_AT_ONCE_PER_VCPU, 'vCPU'];
  return `${formatCount(each, 'request')} in work on each ${on}, ${formatNumber(requestsAtOnce(spec))} at once`;
}

/** What no field of a workload states, so that an estimate has to bring it along. */
export const WORKINGS = [
  {
    figure: 'day-shape',
    field: 'trafficPattern',
    applies: ({ plan, needs, volume }) =>
      needs.traffic === 'variable' &&
      volume !== null &&
      (plan.scaling === 'auto-scaling' || needs.stated.monthlyRequests === undefined),
    value: ({ needs }) => dayShapeOf(needs.traffic).mean,
    text: () => 'Over a day, variable traffic is taken to be half of its peak in the mean.',
  },
  {
    figure: 'target-utilisation',
    field: 'peakRequestsPerSecond',
    applies: ({ plan, followsLoad }) => plan.scaling !== 'per-job' && followsLoad,
    value: () => TARGET_UTILISATION,
    text: () => `Instances are counted as busy ${TARGET_UTILISATION * 100} % of the time when they are busiest.`,
  },
  {
    figure: 'waking',
    field: 'coldStarts',
    applies: ({ plan, usage }) => plan.scaling === 'scale-to-zero' && usage.instanceHours > 0,
    value: () => WAKE_UP_SECONDS + COOL_DOWN_SECONDS,
    text: () =>
      `Each time that it wakes, ${formatSeconds(WAKE_UP_SECONDS)} of starting and ${formatSeconds(COOL_DOWN_SECONDS)} of waiting for more are priced.`,
  },
  {
    figure: 'start-up',
    field: 'datasetRunsPerMonth',
    applies: ({ plan, usage }) => plan.scaling === 'per-job' && usage.instanceHours > 0,
    value: () => JOB_START_UP_SECONDS,
    text: () => `Each job is priced with ${formatSeconds(JOB_START_UP_SECONDS)} of starting.`,
  },
  {
    figure: 'storage-volume',
    field: 'containerImageSizeGB',
    applies: ({ usage }) => usage.storageGBMonths > 0,
    value: () => STORAGE_VOLUME_GB,
    text: () => `Each instance is priced with a volume of ${formatGB(STORAGE_VOLUME_GB)}.`,
  },
  {
    figure: 'processing-range',
    field: 'processingTimeSeconds',
    applies: ({ volume }) => volume !== null,
    value: () => `${PROCESSING_LOW}–${PROCESSING_HIGH}`,
    text: () =>
      `From low to high is the estimate at ${PROCESSING_LOW} to ${PROCESSING_HIGH} times the stated processing time.`,
  },
] as const satisfies readonly FigureRule[];
