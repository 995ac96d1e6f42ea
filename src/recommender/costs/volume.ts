import { BUSY_HOURS_INTERMITTENT, HOURS_PER_MONTH, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import type { Needs, TrafficPattern } from '../needs/needs.ts';
import { MB_PER_GB } from '../workload/measures.ts';

/** How much to serve per month, and when. All finite or Infinity, never negative and never NaN. */
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

/** How the load lies in the busy hours. */
interface DayShape {
  /** Each load that occurs, relative to the busiest (1), and in how many of the parts. */
  readonly loads: readonly { readonly load: number; readonly times: number }[];
  /** The equal parts into which the busy hours fall. */
  readonly parts: number;
  readonly mean: number;
}

const FLAT = shapeOf([1]);

/**
 * Twenty-four hours of traffic that rises and falls and is seldom idle: a quiet night at a tenth of the busiest hours, a
 * morning rise, a long working day, an evening tail. Its mean is half of its peak: callers of one continent.
 */
const DAY_CURVE = shapeOf([
  0.2, 0.15, 0.1, 0.1, 0.1, 0.15, 0.25, 0.45, 0.65, 0.85, 1, 1, 0.9, 0.9, 1, 0.9, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25,
  0.2, 0.1,
]);

const SHAPES: Record<TrafficPattern, DayShape> = {
  steady: FLAT,
  variable: DAY_CURVE,
  // What comes and goes is flat while it is there: how long it is there is known or assumed in hours.
  intermittent: FLAT,
  dataset: FLAT,
};

export const dayShapeOf = (traffic: TrafficPattern): DayShape => SHAPES[traffic];

function shapeOf(parts: readonly number[]): DayShape {
  const loads = [...new Set(parts)].map((load) => ({ load, times: parts.filter((part) => part === load).length }));
  return { loads, parts: parts.length, mean: parts.reduce((sum, load) => sum + load, 0) / parts.length };
}
