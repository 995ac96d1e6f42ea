import { MB_PER_GB } from '../measures.ts';
import type { Needs } from '../needs.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR } from '../working-figures.ts';
import { BUSY_HOURS_INTERMITTENT } from './cost-figures.ts';
import { type DayShape, dayShapeOf } from './day-shape.ts';

/** How much is to be served in a month, and when. All finite or Infinity, never negative and never NaN. */
export interface Volume {
  readonly requestsPerMonth: number;
  readonly processingSeconds: number;
  /** Hours of a month in which requests arrive, or in which a data set has to be done; above 0, at most 730. */
  readonly busyHours: number;
  /** Stretches of a month that are busy, each after an idle one; the runs of a data set. */
  readonly busyPeriods: number;
  readonly shape: DayShape;
  /** The requests a second of the busiest hour, as far as they follow from the month's. */
  readonly hourlyPeakRate: number;
  /** The busiest second to plan for. */
  readonly peakRate: number;
  /** In and out of an endpoint in a month, in GB. */
  readonly dataGB: number;
}

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
/** Busy hours are at least a second, so that a rate is a number. */
const BUSY_HOURS_MIN = 1 / SECONDS_PER_HOUR;

/** Null where it cannot be known: nothing is invented. */
export function volumeOf(needs: Needs): Volume | null {
  const { processingTimeSeconds } = needs;
  if (processingTimeSeconds === undefined) return null;
  const requests = requestsPerMonth(needs);
  return requests === undefined ? null : volumeAt(needs, requests, processingTimeSeconds);
}

/** The volume at any number of requests a month, everything else as stated. */
export function volumeAt(needs: Needs, requestsPerMonth: number, processingSeconds: number): Volume {
  const busyHours = busyHoursOf(needs);
  const shape = dayShapeOf(needs.traffic);
  const hourlyPeakRate = requestsPerMonth / (busyHours * SECONDS_PER_HOUR) / shape.mean;
  return {
    requestsPerMonth,
    processingSeconds,
    busyHours,
    busyPeriods: busyPeriodsOf(needs),
    shape,
    hourlyPeakRate,
    peakRate: needs.isDataset ? hourlyPeakRate : Math.max(hourlyPeakRate, needs.stated.peakRequestsPerSecond ?? 0),
    dataGB: dataOf(needs, requestsPerMonth),
  };
}

/** As stated, or as it follows from a peak; of a data set its records. Nothing where it cannot be known. */
export function requestsPerMonth(needs: Needs): number | undefined {
  const { datasetRecordsPerRun, datasetRunsPerMonth, monthlyRequests, peakRequestsPerSecond } = needs.stated;
  if (needs.isDataset) {
    if (datasetRecordsPerRun === undefined || datasetRunsPerMonth === undefined) return undefined;
    return datasetRecordsPerRun * datasetRunsPerMonth;
  }
  if (monthlyRequests !== undefined) return monthlyRequests;
  if (peakRequestsPerSecond === undefined || !isMonthKnownByPeak(needs)) return undefined;
  return peakRequestsPerSecond * dayShapeOf(needs.traffic).mean * busyHoursOf(needs) * SECONDS_PER_HOUR;
}

/** From a peak to a month: not where idle stretches of unknown length lie between. */
function isMonthKnownByPeak(needs: Needs): boolean {
  return needs.traffic !== 'intermittent' || Boolean(needs.stated.busyHoursPerDay);
}

function busyHoursOf(needs: Needs): number {
  const { datasetDeadlineHours, datasetRunsPerMonth } = needs.stated;
  const hours = needs.isDataset
    ? (datasetRunsPerMonth ?? 1) * (datasetDeadlineHours ?? HOURS_PER_MONTH)
    : busyHoursPerDay(needs) * busyDaysPerMonth(needs);
  return Math.min(HOURS_PER_MONTH, Math.max(BUSY_HOURS_MIN, hours));
}

/** No busy hours at all contradict that there are requests: 0 says as little as silence. */
function busyHoursPerDay({ stated, traffic }: Needs): number {
  return stated.busyHoursPerDay || (traffic === 'intermittent' ? BUSY_HOURS_INTERMITTENT : 24);
}

function busyDaysPerMonth({ stated }: Needs): number {
  return ((stated.busyDaysPerWeek || 7) / 7) * DAYS_PER_MONTH;
}

function busyPeriodsOf(needs: Needs): number {
  if (needs.isDataset) return needs.stated.datasetRunsPerMonth ?? 0;
  if (busyHoursPerDay(needs) < 24) return busyDaysPerMonth(needs);
  return busyDaysPerMonth(needs) < DAYS_PER_MONTH ? DAYS_PER_MONTH / 7 : 0;
}

/** Less than this is nothing: near the smallest numbers a quotient loses its digits, and more records could cost less. */
const LEAST = 1e-100;

function dataOf(needs: Needs, requests: number): number {
  const gigabytes = gigabytesPerRequest(needs);
  return gigabytes < LEAST || requests < LEAST ? 0 : requests * gigabytes;
}

/** The larger of request and answer, counted once; a request that carries only an address brings no data. */
function gigabytesPerRequest({ stated, isDataset, payloadSizeMB }: Needs): number {
  const { datasetRecordsPerRun: records = 0, datasetSizeGB } = stated;
  if (isDataset && datasetSizeGB !== undefined && records > LEAST && !stated.payloadByReference) {
    return datasetSizeGB / records;
  }
  return (payloadSizeMB ?? 0) / MB_PER_GB;
}
