import { formatGB, formatSeconds } from '../../measures.ts';
import { JOB_START_UP_SECONDS, WAKE_UP_SECONDS } from '../../working-figures.ts';
import {
  COOL_DOWN_SECONDS,
  PROCESSING_HIGH,
  PROCESSING_LOW,
  STORAGE_VOLUME_GB,
  TARGET_UTILISATION,
} from '../cost-figures.ts';
import { dayShapeOf } from '../day-shape.ts';
import type { FigureRule } from './figure-rule.ts';

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
    applies: ({ plan, followsLoad }) => plan.option !== 'batch-transform' && followsLoad,
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
    applies: ({ plan, usage }) => plan.option === 'batch-transform' && usage.instanceHours > 0,
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
