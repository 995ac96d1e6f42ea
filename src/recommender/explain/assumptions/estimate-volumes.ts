import { DATA } from '../../costs/costing.ts';
import { dayShapeOf } from '../../costs/volume.ts';
import { BUSY_HOURS_INTERMITTENT } from '../../facts/working-figures.ts';
import { formatMB, formatNumber } from '../../workload/measures.ts';
import type { FigureRule, Use } from './assumption.ts';

const DAYS_PER_WEEK = 7;
const WORKING_DAYS_PER_WEEK = 5;

/** It charges for what goes in and out of the endpoint. */
const paysByData = ({ plan }: Use): boolean => plan.costing.lines(plan).includes(DATA);

/** How much is served and when, of what a team can state instead. */
export const VOLUMES = [
  {
    figure: 'month-from-peak',
    field: 'monthlyRequests',
    applies: (use) => isMonthFromPeak(use) && paysByMonth(use),
    value: ({ volume }) => Math.min(Number.MAX_VALUE, Number(volume?.requestsPerMonth)),
    text: ({ needs: { stated, traffic }, volume }) => {
      const { mean } = dayShapeOf(traffic);
      const rate = `${mean === 1 ? '' : `${formatNumber(mean * 100)} % of `}${formatNumber(Number(stated.peakRequestsPerSecond))} per second`;
      const hours = `${formatNumber(stated.busyHoursPerDay || 24)} hours per day`;
      const days = `${formatNumber(stated.busyDaysPerWeek || DAYS_PER_WEEK)} days per week`;
      return `Requests per month: not given; ${formatNumber(Number(volume?.requestsPerMonth))} are priced, at ${rate}, ${hours}, ${days}.`;
    },
  },
  {
    figure: 'busy-hours',
    field: 'busyHoursPerDay',
    applies: ({ plan, needs }) =>
      needs.traffic === 'intermittent' && !needs.stated.busyHoursPerDay && plan.scaling !== 'on-demand',
    value: () => BUSY_HOURS_INTERMITTENT,
    text: () => `Busy hours: not given; ${BUSY_HOURS_INTERMITTENT} per day are priced.`,
  },
  {
    figure: 'busy-days',
    field: 'busyDaysPerWeek',
    applies: ({ needs: { stated }, usage, usageIf }) =>
      Boolean(stated.busyHoursPerDay) &&
      !stated.busyDaysPerWeek &&
      isOther(usage, usageIf({ busyDaysPerWeek: WORKING_DAYS_PER_WEEK })),
    value: () => DAYS_PER_WEEK,
    text: () => `Busy days: not given; all ${DAYS_PER_WEEK} per week are priced.`,
  },
  {
    figure: 'payload',
    field: 'payloadSizeMB',
    applies: (use) =>
      use.volume?.dataGB === 0 &&
      paysByData(use) &&
      use.needs.stated.payloadSizeMB === undefined &&
      use.needs.stated.payloadByReference !== true,
    value: () => 0,
    text: () => "Payload: not given; data in and out isn't priced.",
  },
  {
    figure: 'largest-payload',
    field: 'payloadSizeMB',
    applies: ({ needs, usage }) => usage.dataGB > 0 && !(needs.isDataset && needs.stated.datasetSizeGB !== undefined),
    value: ({ needs }) => Number(needs.payloadSizeMB),
    text: ({ needs }) =>
      needs.isDataset
        ? `Every record is priced as the largest, ${formatMB(Number(needs.payloadSizeMB))}, counted once.`
        : `Every request is priced as the largest, ${formatMB(Number(needs.payloadSizeMB))} in or out, counted once.`,
  },
] as const satisfies readonly FigureRule[];

function isMonthFromPeak({ needs, volume }: Use): boolean {
  const { monthlyRequests, peakRequestsPerSecond } = needs.stated;
  return volume !== null && !needs.isDataset && monthlyRequests === undefined && Boolean(peakRequestsPerSecond);
}

/** Instances that stay on for the peak are the same for any month below it. */
function paysByMonth({ plan, usage, atRest }: Use): boolean {
  if (usage.dataGB > 0 || usage.inferenceSeconds > 0) return true;
  return plan.scaling !== 'fixed' && usage.instanceHours > atRest.instanceHours;
}

function isOther(usage: Use['usage'], other: Use['usage']): boolean {
  return Object.entries(usage).some(([meter, quantity]) => quantity !== other[meter as keyof Use['usage']]);
}
